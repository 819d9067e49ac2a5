"""`vivier-intake mail`: a message that a mail server pipes becomes what a form would have sent."""

import base64
import subprocess

import pytest
from bodies import PDF
from program import CORPORA, DISK, OK, PROGRAM, USAGE, run
from test_letters import TEMPLATES, events, kinds, office, outbox_run, queued  # noqa: F401: a fixture

CORPUS = CORPORA / "mime"
AGAIN = 75
HEAD = {
    "From": "Zoé Martin <zoe@exemple.fr>", "To": "emplois@essai.example", "Subject": "Ma candidature",
    "Message-ID": "<a1@exemple.fr>", "Date": "Sat, 21 Nov 2026 10:00:00 +0100",
}


def message(text="Bonjour,\n\nVoici ma candidature.\n", files=(), **head) -> bytes:
    """`files`: name, media type, bytes; an empty name for none. Headers of `None` are left out."""
    names = {name.replace("_", "-"): value for name, value in head.items()}
    lines = [f"{name}: {value}" for name, value in (HEAD | names).items() if value is not None]
    parts = ["Content-Type: text/plain; charset=utf-8\n\n" + text]
    for name, kind, content in files:
        given = f'; filename="{name}"' if name else ""
        parts.append(
            f"Content-Type: {kind}\nContent-Disposition: attachment{given}\n"
            f"Content-Transfer-Encoding: base64\n\n{base64.encodebytes(content).decode()}"
        )
    if len(parts) == 1:
        return ("\n".join(lines) + "\nMIME-Version: 1.0\n" + parts[0]).encode()
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return ("\n".join(lines) + f"\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{body}").encode()


def mail(place, body, *more, form="apply"):
    return run("mail", "--form", form, *place.options, *TEMPLATES, "--json", *more, stdin=body)


def fields(place, receipt):
    return {field["name"]: field["value"] for field in place.received(receipt)["fields"]}


def files(place, receipt):
    return [(file["field"], file["name"]) for file in place.received(receipt)["files"]]


def test_a_message_becomes_a_dossier_and_is_kept_whole(place):
    body = message(files=[("cv.pdf", "application/pdf", PDF)])
    done = mail(place, body)
    assert (done.code, done.receipt["state"]) == (OK, "accepted"), done.err
    received = place.received(done.receipt)
    assert fields(place, done.receipt) == {
        "name": ["Zoé Martin"], "email": ["zoe@exemple.fr"], "message": ["Bonjour,\n\nVoici ma candidature."],
    }
    assert received["unknown"] == [{"name": "mail-subject", "value": "Ma candidature"}]
    assert (received["source"], received["message_id"]) == ("mail", "a1@exemple.fr")
    assert files(place, done.receipt) == [("cv", "cv.pdf"), ("original-message", "message.eml")]
    kept = {file.read_bytes() for file in place.dossiers[0].glob("files/*")}
    assert kept == {PDF, body}


def test_a_server_hears_nothing_of_what_came(place):
    done = run("mail", "--form", "apply", *place.options, stdin=message())
    assert (done.code, done.out, done.err) == (OK, b"", "")


def test_the_same_again_is_the_same_dossier_whatever_servers_wrote_into_its_head(place):
    first = mail(place, message()).receipt
    again = mail(place, message(Received="from elsewhere; Sat, 21 Nov 2026 11:00:00 +0100").replace(b"\n", b"\r\n"))
    assert (again.code, again.receipt["state"]) == (OK, "duplicate")
    assert again.receipt["receipt"] == first["receipt"]
    other = mail(place, message("Autre chose.\n")).receipt
    assert other["state"] == "accepted" and len(place.dossiers) == 2


@pytest.mark.parametrize(
    "head, options",
    [
        ({"Subject": "Candidature [ouvert]"}, []),
        ({"Subject": "[EXT] [OUVERT] Candidature"}, []),
        ({"To": "Emplois <emplois+ouvert@essai.example>"}, []),
        ({"To": "x@y.example", "Delivered-To": "emplois+OUVERT@essai.example"}, []),
        ({}, ["--recipient", "emplois+ouvert@essai.example"]),
    ],
)
def test_the_offer_is_named_in_the_address_or_the_subject(place, head, options):
    receipt = mail(place, message(**head), *options).receipt
    assert place.received(receipt)["offer"] == "ouvert"


@pytest.mark.parametrize("subject", ["Candidature", "[EXT] Candidature", "Re: ]x["])
def test_without_an_offer_it_is_for_none(place, subject):
    receipt = mail(place, message(Subject=subject, Cc="jean+perso@autre.example")).receipt
    assert (receipt["state"], "offer" in place.received(receipt)) == ("accepted", False)


def test_one_message_to_two_offers_is_two_dossiers(place):
    for offer in ["ouvert", "question"]:
        mail(place, message(), "--recipient", f"emplois+{offer}@essai.example")
    assert sorted(place.received({"receipt": path.name})["offer"] for path in place.dossiers) == [
        "ouvert", "question",
    ]


def test_what_nobody_can_ask_by_mail_is_noted_as_missing(place):
    receipt = mail(place, message(Subject="[question]")).receipt
    assert receipt["state"] == "accepted"
    assert place.received(receipt)["missing"] == ["question-1"]


def test_files_go_to_the_field_they_fit_the_cv_first(place):
    form = place.folder / "content/forms/apply.yml"
    form.write_text(form.read_text() + "  - {name: document, type: file, label: Autres, max_files: 2}\n")
    signature = ("smime.p7s", "application/pkcs7-signature", b"x")
    receipt = mail(
        place,
        message(
            files=[
                ("diplome.pdf", "application/pdf", PDF + b"1"), ("Mon CV.pdf", "application/pdf", PDF),
                ("", "application/pdf", PDF + b"2"), signature,
            ]
        ),
    ).receipt
    assert files(place, receipt)[:-1] == [
        ("document", "diplome.pdf"), ("cv", "Mon CV.pdf"), ("document", "file-3.pdf"),
    ]


@pytest.mark.parametrize(
    "body, reason",
    [
        (message(files=[("a.exe", "application/octet-stream", b"MZ")]), "invalid-fields"),
        (message(files=[("cv.pdf", "application/pdf", b"no pdf")]), "invalid-fields"),
        (message(files=[("1.pdf", "application/pdf", PDF), ("2.pdf", "application/pdf", PDF)]), "invalid-fields"),
        (message("x" * 3000), "invalid-fields"),
        (message(From=None), "invalid-fields"),
        (message(Subject="[clos]"), "closed-offer"),
        (b"", "mail-empty"),
        (b"\n\n", "mail-empty"),
        (message(Return_Path="<>"), "mail-report"),
        (message(files=[("a", "multipart/x; boundary=c", b"x" * 100)] * 200), "mail-too-many-parts"),
        (b"From: a@b.example\n\n" + b"x" * (37 << 20), "mail-too-large"),
    ],
)
def test_what_does_not_fit_is_kept_to_the_byte_and_not_sent_back(place, body, reason):
    done = mail(place, body)
    assert (done.code, done.receipt["state"], done.receipt["reason"]) == (OK, "quarantined", reason)
    assert place.kept(done.receipt) == body
    assert (place.dossiers, place.unfinished) == ([], [])


@pytest.mark.parametrize(
    "form, options, reason",
    [("nothing", [], "unknown-form"), ("apply", ["--recipient", "emplois+x@essai.example"], "unknown-offer")],
)
def test_a_form_or_an_offer_that_is_not_there_keeps_what_came(place, form, options, reason):
    done = mail(place, message(), *options, form=form)
    assert (done.code, done.receipt["reason"]) == (OK, reason)


def test_a_message_is_answered_once(office):
    receipts = [mail(office, message()).receipt for _ in range(2)]
    outbox_run(office)
    assert kinds(office, receipts[0]) == ["received", "mail-queued"]
    assert queued(office) == [f"{receipts[0]['receipt']}.acknowledgement-1"]


@pytest.mark.parametrize(
    "head, kind",
    [
        ({"Auto-Submitted": "auto-generated"}, "auto-submitted"), ({"Precedence": "bulk"}, "precedence"),
        ({"List-Id": "<l.example>"}, "list"), ({"X-Auto-Response-Suppress": "All"}, "suppressed"),
    ],
)
def test_what_a_machine_sent_is_kept_and_never_answered(office, head, kind):
    receipt = mail(office, message(**head)).receipt
    outbox_run(office)
    assert office.received(receipt)["automatic"] == kind
    assert (queued(office), kinds(office, receipt)) == ([], ["received"])


@pytest.mark.parametrize("sender", ["<>", "MAILER-DAEMON", "MAILER-DAEMON@mx.example"])
def test_a_bounce_is_kept_and_never_answered(office, sender):
    done = mail(office, message(), f"--sender={sender}")
    outbox_run(office)
    assert (done.code, done.receipt["reason"], queued(office)) == (OK, "mail-report", [])


def test_a_message_in_quarantine_can_be_taken_in_later(office):
    kept = mail(office, message(), form="nothing").receipt
    again = run("quarantine", "requeue", kept["receipt"], "--form", "apply", *office.options, *TEMPLATES)
    assert (again.code, again.receipt["state"]) == (OK, "accepted")
    assert fields(office, again.receipt)["email"] == ["zoe@exemple.fr"]
    assert kinds(office, again.receipt) == ["received", "mail-queued"]


@pytest.mark.parametrize("more", [[], ["--content-type", "message/rfc822"]], ids=["guessed", "said"])
def test_ingest_reads_a_message_as_mail_does(place, tmp_path, more):
    file = tmp_path / "a.eml"
    file.write_bytes(message(files=[("cv.pdf", "application/pdf", PDF)]))
    taken = place.ingest(file, *more)
    assert taken.receipt["state"] == "accepted", taken.err
    assert files(place, taken.receipt)[0] == ("cv", "cv.pdf")
    assert mail(place, file.read_bytes()).receipt["state"] == "duplicate"


def test_the_web_takes_no_messages(place):
    body = message()
    done = run(
        "cgi", *place.options, *TEMPLATES, stdin=body,
        env={
            "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": "/submit/apply",
            "CONTENT_TYPE": "message/rfc822", "CONTENT_LENGTH": str(len(body)),
            "HTTP_ACCEPT": "application/json",
        },
    )
    assert done.out.startswith(b"Status: 202")
    assert (len(place.dossiers), len(place.quarantine)) == (0, 1)


def test_a_server_is_to_try_again_when_something_of_ours_is_wrong(place, tmp_path):
    assert run("mail", stdin=message()).code == USAGE, "a line of master.cf that is no command"
    assert run("mail", "--form", "apply", "--store", tmp_path / "none", "--content", place.folder / "content").code == AGAIN
    assert run("mail", "--form", "apply", "--content", tmp_path / "none").code == AGAIN
    settings = place.folder / "content/site.yml"
    settings.write_text("a: [")
    assert mail(place, message()).code == AGAIN


def test_a_disk_that_refuses_is_said_with_its_own_code(place):
    place.folder.joinpath("store/tmp").rmdir()
    refused = mail(place, message())
    assert (refused.code, refused.out) == (DISK, b"")
    assert "zoe" not in refused.err


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus")
def test_messages_of_others_are_a_dossier_or_in_quarantine(place):
    messages = [
        path for path in sorted(CORPUS.glob("*/*"))
        if "__" in path.name and path.suffix != ".json" and not path.name.endswith("COPYING")
    ]
    assert len(messages) > 130
    states = {}
    for path in messages:
        body = path.read_bytes()
        done = mail(place, body)
        assert done.code == OK, f"{path.name}: {done.code} {done.err}"
        receipt = done.receipt
        states.setdefault(receipt["state"], []).append(path.name)
        if receipt["state"] == "quarantined":
            assert place.kept(receipt) == body, path.name
        else:
            (dossier,) = place.folder.glob(f"store/dossiers/*/{receipt['receipt']}")
            assert receipt["state"] == "duplicate" or body in [f.read_bytes() for f in dossier.glob("files/*")]
    print({state: len(names) for state, names in states.items()})
    assert len(states["accepted"]) > 60
    assert subprocess.run([PROGRAM, "verify", "--store", place.folder / "store"], check=False).returncode == OK
