"""Each safeguard is taken out in turn, and something has to notice. (G4)

Debug builds alone let that be done: in what is published every safeguard is fixed.
"""

import os
import subprocess
import time

import pytest

import support
from scenarios import ALL, one_dossier
from test_power_cut import cuts

pytestmark = pytest.mark.skipif(not support.HAS_TEETH, reason="VIVIER_PROGRAMS names other programs")


def bad(*words, missing, **options):
    return support.probe(*words, "--without", missing, **options)


def loses(scenario, level=0):
    """Expects that a power cut finds the missing flush, and nothing with it in place."""

    def test(stores, tmp_path, missing):
        store, command = ALL[scenario](stores, level)
        kept = stores.copy(store)
        command += ["--without", missing]
        _, faults = cuts(store, [command], tmp_path, level)
        assert faults
        whole = [kept if word == store else word for word in command[:-2]]
        _, faults = cuts(kept, [whole], tmp_path, level)
        assert not faults

    return test


def duplicate_is_lost(stores, tmp_path, missing):
    store = stores.make()
    command = ["accept", store, "--key", "k"]
    _, faults = cuts(
        store,
        [command, command + ["--without", missing]],
        tmp_path,
        0,
        injected=[["fsync:signal=KILL:when=4"], None],
    )
    assert any("acknowledged and lost" in fault for fault in faults)


def delayed(words, call, missing):
    """Starts the program without its safeguard, held up for a second at one call."""
    command = [
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={call}:delay_enter=1000000",
        f"{support.PROGRAMS}/StoreProbe", *words, "--without", missing,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(0.5)
    return process


def name_is_taken(stores, tmp_path, missing):
    store = stores.make()
    words = ["accept", store, "--key", "k"]
    slow = delayed(words, "rename:when=1", missing)
    assert support.probe(*words).stdout.startswith("accepted ")
    assert not slow.communicate()[0].startswith("duplicate ")


def two_write_one_line(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    slow = delayed(["append", store, name, "--source", "a"], "write:when=2", missing)
    assert bad("append", store, name, "--source", "b", missing=missing).returncode == 0
    slow.communicate()
    assert support.intake("verify", "--store", store).returncode == 1


def change(store, name, edit):
    path = f"{store}/dossiers/{name[-2:]}/{name}/events.jsonl"
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(edit(data))


def problems(store, missing):
    return bad("check", store, missing=missing).stdout.splitlines()


def turned_bit_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    change(store, name, lambda data: data.replace(b'"first0"', b'"worst0"'))
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


def foreign_journal_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    other = support.probe("accept", store, "--key", "other").stdout.split()[1]
    with open(f"{store}/dossiers/{other[-2:]}/{other}/events.jsonl", "rb") as file:
        data = file.read()
    change(store, name, lambda _: data)
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


def older_state_is_taken(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    support.probe("append", store, name, "--source", "a")
    words = ["append", store, name, "--source", "b", "--expecting", 1]
    assert support.probe(*words).stdout == "refused conflict\n"
    assert bad(*words, missing=missing).stdout == "appended 3 b0\n"


def source_counts_twice(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    words = ["append", store, name, "--source", "a"]
    assert support.probe(*words).stdout == "appended 2 a0\n"
    assert support.probe(*words).stdout == "repeated 2 a0\n"
    assert bad(*words, missing=missing).stdout == "appended 3 a0\n"


def unflushed_line_is_vouched_for(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    words = ["append", store, name, "--source", "a"]
    for without, answer in [([], "appended"), (["--without", missing], "repeated")]:
        refused = support.probe(*words, *without, inject="fdatasync:error=EIO:when=1")
        assert refused.stdout == "refused disk\n"
        assert support.probe(*words).stdout.split()[0] == answer
        words[-1] += "x"


def changed_file_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    folder = f"{store}/dossiers/{name[-2:]}/{name}/files"
    with open(f"{folder}/{os.listdir(folder)[0]}", "ab") as file:
        file.write(b"x")
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


def erased_comes_back(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    support.probe("erase", store, name)
    words = ["accept", store, "--key", "first"]
    assert support.probe(*words).stdout == f"erased {name}\n"
    assert bad(*words, missing=missing).stdout == f"accepted {name}\n"


def shortened_journal_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    support.probe("append", store, name, "--source", "a")
    assert support.intake("seal", "--store", store).returncode == 0
    change(store, name, lambda data: data.split(b"\n")[0] + b"\n")
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


def missing_tombstone_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    support.probe("erase", store, name)
    assert support.intake("seal", "--store", store).returncode == 0
    os.remove(f"{store}/tombstones/{name[-2:]}/{name}.json")
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


def turned_bit_of_a_note_is_not_seen(stores, tmp_path, missing):
    store = stores.make()
    name = one_dossier(store)
    support.probe("erase", store, name)
    path = f"{store}/tombstones/{name[-2:]}/{name}.json"
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(data.replace(b'"test"', b'"text"'))
    assert problems(store, missing) == []
    assert support.intake("verify", "--store", store).returncode == 1


NOTICED_BY = {
    "sync-attachment": loses("accept"),
    "sync-files-folder": loses("accept"),
    "sync-journal": loses("accept"),
    "sync-staging": loses("accept"),
    "sync-shard": loses("accept"),
    "sync-duplicate": duplicate_is_lost,
    "sync-append": loses("append"),
    "sync-key": loses("accept", level=1),
    "sync-tombstone": loses("erase"),
    "sync-key-destruction": loses("erase", level=1),
    "sync-erasure": loses("erase"),
    "sync-quarantine": loses("keep"),
    "new-name": name_is_taken,
    "lock": two_write_one_line,
    "checksum": turned_bit_is_not_seen,
    "chain": foreign_journal_is_not_seen,
    "expected-number": older_state_is_taken,
    "source-once": source_counts_twice,
    "cut-short-write": unflushed_line_is_vouched_for,
    "file-hash": changed_file_is_not_seen,
    "tombstone-check": erased_comes_back,
    "sealed-heads": shortened_journal_is_not_seen,
    "sealed-erasures": missing_tombstone_is_not_seen,
    "note-sum": turned_bit_of_a_note_is_not_seen,
}


@pytest.mark.parametrize("missing", NOTICED_BY)
def test_taken_out(stores, tmp_path, missing):
    NOTICED_BY[missing](stores, tmp_path, missing)


def test_every_safeguard_has_its_test():
    listed = support.probe("safeguards").stdout.split()
    assert listed == list(NOTICED_BY)
