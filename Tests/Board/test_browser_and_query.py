"""The browser and `vivier query` evaluate the same addresses of the same site alike."""

import random

import pytest

from listing.pages import open_index
from offerlist.folding import VECTORS
from support.program import OK, ROOT, build
from test_query import FULL, Site, random_address

RUNS = [*((150, seed, 1900) for seed in range(5)), (2400, 4, 500)] if FULL else [(150, 3, 400), (2400, 4, 150)]

ASK = """async (addresses) => {
  const { fromAddress, meaning } = await import("/assets/parts/wish.js");
  const facets = list.m.facets.map((it) => it.name);
  for (const name of facets) await list.facet(name);
  const found = [];
  for (const address of addresses) {
    const { counts, cards, replaced } = await list.select(meaning(fromAddress("?" + address, facets)), facets, 0, 1e6);
    const named = ({ name, values }) => [name, Object.fromEntries(values.map((it, k) => [it, counts[name]?.[k]]).filter(([, n]) => n))];
    found.push({ hits: cards.map((it) => it.id), counts: Object.fromEntries(list.m.facets.map(named)), corrections: replaced });
  }
  return found;
}"""


@pytest.mark.parametrize("count,seed,queries", RUNS)
def test_random_searches_find_the_same(tmp_path, browser, count, seed, queries):
    site = Site(tmp_path / "site", count, seed)
    run = build(tmp_path / "site", tmp_path / "out", "--templates", ROOT / "templates")
    assert run.code == OK, run.err
    page = open_index(browser, tmp_path / "out")
    dice = random.Random(f"both {seed}")
    addresses = [random_address(dice, site) for _ in range(queries)]
    expected = site.ask(addresses)
    found = page.evaluate(ASK, addresses)
    wrong = [
        (address, one, other)
        for address, one, other in zip(addresses, found, expected)
        if (one["hits"], one["counts"]) != (other["hits"], other["counts"]) or len(one["corrections"]) != len(other["corrections"])
    ]
    assert not wrong, f"{len(wrong)} of {queries} differ, the first: {wrong[0]}"


def test_texts_become_the_terms_of_the_shared_vectors(listing):
    import json

    _, page = listing(1, "S", 9)
    vectors = json.loads(VECTORS.read_text("utf-8"))
    for language, rules in vectors["rules"].items():
        cases = [case for case in vectors["cases"] if case["language"] == language]
        found = page.evaluate("""async ([rules, texts]) => {
            const { ListText } = await import("/assets/parts/list-text.js");
            const text = new ListText({ part: async () => ({ first: "", ...rules }) });
            await text.start();
            return texts.map((it) => text.wanted(it).map((word) => text.stem(word)));
        }""", [rules, [case["text"] for case in cases]])
        assert found == [case["terms"] for case in cases]
