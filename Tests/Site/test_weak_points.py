"""Links that lead out of the site, texts of a megabyte, one address for two files, words by language."""

import os

import pytest

from support import small
from support.program import MISTAKES, OK, build


def test_a_link_out_of_the_content_is_not_published(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    site = small.small_site(tmp_path / "site")
    (site / "content/assets/secret.txt").symlink_to(secret)
    (site / "content/assets/same.txt").symlink_to("plan.txt")
    run = build(site, tmp_path / "out")
    assert run.code == OK
    assert (
        "content/assets/secret.txt: warning: this is a link to a file outside of the content folder, "
        "and is not published [link-outside]" in run.err
    )
    assert not (tmp_path / "out/assets/secret.txt").exists()
    assert (tmp_path / "out/assets/same.txt").read_text() == "Un plan.\n"


def test_a_content_folder_that_is_itself_a_link_is_no_way_out(tmp_path):
    site = small.small_site(tmp_path / "site")
    os.rename(site / "content", tmp_path / "elsewhere")
    (site / "content").symlink_to(tmp_path / "elsewhere")
    (site / "content/assets/same.txt").symlink_to(tmp_path / "elsewhere/assets/plan.txt")
    run = build(site, tmp_path / "out")
    assert run.code == OK, run.err
    assert (tmp_path / "out/assets/same.txt").read_text() == "Un plan.\n"


@pytest.mark.parametrize("kind", ["offers", "pages"])
def test_a_text_of_more_than_a_megabyte_is_named_and_not_counted(tmp_path, kind):
    long = small.offer("Une offre") + "mot " * 300_000 if kind == "offers" else (
        "---\ntitle: Une page\n---\n" + "mot " * 300_000)
    site = small.small_site(tmp_path / "site", {f"content/{kind}/longue.md": long})
    run = build(site, tmp_path / "out", "--json")
    assert run.code == MISTAKES
    assert run.report["offers"] == 3
    assert {"path": f"{kind}/longue.md", "reason": "has errors"} in run.report["left_out"]
    assert run.codes.count("markdown-too-long") == 1
    assert not list((tmp_path / "out").rglob("longue"))


def test_two_pages_of_one_address_are_both_named_with_their_line(tmp_path):
    files = {
        "content/pages/a.md": "---\ntitle: A\nslug: contact\n---\nTexte.\n",
        "content/pages/contact.md": "---\n# Un commentaire\ntitle: Contact\n---\nTexte.\n",
    }
    site = small.small_site(tmp_path / "site", files)
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert "content/pages/contact.md:3:8: error: this would be published as '/contact/index.html'" in run.err
    assert "content/pages/a.md:3:7: note: the other is here" in run.err


def test_two_offers_of_one_address_are_both_named_with_their_line(tmp_path):
    files = {
        "content/offers/a.md": small.offer("Un", reference="A", slug="meme"),
        "content/offers/b.md": small.offer("Deux", reference="B", slug="meme"),
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code == MISTAKES
    assert "content/offers/b.md:8:7: error: the address 'meme' is also that of 'offers/a.md'" in run.err
    assert "content/offers/a.md:8:7: note: the other is here" in run.err


SETTINGS = small.SETTINGS.replace("languages: [fr]", "languages: [fr, en]")


def test_the_words_of_the_site_in_each_language(tmp_path):
    words = "subtitle: {fr: Ville, en: Town}\nheadline: {fr: Travailler ici, en: Work here}\n"
    words += "description: {fr: Nos offres., en: Our jobs.}\n"
    site = small.small_site(tmp_path / "site", {"content/site.yml": SETTINGS + words})
    run = build(site, tmp_path / "out")
    assert run.code == OK, run.err
    home, english = [(tmp_path / "out" / path).read_text("utf-8") for path in ["index.html", "en/index.html"]]
    for page, own, other in [(home, "fr", "en"), (english, "en", "fr")]:
        for pair in [{"fr": "Travailler ici</h1>", "en": "Work here</h1>"},
                     {"fr": "<b>Emplois</b> Ville", "en": "<b>Emplois</b> Town"},
                     {"fr": 'content="Nos offres."', "en": 'content="Our jobs."'}]:
            assert pair[own] in page and pair[other] not in page


def test_a_word_that_is_missing_in_a_language_is_that_of_the_first(tmp_path):
    settings = SETTINGS + "headline: {fr: Travailler ici}\nsubtitle: Ville\n"
    site = small.small_site(tmp_path / "site", {"content/site.yml": settings})
    assert build(site, tmp_path / "out").code == OK
    english = (tmp_path / "out/en/index.html").read_text("utf-8")
    assert "Travailler ici</h1>" in english and "<b>Emplois</b> Ville" in english


@pytest.mark.parametrize(
    "line,place,message",
    [
        ("headline: {francais: Oui}", "9:12", "'francais' is not the code of a language [unknown-key]"),
        ("headline: [a, b]", "9:11", "[wrong-shape]"),
    ],
)
def test_words_of_no_language_are_refused(tmp_path, line, place, message):
    site = small.small_site(tmp_path / "site", {"content/site.yml": small.SETTINGS + line + "\n"})
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert f"content/site.yml:{place}: error: " in run.err and message in run.err


def test_a_title_keeps_its_short_words_on_one_line(tmp_path):
    title = "Aide à domicile, week-ends"
    site = small.small_site(tmp_path / "site", {"content/offers/aide.md": small.offer(title)})
    assert build(site, tmp_path / "out").code == OK
    kept = 'Aide à domicile, <span class="nb">week-ends</span>'
    assert f">{kept}</h1>" in (tmp_path / "out/offres/aide/index.html").read_text("utf-8")
    assert f">{kept}</a>" in (tmp_path / "out/offres/index.html").read_text("utf-8")
