"""`vivier serve`: the site on this machine, and nothing else."""

import os
import signal
import socket
import time

import pytest

from support import small
from support.program import DISK, OK, vivier
from support.server import Server, as_built


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    (folder / "secret.txt").write_text("a secret")
    return small.small_site(folder / "site")


@pytest.fixture(scope="module")
def server(folder):
    server = Server(folder)
    yield server
    server.stop()


def test_pages_are_served(server, folder):
    status, headers, body = server.get("/offres/jardin/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert as_built(body) == (folder / ".vivier-preview/offres/jardin/index.html").read_bytes()
    assert int(headers["content-length"]) == len(body)


def test_a_preview_does_not_change_what_is_published(tmp_path):
    """Nobody shall read a draft because somebody looked at it."""
    draft = small.offer("Un brouillon", draft="true")
    site = small.small_site(tmp_path / "site", {"content/offers/brouillon.md": draft})
    assert vivier("build", "--site", site, "--date", "2026-11-21").code == OK
    before = {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()}
    server = Server(site, "--drafts", "--future")
    try:
        assert server.get("/offres/brouillon/")[0] == 200
    finally:
        server.stop()
    after = {path: path.read_bytes() for path in (site / "public").rglob("*") if path.is_file()}
    assert after == before


def test_a_query_does_not_matter(server):
    assert server.get("/offres/?domaine=social&q=%C3%A9")[0] == 200


@pytest.mark.parametrize(
    "pattern,kind",
    [
        ("assets/site.*.css", "text/css; charset=utf-8"),
        ("assets/site.*.js", "text/javascript; charset=utf-8"),
        ("assets/favicon.*.svg", "image/svg+xml"),
        ("api/offres.json", "application/json"),
        ("offres/feed.xml", "application/xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(server, folder, pattern, kind):
    (file,) = (folder / ".vivier-preview").glob(pattern)
    status, headers, body = server.get("/" + str(file.relative_to(folder / ".vivier-preview")))
    assert (status, headers["content-type"]) == (200, kind)
    assert headers["x-content-type-options"] == "nosniff"
    assert body == file.read_bytes()


def test_a_folder_without_its_slash_is_redirected(server):
    status, headers, _ = server.get("/offres/jardin")
    assert status == 301
    assert headers["location"].endswith("/offres/jardin/")


def test_a_redirection_stays_on_the_host(server):
    """`//evil.example` in a location is another host."""
    for target in ["//offres", "//offres/jardin", "///evil.example/..", "/\\evil.example"]:
        _, headers, _ = server.get(target)
        assert not headers.get("location", "").startswith(("//", "/\\")), target


def test_an_unknown_address_gets_the_page_for_it(server, folder):
    status, _, body = server.get("/nowhere/")
    assert status == 404
    assert as_built(body) == (folder / ".vivier-preview/404.html").read_bytes()


def test_head_is_get_without_a_body(server):
    _, get, _ = server.get("/")
    status, head, body = server.get("/", "HEAD")
    assert (status, body) == (200, b"")
    assert head["content-length"] == get["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X" * 50])
def test_other_methods_are_refused(server, method):
    assert server.get("/", method)[0] == 405


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/offres/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/.%2e/secret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/offres/%00/../../secret.txt",
        "/secret.txt%00.html",
        "//../secret.txt",
        "/./../secret.txt",
        "/..;/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/\xe0\x80\xae\xe0\x80\xae/secret.txt",
        "../secret.txt",
        "secret.txt",
        "file:///etc/passwd",
        "http://127.0.0.1/../secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/proc/self/environ",
    ],
)
def test_nothing_outside_of_the_site_is_served(server, target):
    answer = server.send(b"GET " + target.encode("latin-1") + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"a secret" not in answer and b"root:" not in answer and b"PATH=" not in answer
    assert answer.split()[1] in {b"400", b"404"}, answer[:80]


def test_a_link_that_leads_outside_is_not_followed(folder, server):
    link = folder / ".vivier-preview/link.txt"
    link.symlink_to(folder / "secret.txt")
    assert b"a secret" not in server.get("/link.txt")[2]
    link.unlink()


def test_the_manifest_is_not_served(server):
    assert server.get("/.vivier-manifest")[0] == 404


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"\x00" * 1000,
        b"\xff" * 1000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"GET /%zz HTTP/1.1\r\n\r\n",
        b"GET /% HTTP/1.1\r\n\r\n",
        b"GET /%f0%28%8c%28 HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # the beginning of TLS
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\n\n",
        b"GET " + b"/a" * 5000 + b" HTTP/1.1\r\n\r\n",
    ],
    ids=range(18),
)
def test_odd_requests_do_not_end_the_server(server, request_bytes):
    server.send(request_bytes, wait=8)
    assert server.process.poll() is None
    assert server.get("/")[0] == 200


def test_a_reader_who_leaves_does_not_end_the_server(server):
    for _ in range(20):
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        connection.close()
    assert server.get("/")[0] == 200


def test_somebody_who_says_nothing_does_not_keep_others_waiting_for_long(server):
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
    start = time.monotonic()
    answer = server.send(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", wait=30)
    assert b"200 OK" in answer[:20]
    assert time.monotonic() - start < 25
    for connection in silent:
        connection.close()


def test_only_this_machine_is_answered(server):
    """It listens on the loopback interface alone."""
    listening = [
        line.split()[1]
        for line in open("/proc/net/tcp", encoding="ascii")
        if line.split()[1].endswith(f":{server.port:04X}") and line.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{server.port:04X}"]


def test_a_port_in_use_is_said(server, folder, tmp_path):
    run = vivier("serve", "--site", folder, "--out", tmp_path / "out", "--port", server.port)
    assert run.code == DISK
    assert str(server.port) in run.err


def test_a_signal_ends_it(folder, tmp_path):
    server = Server(folder, "--out", tmp_path / "out")
    # Not SIGINT, which a shell has its background jobs ignore, and theirs.
    os.kill(server.process.pid, signal.SIGTERM)
    assert server.process.wait(60) in {0, 143, -signal.SIGTERM}


def test_mistakes_are_said_and_the_rest_is_shown(tmp_path):
    site = small.small_site(tmp_path / "site", {"content/offers/x.md": "---\ntitle: [\n---\n"})
    server = Server(site)
    assert server.get("/offres/jardin/")[0] == 200
    server.stop()
    assert "content/offers/x.md:2:" in server.process.stderr.read()
