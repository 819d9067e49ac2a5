"""`vivier-intake cgi`: one request, one answer, and nothing said that is not so."""

import json
from dataclasses import dataclass

import pytest
from bodies import CONTENT_TYPE, PDF, complete, multipart
from program import OK, ROOT, run


@dataclass
class Answer:
    status: int
    headers: dict
    body: str


@pytest.fixture
def ask(place):
    """A function that asks the script of a web server, and reads its answer."""

    def ask(path, body=None, *, accept="text/html", method=None, length=None, **more) -> Answer:
        env = {
            "GATEWAY_INTERFACE": "CGI/1.1",
            "REQUEST_METHOD": method or ("GET" if body is None else "POST"),
            "SCRIPT_NAME": "/intake",
            "PATH_INFO": path,
            "HTTP_ACCEPT": accept,
            "CONTENT_TYPE": more.get("content_type", CONTENT_TYPE),
            "CONTENT_LENGTH": str(len(body or b"") if length is None else length),
        }
        options = [*place.options, "--templates", ROOT / "templates"]
        done = run("cgi", *options, stdin=body or b"", env=env)
        assert done.code == OK, done.err
        head, _, text = done.out.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        return Answer(int(headers.pop("Status").split()[0]), headers, text.decode())

    return ask


def test_a_browser_is_sent_to_its_receipt(ask, place):
    answer = ask("/submit/apply", multipart(complete(), [("cv", "cv.pdf", PDF)]))
    assert answer.status == 303
    assert answer.headers["Location"] == f"/intake/receipt/{place.dossiers[0].name}"
    page = ask(answer.headers["Location"].removeprefix("/intake"))
    assert page.status == 200
    assert "Votre envoi est bien reçu" in page.body and f"CV, {len(PDF)} octets" in page.body
    assert place.dossiers[0].name in page.body and "zoe@exemple.fr" not in page.body


def test_a_script_gets_the_receipt_itself(ask, place):
    body = multipart(complete(idempotency_key="k"))
    first = ask("/submit/apply", body, accept="application/json")
    again = ask("/submit/apply", body, accept="application/json")
    assert (first.status, again.status) == (201, 201)
    assert json.loads(first.body)["receipt"] == place.dossiers[0].name
    assert [json.loads(answer.body)["state"] for answer in (first, again)] == [
        "accepted", "duplicate",
    ]


def test_a_form_with_mistakes_comes_back_as_it_was_filled_in(ask, place):
    fields = complete(email="zoe@", message="Bonjour <b>à</b> tous", offer="ouvert")
    answer = ask("/submit/apply", multipart(fields, [("cv", "cv.pdf", b"MZ")]))
    assert answer.status == 422
    assert 'value="Zoé Martin"' in answer.body and 'value="zoe@"' in answer.body
    assert "Bonjour &lt;b&gt;à&lt;/b&gt; tous" in answer.body
    assert 'name="offer" value="ouvert"' in answer.body
    assert answer.body.count('class="f bad"') == 2
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_a_script_is_told_which_fields_are_wrong(ask):
    answer = ask("/submit/apply", multipart([("email", "x")]), accept="application/json")
    assert answer.status == 422
    assert json.loads(answer.body)["refusals"] == [
        {"field": "name", "code": "required"}, {"field": "email", "code": "mail"},
    ]


def test_what_cannot_be_read_is_received_and_a_person_will_read_it(ask, place):
    answer = ask("/submit/apply", multipart(complete())[:-9])
    assert answer.status == 303
    assert "Une personne va le lire" in ask(answer.headers["Location"].removeprefix("/intake")).body
    assert len(place.quarantine) == 1


def test_a_body_that_breaks_off_is_kept(ask, place):
    body = multipart(complete())
    answer = ask("/submit/apply", body[:100], length=len(body), accept="application/json")
    assert (answer.status, json.loads(answer.body)["reason"]) == (202, "unfinished-body")
    (raw,) = place.quarantine[0].glob("raw")
    assert raw.read_bytes() == body[:100]


def test_too_much_is_not_received(ask, place):
    answer = ask("/submit/apply", b"x" * (29 << 20))
    assert answer.status == 413
    assert "Rien n’a été reçu" in answer.body
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


@pytest.mark.parametrize(
    "path, method, status",
    [
        ("/health", "GET", 200), ("/nothing", "GET", 404), ("/receipt/x", "GET", 404),
        ("/receipt/" + "a" * 26, "GET", 404), ("/receipt/../../x", "GET", 404),
        ("/submit/apply", "GET", 405), ("/submit/apply", "DELETE", 405), ("/health", "POST", 405),
    ],
)
def test_other_requests_change_nothing(ask, place, path, method, status):
    assert ask(path, method=method).status == status
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_a_full_disk_is_said_and_not_hidden(ask, place):
    place.folder.joinpath("store/tmp").rmdir()
    answer = ask("/submit/apply", multipart(complete()))
    assert answer.status == 500
    assert "Rien n’a été reçu" in answer.body
