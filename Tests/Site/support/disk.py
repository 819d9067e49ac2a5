"""Disks that refuse, and programs that are killed."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(size: str):
    """A file system of its own in memory; skips the test where it cannot be had."""
    folder = Path(tempfile.mkdtemp(prefix="vivier-disk-"))
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True
    )
    if mount.returncode != 0:
        folder.rmdir()
        pytest.skip("a small disk needs the right to mount one")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def resize(folder: Path, options: str):
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


@contextmanager
def without_privileges():
    """A folder, and the command before a command that makes it obey permissions.

    Root may write anywhere; then the command runs it as nobody.
    """
    folder = Path(tempfile.mkdtemp(prefix="vivier-nobody-"))
    prefix = []
    if os.getuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("setpriv is not installed")
        folder.chmod(0o755)
        os.chown(folder, 65534, 65534)
        prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    try:
        yield folder, prefix
    finally:
        subprocess.run(["chmod", "-R", "u+rwx", folder], check=True)
        shutil.rmtree(folder)
