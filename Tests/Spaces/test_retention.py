"""What may not be kept any longer: said first, erased when it is asked for."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from program import OK
from test_shell import RULES, ready


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
        ("asked", "idle", running), ("due", "ended", withdrawn), ("asked", "agreed", kept)}
    assert [len(season.events(number)) for number in [running, withdrawn, kept]] == [2, 4, 4]
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


def expiring(season, number):
    """The day a month before which a dossier may not be kept any longer."""
    ((_, until, _, _),) = [line for line in retention(season, "--dry-run", now="2026-12-01T12:00:00.000Z") if line[3] == number]
    return f"{until[:8]}01T12:00:00.000Z", until


def test_who_is_idle_is_asked_by_mail_and_keeps_it_with_a_press_of_a_button(season):
    number = season.apply()
    day, until = expiring(season, number)
    for _ in range(2):
        ((word, said, reason, _),) = retention(season, now=day)
        assert (word, reason) == ("asked", "idle") and said >= until
    assert season.kinds(number) == ["received", "renewal-asked"]
    assert season.said(number, "renewal-asked") == {"until": said}
    (mail,) = [mail for name, mail in season.letters(number).items() if name.startswith("renewal-")]
    assert "faut-il garder votre dossier" in mail["Subject"] and season.link(number) in mail.get_content()
    # Opening changes nothing; a month on it is due, unless somebody presses.
    home = season.open(season.home(number))
    assert "Faut-il garder ce dossier" in home.words
    later = f"{int(said[:4]) + 1}-01-01T12:00:00.000Z"
    assert retention(season, "--dry-run", now=later)[0][0] == "due"
    token = season.candidature(number).token("prolong")
    for _ in range(2):
        done = season.act(token)
        assert (done.status, "dossier est gardé" in done.words) == (200, True)
    assert season.kinds(number) == ["received", "renewal-asked", "consent-given"]
    assert season.said(number, "consent-given") == {"purpose": "keeping"}
    assert "Faut-il garder" not in season.open(season.home(number)).words
    assert "Vous voulez que ce dossier soit gardé" in season.candidature(number).words


def test_an_agreement_is_renewed_from_the_day_of_the_answer(season):
    number = season.apply()
    season.act(season.candidature(number).token("withdraw"), scope="pool", confirm="yes")
    day, until = expiring(season, number)
    assert retention(season, now=day)[0][:1] == ["asked"]
    # The letter about it and a link that anybody can ask for do not make it last longer.
    season.post("/sign-in/link", email="zoe@exemple.fr")
    assert retention(season, "--dry-run", now="2099-12-31T12:00:00.000Z")[0][0] == "due"
    assert season.act(season.candidature(number).token("prolong")).status == 200
    ((word, renewed, reason, _),) = retention(season, "--dry-run", now="2026-12-01T12:00:00.000Z")
    assert (word, reason) == ("kept", "agreed") and renewed >= until


def test_without_an_answer_it_is_erased_and_what_ended_is_not_asked_about(season):
    idle = season.apply()
    ended = season.apply(offer="2026-2", email="ada@exemple.fr")
    season.act(season.candidature(ended).token("withdraw"), scope="this", confirm="yes")
    day, _ = expiring(season, idle)
    assert {(line[0], line[3]) for line in retention(season, now=day)} == {("asked", idle), ("due", ended)}
    assert [line[0] for line in retention(season, now="2099-12-31T12:00:00.000Z")] == ["due"]
    assert not list(season.folder.glob("store/dossiers/*/*/")) and not list(season.sealed.iterdir())


def test_a_sheet_stays_as_long_as_a_candidature_of_its_owner(season):
    number = season.apply()
    id = season.sheet(number).token("keep").split(".")[5]
    day, _ = expiring(season, number)
    said = retention(season, now=day)
    assert [(line[0], line[3]) for line in said] == [("asked", number), ("kept", id)]
    assert said[0][1] == said[1][1]
    assert [line[0] for line in retention(season, now="2099-12-31T12:00:00.000Z")] == ["due", "due"]


@pytest.mark.parametrize("width", [360, 1280])
def test_the_question_is_seen_and_answered(season, chromium, width):
    number = season.apply()
    retention(season, now=expiring(season, number)[0])
    context = chromium.new_context(locale="fr-FR", viewport={"width": width, "height": 900}, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(season.link(number))
    ready(page, "home")
    assert "Décider si nous gardons un dossier" in page.inner_text("dl.three")
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Le garder encore").click()
    assert page.inner_text("h1") == "Votre dossier est gardé"
    context.close()
