"""A real file system on a disk that writes down every block that it is given.

`qemu-storage-daemon` keeps the log (`blklogwrites`) and offers the image through FUSE; the
kernel takes that for a disk (a loop device) and has ext4 or XFS on it. Afterwards any state
that a power cut could have left is made again from the log, mounted, so that the file system
recovers by itself, and looked at.
"""

import contextlib
import os
import random
import shutil
import struct
import subprocess
import time

import support

SIZES = {"ext4": "48M", "xfs": "64M"}
MAKERS = {
    "ext4": ["mkfs.ext4", "-q", "-F", "-J", "size=4", "-N", "4096"],
    "xfs": ["mkfs.xfs", "-q", "--unsupported"],
}
SECTOR = 512
FLUSH, FUA, DISCARD = 1, 2, 4

NEEDED = ["qemu-storage-daemon", "losetup", "mkfs.ext4", "mkfs.xfs"]
IS_POSSIBLE = (
    os.geteuid() == 0
    and os.path.exists("/dev/loop-control")
    and os.path.exists("/dev/fuse")
    and all(shutil.which(name) for name in NEEDED)
)


def sh(*words):
    done = subprocess.run([*map(str, words)], capture_output=True, text=True)
    assert done.returncode == 0, f"{words}: {done.stderr}"
    return done.stdout.strip()


@contextlib.contextmanager
def mounted(device, folder, *options):
    """A disk or an image of one, in a folder."""
    sh("mount", *options, device, folder)
    try:
        yield
    finally:
        sh("umount", folder)


class Entry:
    """One line of the log: where bytes were written, or that all before was flushed."""

    def __init__(self, sector, flags, data, end):
        self.place, self.flags, self.data = sector * SECTOR, flags, data
        # Its end in the log.
        self.end = end

    @property
    def is_kept(self):
        """Whether nothing after it can undo it: flushed by itself."""
        return bool(self.flags & FUA)


def read_log(path):
    """The entries of a log in the format of dm-log-writes."""
    with open(path, "rb") as file:
        log = file.read()
    magic, version, _, sector = struct.unpack_from("<QQQI", log)
    assert (magic, version, sector) == (0x6A736677736872, 1, SECTOR)
    entries, place = [], SECTOR
    while place + SECTOR <= len(log):
        first, count, flags, _ = struct.unpack_from("<QQQQ", log, place)
        place += SECTOR
        size = 0 if flags & DISCARD else count * SECTOR
        if place + size > len(log):
            break
        entries.append(Entry(first, flags, log[place : place + size], place + size))
        place += size
    return entries


class Recording:
    """A store on a disk that is being recorded, and what was acknowledged when."""

    def __init__(self, kind, folder, store):
        """`store` is what is on the disk at the beginning."""
        self.kind, self.folder = kind, str(folder)
        self.image, self.base = f"{self.folder}/disk", f"{self.folder}/base"
        self.log, self.mount = f"{self.folder}/log", f"{self.folder}/mount"
        self.store = f"{self.mount}/store"
        self.acknowledged = []
        os.makedirs(self.mount)
        sh("truncate", "-s", SIZES[kind], self.image)
        sh(*MAKERS[kind], self.image)
        with mounted(self.image, self.mount, "-o", "loop"):
            sh("cp", "-a", store, self.store)
        sh("cp", "--sparse=always", self.image, self.base)

    @contextlib.contextmanager
    def running(self):
        """The store on the recorded disk; the log is whole afterwards."""
        offered = f"{self.folder}/offered"
        for path in [offered, self.log]:
            open(path, "w").close()
        daemon = subprocess.Popen(
            [
                "qemu-storage-daemon",
                "--blockdev", f"driver=file,node-name=image,filename={self.image}",
                "--blockdev", f"driver=file,node-name=log,filename={self.log}",
                "--blockdev", "driver=blklogwrites,node-name=recorded,file=image,log=log",
                "--export", f"type=fuse,id=offered,node-name=recorded,mountpoint={offered},writable=on",
            ]  # fmt: skip
        )
        try:
            deadline = time.monotonic() + 20
            while not os.path.getsize(offered):
                assert daemon.poll() is None and time.monotonic() < deadline
                time.sleep(0.02)
            device = sh("losetup", "-f", "--show", offered)
            try:
                with mounted(device, self.mount):
                    yield self
            finally:
                sh("losetup", "-d", device)
        finally:
            daemon.terminate()
            daemon.wait()

    def run(self, *words, **options):
        """Has the probe do something; gives its lines, which count from now on."""
        said = support.probe(*words, **options).stdout.splitlines()
        position = os.path.getsize(self.log)
        self.acknowledged += [(position, line) for line in said]
        return said


class Replay:
    """Makes the states of a recorded disk again."""

    def __init__(self, recording):
        self.recording = recording
        self.entries = read_log(recording.log)
        self.flushed = f"{recording.folder}/flushed"
        self.cut = f"{recording.folder}/cut"
        sh("cp", "--sparse=always", recording.base, self.flushed)
        # How many entries the image `flushed` has in it.
        self.count = 0

    def faults(self, number, seed, level):
        """What is wrong after a power cut behind an entry.

        Without a seed everything up to it reached the disk; with one, of what was written
        after the last flush before it, any part. Numbers have to rise from call to call.
        """
        start = max(
            (index + 1 for index in range(self.count, number + 1) if self.entries[index].flags & FLUSH),
            default=self.count,
        )
        self._write(self.flushed, self.entries[self.count : start])
        self.count = start
        sh("cp", "--sparse=always", self.flushed, self.cut)
        chance = random.Random(seed)
        late = self.entries[start : number + 1]
        if seed is not None:
            late = [entry for entry in late if entry.is_kept or chance.random() < 0.5]
        self._write(self.cut, late)
        end = self.entries[number].end
        said = [line for position, line in self.recording.acknowledged if position <= end]
        with mounted(self.cut, self.recording.mount, "-o", "loop"):
            found = support.files_of(self.recording.store)
        return support.check(found, said, level)

    def _write(self, path, entries):
        with open(path, "r+b") as image:
            for entry in entries:
                image.seek(entry.place)
                image.write(entry.data)
