"""Folders as people have them: old names, links, other encodings, output among the texts."""

import os

import pytest

from support import small
from support.folders import tree
from support.program import DISK, MISTAKES, OK, USAGE, build, vivier
from support.published import Published


def said(run) -> set[tuple[str, str, str]]:
    return {(item["path"], item["severity"], item["code"]) for item in run.report["diagnostics"]}


@pytest.fixture
def site(tmp_path):
    return small.small_site(tmp_path / "site")


def test_a_name_in_latin_1_is_named_and_the_rest_is_published(site, tmp_path):
    offers = os.fsencode(site / "content/offers")
    with open(offers + b"/caf\xe9.md", "w") as file:
        file.write(small.offer("Café"))
    os.mkdir(offers + b"/d\xe9j\xe0")
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES and run.report["offers"] == 3
    assert said(run) == {
        ("content/offers/caf\\xE9.md", "error", "name-not-utf8"),
        ("content/offers/d\\xE9j\\xE0", "error", "name-not-utf8"),
    }
    assert {item["path"] for item in run.report["left_out"]} == {"offers/caf\\xE9.md", "offers/d\\xE9j\\xE0"}


def test_links_that_are_not_followed_are_named(site, tmp_path):
    offers = site / "content/offers"
    (offers / "ailleurs").symlink_to("/etc")
    (offers / "boucle").symlink_to("..")
    (offers / "perdu.md").symlink_to("nulle-part.md")
    (offers / "soi.md").symlink_to("soi.md")
    (offers / "lien.md").symlink_to("jardin.md")
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES and run.report["offers"] == 4
    assert said(run) == {
        ("content/offers/ailleurs", "warning", "link-to-folder"),
        ("content/offers/boucle", "warning", "link-to-folder"),
        ("content/offers/perdu.md", "error", "link-to-nothing"),
        ("content/offers/soi.md", "error", "link-to-nothing"),
    }


def test_a_pipe_among_the_texts_is_named_and_nobody_waits_for_it(site, tmp_path):
    os.mkfifo(site / "content/offers/tuyau.md")
    run = build(site, tmp_path / "out")
    assert run.code == OK and run.report["offers"] == 3
    assert said(run) == {("content/offers/tuyau.md", "warning", "not-a-file")}


def test_a_file_that_may_not_be_read_stops_the_build_before_the_site_changes(tmp_path):
    """An offer must not leave the site because a disk had a bad moment."""
    from support.disk import without_privileges

    with without_privileges() as (folder, prefix):
        site = small.small_site(folder / "site")
        out = folder / "out"
        out.mkdir()
        out.chmod(0o777)
        build(site, out, prefix=prefix)
        before = tree(out)
        (site / "content/offers/jardin.md").chmod(0)
        run = build(site, out, prefix=prefix)
        assert run.code == DISK
        assert "offers/jardin.md" in run.err and "Permission denied" in run.err
        assert tree(out) == before


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_ends_of_lines_and_byte_order_marks_do_not_show(site, tmp_path, ending, mark):
    expected = build(site, tmp_path / "expected")
    for file in [*(site / "content").rglob("*.md"), site / "content/site.yml"]:
        text = mark + file.read_text("utf-8").replace("\n", ending)
        file.write_bytes(text.encode("utf-8"))
    run = build(site, tmp_path / "out")
    assert (run.code, run.err) == (expected.code, expected.err)
    assert tree(tmp_path / "out") == tree(tmp_path / "expected")


@pytest.mark.parametrize(
    "data,code",
    [
        (b"", "no-front-matter"),
        (b"\n\n\n", "no-front-matter"),
        (b"---", "front-matter-not-closed"),
        (b"---\n---\n", "missing-title"),
        (small.offer("Poste").encode("utf-16"), "not-utf8"),
        (small.offer("Été").encode("latin-1"), "not-utf8"),
        (b"\x00" * 4096, "no-front-matter"),
        (b"---\ntitle: x\n" + b"".join(b"k%d: 1\n" % n for n in range(200_000)) + b"---\n", "file-too-large"),
    ],
    ids=["empty", "blank", "dashes", "nothing", "utf-16", "latin-1", "zeros", "large"],
)
def test_a_file_that_is_no_offer_is_named_alone(site, tmp_path, data, code):
    (site / "content/offers/x.md").write_bytes(data)
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES and run.report["offers"] == 3
    assert {(path, code) for path, severity, code in said(run) if severity == "error"} == {
        ("content/offers/x.md", code)
    }


def test_a_site_without_settings_or_texts_is_a_site(tmp_path):
    (tmp_path / "site/content").mkdir(parents=True)
    run = build(tmp_path / "site", tmp_path / "out")
    assert run.code == OK and run.report["published"]
    assert Published(tmp_path / "out").page("/offres/").main is not None


def test_a_theme_without_templates_deletes_no_page(site, tmp_path):
    assert build(site, tmp_path / "out").code == OK
    before = tree(tmp_path / "out")
    (tmp_path / "wrong").mkdir()
    run = build(site, tmp_path / "out", "--templates", tmp_path / "wrong")
    assert run.code == MISTAKES and run.report["published"] is False
    assert said(run) == {("wrong", "error", "no-templates")}
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["content", "templates", "content/../content/", "lien"])
def test_the_site_is_not_published_over_what_it_is_made_of(site, name):
    (site / "lien").symlink_to("content")
    before = tree(site)
    run = vivier("build", "--site", site, "--out", site / name)
    assert run.code == USAGE
    assert "--out" in run.err
    assert tree(site) == before


def test_a_site_that_stands_among_its_texts_is_no_text(site, tmp_path):
    """`--content . --out public` in the tree of another generator."""
    settings = small.SETTINGS + "collections: [{path: ., kind: offers, ignore: ['*.yml', 'templates/*']}]\n"
    (site / "content/site.yml").write_text(settings)
    first = build(site, site / "content/public")
    pages = tree(site / "content/public")
    again = build(site, site / "content/public")
    assert (again.code, again.err) == (first.code, first.err)
    assert tree(site / "content/public") == pages
    listed = vivier("list", "--site", site, "--json")
    assert not [item for item in listed.report["offers"] if "public/" in item["path"]]


@pytest.mark.parametrize("out,code", [("", USAGE), ("/dev/null", DISK), ("/proc/x", DISK), ("/etc/hostname", DISK)])
def test_an_output_that_is_no_folder_is_said(site, out, code):
    run = vivier("build", "--site", site, "--out", out)
    assert run.code == code
    assert run.err.count("\n") <= 4 and (out in run.err or "--out" in run.err)


@pytest.mark.parametrize("command", [["build"], ["check"], ["list"], ["serve"], ["new", "offer", "X"]])
def test_a_folder_that_is_no_site_is_said(tmp_path, command):
    run = vivier(*command, "--site", tmp_path)
    assert run.code == USAGE
    assert run.err.startswith(f"error: there is no folder '{tmp_path}/content'.")
    assert run.err.count("\n") == 1
