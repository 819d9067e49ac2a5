"""B-09: candidates are reminded of their tests, and the team of what it has to mark."""

import json

import pytest
from program import ERRORS, OK
from test_desk import AGENTS, CAMPAIGN, desk, words  # noqa: F401

WRITTEN = "2099-01-12T09:00"
NIGHT_BEFORE, NIGHT_AFTER = "2099-01-11T02:00:00.000Z", "2099-01-13T02:00:00.000Z"


def reminders(desk, now, *more) -> list:  # noqa: F811
    done = desk.season.intake("reminders", "--json", "--now", now, "--public", desk.season.folder / "public", *more)
    assert done.code == OK, done.err
    return [{key: value for key, value in line.items() if key != "format"} for line in done.receipts]


def mails_to_agents(desk) -> dict:  # noqa: F811
    """The letters to the team that wait, by address."""
    import email
    import email.policy
    found = {}
    for path in desk.season.folder.glob("store/outbox/new/*.agent-*"):
        message = email.message_from_bytes(path.read_bytes().split(b"\n", 1)[1], policy=email.policy.default)
        found[message["To"]] = message
    return found


def invited(desk, **fields) -> str:  # noqa: F811
    number = desk.apply(**fields)
    desk.accept(number)
    desk.do("dossier", "plan", number, "--test", "written", "--starts", WRITTEN, "--place", "Salle A")
    return number


def test_B09_who_takes_a_test_is_reminded_of_it_the_day_before_once(desk):
    number, other = invited(desk), invited(desk, name="Ada Petit")
    desk.do("dossier", "answer", other, "--test", "written", "--declines")
    assert reminders(desk, "2099-01-10T02:00:00.000Z") == []
    assert reminders(desk, NIGHT_BEFORE, "--dry-run") == [{"kind": "candidate", "dossier": number, "test": "written"}]
    assert "test-reminded" not in desk.season.kinds(number)
    assert reminders(desk, NIGHT_BEFORE) == [{"kind": "candidate", "dossier": number, "test": "written"}]
    assert reminders(desk, NIGHT_BEFORE) == []
    assert desk.season.said(number, "test-reminded") == {"test": "written", "hour": "2099-01-12T08:00:00.000Z"}
    mail = desk.season.letter(number, desk.letters(number)[-1])
    assert mail["Subject"] == "Éducatrice de jeunes enfants : rappel pour Épreuve écrite"
    assert "Lieu : Salle A\nDate et heure : lundi 12 janvier 2099 à 9 h 00" in words(mail)
    # Moved since: of the new hour, too.
    desk.do("dossier", "postpone", number, "--test", "written", "--starts", "2099-01-20T09:00", "--place", "Salle B", now=NIGHT_BEFORE)
    assert reminders(desk, NIGHT_BEFORE) == []
    assert len(reminders(desk, "2099-01-19T12:00:00.000Z")) == 1
    # That hour is over.
    assert [line for line in reminders(desk, "2099-01-20T09:00:00.000Z") if line["kind"] == "candidate"] == []


def test_B09_a_campaign_says_how_many_days_before_or_never(desk):
    path = desk.season.folder / "content/campaigns/hiver.yml"
    number = invited(desk)
    path.write_text(CAMPAIGN + "delays: {appointment: 0}\n")
    assert reminders(desk, NIGHT_BEFORE) == []
    path.write_text(CAMPAIGN + "delays: {appointment: 3}\n")
    assert reminders(desk, "2099-01-09T02:00:00.000Z") == [{"kind": "candidate", "dossier": number, "test": "written"}]


def test_B09_who_examines_is_reminded_of_what_is_not_marked_or_rated_without_a_name_in_the_mail(desk):
    path = desk.season.folder / "content/campaigns/hiver.yml"
    path.write_text(CAMPAIGN.replace(
        "duration: 120}", "duration: 120, examiners: [ab, cd], skills: [{name: clear, label: Clarté}]}"))
    number = invited(desk)
    held = "2099-01-12T12:00:00.000Z"
    # Not on the day itself.
    assert reminders(desk, held) == []
    assert reminders(desk, NIGHT_AFTER)[-2:] == [{"kind": "agent", "agent": "ab", "dossiers": 1}, {"kind": "agent", "agent": "cd", "dossiers": 1}]
    mail = mails_to_agents(desk)["carlo@essai.example"]
    assert "- Épreuve écrite, Éducatrice de jeunes enfants : 1 personne, depuis le lundi 12 janvier 2099\n" in words(mail)
    assert "Martin" not in words(mail) and number not in words(mail) and "#v1." not in words(mail)
    # One a day, however often it runs.
    assert len(list(desk.season.folder.glob("store/outbox/new/*.agent-tasks-*"))) == 2
    reminders(desk, NIGHT_AFTER)
    assert len(list(desk.season.folder.glob("store/outbox/new/*.agent-tasks-*"))) == 2
    desk.do("dossier", "mark", number, "--test", "written", "--mark", "14", now=NIGHT_AFTER)
    desk.do("dossier", "rate", number, "--test", "written", "--skill", "clear=4", "--recommend", "yes", now=NIGHT_AFTER)
    assert reminders(desk, "2099-01-14T02:00:00.000Z") == [{"kind": "agent", "agent": "cd", "dossiers": 1}]
    # The mail of the day before has not left: the new one takes its place.
    assert [path.name.split("-")[-1] for path in desk.season.folder.glob("store/outbox/new/*.agent-tasks-*") if "2099-01-14" in path.name] == ["14"]


def test_B09_the_page_says_whose_word_is_awaited_and_what_was_reminded(desk):
    path = desk.season.folder / "content/campaigns/hiver.yml"
    path.write_text(CAMPAIGN.replace("duration: 120}", "duration: 120, examiners: [ab, cd]}"))
    number = invited(desk)
    reminders(desk, NIGHT_BEFORE)
    from test_agents import Office
    office = Office(desk)
    office.restart()
    desk.season.press("--now", NIGHT_AFTER)
    page = office.case(number)
    assert "Rappel envoyé pour" in page.words, page.words
    assert "Avis attendu de : Ada Berger, Diaz, Carlo" in page.words
    assert "Rappel de l’épreuve envoyé Le programme Épreuve écrite" in page.words


def test_B09_mails_to_the_team_leave_and_are_in_no_journal(desk):
    number = invited(desk)
    reminders(desk, NIGHT_AFTER)
    before = desk.season.events(number)
    sender = desk.season.folder / "sendmail"
    sender.write_text("#!/bin/sh\ncat > /dev/null\n")
    sender.chmod(0o755)
    run = lambda: desk.season.intake(
        "outbox", "run", "--sendmail", sender, "--public", desk.season.folder / "public", "--now", "2099-01-13T03:00:00.000Z")
    done = run()
    assert done.code == OK, done.err
    # Nobody is named: all who may mark and see the dossier.
    assert done.out.decode().count(".agent-tasks-2099-01-13") == 2
    assert reminders(desk, "2099-01-13T04:00:00.000Z")
    assert b"agent-tasks" not in run().out, "once a day"
    assert [event for event in desk.season.events(number)[len(before):] if "agent" in json.dumps(event)] == []
