"""The process is killed at every system call: what it acknowledged is there, whole,
and what it was doing can be done again. (G1, G6, G11)"""

import pytest

import support
from scenarios import ALL


def points(trace):
    """Where to kill: every call, or every few of them in the short version."""
    every = [
        (call, number)
        for call, count in sorted(support.counts(trace).items())
        for number in range(1, count + 1)
    ]
    return every if support.FULL else every[:: max(1, len(every) // 8)]


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("scenario", ALL)
def test_killed_anywhere(stores, tmp_path, scenario, level):
    start, command = ALL[scenario](stores, level)
    first = stores.copy(start)
    trace = tmp_path / "trace"
    command = [first if word == start else word for word in command]
    assert support.probe(*command, trace=str(trace)).returncode == 0
    for call, number in points(trace):
        store = stores.copy(start)
        again = [store if word == first else word for word in command]
        killed = support.probe(*again, inject=f"{call}:signal=KILL:when={number}")
        where = f"{scenario} killed at {call} {number}"
        said = killed.stdout.splitlines()
        faults = support.check(support.files_of(store), said, level)
        assert not faults, f"{where}: {faults}"
        retried = support.probe(*again)
        assert retried.returncode == 0 or "refused erased" in retried.stdout, f"{where}: {retried}"
        said += retried.stdout.replace("refused erased\n", "").splitlines()
        faults = support.check(support.files_of(store), said, level)
        assert not faults, f"{where}, then again: {faults}"
        verified = support.intake("verify", "--store", store)
        assert verified.returncode == 0, f"{where}, then again: {verified.stderr}"
        stores.drop(store)
