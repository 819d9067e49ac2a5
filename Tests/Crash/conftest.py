import datetime
import os
import sys
import zlib

import pytest

sys.path.insert(0, os.path.dirname(__file__))

from support import Stores  # noqa: E402


@pytest.fixture(scope="session")
def stores():
    """Makes stores; all of them are deleted at the end."""
    made = Stores()
    yield made
    made.drop(made.folder)


def pytest_collection_modifyitems(config, items):
    """Of tests that are done with many things, each day another half.

    All of them with VIVIER_CRASH=full, and of a file or a test that was asked for by name.
    """
    if os.environ.get("VIVIER_CRASH") == "full" or any(".py" in word for word in config.args):
        return
    half = datetime.date.today().toordinal() % 2
    rest = [
        item
        for item in items
        if hasattr(item, "callspec") and zlib.crc32(item.name.encode()) % 2 != half
    ]
    config.hook.pytest_deselected(items=rest)
    items[:] = [item for item in items if item not in rest]
