"""Attacks in every text of offers and employers stay text.

A page with attacks in it must be made of the same elements and attributes as one with
harmless words in their place.
"""

import os

import pytest

from support.attacks import generated
from support.corpora import attacks, naughty_strings
from support.hostile import SETTINGS, hostile_site, without_controls
from support.program import MISTAKES, OK, build
from support.published import Published
from support.signatures import complaints, read_pages, shapes

# As plain as can be, but with a date and a number: fields understand those.
HARMLESS = ["un mot", "deux mots", "Lyon", "2026-12-24", "12", "trois, quatre", "Bon ?", "x"]

# Long titles have a class of their own.
LONG = "un titre de poste " * 6

EXACT = SETTINGS + "typography: false\n"


@pytest.fixture(scope="module")
def allowed(tmp_path_factory) -> set:
    """What pages are made of when nobody means harm."""
    folder = tmp_path_factory.mktemp("harmless")
    site = hostile_site(folder / "site", [*HARMLESS, LONG.strip(), *(f"mot {n}" for n in range(51))], EXACT)
    run = build(site, folder / "out")
    assert run.code in {OK, MISTAKES}, run.err
    readings = read_pages(folder / "out")
    assert complaints(readings, shapes(readings)) == []
    return shapes(readings)


def published(folder, texts: list[str]) -> Published:
    site = hostile_site(folder / "site", texts, EXACT)
    run = build(site, folder / "out")
    assert run.code in {OK, MISTAKES}, run.err
    assert run.report["published"], run.err
    return Published(folder / "out", run)


def assert_harmless(site: Published, texts: list[str], allowed: set):
    assert complaints(read_pages(site.folder), allowed) == []
    left_out = {item["path"] for item in site.report["left_out"]}
    offers = [path for path in left_out if path.startswith("offers/")]
    assert len(offers) <= len(texts) / 25, f"{len(offers)} offers were refused"
    named = {item["path"].removeprefix("content/") for item in site.report["diagnostics"]}
    assert left_out <= named


def assert_data_is_sound(site: Published):
    """XML and JSON that their readers accept."""
    for path in site.files():
        if path.endswith(".xml"):
            site.xml(path)
        elif path.endswith(".json"):
            site.json(path)


def test_generated_attacks(tmp_path, allowed):
    texts = without_controls(generated())
    assert len(texts) >= 2_000
    site = published(tmp_path, texts)
    assert_harmless(site, texts, allowed)
    assert_data_is_sound(site)


def test_naughty_strings(tmp_path, allowed):
    texts = without_controls(naughty_strings())
    site = published(tmp_path, texts)
    assert_harmless(site, texts, allowed)
    assert_data_is_sound(site)


def test_attacks_of_others(tmp_path, allowed):
    texts = without_controls(attacks())
    assert len(texts) > 4_000
    # A third of them as a rule; they are alike in their neighbours.
    if os.environ.get("VIVIER_MARKUP") != "full":
        texts = texts[::3]
    site = published(tmp_path, texts)
    assert_harmless(site, texts, allowed)
    assert_data_is_sound(site)
