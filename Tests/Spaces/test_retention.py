"""What may not be kept any longer: said first, erased when it is asked for."""

import pytest
from program import OK


def retention(season, *more, now="2099-12-31T12:00:00.000Z"):
    done = season.intake("retention", "--now", now, *more)
    assert done.code == OK, done.err
    return [line.split() for line in done.out.decode().splitlines()]


def test_a_dry_run_lists_each_dossier_and_why_and_erases_none(season):
    running = season.apply()
    withdrawn = season.apply(offer="2026-2")
    season.act(season.candidature(withdrawn).token("withdraw"), scope="this", confirm="yes")
    kept = season.apply(offer="2026-3", email="ada@exemple.fr")
    season.act(season.candidature(kept).token("withdraw"), scope="pool", confirm="yes")
    said = retention(season, "--dry-run")
    assert {(line[0], line[2], line[3]) for line in said} == {
        ("due", "idle", running), ("due", "ended", withdrawn), ("due", "agreed", kept)}
    today = retention(season, "--dry-run", now="2026-12-01T12:00:00.000Z")
    assert {line[0] for line in today} == {"kept"}
    assert len(list(season.folder.glob("store/dossiers/*/*/"))) == 3


def test_what_is_due_is_erased_with_its_pages_and_the_rest_stays(season):
    running = season.apply()
    withdrawn = season.apply(offer="2026-2")
    season.act(season.candidature(withdrawn).token("withdraw"), scope="this", confirm="yes")
    (until,) = [line[1] for line in retention(season, "--dry-run") if line[3] == withdrawn]
    # Kept to the end of that day.
    assert {line[0] for line in retention(season, now=f"{until}T12:00:00.000Z")} == {"kept"}
    year = int(until[:4]) + 1
    said = retention(season, now=f"{year}-01-01T12:00:00.000Z")
    assert {(line[0], line[3]) for line in said} == {("kept", running), ("due", withdrawn)}
    assert not list(season.folder.glob(f"store/dossiers/*/{withdrawn}"))
    assert len(season.open(season.home(running)).codes) == 1
    assert len(list(season.sealed.iterdir())) == 2


@pytest.mark.parametrize("profile", ["xx", ""])
def test_an_unknown_profile_erases_nothing(season, profile):
    number = season.apply()
    done = season.intake("retention", "--profile", profile, "--now", "2099-12-31T12:00:00.000Z")
    assert done.code == 64 and done.err
    assert season.kinds(number) == ["received"]
