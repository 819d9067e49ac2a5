"""`vivier-intake serve`: what browsers, scripts and attackers get."""

import email.utils
import http.client
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest
from bodies import CONTENT_TYPE, PDF, complete, multipart
from program import DISK, OK, PROGRAM, ROOT, USAGE, run
from server import Server


@pytest.fixture
def start(place):
    """A function that starts a server with options; it is stopped at the end."""
    servers = []

    def start(*options) -> Server:
        server = Server.start(place, *(options or ("--rate-limit", "off")))
        servers.append(server)
        return server

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)


@pytest.fixture
def server(start) -> Server:
    return start()


def test_it_says_that_it_runs(server):
    answer = server.ask("GET", "/health")
    assert (answer.status, answer.text) == (200, "ok\n")
    age = time.time() - email.utils.parsedate_to_datetime(answer.headers["Date"]).timestamp()
    assert -1 <= age < 60


def test_a_browser_is_sent_to_its_receipt_in_the_look_of_the_site(server, place):
    answer = server.submit(files=[("cv", "cv.pdf", PDF)], accept="text/html,*/*;q=0.8")
    assert answer.status == 303
    assert answer.headers["Location"] == f"/receipt/{place.dossiers[0].name}"
    page = server.ask("GET", answer.headers["Location"])
    assert page.status == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Votre envoi est bien reçu" in page.text and f"CV, {len(PDF)} octets" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    (style,) = [part.split('"')[0] for part in page.text.split('href="') if "/assets/site." in part[:40]]
    asset = server.ask("GET", style)
    assert (asset.status, asset.headers["Content-Type"]) == (200, "text/css; charset=utf-8")


def test_a_script_gets_the_receipt_itself_and_the_same_one_again(server, place):
    answers = [server.submit(complete(idempotency_key="k")) for _ in range(3)]
    assert [answer.status for answer in answers] == [201, 201, 201]
    assert {answer.json["receipt"] for answer in answers} == {place.dossiers[0].name}
    assert [answer.json["state"] for answer in answers] == ["accepted", "duplicate", "duplicate"]


def test_every_format_of_a_form_is_read(server, place):
    url = server.ask(
        "POST", "/submit/apply", "name=Zo%C3%A9&email=a%40b.fr",
        {"Content-Type": "application/x-www-form-urlencoded"}, "application/json",
    )
    json = server.ask(
        "POST", "/submit/apply", '{"name": "Zoé", "email": "c@d.fr"}'.encode(),
        {"Content-Type": "application/json"}, "application/json",
    )
    assert (url.status, json.status) == (201, 201)
    assert len(place.dossiers) == 2


def test_a_form_with_mistakes_comes_back_as_it_was_filled_in(server, place):
    answer = server.submit(complete(email="zoe@", message="<b>à</b>"), accept="text/html")
    assert answer.status == 422
    assert 'value="Zoé Martin"' in answer.text and "&lt;b&gt;à&lt;/b&gt;" in answer.text
    told = server.submit([("email", "x")])
    assert (told.status, told.json["reason"]) == (422, "invalid-fields")
    assert told.json["refusals"] == [
        {"field": "name", "code": "required"}, {"field": "email", "code": "mail"},
    ]
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_what_cannot_be_read_is_kept_and_said_to_be(server, place):
    answer = server.ask(
        "POST", "/submit/apply", b"--other\r\nnonsense", {"Content-Type": CONTENT_TYPE},
        "application/json",
    )
    assert (answer.status, answer.json["state"]) == (202, "quarantined")
    assert place.kept(answer.json) == b"--other\r\nnonsense"
    page = server.ask("GET", f"/receipt/{answer.json['receipt']}")
    assert page.status == 200


def test_an_unknown_form_goes_into_quarantine(server, place):
    body = multipart(complete())
    answer = server.ask(
        "POST", "/submit/nothing", body, {"Content-Type": CONTENT_TYPE}, "application/json"
    )
    assert (answer.status, answer.json["reason"]) == (202, "unknown-form")
    assert place.kept(answer.json) == body


def test_visitors_are_led_back_to_the_site(start):
    server = start("--site", "http://127.0.0.1:8080/emplois/")
    answer = server.ask("GET", "/offres/")
    assert (answer.status, answer.headers["Location"]) == (
        307, "http://127.0.0.1:8080/emplois/offres/",
    )
    assert server.ask("GET", "/assets/../site.yml").status == 307


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/submit/apply", 405), ("PUT", "/submit/apply", 405), ("DELETE", "/health", 405),
        ("GET", "/receipt/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404), ("GET", "/receipt/..%2f..", 404),
        ("POST", "/nowhere", 404), ("POST", "/metrics", 404),
    ],
)
def test_what_is_not_offered_is_refused(server, method, path, status):
    assert server.ask(method, path).status == status


def test_scripts_of_the_site_and_of_no_other_may_read_the_answer(server):
    ours = server.ask("OPTIONS", "/submit/apply", headers={"Origin": "https://essai.example"})
    assert ours.status == 204
    assert ours.headers["Access-Control-Allow-Origin"] == "https://essai.example"
    for origin in ["https://essai.example.org", "https://other.example", "https://essai", "null"]:
        answer = server.submit(headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in answer.headers, origin


def test_too_many_from_one_address_are_told_to_wait(start, place):
    server = start("--rate-limit", "3")
    statuses = [server.submit(complete(message=str(n))).status for n in range(5)]
    assert statuses == [201, 201, 201, 429, 429]
    page = server.submit(accept="text/html")
    assert page.status == 429 and page.headers["Retry-After"] == "60"
    # Somebody else, behind the same proxy.
    other = server.submit(headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert other.status == 201
    assert len(place.dossiers) == 4


def test_counts_are_for_this_machine_only(server):
    server.submit()
    own = server.ask("GET", "/metrics")
    assert 'vivier_intake_submissions_total{state="accepted"} 1\n' in own.text
    assert server.ask("GET", "/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status == 404


def test_a_body_that_says_it_is_too_large_is_refused_at_once(server, place):
    with server.socket() as client:
        client.sendall(
            b"POST /submit/apply HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1073741824\r\n\r\n"
        )
        assert client.recv(4096).startswith(b"HTTP/1.1 413 ")
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_a_body_without_end_is_cut(server, place):
    sent = 0
    piece = b"10000\r\n" + bytes(65536) + b"\r\n"
    with server.socket() as client:
        client.sendall(
            b"POST /submit/apply HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        try:
            while sent < 1 << 30:
                client.sendall(piece)
                sent += 65536
        except OSError:
            pass
    # 28 MiB are the limit; the rest waits in the buffers of the two sockets.
    assert sent < 64 << 20
    assert server.peak_mebibytes < 128
    assert server.submit().status == 201
    assert (len(place.dossiers), place.quarantine, place.unfinished) == (1, [], [])


@pytest.mark.parametrize(
    "request_head",
    [b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000, b"nonsense\r\n\r\n", b"POST /submit/apply HTTP/9\r\n\r\n"],
    ids=["long-header", "no-http", "version"],
)
def test_nonsense_does_no_harm(server, request_head):
    with server.socket() as client:
        client.sendall(request_head)
        try:
            answer = client.recv(100)
        except ConnectionResetError:
            answer = b""
        assert not answer or answer.startswith(b"HTTP/1.1 4")
    assert server.submit().status == 201


def test_a_connection_that_breaks_leaves_nothing(server, place):
    body = multipart(complete(), [("cv", "cv.pdf", PDF + bytes(300_000))])
    for length in [1, 1_000, 200_000, len(body) - 1]:
        with server.socket() as client:
            client.sendall(
                f"POST /submit/apply HTTP/1.1\r\nHost: a\r\nContent-Type: {CONTENT_TYPE}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:length]
            )
    while 'status="400"} 4\n' not in server.ask("GET", "/metrics").text:
        time.sleep(0.05)
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


def test_a_thousand_slow_connections_keep_nobody_waiting(server):
    slow = []
    for number in range(1000):
        client = server.socket()
        client.sendall(
            f"POST /submit/apply HTTP/1.1\r\nHost: a\r\nContent-Type: {CONTENT_TYPE}\r\n"
            "Content-Length: 5000\r\n\r\n--".encode()
            if number % 2 else b"POST /submit/apply HTTP/1.1\r\nHost:"
        )
        slow.append(client)
    answers = [server.submit(complete(message=str(n))).status for n in range(20)]
    for client in slow:
        client.close()
    assert answers == [201] * 20
    assert server.peak_mebibytes < 128


def test_what_was_begun_is_finished_before_it_ends(server, place):
    body = multipart(complete(), [("cv", "cv.pdf", PDF + bytes(100_000))])
    client = server.socket()
    client.sendall(
        f"POST /submit/apply HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\n"
        f"Content-Type: {CONTENT_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body[:5000]
    )
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    client.sendall(body[5000:])
    assert client.recv(4096).startswith(b"HTTP/1.1 201 ")
    client.close()
    assert server.process.wait(timeout=20) == OK
    assert len(place.dossiers) == 1


def test_every_receipt_given_before_a_kill_is_in_the_store(start, place):
    receipts = []
    for storm in range(3):
        server = start()

        def send(client):
            number = 0
            try:
                while True:
                    number += 1
                    answer = server.submit(
                        complete(idempotency_key=f"{storm}-{client}-{number}"),
                        [("cv", "cv.pdf", PDF + bytes(20_000))],
                    )
                    if answer.status == 201:
                        receipts.append(answer.json["receipt"])
            except (OSError, http.client.HTTPException):
                return

        clients = [threading.Thread(target=send, args=(client,)) for client in range(4)]
        for client in clients:
            client.start()
        time.sleep(1)
        server.stop(signal.SIGKILL)
        for client in clients:
            client.join()
    assert len(receipts) > 10
    assert set(receipts) <= {dossier.name for dossier in place.dossiers}
    done = run("verify", "--store", place.folder / "store")
    assert done.code == OK, done.err + done.out.decode()


def test_forms_and_offers_are_read_again(start, place):
    server = start("--rate-limit", "off", "--reread", "1")
    (place.folder / "content/forms/contact.yml").write_text(
        "title: Contact\nfields: [{name: name, type: text, label: Nom, required: true}]\n"
    )
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        answer = server.ask(
            "POST", "/submit/contact", "name=Zo",
            {"Content-Type": "application/x-www-form-urlencoded"}, "application/json",
        )
        if answer.status == 201:
            break
        time.sleep(0.3)
    assert answer.status == 201
    (place.folder / "content/site.yml").write_text("title: [broken\n")
    time.sleep(2.5)
    assert server.submit().status == 201


@pytest.mark.parametrize("listen", ["8787", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999", ":80"])
def test_an_address_that_is_none_is_refused(place, listen):
    done = run("serve", *place.options, "--templates", ROOT / "templates", "--listen", listen)
    assert done.code == USAGE and "--listen 127.0.0.1:8787" in done.err


def test_a_port_that_is_taken_is_said(place):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = subprocess.run(
            [PROGRAM, "serve", *place.options, "--templates", ROOT / "templates", "--listen", address],
            capture_output=True, text=True, timeout=30, check=False,
        )
    assert done.returncode == DISK
    assert f"cannot listen on {address}" in done.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_a_flush_that_fails_on_any_thread_is_an_error(start, place, tmp_path):
    trace = tmp_path / "trace"
    server = start("--rate-limit", "off")
    watcher = subprocess.Popen(
        # Counted for each thread: the second flush of each fails.
        ["strace", "-f", "-p", str(server.process.pid), "-o", trace, "-e", "trace=fsync",
         "-e", "inject=fsync:error=EIO:when=2"],
        stderr=subprocess.PIPE, text=True,
    )
    watcher.stderr.readline()
    failed = kept = 0
    for number in range(30):
        before = trace.read_text().count("INJECTED")
        status = server.submit(complete(message=str(number)), [("cv", "cv.pdf", PDF)]).status
        has_failed = trace.read_text().count("INJECTED") > before
        assert status == (500 if has_failed else 201)
        failed += has_failed
        kept += not has_failed
    watcher.terminate()
    watcher.wait()
    assert failed > 1 and kept > 1
    assert server.said and all("[disk]" in line for line in server.said)
