"""What a page costs on a slow line, and what a phone sees of its loading."""

import gzip
import mimetypes
from urllib.parse import urlsplit

import pytest

from listing.visits import Board
from support.browser import Visit
from support.kinds import KINDS

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "device_scale_factor": 3}

WATCH = """
window.shifts = [];
window.largest = null;
new PerformanceObserver((all) => { for (const it of all.getEntries()) shifts.push(it.value); }).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((all) => { for (const it of all.getEntries()) largest = { url: it.url, tag: it.element?.tagName }; })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""


def transferred(file) -> int:
    """Bytes of a body as a web server sends it: texts compressed, pictures as they are."""
    kind = mimetypes.guess_type(file.name)[0] or ""
    body = file.read_bytes()
    is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
    return len(gzip.compress(body, 9)) if is_text else len(body)


@pytest.fixture(params=KINDS)
def opened(request, browser, site):
    """A kind of page, loaded on a phone, with the files that it asked for."""
    visit = Visit(KINDS[request.param])
    context = browser.context(site.folder, site.origin, visit, reduced_motion="reduce", **PHONE)
    it = Board(context.new_page(), site.origin, visit)
    it.page.add_init_script(WATCH)
    it.page.goto(site.origin + KINDS[request.param], wait_until="networkidle")
    it.page.wait_for_timeout(300)
    yield it
    context.close()


def test_the_first_view_of_a_page_is_light_and_still_and_shows_a_text_first(opened, site):
    files = {urlsplit(address).path.lstrip("/") for address in opened.requests}
    weight = sum(transferred(site.folder / (name + "index.html" if name.endswith("/") or not name else name)) for name in files)
    assert opened.visit.missing == [] and weight <= 60_000, sorted(files)
    assert opened.page.evaluate("shifts") == []
    largest = opened.page.evaluate("largest")
    assert largest and largest["url"] == "" and largest["tag"] != "IMG"


def scripts(site) -> dict[str, int]:
    return {file.name.split(".")[0]: len(gzip.compress(file.read_bytes(), 9)) for file in (site.folder / "assets").glob("*.js")}


def test_the_whole_board_is_ten_kilobytes_of_scripts(board, site):
    """`board` and, from the first wish on, `list`; `site` is loaded by every page, `comfort` stands in it."""
    it = board("/offres/?contrat=cdi&q=accueil&lieu=aubrelle&km=20&tri=distance", viewport={"width": 1280, "height": 900})
    loaded = {address.split("/")[-1].split(".")[0] for address in it.requests if address.endswith(".js")}
    assert loaded == {"site", "board", "list"}
    weights = scripts(site)
    assert weights["board"] + weights["list"] <= 10_240
    assert weights["site"] <= 1000 and weights["saved"] <= 3200


def test_the_board_loads_two_scripts_before_the_first_wish(board, site):
    it = board("/offres/", viewport={"width": 1280, "height": 900})
    loaded = {address.split("/")[-1].split(".")[0] for address in it.requests if address.endswith(".js")}
    assert loaded == {"site", "board"}
