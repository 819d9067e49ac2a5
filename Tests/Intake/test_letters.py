"""Who sends something gets a letter that says so: one, whatever happens in between."""

import email
import email.policy
import json
import signal
import time

import pytest
from bodies import CONTENT_TYPE, PDF, complete, multipart
from mailserver import MailServer
from program import NOON, OK, ROOT, run
from server import Server

TEMPLATES = ["--templates", ROOT / "templates"]


@pytest.fixture
def office(place):
    """A site that writes letters."""
    settings = place.folder / "content/site.yml"
    settings.write_text(
        settings.read_text() + "policies: {reply_within: 14}\n"
        "mail: {from: Emplois d’Aubrelle <emplois@essai.example>, reply_to: rh@essai.example}\n"
    )
    form = place.folder / "content/forms/apply.yml"
    form.write_text(form.read_text() + "next: Nous lisons chaque candidature.\n")
    return place


def ingest(place, *more, body=None, **options):
    return place.ingest("-", *TEMPLATES, *more, stdin=body or multipart(complete()), **options)


def outbox_run(place, server="smtp://127.0.0.1:1", *more):
    return run("outbox", "run", *place.options, *TEMPLATES, "--json", "--smtp", server, "--tls", "none", *more)


def queued(place):
    return sorted(path.name for path in place.folder.glob("store/outbox/*/*"))


def letter(place):
    (path,) = place.folder.glob("store/outbox/*/*")
    return email.message_from_bytes(path.read_bytes().split(b"\n", 1)[1], policy=email.policy.default)


def events(place, receipt):
    (journal,) = place.folder.glob(f"store/dossiers/*/{receipt['receipt']}/events.jsonl")
    return [json.loads(line) for line in journal.read_text().splitlines()]


def kinds(place, receipt):
    return [event["k"] for event in events(place, receipt)]


def forget_letter(place, receipt, *, keep_mail):
    """What a stop leaves behind that came before the letter was written down."""
    (journal,) = place.folder.glob(f"store/dossiers/*/{receipt['receipt']}/events.jsonl")
    journal.write_text(journal.read_text().splitlines(keepends=True)[0])
    if not keep_mail:
        for path in place.folder.glob("store/outbox/new/*"):
            path.unlink()
    place.folder.joinpath("store/index.sqlite").unlink(missing_ok=True)


def test_a_candidate_is_written_to_once_it_is_safe(office):
    body = multipart(complete(offer="ouvert"), [("cv", "CV Zoé.pdf", PDF)])
    receipt = ingest(office, body=body).receipt
    mail = letter(office)
    assert (mail["From"], mail["To"]) == ("Emplois d’Aubrelle <emplois@essai.example>", "zoe@exemple.fr")
    assert (mail["Reply-To"], mail["Auto-Submitted"]) == ("rh@essai.example", "auto-replied")
    text = mail.get_body(("plain",)).get_content().replace("\u00a0", " ")
    for part in [
        "Agent ouvert", receipt["receipt"], receipt["code"], "CV Zoé.pdf", receipt["files"][0]["sha256"],
        "samedi 21 novembre 2026 à 13 h 00 (Europe/Paris)", "Nous lisons chaque candidature.",
        "au plus tard le 5 décembre 2026", "rh@essai.example",
    ]:
        assert part in text
    sent = events(office, receipt)[1]
    assert sent["k"] == "mail-queued"
    assert sent["d"] == {
        "mail": "acknowledgement-1", "template": "acknowledgement",
        "message_id": mail["Message-ID"].strip("<>"), "language": "fr",
    }


def test_a_duplicate_gets_no_second_letter(office):
    body = multipart(complete(idempotency_key="k"))
    first = ingest(office, body=body).receipt
    assert ingest(office, body=body).receipt["state"] == "duplicate"
    with MailServer() as server:
        assert outbox_run(office, server.address).code == OK
        assert ingest(office, body=body).receipt["state"] == "duplicate"
        assert outbox_run(office, server.address).code == OK
        assert len(server.recorder.messages) == 1
    assert kinds(office, first) == ["received", "mail-queued", "mail-sent"]


@pytest.mark.parametrize("keep_mail", [True, False], ids=["mail queued", "nothing queued"])
def test_a_stop_before_the_letter_is_made_up_for_by_the_next_run(office, keep_mail):
    receipt = ingest(office).receipt
    before = letter(office)["Message-ID"]
    forget_letter(office, receipt, keep_mail=keep_mail)
    with MailServer() as server:
        for _ in range(2):
            assert outbox_run(office, server.address).code == OK
        assert len(server.recorder.messages) == 1
    assert letter(office)["Message-ID"] == before
    assert kinds(office, receipt) == ["received", "mail-queued", "mail-sent"]


def test_a_letter_made_anew_is_in_the_language_that_was_promised(office):
    receipt = ingest(office, body=multipart(complete(language="de"))).receipt
    (path,) = office.folder.glob("store/outbox/new/*")
    path.unlink()
    settings = office.folder / "content/site.yml"
    settings.write_text(settings.read_text().replace("[fr]", "[fr, de]"))
    outbox_run(office)
    assert events(office, receipt)[1]["d"]["language"] == "fr"
    assert letter(office)["Content-Language"] == "fr"


def test_a_letter_that_cannot_be_written_takes_nothing_from_the_receipt(office):
    new = office.folder / "store/outbox/new"
    new.rmdir()
    taken = ingest(office)
    assert (taken.code, taken.receipt["state"]) == (OK, "accepted")
    assert "[no-letter]" in taken.err and "zoe" not in taken.err
    new.mkdir(mode=0o700)
    outbox_run(office)
    assert queued(office) == [f"{taken.receipt['receipt']}.acknowledgement-1"]


@pytest.mark.parametrize("change", ["gone", "without an address"])
def test_a_promised_letter_whose_form_changed_is_spoken_of(office, change):
    receipt = ingest(office).receipt
    (path,) = office.folder.glob("store/outbox/new/*")
    path.unlink()
    form = office.folder / "content/forms/apply.yml"
    kept = form.read_text()
    if change == "gone":
        form.unlink()
    else:
        form.write_text(kept.replace("type: mail", "type: text"))
    said = outbox_run(office).err
    assert f"a letter about dossier '{receipt['receipt']}' was promised" in said
    assert "the form 'apply'" in said and "[no-letter]" in said and "zoe" not in said.lower()
    assert queued(office) == []
    form.write_text(kept)
    assert "[no-letter]" not in outbox_run(office).err
    assert queued(office) == [f"{receipt['receipt']}.acknowledgement-1"]


@pytest.mark.parametrize("command", ["init", "outbox"])
def test_a_site_without_a_sender_writes_to_nobody_and_says_so(place, tmp_path, command):
    assert ingest(place).receipt["state"] == "accepted"
    assert queued(place) == []
    if command == "init":
        said = run("init", "--store", tmp_path / "other", "--content", place.folder / "content")
        assert said.code == OK
    else:
        said = outbox_run(place)
    assert "[no-sender]" in said.err and "mail: {from:" in said.err
    assert queued(place) == []


def test_a_sender_that_comes_later_writes_what_was_owed(place):
    receipt = ingest(place).receipt
    settings = place.folder / "content/site.yml"
    settings.write_text(settings.read_text() + "contact: {email: emplois@essai.example}\n")
    outbox_run(place)
    assert letter(place)["From"] == "Essai <emplois@essai.example>"
    assert kinds(place, receipt) == ["received", "mail-queued"]


def test_who_gives_no_address_is_not_written_to(office):
    form = office.folder / "content/forms/apply.yml"
    form.write_text(form.read_text().replace("label: Adresse, required: true", "label: Adresse"))
    receipt = ingest(office, body=multipart([("name", "Zoé")])).receipt
    outbox_run(office)
    assert (queued(office), kinds(office, receipt)) == ([], ["received"])


def test_a_requeued_dossier_gets_its_letter(office):
    kept = ingest(office, form="nothing").receipt
    assert queued(office) == []
    again = run("quarantine", "requeue", kept["receipt"], "--form", "apply", *office.options, *TEMPLATES)
    assert again.receipt["state"] == "accepted"
    assert kinds(office, again.receipt) == ["received", "mail-queued"]


def test_an_erased_dossier_leaves_no_letter(office):
    receipt = ingest(office).receipt
    assert run("erase", receipt["receipt"], "--store", office.folder / "store").code == OK
    outbox_run(office)
    assert queued(office) == []


def test_a_script_of_a_web_server_writes_after_its_answer(office):
    body = multipart(complete())
    done = run(
        "cgi", *office.options, *TEMPLATES, stdin=body,
        env={
            "REQUEST_METHOD": "POST", "SCRIPT_NAME": "/intake", "PATH_INFO": "/submit/apply",
            "CONTENT_TYPE": CONTENT_TYPE, "CONTENT_LENGTH": str(len(body)), "HTTP_ACCEPT": "text/html",
        },
    )
    assert done.out.startswith(b"Status: 303"), done.err
    assert len(queued(office)) == 1


def waited_for(condition):
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_a_server_writes_while_it_answers_and_makes_up_for_a_kill(office):
    server = Server.start(office, "--rate-limit", "off")
    first = server.submit().json
    assert waited_for(lambda: kinds(office, first) == ["received", "mail-queued"])
    server.stop(signal.SIGKILL)
    forget_letter(office, first, keep_mail=False)
    again = Server.start(office, "--rate-limit", "off")
    try:
        assert waited_for(lambda: kinds(office, first) == ["received", "mail-queued"])
        assert queued(office) == [f"{first['receipt']}.acknowledgement-1"]
    finally:
        assert again.stop() == OK


def test_a_server_that_ends_writes_what_it_had_begun(office):
    server = Server.start(office, "--rate-limit", "off")
    receipts = [server.submit(complete(message=str(number))).json for number in range(20)]
    assert server.stop() == OK
    assert all(kinds(office, receipt) == ["received", "mail-queued"] for receipt in receipts)
