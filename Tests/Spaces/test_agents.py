"""The pages of agents: what they see, what they may do, and who did it.

Names of tests have the ids of features; what a page did is read in the journal.
"""

import base64
import hashlib
import json
import re
import time
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bodies import PDF
from conftest import HOOKS
from program import ERRORS, OK, run
from test_desk import AFTER, AGENTS, CAMPAIGN, desk  # noqa: F401
from test_shell import RULES, ready

PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


class Office:
    """A desk with the pages of its agents."""

    def __init__(self, desk):
        self.desk = desk
        self.season = desk.season

    def run(self, *arguments, code=OK):
        done = self.season.intake(*arguments, "--public", self.season.folder / "public")
        assert done.code == code, done.err
        return done.out.decode().strip()

    def link(self, agent="ab") -> str:
        return self.run("agents", "link", agent)

    def home(self, agent="ab"):
        return self.season.open(self.link(agent).split("#v1.")[1])

    def case(self, number, agent="ab"):
        """The page of a dossier, by way of the home and the list."""
        home = self.home(agent)
        for code in home.codes:
            page = self.season.open(code)
            for row in [code, *page.codes] if "Tous les dossiers" in page.words else [code]:
                found = self.season.open(row)
                if f".{number}." in found.text:
                    return found
        raise AssertionError("the home does not lead there")

    def act(self, number, name, subject="", agent="ab", **fields):
        token = self.case(number, agent).token("desk")
        return self.send(token, name, subject, **fields)

    def send(self, token, name, subject="", **fields):
        answer = self.season.action(token, **{"do": name, "subject": subject, **fields})
        return answer

    def restart(self):
        """The server reads the rules of the site again."""
        self.season.server.process.kill()
        self.season.server.process.wait(timeout=20)
        self.season.start()

    def renew(self):
        """All pages, as each night."""
        self.season.press("--public", self.season.folder / "public")


def wait(is_so):
    """What others do is on the pages a moment later."""
    for _ in range(100):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it is not on the page")


@pytest.fixture
def office(desk):  # noqa: F811
    office = Office(desk)
    office.restart()
    return office


def test_S4_44_who_acts_is_the_agent_of_the_page_and_no_field_says_another(office):
    number = office.desk.apply()
    office.renew()
    answer = office.act(number, "document", "cv", verdict="accept", by="cd", agent="ab")
    assert answer.status == 303
    last = office.season.events(number)[-1]
    assert (last["k"], last["by"]) == ("document-accepted", "hr:ab")
    assert answer.headers["Location"].startswith(office.season.origin + "/espace/#v1.")
    shown = office.season.open(answer.headers["Location"].split("#v1.")[1])
    assert "Pièce validée" in shown.words and "Ada Berger" in shown.words
    # Who did the rest is told in words, too.
    assert "Candidature reçue La personne" in shown.words


def test_S4_44_a_reader_is_offered_nothing_and_a_reviewer_no_decision(office):
    number = office.desk.apply()
    office.renew()
    reader, reviewer = office.case(number, "ef"), office.case(number, "cd")
    assert "vous ne pouvez rien y changer" in reader.words and 'name="do" value="accept"' not in reader.text
    assert 'value="note"' in reviewer.text and 'value="reject"' not in reviewer.text
    before = office.season.events(number)
    for agent, name, fields in [("ef", "note", {"text": "x"}), ("ef", "message", {"text": "x"}), ("cd", "reject", {"reason": "x", "step": "do"})]:
        answer = office.act(number, name, agent=agent, **fields)
        assert (answer.status, "Vous n’y avez pas droit" in answer.text) == (422, True)
    assert office.season.events(number) == before


def test_S4_44_an_agent_of_another_campaign_sees_nothing_of_the_dossier(office):
    number = office.desk.apply(name="Zoé Martin")
    office.renew()
    home = office.home("gh")
    assert "Aucun dossier à traiter" in home.words
    pages = [home, *(office.season.open(code) for code in home.codes)]
    assert not any("Martin" in page.text or number in page.text for page in pages)
    # Not even with the right to their own list.
    token = re.findall(r'name="token" value="([^"]+)"', home.text)[0]
    assert token.split(".")[5] == "-"


def test_S4_44_what_is_not_allowed_any_more_is_gone_from_the_pages(office):
    number = office.desk.apply()
    office.renew()
    link, token = office.link(), office.case(number).token("desk")
    (office.season.folder / "agents.csv").write_text(AGENTS.replace("decider,\ncd", "decider,campaign:autre\ncd"))
    office.run("agents", "import", office.season.folder / "agents.csv")
    assert "Aucun dossier à traiter" in office.home().words
    assert "Vous n’y avez pas droit" in office.send(token, "note", text="x").text
    office.run("agents", "remove", "ab")
    assert office.season.open(link.split("#v1.")[1]).status == 404
    assert office.send(token, "note", text="x").status in (404, 410)
    (office.season.folder / "agents.csv").write_text(AGENTS)
    office.run("agents", "import", office.season.folder / "agents.csv")
    assert office.link() != link


def test_links_of_an_agent_are_taken_back(office):
    number = office.desk.apply()
    office.renew()
    link, token = office.link(), office.case(number).token("desk")
    code = office.home().codes
    assert office.run("agents", "renew", "ab") == office.link() != link
    assert "Ce lien a été remplacé" in office.season.open(link.split("#v1.")[1]).words
    assert all(office.season.open(old).status == 404 for old in code)
    assert office.send(token, "note", text="x").status == 410
    assert 'value="note"' in office.case(number).text
    assert "no-such-agent" in office.season.intake("agents", "renew", "nobody", "--public", office.season.folder / "public").err


def test_an_agent_signs_in_with_a_password_of_their_own(office):
    number = office.desk.apply(email="ada@essai.example")
    office.renew()
    password = "quatre mots faciles ici"
    assert "enregistré" in office.season.act(office.home().token("password"), password=password, again=password).words
    answer = office.season.post("/sign-in", email="ADA@essai.example", password=password)
    assert answer.headers["Location"] == office.link()
    assert office.season.post("/sign-in", email="ada@essai.example", password="autre chose que ceci").status == 403
    # Who has the same address as a candidate has another space.
    assert office.season.link(number) != office.link()


def test_S4_01_S4_02_the_queue_says_what_waits_what_is_late_first(office):
    late, fresh = office.desk.apply("Léo Roux"), office.desk.apply("Ada Petit")
    office.season.act(office.season.candidature(late).token("message"), text="Bonjour ?")
    wait(lambda: "Répondre à un message" in office.home().words)
    done = office.season.intake("spaces", "--now", "2027-01-20T08:00:00.000Z")
    assert done.code == OK, done.err
    page = office.home()
    assert "2 dossiers à traiter" in page.words and "1 est en retard" in page.words
    office.renew()
    page = office.home()
    assert "2 dossiers à traiter" in page.words and "Rien n’est en retard" in page.words
    assert "Tous les dossiers 2" in page.words
    office.desk.do("dossier", "reject", fresh, "--reason", "hors profil")
    assert "1 dossier à traiter" in office.home().words


def test_S1_14_a_decision_is_read_before_it_is_done_and_undone_before_its_letter_left(office):
    path = office.season.folder / "content/campaigns/hiver.yml"
    path.write_text(path.read_text() + "delays: {hold: 15}\n")
    office.restart()
    number = office.desk.apply()
    office.renew()
    before = office.season.events(number)
    asked = office.act(number, "return", text="La date manque.")
    assert asked.status == 200 and office.season.events(number) == before
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", asked.text))
    assert "Rien n’est encore fait" in words and "La date manque." in words and "zoe@exemple.fr" in words
    # What opens the space of the candidate is not shown to anybody else.
    assert office.season.home(number) not in asked.text
    fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', asked.text))
    assert fields["step"] == "do" and fields["text"] == "La date manque."
    token = fields.pop("token")
    assert office.season.action(token, **fields).status == 303
    assert office.season.action(token, **fields).status == 303
    assert office.season.kinds(number).count("returned") == 1
    page = office.case(number)
    assert "Part le" in page.words and 'value="undo"' in page.text
    assert office.act(number, "undo", step="do").status == 303
    assert office.season.kinds(number)[-1] == "undone"
    assert 'value="undo"' not in office.case(number).text


def test_S4_10_S4_13_documents_are_looked_at_and_judged(office):
    number = office.desk.apply()
    office.renew()
    sha256 = hashlib.sha256(PDF).hexdigest()
    got = office.act(number, "file", sha256, agent="ef")
    # What is seen runs nothing of it; the original is one step further.
    assert got.status == 303
    path = urlsplit(got.headers["Location"]).path
    assert path.startswith("/document/")
    assert office.season.server.ask("GET", path).status == 200
    assert office.season.server.ask("GET", path + "/unscanned").body == PDF
    assert office.act(number, "file", "0" * 64).status == 404
    refused = office.act(number, "document", "cv", verdict="refuse")
    assert "Il manque un texte" in refused.text
    assert office.act(number, "document", "cv", verdict="refuse", comment="Illisible", visible="yes").status == 303
    assert office.season.said(number, "document-rejected")["visible"] is True
    assert "refusée" in office.case(number).words


def test_S4_25_tests_are_planned_and_marked_on_the_page(office):
    number = office.desk.apply()
    office.desk.accept(number)
    office.renew()
    page = office.case(number)
    assert "Inviter : Épreuve écrite" in page.words and "Inviter : Oral" not in page.words
    bad = office.act(number, "plan", "written", step="do")
    assert (bad.status, "L’heure manque" in bad.text) == (422, True)
    assert office.act(number, "plan", "written", starts="2099-01-12T09:00", place="Salle A", step="do").status == 303
    assert office.season.said(number, "test-planned")["starts"] == "2099-01-12T08:00:00.000Z"
    assert "pas encore eu lieu" in office.act(number, "mark", "written", mark="14").text

    def is_marked_once_it_was_held():
        # The server may just be making the page as it is today.
        office.season.press("--now", AFTER)
        return 'value="mark"' in office.case(number).text

    wait(is_marked_once_it_was_held)


def test_S4_32_what_can_be_done_follows_from_what_happens_to_others(office):
    first, second = office.desk.apply("Zoé Martin"), office.desk.apply("Ada Petit")
    office.desk.accept(first, second)
    office.desk.test(first, second)
    page = office.season.folder / "list.html"
    office.desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", page, "--record")
    office.renew()
    assert 'value="select"' in office.case(second).text
    assert office.act(first, "select", step="do").status == 303
    wait(lambda: 'value="select"' not in office.case(second).text)
    assert "Tous les postes sont pris" in office.act(second, "select", step="do").text


def test_S4_18_several_are_written_to_at_once_and_each_letter_is_read_before(office):
    numbers = [office.desk.apply(name) for name in ["Zoé Martin", "Ada Petit"]]
    office.renew()
    token = office.home().token("desk")
    body = [("token", token), ("do", "message"), ("text", "Réunion lundi."), *[("dossier", number) for number in numbers]]
    asked = send(office, body)
    assert asked.status == 200 and asked.text.count("Réunion lundi.") >= 2 and "Pour 2 personnes" in asked.text
    assert all(office.season.kinds(number) == ["received"] for number in numbers)
    answer = send(office, [*body, ("step", "do")])
    assert answer.status == 303 and send(office, [*body, ("step", "do")]).status == 303
    for number in numbers:
        assert office.season.kinds(number) == ["received", "message"]
        assert office.season.letter(number, "message-3")["to"] is not None
    assert send(office, [("token", token), ("do", "message"), ("text", "x")]).status == 422


def send(office, fields):
    from bodies import CONTENT_TYPE, multipart
    return office.season.server.ask("POST", "/action", multipart(fields, []), {"Content-Type": CONTENT_TYPE})


def test_what_candidates_send_is_on_the_pages_a_moment_later(office):
    office.renew()
    number = office.desk.season.server.submit([("name", "Zoé Martin"), ("email", "z@exemple.fr"), ("offer", "2026-1")], [("cv", "cv.pdf", PDF)]).json["receipt"]
    wait(lambda: "1 dossier à traiter" in office.home().words)
    assert "Zoé Martin" in office.case(number).words


def test_erased_dossiers_and_sheets_are_on_no_page(office):
    number = office.desk.apply()
    office.season.sheet(number)
    office.renew()
    codes = office.case(number).codes
    assert "Tous les dossiers 1" in office.home().words
    names = set(office.season.sealed.iterdir())
    done = office.season.intake("erase", number, "--yes", "--public", office.season.folder / "public")
    if done.code != OK:
        done = office.season.intake("erase", number, "--public", office.season.folder / "public")
    assert done.code == OK, done.err
    assert len(names - set(office.season.sealed.iterdir())) >= 4
    office.renew()
    assert "Tous les dossiers 0" in office.home().words
    assert codes is not None


def test_no_byte_outside_sealed_pages_tells_of_a_dossier_or_an_agent(office):
    markers = ["Marqueur-Zoé", "note-marqueur", "ada@essai.example", "Ada Berger"]
    number = office.desk.apply("Marqueur-Zoé", email="zoe.marqueur@exemple.fr")
    office.renew()
    assert office.act(number, "note", text="note-marqueur").status == 303
    office.act(number, "return", text="note-marqueur")
    office.act(number, "document", "note-marqueur", verdict="accept")
    home = office.home()
    wanted = markers + [office.link().split("#v1.")[1], number, *home.codes, home.token("desk")]
    for path in (office.season.folder / "public").rglob("*"):
        if path.is_file():
            content = path.read_bytes() + path.name.encode()
            for one in wanted:
                assert one.encode() not in content, (path, one)
                assert base64.b64encode(one.encode())[:-4] not in content
    log = "\n".join(office.season.host.asked + office.season.server.said)
    assert not [one for one in wanted if one in log]


def test_S4_05_S4_15_S4_16_S4_28_a_dossier_is_noted_returned_and_refused_on_its_page(office):
    number = office.desk.apply()
    office.renew()
    assert office.act(number, "note", text="Bonne lettre.").status == 303
    paper = office.season.folder / "copie.pdf"
    paper.write_bytes(PDF)
    office.desk.do("dossier", "note", number, "--text", "Copie de l’épreuve", "--file", paper)
    page = office.case(number)
    assert "Bonne lettre." in page.words and "copie.pdf" in page.words
    assert "Bonne lettre." not in office.season.candidature(number).text and "copie.pdf" not in office.season.candidature(number).text
    assert office.act(number, "return", text="Ajoutez la date.", step="do").status == 303
    office.season.act(office.season.candidature(number).token("correct"), name="Zoé Martin", message="Le 3 mars.")
    wait(lambda: "Reçu" in office.case(number).words)
    assert office.act(number, "reject", reason="hors profil", step="do").status == 303
    # A note can be taken at any time.
    assert office.act(number, "note", text="À revoir en mars.").status == 303
    assert office.season.kinds(number) == ["received", "note", "note", "returned", "fields-changed", "set-aside", "note"]


def test_S4_41_the_queue_leads_to_the_film_that_teaches_it(office):
    path = office.season.folder / "content/campaigns/hiver.yml"
    path.write_text(path.read_text() + "guide: https://films.essai.example/epreuves\n")
    office.restart()
    office.renew()
    assert "Mode d’emploi" not in office.home().words
    office.desk.apply()
    office.renew()
    home = office.home()
    assert "Mode d’emploi : Hiver 2026" in home.words and 'href="https://films.essai.example/epreuves"' in home.text
    assert "Mode d’emploi" not in office.home("gh").words


def test_B_10_who_is_not_named_to_mark_a_test_cannot(office):
    path = office.season.folder / "content/campaigns/hiver.yml"
    path.write_text(path.read_text().replace("weight: 2,", "weight: 2, examiners: [cd],"))
    office.restart()
    number = office.desk.apply()
    office.desk.accept(number)
    office.desk.do("dossier", "plan", number, "--test", "written", "--starts", "2099-01-12T09:00")
    mark = ["dossier", "mark", number, "--test", "written", "--mark", "14"]
    assert office.desk.refused(*mark, by="ab", now=AFTER) == office.desk.refused(*mark, by=None, now=AFTER) == "not-examiner"

    def only_examiners_are_asked_for_a_mark():
        # The server may just be making the page as it is today.
        office.season.press("--now", AFTER)
        return 'value="mark"' in office.case(number, "cd").text

    wait(only_examiners_are_asked_for_a_mark)
    assert 'value="mark"' not in office.case(number, "ab").text
    office.desk.do(*mark, by="cd", now=AFTER)
    assert office.season.events(number)[-1]["by"] == "hr:cd"


def test_B_08_each_of_the_team_rates_a_test_apart_and_its_candidate_sees_none_of_it(office):
    path = office.season.folder / "content/campaigns/hiver.yml"
    skills = "skills: [{name: clarity, label: Clarté}, {name: law, label: Droit}],"
    path.write_text(path.read_text().replace("weight: 2,", f"weight: 2, {skills}"))
    office.restart()
    number = office.desk.apply()
    office.desk.accept(number)
    office.desk.do("dossier", "plan", number, "--test", "written", "--starts", "2099-01-12T09:00")
    rate = ["dossier", "rate", number, "--test", "written", "--recommend", "yes"]
    for more, code in [([], "wrong-rating"), (["--skill", "clarity=4"], "wrong-rating"), (["--skill", "clarity=4", "--skill", "law=6"], "wrong-rating")]:
        assert office.desk.refused(*rate, *more, now=AFTER) == code
    whole = ["--skill", "law=2", "--skill", "clarity=4", "--comment", "Répond bien."]
    assert office.desk.refused(*rate, *whole) == "not-taken-yet"
    assert office.desk.refused(*rate, *whole, by=None, now=AFTER) == "no-agent"
    office.desk.do(*rate, *whole, by="cd", now=AFTER)
    office.desk.do(*rate, "--skill", "clarity=1", "--skill", "law=1", by="ab", now=AFTER)
    office.desk.do(*rate, "--skill", "clarity=5", "--skill", "law=1", by="ab", now=AFTER)
    assert [event["by"] for event in office.season.events(number) if event["k"] == "test-rated"] == ["hr:cd", "hr:ab", "hr:ab"]
    assert [(one["by"], one["skills"]) for one in office.desk.show(number)["tests"][0]["ratings"]] == [
        ("hr:cd", {"clarity": 4, "law": 2}), ("hr:ab", {"clarity": 5, "law": 1})]

    def can_be_rated():
        # The server may just be making the page as it is today.
        office.season.press("--now", AFTER)
        return 'name="skill-law"' in office.case(number).text

    wait(can_be_rated)
    assert "Diaz, Carlo : Plutôt oui Clarté 4 / 5, Droit 2 / 5 Répond bien." in office.case(number).words
    assert "Clarté" not in office.season.candidature(number).text


def test_figures_are_on_a_page_of_who_sees_the_dossiers_and_of_fewer_than_five_nothing(office):
    for index in range(5):
        office.season.server.submit([("name", f"N{index}"), ("email", f"n{index}@exemple.fr"), ("offer", "2026-1")], [("cv", "cv.pdf", PDF)])
    office.season.server.submit([("name", "Seule"), ("email", "s@exemple.fr"), ("offer", "2026-2")], [])
    office.renew()
    page = figures_page(office)
    assert "Hiver 2026" in page.words and "Étapes franchies : Éducatrice de jeunes enfants" in page.words
    assert re.search(r"<th scope=\"row\">Reçue</th><td>5</td>", page.text)
    # The one of another offer is counted nowhere.
    assert "<td>1</td>" not in page.text and "non montré" in page.words
    assert "Il n’y a encore rien à compter." in figures_page(office, "gh").words


def figures_page(office, agent="ab"):
    pages = [office.season.open(code) for code in office.home(agent).codes]
    return next(page for page in pages if "<h1 tabindex=\"-1\">Chiffres de la campagne" in page.text)


def test_without_scripts_rows_are_read_in_words_of_the_list_and_of_its_pages(office):
    season = office.season
    numbers = [office.desk.apply(f"Personne {index}") for index in range(3)]
    office.desk.do("dossier", "tag", numbers[0], "--add", "bafa")
    office.renew()
    code = next(code for code in office.home().codes if "data-desk-parts" in season.open(code).text)
    newest = season.open(code)
    assert "3 dossiers affichés" in newest.words and "Dossiers reçus, du" in newest.words
    (part,) = [code for code in newest.codes if "Personne" in season.open(code).words and "data-desk-rows" in season.open(code).text]
    page = season.open(part)
    for words in ["Personne 0 bafa", "Éducatrice de jeunes enfants 2026-1", "Examiner le dossier"]:
        assert words in page.words and words in newest.words
    assert [*map(page.words.index, ["Personne 2", "Personne 1", "Personne 0"])] == sorted(map(page.words.index, [f"Personne {n}" for n in range(3)]))
    # Each leads to its dossier, and back.
    assert set(page.codes) - {code} == set(newest.codes) - {part}
    assert f".{numbers[0]}." in season.open(page.codes[-1]).text and code in page.codes


# In a browser.


@pytest.fixture(params=["light", "dark"])
def window(chromium, request):
    context = chromium.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", viewport=SCREEN, reduced_motion="reduce", color_scheme=request.param, bypass_csp=True)
    context.add_init_script(HOOKS)
    yield context.new_page()
    context.close()


def violations(page):
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def test_pages_keep_to_wcag_and_never_scroll_sideways(office, window):
    office.desk.apply("Maximilienne Longuenom-Delarivière", message="Bonjour. " * 40)
    office.desk.apply("Ada Petit")
    office.renew()
    window.goto(office.link())
    for kind in ["desk", "desk-list", "desk-case"]:
        if kind == "desk-list":
            window.get_by_role("link", name="Tous les dossiers").click()
        if kind == "desk-case":
            window.get_by_role("link", name="Maximilienne").click()
        ready(window, kind)
        for size in [PHONE, SCREEN]:
            window.set_viewport_size(size)
            if kind == "desk-list":
                # On a phone the rows come first, the choices when they are asked for.
                choices = window.get_by_label("Campagne")
                assert choices.is_visible() == (size == SCREEN or window.locator("[data-desk-choose]").get_attribute("aria-expanded") == "true")
                if size == PHONE:
                    window.get_by_role("button", name="Filtrer").click()
                    assert choices.is_visible()
            assert violations(window) == [], (kind, size)
            assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), (kind, size)


def test_the_desk_is_worked_with_the_keyboard_alone(office, chromium):
    numbers = {name: office.desk.apply(name) for name in ["Zoé Martin", "Ada Petit", "Léo Roux"]}
    office.renew()
    context = chromium.new_context(locale="fr-FR", viewport=SCREEN)
    page = context.new_page()
    page.goto(office.link())
    ready(page, "desk")
    page.keyboard.press("j")
    page.keyboard.press("j")
    chosen = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    ready(page, "desk-case")
    assert page.inner_text("h1:visible") == chosen
    assert "2 / 3" in page.inner_text(".crumb")
    page.keyboard.press("n")
    page.wait_for_function("name => document.querySelector('[data-space-page] h1').textContent !== name", arg=chosen)
    last = page.inner_text("h1:visible")
    for _ in range(2):
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.dataset.document") == "cv"
    page.locator("#part-1 summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator("#part-1 button.btn").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#part-1 .st')?.textContent === 'validée'")
    assert office.season.kinds(numbers[last])[-1] == "document-accepted"
    page.get_by_role("link", name="File de travail").click()
    ready(page, "desk")
    context.close()


def test_keys_of_one_letter_are_switched_off_for_good_on_this_device(office, chromium):
    for name in ["Zoé Martin", "Ada Petit"]:
        office.desk.apply(name)
    office.renew()
    context = chromium.new_context(locale="fr-FR", viewport=SCREEN)
    page = context.new_page()
    page.goto(office.link())
    ready(page, "desk")
    page.get_by_role("button", name="Éteindre les touches à une lettre").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Allumer les touches à une lettre"
    # Arrows are no letters.
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('tr') !== null")
    page.keyboard.press("x")
    assert page.locator("input[name=dossier]:checked").count() == 0
    page.reload()
    ready(page, "desk")
    page.get_by_role("button", name="Allumer les touches à une lettre").click()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("input[name=dossier]:checked").count() == 1
    context.close()


def test_a_decision_goes_from_the_page_to_the_journal_and_back(office, chromium):
    number = office.desk.apply()
    office.renew()
    context = chromium.new_context(locale="fr-FR", viewport=PHONE)
    page = context.new_page()
    page.goto(office.link())
    ready(page, "desk")
    page.get_by_role("link", name="Zoé Martin").click()
    ready(page, "desk-case")
    page.locator("summary", has_text="Ne pas retenir").click()
    page.get_by_role("textbox", name="Motif", exact=True).fill("hors profil")
    page.get_by_role("button", name="Ne pas retenir").click()
    page.get_by_text("Aucun courriel ne part.").wait_for()
    page.get_by_role("button", name="Ne pas retenir").click()
    ready(page, "desk-case")
    assert "Non retenu" in page.inner_text(".head")
    assert office.season.said(number, "set-aside") == {"reason": "hors profil"}
    page.get_by_role("link", name="File de travail").click()
    ready(page, "desk")
    assert page.inner_text("h1:visible") == "Aucun dossier à traiter"
    context.close()


def test_S4_40_the_list_is_filtered_in_the_browser(office, chromium):
    office.desk.apply("Zoé Martin")
    office.desk.apply("Ada Petit", offer="2026-2")
    office.renew()
    context = chromium.new_context(locale="fr-FR", viewport=SCREEN)
    page = context.new_page()
    page.goto(office.link())
    ready(page, "desk")
    # The other offer asks for no document.
    rows = page.locator("[data-desk-rows] tbody tr:visible")
    page.get_by_role("button", name="Vérifier une pièce").click()
    assert rows.count() == 1 and "Zoé Martin" in rows.inner_text()
    page.get_by_role("link", name="Tous les dossiers").click()
    ready(page, "desk-list")
    rows = page.locator("[data-desk-rows] tbody tr:visible")
    assert rows.count() == 2
    page.get_by_label("Nom, poste ou mot").fill("zoe")
    assert rows.count() == 1 and page.inner_text("[data-desk-status]") == "1 dossier affiché"
    page.get_by_label("Nom, poste ou mot").fill("")
    page.get_by_label("Campagne").select_option("default")
    assert rows.all_inner_texts()[0].find("Ada Petit") >= 0 and rows.count() == 1
    page.get_by_label("Campagne").select_option("*")
    page.get_by_label("Situation").select_option("received")
    page.get_by_label("Reçu à partir du").fill("2099-01-01")
    assert rows.count() == 0
    context.close()
