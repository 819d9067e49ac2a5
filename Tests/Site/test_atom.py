"""The Atom feeds (RFC 4287)."""

import re
from datetime import datetime

import feedparser
import pytest

from support import demo
from support.program import DAY, build
from test_structured_data import plain

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$")


def feeds(site) -> list[str]:
    return [path for path in site.files() if path.endswith("feed.xml")]


def test_there_is_a_feed_beside_every_list(site):
    """Of all offers and of each value of each facet, in each language."""
    for path in site.files():
        is_list = re.match(r"(offres|en/jobs)/\w+/[^/]+/index\.html$", path) or path in {
            "offres/index.html",
            "en/jobs/index.html",
        }
        is_form = path.endswith(("/postuler/index.html", "/apply/index.html"))
        if is_list and not is_form:
            assert site.has("/" + path.replace("index.html", "feed.xml")), path


def test_a_reader_of_feeds_finds_nothing_wrong(site):
    for path in feeds(site):
        feed = feedparser.parse((site.folder / path).read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10"
        assert feed.feed.title and feed.entries, path


def test_feeds_have_what_the_standard_requires(site):
    for path in feeds(site):
        root = site.xml(path)
        assert root.tag == f"{ATOM}feed"
        for element in [root, *root.iter(f"{ATOM}entry")]:
            for name in ["id", "title", "updated"]:
                assert len(element.findall(ATOM + name)) == 1, f"{path}: {name}"
        has_author = root.find(f"{ATOM}author/{ATOM}name") is not None
        assert has_author or all(entry.find(f"{ATOM}author") is not None for entry in root.iter(f"{ATOM}entry"))


def test_every_date_is_one_of_rfc_3339(site):
    for path in feeds(site):
        for name in ["updated", "published"]:
            for element in site.xml(path).iter(ATOM + name):
                assert RFC_3339.match(element.text), f"{path}: {element.text}"
                datetime.fromisoformat(element.text)


def test_identifiers_are_unique(site):
    seen = {}
    for path in feeds(site):
        root = site.xml(path)
        identifier = root.findtext(f"{ATOM}id")
        assert identifier not in seen, f"{path} and {seen.get(identifier)}"
        seen[identifier] = path
        entries = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
        assert len(entries) == len(set(entries)), path


def test_a_feed_names_itself_and_its_page(site):
    for path in feeds(site):
        links = {link.get("rel"): link.get("href") for link in site.xml(path).findall(f"{ATOM}link")}
        assert links["self"] == f"{site.origin}/{path}"
        assert site.has(links["alternate"].removeprefix(site.origin))


def test_entries_lead_to_pages_of_open_offers(site):
    for path in feeds(site):
        for link in site.xml(path).iter(f"{ATOM}link"):
            page = link.get("href").removeprefix(site.origin)
            assert site.has(page), f"{path}: {page}"
            if "/feed.xml" not in page:
                assert not site.page(page).is_hidden, f"{path}: {page}"


def test_the_newest_come_first(site):
    for path in feeds(site):
        dates = [entry.findtext(f"{ATOM}updated") for entry in site.xml(path).iter(f"{ATOM}entry")]
        assert dates == sorted(dates, reverse=True), path


def test_the_feed_is_as_new_as_its_newest_entry(site):
    for path in feeds(site):
        root = site.xml(path)
        dates = [datetime.fromisoformat(e.findtext(f"{ATOM}updated")) for e in root.iter(f"{ATOM}entry")]
        assert datetime.fromisoformat(root.findtext(f"{ATOM}updated")) == max(dates), path


def test_all_open_offers_are_in_the_feed_of_the_site(site):
    entries = {entry.findtext(f"{ATOM}id") for entry in site.xml("offres/feed.xml").iter(f"{ATOM}entry")}
    assert entries == {site.origin + offer.address for offer in demo.open_offers(DAY)}


def test_the_feed_of_a_list_holds_the_offers_of_that_list(site):
    for path in feeds(site):
        page = site.page("/" + path.removesuffix("feed.xml"))
        rows = [
            link.get("href")
            for row in page.main.iter("li")
            if row.get("data-offer")
            for link in row.iter("a")
        ]
        entries = [
            entry.find(f"{ATOM}link").get("href").removeprefix(site.origin)
            for entry in site.xml(path).iter(f"{ATOM}entry")
        ]
        assert entries[: len(rows)] == rows, path


def test_the_feed_of_the_site_holds_the_whole_texts(site):
    feed = feedparser.parse((site.folder / "offres/feed.xml").read_bytes())
    by_link = {entry.link: entry for entry in feed.entries}
    for offer in demo.open_offers(DAY):
        entry = by_link[site.origin + offer.address]
        assert plain(entry.title) == plain(offer.keys["title"])
        assert "<h2" in entry.content[0].value


def test_links_in_texts_of_feeds_are_whole_addresses(site):
    """A reader of feeds does not know where the site is."""
    for path in feeds(site):
        for content in site.xml(path).iter(f"{ATOM}content"):
            assert not re.search(r'(href|src)="/', content.text or ""), path


def test_a_feed_changes_only_when_an_offer_does(site, tmp_path):
    from support.program import ROOT

    build(ROOT, tmp_path / "out", day="2026-11-22")
    for path in feeds(site):
        assert (tmp_path / "out" / path).read_bytes() == (site.folder / path).read_bytes(), path


@pytest.mark.parametrize("switch,path", [("atom", "offres/feed.xml"), ("facets", "offres/domaine/social/feed.xml")])
def test_feeds_can_be_switched_off(tmp_path, built, switch, path):
    from support.folders import copy_site

    folder = copy_site(tmp_path / "site")
    settings = folder / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace(f"  {switch}: true", f"  {switch}: false"))
    site = built(site=folder)
    assert not site.has("/" + path)
    for page in site.pages:
        for link in page.links("alternate"):
            if "atom" in (link.get("type") or ""):
                assert site.has(link.get("href")), page
        for link in page.all("a"):
            if (link.get("href") or "").endswith("feed.xml"):
                assert site.has(link.get("href")), f"{page}: {link.get('href')}"
