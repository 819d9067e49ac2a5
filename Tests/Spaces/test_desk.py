"""The desk from the shell: a recruitment from the first dossier to the first day at work.

Names of tests have the ids of features; every journal is as it should be afterwards.
"""

import csv
import hashlib
import io
import json
import re

import pytest
from bodies import PDF
from program import ERRORS, OK, USAGE, run

CAMPAIGN = """\
title: Hiver 2026
period: {from: 2026-11-01, until: 2027-03-31}
vacancies:
  - {offer: "2026-1", positions: 1}
documents:
  - {name: cv, label: CV}
stages:
  - {name: review, label: Examen, days: 10}
  - {name: talk, label: Entretien, documents: [cv], tests: [written]}
tests:
  - {name: written, label: Épreuve écrite, kind: written, weight: 2, duration: 120}
  - {name: oral, label: Oral, kind: oral}
letters:
  refused: {fr: "Nous gardons votre dossier trois mois."}
"""

AGENTS = """\
id,name,email,role,scopes
ab,Ada Berger,ada@essai.example,decider,
cd,"Diaz, Carlo",carlo@essai.example,reviewer,
ef,Eve Faure,eve@essai.example,reader,
gh,Guy Hue,guy@essai.example,decider,campaign:autre
"""

# Days of the tests: applied in the clock of today, so the tests are far ahead.
WRITTEN, ORAL = "2099-01-12T09:00", ["2099-02-02T09:00", "2099-02-02T10:00"]
AFTER = "2099-03-01T12:00:00.000Z"


@pytest.fixture
def desk(season):
    (season.folder / "content/campaigns").mkdir()
    (season.folder / "content/campaigns/hiver.yml").write_text(CAMPAIGN)
    (season.folder / "agents.csv").write_text(AGENTS)
    done = run("agents", "import", season.folder / "agents.csv", "--store", season.folder / "store")
    assert (done.code, json.loads(done.out)["agents"]) == (OK, 4), done.err
    return Desk(season)


class Desk:
    def __init__(self, season):
        self.season = season

    def try_(self, *arguments, by="ab", now=None):
        more = ["--by", by] if by else []
        return self.season.intake(*arguments, *more, *(["--now", now] if now else []), "--public", self.season.folder / "public")

    def do(self, *arguments, **how) -> list:
        done = self.try_(*arguments, **how)
        assert done.code == OK, done.err
        return done.receipts

    def refused(self, *arguments, **how) -> str:
        """The code of what stood in the way; nothing may have changed."""
        before = {path: path.read_bytes() for path in self.season.folder.glob("store/dossiers/*/*/events.jsonl")}
        done = self.try_(*arguments, **how)
        assert done.code == ERRORS, done.out
        after = {path: path.read_bytes() for path in self.season.folder.glob("store/dossiers/*/*/events.jsonl")}
        assert before == after
        return re.findall(r"\[([a-z-]+)\]", done.err)[-1]

    def show(self, number, now=None) -> dict:
        done = self.season.intake("dossier", "show", number, *(["--now", now] if now else []))
        assert done.code == OK, done.err
        return done.receipt

    def campaign(self, *arguments) -> list:
        done = self.season.intake("campaign", *arguments, "--json")
        assert done.code == OK, done.err
        return done.receipts

    def apply(self, name="Zoé Martin", **fields):
        email = fields.pop("email", name.split()[0].lower().replace("é", "e") + "@exemple.fr")
        return self.season.apply(files=[("cv", "cv.pdf", PDF)], name=name, email=email, **fields)

    def accept(self, *numbers):
        self.do("dossier", "document", *numbers, "--name", "cv", "--accept")
        self.do("dossier", "accept", *numbers)

    def test(self, *numbers):
        """Both tests, taken and passed."""
        self.do("dossier", "plan", *numbers, "--test", "written", "--starts", WRITTEN, "--place", "Salle A")
        for index, number in enumerate(numbers):
            self.do("dossier", "mark", number, "--test", "written", "--mark", f"{15 - index}", now=AFTER)
        for index, number in enumerate(numbers):
            slot = f"2099-04-02T{9 + index:02}:00"
            self.do("dossier", "plan", number, "--test", "oral", "--slot", slot, now=AFTER)
            self.do("dossier", "answer", number, "--test", "oral", "--comes", "--slot", slot, now=AFTER)
            self.do("dossier", "mark", number, "--test", "oral", "--mark", "12,5", now="2099-05-01T12:00:00.000Z")
        self.do("dossier", "deliberate", *numbers, now="2099-05-02T12:00:00.000Z")

    def deliver(self) -> str:
        """Sends what is due; what was taken."""
        sender = self.season.folder / "sendmail"
        sender.write_text("#!/bin/sh\ncat > /dev/null\n")
        sender.chmod(0o755)
        done = self.season.intake("outbox", "run", "--sendmail", sender, "--public", self.season.folder / "public")
        assert done.code == OK, done.err
        return done.out.decode()

    def letters(self, number) -> list:
        return [event["d"]["mail"] for event in self.season.events(number) if event["k"] == "mail-queued"][1:]


def words(message) -> str:
    plain = message.get_body(("plain",)).get_content()
    return plain.replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ")


def test_S4_whole_recruitment(desk):
    """S4-03, S4-09, S4-12 to S4-14, S4-19, S4-22, S4-25, S4-26, S4-29 to S4-38, S4-42, S4-43."""
    first, second, third = (desk.apply(name) for name in ["Zoé Martin", "Ada Petit", "Léo Roux"])
    assert [line["kind"] for line in desk.do("dossier", "reject", third, "--reason", "hors profil")] == ["set-aside"]
    assert "Terminée" not in desk.season.candidature(third).words
    desk.accept(first, second)
    desk.test(first, second)
    report = desk.show(first)
    assert (report["phase"], report["overall"]) == ("deliberation", "14.17")
    assert report["formula"] == "(2 × 15/20 + 1 × 12.5/20) ÷ 3 × 20 = 14.17"
    assert [line["dossier"] for line in desk.campaign("show", "hiver", "--phase", "deliberation")] == [first, second]
    page = desk.season.folder / "list.html"
    listed = desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", page, "--record")
    assert listed[0]["sha256"] == hashlib.sha256(page.read_bytes()).hexdigest() == desk.show(second)["presented"]
    assert [place["dossier"] for place in listed[0]["ranks"]] == [first, second]
    # The first of the list is called, and declines; the next one is designated.
    assert desk.campaign("next", "hiver", "--offer", "2026-1")[0]["dossier"] == first
    desk.do("dossier", "select", first, "--call")
    assert desk.refused("dossier", "select", second) == "no-position"
    assert desk.refused("dossier", "reply", first, "--accepts") == "call-first"
    assert not [name for name in desk.letters(first) if name.startswith("selected")]
    (told,) = desk.do("dossier", "call", first, "--text", "Appelée à 10 h")
    assert told["letter"] == f"selected-{told['event']}"
    desk.do("dossier", "reply", first, "--declines")
    assert desk.campaign("next", "hiver", "--offer", "2026-1")[0]["dossier"] == second
    assert desk.refused("campaign", "refuse", "hiver", "--offer", "2026-1") == "post-not-taken"
    desk.do("dossier", "select", second)
    desk.do("dossier", "reply", second, "--accepts")
    # Refusals leave once the post is taken.
    assert [line["dossier"] for line in desk.do("campaign", "refuse", "hiver", "--offer", "2026-1")] == [third]
    assert desk.do("campaign", "refuse", "hiver", "--offer", "2026-1") == []
    letter = desk.season.letter(third, desk.letters(third)[-1])
    assert letter["Subject"] == "Éducatrice de jeunes enfants : la réponse à votre candidature"
    assert "Nous gardons votre dossier trois mois." in words(letter)
    assert "Terminée" in desk.season.candidature(third).words
    desk.do("dossier", "start", second)
    desk.do("dossier", "leave", second)
    assert [desk.show(number)["phase"] for number in [first, second, third]] == ["declined", "left", "refused"]
    assert desk.season.kinds(second) == [
        "received", "document-accepted", "accepted", "test-planned", "test-marked", "test-planned", "test-answered",
        "test-marked", "deliberating", "shortlisted", "selected", "offer-accepted", "started", "left"]
    assert {event["by"] for event in desk.season.events(second) if event["k"] in ("accepted", "selected")} == {"hr:ab"}
    assert run("verify", "--store", desk.season.folder / "store").code == OK


def test_S4_37_who_does_not_come_is_replaced(desk):
    first, second = desk.apply("Zoé Martin"), desk.apply("Ada Petit")
    desk.accept(first, second)
    desk.test(first, second)
    desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", desk.season.folder / "l.html", "--record")
    for command in [["select"], ["reply", "--accepts"], ["start"], ["absent"]]:
        desk.do("dossier", command[0], first, *command[1:])
    assert desk.refused("campaign", "refuse", "hiver", "--offer", "2026-1") == "post-not-taken"
    desk.do("dossier", "select", second)
    assert desk.show(first)["phase"] == "absent"


def test_S4_31_a_list_without_names(desk):
    numbers = [desk.apply("Zoé <b>Martin</b>"), desk.apply("Ada Petit")]
    desk.accept(*numbers)
    desk.test(*numbers)
    page = desk.season.folder / "list.html"
    desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", page, "--anonymous", "--size", "1")
    text = page.read_text()
    assert "Martin" not in text and numbers[0] in text and numbers[1] not in text
    desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", page)
    assert "Zoé &lt;b&gt;Martin&lt;/b&gt;" in page.read_text()
    assert desk.show(numbers[0])["phase"] == "deliberation"


def test_S1_11_S1_12_S1_13_documents_are_judged_one_by_one(desk):
    number = desk.apply()
    assert desk.refused("dossier", "accept", number) == "documents-not-valid"
    assert desk.refused("dossier", "document", number, "--name", "cv", "--refuse") == "nothing-said"
    assert desk.refused("dossier", "document", number, "--name", "diploma", "--accept") == "no-such-document"
    desk.do("dossier", "document", number, "--name", "cv", "--refuse", "--comment", "Illisible", "--visible", by="cd")
    assert desk.refused("dossier", "accept", number) == "incomplete"
    desk.do("dossier", "document", number, "--name", "cv", "--accept", "--comment", "Vu en réunion", by="cd")
    desk.do("dossier", "accept", number)
    judged = [event for event in desk.season.events(number) if event["k"].startswith("document-")]
    assert [(event["k"], event["by"], event["d"]["comment"], event["d"]["visible"]) for event in judged] == [
        ("document-rejected", "hr:cd", "Illisible", True), ("document-accepted", "hr:cd", "Vu en réunion", False)]
    assert "Vu en réunion" not in desk.season.candidature(number).text


def test_S1_17_returned_to_be_corrected(desk):
    number = desk.apply()
    desk.do("dossier", "document", number, "--name", "cv", "--refuse", "--comment", "Page 2 manquante", "--visible")
    (done,) = desk.do("dossier", "return", number, "--text", "Complétez votre CV.")
    mail = desk.season.letter(number, done["letter"])
    assert mail["Subject"] == "Éducatrice de jeunes enfants : une correction vous est demandée"
    assert "Complétez votre CV.\n- CV : Page 2 manquante\n" in words(mail)
    assert "À corriger" in desk.season.candidature(number).words
    token = desk.season.candidature(number).token("correct")
    desk.season.act(token, name="Zoé Martin-Roy")
    assert desk.show(number)["phase"] == "received"


def test_S1_16_an_acceptance_is_told_once(desk):
    number = desk.apply()
    desk.accept(number)
    desk.do("dossier", "return", number, "--text", "Encore ceci.")
    desk.do("dossier", "complete", number)
    desk.do("dossier", "accept", number)
    assert len([name for name in desk.letters(number) if name.startswith("accepted")]) == 1


def test_S1_18_rejected_and_deleted_once_the_letter_left(desk):
    (desk.season.folder / "content/forms/provider.yml").write_text(
        "title: Devenir intervenant\nfields:\n  - {name: name, type: text, label: Nom, required: true}\n"
        "  - {name: email, type: mail, label: Adresse, required: true}\n")
    done = desk.season.intake("ingest", "-", "--form", "provider", stdin=b"name=Zo%C3%A9&email=zoe%40exemple.fr&language=fr")
    number = done.receipt["receipt"]
    (answer,) = desk.do("dossier", "reject", number, "--reason", "profil", "--text", "Merci.", "--delete")
    assert (answer["kind"], answer["letter"].split("-")[0]) == ("rejected", "rejected")
    folder = desk.season.folder
    keep = desk.season.intake("retention")
    assert "kept" in keep.out.decode() and list(folder.glob(f"store/dossiers/*/{number}"))
    desk.deliver()
    assert "due" in desk.season.intake("retention").out.decode()
    assert not list(folder.glob(f"store/dossiers/*/{number}"))
    assert list(folder.glob(f"store/tombstones/*/{number}.json"))


def test_S1_20_to_S1_24_incomplete_dossiers_are_reminded_then_deleted(desk):
    path = desk.season.folder / "content/campaigns/hiver.yml"
    number = desk.season.apply()  # without a CV
    # 0 is never.
    assert "incomplete" not in desk.season.intake("retention", "--now", "2028-01-01T12:00:00.000Z", "--dry-run").out.decode()
    path.write_text(CAMPAIGN + "delays: {incomplete: 30, reminder: 7}\n")
    until = desk.show(number)["deleted_after"]
    day = lambda more: (__import__("datetime").date.fromisoformat(until) + __import__("datetime").timedelta(more)).isoformat() + "T12:00:00.000Z"
    for moment in [day(-8), day(-7), day(-7), day(-1)]:
        assert desk.season.intake("retention", "--now", moment).code == OK
    (name,) = [name for name in desk.letters(number) if name.startswith("reminder")]
    mail = desk.season.letter(number, name)
    assert "Il manque :\n- CV\n" in words(mail)
    assert [event["by"] for event in desk.season.events(number) if event["k"] == "reminded"] == ["clock"]
    assert "kept" in desk.season.intake("retention", "--now", day(0)).out.decode()
    assert desk.season.intake("retention", "--now", day(1)).out.decode().split()[0] == "due"
    assert not list(desk.season.folder.glob(f"store/dossiers/*/{number}"))


def test_S4_18_one_letter_for_each_of_several(desk):
    numbers = [desk.apply("Zoé Martin"), desk.apply("Ada Petit")]
    assert desk.season.intake("dossier", "message", *numbers, "--text", "Bonjour").code == OK
    mails = [mail for number in numbers for name, mail in desk.season.letters(number).items() if name.startswith("message")]
    assert sorted(mail["To"] for mail in mails) == ["ada@exemple.fr", "zoe@exemple.fr"]


def test_S4_19_to_S4_24_tests_are_planned_answered_and_moved(desk):
    first, second = desk.apply("Zoé Martin"), desk.apply("Ada Petit")
    desk.accept(first, second)
    planned = desk.do("campaign", "plan", "hiver", "--test", "written", "--starts", WRITTEN, "--place", "Salle A; 2e étage", "--answer-by", "2099-01-05")
    assert [line["dossier"] for line in planned] == [first, second]
    mail = desk.season.letter(first, planned[0]["letter"])
    assert "Lieu : Salle A; 2e étage\nDate et heure : lundi 12 janvier 2099 à 09 h 00" in words(mail) or "lundi 12 janvier 2099" in words(mail)
    (invitation,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    lines = invitation.get_content().splitlines()
    # Nine o'clock in Paris in winter.
    assert {"METHOD:PUBLISH", "DTSTART:20990112T080000Z", "DTEND:20990112T100000Z", "SEQUENCE:0"} <= set(lines)
    desk.do("dossier", "answer", first, "--test", "written", "--comes", now="2099-01-06T12:00:00.000Z")
    assert desk.show(first)["tests"][0]["late"] is True
    moved = desk.do("campaign", "postpone", "hiver", "--test", "written", "--starts", "2099-07-06T09:00")
    assert len(moved) == 2
    assert desk.do("campaign", "postpone", "hiver", "--test", "written", "--starts", "2099-07-06T09:00") == []
    (again,) = [part for part in desk.season.letter(first, moved[0]["letter"]).walk() if part.get_content_type() == "text/calendar"]
    uid = [line for line in lines if line.startswith("UID")]
    # The same appointment, in summer.
    assert {*uid, "DTSTART:20990706T070000Z", "SEQUENCE:1"} <= set(again.get_content().splitlines())
    (gone,) = desk.do("dossier", "cancel", second, "--test", "written", "--text", "Grève")
    (last,) = [part for part in desk.season.letter(second, gone["letter"]).walk() if part.get_content_type() == "text/calendar"]
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2"} <= set(last.get_content().splitlines())
    assert desk.refused("dossier", "mark", first, "--test", "written", "--mark", "12") == "not-taken-yet"


def test_S4_22_one_slot_has_one_winner(desk):
    numbers = [desk.apply(name) for name in ["Zoé Martin", "Ada Petit"]]
    desk.accept(*numbers)
    desk.do("dossier", "plan", *numbers, "--test", "written", "--starts", WRITTEN)
    for number in numbers:
        desk.do("dossier", "mark", number, "--test", "written", "--mark", "15", now="2099-01-20T12:00:00.000Z")
    how = {"now": "2099-01-20T12:00:00.000Z"}
    slots = [word for slot in ORAL for word in ("--slot", slot)]
    assert desk.refused("dossier", "plan", numbers[0], "--test", "oral", "--starts", ORAL[0], **how) == "wrong-sitting"
    desk.do("dossier", "plan", *numbers, "--test", "oral", *slots, **how)
    wish = ["--test", "oral", "--comes", "--slot", ORAL[0]]
    desk.do("dossier", "answer", numbers[0], *wish, **how)
    assert desk.refused("dossier", "answer", numbers[1], *wish, **how) == "slot-taken"
    # Who takes another hour leaves the first one to others.
    desk.do("dossier", "answer", numbers[0], "--test", "oral", "--comes", "--slot", ORAL[1], **how)
    desk.do("dossier", "answer", numbers[1], *wish, **how)
    assert desk.refused("dossier", "answer", numbers[0], *wish, **how) == "slot-taken"
    held = [path.read_text().strip() for path in desk.season.folder.glob("store/slots/*/1")]
    assert sorted(held) == sorted(numbers)
    # A stop before the journal knew of it leaves no place taken.
    for path in desk.season.folder.glob("store/slots/*/1"):
        path.write_text(f"{numbers[1]}\n")
    desk.do("dossier", "answer", numbers[0], "--test", "oral", "--declines", **how)
    desk.do("dossier", "answer", numbers[0], "--test", "oral", "--comes", "--slot", ORAL[1], **how)


def test_S4_27_a_result_is_told_when_somebody_says_so(desk):
    number = desk.apply()
    desk.accept(number)
    desk.do("dossier", "plan", number, "--test", "written", "--starts", WRITTEN)
    desk.do("dossier", "mark", number, "--test", "written", "--mark", "9", "--comment", "hors sujet", now=AFTER)
    assert [name.split("-")[0] for name in desk.letters(number)] == ["accepted", "invitation"]
    assert "hors sujet" not in desk.season.candidature(number).text
    (done,) = desk.do("dossier", "communicate", number, "--test", "written")
    assert "Vous n'avez pas réussi l'épreuve" in words(desk.season.letter(number, done["letter"])).replace("’", "'")
    assert desk.refused("dossier", "deliberate", number) == "tests-not-passed"


def test_S4_44_nobody_decides_without_a_name_and_the_right_to(desk):
    number = desk.apply()
    desk.do("dossier", "document", number, "--name", "cv", "--accept", by="cd")
    assert desk.refused("dossier", "accept", number, by=None) == "no-agent"
    assert desk.refused("dossier", "accept", number, by="nobody") == "no-agent"
    assert desk.refused("dossier", "accept", number, by="cd") == "no-right"
    assert desk.refused("dossier", "note", number, "--text", "x", by="ef") == "no-right"
    # Of another campaign.
    assert desk.refused("dossier", "accept", number, by="gh") == "no-right"
    desk.do("dossier", "accept", number)
    assert desk.season.events(number)[-2]["by"] == "hr:ab"


def test_S4_06_to_S4_09_the_pool(desk):
    number = desk.apply()
    desk.do("dossier", "tag", number, "--add", "permis-b", "--add", "bafa")
    desk.do("dossier", "unavailable", number, "--until", "2027-01-31", "--reason", "congé")
    desk.do("dossier", "note", number, "--text", "Très bonne impression", by="cd")
    (done,) = desk.do("dossier", "propose", number, "--offer", "2026-3")
    assert desk.season.letter(number, done["letter"])["Subject"] == "Bibliothécaire : un poste qui peut vous intéresser"
    assert desk.refused("dossier", "propose", number, "--offer", "2026-9") == "no-such-offer"
    opened = desk.do("dossier", "open", number, "--offer", "2026-3")
    assert desk.do("dossier", "open", number, "--offer", "2026-3") == opened
    other = desk.show(opened[0]["dossier"])
    assert (other["offer"], other["name"], other["campaign"], other["links"][0]["role"]) == ("2026-3", "Zoé Martin", "default", "origin")
    assert [line["dossier"] for line in desk.campaign("show", "hiver", "--tag", "bafa")] == [number]
    assert [line["dossier"] for line in desk.campaign("show", "default", "--offer", "2026-3")] == [other["dossier"]]
    page = desk.season.candidature(number)
    assert "Très bonne impression" not in page.text and "permis-b" not in page.text
    report = desk.show(number)
    assert (report["notes"][0]["text"], report["notes"][0]["by"], report["unavailable"]["until"]) == ("Très bonne impression", "hr:cd", "2027-01-31")


def test_S4_04_what_the_team_changes_is_journalled_and_told_as_such(desk):
    number = desk.apply(phone="0612345678")
    assert desk.season.intake("dossier", "edit", number, "--set", "phone=0698765432", "--by", "hr:cd").code == OK
    assert desk.season.said(number, "fields-changed")["changes"] == [
        {"field": "phone", "before": ["+33612345678"], "after": ["0698765432"]}]
    assert "Corrigé par l’équipe de recrutement" in desk.season.candidature(number).words


def test_S4_17_a_test_paper_is_kept_in_the_dossier(desk):
    number = desk.apply()
    paper = desk.season.folder / "copie.pdf"
    paper.write_bytes(PDF)
    desk.do("dossier", "note", number, "--file", paper)
    out = desk.season.folder / "again.pdf"
    done = run("attachment", number, "copie.pdf", "--unscanned", "--output", out, "--store", desk.season.folder / "store")
    assert done.code == OK and out.read_bytes() == PDF
    assert "copie.pdf" not in desk.season.candidature(number).text
    assert desk.refused("dossier", "note", number, "--file", desk.season.folder / "none.pdf") == "no-such-file"


def test_a_decision_is_undone_as_long_as_its_letter_waits(desk):
    path = desk.season.folder / "content/campaigns/hiver.yml"
    path.write_text(CAMPAIGN + "delays: {hold: 15}\n")
    number = desk.apply()
    desk.do("dossier", "document", number, "--name", "cv", "--accept")
    (done,) = desk.do("dossier", "return", number, "--text", "Ceci.")
    # Until then its candidate knows nothing of it.
    page = desk.season.candidature(number)
    assert "Dossier reçu" in page.words and "Correction demandée" not in page.words and "Ceci." not in page.words
    assert done["letter"] not in desk.deliver()
    desk.do("dossier", "undo", number)
    assert desk.show(number)["phase"] == "received"
    assert not [name for name in desk.season.letters(number) if name.startswith("returned")]
    assert [event["k"] for event in desk.season.events(number)][-2:] == ["undone", "mail-cancelled"]
    desk.deliver()
    assert desk.refused("dossier", "undo", number) == "nothing-to-undo"
    path.write_text(CAMPAIGN)
    desk.do("dossier", "return", number, "--text", "Ceci.")
    desk.deliver()
    assert desk.refused("dossier", "undo", number) == "letter-gone"
    assert "À corriger" in desk.season.candidature(number).words


def test_a_preview_shows_every_letter_and_changes_nothing(desk):
    numbers = [desk.apply(name) for name in ["Zoé Martin", "Ada Petit"]]
    before = [desk.season.events(number) for number in numbers]
    shown = desk.do("dossier", "return", *numbers, "--text", "Signez page 3.", "--preview")
    assert [line["letter"]["to"] for line in shown] == ["zoe@exemple.fr", "ada@exemple.fr"]
    assert all("Signez page 3." in line["letter"]["text"] for line in shown)
    assert [desk.season.events(number) for number in numbers] == before
    (real,) = desk.do("dossier", "return", numbers[0], "--text", "Signez page 3.")
    assert words(desk.season.letter(numbers[0], real["letter"])) == shown[0]["letter"]["text"].replace("\u00a0", " ").replace("\u202f", " ")


def test_a_call_that_is_repeated_does_nothing_more(desk):
    number = desk.apply()
    first = desk.do("dossier", "note", number, "--text", "Vu", "--once", "n1")
    again = desk.do("dossier", "note", number, "--text", "Vu", "--once", "n1")
    assert (again[0]["event"], again[0]["repeated"]) == (first[0]["event"], True)
    assert desk.season.kinds(number).count("note") == 1


def test_B36_S0_09_what_waits_and_what_is_late(desk):
    number = desk.apply()
    desk.season.act(desk.season.candidature(number).token("message"), text="Une question")
    line = lambda now: [json.loads(one) for one in desk.season.intake("dossier", "queue", "--json", "--now", now).out.splitlines()]
    today = line("2026-11-30T12:00:00.000Z") or line("2027-01-01T12:00:00.000Z")
    assert {one["kind"] for one in today} == {"review", "document", "message"}
    # The offer promised an answer two weeks after it closes, on 15 December 2099.
    late = [one for one in line("2099-12-16T12:00:00.000Z") if one["late"]]
    assert {(one["kind"], one["due"]) for one in late if one["kind"] == "review"} == {("review", "2099-12-15")}
    desk.accept(number)
    desk.do("dossier", "move", number, "--stage", "review")
    assert desk.refused("dossier", "move", number, "--stage", "talk") == "tests-not-passed"
    assert {one["kind"] for one in line("2099-12-16T12:00:00.000Z")} == {"message", "stage"}


def test_exports_have_no_formulas(desk):
    number = desk.apply("=1+1", email="zoe@exemple.fr")
    done = desk.season.intake("campaign", "export", "hiver")
    rows = list(csv.reader(io.StringIO(done.out.decode())))
    assert rows[0][:3] == ["dossier", "name", "offer"] and rows[0][-2:] == ["written", "oral"]
    assert rows[1][:3] == [number, "'=1+1", "2026-1"]


def test_the_calendar_of_a_campaign(desk):
    number = desk.apply("Zoé, Martin", email="zoe@exemple.fr")
    desk.accept(number)
    desk.do("dossier", "plan", number, "--test", "written", "--starts", WRITTEN, "--place", "É" * 60)
    text = desk.season.intake("campaign", "calendar", "hiver").out.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "SUMMARY:Épreuve écrite\\, Zoé\\, Martin" in text.replace("\r\n ", "")


def test_B34_who_withdrew_can_come_back(desk):
    number = desk.apply()
    desk.accept(number)
    desk.season.act(desk.season.candidature(number).token("withdraw"), scope="this", confirm="yes")
    assert desk.refused("dossier", "move", number, "--stage", "review") == "not-now"
    desk.do("dossier", "reinstate", number, "--reason", "a rappelé")
    assert desk.show(number)["phase"] == "examined"
    assert "Retirée par vous" not in desk.season.open(desk.season.home(number)).words


@pytest.mark.parametrize("table, line, said", [
    ("id,name\n", 1, "the first line is not that of a table of agents"),
    ("id,name,email,role,scopes\nAB,x,a@b.example,decider,\n", 2, "this cannot be an id"),
    ("id,name,email,role,scopes\nab,x,a@b.example,boss,\n", 2, "there is no such role"),
    ("id,name,email,role,scopes\nab,x,nowhere,decider,\n", 2, "this is no mail address"),
    ("id,name,email,role,scopes\nab,x,a@b.example,decider,town:x\n", 2, "there is no such scope"),
    ('id,name,email,role,scopes\nab,"x\ny",a@b.example,decider,\nab,x,a@b.example,decider,\n', 4, "the id 'ab' is there twice"),
    ("id,name,email,role,scopes\nab,x\n", 2, "there are 2 values, not 5"),
    ("id,name,email,role,scopes\n", 1, "there is no agent in it"),
])
def test_a_table_of_agents_with_a_mistake_is_not_taken_at_all(tmp_path, table, line, said):
    assert run("init", "--store", tmp_path / "store").code == OK
    (tmp_path / "a.csv").write_text(table)
    done = run("agents", "import", tmp_path / "a.csv", "--store", tmp_path / "store")
    assert done.code == ERRORS and f"a.csv:{line}: error: {said} [bad-agents]" in done.err
    assert run("agents", "list", "--store", tmp_path / "store").out == b""


def test_agents_are_listed_removed_and_in_backups(desk, tmp_path):
    store = ["--store", desk.season.folder / "store"]
    listed = run("agents", "list", *store).out.decode().splitlines()
    assert listed[0] == "ab decider Ada Berger (all)" and listed[3].endswith("(campaign:autre)")
    assert run("backup", tmp_path / "copy", *store).code == OK
    assert run("agents", "remove", "ab", *store).code == OK
    assert run("agents", "remove", "ab", *store).code == ERRORS
    number = desk.apply()
    assert desk.refused("dossier", "reject", number, "--reason", "x") == "no-agent"
    assert run("restore", tmp_path / "copy", "--store", tmp_path / "again").code == OK
    assert len(run("agents", "list", "--store", tmp_path / "again").out.splitlines()) == 4


@pytest.mark.parametrize("words_", [
    ["campaign", "show", "none"], ["campaign", "show", "hiver", "--phase", "x"], ["campaign", "show", "hiver", "--since", "x"],
    ["campaign", "next", "hiver"],
])
def test_wrong_use_is_said(desk, words_):
    assert desk.season.intake(*words_).code == USAGE
