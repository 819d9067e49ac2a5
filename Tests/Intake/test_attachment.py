"""`vivier-intake attachment`: one file out of a dossier, and only what is known to be harmless."""

import hashlib
import json

import pytest
from bodies import PDF, complete, multipart
from program import DISK, ERRORS, OK, run
from test_scan import UNSAFE, clamd, scan  # noqa: F401

OTHER = PDF + b"another\n"


@pytest.fixture
def receipt(place):
    return place.ingest("-", stdin=multipart(complete(), [("cv", "CV Zoé.pdf", PDF)])).receipt


def fetch(place, number, name, output, *more):
    return run("attachment", number, name, "--output", output, "--store", place.folder / "store", *more)


def test_a_clean_file_is_written_for_its_owner_alone(place, receipt, clamd, tmp_path):  # noqa: F811
    scan(place, clamd)
    done = fetch(place, receipt["receipt"], "CV Zoé.pdf", tmp_path / "cv", "--json")
    assert done.code == OK, done.err
    digest = hashlib.sha256(PDF).hexdigest()
    assert json.loads(done.out) == {
        "format": 1, "name": "CV Zoé.pdf", "sha256": digest, "size": len(PDF),
        "type": "application/pdf", "output": str(tmp_path / "cv"),
    }  # fmt: skip
    assert (tmp_path / "cv").read_bytes() == PDF
    assert (tmp_path / "cv").stat().st_mode & 0o777 == 0o600
    assert fetch(place, receipt["receipt"], digest, "-").out == PDF


def test_what_nobody_scanned_is_given_to_who_says_so(place, receipt, tmp_path):
    refused = fetch(place, receipt["receipt"], "CV Zoé.pdf", tmp_path / "cv", "--unsafe")
    assert (refused.code, refused.out, (tmp_path / "cv").exists()) == (ERRORS, b"", False)
    assert "[unscanned-file]" in refused.err and "--unscanned" in refused.err
    assert fetch(place, receipt["receipt"], "CV Zoé.pdf", "-", "--unscanned").out == PDF


def test_what_is_unsafe_is_given_to_who_says_that(place, clamd):  # noqa: F811
    body = multipart(complete(), [("cv", "cv.pdf", UNSAFE)])
    number = place.ingest("-", stdin=body).receipt["receipt"]
    scan(place, clamd)
    refused = fetch(place, number, "cv.pdf", "-", "--unscanned")
    assert (refused.code, refused.out) == (ERRORS, b"") and "[unsafe-file]" in refused.err
    assert fetch(place, number, "cv.pdf", "-", "--unsafe").out == UNSAFE


def test_two_files_of_one_name_are_told_apart_by_their_hash(place):
    body = multipart(complete(), [("cv", "cv.pdf", PDF), ("document", "cv.pdf", OTHER)])
    number = place.ingest("-", stdin=body).receipt["receipt"]
    refused = fetch(place, number, "cv.pdf", "-", "--unscanned")
    hashes = [hashlib.sha256(content).hexdigest() for content in (PDF, OTHER)]
    assert refused.code == ERRORS and "[many-files]" in refused.err
    assert all(digest in refused.err for digest in hashes)
    assert fetch(place, number, hashes[1], "-", "--unscanned").out == OTHER


def test_nothing_else_is_given_or_written_over(place, receipt, tmp_path):
    number = receipt["receipt"]
    for name in ["other.pdf", "", "../events.jsonl", "events.jsonl"]:
        refused = fetch(place, number, name, "-", "--unscanned")
        assert (refused.code, refused.out) == (ERRORS, b"") and "[no-such-file]" in refused.err
    (tmp_path / "cv").write_text("mine")
    taken = fetch(place, number, "CV Zoé.pdf", tmp_path / "cv", "--unscanned")
    assert taken.code == DISK and (tmp_path / "cv").read_text() == "mine"


def test_a_damaged_file_is_not_given(place, receipt):
    (file,) = place.folder.glob("store/dossiers/*/*/files/*")
    file.write_bytes(PDF + b"x")
    done = fetch(place, receipt["receipt"], "CV Zoé.pdf", "-", "--unscanned")
    assert (done.code, done.out) == (ERRORS, b"") and "[damaged-file]" in done.err
