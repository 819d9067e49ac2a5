"""What becomes of an offer as the days go by."""

from urllib.parse import unquote

import pytest

from support import demo
from support.program import DAY

CLOSED = "agent-hotelier"  # since 2026-11-06
FILLED = "mediateur-numerique"  # since 2026-11-12, before its deadline
GONE = "gardien-gymnase"  # closed on 2026-09-25, grace of 30 days
DRAFT = "psychologue"
FUTURE = "directeur-adjoint-creche"  # from 2027-01-11

ABSENT = [CLOSED, FILLED, GONE, DRAFT, FUTURE]


def everywhere_else(site):
    """Lists, feeds, data and maps: the text of each by its path."""
    for path in site.files():
        is_single = path.startswith("offres/") and path.count("/") == 2
        is_list = path.endswith("index.html") and "archive" not in path and not is_single
        if is_list or path.endswith((".xml", ".json")) or path == "404.html":
            yield path, site.read(path)


@pytest.mark.parametrize("name", [CLOSED, FILLED])
def test_a_closed_offer_stays_readable(site, name):
    offer = demo.offer(name)
    page = site.page(offer.address)
    assert offer.keys["title"].split("'")[0] in page.text
    assert "Vos missions" in page.text


def applications(site, offer) -> list[str]:
    """Addresses on its page by which one applies: its form, or what names the offer."""
    page = site.page(offer.address)
    targets = [form.get("action") or "" for form in page.all("form")]
    targets += [link.get("href") or "" for link in page.all("a")]
    word = "postuler" if offer.language == "fr" else "apply"
    form = f"{offer.address}{word}/"
    return [
        target
        for target in targets
        if target.split("?")[0] == form or offer.reference in unquote(target)
    ]


def test_one_can_apply_to_every_open_offer(site):
    for offer in demo.open_offers(DAY):
        apply = offer.keys.get("apply") or {}
        elsewhere = apply.get("url") if isinstance(apply, dict) else apply
        targets = [link.get("href") for link in site.page(offer.address).all("a")]
        assert applications(site, offer) or elsewhere in targets, offer.path


@pytest.mark.parametrize("name", [CLOSED, FILLED, GONE])
def test_nobody_can_apply_to_a_closed_offer(site, name):
    offer = demo.offer(name)
    assert applications(site, offer) == []
    assert site.page(offer.address).all("form") == []


@pytest.mark.parametrize("name", [CLOSED, FILLED, GONE])
def test_search_engines_leave_a_closed_offer_out(site, name):
    page = site.page(demo.offer(name).address)
    assert page.is_hidden
    assert page.data_of("JobPosting") == []


@pytest.mark.parametrize("name", ABSENT)
def test_an_offer_that_is_not_open_is_nowhere_else(site, name):
    offer = demo.offer(name)
    for path, text in everywhere_else(site):
        assert f"{offer.address}" not in text, path
        assert f'"{offer.reference}"' not in text, path


def test_the_archive_lists_what_closed_lately(site):
    links = {link.get("href") for link in site.page("/offres/archives/").main.iter("a")}
    assert demo.offer(CLOSED).address in links
    assert demo.offer(FILLED).address in links
    assert demo.offer(GONE).address not in links


def test_a_gone_offer_says_so_and_shows_others(site):
    page = site.page(demo.offer(GONE).address)
    assert "Vos missions" not in page.text
    assert any((link.get("href") or "").startswith("/offres/") for link in page.main.iter("a"))


@pytest.mark.parametrize("name", [DRAFT, FUTURE])
def test_what_is_not_yet_public_has_no_page(site, name):
    assert not site.has(demo.offer(name).address)
    assert not site.has(f"/api/offres/{demo.offer(name).reference}.json")


@pytest.mark.parametrize("name", [DRAFT, FUTURE])
def test_a_preview_shows_it(preview, name):
    offer = demo.offer(name)
    assert preview.has(offer.address)
    listed = {item["reference"] for item in preview.json("/api/offres.json")["offers"]}
    assert (offer.reference in listed) == (name == FUTURE)


def test_drafts_alone_do_not_show_what_is_to_come(built):
    site = built("--drafts")
    assert not site.has(demo.offer(FUTURE).address)
    assert "offers/2027/directeur-adjoint-creche.md" in {
        item["path"] for item in site.report["left_out"]
    }


def test_an_offer_is_open_until_the_end_of_its_last_day(built):
    offer = demo.offer("charge-accueil-etat-civil")  # closes on 2026-12-11
    last, after = built(day="2026-12-11"), built(day="2026-12-12")
    assert last.page(offer.address).data_of("JobPosting")
    assert not last.page(offer.address).is_hidden
    assert after.page(offer.address).is_hidden
    assert not after.has(f"/api/offres/{offer.reference}.json")


def test_the_day_of_the_site_is_that_of_its_zone(tmp_path):
    """At 23:30 UTC on the 11th it is the 12th in Paris."""
    from support.program import ROOT, vivier

    clock = {"SOURCE_DATE_EPOCH": "1797031800"}  # 2026-12-11T23:30:00Z
    run = vivier("build", "--site", ROOT, "--out", tmp_path / "out", "--json", env=clock)
    assert run.code == 0
    assert '"date":"2026-12-12"' in (tmp_path / "out/api/offres.json").read_text()


def test_an_offer_goes_from_open_to_closed_to_gone_to_nothing(built):
    offer = demo.offer("charge-accueil-etat-civil")
    days = {"2026-12-01": "open", "2026-12-20": "closed", "2027-01-20": "gone", "2028-03-01": None}
    for day, state in days.items():
        site = built(day=day)
        assert site.has(offer.address) == (state is not None), day
        if state is None:
            continue
        page = site.page(offer.address)
        assert bool(page.data_of("JobPosting")) == (state == "open")
        assert ("Vos missions" in page.text) == (state != "gone")
