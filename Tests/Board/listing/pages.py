"""A page that can ask an index, with the scripts of the theme."""

import shutil
from pathlib import Path

from support.program import DAY, ROOT

ORIGIN = "https://liste.example"


def open_index(browser, folder: Path):
    """A page of a folder that holds an index in French."""
    shutil.copytree(ROOT / "templates/assets", folder / "assets", dirs_exist_ok=True)
    (folder / "ask.html").write_text("<!doctype html><title>list</title>", "utf-8")
    context = browser.context(folder, ORIGIN)
    context.clock.set_fixed_time(DAY + "T12:00:00+01:00")
    page = context.new_page()
    page.goto(ORIGIN + "/ask.html")
    page.evaluate("""async () => {
        const { ListIndex } = await import("/assets/parts/list-index.js");
        window.open = async () => { window.list = new ListIndex("/idx/fr/"); await list.start(); };
        window.ask = async (wish, shown, size) => {
          const { total, counts, sort, replaced, cards } = await list.select(wish, shown, 0, size);
          const found = {};
          for (const name of shown) {
            const facet = list.m.facets.find((it) => it.name === name);
            found[name] = Object.fromEntries(facet.values.map((it, k) => [it, counts[name]?.[k]]).filter(([, n]) => n));
          }
          return { total, counts: found, sort, replaced, ids: cards.map((it) => it.id) };
        };
        await open();
    }""")
    return page
