"""The power is cut after every system call, and everything that was not flushed is
lost, or any of it is kept: nothing acknowledged is lost, nothing visible is torn. (G2)"""

import pytest

import support
from disk import Disk
from scenarios import ALL, check


def cuts(store, commands, tmp_path, level, injected=None, scenario=None):
    """Runs the commands one after the other; gives the number of states, and the faults."""
    disk = Disk(store)
    states, faults = 0, []
    for number, command in enumerate(commands):
        trace = str(tmp_path / f"trace{number}")
        rules = injected[number] if injected else None
        support.probe(*command, trace=trace, inject=rules)
        with open(trace) as file:
            text = file.read()
        for call in disk.replay(text):
            for seed in [None, *range(20 if support.FULL else 2)]:
                found = disk.after_cut(seed)
                states += 1
                for fault in check(scenario, found, disk.acknowledged, level):
                    faults.append(f"power cut after {call}: {fault}")
    return states, faults


@pytest.mark.parametrize("level", [0, 1])
@pytest.mark.parametrize("scenario", ALL)
def test_power_cut_anywhere(stores, tmp_path, scenario, level):
    store, command = ALL[scenario](stores, level)
    states, faults = cuts(store, [command], tmp_path, level, scenario=scenario)
    assert states >= 15
    assert not faults, faults[:5]


def test_power_cut_after_a_duplicate(stores, tmp_path):
    """Who answers 'received before' vouches for what another process left unflushed."""
    store = stores.make()
    command = ["accept", store, "--key", "k"]
    killed = ["fsync:signal=KILL:when=4"]
    states, faults = cuts(store, [command, command], tmp_path, 0, injected=[killed, None])
    assert not faults, faults[:5]
