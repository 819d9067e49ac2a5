"""What is done to a store in the tests that stop it: each prepares, then does one thing."""

import os
import re

import support

LEVELS = {0: (), 1: ("--encrypt",)}
TORN = b'{"n":2,"t":"2026-11-2'
# What is sealed has 16 bytes of salt and 16 of tag more.
SEAL = 32


def accepted(line):
    return line.split()[1]


def one_dossier(store):
    done = support.probe("accept", store, "--key", "first", "--file", "marker cv")
    return accepted(done.stdout)


def accept(stores, level):
    store = stores.make(*LEVELS[level])
    return store, ["accept", store, "--key", "k", "--count", 2, "--file", "cv", "--file", "letter"]


def append(stores, level):
    store = stores.make(*LEVELS[level])
    return store, ["append", store, one_dossier(store), "--source", "s", "--count", 2]


def repair(stores, level):
    store = stores.make(*LEVELS[level])
    name = one_dossier(store)
    with open(f"{store}/dossiers/{name[-2:]}/{name}/events.jsonl", "ab") as file:
        file.write(TORN)
    return store, ["append", store, name, "--source", "s"]


def keep(stores, level):
    store = stores.make(*LEVELS[level])
    return store, ["keep", store, "raw bytes of a body"]


def erase(stores, level):
    store = stores.make(*LEVELS[level])
    name = one_dossier(store)
    for folder in ["new", "sent", "failed"]:
        os.makedirs(f"{store}/outbox/{folder}", exist_ok=True)
        with open(f"{store}/outbox/{folder}/{name}.acknowledgement-1", "w") as file:
            file.write("marker")
    return store, ["erase", store, name]


ALL = {"accept": accept, "append": append, "repair": repair, "keep": keep, "erase": erase}


def check(scenario, found, acknowledged, level):
    """What has to hold in any state of the disk, and of these scenarios in particular."""
    faults = support.check(found, acknowledged, level)
    if scenario == "accept":
        faults += [f"{name}: files are missing or torn" for name in torn_files(found, level)]
    if scenario == "repair" and not is_torn_end_kept(found, level):
        faults.append("the torn end of a journal is nowhere")
    return faults


def torn_files(found, level):
    """Dossiers whose files do not have the sizes of those that were sent: sealed ones cannot
    be read here."""
    sizes = {}
    for path, data in found.items():
        match = re.match(r"dossiers/../(\w+)/(?:files/(\w+)|events.jsonl)$", path)
        if match:
            sizes.setdefault(match[1], [])
            sizes[match[1]] += [len(data)] if match[2] else []
    expected = [len("cv") + SEAL * level, len("letter") + SEAL * level]
    return [name for name, found in sizes.items() if sorted(found) != expected]


def is_torn_end_kept(found, level):
    """In the journal as it was, or in quarantine with the reason."""
    if any(path.endswith("events.jsonl") and data.endswith(TORN) for path, data in found.items()):
        return True
    return any(
        re.match("quarantine/../[^/]+/raw$", path)
        and (data == TORN if level == 0 else len(data) == len(TORN) + SEAL)
        and found.get(path.replace("/raw", "/reason.json"), b"").endswith(b"}\n")
        and (level == 0 or found.get(key_of(path), b"").endswith(b"\n"))
        for path, data in found.items()
    )


def key_of(path):
    _, shard, name, _ = path.split("/")
    return f"keys/{shard}/{name}.key"
