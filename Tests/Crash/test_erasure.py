"""What was erased stays erased: no byte of it is left, and no backup brings it back.
(G9, G11, G18)"""

import pytest

import support
from scenarios import LEVELS


def filled(stores, level):
    store = stores.make(*LEVELS[level])
    names = [
        support.probe(
            "accept", store, "--key", "k", "--start", number, "--file", f"marker{number} of a CV"
        ).stdout.split()[1]
        for number in range(3)
    ]
    support.probe("keep", store, "raw bytes")
    return store, names


def holding(store, marker):
    return [path for path, data in support.files_of(store).items() if marker in data]


def test_no_byte_is_left(stores):
    store, names = filled(stores, 0)
    assert len(holding(store, b"marker1")) == 1
    assert support.intake("erase", names[1], "--store", store).returncode == 0
    assert holding(store, b"marker1") == []
    left = [path for path in support.files_of(store) if names[1] in path]
    assert left == [f"tombstones/{names[1][-2:]}/{names[1]}.json"]
    assert len(holding(store, b"marker0")) == 1


@pytest.mark.parametrize("level", [0, 1])
def test_an_older_backup_does_not_bring_it_back(stores, level):
    store, names = filled(stores, level)
    backup, again = f"{store}.backup", f"{store}.again"
    assert support.intake("backup", backup, "--store", store).returncode == 0
    assert support.intake("erase", names[1], "--store", store).returncode == 0
    restored = support.intake(
        "restore", backup, "--store", again, "--tombstones", f"{store}/tombstones"
    )
    assert restored.returncode == 0, restored
    assert restored.stdout.splitlines()[0].endswith("1 dossiers erased again")
    assert holding(again, b"marker1") == []
    listed = support.intake("list", "--store", again).stdout
    assert names[1] not in listed and names[0] in listed


def test_a_key_that_is_gone_takes_the_backup_with_it(stores):
    """Keys that have a backup of their own: the large one holds nothing readable."""
    store, names = filled(stores, 1)
    backup = f"{store}.backup"
    assert support.intake("backup", backup, "--without-keys", "--store", store).returncode == 0
    assert holding(backup, b"marker") == []


@pytest.mark.parametrize("level", [0, 1])
def test_a_backup_is_the_store(stores, level):
    store, _ = filled(stores, level)
    backup, again = f"{store}.backup", f"{store}.again"
    assert support.intake("backup", backup, "--store", store).returncode == 0
    checked = support.run("sha256sum", "-c", "--quiet", "MANIFEST", cwd=backup)
    assert checked.returncode == 0, checked
    assert support.intake("restore", backup, "--store", again).returncode == 0
    kept = [
        {
            path: data
            for path, data in support.files_of(folder).items()
            if path not in ("index.log", "reserve.bin")
        }
        for folder in (store, again)
    ]
    assert kept[0] == kept[1]


def test_a_full_disk_still_erases(stores):
    """The reserve makes room for the tombstone."""
    store, names = filled(stores, 0)
    with open(f"{store}/reserve.bin", "wb") as file:
        file.write(bytes(4096))
    # The probe, whose first write is the tombstone: the program's own wakes a thread.
    done = support.probe("erase", store, names[0], inject="write:error=ENOSPC:when=1")
    assert done.returncode == 0, done
    assert "reserve.bin" not in support.files_of(store)
    assert names[0] not in support.intake("list", "--store", store).stdout
