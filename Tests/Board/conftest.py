"""A browser, and folders that it shows as if they were a site."""

import pytest
from playwright.sync_api import sync_playwright

from listing.pages import open_index
from listing.rows import make_rows
from listing.visits import Board
from listing.writer import Writer
from support import demo
from support.browser import Browser, Visit
from support.program import OK, ROOT, build
from support.published import Published


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = Browser(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def listing(tmp_path_factory, browser):
    """A function that writes an index of made-up rows and opens a page that can ask it."""
    made = []

    def make(count, mode, seed=1):
        rows = make_rows(count, seed)
        folder = tmp_path_factory.mktemp("list")
        Writer(rows, mode, folder).run()
        page = open_index(browser, folder)
        made.append(page.context)
        return rows, page

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Published:
    """The demo site, as the program builds it."""
    out = tmp_path_factory.mktemp("site") / "public"
    run = build(ROOT, out)
    assert run.code == OK, run.err
    return Published(out, run, demo.ORIGIN)


@pytest.fixture
def board(browser, site):
    """A function that opens a board of the demo site, in a visit of its own."""
    made = []

    def make(address="/offres/", folder=None, **options):
        visit = Visit(address)
        context = browser.context(folder or site.folder, site.origin, visit, **{"reduced_motion": "reduce", **options})
        made.append(context)
        board = Board(context.new_page(), site.origin, visit)
        return board.open(address) if address else board

    yield make
    for context in made:
        context.close()
