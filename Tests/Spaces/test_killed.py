"""An endpoint that is killed at random, and candidates who press again until they have an answer."""

import http.client
import random
import threading

from bodies import PDF


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
