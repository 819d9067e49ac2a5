"""`vivier new`: a file to begin with."""

import pytest

from support import small
from support.program import DISK, MISTAKES, OK, USAGE, build, vivier

KINDS = {"offer": "offers", "employer": "employers", "faq": "faq", "page": "pages"}


@pytest.fixture
def site(tmp_path):
    return small.small_site(tmp_path / "site")


def new(site, kind: str, title: str):
    return vivier("new", "--site", site, kind, "--", title)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_there_and_its_path_is_printed(site, kind):
    run = new(site, kind, "Éducatrice ou éducateur")
    assert run.code == OK, run.err
    path = run.out.strip()
    assert path == f"{site}/content/{KINDS[kind]}/educatrice-ou-educateur.md"
    text = open(path, encoding="utf-8").read()
    assert text.startswith("---\n") and "Éducatrice ou éducateur" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_no_mistake(site, tmp_path, kind):
    new(site, kind, "Un titre")
    run = build(site, tmp_path / "out", "--drafts")
    assert run.code == OK, run.errors


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_is_a_draft(site, tmp_path, kind):
    new(site, kind, "Un titre")
    run = build(site, tmp_path / "out")
    assert {"path": f"{KINDS[kind]}/un-titre.md", "reason": "draft"} in run.report["left_out"]


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_explained_beside_them(site, kind):
    path = new(site, kind, "Un titre").out.strip()
    assert open(path, encoding="utf-8").read().count("#") >= 3


def test_a_file_that_exists_is_not_touched(site):
    before = (site / "content/offers/jardin.md").read_bytes()
    run = new(site, "offer", "Jardin")
    assert run.code == MISTAKES
    assert "jardin.md" in run.err
    assert (site / "content/offers/jardin.md").read_bytes() == before


def test_a_title_that_looks_like_an_option_is_explained(site):
    run = vivier("new", "page", "- tiret", "--site", site)
    assert run.code == USAGE
    assert "Write --" in run.err and "dash" in run.err


@pytest.mark.parametrize(
    "title",
    ["Un: titre", 'Des "guillemets"', "- tiret", "# dièse", "{accolades}", "[x]", "l'apostrophe", "a\\b", "@x", "true", "12", "2026-01-01", "../../x", "/etc/passwd", "é" * 200, "日本", "%x", "&a", "*a", "!x", "`x`", "a\nb", "| x", "> x", "? x", "- ", ", x"],
)
def test_any_title_gives_a_file_that_is_read_with_that_title(site, tmp_path, title):
    run = new(site, "page", title)
    assert run.code == OK, run.err
    path = run.out.strip()
    assert path.startswith(f"{site}/content/pages/") and ".." not in path
    shown = vivier("content", "show", path, "--json")
    assert shown.code == OK, shown.err
    said = str(shown.report["frontMatter"]["title"])
    assert " ".join(said.split()) == " ".join(title.split())
    assert build(site, tmp_path / "out").code == OK


def test_a_folder_that_may_not_be_written_is_a_refusal_of_the_disk(tmp_path):
    from support.disk import without_privileges

    with without_privileges() as (folder, prefix):
        site = small.small_site(folder / "site")
        (site / "content/offers").chmod(0o555)
        run = vivier("new", "offer", "Un titre", "--site", site, prefix=prefix)
        assert run.code == DISK
