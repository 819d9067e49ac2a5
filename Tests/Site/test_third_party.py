"""A page asks nobody but its own host for anything."""

import re

import pytest

from support import demo
from support.folders import copy_site
from support.program import MISTAKES, build

# Element to the attributes that make a browser fetch or send something.
FETCHING = {
    "script": ["src"],
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "iframe": ["src"],
    "embed": ["src"],
    "object": ["data"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "track": ["src"],
    "input": ["src", "formaction"],
    "button": ["formaction"],
    "form": ["action"],
    "use": ["href"],
    "image": ["href"],
    "body": ["background"],
    "a": ["ping"],
}
PASSIVE_LINKS = {"canonical", "alternate", "author", "license", "me", "next", "prev"}


def requests(page):
    for element in page.tree.iter():
        for name in FETCHING.get(element.tag, []):
            if element.get(name):
                yield element.get(name)
        if element.tag == "link" and not set(element.get("rel", "").split()) <= PASSIVE_LINKS:
            yield element.get("href")


# Where the forms of the demo site are sent: `intake:` in its settings.
INTAKE = "https://candidatures.aubrelle.example/"
# Those of the page that opens spaces; all others are submissions.
DOORS = {INTAKE + place for place in ["space", "sign-in", "sign-in/link"]}


def is_own(address: str) -> bool:
    return address.startswith(("/", "#")) and not address.startswith("//")


def test_no_page_asks_a_third_party_for_anything(site):
    for page in site.pages:
        targets = [form.get("action", "") for form in page.all("form")]
        sent = [target for target in targets if target.startswith(f"{INTAKE}submit/") or target in DOORS]
        asked = [address for address in requests(page) if address not in sent]
        assert [address for address in asked if not is_own(address)] == [], page


def test_every_request_of_a_page_is_answered(site):
    for page in site.pages:
        for address in requests(page):
            assert site.has(address) or page.tree.find(".//form") is not None, f"{page}: {address}"


def test_style_sheets_load_nothing_from_elsewhere(site):
    for path in site.files():
        if path.endswith((".css", ".svg")):
            text = site.read(path)
            for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", text):
                found = address[0] or address[1]
                assert is_own(found) or found.startswith("data:"), path


# What asks for something: forms send where the form says, lists read the index of this site,
# spaces the sealed page below it; the list of a desk is read with the module of lists. Names that a
# module has for itself are shortened.
READ_INDEX = r'await fetch\(address,version&&\{cache:"no-cache"\}\)'
OWN_CALLS = {
    "desk": [READ_INDEX],
    "form": [r"request=new XMLHttpRequest\(\);", r'request\.open\("POST",form\.action\);'],
    "list": [READ_INDEX],
    "space": [r"await fetch\(\w+\.dataset\.sealed\+keys\.name,\{"],
}


def test_scripts_call_nobody_but_this_site(site):
    for path in site.files():
        if path.endswith(".js"):
            text = site.read(path)
            for call in OWN_CALLS.get(path.removeprefix("assets/").split(".")[0], []):
                text, count = re.subn(call, "", text)
                assert count == 1, path
            assert "request.open(" not in text
            for call in ["fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "http://", "https://"]:
                assert call not in text, path


def test_indices_stand_on_this_site(site):
    for page in site.pages:
        for element in page.tree.iter():
            assert (element.get("data-index") or "/idx/").startswith("/idx/"), page
    for manifest in (site.folder / "idx").glob("*/m.json"):
        assert site.json(str(manifest.relative_to(site.folder)))["places"].startswith("/idx/places/")


def test_no_page_has_style_or_script_in_attributes(site):
    for page in site.pages:
        for element in page.tree.iter():
            for name in element.attrib:
                assert name != "style" and not name.startswith("on"), f"{page}: {name}"
        assert page.all("style") == [], page


def test_no_cookie_is_ever_set(site):
    for path in site.files():
        if path.endswith((".js", ".html")):
            assert "document.cookie" not in site.read(path), path
    assert "set-cookie" not in site.read("_headers").lower()


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img src="https://pixel.example/a.gif" alt="">',
        '<img srcset="/a.png 1x, https://pixel.example/a.gif 2x" src="/a.png" alt="">',
        '<iframe src="https://video.example/embed" title="x"></iframe>',
        '<video poster="https://video.example/a.jpg"></video>',
        "<img src='https://pixel.example/a.gif' alt=''>",
        '<IMG SRC="https://pixel.example/a.gif" ALT="">',
        '<img src = "https://pixel.example/a.gif" alt="">',
        "<img src=https://pixel.example/a.gif alt>",
        '<object data="https://elsewhere.example/a.svg"></object>',
    ],
)
def test_a_theme_that_would_is_refused(tmp_path, markup):
    """The old site stays; the message names template and address."""
    folder = copy_site(tmp_path / "site")
    footer = folder / "templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + markup + "\n", "utf-8")
    run = build(folder, tmp_path / "out")
    assert run.code == MISTAKES
    assert {"third-party-request", "html-context"} & set(run.codes)
    assert not (tmp_path / "out/index.html").exists()


@pytest.mark.parametrize(
    "rule",
    [
        '@import "https://fonts.example/css";',
        "@import url(//fonts.example/css);",
        "@font-face { font-family: F; src: url(https://fonts.example/f.woff2); }",
        "body { background: url('https://pixel.example/a.gif'); }",
    ],
)
def test_a_style_sheet_that_would_is_refused(tmp_path, rule):
    folder = copy_site(tmp_path / "site")
    sheet = folder / "templates/assets/site.css"
    sheet.write_text(rule + "\n" + sheet.read_text("utf-8"), "utf-8")
    run = build(folder, tmp_path / "out")
    assert run.code == MISTAKES
    assert "third-party-request" in run.codes


def test_a_picture_of_another_site_in_a_text_is_named_where_it_stands(tmp_path):
    """It costs its own file at most: the rest of the site is published."""
    folder = copy_site(tmp_path / "site")
    file = folder / "content" / demo.offer("infirmier").path
    file.write_text(file.read_text("utf-8") + "\n![logo](https://elsewhere.example/a.png)\n", "utf-8")
    run = build(folder, tmp_path / "out")
    named = [item for item in run.report["diagnostics"] if item["path"].endswith("infirmier.md")]
    assert any(item["code"] == "image-refused" and item["line"] for item in named), run.err
    assert (tmp_path / "out/index.html").exists()
    for file in (tmp_path / "out").rglob("*.html"):
        assert "elsewhere.example" not in file.read_text("utf-8")
