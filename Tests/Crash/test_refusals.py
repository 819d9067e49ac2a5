"""The disk refuses, once or from then on: nothing is acknowledged that is not there,
and once the disk works again, the same thing can be done. (G5)"""

import pytest

import support
from scenarios import ALL

ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EINTR"]
REFUSABLE = ["openat", "write", "fsync", "fdatasync", "mkdir", "renameat2", "ftruncate", "flock"]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("scenario", ALL)
def test_refused_anywhere(stores, tmp_path, scenario, error):
    start, command = ALL[scenario](stores, 0)
    first = stores.copy(start)
    command = [first if word == start else word for word in command]
    trace = tmp_path / "trace"
    assert support.probe(*command, trace=str(trace)).returncode == 0
    points = [
        (call, number, forever)
        for call, count in sorted(support.counts(trace).items())
        for number in range(1, count + 1)
        for forever in ("", "+")
        if call in REFUSABLE
        # The loader opens its libraries before anything of ours runs.
        and not (call == "openat" and number < count - 4)
        # A signal that never stops coming lets nobody work.
        and not (error == "EINTR" and forever)
    ]
    if not support.FULL:
        points = points[:: max(1, len(points) // 5)]
    for call, number, forever in points:
        store = stores.copy(start)
        again = [store if word == first else word for word in command]
        refused = support.probe(*again, inject=f"{call}:error={error}:when={number}{forever}")
        where = f"{scenario}, {error} at {call} {number}{forever}"
        assert refused.returncode >= 0, f"{where}: {refused}"
        said = [line for line in refused.stdout.splitlines() if not line.startswith("refused")]
        faults = support.check(support.files_of(store), said)
        assert not faults, f"{where}: {faults}"
        retried = support.probe(*again)
        assert retried.returncode == 0 or "refused erased" in retried.stdout, f"{where}: {retried}"
        verified = support.intake("verify", "--store", store)
        assert verified.returncode == 0, f"{where}, then again: {verified.stderr}"
        stores.drop(store)
