"""What is done to a store in the tests that stop it: each prepares, then does one thing."""

import support

LEVELS = {0: (), 1: ("--encrypt",)}


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
        file.write(b'{"n":2,"t":"2026-11-2')
    return store, ["append", store, name, "--source", "s"]


def keep(stores, level):
    store = stores.make(*LEVELS[level])
    return store, ["keep", store, "raw bytes of a body"]


def erase(stores, level):
    store = stores.make(*LEVELS[level])
    return store, ["erase", store, one_dossier(store)]


ALL = {"accept": accept, "append": append, "repair": repair, "keep": keep, "erase": erase}
