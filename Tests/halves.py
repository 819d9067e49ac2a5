"""Of tests that are done with many things, each change of the program another half: `make test` takes minutes then, and two changes see everything.

All of them with VIVIER_TESTS=full (or VIVIER_CRASH=full), outside a repository, and of a file or a test that was asked for by name.
"""

import os
import subprocess
import zlib
from pathlib import Path


def half() -> int | None:
    """The same for the same program, whenever and wherever it is tested."""
    found = subprocess.run(
        # Whoever owns the checkout.
        ["git", "-c", "safe.directory=*", "rev-parse", "HEAD:Sources"],
        cwd=Path(__file__).parent, capture_output=True, text=True,
    )
    return int(found.stdout, 16) % 2 if found.returncode == 0 else None


def pytest_collection_modifyitems(config, items):
    isFull = "full" in [os.environ.get("VIVIER_TESTS"), os.environ.get("VIVIER_CRASH")]
    ours = None if isFull or any(".py" in word for word in config.args) else half()
    if ours is None:
        return
    rest = {
        item
        for item in items
        if hasattr(item, "callspec") and zlib.crc32(item.name.encode()) % 2 != ours
    }
    # They are counted in the summary.
    config.hook.pytest_deselected(items=list(rest))
    items[:] = [item for item in items if item not in rest]
