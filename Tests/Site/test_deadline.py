"""The last second of the last day, in the zone of the site."""

import pytest

from support import small
from support.program import OK, build
from support.published import Published

# Zone, closing day, and how far it then is from Greenwich. The days of both changes of the
# hour, with the last one before and the first one after.
CASES = [
    ("Europe/Paris", "2026-03-28", "+01:00"),
    ("Europe/Paris", "2026-03-29", "+02:00"),
    ("Europe/Paris", "2026-03-30", "+02:00"),
    ("Europe/Paris", "2026-10-24", "+02:00"),
    ("Europe/Paris", "2026-10-25", "+01:00"),
    ("Europe/Paris", "2026-10-26", "+01:00"),
    ("Europe/Paris", "2028-02-29", "+01:00"),
    ("Europe/Paris", "2026-12-31", "+01:00"),
    ("America/Martinique", "2026-07-01", "-04:00"),
    ("Indian/Reunion", "2026-07-01", "+04:00"),
    ("America/Toronto", "2026-03-08", "-04:00"),
    ("America/Toronto", "2026-11-01", "-05:00"),
    ("America/St_Johns", "2026-07-01", "-02:30"),
    ("Pacific/Noumea", "2026-07-01", "+11:00"),
    ("UTC", "2026-07-01", "+00:00"),
]


def site(folder, zone: str, closes: str, published: str = "2026-01-05"):
    return small.small_site(
        folder / "site",
        {
            "content/site.yml": small.SETTINGS.replace("Europe/Paris", zone),
            "content/offers/x.md": small.offer("Poste", closes=closes, published=published),
        },
    )


@pytest.mark.parametrize("zone,closes,offset", CASES)
def test_a_day_lasts_until_its_last_second(tmp_path, zone, closes, offset):
    run = build(site(tmp_path, zone, closes), tmp_path / "out", day="2026-01-15")
    assert run.code == OK, run.err
    published = Published(tmp_path / "out")
    expected = f"{closes}T23:59:59{offset}"
    (posting,) = published.page("/offres/x/").data_of("JobPosting")
    said = posting["validThrough"].replace("Z", "+00:00")
    assert said == expected
    assert expected in published.read("api/offres/x.json").replace("Z", "+00:00")
    assert expected in published.read("partenaires/offres.xml").replace("Z", "+00:00")


@pytest.mark.parametrize("zone,instant,day", [
    ("Europe/Paris", 1774735199, "2026-03-28"),  # one second before midnight, the night of the change
    ("Europe/Paris", 1774738799, "2026-03-28"),
    ("Europe/Paris", 1774738800, "2026-03-29"),
    ("Europe/Paris", 1774821599, "2026-03-29"),
    ("Europe/Paris", 1774821600, "2026-03-30"),
    ("Europe/Paris", 1792965599, "2026-10-25"),
    ("Europe/Paris", 1792969199, "2026-10-25"),
    ("Europe/Paris", 1792969200, "2026-10-26"),
    ("Indian/Reunion", 1792958399, "2026-10-25"),
    ("Indian/Reunion", 1792958400, "2026-10-26"),
])  # fmt: skip
def test_today_is_the_day_of_the_zone(tmp_path, zone, instant, day):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    assert datetime.fromtimestamp(instant, ZoneInfo(zone)).date().isoformat() == day
    run = build_at(site(tmp_path, zone, "2026-12-31"), tmp_path / "out", instant)
    assert run.code == OK, run.err
    assert Published(tmp_path / "out").json("/api/offres.json")["date"] == day


def build_at(folder, out, instant: int):
    from support.program import vivier

    clock = {"SOURCE_DATE_EPOCH": str(instant)}
    return vivier("build", "--site", folder, "--out", out, "--json", env=clock)


def test_an_offer_appears_on_its_first_day(tmp_path):
    folder = site(tmp_path, "Europe/Paris", "2026-12-31", published="2026-03-29")
    for day, is_there in [("2026-03-28", False), ("2026-03-29", True)]:
        run = build(folder, tmp_path / day, day=day)
        assert run.code == OK
        assert (tmp_path / day / "offres/x/index.html").exists() == is_there
