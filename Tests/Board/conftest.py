"""A browser, and folders that it shows as if they were a site."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from listing.rows import make_rows
from listing.writer import Writer
from support.browser import Browser
from support.program import ROOT

ORIGIN = "https://liste.example"


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
        shutil.copytree(ROOT / "templates/assets", folder / "assets")
        (folder / "index.html").write_text("<!doctype html><title>list</title>", "utf-8")
        Writer(rows, mode, folder).run()
        context = browser.context(folder, ORIGIN)
        made.append(context)
        page = context.new_page()
        page.goto(ORIGIN + "/")
        page.evaluate("""async () => {
            const { ListIndex } = await import("/assets/list-index.js");
            window.open = async () => { window.list = new ListIndex("/idx/fr/"); await list.start(); };
            window.ask = async (wish, shown, size) => {
              const { total, counts, sort, replaced } = await list.select(wish, shown);
              const found = {};
              for (const name of shown) {
                const facet = list.m.facets.find((it) => it.name === name);
                found[name] = Object.fromEntries(facet.values.map((it, k) => [it, counts[name]?.[k]]).filter(([, n]) => n));
              }
              return { total, counts: found, sort, replaced, ids: (await list.cards(0, size)).map((it) => it.id) };
            };
            await open();
        }""")
        return rows, page

    yield make
    for context in made:
        context.close()
