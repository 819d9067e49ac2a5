"""Bits are turned, ends cut off, bytes added, files exchanged and taken away, lines exchanged,
doubled and taken out: all of it is seen, and what is whole stays as it was. (G8)"""

import json
import os
import random

import pytest

import support
from scenarios import LEVELS

COUNT = 5_000 if support.FULL else 60


def bit(chance, data, _):
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def cut(chance, data, _):
    return data[: chance.randrange(len(data))]


def longer(chance, data, _):
    return data + chance.randbytes(chance.randrange(1, 40))


def gone(chance, data, _):
    return None


def swapped(chance, data, others):
    return chance.choice(others)


def lines(chance, data, _):
    found = data.splitlines(keepends=True)
    place, other = chance.sample(range(len(found)), 2)
    kind = chance.randrange(3)
    if kind == 0:
        found[place], found[other] = found[other], found[place]
    elif kind == 1:
        found.insert(place, found[other])
    else:
        del found[place]
    return b"".join(found)


def kind_of(path):
    """Files of one kind may be exchanged for each other."""
    return path.split("/")[0], os.path.splitext(os.path.basename(path))[1], path.count("/")


def number_in(path):
    """The number of the dossier, of what is in quarantine, or of the seal that a path is of."""
    return path.split("/")[min(2, path.count("/"))].split(".")[0]


def full_store(stores, level):
    """A store with something in every folder that counts."""
    store = stores.make(*LEVELS[level])
    for number in range(4):
        words = ["accept", store, "--key", "k", "--start", number, "--file", f"cv {number}"]
        name = support.probe(*words).stdout.split()[1]
        if number == 3:
            support.probe("erase", store, name)
        else:
            support.probe("append", store, name, "--source", "s", "--count", 6)
    for text in ["bytes of a body", "another that nobody could read"]:
        support.probe("keep", store, text)
    assert support.intake("seal", "--store", store).returncode == 0
    return store


def place(store, path, data):
    if data is None:
        os.remove(f"{store}/{path}")
    else:
        with open(f"{store}/{path}", "wb") as file:
            file.write(data)


@pytest.mark.parametrize("level", LEVELS)
def test_all_damage_is_seen(stores, level):
    store = full_store(stores, level)
    before = {
        path: data
        for path, data in support.files_of(store).items()
        if data and not path.startswith(("index", "tmp", "reserve"))
    }
    assert {path.split("/")[0] for path in before} == {
        "VERSION", "dossiers", "quarantine", "tombstones", "keys", "seals",
    }  # fmt: skip
    chance = random.Random(2026 + level)
    for number in range(COUNT):
        path = chance.choice(sorted(before))
        kinds = [bit, bit, cut, longer]
        # Nothing shows that the newest seal was taken away.
        kinds += [gone] if not path.startswith("seals") else []
        others = [data for other, data in before.items() if kind_of(other) == kind_of(path) and other != path]
        kinds += [swapped] if others else []
        kinds += [lines] if path.endswith(".jsonl") else []
        kind = chance.choice(kinds)
        changed = kind(chance, before[path], others)
        place(store, path, changed)
        verified = support.intake("verify", "--store", store, "--json")
        where = f"change {number}: {kind.__name__} of {path}: {verified.stdout}{verified.stderr}"
        if changed == before[path]:
            assert verified.returncode == 0, where
        elif path == "VERSION" or (path == "keys/store.key" and not verified.stdout):
            # Without them nothing of the store can be judged, which is said.
            assert verified.returncode in (1, 64, 74) and "error: " in verified.stderr, where
        else:
            assert verified.returncode == 1, where
            places = {problem["path"] for problem in json.loads(verified.stdout)["problems"]}
            if path != "keys/store.key":
                assert {number_in(place) for place in places} == {number_in(path)}, where
        place(store, path, before[path])
    assert support.intake("verify", "--store", store).returncode == 0
