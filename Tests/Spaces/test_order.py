"""Letters about one dossier leave in the order in which the team did what they tell of."""

import pytest
from program import ERRORS, OK
from test_desk import WRITTEN, desk  # noqa: F401

SOON, LATER = "2098-01-01T08:10:00.000Z", "2098-01-01T08:16:00.000Z"


@pytest.fixture
def holding(desk):  # noqa: F811
    """A desk whose decisions can be undone for a quarter of an hour."""
    path = desk.season.folder / "content/campaigns/hiver.yml"
    path.write_text(path.read_text() + "delays: {hold: 15}\n")
    return desk


def deliver(desk, now, answer=0, to=None) -> list:  # noqa: F811
    """Sends what is due; the names of what was taken, in that order."""
    sender = desk.season.folder / "sendmail"
    refused = f'case "$*" in *{to}*) exit {answer};; esac\n' if to else f"exit {answer}\n"
    sender.write_text(f"#!/bin/sh\ncat > /dev/null\n{refused}")
    sender.chmod(0o755)
    done = desk.season.intake(
        "outbox", "run", "--sendmail", sender, "--public", desk.season.folder / "public", "--now", now)
    assert done.code in (OK, ERRORS), done.err
    return [line.split()[1].split(".")[1] for line in done.out.decode().splitlines() if line.startswith("sent ")]


def accepted_and_invited(desk) -> str:  # noqa: F811
    number = desk.apply()
    deliver(desk, "2098-01-01T07:00:00.000Z")
    at = "2098-01-01T08:00:00.000Z"
    desk.do("dossier", "document", number, "--name", "cv", "--accept", now=at)
    desk.do("dossier", "accept", number, now=at)
    desk.do("dossier", "plan", number, "--test", "written", "--starts", WRITTEN, "--place", "Salle A", now=at)
    return number


def test_nobody_is_invited_before_hearing_of_the_acceptance_that_can_still_be_undone(holding):
    number = accepted_and_invited(holding)
    holding.do("dossier", "message", number, "--text", "Bienvenue.", by=None, now="2098-01-01T08:01:00.000Z")
    assert deliver(holding, SOON) == []
    # Nor does the space tell of it.
    page = holding.season.candidature(number)
    assert "Salle A" not in page.words and "Bienvenue." not in page.words
    assert [name.split("-")[0] for name in deliver(holding, LATER)] == ["accepted", "invitation", "message"]
    page = holding.season.candidature(number)
    assert "Salle A" in page.words and "Bienvenue." in page.words


def test_a_letter_that_a_server_wants_later_holds_up_those_behind_it_and_nobody_elses(holding):
    number, other = accepted_and_invited(holding), holding.apply("Ada Petit")
    # EX_TEMPFAIL: a server that says "later".
    assert deliver(holding, LATER, 75, "zoe@exemple.fr") == ["acknowledgement-1"]
    waiting = holding.season.letters(number)
    assert {name.split("-")[0] for name in waiting} >= {"accepted", "invitation"}
    # The invitation was not even tried.
    done = holding.season.intake("outbox", "list", "--json", templates=False)
    tried = {mail["mail"].split(".")[1].split("-")[0]: mail["attempts"] for mail in done.receipt["mails"] if number in mail["mail"]}
    assert (tried["accepted"], tried["invitation"]) == (1, 0)
    assert [name.split("-")[0] for name in deliver(holding, "2098-01-01T09:00:00.000Z")] == ["accepted", "invitation"]
    assert other


def test_a_letter_that_is_given_up_holds_up_no_other(holding):
    number = accepted_and_invited(holding)
    assert deliver(holding, LATER, 65) == []
    names = [event["d"]["mail"].split("-")[0] for event in holding.season.events(number) if event["k"] == "mail-failed"]
    assert names == ["accepted", "invitation"]


def test_what_was_built_on_an_acceptance_is_cancelled_before_that_is_undone(holding):
    number = accepted_and_invited(holding)
    assert holding.refused("dossier", "undo", number, now=SOON) == "nothing-to-undo"
    holding.do("dossier", "message", number, "--text", "Bonjour.", by=None, now=SOON)
    holding.do("dossier", "cancel", number, "--test", "written", now=SOON)
    holding.do("dossier", "undo", number, now=SOON)
    kinds = [event["d"]["mail"].split("-")[0] for event in holding.season.events(number) if event["k"] == "mail-cancelled"]
    assert sorted(kinds) == ["accepted", "cancelled", "invitation"]
    # What the team wrote beside it is no part of the decision.
    assert [name.split("-")[0] for name in deliver(holding, LATER)] == ["message"]
    assert deliver(holding, LATER) == []
    assert "Salle A" not in holding.season.candidature(number).words
    assert holding.show(number)["phase"] == "received"


def test_what_candidates_cause_themselves_is_told_at_once(holding):
    number = accepted_and_invited(holding)
    season = holding.season
    season.act(season.candidature(number).token("withdraw"), scope="this", confirm="yes")
    season.letter(number, next(event["d"]["mail"] for event in season.events(number) if event["d"].get("mail", "").startswith("withdrawn-")))
    assert [name.split("-")[0] for name in deliver(holding, SOON)] == ["withdrawn"]
