import os
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))

from support import Stores  # noqa: E402


@pytest.fixture(scope="session")
def stores():
    """Makes stores; all of them are deleted at the end."""
    made = Stores()
    yield made
    made.drop(made.folder)
