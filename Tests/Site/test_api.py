"""The data of the site: `api/offres.json` and a file for each offer."""

from datetime import date

import jsonschema
import pytest

from support import demo, small
from support.program import DAY, ROOT, build
from support.published import Published
from test_structured_data import plain

TEXT = {"type": "string", "minLength": 1}
DAY_TEXT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
CODES = {"type": "array", "items": TEXT}


def record(required: list[str], /, **properties) -> dict:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


# As docs/api.md describes format 1.
SUMMARY = {
    "reference": TEXT,
    "title": TEXT,
    "url": {"type": "string", "pattern": "^https://"},
    "language": {"type": "string", "pattern": "^[a-z]{2}$"},
    "summary": TEXT,
    "employer": TEXT,
    "unit": TEXT,
    "duration": TEXT,
    "domains": CODES,
    "contracts": CODES,
    "qualifications": CODES,
    "occupation": record([], label=TEXT, rome=TEXT, esco=TEXT, version=TEXT),
    "locations": {
        "type": "array",
        "items": record(
            ["country"],
            town=TEXT,
            postal_code=TEXT,
            department=TEXT,
            country={"type": "string", "pattern": "^[A-Z]{2}$"},
            address=TEXT,
            latitude={"type": "number"},
            longitude={"type": "number"},
        ),
    },
    "remote": record(["kind"], kind={"enum": ["none", "partial", "full"]}, days={"type": "integer"}),
    "workload": record([], percent={"type": "number"}, hours={"type": "number"}, label=TEXT),
    "salary": record(
        [],
        min={"type": "number"},
        max={"type": "number"},
        currency={"type": "string", "pattern": "^[A-Z]{3}$"},
        period={"enum": ["hour", "day", "month", "year"]},
        gross={"type": "boolean"},
        label=TEXT,
    ),
    "positions": {"type": "integer", "minimum": 1},
    "published": DAY_TEXT,
    "closes": DAY_TEXT,
    "closes_at": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT23:59:59([+-]\d\d:\d\d|Z)$"},
    "reply_by": DAY_TEXT,
    "languages": CODES,
}
ALWAYS = ["reference", "title", "url", "language", "locations"]
LIST = record(
    ["format", "title", "url", "language", "date", "total", "offers"],
    format={"const": 1},
    title=TEXT,
    url=TEXT,
    language=TEXT,
    date=DAY_TEXT,
    total={"type": "integer"},
    offers={"type": "array", "items": record(ALWAYS, **SUMMARY)},
)
DETAIL = record(
    [*ALWAYS, "format", "html"],
    format={"const": 1},
    **SUMMARY,
    accommodations=CODES,
    documents={
        "type": "array",
        "items": record(["label", "required"], label=TEXT, required={"type": "boolean"}, note=TEXT),
    },
    questions={
        "type": "array",
        "items": record(
            ["label", "type", "required"],
            label=TEXT,
            type={"enum": ["text", "yesno", "choice", "number"]},
            options=CODES,
            required={"type": "boolean"},
            note=TEXT,
        ),
    },
    html=TEXT,
)


@pytest.fixture(scope="module")
def listed(site) -> dict:
    return site.json("api/offres.json")


def details(site) -> dict[str, dict]:
    paths = [path for path in site.files() if path.startswith("api/offres/")]
    return {path: site.json(path) for path in paths}


def test_the_list_has_the_documented_shape(listed):
    jsonschema.validate(listed, LIST)


def test_every_detail_has_the_documented_shape(site):
    for detail in details(site).values():
        jsonschema.validate(detail, DETAIL)


def test_every_documented_key_is_used_somewhere(site):
    """And every key is documented."""
    used = {key for detail in details(site).values() for key in detail}
    documentation = (ROOT / "docs/api.md").read_text("utf-8")
    assert {key for key in used if f"`{key}`" not in documentation} == set()
    assert set(SUMMARY) - used == set()


def test_the_list_holds_the_open_offers_newest_first(listed):
    assert listed["date"] == DAY
    assert listed["total"] == len(listed["offers"])
    assert {item["reference"] for item in listed["offers"]} == {
        offer.reference for offer in demo.open_offers(DAY)
    }
    days = [item["published"] for item in listed["offers"]]
    assert days == sorted(days, reverse=True)


def test_list_and_details_agree(site, listed):
    found = {detail["reference"]: detail for detail in details(site).values()}
    assert set(found) == {item["reference"] for item in listed["offers"]}
    for item in listed["offers"]:
        detail = found[item["reference"]]
        assert {key: detail[key] for key in item} == item


def test_a_detail_has_the_address_of_its_reference(site):
    for path, detail in details(site).items():
        assert path == f"api/offres/{detail['reference']}.json"


def test_addresses_are_those_of_the_pages(site, listed):
    for item in listed["offers"]:
        assert site.page(item["url"].removeprefix(site.origin)).canonical == item["url"]


def test_the_api_says_what_the_files_say(listed):
    items = {item["reference"]: item for item in listed["offers"]}
    for offer in demo.open_offers(DAY):
        item = items[offer.reference]
        assert plain(item["title"]) == plain(offer.keys["title"])
        assert item["published"] == offer.keys["published"].isoformat()
        assert date.fromisoformat(item["closes"]) == offer.keys.get("closes", offer.keys.get("deadline"))
        assert [plain(place["town"]) for place in item["locations"]] == [
            plain(place["town"]) for place in offer.places
        ]
        salary = offer.keys.get("salary")
        if isinstance(salary, dict):
            assert item["salary"].get("min") == salary.get("min")
            assert item["salary"].get("max") == salary.get("max")


def test_pay_that_is_not_published_is_not_in_the_data(tmp_path):
    files = {**small.QUIET_PAY, "content/site.yml": small.SETTINGS + "feeds: {api: true, api_offers: true}\n"}
    build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert "salary" not in Published(tmp_path / "out").json("api/offres/PSY-1.json")


def test_contacts_are_not_in_the_data(site):
    """People's names and numbers stand on the page of their offer, not in a file to harvest."""
    for path in site.files():
        if path.startswith("api/") or path.startswith("partenaires/"):
            text = site.read(path)
            assert "Nadège Ternois" not in text and "03 53 01 41 82" not in text, path
