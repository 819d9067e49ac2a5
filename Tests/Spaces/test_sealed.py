"""N-02: sealed in the browser to the key of the organisation; who passes it on, or keeps it for a while, reads nothing."""

import base64
import http.client
import json
import re
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from bodies import CONTENT_TYPE, PDF, complete, multipart
from conftest import TEMPLATES, free_port
from program import ERRORS, OK, run
from sealing import box

MARKS = [b"Marqueur", b"zoe.marqueur", b"%PDF", b"Postuler-message"]
SEALED = {"Content-Type": "application/vnd.vivier.sealed", "Accept": "application/json"}


class Relay(BaseHTTPRequestHandler):
    """Passes on what it gets, and keeps all of it."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.command == "POST":
            self.server.kept.append((self.headers.get("Content-Type"), body))
        there = http.client.HTTPConnection("127.0.0.1", self.server.to, timeout=30)
        passed = {name: value for name, value in self.headers.items() if name.lower() not in {"connection", "host", "accept-encoding"}}
        there.request(self.command, self.path, body, passed)
        answer = there.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {"connection", "transfer-encoding", "content-length", "date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if content:
            self.wfile.write(content)

    do_GET = do_OPTIONS = do_POST

    def log_message(self, *_):
        pass


@pytest.fixture
def sealed(season):
    """A site whose forms to apply and of profiles are sealed, the key in the store of the intake, and a relay in front of that."""
    done = run("submission-key", "--store", season.folder / "store")
    assert done.code == OK, done.err
    season.line = done.out.decode().strip()
    assert re.fullmatch(r'sealed_to: "B[A-Za-z0-9_-]{86}"', season.line)
    for name in ["apply", "profile"]:
        form = season.folder / f"content/forms/{name}.yml"
        form.write_text(season.line + "\n" + form.read_text())
    season.build()
    public, season.intake_port = season.intake_port, free_port()
    restart(season)
    season.relay = ThreadingHTTPServer(("127.0.0.1", public), Relay)
    season.relay.handle_error = lambda *_: None
    season.relay.kept, season.relay.to = [], season.intake_port
    threading.Thread(target=season.relay.serve_forever, daemon=True).start()
    yield season
    season.relay.shutdown()
    season.relay.server_close()


def restart(season):
    season.server.process.kill()
    season.server.process.wait(timeout=20)
    season.start()


def apply(season, chromium, seconds=2.1):
    """Fills the form in and sends it; what the relay kept, and whether the page says that it is sealed."""
    (path,) = [path for path in (season.folder / "public").rglob("index.html")
               if 'data-form="apply"' in (text := path.read_text()) and 'value="2026-1"' in text and 'lang="fr"' in text]
    context = chromium.new_context(locale="fr-FR", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{season.origin}/{path.parent.relative_to(season.folder / 'public')}/")
    page.get_by_label("Prénom et nom").fill("Zoé Marqueur")
    page.get_by_label("Adresse électronique").fill("zoe.marqueur@exemple.fr")
    page.get_by_label("Message").fill("Postuler-message")
    page.locator("input[type=file][name=cv]").set_input_files({"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF})
    said = page.get_by_text("Votre envoi est chiffré dans ce navigateur").is_visible()
    page.locator("[data-next]").click()
    # Who is quicker is taken for a robot.
    page.wait_for_timeout(1000 * seconds)
    page.locator("[data-send]").click()
    page.wait_for_url("**/receipt/**")
    context.close()
    return season.relay.kept[-1], said


def bodies(season) -> list:
    return [path.read_bytes() for path in season.folder.glob("store/quarantine/*/*/*") if path.name != "reason.json"]


def test_N_02_it_leaves_the_browser_sealed_and_arrives_whole(sealed, chromium):
    (type, body), said = apply(sealed, chromium)
    assert said and type == "application/vnd.vivier.sealed" and len(sealed.relay.kept) == 1
    assert body.startswith(b"vivier-sealed 1\n\x04") and not [mark for mark in MARKS if mark in body]
    (number,) = [path.name for path in sealed.folder.glob("store/dossiers/*/*")]
    sealed.press()
    first = sealed.events(number)[0]["d"]
    assert first["fields"][0]["value"] == ["Zoé Marqueur"] and first["files"][0]["size"] == len(PDF)
    assert "Marqueur" in sealed.candidature(number).words
    assert sealed.intake("verify", templates=False).code == OK
    # The same once more is the same candidature.
    again = sealed.server.ask("POST", "/submit/apply", body, SEALED)
    assert (again.json["state"], again.json["receipt"]) == ("duplicate", number)


def test_N_02_a_relay_without_the_key_keeps_what_it_cannot_read_and_who_has_it_takes_it_in(sealed, chromium):
    key = sealed.folder / "store/submission.key"
    kept = key.read_bytes()
    assert oct(key.stat().st_mode)[-3:] == "600"
    key.unlink()
    apply(sealed, chromium)
    assert not list(sealed.folder.glob("store/dossiers/*/*"))
    (body,) = bodies(sealed)
    for path in [*(sealed.folder / "store").rglob("*"), *(sealed.folder / "public").rglob("*")]:
        content = path.read_bytes() if path.is_file() and path.suffix not in {".js", ".html"} else b""
        assert not [mark for mark in MARKS if mark in content], path
    assert json.loads(next(sealed.folder.glob("store/quarantine/*/*/reason.json")).read_text())["code"] == "sealed"
    # Elsewhere, with the key: the file alone is enough.
    there = sealed.folder / "there"
    assert run("init", "--store", there).code == OK
    (there / "submission.key").write_bytes(kept)
    (there / "submission.key").chmod(0o600)
    (sealed.folder / "body").write_bytes(body)
    options = ["--store", there, "--content", sealed.folder / "content", "--templates", TEMPLATES]
    taken = run("ingest", sealed.folder / "body", "--form", "apply", *options)
    assert taken.code == OK, taken.err
    shown = run("show", taken.receipt["receipt"], "--store", there)
    assert b"Marqueur" in shown.out
    # Or here, once the key is back.
    key.write_bytes(kept)
    key.chmod(0o600)
    (id,) = [path.parent.name for path in sealed.folder.glob("store/quarantine/*/*/reason.json")]
    assert sealed.intake("quarantine", "requeue", id).code == OK
    assert len(list(sealed.folder.glob("store/dossiers/*/*"))) == 1


@pytest.mark.parametrize("change, code", [
    (lambda body: body[:-1], "sealed-otherwise"), (lambda body: body[:200], "sealed-otherwise"), (lambda body: b"", "sealed-otherwise"),
    (lambda body: body[:100] + bytes([body[100] ^ 1]) + body[101:], "sealed-otherwise"), (lambda body: b"name=x", "sealed-otherwise"),
])
def test_N_02_what_does_not_open_is_kept_as_it_came(sealed, chromium, change, code):
    (_, sent), _ = apply(sealed, chromium)
    body = change(sent)
    answer = sealed.server.ask("POST", "/submit/apply", body, SEALED)
    assert (answer.json["state"], answer.json["reason"]) == ("quarantined", code)
    assert bodies(sealed) in ([body], [])
    assert len(list(sealed.folder.glob("store/dossiers/*/*"))) == 1


def test_N_02_what_is_suspect_stays_sealed_until_a_person_has_looked(sealed, chromium):
    (_, sent), _ = apply(sealed, chromium, seconds=0)
    (reason,) = sealed.folder.glob("store/quarantine/*/*/reason.json")
    assert json.loads(reason.read_text())["code"].startswith("suspect-") and bodies(sealed) == [sent]
    assert sealed.intake("quarantine", "requeue", reason.parent.name).code == OK
    assert len(list(sealed.folder.glob("store/dossiers/*/*"))) == 1


def test_N_02_it_is_for_its_form_alone(sealed, chromium):
    shutil.copy(sealed.folder / "content/forms/apply.yml", sealed.folder / "content/forms/other.yml")
    restart(sealed)
    (_, sent), _ = apply(sealed, chromium)
    answer = sealed.server.ask("POST", "/submit/other", sent, SEALED)
    assert answer.json["reason"] == "sealed-otherwise"


def test_N_02_without_scripts_and_for_no_form_it_is_as_ever(sealed, chromium):
    """Without scripts it is sent as any form is, and taken."""
    assert sealed.apply(name="Ada", email="ada@exemple.fr")
    (_, sent), _ = apply(sealed, chromium)
    assert sealed.server.ask("POST", "/submit/nothing", sent, SEALED).json["reason"] == "unknown-form"


def test_N_02_the_key_is_made_once_and_stays_with_its_owner(sealed, tmp_path):
    store = ["--store", sealed.folder / "store"]
    assert run("submission-key", *store).out.decode().strip() == sealed.line
    assert json.loads(run("submission-key", *store, "--json").out) == {"format": 1, "sealed_to": sealed.line[12:-1]}
    assert run("backup", tmp_path / "kept", *store).code == OK
    key = (sealed.folder / "store/submission.key").read_bytes()
    assert not [path for path in (tmp_path / "kept").rglob("*") if path.is_file() and key in path.read_bytes()]
    (sealed.folder / "store/submission.key").chmod(0o644)
    refused = run("submission-key", *store)
    assert refused.code == ERRORS and "not-private" in refused.err
    assert base64.urlsafe_b64decode(sealed.line[12:-1] + "=")[0] == 4


def test_N_02_large_ones_are_opened_while_they_come_in_little_memory(sealed):
    """Eight million bytes a file are more than this form takes: said once each was opened to its end."""
    files = [("cv", f"cv{number}.pdf", PDF + bytes(8_500_000)) for number in range(3)]
    body = box(multipart(complete(offer="2026-1"), files), CONTENT_TYPE, sealed.line[12:-1], "apply")
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: sealed.server.ask("POST", "/submit/apply", body, SEALED), range(10)))
    assert {answer.status for answer in answers} == {422} and b'"cv"' in answers[0].body
    assert sealed.server.peak_mebibytes < 128
    assert not list((sealed.folder / "store/tmp").iterdir())
