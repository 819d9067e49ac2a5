"""JSON-LD: known to schema.org, and saying what the page and the file say."""

from datetime import date

import pytest

from support import demo, small
from support.program import DAY, build
from support.published import Published, words
from support.vocabulary import complaints


def plain(text: str) -> str:
    """Without what typography changes."""
    text = str(text).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.replace("« ", "«").replace(" »", "»").split())


def postings(site):
    """Each version of each open offer, its page and its JobPosting."""
    today = date.fromisoformat(DAY)
    for offer in demo.offers():
        original = demo.offer(offer.path.split("/")[-1].split(".")[0])
        if original.is_open(today):
            page = site.page(offer.address)
            (posting,) = page.data_of("JobPosting")
            yield offer, page, posting


def test_every_type_and_property_is_known_to_schema_org(site):
    found = {complaint for page in site.pages for item in page.data for complaint in complaints(item)}
    assert sorted(found) == []


def test_every_object_names_its_context(site):
    for page in site.pages:
        for item in page.data:
            assert item["@context"] == "https://schema.org", page


def test_an_open_offer_has_what_search_engines_require(site):
    for offer, _, posting in postings(site):
        for name in ["title", "description", "datePosted", "hiringOrganization"]:
            assert posting.get(name), f"{offer.path}: {name}"
        assert posting.get("jobLocation") or posting.get("jobLocationType"), offer.path


def test_an_open_offer_has_what_search_engines_recommend(site):
    for offer, _, posting in postings(site):
        for name in ["validThrough", "employmentType", "identifier", "directApply"]:
            assert name in posting, f"{offer.path}: {name}"


def test_texts_are_those_of_the_file(site):
    for offer, page, posting in postings(site):
        assert plain(posting["title"]) == plain(offer.keys["title"])
        assert posting["identifier"]["value"] == offer.reference
        assert posting["datePosted"] == offer.keys["published"].isoformat()
        assert posting["url"] == page.canonical


def test_the_title_is_that_of_the_page(site):
    for _, page, posting in postings(site):
        assert plain(posting["title"]) == plain(words(page.tree.find(".//h1")))


def test_the_description_is_the_text_of_the_page(site):
    for offer, page, posting in postings(site):
        for line in demo.body(offer).splitlines():
            if line.startswith("## "):
                assert plain(line[3:]).split("'")[0] in plain(posting["description"]), offer.path
        assert len(posting["description"]) > 200


@pytest.mark.parametrize(
    "summary,said", [("Un poste & des <b>plantes</b>.", "Un poste &amp; des &lt;b&gt;plantes&lt;/b&gt;."), ("", "Jardin")]
)
def test_an_offer_without_a_text_is_described_by_its_summary_or_title(tmp_path, summary, said):
    """Search engines refuse a posting without a description."""
    text = small.offer("Jardin", summary=summary and f"'{summary}'").split("## Le poste")[0]
    site = small.small_site(tmp_path / "site", {"content/offers/vide.md": text})
    build(site, tmp_path / "out")
    (posting,) = Published(tmp_path / "out").page("/offres/vide/").data_of("JobPosting")
    assert posting["description"] == said


def test_the_employer_is_that_of_the_page(site):
    for offer, page, posting in postings(site):
        name = plain(posting["hiringOrganization"]["name"])
        assert name in plain(page.text), offer.path
        logo = posting["hiringOrganization"].get("logo")
        assert logo is None or site.has(logo.removeprefix(site.origin))


def test_places_are_those_of_the_file(site):
    for offer, page, posting in postings(site):
        found = posting.get("jobLocation", [])
        assert [place["address"]["addressLocality"] for place in found] == [
            plain(place["town"]) for place in offer.places
        ], offer.path
        for place, said in zip(offer.places, found):
            assert said["address"].get("postalCode") == place.get("postal_code")
            assert said["address"]["addressCountry"] == place.get("country", "FR")
            assert plain(place["town"]) in plain(page.text)
            if "coordinates" in place:
                assert [said["geo"]["latitude"], said["geo"]["longitude"]] == place["coordinates"]


def test_pay_is_that_of_the_file_and_on_the_page(site):
    for offer, page, posting in postings(site):
        salary = offer.keys.get("salary")
        if not isinstance(salary, dict) or salary.get("published") is False:
            assert "baseSalary" not in posting, offer.path
            continue
        value = posting["baseSalary"]["value"]
        low, high = salary.get("min"), salary.get("max")
        assert posting["baseSalary"]["currency"] == salary.get("currency", "EUR")
        assert value["unitText"] == salary["period"].upper()
        assert [value.get("minValue", value.get("value")), value.get("maxValue", value.get("value"))] == [
            low if low is not None else value.get("value"),
            high if high is not None else value.get("value"),
        ], offer.path
        digits = plain(page.text).replace(" ", "").replace(",", "").replace(".", "")
        for amount in [low, high]:
            if amount is not None:
                whole = f"{amount:.2f}".replace(".", "") if amount % 1 else f"{amount:.0f}"
                assert whole in digits, f"{offer.path}: {amount}"


def test_the_deadline_is_the_end_of_its_day(site):
    for offer, page, posting in postings(site):
        closes = offer.keys.get("closes", offer.keys.get("deadline"))
        if closes is None:
            assert "validThrough" not in posting
        else:
            assert posting["validThrough"].startswith(f"{closes.isoformat()}T23:59:59"), offer.path
            times = {time.get("datetime", "")[:10] for time in page.all("time")}
            assert closes.isoformat() in times


def test_work_from_home_is_said_where_it_is_full(site):
    for offer, page, posting in postings(site):
        remote = offer.keys.get("remote")
        kind = remote.get("kind") if isinstance(remote, dict) else remote
        assert (posting.get("jobLocationType") == "TELECOMMUTE") == (kind == "full"), offer.path
        if kind == "full":
            assert posting["applicantLocationRequirements"]["name"]


def test_the_kind_of_work_is_one_that_search_engines_know(site):
    known = {
        "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER",
    }  # fmt: skip
    for offer, _, posting in postings(site):
        types = posting["employmentType"]
        assert set([types] if isinstance(types, str) else types) <= known, offer.path


def test_part_time_is_not_called_full_time(site):
    """An offer of 60 % is no full-time post, whatever its contract."""
    for offer, _, posting in postings(site):
        workload = offer.keys.get("workload")
        percent = workload.get("percent") if isinstance(workload, dict) else None
        if percent is not None and percent < 100:
            assert "FULL_TIME" not in posting["employmentType"], offer.path
            assert "PART_TIME" in posting["employmentType"], offer.path


def test_breadcrumbs_lead_to_pages_that_exist(site):
    for page in site.pages:
        for trail in page.data_of("BreadcrumbList"):
            items = trail["itemListElement"]
            assert [item["position"] for item in items] == list(range(1, len(items) + 1))
            for item in items:
                assert site.has(item["item"].removeprefix(site.origin)), f"{page}: {item}"
            assert items[-1]["item"] == page.canonical, page


def test_breadcrumbs_are_those_that_the_page_shows(site):
    """The way home may be the name of the site instead of a word."""
    for page in site.pages:
        for trail in page.data_of("BreadcrumbList"):
            for item in trail["itemListElement"][1:]:
                assert plain(item["name"]) in plain(page.text), f"{page}: {item['name']}"


def test_an_employer_is_an_organization(site):
    page = site.page("/employeurs/ville-aubrelle/")
    (found,) = page.data_of("Organization")
    assert plain(found["name"]) == "Ville d'Aubrelle"
    assert found["url"] == page.canonical
    assert "https://www.aubrelle.example/" in found["sameAs"]


@pytest.mark.parametrize("address", ["/questions/portail/", "/questions/offres/", "/en/questions/interviews/"])
def test_questions_are_those_of_the_page(site, address):
    page = site.page(address)
    (found,) = page.data_of("FAQPage")
    for entry in found["mainEntity"]:
        assert plain(entry["name"]) in plain(page.text)
        assert entry["acceptedAnswer"]["text"]
    identifiers = [e for e in page.main.iter() if e.tag in {"h2", "h3"} and e.get("id")]
    assert len(found["mainEntity"]) >= 4
    assert len(identifiers) >= len(found["mainEntity"])
