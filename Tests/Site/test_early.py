"""A preview: drafts and offers to come are shown, and nothing hands drafts on."""

import json

import pytest

from support import small
from support.program import OK, build

EARLY = {
    "content/offers/brouillon.md": small.offer("Un brouillon secret", draft="true"),
    "content/offers/demain.md": small.offer("Une offre de demain", published="2026-12-01"),
    "content/pages/projet.md": "---\ntitle: Un projet secret\ndraft: true\nmenu: footer\n---\nTexte.\n",
    "content/faq/attente.md": "---\ntitle: Questions secrètes\ndraft: true\n---\n## Quand ?\n\nBientôt.\n",
    "content/employers/ecole.md": "---\ntitle: École secrète\ndraft: true\n---\nTexte.\n",
}
DRAFTS = ["offres/brouillon", "projet", "questions/attente", "employeurs/ecole"]
NOINDEX = '<meta name="robots" content="noindex">'


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("early")
    settings = small.SETTINGS + "feeds: {partners: true, api: true, api_offers: true}\n"
    site = small.small_site(folder / "site", {**EARLY, "content/site.yml": settings})
    run = build(site, folder / "out", "--drafts", "--future")
    assert run.code == OK, run.err
    return folder / "out"


@pytest.mark.parametrize("path", [*DRAFTS, "offres/demain"])
def test_their_pages_say_that_they_are_not_to_be_found(out, path):
    assert NOINDEX in (out / path / "index.html").read_text("utf-8")


def test_only_final_offers_are_described_to_search_engines(out):
    assert "JobPosting" not in (out / "offres/brouillon/index.html").read_text("utf-8")
    assert "JobPosting" in (out / "offres/demain/index.html").read_text("utf-8")


@pytest.mark.parametrize("path", ["offres/jardin", "employeurs/mairie", "mentions"])
def test_the_other_pages_are_as_ever(out, path):
    assert NOINDEX not in (out / path / "index.html").read_text("utf-8")


def test_no_feed_no_sitemap_and_no_data_has_drafts(out):
    seen = 0
    for path in out.rglob("*"):
        # The index of the lists has what the lists have.
        if path.suffix in {".xml", ".json"} and "idx" not in path.relative_to(out).parts:
            seen += 1
            text = path.read_text("utf-8")
            assert "secr" not in text, path
            for name in DRAFTS:
                assert name + "/" not in text, path
    assert seen > 5
    offers = json.loads((out / "api/offres.json").read_text("utf-8"))
    assert (offers["total"], len(offers["offers"])) == (4, 4)


def test_lists_show_them(out):
    assert "Un brouillon secret" in (out / "offres/index.html").read_text("utf-8")
