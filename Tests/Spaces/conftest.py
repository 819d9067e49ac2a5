"""A site with spaces: built by vivier, shown by a plain file server, with an intake beside it."""

import email
import email.policy
import html
import json
import re
import shutil
import socket
import sys
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path += [str(ROOT / "Tests/Intake"), str(ROOT / "Tests/Site"), str(HERE)]

from bodies import CONTENT_TYPE, PDF, multipart  # noqa: E402
from program import OK, PROGRAM, run  # noqa: E402
from server import Server  # noqa: E402
from support.browser import CHROMIUM, HOOKS  # noqa: E402

import os  # noqa: E402
import subprocess  # noqa: E402

VIVIER = Path(os.environ.get("VIVIER", ROOT / ".build/release/vivier"))
TEMPLATES = ROOT / "templates"

SITE = """\
title: Aubrelle
subtitle: Emplois
url: http://127.0.0.1:{site}
timezone: Europe/Paris
languages: [fr, en]
intake: http://127.0.0.1:{intake}
spaces: true
apply: {{form: apply}}
contact: {{email: emplois@essai.example}}
mail: {{from: Emplois <emplois@essai.example>, replies: candidatures@essai.example}}
policies: {{reply_within: 14}}
"""

FORM = """\
title: Postuler
for: offer
fields:
  - {name: name, type: text, label: Prénom et nom, required: true}
  - {name: email, type: mail, label: Adresse électronique, required: true}
  - {name: phone, type: phone, label: Téléphone}
  - {name: permit, type: choice, label: Permis, options: {b: Permis B, none: Aucun}}
  - {name: message, type: text, label: Message, lines: 5, max_length: 2000}
  - {name: cv, type: file, label: CV, max_size: 1 MB}
"""

OFFER = """\
---
title: {title}
reference: "{reference}"
employer: Crèche des Vernes
domain: accueil
contract: cdi
published: 2026-11-01
closes: 2099-12-01
---
Le poste.
"""


class Quiet(SimpleHTTPRequestHandler):
    """A static host: it knows files, 404.html, and writes down what it was asked."""

    def log_message(self, *_):
        self.server.asked.append(self.requestline)

    def send_error(self, code, *_):
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_until_quiet(folder):
    """Until the intake, which looks each second, has made the pages that commands of before changed."""
    end, seen, since = time.monotonic() + 400, None, 0.0
    while seen is None or time.monotonic() - since < 2.5:
        assert time.monotonic() < end, "pages are made on and on"
        now = {entry.name: entry.stat().st_mtime_ns for entry in os.scandir(folder)}
        if now != seen:
            seen, since = now, time.monotonic()
        time.sleep(0.2)


@dataclass
class Page:
    """A sealed page that the intake opened for a code, as a browser without scripts shows it."""

    status: int
    text: str

    @property
    def words(self) -> str:
        plain = re.sub(r"<[^>]*>", " ", self.text)
        return re.sub(r"\s+", " ", html.unescape(plain).replace("\u00a0", " ").replace("\u202f", " "))

    @property
    def codes(self) -> list:
        """The pages that it leads to."""
        return list(dict.fromkeys(re.findall(r'name="code" value="([a-z2-7]{52})"', self.text)))

    def tokens(self, action: str) -> list:
        return [token for token in re.findall(r'name="token" value="([^"]+)"', self.text) if token.split(".")[2] == action]

    @property
    def kinds(self) -> set:
        """What may be done with it."""
        return {token.split(".")[2] for token in re.findall(r'name="token" value="([^"]+)"', self.text)}

    def token(self, action: str, dossier=None) -> str:
        """The right to do something, with that dossier if one is named."""
        found = [token for token in self.tokens(action) if dossier in (None, token.split(".")[5])]
        assert found, f"no right to {action}"
        return found[0]


@dataclass
class Season:
    folder: Path
    site_port: int
    intake_port: int
    server: Server = None
    host: ThreadingHTTPServer = None
    store_options: list = field(default_factory=list)

    @property
    def options(self) -> list:
        return ["--store", self.folder / "store", "--content", self.folder / "content"]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.site_port}"

    @property
    def sealed(self) -> Path:
        return self.folder / "public/espace/s"

    def intake(self, *arguments, templates=True, **how):
        more = ["--templates", TEMPLATES] if templates else []
        return run(*arguments, *self.options, *more, **how)

    def build(self):
        built = subprocess.run(
            [VIVIER, "build", "--content", self.folder / "content", "--templates", TEMPLATES,
             "--out", self.folder / "public", "--date", "2026-11-21"],
            capture_output=True, text=True, timeout=120,
        )
        assert built.returncode == OK, built.stderr
        return built

    def press(self, *more) -> dict:
        done = self.intake("spaces", "--json", *more)
        assert done.code == OK, done.err
        return json.loads(done.out)

    def apply(self, files=(), **fields) -> str:
        """Sends a candidature; its number, once its pages are there."""
        fields = {"name": "Zoé Martin", "email": "zoe@exemple.fr", "offer": "2026-1", "language": "fr", **fields}
        answer = self.server.submit(list(fields.items()), files)
        assert answer.status == 201, answer.text
        number = answer.json["receipt"]
        self.receipt = answer.json
        self.press()
        return number

    def link(self, number) -> str:
        done = self.intake("spaces", "link", number)
        assert done.code == OK, done.err
        return done.out.decode().strip()

    def home(self, number) -> str:
        """The code of the space of a candidate."""
        return self.link(number).split("#v1.")[1]

    def open(self, code) -> Page:
        answer = self.server.ask("POST", "/space", f"code={code}", {"Content-Type": "application/x-www-form-urlencoded"})
        return Page(answer.status, answer.text)

    def candidature(self, number) -> Page:
        """The page of one candidature, by way of the home."""
        for code in self.open(self.home(number)).codes:
            page = self.open(code)
            if number in page.text or len(self.open(self.home(number)).codes) == 1:
                return page
        raise AssertionError("the home does not lead there")

    def act(self, token, files=(), **fields) -> Page:
        answer = self.action(token, files, **fields)
        return Page(answer.status, answer.text)

    def action(self, token, files=(), **fields):
        """The bare answer to an action."""
        body = multipart([("token", token), *fields.items()], files)
        return self.server.ask("POST", "/action", body, {"Content-Type": CONTENT_TYPE})

    def sheet(self, number, form="profile") -> Page:
        """A sheet that a candidate keeps, begun if need be."""
        mark = {"profile": 'name="headline"', "adjustments": 'name="recognised"'}[form]
        for _ in range(2):
            for code in self.open(self.home(number)).codes:
                page = self.open(code)
                if mark in page.text:
                    return page
            self.act(self.open(self.home(number)).token("open"), form=form)
        raise AssertionError("the home does not lead to the sheet")

    def ask(self, number, document="Copie du diplôme", until="2099-11-27", text="Une photo suffit."):
        done = self.intake("dossier", "ask", number, "--document", document, "--until", until, "--text", text)
        assert done.code == OK, done.err

    def journal(self, number) -> list:
        """What happened to a dossier, be it sealed: the lines without what they say."""
        (journal,) = self.folder.glob(f"store/dossiers/*/{number}/events.jsonl")
        return [json.loads(line) for line in journal.read_text().splitlines()]

    def events(self, number) -> list:
        (journal,) = self.folder.glob(f"store/dossiers/*/{number}/events.jsonl")
        return [json.loads(line) for line in journal.read_text().splitlines()]

    def letters(self, number) -> dict:
        """The mails about a candidature that wait, by their names."""
        paths = self.folder.glob(f"store/outbox/*/{number}.*")
        return {
            path.name.split(".")[1].removesuffix(":2,S"): email.message_from_bytes(
                path.read_bytes().split(b"\n", 1)[1], policy=email.policy.default)
            for path in paths
        }

    def letter(self, number, name):
        """A letter that the server writes a moment after its answer."""
        for _ in range(100):
            found = self.letters(number)
            if name in found:
                return found[name]
            time.sleep(0.05)
        raise AssertionError(f"no letter {name}, but {sorted(found)}")

    def mail(self, message, recipient=None, *more):
        """Gives a message to the intake as a mail server does."""
        for_whom = ["--recipient", recipient] if recipient else []
        return run(
            "mail", "--form", "apply", *for_whom, *more, "--json", *self.options, "--templates", TEMPLATES,
            stdin=bytes(message),
        )

    def kinds(self, number) -> list:
        return [event["k"] for event in self.events(number) if not event["k"].startswith("mail-")]

    def said(self, number, kind) -> dict:
        """What the last event of a kind says."""
        return [event["d"] for event in self.events(number) if event["k"] == kind][-1]

    def post(self, path, **fields):
        """Sends a short form."""
        return self.server.ask(
            "POST", path, urllib.parse.urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def start(self, rate="off"):
        place = type("Place", (), {"options": self.options})
        self.server = Server.start(
            place, "--rate-limit", rate, "--public", self.folder / "public",
            "--listen", f"127.0.0.1:{self.intake_port}",
        )


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A built site, copied for each test."""
    folder = tmp_path_factory.mktemp("site")
    ports = free_port(), free_port()
    content = folder / "content"
    for name in ["forms", "offers", "taxonomies"]:
        (content / name).mkdir(parents=True)
    (content / "site.yml").write_text(SITE.format(site=ports[0], intake=ports[1]))
    (content / "forms/apply.yml").write_text(FORM)
    for name in ["profile", "adjustments"]:
        shutil.copy(ROOT / f"content/forms/{name}.yml", content / "forms")
    (content / "taxonomies/domain.yml").write_text("accueil: {fr: Accueil}\n")
    (content / "taxonomies/contract.yml").write_text("cdi: {fr: CDI}\n")
    for number, title in [(1, "Éducatrice de jeunes enfants"), (2, "Chargée d'accueil"), (3, "Bibliothécaire")]:
        (content / f"offers/o{number}.md").write_text(OFFER.format(title=title, reference=f"2026-{number}"))
    season = Season(folder, *ports)
    season.build()
    return season


@pytest.fixture
def season(built, tmp_path):
    """An empty store, the site, its host and its intake."""
    for name in ["content", "public"]:
        shutil.copytree(built.folder / name, tmp_path / name)
    season = Season(tmp_path, built.site_port, built.intake_port)
    assert run("init", "--store", tmp_path / "store").code == OK
    season.host = ThreadingHTTPServer(("127.0.0.1", season.site_port), partial(Quiet, directory=str(tmp_path / "public")))
    season.host.asked = []
    threading.Thread(target=season.host.serve_forever, daemon=True).start()
    season.start()
    yield season
    # A browser keeps its connections: it would be waited for.
    season.server.process.kill()
    season.server.process.wait(timeout=20)
    season.host.shutdown()
    season.host.server_close()


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.skip(f"there is no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium):
    """A page on a telephone."""
    context = chromium.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    context.add_init_script(HOOKS)
    yield context.new_page()
    context.close()


def pytest_sessionstart(session):
    for program in [PROGRAM, VIVIER]:
        if not program.is_file():
            pytest.exit(f"there is no program at {program}: run 'make' or set VIVIER and VIVIER_INTAKE", returncode=2)
