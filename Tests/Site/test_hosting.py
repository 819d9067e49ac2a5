"""What is written for hosts: headers, redirections, the snippet for nginx."""

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from support import demo, small
from support.program import OK, build


def redirections(site) -> dict[str, str]:
    return {line.split()[0]: line.split()[1] for line in site.read("_redirects").splitlines()}


def test_headers_follow_the_format_of_their_hosts(site):
    """A path, then `Name: value` lines that are indented."""
    for line in site.read("_headers").splitlines():
        header = r"  [A-Za-z-]+: \S.*|  ! Content-Security-Policy"
        assert line.startswith("/") or re.fullmatch(header, line), line


def test_what_every_answer_should_carry_is_there(site):
    headers = site.read("_headers").split("/assets/*")[0]
    for name in ["Content-Security-Policy", "X-Content-Type-Options: nosniff", "Referrer-Policy"]:
        assert name in headers


def test_an_old_address_is_said_once(site):
    old = [line.split()[0] for line in site.read("_redirects").splitlines()]
    assert sorted({address for address in old if old.count(address) > 1}) == []


def test_redirections_lead_from_no_page_to_a_page(site):
    for line in site.read("_redirects").splitlines():
        old, new, status = line.split()
        assert status == "301"
        assert site.has(new), line
        assert not site.has(old), line


def test_every_alias_leads_to_its_page(site):
    found = redirections(site)
    for offer in demo.open_offers("2026-11-21"):
        for alias in offer.keys.get("aliases", []):
            assert found[alias] == offer.address
    assert found["/employeurs/mairie-aubrelle/"] == "/employeurs/ville-aubrelle/"


def test_fingerprinted_files_are_named_after_their_bytes(site):
    """A file that changes gets another name, so that it may be kept for a year."""
    import hashlib

    for path in site.files():
        named = re.fullmatch(r"assets/[^/]+\.([0-9a-f]{8})\.\w+", path)
        if named:
            digest = hashlib.sha256((site.folder / path).read_bytes()).hexdigest()
            assert digest.startswith(named[1]), path


def test_only_fingerprinted_files_may_be_kept_for_a_year(site):
    """A picture that keeps its name must not be kept as if it never changed."""
    text = site.read("_headers")
    for path in site.files():
        if path.startswith("assets/") and not re.search(r"\.[0-9a-f]{8}\.\w+$", path):
            assert "/assets/*\n  Cache-Control: public, max-age=31536000, immutable" not in text, path


@contextmanager
def serving(site, folder):
    """A server that includes the snippet of a site; gives its address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("nginx is not installed")
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    )
    (folder / "nginx.conf").write_text(
        f"""
        daemon off; master_process off; pid {folder}/pid; error_log stderr;
        events {{}}
        http {{
            types {{ text/html html; text/css css; text/javascript js; }}
            access_log off; {temporary}
            server {{
                listen 127.0.0.1:{port}; root {site};
                include {site}/nginx.conf.inc;
            }}
        }}
        """
    )
    command = [program, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    test = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8")
    assert test.returncode == 0, test.stderr
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            break
        except OSError:
            time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def nginx(site, tmp_path_factory):
    with serving(site.folder, tmp_path_factory.mktemp("nginx")) as address:
        yield address


def answer(address: str):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        return urllib.request.build_opener(Stay).open(address)
    except urllib.error.HTTPError as error:
        return error


def test_nginx_serves_the_pages_with_their_headers(nginx):
    with answer(f"{nginx}/offres/") as page:
        assert page.status == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_nginx_answers_an_unknown_address_with_the_page_for_it(nginx, site):
    with answer(f"{nginx}/nowhere/") as page:
        assert page.status == 404
        assert page.read().decode() == site.read("404.html")


def test_nginx_redirects_old_addresses(nginx, site):
    for old, new in redirections(site).items():
        with answer(nginx + old) as page:
            assert page.status == 301
            assert page.headers["Location"].endswith(new)


def test_nginx_keeps_fingerprinted_files_for_a_year(nginx, site):
    path = next(path for path in site.files() if path.endswith(".css"))
    with answer(f"{nginx}/{path}") as file:
        assert file.status == 200
        assert "immutable" in file.headers["Cache-Control"]
        assert "Content-Security-Policy" in file.headers


def test_nginx_keeps_the_files_of_an_index_but_not_the_manifest_of_one(nginx, site):
    kept = [path for path in site.files() if re.match(r"idx/(\w+/s|places)/", path)]
    assert len(kept) > 10
    for path in kept[::5]:
        with answer(f"{nginx}/{path}") as file:
            assert "immutable" in file.headers["Cache-Control"], path
    with answer(f"{nginx}/idx/fr/m.json") as file:
        assert "Cache-Control" not in file.headers


def test_hosts_that_read_headers_keep_the_files_of_an_index(site):
    text = site.read("_headers")
    for folder in ["/idx/fr/s/*", "/idx/en/s/*", "/idx/places/*"]:
        assert f"{folder}\n  Cache-Control: public, max-age=31536000, immutable\n" in text


def test_nginx_hides_the_manifest(nginx):
    with answer(f"{nginx}/.vivier-manifest") as file:
        assert file.status == 404


# How people write old addresses, and how a browser asks for them.
ODD = {
    "/ancienne-offre/été/": "/ancienne-offre/%C3%A9t%C3%A9/",
    "/offre%20de%20jardin": "/offre%20de%20jardin",
    "/l'offre": "/l'offre",
    "/dite-%22gardienne%22": "/dite-%22gardienne%22",
    "/a$b/$uri": "/a$b/$uri",
    "/${host}": "/$%7Bhost%7D",
    "/a;b": "/a;b",
    "/a{b}": "/a%7Bb%7D",
    "/a%5Cb%5Cn": "/a%5Cb%5Cn",
    "/a*b:c": "/a*b:c",
    "/100%-motivé": "/100%25-motiv%C3%A9",
    "/a%23b%3Fc": "/a%23b%3Fc",
    "/latin-%E9t%E9": "/latin-%E9t%E9",
    "/(a)|^b~c": "/(a)%7C%5Eb~c",
    "/a+b&c=d,e@f!": "/a+b&c=d,e@f!",
    "/offre.php": "/offre.php",
    "/a//b": "/a//b",
    "/ligne%0Asuite": "/ligne%0Asuite",
    "/日本": "/%E6%97%A5%E6%9C%AC",
}


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory):
    """A small site with an offer whose old addresses are odd."""
    folder = tmp_path_factory.mktemp("odd")
    aliases = ", ".join(f"'{alias}'".replace("l'o", "l''o") for alias in ODD)
    text = small.offer("Jardinière ou jardinier", aliases=f"[{aliases}]")
    site = small.small_site(folder / "site", {"content/offers/jardin.md": text})
    run = build(site, folder / "public")
    assert (run.code, run.errors) == (OK, [])
    return folder / "public"


@pytest.fixture(scope="module")
def odd_nginx(odd_site, tmp_path_factory):
    with serving(odd_site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.mark.parametrize("alias", ODD)
def test_nginx_redirects_an_old_address_however_odd(odd_nginx, alias):
    with answer(odd_nginx + ODD[alias]) as page:
        assert page.status == 301
        assert page.headers["Location"] == f"{odd_nginx}/offres/jardin/"


@pytest.mark.parametrize("address", ["/a", "/a$b/", "/a$b/x", "/offre", "/ancienne-offre/ete/", "/a{b"])
def test_nginx_redirects_nothing_else(odd_nginx, address):
    with answer(odd_nginx + address.replace("{", "%7B")) as page:
        assert page.status == 404


def test_old_addresses_stand_in_redirects_as_browsers_ask_for_them(odd_site):
    lines = (odd_site / "_redirects").read_text("utf-8").splitlines()
    expected = {
        wire.replace("*", "%2A").replace(":", "%3A"): "/offres/jardin/" for wire in ODD.values()
    }
    assert {line.split(" ")[0]: line.split(" ")[1] for line in lines} == expected


def test_one_old_address_in_two_spellings_is_kept_once(tmp_path):
    text = small.offer("Jardinière ou jardinier", aliases="[/été/, /%C3%A9t%C3%A9/]")
    site = small.small_site(tmp_path / "site", {"content/offers/jardin.md": text})
    run = build(site, tmp_path / "public")
    assert (run.code, run.codes) == (OK, ["alias-taken"])
    assert (tmp_path / "public/_redirects").read_text() == "/%C3%A9t%C3%A9/ /offres/jardin/ 301\n"


def test_an_alias_where_a_page_stands_is_left_out_with_its_place(tmp_path):
    text = small.offer("Jardinière ou jardinier", aliases="['/offres/%63uisine/']")
    site = small.small_site(tmp_path / "site", {"content/offers/jardin.md": text})
    run = build(site, tmp_path / "public")
    assert (run.code, run.report["left_out"]) == (OK, [])
    line = text.split("\n").index("aliases: ['/offres/%63uisine/']") + 1
    assert f"content/offers/jardin.md:{line}:10: warning: the alias" in run.err
    assert (tmp_path / "public/_redirects").read_text() == ""
