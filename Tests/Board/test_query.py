"""What `vivier query` finds, held against a search that looks at every offer."""

import json
import os
import random
import subprocess
from urllib.parse import quote, quote_plus

import pytest

from offerlist.corpus import BODIES, STEPS, TITLES, keys_of, point_of, write_site
from offerlist.folding import Rules, words
from offerlist.reference import Reference, is_slip
from support.program import DAY, OK, PROGRAM, ROOT, vivier

FULL = os.environ.get("VIVIER_BOARD") == "full"
RUNS = [(300, seed, 2000) for seed in range(5)] if FULL else [(300, 1, 900), (7, 2, 100)]


class Site:
    """Made-up offers, and the program that is asked about them."""

    def __init__(self, folder, count, seed):
        self.folder = folder
        self.offers = write_site(folder, count, seed)
        self.reference = Reference(self.offers, {key: point_of(town) for town, key in keys_of(self.offers).items()})

    def ask(self, addresses):
        command = [PROGRAM, "query", "--site", self.folder, "--templates", ROOT / "templates", "--date", DAY, "--lines"]
        run = subprocess.run(command, input="\n".join(addresses) + "\n", capture_output=True, encoding="utf-8", timeout=600)
        assert run.returncode == OK, run.stderr
        return [shown(json.loads(line)) for line in run.stdout.splitlines()]


def shown(answer):
    """An answer without the values that nothing has, in which a list may leave some out."""
    counts = {name: {slug: count for slug, count in found.items() if count} for name, found in answer["counts"].items()}
    assert answer.pop("format") == 1 and answer.pop("total") == len(answer["hits"])
    return {**answer, "counts": counts}


def typed_word(dice):
    word = dice.choice(dice.choice(TITLES + BODIES).split())
    chance = dice.random()
    if chance < 0.3 and len(word) > 3:
        return word[: dice.randint(2, len(word))]
    if chance < 0.45 and len(word) > 4:
        place = dice.randrange(len(word) - 1)
        return word[:place] + word[place + 1] + word[place] + word[place + 2:]
    if chance < 0.55:
        return word[:-1] + dice.choice("aeinrstz")
    return dice.choice([word, word.upper(), word.lower(), f"l'{word}", "de", "zzz"])


def random_address(dice, site):
    parts = []
    facets = site.offers[0].facets
    for name in dice.sample(sorted(facets), dice.choice([0, 1, 1, 2, 3])):
        known = sorted({slug for it in site.offers for slug in it.facets[name]}) + ["inconnu"]
        parts.append(f"{name}=" + ",".join(dice.sample(known, min(len(known), dice.choice([1, 1, 2, 3])))))
    if dice.random() < 0.5:
        parts.append("q=" + dice.choice([quote, quote_plus])(" ".join(typed_word(dice) for _ in range(dice.choice([1, 1, 2, 3])))))
    if dice.random() < 0.4:
        parts.append("lieu=" + dice.choice([*site.reference.towns, "nulle-part"]))
    if dice.random() < 0.4:
        parts.append("km=" + dice.choice(["1", "20", "60", "200", "1000", "0", "1001", "loin"]))
    if dice.random() < 0.15:
        parts.append("bientot=1")
    if dice.random() < 0.15:
        parts.append("depuis=" + dice.choice(["2026-11-21", "2026-11-18", "2026-10-01"]))
    if dice.random() < 0.4:
        parts.append("tri=" + dice.choice(["date", "pertinence", "cloture", "distance"]))
    dice.shuffle(parts)
    return "&".join(parts)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("offers"), 120, 9)


@pytest.mark.parametrize("count, seed, queries", RUNS)
def test_random_searches_find_what_looking_at_every_offer_finds(tmp_path, count, seed, queries):
    site = Site(tmp_path, count, seed)
    dice = random.Random(f"queries {seed}")
    addresses = [random_address(dice, site) for _ in range(queries)]
    answers = site.ask(addresses)
    assert len(answers) == queries
    wrong = [
        (address, answer, expected)
        for address, answer in zip(addresses, answers)
        if answer != (expected := {**site.reference.answer(address)})
    ]
    assert not wrong, f"{len(wrong)} of {queries} differ, the first: {wrong[0]}"
    assert sum(bool(answer["hits"]) for answer in answers) > queries // 4
    assert any(answer["corrections"] for answer in answers) or count < 50


def test_counts_say_what_a_click_would_give(site):
    [answer] = site.ask(["contrat=cdi&domaine=sante"])
    for facet, other in [("contrat", "domaine=sante"), ("domaine", "contrat=cdi")]:
        clicks = list(answer["counts"][facet].items())
        found = site.ask([f"{other}&{facet}={slug}" for slug, _ in clicks])
        assert [len(it["hits"]) for it in found] == [count for _, count in clicks]


def test_two_pays_mean_the_lower_one(site):
    low, both = site.ask([f"salaire={STEPS[2]}", f"salaire={STEPS[2]},{STEPS[5]}"])
    assert low["hits"] == both["hits"] and low["hits"]


def test_a_facet_that_stands_twice_adds_its_values_up(site):
    one, two = site.ask(["contrat=cdi,cdd", "contrat=cdi&contrat=cdd"])
    assert one == two


def test_a_value_that_does_not_exist_is_met_by_no_offer(site):
    [answer] = site.ask(["contrat=cdx"])
    assert answer["hits"] == [] and answer["counts"]["contrat"] != {}


def test_what_is_no_query_shows_everything(site):
    answers = site.ask(["", "&&==&%&%zz=%ff", "km=20", "depuis=hier", "tri=prix", "lieu=atlantide&km=3", "q=de+la", "q=%00%F0%9F%92%A9"])
    assert {len(answer["hits"]) for answer in answers} == {len(site.offers)}


def test_the_whole_address_of_a_list_is_taken_too(site):
    one, two = site.ask(["https://emplois.example/offres/?contrat=cdi", "contrat=cdi"])
    assert one == two


def test_a_person_reads_how_many_and_how_far():
    run = vivier("query", "--date", DAY, "lieu=aubrelle&km=1&contrat=cdi&tri=distance")
    assert run.code == OK
    first, *hits = run.out.splitlines()
    assert first == f"{len(hits)} of 39" and hits[0].endswith("  0 m")


def test_a_slip_is_said():
    run = vivier("query", "--date", DAY, "q=edacateur")
    assert run.out.splitlines()[0] == "edacateur: nothing; éducateur instead"


def test_a_language_that_the_site_has_not_is_an_error():
    run = vivier("query", "--language", "eo")
    assert (run.code, run.out) == (1, "")
    assert "the site has no language 'eo' [unknown-language]" in run.err


def test_settings_that_cannot_be_read_are_an_error(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yml").write_text("title: [", "utf-8")
    run = vivier("query", "--site", tmp_path, "--templates", ROOT / "templates")
    assert (run.code, run.out) == (1, "") and "site.yml" in run.err


def test_the_reference_knows_a_slip_from_another_word():
    assert all(is_slip("jardin", it) for it in ["jardi", "jardins", "jrdin", "jradin", "xjardin", "jarden"])
    assert not any(is_slip("jardin", it) for it in ["jardin", "jar", "jrdain", "nidraj", "jardinss"])


def test_the_reference_folds_as_the_vectors_say():
    vectors = json.loads((ROOT / "Tests/Board/vectors/folding.json").read_text("utf-8"))
    for case in vectors["cases"]:
        rules = Rules.of(case["language"])
        assert [rules.stem(word) for word in words(case["text"]) if word not in rules.stop] == case["terms"], case
