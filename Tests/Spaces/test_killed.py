"""An endpoint that is killed at random, and candidates who press again until they have an answer."""

import fcntl
import http.client
import random
import subprocess
import threading
import time
from contextlib import contextmanager

import pytest
from bodies import PDF
from conftest import TEMPLATES
from program import PROGRAM
from test_agents import office, wait  # noqa: F401 (a fixture)
from test_desk import desk  # noqa: F401 (a fixture)
from test_sheets import dossier_of
from test_shown import candidate, picture  # noqa: F401 (fixtures)


def pressed_until_answered(season, token, chance, **sent):
    """Presses, and again after each stop; the endpoint is killed once in between."""
    victim = season.server.process
    killer = threading.Timer(chance.uniform(0, 0.08), victim.kill)
    killer.start()
    for _ in range(20):
        try:
            answer = season.act(token, **sent)
        except (OSError, http.client.HTTPException):
            answer = None
        killer.join()
        victim.wait(timeout=20)
        if season.server.process is victim:
            season.start()
        if answer:
            return answer
    raise AssertionError("no answer after 20 tries")


def test_an_endpoint_killed_at_random_loses_and_doubles_nothing(season):
    chance = random.Random(20261121)
    number = season.apply()
    texts = [f"Message {index}" for index in range(10)]
    for text in texts:
        token = season.candidature(number).token("message")
        assert pressed_until_answered(season, token, chance, text=text).status == 200
    season.ask(number)
    token = season.candidature(number).token("supply")
    sent = pressed_until_answered(season, token, chance, files=[("file", "d.pdf", PDF)])
    assert sent.status == 200
    written = [event["d"]["text"] for event in season.events(number) if event["k"] == "message"]
    assert written == texts
    assert season.kinds(number).count("document-added") == 1
    season.press()
    shown = season.candidature(number)
    assert all(text in shown.words for text in texts) and "d.pdf" in shown.words


@contextmanager
def pages_held(season):
    """Nobody makes a page meanwhile."""
    with open(season.folder / "store/spaces.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def erased_without_its_pages(season, what):
    """Begins an erasure in a program, and kills it before it makes a page."""
    before = len(list(season.folder.glob("store/tombstones/*/*.json")))
    with pages_held(season):
        victim = what()
        wait(lambda: len(list(season.folder.glob("store/tombstones/*/*.json"))) > before)
        time.sleep(0.2)
        victim.kill()
        victim.wait(timeout=20)


def page_of(candidate, agent):
    """The code of the page that an agent has of the dossier."""
    season, left = candidate.season, [candidate.office.link(agent).split("#v1.")[1]]
    # Who only reads has no rights on it, but no other dossier either.
    mark = "part-answers" if agent == "cv" else f".{candidate.number}."
    for code in left:
        page = season.open(code)
        if mark in page.text:
            return code
        left += [code for code in page.codes if code not in left]


def test_S2_62_a_stop_after_an_erasure_leaves_no_page_with_it_be_it_of_the_server_or_of_a_command(candidate):  # noqa: F811
    season = candidate.season

    def press_the_button():
        page = candidate.profile()
        token = page.token("forget", dossier_of(season, page))
        threading.Thread(target=lambda: pytest.raises(Exception, season.act, token, confirm="yes"), daemon=True).start()
        return season.server.process

    def command():
        words = ["erase", dossier_of(season, candidate.profile()), "--reason", "asked", *season.options, "--templates", TEMPLATES]
        return subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    codes = [page_of(candidate, agent) for agent in ["ab", "cv"]]
    shows = lambda: ["Métier-marqueur" in season.open(code).text for code in codes]
    for what in [press_the_button, command]:
        candidate.say(visible="applied")
        season.press()
        assert shows() == [True, True]
        erased_without_its_pages(season, what)
        if what is press_the_button:
            season.start()
        wait(lambda: shows() == [False, False])
        assert "marqueur" not in season.open(season.home(candidate.number)).text
        wait(lambda: list(season.folder.glob("store/spaces.owed/*")) == [])
    before = {path.name: path.read_bytes() for path in season.sealed.iterdir()}
    assert season.press() == {"format": 1, "written": 0, "deleted": 0}
    assert {path.name: path.read_bytes() for path in season.sealed.iterdir()} == before
