"""The power is cut while a store is sealed, backed up or restored: what says that it is whole is
whole, and what was announced is there; no flush on the way is idle. (G2, G4, G18)"""

import hashlib
import os

import pytest

import support
from disk import Disk
from scenarios import one_dossier
from test_flushes import flushes

SEEDS = [None, *range(12 if support.FULL else 3)]


def below(found, folder):
    """The files of a folder, by their path in it."""
    return {
        path.removeprefix(folder): data
        for path, data in found.items()
        if path.startswith(folder) and not path.endswith("/")
    }


def seal_faults(found, acknowledged, before):
    seals = {path: data for path, data in found.items() if path.startswith("store/seals/") and data}
    faults = [f"{path} is torn" for path, data in seals.items() if b"\ncode " not in data]
    empty = [path for path in found if path.startswith("store/seals/2") and not found[path]]
    if acknowledged and not seals:
        faults.append("announced, and there is no seal")
    return faults + [f"{path} is empty" for path in empty]


def backup_faults(found, acknowledged, before):
    backup = below(found, "backup/")
    manifest = backup.get("MANIFEST")
    if manifest is None:
        return ["announced, and there is no backup"] if acknowledged else []
    listed = [line.split("  ", 1) for line in manifest.decode().splitlines()]
    return [
        f"{path} is missing or torn"
        for digest, path in listed
        if hashlib.sha256(backup.get(path, b"gone")).hexdigest() != digest
    ] + ([] if listed else ["the list is torn"])


def restore_faults(found, acknowledged, before):
    if "restored/VERSION" not in found:
        return ["announced, and there is no store"] if acknowledged else []
    kept, store = below(before, "backup/"), below(found, "restored/")
    del kept["MANIFEST"]
    return [f"{path} is missing or torn" for path in kept if store.get(path) != kept[path]]


FAULTS = {"seal": seal_faults, "backup": backup_faults, "restore": restore_faults}

# The room that a restored store sets aside holds nothing; the name of the folder of a backup was
# flushed with all that is in it.
ACCOUNTED_FOR = {"seal": [], "backup": ["."], "restore": ["restored/reserve.bin"]}


@pytest.fixture
def shelf(stores):
    """A folder with a store, a backup of it, and room for more."""
    store = stores.make()
    one_dossier(store)
    folder = f"{stores.folder}/shelf"
    os.makedirs(folder)
    os.rename(store, f"{folder}/store")
    yield folder
    stores.drop(folder)


def command(action, folder):
    if action == "seal":
        return ["seal", "--store", f"{folder}/store"]
    if action == "backup":
        return ["backup", f"{folder}/backup", "--store", f"{folder}/store"]
    return ["restore", f"{folder}/backup", "--store", f"{folder}/restored"]


@pytest.mark.parametrize("action", FAULTS)
def test_a_power_cut_and_every_flush(stores, shelf, tmp_path, action):
    if action == "restore":
        assert support.intake(*command("backup", shelf)).returncode == 0
    kept, before = stores.copy(shelf), support.files_of(shelf)
    trace = str(tmp_path / "trace")
    done = support.intake(*command(action, shelf), trace=trace)
    assert done.returncode == 0, done.stderr
    with open(trace) as file:
        text = file.read()
    stores.drop(shelf)
    stores.restore(kept, shelf)

    def faults(without=None):
        disk = Disk(shelf)
        for call in disk.replay(text, without=without):
            # Until something is flushed, there is nothing that could be torn.
            if call in ("mkdir", "openat"):
                continue
            for seed in SEEDS:
                for fault in FAULTS[action](disk.after_cut(seed), disk.acknowledged, before):
                    yield f"power cut after {call}: {fault}"

    assert not next(faults(), None)
    flushed = flushes(text)
    idle = [path for number, path in enumerate(flushed) if not next(faults(number), None)]
    print(f"{action}: {len(flushed)} flushes, idle: {idle}")
    assert [os.path.relpath(path, shelf) for path in idle] == ACCOUNTED_FOR[action]
