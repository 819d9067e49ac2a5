"""Bits are turned, ends cut off, lines exchanged, doubled and taken out: all of it is
seen, and the other dossiers are as they were. (G8)"""

import json
import random

import support

COUNT = 10_000 if support.FULL else 60


def bit(chance, data):
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def cut(chance, data):
    return data[: chance.randrange(len(data))]


def lines(chance, data):
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


def test_all_damage_is_seen(stores):
    store = stores.make()
    names = [
        support.probe(
            "accept", store, "--key", "k", "--start", number, "--file", f"cv {number}"
        ).stdout.split()[1]
        for number in range(3)
    ]
    for name in names:
        support.probe("append", store, name, "--source", "s", "--count", 6)
    assert support.intake("seal", "--store", store).returncode == 0
    before = {
        path: data
        for path, data in support.files_of(store).items()
        if path.startswith("dossiers/") and not path.endswith("/")
    }
    chance = random.Random(2026)
    for number in range(COUNT):
        path = chance.choice(sorted(before))
        kinds = [bit, cut, lines] if path.endswith(".jsonl") else [bit, cut]
        kind = chance.choice(kinds)
        changed = kind(chance, before[path])
        with open(f"{store}/{path}", "wb") as file:
            file.write(changed)
        verified = support.intake("verify", "--store", store, "--json")
        report = json.loads(verified.stdout)
        where = f"change {number}: {kind.__name__} of {path}"
        assert verified.returncode == (0 if changed == before[path] else 1), where
        dossiers = {problem["path"].split("/")[2] for problem in report["problems"]}
        assert dossiers <= {path.split("/")[2]}, where
        with open(f"{store}/{path}", "wb") as file:
            file.write(before[path])
    assert support.intake("verify", "--store", store).returncode == 0
