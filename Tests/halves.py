"""Of tests that are done with many things, each day another half: `make test` takes minutes then, and two days see everything.

All of them with VIVIER_TESTS=full (or VIVIER_CRASH=full), and of a file or a test that was asked for by name.
"""

import datetime
import os
import zlib


def pytest_collection_modifyitems(config, items):
    isFull = "full" in [os.environ.get("VIVIER_TESTS"), os.environ.get("VIVIER_CRASH")]
    if isFull or any(".py" in word for word in config.args):
        return
    half = datetime.date.today().toordinal() % 2
    rest = {
        item
        for item in items
        if hasattr(item, "callspec") and zlib.crc32(item.name.encode()) % 2 != half
    }
    # They are counted in the summary.
    config.hook.pytest_deselected(items=list(rest))
    items[:] = [item for item in items if item not in rest]
