"""`vivier list`."""

import re

from support import demo
from support.program import DAY, MISTAKES, OK, ROOT, vivier


def listed(*flags, day=DAY, site=ROOT):
    run = vivier("list", "--site", site, "--date", day, "--json", *flags)
    assert run.code == OK, run.err
    assert run.report["format"] == 1
    return run.report["offers"]


def names(offers) -> set[str]:
    return {item["path"].split("/")[-1].removesuffix(".md") for item in offers}


def test_without_a_flag_the_open_offers_are_listed():
    assert {item["path"] for item in listed()} == {offer.path for offer in demo.open_offers(DAY)}


def test_closed_offers_are_listed_with_the_day():
    found = {item["path"]: item for item in listed("--closed")}
    assert names(found.values()) == {
        "agent-hotelier",
        "charge-relations-employeurs",
        "gardien-gymnase",
        "mediateur-numerique",
    }
    assert found["offers/2026/agent-hotelier.md"]["date"] == "2026-11-06"


def test_an_offer_that_is_gone_keeps_the_day_it_closed(tmp_path):
    from support import small

    def closed(**keys):
        return small.offer("Poste", published="2026-01-02", **keys)

    files = {
        "content/offers/jardin.md": closed(closes="2026-03-31"),
        "content/offers/cuisine.md": closed(closes="2026-03-31", closed="2026-02-15"),
        "content/offers/accueil.md": closed(closes="", closed="2026-02-20"),
    }
    site = small.small_site(tmp_path / "site", files)
    expected = {"jardin": "2026-03-31", "cuisine": "2026-02-15", "accueil": "2026-02-20"}
    for day in ["2026-04-02", "2026-08-01"]:
        found = {item["path"][7:-3]: item["date"] for item in listed("--closed", day=day, site=site)}
        assert {name: found[name] for name in expected if name in found} == {
            name: date for name, date in expected.items() if name in found
        }
    assert set(found) == set(expected)


def test_offers_to_come_are_listed_with_the_day():
    (found,) = listed("--future")
    assert found["path"] == "offers/2027/directeur-adjoint-creche.md"
    assert found["date"] == "2027-01-11"


def test_drafts_are_listed():
    assert "psychologue" in names(listed("--draft"))


def test_flags_add_up():
    assert names(listed("--future", "--draft")) == names(listed("--future")) | names(listed("--draft"))


def test_incomplete_offers_say_what_they_lack(tmp_path):
    from support import small

    files = {
        "content/offers/bare.md": small.offer("Poste", closes="", locations="", employer=""),
        "content/offers/broken.md": "---\ntitle: [\n---\n",
    }
    site = small.small_site(tmp_path / "site", files)
    found = {item["path"]: item for item in listed("--incomplete", site=site)}
    for word in ["closing date", "pay", "place", "employer"]:
        assert word in found["offers/bare.md"]["remark"]
    assert found["offers/broken.md"]["standing"] == ["unreadable"]


def test_every_offer_stands_somewhere():
    everywhere = names(listed()) | names(listed("--closed", "--future", "--draft", "--incomplete"))
    assert everywhere >= {offer.path.split("/")[-1].removesuffix(".md") for offer in demo.offers() if offer.language == "fr"}


def test_the_list_for_people_has_a_line_for_each():
    run = vivier("list", "--closed", "--date", DAY)
    lines = run.out.splitlines()
    assert len(lines) == len(listed("--closed"))
    for line in lines:
        assert re.match(r"^(\d{4}-\d\d-\d\d| {10})  offers/\S+\.md  \S", line), line


def test_lists_come_by_date():
    days = [item["date"] for item in listed("--closed")]
    assert days == sorted(days)


def test_the_list_and_the_build_agree(site):
    titles = {item["reference"] for item in site.json("/api/offres.json")["offers"]}
    assert len(listed()) == len(titles)


def test_a_site_whose_settings_are_wrong_is_no_empty_list(tmp_path):
    from support import small

    site = small.small_site(tmp_path / "site", {"content/site.yml": "title: [\n"})
    run = vivier("list", "--site", site, "--json")
    assert run.code == MISTAKES
    assert "content/site.yml:" in run.err
