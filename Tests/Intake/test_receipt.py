"""A receipt says the same on its page, as JSON and in the letter, and nothing personal in public."""

from bodies import PDF, complete, multipart
from program import run
from test_letters import TEMPLATES, ingest, office  # noqa: F401: a fixture


def page_of(office, number):
    env = {"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": f"/receipt/{number}", "HTTP_ACCEPT": "text/html"}
    done = run("cgi", *office.options, *TEMPLATES, env=env)
    head, _, page = done.out.decode().partition("\r\n\r\n")
    assert head.startswith("Status: 200"), done.err
    return page.replace("\u00a0", " ")


def test_scripts_get_it_in_words_and_in_dates(office):
    body = multipart(complete(offer="ouvert"), [("cv", "cv.pdf", PDF)])
    receipt = ingest(office, body=body).receipt
    assert receipt["about"] == "Agent ouvert"
    assert receipt["received"].replace("\u00a0", " ") == "samedi 21 novembre 2026 à 13 h 00 (Europe/Paris)"
    assert (receipt["next"], receipt["answer_by"]) == ("Nous lisons chaque candidature.", "2026-12-05")


def test_the_page_says_all_that_proves_it_and_nothing_personal(office):
    body = multipart(complete(offer="ouvert", message="secret"), [("cv", "CV Zoé Martin.pdf", PDF)])
    receipt = ingest(office, body=body).receipt
    page = page_of(office, receipt["receipt"])
    for part in [
        receipt["receipt"], receipt["code"], "Agent ouvert", f"CV, {len(PDF)} octets", receipt["files"][0]["sha256"],
        "samedi 21 novembre 2026 à 13 h 00 (Europe/Paris)", "Nous lisons chaque candidature.",
        "au plus tard le samedi 5 décembre 2026",
    ]:
        assert part in page
    for part in ["Zo", "Martin", "exemple.fr", "secret"]:
        assert part not in page
    said = run("verify-receipt", receipt["receipt"], receipt["code"], "--store", office.folder / "store")
    assert said.out.startswith(b"genuine")


def test_what_a_person_has_to_look_at_first_promises_no_more_than_that(office):
    kept = ingest(office, body=multipart(complete())[:-9]).receipt
    page = page_of(office, kept["receipt"])
    assert "Une personne va le lire" in page and "samedi 21 novembre 2026 à 13 h 00" in page
    assert "Gardez ce numéro :" in page and "Et maintenant" not in page


def test_without_a_promise_there_is_none(place):
    receipt = ingest(place).receipt
    assert (receipt["about"], receipt["next"], receipt["answer_by"]) == ("Postuler", None, None)
    assert "Et maintenant" not in page_of(place, receipt["receipt"])
