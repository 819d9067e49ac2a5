"""`vivier serve` shows what is edited, and keeps what it shows when the edit is wrong."""

import os
import shutil
import socket
import time

import pytest

from support import small
from support.server import Server

TITLE = "Jardinière ou jardinier"


@pytest.fixture
def site(tmp_path):
    return small.small_site(tmp_path / "site")


@pytest.fixture
def server(site):
    server = Server(site)
    yield server
    server.stop()


def wait_for(condition, seconds=20):
    """Asks again and again: a build takes as long as the machine lets it."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def next_mistake(server):
    """What the terminal says next of a mistake."""
    return server.process.stderr.readline()


def page(server, address="/offres/jardin/"):
    return server.get(address)[2].decode()


def write(site, path, text):
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text)


def version(server):
    """What the stream of versions begins with."""
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        return next_version(connection, b"GET /.vivier/changes HTTP/1.1\r\n\r\n")


def next_version(connection, request=b""):
    connection.sendall(request)
    connection.settimeout(20)
    text = b""
    while not text.endswith(b"\n\n"):
        part = connection.recv(4096)
        assert part, text
        text += part
    return text.split(b"data: ")[1].strip()


def test_an_edited_text_is_shown(site, server):
    write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
    wait_for(lambda: "Paysagiste" in page(server))


def test_a_new_offer_and_one_that_goes(site, server):
    write(site, "content/offers/forge.md", small.offer("Forgeronne ou forgeron"))
    wait_for(lambda: server.get("/offres/forge/")[0] == 200)
    (site / "content/offers/forge.md").unlink()
    wait_for(lambda: server.get("/offres/forge/")[0] == 404)


def test_edited_settings_are_shown(site, server):
    write(site, "content/site.yml", small.SETTINGS.replace("title: Emplois", "title: Nos métiers"))
    wait_for(lambda: "Nos métiers" in page(server))


def test_an_edited_template_is_shown(site, server):
    base = site / "templates/layouts/base.html"
    base.write_text(base.read_text("utf-8").replace("<body>", "<body><p>Notre thème</p>"), "utf-8")
    wait_for(lambda: "Notre thème" in page(server))


def test_a_mistake_keeps_what_was_shown(site, server):
    before = page(server)
    write(site, "content/offers/jardin.md", small.offer("Paysagiste", closes="2026-02-31"))
    assert next_mistake(server).startswith("content/offers/jardin.md:5:9: error: ")
    wait_for(lambda: "nothing was published: the site is as it was" in server.process.stdout.readline())
    assert page(server) == before
    write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
    wait_for(lambda: "Paysagiste" in page(server))


def test_a_mistake_that_was_there_before_keeps_nothing_back(tmp_path):
    broken = "---\ntitle: [\n---\n"
    site = small.small_site(tmp_path / "site", {"content/offers/x.md": broken})
    server = Server(site)
    try:
        # Moved to another line, it is the same mistake.
        write(site, "content/offers/x.md", "---\n# Un brouillon\ntitle: [\n---\n")
        write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
        wait_for(lambda: "Paysagiste" in page(server))
    finally:
        server.stop()


@pytest.mark.parametrize("text", ["title: [\n", "langages: [fr]\n" + small.SETTINGS])
def test_wrong_settings_keep_the_site_and_right_ones_bring_the_next(site, server, text):
    write(site, "content/site.yml", text)
    assert "site.yml" in next_mistake(server)
    assert TITLE in page(server)
    write(site, "content/site.yml", small.SETTINGS)
    write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
    wait_for(lambda: "Paysagiste" in page(server))


def test_a_site_that_begins_with_wrong_settings_comes_once_they_are_mended(tmp_path):
    files = {"content/site.yml": "title: [\n", "content/offers/x.md": "---\ntitle: [\n---\n"}
    site = small.small_site(tmp_path / "site", files)
    server = Server(site)
    try:
        assert server.get("/")[0] == 404
        write(site, "content/site.yml", small.SETTINGS)
        wait_for(lambda: server.get("/offres/jardin/")[0] == 200)
    finally:
        server.stop()


def test_a_folder_that_is_replaced_in_between(site, server, tmp_path):
    """As when another branch is checked out."""
    shutil.move(site / "content", tmp_path / "aside")
    time.sleep(1.2)
    assert TITLE in page(server)
    write(tmp_path / "aside", "offers/jardin.md", small.offer("Paysagiste"))
    shutil.move(tmp_path / "aside", site / "content")
    wait_for(lambda: "Paysagiste" in page(server))
    assert server.process.poll() is None


def test_a_file_that_is_written_bit_by_bit_is_shown_as_it_was_until_it_is_whole(site, server):
    whole = small.offer("Paysagiste")
    for end in range(0, len(whole) + 1, 12):
        write(site, "content/offers/jardin.md", whole[:end])
        time.sleep(0.1)
        assert server.get("/offres/jardin/")[0] == 200
    write(site, "content/offers/jardin.md", whole)
    wait_for(lambda: "Paysagiste" in page(server))


def test_what_an_editor_leaves_beside_the_file_is_no_change(site, server):
    first = version(server)
    write(site, "content/offers/.jardin.md.swp", "half a word")
    time.sleep(1.6)
    assert version(server) == first


def test_a_page_that_is_open_is_told(site, server):
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        first = next_version(connection, b"GET /.vivier/changes HTTP/1.1\r\nHost: x\r\n\r\n")
        assert f"/.vivier/reload.js?{first.decode()}" in page(server)
        write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
        second = next_version(connection)
        assert second != first
        assert f"/.vivier/reload.js?{second.decode()}" in page(server)


def test_nothing_of_it_is_in_the_files(site, server):
    for path in (site / ".vivier-preview").rglob("*"):
        assert path.is_dir() or b"/.vivier/" not in path.read_bytes(), path


def test_a_slow_reader_keeps_nobody_waiting(site, server):
    """More than the buffers of a connection hold, asked for and not read."""
    big = site / ".vivier-preview/big.bin"
    big.write_bytes(bytes(30_000_000))
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
    for connection in slow:
        connection.sendall(b"GET /big.bin HTTP/1.1\r\nHost: x\r\n\r\n")
    start = time.monotonic()
    for _ in range(20):
        assert server.get("/")[0] == 200
    assert time.monotonic() - start < 4
    received = 0
    while part := slow[0].recv(1_000_000):
        received += len(part)
    assert received > 30_000_000
    for connection in slow:
        connection.close()


def test_a_browser_shows_the_edit_by_itself_under_the_policy_of_the_site(site, server, browser):
    context = browser._browser.new_context()
    try:
        tab = context.new_page()
        violations = []
        tab.on("console", lambda message: violations.append(message.text))
        tab.goto(f"http://127.0.0.1:{server.port}/offres/jardin/")
        assert TITLE in tab.content()
        write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
        tab.wait_for_selector("h1:has-text('Paysagiste')", timeout=20_000)
        assert violations == []
    finally:
        context.close()


def test_tabs_that_nobody_looks_at_do_not_hold_the_connections_of_a_browser(site, server, browser):
    """A browser opens six to a host."""
    context = browser._browser.new_context()
    try:
        context.add_init_script("Object.defineProperty(document, 'hidden', {get: () => true})")
        for _ in range(9):
            tab = context.new_page()
            tab.goto(f"http://127.0.0.1:{server.port}/", timeout=10_000)
        assert "Emplois" in tab.title()
    finally:
        context.close()


def test_a_mistake_is_shown_over_the_open_page_until_it_is_mended(site, server, browser):
    address = f"http://127.0.0.1:{server.port}/offres/jardin/"
    tab = browser.live_page(address, viewport={"width": 360, "height": 640})
    panel = tab.locator("[data-mistakes]")
    assert panel.count() == 0
    write(site, "content/offers/jardin.md", small.offer("Paysagiste", closes="<b>demain</b>"))
    panel.wait_for()
    if folder := os.environ.get("VIVIER_SHOTS"):
        tab.screenshot(path=f"{folder}/mistake.png")
    assert "offers/jardin.md:5:9: error:" in panel.inner_text()
    assert tab.locator("h1").inner_text() == TITLE
    assert panel.locator("b").count() == 0
    write(site, "content/offers/jardin.md", small.offer("Paysagiste"))
    tab.get_by_role("heading", name="Paysagiste", level=1).wait_for()
    assert panel.count() == 0
    tab.close()
