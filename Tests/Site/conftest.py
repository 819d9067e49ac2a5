"""Builds of the demo site, made once and only read by the tests."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).resolve().parents[1]))

from halves import pytest_collection_modifyitems  # noqa: E402, F401
from support import demo
from support.browser import CHROMIUM, Browser
from support.program import DAY, OK, PROGRAM, ROOT, build
from support.published import Published


def pytest_sessionstart(session):
    if not PROGRAM.is_file():
        pytest.exit(f"there is no program at {PROGRAM}: run 'make' or set VIVIER", returncode=2)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A function that builds the demo site with more options, into a folder of its own."""

    def make(*more, day=DAY, site=ROOT) -> Published:
        out = tmp_path_factory.mktemp("site") / "public"
        run = build(site, out, *more, day=day)
        assert run.code == OK, run.err
        return Published(out, run, demo.ORIGIN)

    return make


@pytest.fixture(scope="session")
def site(built) -> Published:
    """The demo site of the usual day."""
    return built()


@pytest.fixture(scope="session")
def preview(built) -> Published:
    """The demo site with its drafts and the offers to come."""
    return built("--drafts", "--future")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests that need one."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = Browser(playwright)
        yield chromium
        chromium.close()
