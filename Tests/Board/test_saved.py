"""What visitors keep on their device."""

import csv
import io
import json
from datetime import date

import pytest

from listing.visits import spaced

SAVED = "/offres/gardees/"


@pytest.fixture
def keeping(board):
    """A board with two offers and one search kept, and the page of what was kept."""
    it = board("/offres/?contrat=cdi", viewport={"width": 1280, "height": 900})
    for button in it.page.locator("[data-keep]").all()[:2]:
        button.click()
    it.page.locator("[data-keep-search]").click()
    it.kept = it.offers[:2]
    it.page.goto(it.origin + SAVED)
    return it


def rows(page) -> list[str]:
    return page.eval_on_selector_all("[data-saved-offers] [data-offer]", "all => all.map(it => it.dataset.offer)")


def test_a_kept_offer_says_so_everywhere_and_can_be_let_go(board):
    it = board()
    button = it.page.locator("[data-board-list] [data-keep]").first
    assert button.get_attribute("aria-pressed") == "false" and spaced(button.inner_text()).startswith("Garder :")
    button.click()
    assert button.get_attribute("aria-pressed") == "true" and spaced(button.inner_text()).startswith("Gardée :")
    it.page.locator("[data-board-list] [data-offer] a").first.click()
    it.page.locator(".stick [data-keep][aria-pressed=true]").click()
    assert it.page.evaluate("localStorage.offers") == "{}"


def test_what_an_offer_page_keeps_is_what_a_list_keeps(board):
    it = board()
    it.page.locator("[data-board-list] [data-keep]").first.click()
    from_list = json.loads(it.page.evaluate("localStorage.offers"))
    it.page.evaluate("localStorage.clear()")
    it.page.locator("[data-board-list] [data-offer] a").first.click()
    it.page.wait_for_load_state("networkidle")
    it.page.locator(".stick [data-keep]").click()
    assert json.loads(it.page.evaluate("localStorage.offers")) == from_list


def test_the_page_shows_what_was_kept_and_takes_chosen_offers_out(keeping):
    page = keeping.page
    assert rows(page) == keeping.kept
    remove = page.locator("[name=remove]")
    assert remove.is_disabled()
    page.locator("[data-saved-offers] [type=checkbox]").first.check()
    remove.click()
    assert rows(page) == keeping.kept[1:]
    page.locator("[name=all]").check()
    remove.click()
    assert rows(page) == [] and page.locator("[data-saved-none]").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "H1"
    assert keeping.visit.troubles == []


def test_the_table_is_a_csv_file_that_no_spreadsheet_takes_for_formulas(keeping):
    page = keeping.page
    page.evaluate("""() => {
      const offers = JSON.parse(localStorage.offers);
      Object.assign(Object.values(offers)[0], { title: '=HYPERLINK("x")', who: 'a, "b"' });
      localStorage.offers = JSON.stringify(offers);
    }""")
    page.reload()
    with page.expect_download() as waiting:
        page.locator("[name=csv]").click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    head, first, second = csv.reader(io.StringIO(text, newline=""))
    assert head == ["Offre", "Employeur", "En bref", "Date limite", "Adresse"]
    assert first[:2] == ["'=HYPERLINK(\"x\")", 'a, "b"']
    assert second[4].startswith(keeping.origin + "/offres/") and second[3].startswith("202")


def test_the_closing_dates_are_a_calendar(keeping):
    with keeping.page.expect_download() as waiting:
        keeping.page.locator("[name=ics]").click()
    data = waiting.value.path().read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    assert lines[:2] + lines[-2:] == ["BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", ""]
    starts = [place for place, line in enumerate(lines) if line == "BEGIN:VEVENT"]
    assert len(starts) == lines.count("END:VEVENT") == 2
    for start, row in zip(starts, keeping.page.locator("[data-saved-offers] [data-offer]").all()):
        event = dict(line.split(":", 1) for line in lines[start : start + 10])
        title = spaced(row.locator("a").first.inner_text())
        assert spaced(event["SUMMARY"]) == "Date limite : " + title.replace(",", "\\,")
        first, last = [date.fromisoformat(event[f"{name};VALUE=DATE"]) for name in ("DTSTART", "DTEND")]
        assert first.isoformat() == row.locator("time").get_attribute("datetime") and (last - first).days == 1
        assert event["UID"] and event["DTSTAMP"].endswith("Z")


def test_a_kept_search_says_what_is_new_and_has_its_feed(keeping):
    page = keeping.page
    row = page.locator("[data-saved-searches] li")
    assert row.locator("h3 a").inner_text() == "CDI" and row.locator("h3 a").get_attribute("href") == "/offres/?contrat=cdi"
    assert row.get_by_text("Flux Atom").get_attribute("href") == "/offres/contrat/cdi/feed.xml"
    page.wait_for_function("() => document.querySelector('[data-saved-searches] .when').textContent")
    assert spaced(row.locator(".when").inner_text()) == "Rien de nouveau depuis le 21 nov. 2026"
    page.evaluate("""() => { const all = JSON.parse(localStorage.searches);
      for (const it of Object.values(all)) it.day = 20700;
      localStorage.searches = JSON.stringify(all); }""")
    page.reload()
    page.wait_for_function("() => document.querySelector('[data-saved-searches] .when').textContent")
    assert "nouvelles offres depuis le" in spaced(row.locator(".when").inner_text())
    row.locator("button").click()
    assert page.locator("[data-searches-none]").is_visible()


def test_a_visitor_who_comes_back_can_ask_for_what_is_new(board):
    it = board(None)
    it.page.add_init_script("localStorage.visit ??= JSON.stringify({ day: 20770 })")
    it.open("/offres/")
    it.page.locator("details.facet", has=it.page.locator("[name=depuis]")).locator("summary").click()
    it.page.locator("[name=depuis]").check()
    it.wait()
    assert it.address == "/offres/?depuis=2026-11-13" and it.chips == ["Nouvelles depuis le 13 nov. 2026"]
    assert 0 < it.total < 39
    assert it.total == it.page.evaluate("""async () => {
      const all = await (await fetch("/api/offres.json")).json();
      return all.offers.filter((it) => it.published >= "2026-11-13").length; }""")


def test_a_device_that_keeps_nothing_still_shows_the_lists(board):
    it = board(None)
    it.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    it.open("/offres/")
    it.page.locator("[data-keep]").first.click()
    it.tick("contrat", "cdi")
    assert it.total == 13 and it.visit.troubles == []


def test_what_another_script_left_in_the_store_does_no_harm(board):
    it = board(None)
    it.page.add_init_script("localStorage.offers = '[broken'; localStorage.searches = 'null'; localStorage.visit = '7'")
    it.open("/offres/")
    it.page.goto(it.origin + SAVED)
    assert it.page.locator("[data-saved-none]").is_visible() and it.visit.troubles == []
