"""File names, slugs, aliases and terms that nobody expects."""

import os
import unicodedata

import pytest

from support import small
from support.attacks import generated
from support.folders import tree
from support.hostile import quoted, without_controls
from support.program import MISTAKES, OK, build
from support.published import Published
from support.signatures import complaints, read_pages, shapes
from test_links import addresses, inside

NAMES = [
    "un nom.md",
    'des "guillemets".md',
    "l'apostrophe.md",
    "<script>alert(1)<|script>.md",
    "a&amp;b.md",
    "a?b=c#d.md",
    "100%25.md",
    "é\u0301lève (copie).md",
    unicodedata.normalize("NFD", "éducatrice spécialisée.md"),
    unicodedata.normalize("NFC", "éducateur spécialisé.md"),
    "saut\nde ligne.md",
    "tabulation\t.md",
    "retour\rchariot.md",
    "..md",
    "...md",
    "-rf.md",
    "--help.md",
    "$(touch x).md",
    "`id`.md",
    "a\\b.md",
    "日本語.md",
    "😀.md",
    "\u202egpj.md",
    "\u200b.md",
    "con.md",
    "index.md",
    "feed.xml.md",
    "x" * 250 + ".md",
    "MAJUSCULES.MD",
    "a.b.c.md",
    "x.en.fr.md",
    "l\u0131n\u0307.md",
]


def named_site(folder, names):
    """The small site with an offer of each name; names that the disk refuses are left out."""
    site = small.small_site(folder / "site")
    made = []
    for number, name in enumerate(names):
        file = site / "content/offers" / name
        try:
            file.write_text(small.offer(f"Poste {number}", reference=f"R-{number}"), "utf-8")
        except OSError:
            continue
        made.append(name)
    return site, made


def test_every_file_is_published_or_named(tmp_path):
    site, names = named_site(tmp_path, NAMES)
    run = build(site, tmp_path / "out")
    assert run.code in {OK, MISTAKES}, run.err
    assert run.report["published"], run.err
    references = {item["reference"] for item in Published(tmp_path / "out").json("/api/offres.json")["offers"]}
    left_out = {item["path"] for item in run.report["left_out"]}
    for number, name in enumerate(NAMES):
        if name in names and not name.startswith((".", "_")):
            assert (f"R-{number}" in references) != (f"offers/{name}" in left_out), name
    published = sum(f"R-{number}" in references for number in range(len(NAMES)))
    assert published >= len(names) - 6, left_out


def test_pages_of_odd_names_are_as_others(tmp_path):
    plain, _ = named_site(tmp_path / "plain", [f"a{number}.md" for number in range(32)])
    assert build(plain, tmp_path / "plain/out").code == OK
    odd, _ = named_site(tmp_path / "odd", NAMES)
    build(odd, tmp_path / "odd/out")
    allowed = shapes(read_pages(tmp_path / "plain/out"))
    assert complaints(read_pages(tmp_path / "odd/out"), allowed) == []


def test_links_to_odd_names_lead_to_them(tmp_path):
    site, _ = named_site(tmp_path, NAMES)
    run = build(site, tmp_path / "out")
    published = Published(tmp_path / "out", run)
    for page in published.pages:
        for _, address in addresses(page):
            path = inside(address.replace("https://emplois.example", ""))
            if path and not path.startswith("#"):
                assert published.has(path), f"{page}: {address}"


def test_published_names_are_plain(tmp_path):
    """Any host can serve them, whatever its file system thinks of accents."""
    site, _ = named_site(tmp_path, NAMES)
    build(site, tmp_path / "out")
    for path in tree(tmp_path / "out"):
        if path.startswith("offres/"):
            assert path.isascii() and not set(path) & set(" <>\"'&?#%\\\n\r\t"), path


def test_each_line_of_a_diagnostic_with_an_odd_path_is_still_one_line(tmp_path):
    """A line break in a name cannot make up a diagnostic of its own."""
    site = small.small_site(tmp_path / "site")
    name = "a\ncontent/site.yml:1:1: error: made up [made-up].md"
    try:
        (site / "content/offers" / name).write_text("---\ntitle: [\n---\n", "utf-8")
    except OSError:
        pytest.skip("this disk holds no such name")
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert not any(line.startswith("content/site.yml:1:1: error: made up") for line in run.err.splitlines())


def test_a_name_that_is_no_utf_8_is_named_or_published(tmp_path):
    site = small.small_site(tmp_path / "site")
    folder = os.fsencode(site / "content/offers")
    with open(folder + b"/caf\xe9.md", "wb") as file:
        file.write(small.offer("Poste latin", reference="R-latin").encode())
    run = build(site, tmp_path / "out")
    if run.code == 74:
        assert "caf" in run.err
        return
    assert run.code in {OK, MISTAKES}, run.err
    text = run.err + run.out + (tmp_path / "out/api/offres.json").read_text()
    assert "R-latin" in text or "caf" in run.err


@pytest.mark.parametrize("key", ["slug", "aliases", "reference", "image", "apply", "employer"])
def test_paths_cannot_climb_out(tmp_path, key):
    values = ["../../../etc/passwd", "/../../x", "..", ".", "a/../../../b", "..%2f..%2fx", "\\..\\x", "//evil.example/x"]
    files = {
        f"content/offers/c{number}.md": small.offer(
            f"Poste {number}",
            **{"reference": f"R-{number}", key: f"[{quoted(value)}]" if key == "aliases" else quoted(value)},
        )
        for number, value in enumerate(values)
    }
    site = small.small_site(tmp_path / "site", files)
    before = set(tree(tmp_path))
    run = build(site, tmp_path / "deep/er/out")
    assert run.code in {OK, MISTAKES}, run.err
    outside = {path for path in tree(tmp_path) if not path.startswith("deep/er/out/")}
    # What a build remembers stands beside the site.
    assert outside == before | {"deep/er/.out.vivier-state"}
    for page in Published(tmp_path / "deep/er/out").pages:
        for element, address in addresses(page):
            assert not address.startswith("//"), f"{page}: <{element.tag} {address}>"


def test_hostile_aliases_make_no_rule_of_their_own(tmp_path):
    """One line each in `_redirects`, one quoted argument in the snippet for nginx."""
    values = ["/a b", "/a\nb 200", "/a;} location / { return 200 hacked", '/a" "/b', "/a$uri", "/a\\", "/*", "/:splat", "/é", "/a%0ab", "/#x", "/{a}"]
    files = {
        f"content/pages/c{number}.md": f"---\ntitle: P{number}\naliases: [{quoted(value)}]\n---\nx\n"
        for number, value in enumerate(values)
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code in {OK, MISTAKES}, run.err
    for line in (tmp_path / "out/_redirects").read_text().splitlines():
        old, new, status = line.split(" ")
        assert status == "301" and new.startswith("/c"), line
        assert "*" not in old and not old.startswith("/:"), line
    for line in (tmp_path / "out/nginx.conf.inc").read_text().splitlines():
        if line.startswith("location = "):
            assert line.count("{") - line.count("{a}") == 1 or '"' in line
            assert line.endswith("; }"), line


def test_hostile_terms_and_towns_make_harmless_lists(tmp_path):
    """Without taxonomies, domains are what offers say; each has a page and a feed."""
    texts = without_controls(generated())[::100]
    files = {"content/site.yml": small.SETTINGS + "typography: false\n"}
    plain = dict(files)
    for number, text in enumerate(texts):
        for target, value in [(files, text), (plain, f"mot {number}")]:
            target[f"content/offers/o{number:04}.md"] = small.offer(
                f"Poste {number}",
                domain=f"[{quoted(value)}, commun]",
                contract=f"[{quoted(value)}]",
                qualification=f"[{quoted(value)}]",
                locations=f"[{{town: {quoted(value)}, department: {quoted(value)}}}]",
            )
    folders = []
    for name, wanted in [("plain", plain), ("hostile", files)]:
        run = build(small.small_site(tmp_path / name / "site", wanted), tmp_path / name / "out")
        assert run.report["published"], run.err
        folders.append(tmp_path / name / "out")
    allowed = shapes(read_pages(folders[0]))
    assert complaints(read_pages(folders[1]), allowed) == []
    site = Published(folders[1])
    for path in site.files():
        if path.endswith(".xml"):
            site.xml(path)
        if path.startswith("offres/"):
            assert path.isascii(), path
