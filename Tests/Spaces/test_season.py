"""A whole season, on nginx, with an endpoint that is killed at random: nothing lost, nothing doubled, nothing told.

12 candidates in `make test`, 1,000 with VIVIER_SPACES=full; one of them in a browser.
"""

import base64
import collections
import concurrent.futures
import email
import email.policy
import hashlib
import hmac
import http.client
import json
import os
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bodies import PDF
from conftest import HOOKS
from mailserver import MailServer
from program import OK
from restless import Killer, insistently, on_nginx
from test_replies import answer
from test_shell import RULES, ready

CROWD = 1_000 if os.environ.get("VIVIER_SPACES") == "full" else 12
PHRASE = "quatre mots très simples"
# Stands in all that anybody of the crowd writes.
MARK = "Marqueur"


class Candidate:
    """One of the crowd: does what its number says, and knows what must have come of it."""

    def __init__(self, season, place):
        self.season, self.place = season, place
        self.address = f"candidat{place}@{MARK.lower()}.example"
        self.name = f"{MARK} Numéro {place}"
        self.number = self.home = self.reply = None
        self.expected = collections.Counter(received=1)
        self.secrets = set()

    def does(self, every, rest=0) -> bool:
        return self.place % every == rest

    def apply(self):
        fields = [("name", self.name), ("email", self.address), ("offer", f"2026-{self.place % 3 + 1}"), ("language", "fr"),
                  ("idempotency_key", hashlib.sha256(f"{self.place}".encode()).hexdigest()[:32])]
        sent = insistently(lambda: self.season.server.submit(fields, [("cv", f"{MARK}.pdf", PDF)]))
        assert sent.status in (200, 201), sent.text
        self.number = sent.json["receipt"]

    def read(self, mail):
        """Takes the link out of the letter that came."""
        (self.home,) = set(re.findall(r"#v1\.([a-z2-7]{52})", mail.get_body(("plain",)).get_content()))
        self.reply = mail["Reply-To"]
        self.secrets.add(self.home)

    def open(self, code):
        self.secrets.add(code)
        page = insistently(lambda: self.season.open(code))
        assert page.status == 200, (self.place, page.status)
        # What the host serves is the sealed page, byte for byte, under the name that the code gives.
        answered = fetched(self.season.site_port, f"/espace/s/{name_of(code)}")
        assert answered == (200, (self.season.sealed / name_of(code)).read_bytes())
        return page

    def page(self):
        (code,) = self.open(self.home).codes
        return self.open(code)

    def act(self, page, action, kind, files=(), **fields):
        done = insistently(lambda: self.season.act(page.token(action), files, **fields))
        assert done.status == 200, (self.place, action, done.words)
        self.expected[kind] += 1

    def edit(self):
        page = self.page()
        if self.does(10):
            done = insistently(lambda: self.season.act(self.open(self.home).token("password"), password=PHRASE, again=PHRASE))
            assert done.status == 200
            entered = insistently(lambda: self.season.post("/sign-in", email=self.address, password=PHRASE))
            assert (entered.status, entered.headers["Location"].split("#v1.")[1]) == (303, self.home)
        if self.does(2):
            self.act(page, "correct", "fields-changed", name=f"{self.name} corrigé", phone="06 98 76 54 32")
        if self.does(5):
            self.act(page, "message", "message", text=f"{MARK} {self.place} demande.")

    def respond(self):
        if self.does(3):
            self.act(self.page(), "supply", "document-added", [("file", f"{MARK}-pièce.pdf", PDF)])
        if self.does(4, 1):
            message = answer(f"{MARK} {self.place} répond.", sender=self.address, to=self.reply)
            done = self.season.mail(message, self.reply)
            assert json.loads(done.out)["state"] == "replied", done.err
            self.expected["mail-received"] += 1

    def leave(self):
        page = self.page()
        if self.does(6):
            self.act(page, "withdraw", "withdrawn", scope="this", confirm="yes", reason=f"{MARK} raison")
        elif self.does(6, 1):
            self.act(page, "withdraw", "withdrawn", scope="pool", confirm="yes")
        elif self.is_erased:
            token = self.open(self.home) if self.does(6, 2) else page
            action, fields = ("erase-all", {}) if self.does(6, 2) else ("withdraw", {"scope": "erase"})
            done = insistently(lambda: self.season.act(token.token(action), confirm="yes", **fields))
            # Whose first press did it, and who was not told so, hears that it is done.
            assert done.status in (200, 410), done.words

    @property
    def is_erased(self) -> bool:
        return self.does(6, 2) or self.does(6, 3)

    def check(self):
        found = list(self.season.folder.glob(f"store/dossiers/{self.number[-2:]}/{self.number}"))
        if self.is_erased:
            assert found == [] and (self.season.folder / f"store/tombstones/{self.number[-2:]}/{self.number}.json").is_file()
            return
        events = self.season.events(self.number)
        happened = collections.Counter(event["k"] for event in events if event["k"] not in ["mail-queued", "mail-sent"])
        assert happened == self.expected, self.place
        promised = [event["d"]["mail"] for event in events if event["k"] == "mail-queued"]
        assert len(promised) == len(set(promised))


def name_of(code) -> str:
    """The file of a sealed page: HKDF-SHA-256 of its code (docs/sealed-pages.md)."""
    secret = base64.b32decode(code.upper() + "====")
    key = hmac.digest(bytes(32), secret, "sha256")
    return base64.b32encode(hmac.digest(key, b"vivier/page/1/id\x01", "sha256")[:16]).decode().lower().rstrip("=")


def fetched(port, path) -> tuple:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answered = connection.getresponse()
    content = answered.read()
    connection.close()
    return answered.status, content


def deliver(season, server) -> dict:
    """Sends all letters that wait; the first to each address."""
    done = season.intake("outbox", "run", "--smtp", server.address, "--tls", "none")
    assert done.code == OK, done.err
    mails = [email.message_from_bytes(content, policy=email.policy.default) for _, _, content in server.recorder.messages]
    identities = [mail["Message-ID"] for mail in mails]
    assert len(identities) == len(set(identities))
    return {mail["To"].addresses[0].addr_spec: mail for mail in reversed(mails)}


def told(season, crowd, logs) -> list:
    """Every byte that the host serves, or that anybody wrote down, held against all that is known of anybody."""
    words = [MARK, MARK.lower(), "33698765432", "98 76 54 32"]
    wanted = [word.encode() for word in words] + [b"v1.1."]
    # Wherever base 64 begins, these letters of a word are in it.
    for word in [MARK, MARK.lower()]:
        wanted += [base64.b64encode(b"x" * shift + word.encode())[4 if shift else 0:-4] for shift in range(3)]
    secrets = set().union(*(one.secrets for one in crowd)) | {one.number for one in crowd}
    found = []
    paths = [path for path in (season.folder / "public").rglob("*") if path.is_file()]
    pieces = [(path.name, path.read_bytes() + path.name.encode()) for path in paths] + logs
    for name, content in pieces:
        found += [(name, word) for word in wanted if word in content]
        runs = {run.decode() for run in re.findall(rb"[a-z2-7]{26,}", content)}
        found += [(name, secret) for secret in secrets & runs]
    assert sum(len(content) for _, content in pieces) > 100_000
    return found


def test_a_season_of_a_crowd(season):
    crowd = [Candidate(season, place) for place in range(CROWD)]

    def everybody(step, who=crowd):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for done in [pool.submit(getattr(one, step)) for one in who]:
                done.result()

    killer = Killer(season, 20261122, (0.3, 1.5) if CROWD < 100 else (2, 8))
    with on_nginx(season) as host, MailServer() as server:
        with killer:
            # Twice each: a second press, or a browser that tries again.
            everybody("apply", crowd + crowd[::5])
        assert len({one.number for one in crowd}) == CROWD
        season.press()
        mails = deliver(season, server)
        for one in crowd:
            one.read(mails[one.address])
        with killer:
            everybody("edit")
        asked = [one for one in crowd if one.does(3)]
        ids = [one.number for one in asked]
        done = season.intake("dossier", "ask", *ids, "--document", f"{MARK} diplôme", "--until", "2099-11-27", "--text", MARK)
        assert done.code == OK, done.err
        for one in asked:
            one.expected["document-requested"] += 1
        with killer:
            everybody("respond")
            everybody("leave")
        killer.kill()
        deliver(season, server)
        season.press()
        assert season.press() == {"format": 1, "written": 0, "deleted": 0}
        for one in crowd:
            one.check()
        assert season.intake("verify", templates=False).code == OK
        assert killer.kills >= 3
        logs = [(path.name, path.read_bytes()) for path in host.glob("*.log")] + [("endpoint", killer.log.encode())]
        assert told(season, crowd, logs) == []
        # The same search, where there is something to find.
        assert told(season, crowd, [("a journal", season.letters(crowd[0].number)["acknowledgement-1"].as_bytes())]) != []
    print(f"{CROWD} candidates, {killer.kills} kills, {len(server.recorder.messages)} mails")


def test_a_season_of_one_in_a_browser(season, chromium):
    """On a telephone, from the form to the erasure; the endpoint is killed before each press."""
    context = chromium.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 360, "height": 740}, reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(HOOKS)
    page = context.new_page()
    killer = Killer(season, 7)

    def check():
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("window.tried") == []

    def press(button, title):
        killer.kill()
        page.get_by_role("button", name=button, exact=True).click()
        page.locator("h1", has_text=title).wait_for()
        check()

    def reopen(*links):
        page.goto(link)
        ready(page, "home")
        check()
        for name in links:
            page.get_by_role("link", name=name).first.click()
            page.wait_for_selector("[data-ready=candidature], [data-ready=sheet]")
            check()

    title = "Éducatrice de jeunes enfants"
    with on_nginx(season), MailServer() as server:
        page.goto(f"{season.origin}/offres/o1/postuler/")
        check()
        page.get_by_label("Prénom et nom").fill(f"{MARK} Zoé")
        page.get_by_label("Adresse électronique").fill("zoe@exemple.fr")
        page.set_input_files("input[type=file]", files=[{"name": "CV.pdf", "mimeType": "application/pdf", "buffer": PDF}])
        killer.kill()
        while not page.is_visible("[data-send]"):
            page.click("[data-next]")
        check()
        # Who sends within two seconds is taken for a robot.
        page.wait_for_timeout(2100)
        page.click("[data-send]")
        page.wait_for_url("**/receipt/**")
        check()
        number = page.url.split("/")[-1].split("?")[0]
        mail = deliver(season, server)["zoe@exemple.fr"]
        link = re.search(r"http\S+#v1\.[a-z2-7]{52}", mail.get_body(("plain",)).get_content())[0]
        reopen()
        page.get_by_text("Choisir un mot de passe").click()
        page.get_by_label("Mot de passe", exact=True).fill(PHRASE)
        page.get_by_label("Le même, une seconde fois").fill(PHRASE)
        press("Enregistrer le mot de passe", "Votre mot de passe est enregistré")
        page.goto(f"{season.origin}/espace/")
        page.get_by_role("button", name="Fermer mon espace sur cet appareil").click()
        page.fill("#email", "zoe@exemple.fr")
        page.fill("#password", PHRASE)
        killer.kill()
        page.locator("form", has=page.locator("#password")).get_by_role("button").click()
        ready(page, "home")
        assert page.url == f"{season.origin}/espace/"
        reopen(title)
        page.get_by_text("Corriger mes coordonnées").click()
        page.get_by_label("Téléphone").fill("06 12 34 56 78")
        press("Enregistrer les corrections", "Vos corrections sont enregistrées")
        season.ask(number)
        reopen(title)
        page.locator("input[type=file]").set_input_files([{"name": "diplôme.pdf", "mimeType": "application/pdf", "buffer": PDF}])
        press("Envoyer la pièce", "Votre pièce est bien reçue")
        message = answer("Ma réponse par courriel.", to=mail["Reply-To"])
        assert json.loads(season.mail(message, mail["Reply-To"]).out)["state"] == "replied"
        reopen(title)
        assert "Ma réponse par courriel." in page.inner_text("[data-space-page]")
        page.get_by_text("Retirer cette candidature", exact=True).click()
        page.get_by_label("La retirer, et garder mon profil").check()
        page.get_by_label("Je confirme").check()
        press("Retirer la candidature", "Votre candidature est retirée")
        reopen()
        page.get_by_text("Tout effacer", exact=True).first.click()
        page.get_by_label("Je confirme que tout est effacé").check()
        kinds = season.kinds(number)
        press("Tout effacer", "Tout est effacé")
        assert kinds == ["received", "fields-changed", "document-requested", "document-added", "withdrawn"]
        assert not list(season.folder.glob(f"store/dossiers/*/{number}")) and list(season.sealed.iterdir()) == []
    context.close()
