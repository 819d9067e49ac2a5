"""The browser's evaluation against one that looks at every row."""

import random
import re

import pytest

from listing.brute import Text, evaluate, is_slip
from listing.rows import TODAY, TOWNS, WORDS
from listing.writer import KINDS


def random_wish(chance: random.Random, rows) -> dict:
    """Anything a visitor can ask for, and some of what only an address can."""
    wish = {"facets": {}, "today": TODAY + chance.choice([0, 0, 0, 3])}
    for name in KINDS:
        if chance.random() < 0.3:
            known = ["1000", "1500", "2000"] if name == "price" else sorted({value for row in rows for value in row.facets[name]})
            wish["facets"][name] = sorted({chance.choice([*known, "unknown"]) for _ in range(chance.choice([1, 1, 2]))})
    if chance.random() < 0.4:
        words = chance.choices([*WORDS, "de", "l'", "spécialisées", "mecaniciens", "educatuer"], k=chance.choice([1, 1, 2]))
        words[-1] = words[-1][: chance.randint(1, 14)]
        wish["q"] = " ".join(words)
    if chance.random() < 0.3:
        wish["lieu"] = chance.choice([*TOWNS, ("nowhere",)])[0]
        wish["km"] = chance.choice([0, 5, 20, 50, 1000])
    for name, value in [("bientot", True), ("depuis", TODAY - chance.randint(0, 45))]:
        if chance.random() < 0.1:
            wish[name] = value
    if chance.random() < 0.4:
        wish["tri"] = chance.choice(["date", "pertinence", "cloture", "distance"])
    return wish


@pytest.mark.parametrize("mode,count,wishes", [("S", 300, 400), ("M", 300, 400), ("M", 40, 100), ("S", 1, 50), ("S", 0, 20)])
def test_every_wish_finds_what_looking_at_all_rows_finds(listing, mode, count, wishes):
    rows, page = listing(count, mode)
    text, chance = Text(rows), random.Random(count)
    for _ in range(wishes):
        wish = random_wish(chance, rows)
        expected = evaluate(rows, text, wish)
        found = page.evaluate("([wish, shown]) => ask(wish, shown, 1e6)", [wish, list(KINDS)])
        assert found == {**expected, "total": len(expected["ids"])}, wish


def test_a_large_list_counts_only_what_is_shown_and_reads_only_what_it_needs(listing):
    rows, page = listing(300, "M", 2)
    text = Text(rows)
    asked = []
    page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    for facets, files in [
        ({"colour": ["red"]}, ["colour-red.json"]),
        ({"colour": ["red"], "size": ["m"]}, ["cube.json", "block-2", "col-colour-2", "col-size-2"]),
    ]:
        asked.clear()
        wish = {"facets": facets, "today": TODAY}
        found = page.evaluate("(wish) => ask(wish, ['colour', 'size'], 2)", wish)
        expected = evaluate(rows, text, wish)
        assert (found["total"], found["ids"]) == (len(expected["ids"]), expected["ids"][:2])
        assert found["counts"] == {name: expected["counts"][name] for name in ["colour", "size"]}
        named = [re.sub(r"-[0-9a-f]{6}\.json$", "", name) for name in asked]
        assert sorted(name for name in named if not name.startswith("card-")) == sorted(files)


def test_pages_of_hits_are_the_same_as_all_hits_at_once(listing):
    rows, page = listing(300, "M", 3)
    text = Text(rows)
    for facets in [{}, {"colour": ["red"]}, {"colour": ["red", "blue"], "size": ["m"]}]:
        wish = {"facets": facets, "today": TODAY}
        found = page.evaluate("""async (wish) => {
            const found = [];
            for (let at = 0; at < 400; at += 20) found.push(...(await list.select(wish, ["colour", "size"], at, at + 20)).cards);
            return found.map((it) => it.id);
        }""", wish)
        assert found == evaluate(rows, text, wish)["ids"]


def test_a_file_that_does_not_come_is_an_error_and_is_asked_for_again(listing):
    rows, page = listing(300, "M", 4)
    wish = {"facets": {"colour": ["red"]}, "today": TODAY}
    page.context.set_offline(True)
    page.route("**/v/**", lambda route: route.abort())
    said = page.evaluate("(wish) => ask(wish, [], 5).catch((error) => 'failed: ' + error.name)", wish)
    assert said == "failed: TypeError"
    page.unroute("**/v/**")
    page.context.set_offline(False)
    assert page.evaluate("(wish) => ask(wish, [], 5)", wish)["total"] == len(evaluate(rows, Text(rows), wish)["ids"])


def test_an_index_of_another_version_is_refused(listing):
    _, page = listing(3, "S", 5)
    page.evaluate("""() => { const read = fetch; window.fetch = async (...rest) => {
        const answer = await (await read(...rest)).json();
        return { ok: true, json: async () => ({ ...answer, v: 1 }) };
    }; }""")
    assert page.evaluate("open().catch((error) => error.message)") .endswith("/idx/fr/m.json: 1")


def test_words_at_distance_one_are_near_and_others_are_not(listing):
    _, page = listing(1, "S", 6)
    chance = random.Random(7)
    pairs = [(word, other) for word in WORDS for other in WORDS]
    for _ in range(3000):
        word = list(chance.choice(WORDS))
        for _ in range(chance.randint(0, 2)):
            at = chance.randrange(len(word) + 1)
            word[at:at + chance.randint(0, 1)] = chance.choice(["", "a", "e", "xy"])
        pairs.append(("".join(word), chance.choice(WORDS)))
        pairs.append(("".join(word), "".join(chance.sample(word, len(word)))))
    found = page.evaluate("async (pairs) => { const { isNear } = await import('/assets/parts/list-text.js'); return pairs.map(([a, b]) => isNear(a, b)); }", pairs)
    assert found == [is_slip(one, other) for one, other in pairs]


def test_towns_are_proposed_by_the_words_of_their_names(listing):
    _, page = listing(1, "S", 8)
    def towns(typed):
        return [town["key"] for town in page.evaluate("(typed) => list.towns(typed)", typed)]
    assert towns("SAINT d") == ["saint-denis-93", "saint-denis-21"]
    assert towns("vern") == ["les-vernes"]
    assert towns("gue") == ["le-gue"]
    assert towns("ubrelle") == [] and towns("'") == [] and towns("") == []
