"""`vivier-intake scan`: a scanner that speaks as ClamAV's clamd does (clamd(8), INSTREAM)."""

import json
import socket
import struct
import threading

import pytest
from bodies import PDF, complete, multipart
from program import ERRORS, OK, run

UNAVAILABLE = 75
UNSAFE = PDF + b"a sign of harm\n"


class Clamd:
    """Finds harm where a file says so; leaves after too many bytes, as clamd does."""

    limit = 500_000

    def __init__(self, path):
        self.path, self.seen = path, []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(path))
        self.listener.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack(">I", stream.read(4))[0]:
                    content += stream.read(size)
                    if len(content) > self.limit:
                        break
                self.seen.append(content)
                connection.sendall(self.answer(content))

    def answer(self, content):
        if len(content) > self.limit:
            return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Test.Harm FOUND\0" if b"a sign of harm" in content else b"stream: OK\0"


@pytest.fixture
def clamd(tmp_path):
    scanner = Clamd(tmp_path / "clamd")
    yield scanner
    scanner.listener.close()


def scan(place, clamd, *more):
    return run("scan", "--store", place.folder / "store", "--clamd", clamd.path, *more)


def events(place, receipt):
    (journal,) = place.folder.glob(f"store/dossiers/*/{receipt['receipt']}/events.jsonl")
    return [json.loads(line) for line in journal.read_text().splitlines()]


def test_each_file_is_looked_at_once_and_the_journal_says_what_was_found(place, clamd):
    clean = place.ingest("-", stdin=multipart(complete(), [("cv", "cv.pdf", PDF)])).receipt
    harm = place.ingest("-", stdin=multipart(complete(message="x"), [("cv", "cv.pdf", UNSAFE)])).receipt
    done = scan(place, clamd, "--json")
    assert done.code == ERRORS and harm["receipt"] in done.err and clean["receipt"] not in done.err
    assert json.loads(done.out) == {"format": 1, "clean": 1, "unsafe": 1, "unknown": 0}
    for receipt, verdict in [(clean, "clean"), (harm, "unsafe")]:
        last = events(place, receipt)[-1]
        assert (last["k"], last["d"]["verdict"]) == ("scanned", verdict)
        assert last["d"]["sha256"] == receipt["files"][0]["sha256"]
    again = scan(place, clamd)
    assert (again.code, again.out) == (OK, b"0 clean, 0 unsafe, 0 unknown\n")
    assert sorted(clamd.seen) == sorted([PDF, UNSAFE])
    assert run("verify", "--store", place.folder / "store").code == OK


def test_a_file_too_large_for_the_scanner_is_unknown(place, clamd):
    large = PDF + bytes(900_000)
    receipt = place.ingest("-", stdin=multipart(complete(), [("cv", "cv.pdf", large)])).receipt
    assert scan(place, clamd).out == b"0 clean, 0 unsafe, 1 unknown\n"
    assert events(place, receipt)[-1]["d"]["verdict"] == "unknown"


def test_without_a_scanner_nothing_is_said_of_a_file(place, clamd):
    receipt = place.ingest("-", stdin=multipart(complete(), [("cv", "cv.pdf", PDF)])).receipt
    done = run("scan", "--store", place.folder / "store", "--clamd", place.folder / "nobody")
    assert done.code == UNAVAILABLE and "no virus scanner" in done.err
    assert all(event["k"] != "scanned" for event in events(place, receipt))
    assert scan(place, clamd).code == OK


def test_a_store_without_files_needs_no_scanner(place):
    place.ingest("-", stdin=multipart(complete()))
    done = run("scan", "--store", place.folder / "store", "--clamd", "/nowhere")
    assert (done.code, done.out) == (OK, b"0 clean, 0 unsafe, 0 unknown\n")
