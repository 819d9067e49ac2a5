"""The disk ignores one flush, each in turn, and the power cut finds it out: there is no flush
that the promises do not need, and none that the tests do not miss. (G4)"""

import re

import pytest

import support
from disk import CALL, FLUSHES, Disk
from scenarios import ALL, check

# What a power cut cannot show: the secret of an erased dossier is overwritten before its file is
# deleted, so that it is not on the disk any more; a torn end is cut off and the line that says so
# is written before what was to be appended, whose own flush has all three.
ACCOUNTED_FOR = {
    ("erase", 1): ["key"],
    ("repair", 0): ["events", "events"],
    ("repair", 1): ["events", "events"],
}


def flushes(trace):
    """The files that are flushed, in order; of a journal, `events`, of a key, `key`."""
    opened, found = {}, []
    for line in trace.splitlines():
        match = CALL.match(line)
        if not match or int(match[3]) < 0:
            continue
        if match[1] == "openat":
            path = bytes.fromhex(match[2].split('"')[1].replace("\\x", "")).decode()
            opened[match[3]] = path
        if match[1] in FLUSHES:
            path = opened[match[2]]
            kind = {"jsonl": "events", "key": "key"}.get(path.rpartition(".")[2])
            found.append(kind or path)
    return found


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("scenario", ALL)
def test_no_flush_is_idle(stores, tmp_path, scenario, level):
    start, command = ALL[scenario](stores, level)
    kept = stores.copy(start)
    trace = str(tmp_path / "trace")
    assert support.probe(*command, trace=trace).returncode == 0
    with open(trace) as file:
        text = file.read()
    flushed, idle = flushes(text), []
    for number, path in enumerate(flushed):
        # The state before the command, under the name that it was traced with.
        stores.drop(start)
        stores.restore(kept, start)
        disk = Disk(start)
        is_missed = any(
            check(scenario, disk.after_cut(seed), disk.acknowledged, level)
            for _ in disk.replay(text, without=number)
            for seed in [None, *range(6)]
        )
        idle += [] if is_missed else [path]
    print(f"{scenario}, level {level}: {len(flushed)} flushes, {len(idle)} of them idle")
    assert idle == ACCOUNTED_FOR.get((scenario, level), [])
