"""Many at once: one dossier for one key, and no event lost or doubled. (G6, G7)"""

import random
import subprocess
import time

import support
from scenarios import one_dossier


def start(*words):
    command = [f"{support.PROGRAMS}/StoreProbe", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_equal_keys(stores):
    store = stores.make()
    count = 12_500 if support.FULL else 100
    racers = [start("accept", store, "--key", "k", "--count", count) for _ in range(8)]
    lines = [line for racer in racers for line in racer.communicate()[0].splitlines()]
    words = [line.split(" ")[0] for line in lines]
    assert words.count("accepted") == count
    assert words.count("duplicate") == 7 * count
    assert len({line.split(" ")[1] for line in lines}) == count
    assert support.intake("verify", "--store", store).returncode == 0


def test_appends_with_kills(stores):
    """Four write into the same dossiers; each is killed now and then and starts again."""
    store = stores.make()
    each, length = (20, 250) if support.FULL else (2, 30)
    names = []
    for number in range(each):
        done = support.probe("accept", store, "--key", "d", "--start", number)
        names.append(done.stdout.split()[1])
    chance = random.Random(7)
    said, kills = [], 0
    for name in names:
        writers = {
            number: start("append", store, name, "--source", f"w{number}.", "--count", length)
            for number in range(4)
        }
        while writers:
            number = chance.choice(list(writers))
            writer = writers[number]
            if chance.random() < 0.5 and kills < each * 6:
                time.sleep(chance.random() * 0.05)
                writer.kill()
                kills += 1
            said += writer.communicate()[0].splitlines()
            if writer.returncode == 0:
                del writers[number]
            else:
                writers[number] = start(
                    "append", store, name, "--source", f"w{number}.", "--count", length
                )
    found = support.files_of(store)
    whole = [line for line in said if len(line.split(" ")) == 3]
    assert not support.check(found, whole)
    for name in names:
        events, end = support.journal.read(
            found[f"dossiers/{name[-2:]}/{name}/events.jsonl"], name
        )
        sources = [event["src"] for event in events if event["k"] == "note"]
        assert end == "whole"
        assert sorted(sources) == sorted(
            f"w{number}.{index}" for number in range(4) for index in range(length)
        )


def test_accepts_with_kills(stores):
    """Three kills each, at random times, then one that may end: each key is there once."""
    store = stores.make()
    chance = random.Random(11)
    count = 2_000 if support.FULL else 60
    said = []
    for _ in range(3):
        writers = [start("accept", store, "--key", "k", "--count", count) for _ in range(4)]
        for writer in writers:
            time.sleep(chance.random() * 0.1)
            writer.kill()
            said += writer.communicate()[0].splitlines()
    last = support.probe("accept", store, "--key", "k", "--count", count)
    said += last.stdout.splitlines()
    whole = [line for line in said if len(line) == len("accepted ") + 26]
    whole += [line for line in said if len(line) == len("duplicate ") + 26]
    assert not support.check(support.files_of(store), whole)
    listed = support.intake("list", "--store", store).stdout.splitlines()
    assert len(listed) == count


def test_an_erasure_waits_for_nobody_and_nobody_brings_back(stores):
    store = stores.make()
    name = one_dossier(store)
    writers = [
        start("append", store, name, "--source", f"w{number}.", "--count", 50)
        for number in range(3)
    ]
    assert support.probe("erase", store, name).returncode == 0
    for writer in writers:
        writer.communicate()
    again = support.probe("accept", store, "--key", "first")
    assert again.stdout == f"erased {name}\n"
    assert not support.check(support.files_of(store), [f"erased {name}"])
