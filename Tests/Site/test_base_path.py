"""A site below a folder of its host: every link, feed and file leads somewhere."""

import functools
import html
import http.server
import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from xml.etree import ElementTree

import pytest

from support import small
from support.folders import copy_site
from support.program import OK, build, vivier

HOST = "https://exemple.fr"
BASE = "/emplois"


class Quiet(http.server.SimpleHTTPRequestHandler):
    # One packet for an answer: head and body apart cost 40 ms each time.
    wbufsize = -1

    def log_message(self, *_):
        pass


class Served:
    """The demo site, published below `/emplois/` of a server on this machine."""

    def __init__(self, folder, address):
        self.folder = folder
        self.address = address
        self.pages = {}

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.read()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("base")
    site = copy_site(folder / "site")
    settings = site / "content/site.yml"
    text = settings.read_text("utf-8").replace("https://emplois.aubrelle.example", HOST + BASE)
    settings.write_text(text.replace("spontaneous: false ", "spontaneous: /accessibilite/ "), "utf-8")
    offer = next((site / "content/offers").rglob("charge-accueil-etat-civil.md"))
    offer.write_text(
        offer.read_text("utf-8")
        + "\nVoir [toutes les offres](/offres/), [celles d'ici](/emplois/offres/),"
        + " [une autre](../bibliothecaire-jeunesse/), [le poste](#le-poste)"
        + " et [les questions](/questions/).\n\n![Carte](/assets/logos/pays-aubrelle.svg)\n",
        "utf-8",
    )
    run = build(site, folder / "root/emplois")
    assert run.code == OK, run.err
    handler = functools.partial(Quiet, directory=str(folder / "root"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Served(folder / "root/emplois", f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


def strings(value) -> list[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for item in inner for text in strings(item)]


def whole_addresses(text: str) -> list[str]:
    """An address, or those of the links of HTML."""
    if text.startswith(HOST):
        return [text]
    return re.findall(r"(?:href|src)=\"([^\"]+)\"", text)


def addresses(kind: str, text: str) -> list[str]:
    """Everything that a file of ours points to."""
    if kind == "css":
        return re.findall(r"url\([\"']?([^)\"']+)", text)
    if kind == "xml":
        return re.findall(r"(?:(?:href|src)=\"|<loc>|<url><!\[CDATA\[|<id>)(https?://[^\"<\]]+)", text)
    if kind == "json":
        return [address for value in strings(json.loads(text)) for address in whole_addresses(value)]
    found = re.findall(r' (?:href|src|action|poster)="([^"]*)"', text)
    found += re.findall(r'<meta property="og:(?:url|image)" content="([^"]*)"', text)
    for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        found += addresses("json", data)
    return found


def test_nothing_below_the_folder_leads_nowhere(served):
    waiting, seen, dead = [(f"{BASE}/", "")], set(), []
    while waiting:
        path, source = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if not path.startswith(BASE + "/"):
            dead.append(f"{source} points out of the folder: {path}")
            continue
        try:
            body = served.get(path)
        except urllib.error.HTTPError as error:
            dead.append(f"{source} points to {path}: {error.code}")
            continue
        kind = "html" if path.endswith("/") else path.rsplit(".", 1)[-1]
        if kind not in {"html", "css", "xml", "json"}:
            continue
        for address in addresses(kind, body.decode()):
            whole = urllib.parse.urljoin(HOST + path, html.unescape(address))
            parts = urllib.parse.urlsplit(whole)
            if f"{parts.scheme}://{parts.netloc}" == HOST:
                waiting.append((parts.path, path))
    assert dead == []
    assert len(seen) > 150
    pages = {"/emplois/" + str(page.parent.relative_to(served.folder)) + "/"
             for page in served.folder.rglob("offres/**/index.html")}
    assert f"{BASE}/offres/charge-accueil-etat-civil/" in pages & seen


def test_links_of_texts_are_below_the_folder_once(served):
    page = served.get(f"{BASE}/offres/charge-accueil-etat-civil/").decode()
    links = re.findall(
        r'<a href="([^"]*)">(?:toutes les offres|celles d’ici|une autre|le poste|les questions)</a>', page
    )
    assert links == [
        "/emplois/offres/", "/emplois/offres/", "../bibliothecaire-jeunesse/", "#le-poste",
        "/emplois/questions/",
    ]
    assert '<img src="/emplois/assets/logos/pays-aubrelle.svg"' in page


def test_the_same_text_elsewhere_has_whole_links(served):
    page = served.get(f"{BASE}/offres/charge-accueil-etat-civil/").decode()
    (posting,) = [
        data
        for data in map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S))
        if data["@type"] == "JobPosting"
    ]
    here = f"{HOST}{BASE}/offres/charge-accueil-etat-civil/"
    expected = [
        f"{HOST}{BASE}/offres/", f"{HOST}{BASE}/offres/", f"{here}../bibliothecaire-jeunesse/",
        f"{here}#le-poste", f"{HOST}{BASE}/questions/",
    ]
    detail = json.loads(served.get(f"{BASE}/api/offres/{posting['identifier']['value']}.json"))
    feed = ElementTree.fromstring(served.get(f"{BASE}/offres/feed.xml"))
    atom = "{http://www.w3.org/2005/Atom}"
    contents = [
        entry.findtext(f"{atom}content")
        for entry in feed.iter(f"{atom}entry")
        if entry.find(f"{atom}link").get("href") == here
    ]
    for text in [posting["description"], detail["html"], *contents]:
        assert re.findall(r'<a href="([^"]*)"', text)[-5:] == expected
        assert re.findall(r'<img src="([^"]*)"', text) == [
            f"{HOST}{BASE}/assets/logos/pays-aubrelle.svg"
        ]
    assert len(contents) == 1


def test_canonical_feeds_and_sitemap_name_the_folder(served):
    home = served.get(f"{BASE}/").decode()
    assert f'<link rel="canonical" href="{HOST}{BASE}/">' in home
    assert f"Sitemap: {HOST}{BASE}/sitemap.xml" in served.get(f"{BASE}/robots.txt").decode()
    for path in ["sitemap.xml", "offres/feed.xml", "partenaires/offres.xml", "api/offres.json"]:
        text = served.get(f"{BASE}/{path}").decode()
        assert f"{HOST}{BASE}/" in text
        assert not re.search(re.escape(HOST) + r"/(?!emplois/)", text)


def test_the_check_knows_the_folder(tmp_path):
    text = small.offer("Jardinière ou jardinier") + "\n[Bon](/offres/), [faux](/nulle-part/).\n"
    site = small.small_site(
        tmp_path / "site",
        {
            "content/offers/jardin.md": text,
            "content/site.yml": small.SETTINGS.replace("//emplois.example", "//emplois.example/rh"),
        },
    )
    run = vivier("check", "--site", site, "--date", "2026-11-21", "--json")
    assert run.codes == ["dead-link"]
    assert "/rh/nulle-part/" in run.errors[0]
