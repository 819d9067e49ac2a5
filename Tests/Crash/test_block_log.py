"""The power is cut behind every block that ext4 and XFS write: what the file system makes of
it when it is mounted again has everything acknowledged, and nothing torn. (G2)"""

import random

import pytest

import blocklog
import support
from blocklog import Recording, Replay
from scenarios import LEVELS

pytestmark = pytest.mark.skipif(
    not blocklog.IS_POSSIBLE, reason="needs root, loop devices, FUSE and qemu-storage-daemon"
)

ROUNDS = 8 if support.FULL else 2
SEEDS = [None, 1, 2] if support.FULL else [None, 1]
STATES = None if support.FULL else 5


def record(kind, stores, level, *more, **options):
    """What an intake does, a few times over; `more` and `options` are for the probe."""
    store = stores.make(*LEVELS[level])
    recording = Recording(kind, f"{store}.disk", store)
    with recording.running() as disk:
        for number in range(ROUNDS):
            files = ["--file", f"cv {number} " * 3000, "--file", f"letter {number}"]
            words = ["accept", disk.store, "--key", "k", "--start", number, *files]
            said = disk.run(*words, *more, **options)
            name = said[0].split()[1]
            disk.run("append", disk.store, name, "--source", "s", "--count", 2, *more, **options)
            disk.run("keep", disk.store, f"a body that nobody can read, {number}", *more, **options)
            disk.run(*words, *more, **options)
            if number % 3 == 1:
                disk.run("erase", disk.store, name, *more, **options)
    return recording


@pytest.fixture
def recorded(stores):
    """A function that records; what it made is deleted at the end."""
    made = []

    def recorded(kind, level, *more, **options):
        made.append(record(kind, stores, level, *more, **options))
        return made[-1]

    yield recorded
    stores.drop(*(recording.folder for recording in made))


def replay(recording, level, states=STATES):
    """Gives the number of states looked at, and the faults."""
    replay = Replay(recording)
    every = [(number, seed) for number in range(len(replay.entries)) for seed in SEEDS]
    if states:
        every = sorted(random.Random(5).sample(every, states), key=lambda state: state[0])
    faults = []
    for number, seed in every:
        found = replay.faults(number, seed, level)
        faults += [f"cut behind block {number}, seed {seed}: {fault}" for fault in found]
    print(f"{recording.kind}, level {level}: {len(every)} cuts of {len(replay.entries)} blocks")
    return len(every), faults


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", blocklog.SIZES)
def test_power_cut_behind_any_block(recorded, kind, level):
    recording = recorded(kind, level)
    words = [line.split()[0] for _, line in recording.acknowledged]
    assert words.count("accepted") == ROUNDS and "refused" not in words
    states, faults = replay(recording, level)
    assert states >= (500 if support.FULL else 5)
    assert not faults, faults[:5]


@pytest.mark.skipif(not (support.HAS_TEETH and support.FULL), reason="not in full, or other programs")
@pytest.mark.parametrize("kind", blocklog.SIZES)
@pytest.mark.parametrize("missing", ["sync-attachment", "sync-shard", "sync-append"])
def test_a_missing_flush_is_found(recorded, kind, missing):
    """Those that no other flush of the same file system makes up for. (G4)"""
    recording = recorded(kind, 0, "--without", missing)
    _, faults = replay(recording, 0, states=200)
    assert faults
