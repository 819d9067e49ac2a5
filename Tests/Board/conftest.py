"""A browser, and folders that it shows as if they were a site."""

import pytest
from playwright.sync_api import sync_playwright

from listing.pages import open_index
from listing.rows import make_rows
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


def spaced(text: str) -> str:
    """A text with plain spaces for all kinds of space."""
    return " ".join(text.split())


class Board:
    """A page with a board, as a visitor uses it."""

    def __init__(self, page, origin, visit):
        self.page, self.origin, self.visit = page, origin, visit
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url.removeprefix(origin)))

    def open(self, address):
        self.page.goto(self.origin + address)
        self.wait()
        return self

    def wait(self):
        self.page.locator("[data-board][data-board-ready]").wait_for()

    def tick(self, facet, value):
        label = self.page.locator(f'[data-facet="{facet}"] [data-value="{value}"]')
        if not label.is_visible():
            self.page.locator(f'details[data-facet="{facet}"] > summary').click()
            self.wait()
        label.click()
        self.wait()

    @property
    def total(self) -> int:
        return int(self.page.locator("[data-board]").get_attribute("data-board-total"))

    @property
    def offers(self) -> list[str]:
        return self.page.eval_on_selector_all("[data-board-list] [data-offer]", "all => all.map(it => it.dataset.offer)")

    @property
    def chips(self) -> list[str]:
        return [spaced(text) for text in self.page.locator(".chips .chip > span > span:last-child").all_inner_texts()]

    @property
    def address(self) -> str:
        return self.page.url.removeprefix(self.origin)

    def all_offers(self) -> list[str]:
        more = self.page.locator("[data-board-more]")
        while more.is_visible():
            before = len(self.offers)
            more.click()
            self.page.wait_for_function("(n) => document.querySelectorAll('[data-board-list] [data-offer]').length > n", arg=before)
        return self.offers

    def counts(self, facet) -> dict[str, int]:
        return self.page.eval_on_selector_all(
            f'[data-facet="{facet}"] [data-value]', "all => Object.fromEntries(all.map(it => [it.dataset.value, +it.dataset.count]))")


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
