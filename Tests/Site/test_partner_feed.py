"""The feed for other job boards."""

from datetime import date, datetime

from support import demo, small
from support.program import DAY, build
from support.published import Published
from test_structured_data import plain

PATH = "partenaires/offres.xml"


def jobs(site) -> list[dict]:
    return [{field.tag: field.text for field in job} for job in site.xml(PATH).iter("job")]


def test_the_feed_says_whose_it_is(site):
    root = site.xml(PATH)
    assert root.tag == "source"
    assert plain(root.findtext("publisher")) == "Pays d'Aubrelle Emplois"
    assert root.findtext("publisherurl") == site.origin + "/"
    assert datetime.fromisoformat(root.findtext("lastBuildDate")).date().isoformat() == DAY


def test_every_open_offer_is_there_once_for_each_place(site):
    """The list is complete: what is not in it is closed."""
    expected = sorted(
        (offer.reference, plain(place["town"]))
        for offer in demo.open_offers(DAY)
        for place in offer.places or [{"town": ""}]
    )
    assert sorted((job["requisitionid"], plain(job.get("city", ""))) for job in jobs(site)) == expected


def test_every_job_has_a_number_of_its_own(site):
    numbers = [job["referencenumber"] for job in jobs(site)]
    assert len(numbers) == len(set(numbers))


def test_every_job_has_what_boards_require(site):
    for job in jobs(site):
        for name in ["title", "date", "referencenumber", "url", "company", "country", "description"]:
            assert job.get(name), f"{job['referencenumber']}: {name}"
        assert site.has(job["url"].removeprefix(site.origin))
        date.fromisoformat(job["date"])
        datetime.fromisoformat(job["expirationdate"])
        assert len(job["country"]) == 2


def test_jobs_say_what_their_files_say(site):
    offers = {offer.reference: offer for offer in demo.open_offers(DAY)}
    for job in jobs(site):
        offer = offers[job["requisitionid"]]
        assert plain(job["title"]) == plain(offer.keys["title"])
        assert job["date"] == offer.keys["published"].isoformat()
        assert job.get("department") is None or plain(job["department"]) == plain(offer.keys["unit"])
        codes = [place.get("postal_code") for place in offer.places]
        assert job.get("postalcode") in codes


def test_pay_that_is_not_published_is_not_told_to_partners(tmp_path):
    build(small.small_site(tmp_path / "site", small.QUIET_PAY), tmp_path / "out")
    (job,) = [job for job in jobs(Published(tmp_path / "out")) if job["requisitionid"] == "PSY-1"]
    assert "1 150" not in str(job).replace("\u202f", " ").replace("\u00a0", " ")
    assert not any(character.isdigit() for character in job.get("salary", ""))


def test_markup_stands_in_character_data(site):
    """Boards that read XML carelessly expect `CDATA`."""
    assert site.read(PATH).count("<description><![CDATA[") == len(jobs(site))


def test_a_text_that_ends_character_data_does_not_end_it(tmp_path):
    files = {
        "content/offers/x.md": small.offer("x", title='"A ]]> B ]]]]> <job/>"')
        + "\n`]]>` et ]]&gt; et <!-- ]]> -->\n"
    }
    build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    root = Published(tmp_path / "out").xml(PATH)
    (job,) = [job for job in root.iter("job") if job.findtext("requisitionid") == "x"]
    assert job.findtext("title") == "A ]]> B ]]]]> <job/>"
    assert "]]&gt;" in job.findtext("description")
