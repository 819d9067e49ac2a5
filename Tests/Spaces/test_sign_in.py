"""Ways into a space for who does not have the link at hand: a password, or the link once more."""

import re
import signal
import time

import pytest
from conftest import Page
from test_shell import ready, shell

PHRASE = "quatre mots très simples"


def words(answer) -> str:
    return Page(answer.status, answer.text).words


@pytest.fixture
def member(season):
    """A candidate who chose a password in the space."""
    season.number = season.apply()
    token = season.open(season.home(season.number)).token("password")
    assert "mot de passe est enregistré" in season.act(token, password=PHRASE, again=PHRASE).words
    return season


def sign_in(season, email="zoe@exemple.fr", password=PHRASE, **more):
    return season.post("/sign-in", email=email, password=password, language="fr", **more)


def test_a_password_leads_to_the_link_and_leaves_nothing_behind(member):
    for email in ["zoe@exemple.fr", " ZOE@Exemple.fr "]:
        answer = sign_in(member, email)
        assert (answer.status, answer.headers["Location"]) == (303, member.link(member.number))
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers and not answer.body
    assert "mot de passe" in member.open(member.home(member.number)).words


def test_without_scripts_the_intake_shows_the_home(member):
    answer = sign_in(member, open="1")
    assert answer.status == 200 and "Où en sont vos candidatures" in words(answer)


@pytest.mark.parametrize("email, password", [
    ("zoe@exemple.fr", "quatre mots tres simples"), ("zoe@exemple.fr", ""), ("ada@exemple.fr", PHRASE), ("", ""),
    ("zoe@exemple.fr\r\nBcc: x@exemple.fr", PHRASE), ("zoe@exemple.fr", PHRASE + "\0"), ("z" * 3000, "x"),
])
def test_who_does_not_know_both_is_told_the_same(member, email, password):
    expected = sign_in(member, "nobody@exemple.fr", "wrong wrong wrong")
    answer = sign_in(member, email, password)
    assert (answer.status, answer.body) == (403, expected.body)
    assert "Location" not in answer.headers


@pytest.mark.parametrize("password, again, said", [
    ("court", "court", "trop court"), (PHRASE, PHRASE + "s", "diffèrent"), ("x" * 201, "x" * 201, "trop long"), ("", "", "trop court"),
])
def test_a_password_that_is_not_taken_changes_nothing(member, password, again, said):
    token = member.open(member.home(member.number)).token("password")
    answer = member.act(token, password=password, again=again)
    assert (answer.status, said in answer.words) == (422, True)
    assert sign_in(member).status == 303


def test_no_password_and_no_address_stand_in_the_store_or_a_log(member):
    sign_in(member, password="mot de passe faux")
    for path in member.folder.glob("store/a*/**/*"):
        assert not path.is_file() or (PHRASE.encode() not in path.read_bytes() and b"zoe@exemple" not in path.read_bytes())
    for path in member.folder.glob("store/attempts.*"):
        assert b"zoe@exemple" not in path.read_bytes() and b"127.0.0.1" not in path.read_bytes()
    assert "mot de passe" not in "".join(member.server.said)


def test_one_network_cannot_try_everybody(member):
    member.server.stop(signal.SIGKILL)
    member.start(rate="100000")
    states = [sign_in(member, f"a{index}@exemple.fr", "x").status for index in range(61)]
    assert states == [403] * 60 + [429]


def test_nothing_happens_on_get(member):
    for path in ["/sign-in?email=zoe@exemple.fr", "/sign-in", "/sign-in/link"]:
        assert member.server.ask("GET", path).status == 405
    assert [event["k"] for event in member.events(member.number) if "link" in event["k"]] == []


def test_the_link_is_sent_again_and_the_answer_is_the_same_for_all(season):
    number = season.apply()
    known = season.post("/sign-in/link", email="zoe@exemple.fr", language="fr")
    unknown = season.post("/sign-in/link", email="personne@exemple.fr", language="fr")
    assert (known.status, known.body) == (unknown.status, unknown.body) == (200, unknown.body)
    for _ in range(100):
        names = [event["d"]["mail"] for event in season.events(number) if event["k"] == "mail-queued"]
        if len(names) > 1:
            break
        time.sleep(0.05)
    mail = season.letter(number, names[-1])
    assert mail["Subject"] == "Votre lien vers votre espace" and season.link(number) in mail.get_content()
    assert len(list(season.folder.glob("store/outbox/new/*"))) == 2


def test_a_link_is_sent_three_times_an_hour(season):
    season.server.stop(signal.SIGKILL)
    season.start(rate="100000")
    season.apply()
    states = [season.post("/sign-in/link", email="zoe@exemple.fr").status for _ in range(5)]
    assert states == [200] * 3 + [429] * 2
    assert season.post("/sign-in/link", email="personne@exemple.fr").status == 200


def test_links_are_replaced_in_the_space(season):
    number = season.apply()
    old = season.home(number)
    token = season.open(old).token("renew")
    assert season.act(token).status == 422
    done = season.act(token, confirm="yes")
    assert "Vos liens sont remplacés" in done.words
    (link,) = re.findall(r'href="([^"]+#v1\.[a-z2-7]{52})"', done.text)
    assert link == season.link(number) and season.home(number) != old
    assert "Ce lien a été remplacé" in season.open(old).words
    assert season.act(token, confirm="yes").status == 410


def test_a_phone_signs_in(member, phone):
    phone.goto(shell(member))
    phone.fill("#email", "zoe@exemple.fr")
    phone.fill("#password", PHRASE)
    phone.locator("form", has=phone.locator("#password")).get_by_role("button").click()
    ready(phone, "home")
    assert phone.url == shell(member)
