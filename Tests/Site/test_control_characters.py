"""Characters that no page can show."""

import pytest

from support import small
from support.program import MISTAKES, OK, build
from support.published import Published

CONTROLS = [0, 1, 8, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F]
ODD = [0xAD, 0x200B, 0x200D, 0x2028, 0x2029, 0x202E, 0x2066, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0xE0001, 0x10FFFF]


def check_everything_is_readable(folder):
    """Pages are UTF-8 without controls, XML is XML, JSON is JSON."""
    site = Published(folder)
    for path in site.files():
        text = site.read(path)
        blanks = set("\n\t\f") if path.endswith(".html") else set("\n\t")
        assert not {character for character in text if ord(character) < 32} - blanks, path
        if path.endswith(".xml"):
            site.xml(path)
        elif path.endswith(".json"):
            site.json(path)


def offer_with(character: str, way: str) -> str:
    if way == "escaped":
        return small.offer("x", title=f'"A\\U{ord(character):08x}B"')
    if way == "as it is":
        return small.offer("x", title=f'"A{character}B"')
    return small.offer("AB") + f"\n\nUn mot{character}mot.\n\n`a{character}b`\n"


@pytest.mark.parametrize("way", ["escaped", "as it is", "in the text"])
def test_pages_are_readable_whatever_the_character(tmp_path, way):
    """An offer for each: published, or named with its line."""
    site = small.small_site(tmp_path / "site")
    for code in CONTROLS + ODD:
        file = site / f"content/offers/c{code}.md"
        file.write_bytes(offer_with(chr(code), way).encode("utf-8"))
    run = build(site, tmp_path / "out")
    assert run.code in {OK, MISTAKES}, run.err
    for code in CONTROLS + ODD:
        is_there = (tmp_path / f"out/offres/c{code}/index.html").exists()
        assert is_there or f"content/offers/c{code}.md:" in run.err, hex(code)
        assert is_there or code in CONTROLS or code in {0xFEFF, 0xFFFE, 0xFFFF}, hex(code)
    check_everything_is_readable(tmp_path / "out")


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\xe2\x82", b"\x80"],
)
@pytest.mark.parametrize("place", ["title", "body", "site", "template", "taxonomy"])
def test_bytes_that_are_no_utf_8_are_named_or_replaced(tmp_path, data, place):
    site = small.small_site(tmp_path / "site", {"content/taxonomies/domain.yml": "a: {fr: A}\n"})
    files = {
        "title": ("content/offers/jardin.md", b"Jardini"),
        "body": ("content/offers/jardin.md", b"Un texte"),
        "site": ("content/site.yml", b"title: Emplois"),
        "template": ("templates/partials/footer.html", b"<footer"),
        "taxonomy": ("content/taxonomies/domain.yml", b"fr: A"),
    }
    path, after = files[place]
    file = site / path
    file.write_bytes(file.read_bytes().replace(after, after + data if place != "template" else data + after, 1))
    run = build(site, tmp_path / "out")
    assert run.code in {OK, MISTAKES}, run.err
    if run.code == MISTAKES:
        assert path in run.err
    for page in (tmp_path / "out").rglob("*.*"):
        if page.suffix in {".html", ".json", ".xml"}:
            page.read_bytes().decode("utf-8", "strict")


def test_a_byte_order_mark_before_a_file_does_no_harm(tmp_path):
    site = small.small_site(tmp_path / "site")
    for path in ["content/site.yml", "content/offers/jardin.md", "templates/layouts/base.html"]:
        (site / path).write_bytes(b"\xef\xbb\xbf" + (site / path).read_bytes())
    run = build(site, tmp_path / "out")
    assert run.code == OK, run.err
    assert (tmp_path / "out/index.html").read_text().lower().lstrip("\ufeff").startswith("<!doctype")


def test_line_ends_of_any_machine_give_the_same_page(tmp_path):
    pages = []
    for number, end in enumerate(["\n", "\r\n"]):
        site = small.small_site(tmp_path / f"site{number}")
        for file in (site / "content").rglob("*.*"):
            file.write_bytes(file.read_text("utf-8").replace("\n", end).encode())
        run = build(site, tmp_path / f"out{number}")
        assert run.code == OK, run.err
        pages.append((tmp_path / f"out{number}/offres/jardin/index.html").read_bytes())
    assert pages[0] == pages[1]
