"""`vivier-intake ingest`: from bytes to dossiers."""

import hashlib
import json

import pytest
from bodies import BOUNDARY, CONTENT_TYPE, PDF, complete, multipart
from program import CORPORA, DISK, ERRORS, OK, ROOT, USAGE, run as vivier_intake

CORPUS = CORPORA / "multipart"


def test_a_form_with_a_file_becomes_a_dossier(place):
    body = multipart(complete(offer="ouvert"), [("cv", "cv.pdf", PDF)])
    run = place.ingest("-", stdin=body)
    assert run.code == OK, run.err
    digest = hashlib.sha256(PDF).hexdigest()
    assert run.receipt["state"] == "accepted"
    assert run.receipt["files"] == [
        {"field": "cv", "name": "cv.pdf", "size": len(PDF), "sha256": digest}
    ]
    received = place.received(run.receipt)
    assert [(field["name"], field["value"]) for field in received["fields"]] == [
        ("name", ["Zoé Martin"]),
        ("email", ["zoe@exemple.fr"]),
    ]
    assert received["offer"] == "ouvert"
    (file,) = place.dossiers[0].glob("files/*")
    assert file.name == digest and file.read_bytes() == PDF
    assert place.unfinished == []


def test_the_same_again_is_the_same_dossier(place):
    body = multipart(complete(idempotency_key="k"))
    first = place.ingest("-", stdin=body).receipt
    again = place.ingest("-", stdin=body, now="2026-12-24T00:00:00.000Z").receipt
    assert again == {**first, "state": "duplicate"}
    assert len(place.dossiers) == 1


def test_a_folder_is_taken_in_file_by_file_and_hidden_ones_are_left(place, tmp_path):
    folder = tmp_path / "bodies"
    folder.mkdir()
    (folder / "b.json").write_text(json.dumps(dict(complete(message="b"))))
    (folder / "a.form").write_text("name=A&email=a%40exemple.fr\n")
    (folder / "c").write_bytes(multipart(complete()))
    (folder / ".part").write_text("name=")
    run = place.ingest(folder)
    assert [receipt["state"] for receipt in run.receipts] == ["accepted"] * 3
    names = [place.received(receipt)["fields"][0]["value"] for receipt in run.receipts]
    assert names == [["A"], ["Zoé Martin"], ["Zoé Martin"]]


def test_an_offer_closes_with_the_end_of_its_day_in_the_time_zone_of_the_site(place):
    body = multipart(complete(offer="ouvert"))
    last = place.ingest("-", stdin=body, now="2026-11-21T22:59:59.000Z").receipt
    late = place.ingest("-", stdin=body, now="2026-11-21T23:00:00.000Z").receipt
    assert (last["state"], late["state"], late["reason"]) == (
        "accepted", "quarantined", "closed-offer",
    )


def test_an_offer_adds_its_questions_to_the_form(place):
    without = place.ingest("-", stdin=multipart(complete(offer="question"))).receipt
    assert without["reason"] == "invalid-fields"
    answers = complete(offer="question", **{"question-1": "yes"})
    assert place.ingest("-", stdin=multipart(answers)).receipt["state"] == "accepted"


@pytest.mark.parametrize(
    "body, code",
    [
        (multipart(complete())[:-8], "unfinished-body"),
        (b"hello\r\n" + multipart(complete()), "bytes-outside-parts"),
        (multipart(complete(leave_empty="x")), "suspect-trap"),
        (multipart(complete(offer="clos")), "closed-offer"),
        (multipart([("name", "")]), "invalid-fields"),
        (multipart(complete(), [("cv", "cv.exe", b"MZ")]), "invalid-fields"),
        (multipart(complete(), [("cv", "cv.pdf", b"MZ")]), "invalid-fields"),
        (b"", "no-boundary"),
        (b"\xff" * 300_000, "bytes-outside-parts"),
    ],
)
def test_what_cannot_be_taken_is_kept_to_the_byte(place, body, code):
    run = place.ingest("-", "--content-type", CONTENT_TYPE, stdin=body)
    assert run.code == OK
    assert (run.receipt["state"], run.receipt["reason"]) == ("quarantined", code)
    assert place.kept(run.receipt) == body
    assert (len(place.dossiers), len(place.quarantine), place.unfinished) == (0, 1, [])


def test_an_offer_that_is_not_there_is_no_reason_to_turn_a_candidate_away(place):
    receipts = [place.ingest("-", stdin=multipart(complete(offer="nothing"))).receipt for _ in range(2)]
    assert [receipt["state"] for receipt in receipts] == ["accepted", "duplicate"]
    received = place.received(receipts[0])
    assert (received["offer"], received["offer_state"]) == ("nothing", "unknown")


def test_a_receipt_is_genuine_and_another_is_not(place):
    receipt = place.ingest("-", stdin=multipart(complete())).receipt
    options = ["--store", place.folder / "store"]
    assert vivier_intake("verify-receipt", receipt["receipt"], receipt["code"], *options).code == OK
    other = receipt["code"].translate(str.maketrans("ab", "ba")) + "a"
    assert vivier_intake("verify-receipt", receipt["receipt"], other, *options).code == ERRORS


def test_what_was_kept_can_be_taken_in_by_another_form(place):
    kept = place.ingest("-", stdin=multipart(complete()), form="nothing").receipt
    again = vivier_intake(
        "quarantine", "requeue", kept["receipt"], "--form", "apply", *place.options
    )
    assert (again.code, again.receipt["state"]) == (OK, "accepted")
    still = vivier_intake("quarantine", "requeue", kept["receipt"], *place.options)
    assert (still.code, still.receipt["reason"]) == (ERRORS, "unknown-form")
    assert (len(place.dossiers), len(place.quarantine)) == (1, 1)


def test_an_unknown_form_keeps_what_came(place):
    run = place.ingest("-", stdin=multipart(complete()), form="nothing")
    assert run.receipt["reason"] == "unknown-form"


def test_more_than_any_submission_may_have_is_refused_and_nothing_is_kept(place):
    run = place.ingest("-", stdin=multipart(complete(), [("cv", "cv.pdf", b"x" * (29 << 20))]))
    assert run.code == ERRORS
    assert run.receipt == {"format": 1, "state": "refused", "reason": "body-too-large"}
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_a_missing_file_store_or_folder_is_said(place, tmp_path):
    missing = place.ingest(tmp_path / "nothing")
    assert (missing.code, "No such file" in missing.err) == (DISK, True)
    place.folder.joinpath("store/VERSION").unlink()
    broken = place.ingest("-", stdin=b"")
    assert (broken.code, "[not-a-store]" in broken.err) == (USAGE, True)
    place.folder.joinpath("content").rename(tmp_path / "elsewhere")
    assert place.ingest("-", stdin=b"").code == USAGE


@pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no corpus")
def test_bodies_of_others_are_a_dossier_or_in_quarantine(place):
    # With a form that asks for nothing, only what cannot be read is kept aside.
    (place.folder / "content/forms/any.yml").write_text(
        "title: T\nfields:\n  - {name: zzz, type: text, label: L}\n"
    )
    bodies = sorted(CORPUS.glob("*/*.http"))
    for body in bodies:
        run = place.ingest(body, form="any")
        assert run.code == OK, run.err
        if run.receipt["state"] == "quarantined":
            assert place.kept(run.receipt) == body.read_bytes()
    assert len(place.dossiers) + len(place.quarantine) == len(bodies) > 20


# The registration of the demo site, filled in with other programs.
FILLED = ROOT / "Tests/VivierFormsTests/PDFs/packed.pdf"


@pytest.fixture
def register(place):
    """The demo site's form of registration, in the place's site."""
    form = (ROOT / "content/forms/register-job-seeker.yml").read_text()
    (place.folder / "content/forms/register-job-seeker.yml").write_text(form)
    return place


def test_a_form_filled_in_off_line_is_read_into_its_fields(register):
    run = register.ingest(FILLED, form="register-job-seeker")
    assert run.receipt["state"] == "accepted", run.err
    received = register.received(run.receipt)
    fields = {field["name"]: field["value"] for field in received["fields"]}
    assert fields["email"] == ["camille@exemple.fr"] and fields["contracts"] == ["training"]
    assert fields["town"] == ["Saint-Étienne"]
    (kept,) = received["files"]
    assert (kept["name"], kept["type"], kept["size"]) == ("form.pdf", "application/pdf", FILLED.stat().st_size)
    assert register.ingest(FILLED, form="register-job-seeker").receipt["state"] == "duplicate"


def test_a_filled_pdf_sent_along_fills_what_was_not_typed(register):
    fields = [("email", "other@exemple.fr"), ("town", ""), ("consent", "yes")]
    body = multipart(fields, [("pdf", "inscription.pdf", FILLED.read_bytes())])
    run = register.ingest("-", form="register-job-seeker", stdin=body)
    assert run.receipt["state"] == "accepted", run.err
    received = {field["name"]: field["value"] for field in register.received(run.receipt)["fields"]}
    assert (received["email"], received["town"]) == (["other@exemple.fr"], ["Saint-Étienne"])


def test_a_filled_pdf_of_more_than_two_mebibytes_counts_as_not_filled(register):
    fields = [("email", ""), ("town", ""), ("consent", "yes")]
    large = FILLED.read_bytes() + b"%" + b"x" * (2 << 20)
    run = register.ingest("-", form="register-job-seeker", stdin=multipart(fields, [("pdf", "inscription.pdf", large)]))
    assert (run.receipt["state"], run.receipt["reason"]) == ("quarantined", "invalid-fields")


@pytest.mark.parametrize(
    "pdf, form, code",
    [
        (PDF, "register-job-seeker", "pdf-without-form"),
        (FILLED.read_bytes(), "register-provider", "other-form"),
        (FILLED.read_bytes(), "apply", "unknown-content-type"),
        (FILLED.read_bytes()[:2000], "register-job-seeker", None),
    ],
)
def test_a_pdf_that_is_no_such_form_is_kept_to_the_byte(register, pdf, form, code):
    other = (ROOT / "content/forms/register-job-seeker.yml").read_text()
    (register.folder / "content/forms/register-provider.yml").write_text(other)
    run = register.ingest("-", form=form, stdin=pdf)
    assert (run.code, run.receipt["state"]) == (OK, "quarantined")
    assert code in (None, run.receipt["reason"])
    assert register.kept(run.receipt) == pdf
