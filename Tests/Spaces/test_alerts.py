"""Mails about new offers: asked for in a form, confirmed in the space, each offer once, stopped with one click."""

import json
import shutil
import subprocess

import pytest
from conftest import OFFER, ROOT, TEMPLATES, VIVIER, Page
from test_shell import ready

NOON = "2026-11-21T12:00:00.000Z"
ASKED = {"email": "zoe@exemple.fr", "words": "lecture", "language": "fr", "frequency": "day"}


@pytest.fixture
def alert(season):
    """Somebody who asked for an alert and did not confirm it yet."""
    shutil.copy(ROOT / "content/forms/alert.yml", season.folder / "content/forms")
    season.server.stop()
    season.start()
    season.number = ask(season)
    return season


def ask(season, **fields):
    said = {**ASKED, **fields}
    body = "&".join(f"{key}={value}" for key, value in said.items())
    answer = season.server.ask(
        "POST", "/submit/alert", body, {"Content-Type": "application/x-www-form-urlencoded"}, accept="application/json")
    assert answer.status == 201, answer.text
    season.press()
    return answer.json["receipt"]


def confirm(season):
    done = season.act(season.open(season.home(season.number)).token("confirm"))
    assert "alerte est confirmée" in done.words


def publish(season, number, title, day="2099-11-22", contract="cdi"):
    text = OFFER.format(title=title, reference=f"2099-{number}")
    text = text.replace("2026-11-01", day).replace("contract: cdi", f"contract: {contract}").replace("2099-12-01", "2100-12-31")
    (season.folder / f"content/offers/new{number}.md").write_text(text)


def run(season, day="2099-11-23"):
    done = season.intake("alerts", "run", "--json", "--public", season.folder / "public", "--now", f"{day}T06:00:00.000Z")
    assert done.code == 0, done.err
    return json.loads(done.out)


def mails(season):
    """The alert mails, oldest first."""
    found = season.letters(season.number)
    return [found[name] for name in sorted(found, key=lambda name: int(name.split("-")[1])) if name.startswith("alert-")]


def test_nothing_is_sent_before_it_is_confirmed_by_a_press_of_a_button(alert):
    publish(alert, 1, "Agente de lecture")
    link = alert.link(alert.number)
    for _ in range(2):
        alert.open(link.split("#v1.")[1])
    assert "consent-given" not in alert.kinds(alert.number)
    assert run(alert, "2026-11-23") == {"format": 1, "told": [], "erased": []}
    home = alert.open(alert.home(alert.number))
    assert "À confirmer" in home.words and "Aucune candidature en cours" in home.words
    confirm(alert)
    assert alert.said(alert.number, "consent-given") == {"purpose": "alert"}
    assert "Active" in alert.open(alert.home(alert.number)).words


def test_each_new_offer_is_told_once_by_the_filter_of_the_board(alert):
    confirm(alert)
    assert run(alert, "2099-11-22")["told"] == []
    publish(alert, 1, "Agente de lecture")
    publish(alert, 2, "Jardinier")
    publish(alert, 3, "Ancienne : lecture", day="2026-11-01")
    assert run(alert)["told"] == [alert.number]
    assert run(alert)["told"] == []
    assert run(alert, "2099-11-24")["told"] == []
    publish(alert, 4, "Lecture du soir")
    assert run(alert, "2099-11-25")["told"] == [alert.number]
    told = [[offer["reference"] for offer in event["d"]["offers"]] for event in alert.events(alert.number) if event["k"] == "alert-sent"]
    assert told == [["2099-1"], ["2099-4"]]
    asked = ["query", "q=lecture&depuis=2099-11-22", "--content", alert.folder / "content", "--templates", TEMPLATES, "--date", "2099-11-25"]
    found = subprocess.run([VIVIER, *asked], capture_output=True, text=True).stdout
    assert sorted(found.split("\n")[1:-1]) == ["2099-1", "2099-4"]
    first = mails(alert)[0]
    assert first["Subject"] == "1 nouvelle offre : Recevoir les nouvelles offres"
    text = first.get_content()
    assert "Agente de lecture" in text and f"{alert.origin}/" in text and "Jardinier" not in text
    assert "Agente de lecture" in alert.candidature(alert.number).words


def test_a_weekly_digest_gathers_a_week(alert):
    token = alert.candidature(alert.number).token("correct")
    assert alert.act(token, words="lecture", frequency="week").status == 200
    confirm(alert)
    publish(alert, 1, "Lecture un")
    assert run(alert, "2099-11-22")["told"] == [alert.number]
    publish(alert, 2, "Lecture deux")
    for day in range(23, 29):
        assert run(alert, f"2099-11-{day}")["told"] == []
        publish(alert, day, f"Lecture {day}")
    assert run(alert, "2099-11-29")["told"] == [alert.number]
    assert len(alert.said(alert.number, "alert-sent")["offers"]) == 7


def test_one_click_stops_it_and_opening_the_link_does_not(alert):
    confirm(alert)
    publish(alert, 1, "Lecture")
    run(alert)
    (mail,) = mails(alert)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    assert address in mail.get_content()
    path = address.removeprefix(f"http://127.0.0.1:{alert.intake_port}")
    page = alert.server.ask("GET", path)
    assert page.status == 200 and "Arrêter cette alerte" in Page(200, page.text).words
    assert "withdrawn" not in alert.kinds(alert.number)
    for _ in range(2):
        done = alert.server.ask("POST", path, "List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})
        assert done.status == 200 and "alerte est arrêtée" in Page(200, done.text).words
    assert alert.kinds(alert.number).count("withdrawn") == 1
    publish(alert, 2, "Lecture encore")
    assert run(alert, "2099-12-01")["told"] == []
    assert alert.server.ask("POST", path[:-1] + ("a" if path[-1] != "a" else "b"), "x").status == 404


def test_the_link_in_an_old_mail_stops_it_after_the_links_were_replaced_and_it_was_erased(alert):
    confirm(alert)
    publish(alert, 1, "Lecture")
    run(alert)
    address = mails(alert)[0]["List-Unsubscribe"].strip("<>")
    path = address.removeprefix(f"http://127.0.0.1:{alert.intake_port}")
    alert.intake("spaces", "renew", alert.number)
    assert alert.server.ask("POST", path, "").status == 200
    assert "withdrawn" in alert.kinds(alert.number)
    alert.intake("erase", alert.number, "--reason", "asked")
    assert alert.server.ask("POST", path, "").status == 200


def test_what_nobody_confirms_in_seven_days_is_erased(alert):
    assert run(alert, "2026-11-22")["erased"] == []
    alert.home_page = len(list(alert.sealed.iterdir()))
    gone = run(alert, "2099-01-01")
    assert gone["erased"] == [alert.number]
    assert not list(alert.sealed.iterdir()) and not list(alert.folder.glob(f"store/outbox/*/{alert.number}.*"))


def test_an_unsubscribing_right_is_worth_nothing_elsewhere(alert):
    confirm(alert)
    publish(alert, 1, "Lecture")
    run(alert)
    token = mails(alert)[0]["List-Unsubscribe"].strip("<>").rsplit("/", 1)[1]
    other = alert.open(alert.home(alert.number)).token("erase-all")
    assert alert.server.ask("POST", f"/unsubscribe/{other}", "").status == 404
    assert alert.act(token, scope="erase", confirm="yes").status == 200
    assert list(alert.folder.glob(f"store/dossiers/*/{alert.number}"))


def test_a_town_that_nobody_knows_is_refused_in_words_before_anything_is_sent(season):
    shutil.copy(ROOT / "content/forms/alert.yml", season.folder / "content/forms")
    season.server.stop()
    season.start()
    season.number = ask(season, town="Xyzville", distance="20")
    refused = season.act(season.open(season.home(season.number)).token("confirm"))
    assert refused.status == 422 and "Commune : Nous ne connaissons pas cette commune" in refused.words
    assert "consent-given" not in season.kinds(season.number)
    for town, status in [("Autreville-sur-Rien", 422), ("lyon", 200)]:
        token = season.candidature(season.number).token("correct")
        assert season.act(token, words="lecture", town=town, distance="20", frequency="day").status == status
    confirm(season)
    # Known, and no offer anywhere near: nothing is told, rather than everything.
    publish(season, 1, "Agente de lecture")
    assert run(season)["told"] == []


def test_it_is_confirmed_on_a_phone(alert, phone):
    phone.goto(alert.link(alert.number))
    ready(phone, "home")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.get_by_role("button", name="Confirmer cette alerte").click()
    assert "alerte est confirmée" in phone.content()
    phone.goto(alert.link(alert.number))
    ready(phone, "home")
    phone.get_by_role("link", name="Recevoir les nouvelles offres").click()
    ready(phone, "candidature")
    assert "Arrêter cette alerte" in phone.inner_text("[data-space-page]")
    assert "Mon profil" not in phone.inner_text("h1:visible")
