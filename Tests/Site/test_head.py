"""What the head of a page says of it."""

import re
from urllib.parse import urlsplit

from support import demo
from support.published import words


def test_every_page_is_its_own_canonical(site):
    for page in site.pages:
        # A form for other sites' frames is the same form as its page.
        address = page.address.removesuffix("embed/")
        if address != "/404.html":
            assert page.canonical == site.origin + address, page


def test_every_page_has_a_description(site):
    for page in site.pages:
        assert 10 <= len(page.meta("description") or "") <= 400, page


def test_translations_name_each_other(site):
    """And each names itself."""
    for page in site.pages:
        others = {link.get("hreflang"): link.get("href") for link in page.links("alternate") if link.get("hreflang")}
        if not others:
            continue
        assert others.get(page.language) == page.canonical, page
        for language, address in others.items():
            if language == "x-default":
                continue
            other = site.page(address.removeprefix(site.origin))
            assert other.language == language, f"{page}: {address}"
            back = {link.get("hreflang"): link.get("href") for link in other.links("alternate")}
            assert back.get(page.language) == page.canonical, f"{page} and {other}"


def test_a_page_that_exists_in_two_languages_says_so(site):
    for french, english in [("/", "/en/"), ("/offres/", "/en/jobs/")]:
        page = site.page(french)
        others = {link.get("hreflang"): link.get("href") for link in page.links("alternate")}
        assert others["en"] == site.origin + english


def test_a_translated_offer_names_its_translation(site):
    for offer in demo.offers():
        if offer.language == "en" and site.has(offer.address):
            original = demo.offer(offer.path.split("/")[-1].split(".")[0])
            page = site.page(original.address)
            others = {link.get("hreflang"): link.get("href") for link in page.links("alternate")}
            assert others["en"] == site.origin + offer.address


def test_the_switch_of_languages_leads_to_the_translation_or_home(site):
    for page in site.pages:
        links = [a for a in page.tree.iter("a") if a.get("hreflang")]
        others = {link.get("hreflang"): link.get("href") for link in page.links("alternate") if link.get("hreflang")}
        for link in links:
            assert link.get("lang") == link.get("hreflang"), page
            exact = others.get(link.get("hreflang"))
            if exact:
                assert site.origin + link.get("href") == exact, page
            else:
                assert site.has(link.get("href")), page


def test_what_is_shared_says_what_it_is(site):
    for page in site.pages:
        for name in ["og:title", "og:description", "og:type", "og:url", "og:site_name", "og:locale"]:
            assert page.meta(name), f"{page}: {name}"
        assert page.meta("og:url") == (page.canonical or site.origin + page.address)
        assert re.fullmatch(r"[a-z]{2}_[A-Z]{2}", page.meta("og:locale"))
        assert page.meta("og:locale")[:2] == page.language


def test_a_shared_picture_is_a_whole_address_of_the_site(site):
    pictures = [page.meta("og:image") for page in site.pages if page.meta("og:image")]
    assert pictures, "some offer or employer has a picture"
    for picture in pictures:
        assert urlsplit(picture).scheme == "https"
        assert site.has(picture.removeprefix(site.origin)), picture


def test_feeds_that_a_page_names_exist_and_are_of_its_language(site):
    for page in site.pages:
        feeds = [link for link in page.links("alternate") if "atom" in (link.get("type") or "")]
        assert feeds or page.address == "/404.html", page
        for link in feeds:
            assert site.has(link.get("href")), page
            feed = site.xml(link.get("href"))
            assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == page.language


def test_an_offer_is_an_article_with_its_day(site):
    offer = demo.offer("charge-accueil-etat-civil")
    page = site.page(offer.address)
    assert page.meta("og:type") == "article"
    assert page.meta("article:published_time").startswith("2026-11-13")


def test_the_title_names_page_and_site(site):
    for page in site.pages:
        title = words(page.tree.find(".//title"))
        assert "Aubrelle" in title and len(title) < 160, page


def test_every_page_fits_a_phone_and_its_theme(site):
    for page in site.pages:
        assert "width=device-width" in page.meta("viewport"), page
        assert "user-scalable" not in page.meta("viewport"), page
        assert len([meta for meta in page.all("meta") if meta.get("name") == "theme-color"]) == 2


def test_dates_on_pages_are_machine_readable(site):
    for page in site.pages:
        for time in page.all("time"):
            assert re.match(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z))?$", time.get("datetime") or words(time)), page


def test_texts_of_another_language_say_so(site):
    """On an English list, a French title is marked as French."""
    for row in site.page("/en/jobs/").main.iter("li"):
        for link in row.iter("a"):
            if row.get("data-offer") and (link.get("href") or "").startswith("/offres/"):
                assert link.get("lang") == "fr"
