"""What may not be kept any longer: said first, erased when it is asked for."""

import json
import time

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
    assert [(line[0], line[3]) for line in said] == [("asked", number), ("asked", id)]
    assert said[0][1] == said[1][1]
    # Who wants the candidature to be kept keeps the sheet with it.
    season.act(season.candidature(number).token("prolong"))
    assert {line[0] for line in retention(season, "--dry-run", now="2026-12-01T12:00:00.000Z")} == {"kept"}


KEPT = {"name": "Zoé Martin", "headline": "Éducatrice", "summary": "texte-marqueur"}
HEALTH = {"recognised": "yes", "adjustments": "bureau-marqueur", "consent": "yes"}


def alone(season) -> dict:
    """Somebody of whom nothing is left but what they keep in their space: the numbers of the sheets."""
    number = season.apply()
    season.act(season.sheet(number).token("keep"), **KEPT)
    season.act(season.sheet(number, "adjustments").token("keep"), **HEALTH)
    season.act(season.open(season.home(number)).token("select"), offer="2026-2", language="fr")
    listed = json.loads(season.intake("list", "--sheets", "--json", templates=False).out)["dossiers"]
    home = season.home(number)
    assert season.intake("erase", number, "--reason", "asked", templates=False).code == OK
    season.press()
    return {"home": home, **{one["form"]: one["id"] for one in listed}}


def sheet(season, mine, mark):
    pages = [season.open(code) for code in season.open(mine["home"]).codes]
    return next(page for page in pages if mark in page.text)


def letters(season, *numbers) -> list:
    return [mail for number in numbers for name, mail in season.letters(number).items() if name.startswith("renewal-")]


def test_B_21_who_has_nothing_but_sheets_is_asked_by_one_mail_before_they_go(season):
    mine = alone(season)
    numbers = [mine[form] for form in ["profile", "adjustments", "offers.kept"]]
    day, until = expiring(season, mine["profile"])
    before = [season.journal(number) for number in numbers]
    said = retention(season, "--dry-run", now=day)
    assert {(line[0], line[2], line[3]) for line in said} == {("asked", "idle", number) for number in numbers}
    assert [season.journal(number) for number in numbers] == before and letters(season, *numbers) == []
    for _ in range(2):
        assert retention(season, now=day) == said and said[0][1] >= until
    for number in numbers:
        assert [event["k"] for event in season.journal(number)].count("renewal-asked") == 1
    (mail,) = letters(season, *numbers)
    text = mail.get_content()
    assert mail["To"] == "zoe@exemple.fr" and mine["home"] in text and "+" not in mail["Reply-To"]
    # A mail is read by others: it says of nothing what it is.
    for word in ["marqueur", "Aménagement", "Mon profil", "{{"]:
        assert word not in str(mail["Subject"]) + text, word
    assert season.intake("verify", templates=False).code == OK
    home = season.open(mine["home"])
    assert home.words.count("Faut-il garder cette fiche") == 3 and len(home.tokens("prolong")) == 3
    assert "Faut-il garder cette fiche" in sheet(season, mine, 'name="headline"').words
    # What is wanted stays, what nobody answered goes, and nothing of it is left.
    for _ in range(2):
        done = season.act(home.token("prolong", mine["profile"]))
        assert (done.status, "fiche est gardée" in done.words) == (200, True)
    later = f"{int(until[:4]) + 1}-06-01T12:00:00.000Z"
    words = {line[3]: line[0] for line in retention(season, now=later)}
    assert words == {mine["profile"]: "asked", mine["adjustments"]: "due", mine["offers.kept"]: "due"}
    assert {path.name for path in season.folder.glob("store/dossiers/*/*")} == {mine["profile"]}
    # The months began anew at the answer, which was given today.
    (line,) = [line for line in retention(season, "--dry-run", now="2026-12-01T12:00:00.000Z") if line[3] == mine["profile"]]
    assert line[0] == "kept" and line[1] >= until


def test_B_21_what_nobody_answered_about_a_sheet_is_erased_with_its_key(season):
    mine = alone(season)
    day, _ = expiring(season, mine["profile"])
    retention(season, now=day)
    assert {line[0] for line in retention(season, now="2099-12-31T12:00:00.000Z")} == {"due"}
    assert list(season.folder.glob("store/[dk]*/*/*")) == [] == list(season.sealed.iterdir())
    assert list(season.folder.glob("store/outbox/*/*renewal*")) == []


def test_B_21_a_change_of_a_sheet_is_an_answer_too(season):
    mine = alone(season)
    retention(season, now=expiring(season, mine["profile"])[0])
    page = sheet(season, mine, 'name="headline"')
    assert season.act(page.token("keep"), **KEPT, title="Mme").status == 200
    assert "Faut-il" not in sheet(season, mine, 'name="headline"').words
    assert season.act(page.token("prolong")).status == 422


def test_B_21_of_two_sheets_one_keeps_its_question(season):
    mine = alone(season)
    retention(season, now=expiring(season, mine["profile"])[0])
    other = season.apply(email="ada@exemple.fr", name="Ada")
    stolen = season.open(mine["home"]).token("prolong", mine["profile"]).split(".")
    stolen[5] = season.sheet(other).token("keep").split(".")[5]
    assert season.act(".".join(stolen)).status == 404
    season.act(season.open(mine["home"]).token("prolong", mine["adjustments"]))
    assert {token.split(".")[5] for token in season.open(mine["home"]).tokens("prolong")} == {mine["profile"], mine["offers.kept"]}


def test_B_21_a_sheet_without_an_address_goes_by_that_of_another_dossier_or_as_before(season):
    """Sheets were opened without one once: as here, where the form has none to know."""
    form = season.folder / "content/forms/apply.yml"
    known = form.read_text()
    number = season.apply()
    form.write_text(known.replace("type: mail", "type: text"))
    restart(season)
    season.act(season.sheet(number).token("keep"), **KEPT)
    id = season.sheet(number).token("keep").split(".")[5]
    form.write_text(known)
    restart(season)
    assert '"address"' not in season.intake("show", id, "--json", templates=False).out.decode()
    day, _ = expiring(season, id)
    assert {(line[0], line[3]) for line in retention(season, now=day)} == {("asked", number), ("asked", id)}
    (mail,) = letters(season, id)
    assert mail["To"] == "zoe@exemple.fr"
    season.intake("erase", number, "--reason", "asked", templates=False)
    # The letter has left; nobody can be written to any more.
    assert {line[0] for line in retention(season, "--dry-run", now="2099-12-31T12:00:00.000Z")} == {"due"}


def restart(season):
    season.server.process.kill()
    season.server.process.wait(timeout=20)
    season.start()


def test_the_link_is_sent_to_who_has_nothing_but_sheets(season):
    mine = alone(season)
    season.post("/sign-in/link", email="Zoe@exemple.fr")
    for _ in range(100):
        found = [mail for form in ["profile", "adjustments", "offers.kept"] for name, mail in season.letters(mine[form]).items()]
        if found:
            break
        time.sleep(0.05)
    (mail,) = found
    assert mine["home"] in mail.get_content()


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
