"""One process and what it took, for the programs beside this file."""

import os
import subprocess
import sys
import time
from typing import NamedTuple


class Usage(NamedTuple):
    wall: float
    """Seconds."""
    user: float
    """Seconds of CPU."""
    kernel: float
    """Seconds of CPU."""
    peak: int
    """Bytes of memory."""
    output: bytes

    @property
    def cpu(self) -> float:
        return self.user + self.kernel


def run(command, folder=None) -> Usage:
    """Ends this program if the command fails."""
    start = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], cwd=folder, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with code {process.returncode}")
    return Usage(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss * 1024, output)
