"""Two sources that want one address."""

import pytest

from support import small
from support.folders import tree
from support.program import MISTAKES, build

CLASHES = {
    "two offers of one slug": {
        "content/offers/a.md": small.offer("A", slug="meme"),
        "content/offers/b.md": small.offer("B", slug="meme"),
    },
    "two offers of one file name in two folders": {
        "content/offers/2025/a.md": small.offer("A"),
        "content/offers/2026/a.md": small.offer("B"),
    },
    "two employers": {
        "content/employers/a.md": small.EMPLOYER.replace("Mairie", "A\nslug: meme"),
        "content/employers/b.md": small.EMPLOYER.replace("Mairie", "B\nslug: meme"),
    },
    "two free pages": {
        "content/pages/a.md": small.PAGE.replace("menu: footer", "slug: meme"),
        "content/pages/b.md": small.PAGE.replace("menu: footer", "slug: meme"),
    },
    "two pages of questions": {
        "content/faq/a.md": small.QUESTIONS.replace("title: Questions", "title: A\nslug: meme"),
        "content/faq/b.md": small.QUESTIONS.replace("title: Questions", "title: B\nslug: meme"),
    },
}


@pytest.mark.parametrize("kind", CLASHES)
def test_both_sources_are_named(tmp_path, kind):
    files = CLASHES[kind]
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code == MISTAKES
    assert_both_are_named(run, files)


def assert_both_are_named(run, files):
    """One by the diagnostic's path, the other in its words or in another diagnostic."""
    for path in files:
        assert path.removeprefix("content/") in run.err, run.err
    errors = [item for item in run.report["diagnostics"] if item["severity"] == "error"]
    assert {item["path"] for item in errors} & set(files)


def test_two_offers_of_one_reference_are_named(tmp_path):
    files = {
        "content/offers/a.md": small.offer("A", reference="R-1"),
        "content/offers/b.md": small.offer("B", reference="R-1"),
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code == MISTAKES
    assert_both_are_named(run, files)


@pytest.mark.parametrize("references", [("A/1", "A-1"), ("A 1", "a 1"), ("é", "e\u0301")])
def test_references_that_look_alike_do_not_overwrite_each_other(tmp_path, references):
    """Either both have their file, or both are named."""
    files = {
        f"content/offers/{name}.md": small.offer(name, reference=f'"{reference}"')
        for name, reference in zip("ab", references)
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    details = [path for path in tree(tmp_path / "out") if path.startswith("api/offres/")]
    if run.code == 0:
        assert len(details) == 5
    else:
        assert_both_are_named(run, files)


@pytest.mark.parametrize("slug", ["offres", "employeurs", "questions", "api", "assets"])
def test_a_page_cannot_take_the_place_of_a_list(tmp_path, slug):
    """A page called like a section is an error where the two would be one file."""
    files = {"content/pages/a.md": small.PAGE.replace("menu: footer", f"slug: {slug}")}
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    if slug in {"api", "assets"}:
        assert run.code in {0, MISTAKES}
    else:
        assert run.code == MISTAKES
        assert "content/pages/a.md" in run.err


@pytest.mark.parametrize("slug", ["page", "domaine", "lieu", "archives", "feed-xml"])
def test_an_offer_called_like_a_part_of_the_lists_does_no_harm(tmp_path, slug):
    files = {f"content/offers/{slug}.md": small.offer("Un poste")}
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code in {0, MISTAKES}
    if run.code == 0:
        assert "Un poste" in (tmp_path / f"out/offres/{slug}/index.html").read_text()
    else:
        assert f"content/offers/{slug}.md" in run.err


@pytest.mark.parametrize("name", ["index.html", "robots.txt", "site.css"])
def test_an_asset_stays_in_its_folder(tmp_path, name):
    files = {f"content/assets/{name}": "à moi"}
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code == 0, run.err
    assert (tmp_path / "out/assets" / name).read_text() == "à moi"
