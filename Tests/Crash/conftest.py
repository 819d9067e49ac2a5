import os
import sys

import pytest

sys.path[:0] = [os.path.dirname(__file__), os.path.dirname(os.path.dirname(__file__))]

from halves import pytest_collection_modifyitems  # noqa: E402, F401
from support import Stores  # noqa: E402


@pytest.fixture(scope="session")
def stores():
    """Makes stores; all of them are deleted at the end."""
    made = Stores()
    yield made
    made.drop(made.folder)
