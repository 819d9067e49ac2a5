"""An agent's link by mail, and pages in an agent's language."""

import email
import email.policy
import json
import shutil

from conftest import TEMPLATES
from program import ERRORS, OK, run
from test_agents import Office, office, wait  # noqa: F401
from test_desk import AGENTS, desk, words  # noqa: F401


def waiting(office) -> list:  # noqa: F811
    """The mails to agents that have not left."""
    paths = sorted(office.season.folder.glob("store/outbox/new/*.agent-link-*"))
    return [email.message_from_bytes(path.read_bytes().split(b"\n", 1)[1], policy=email.policy.default) for path in paths]


def link(office, *arguments):  # noqa: F811
    return office.season.intake("agents", *arguments, "--public", office.season.folder / "public")


def speak(office, **languages):  # noqa: F811
    """Gives agents languages."""
    head, *rows = AGENTS.splitlines()
    lines = [f"{head},language"] + [f"{row},{languages.get(row[:2], '')}" for row in rows]
    (office.season.folder / "agents.csv").write_text("\n".join(lines) + "\n")
    office.run("agents", "import", office.season.folder / "agents.csv")


def test_the_link_of_an_agent_is_sent_by_mail_and_printed_nowhere(office):
    office.renew()
    secret = office.link().split("#v1.")[1]
    done = link(office, "link", "ab", "--mail")
    assert done.code == OK, done.err
    assert done.receipt["agent"] == "ab" and secret not in done.out.decode() + done.err
    (mail,) = waiting(office)
    assert mail["To"] == "ada@essai.example" and mail["Subject"] == "Aubrelle Emplois : le lien vers vos dossiers"
    assert "Bonjour Ada Berger,\n" in words(mail) and f"#v1.{secret}\n" in words(mail)
    assert "File de travail" in office.season.open(secret).words, "the link is good"
    assert "File de travail" in office.season.open(office.link().split("#v1.")[1]).words, "and the earlier one is the same"
    sender = office.season.folder / "sendmail"
    sender.write_text("#!/bin/sh\ncat > /dev/null\n")
    sender.chmod(0o755)
    sent = office.season.intake("outbox", "run", "--sendmail", sender, "--public", office.season.folder / "public")
    assert (sent.code, sent.out.decode().count(".agent-link-")) == (OK, 1), sent.err
    assert secret not in sent.out.decode() + sent.err + "".join(office.season.server.said)
    # What opens a desk lies nowhere once it was sent.
    assert not list(office.season.folder.glob("store/outbox/*/*.agent-link-*"))
    assert run("verify", "--store", office.season.folder / "store").code == OK


def test_who_takes_links_back_deletes_the_mails_that_lead_to_them(office):
    office.renew()
    link(office, "link", "ab", "--mail")
    link(office, "link", "cd", "--mail")
    old = office.link()
    done = link(office, "renew", "ab", "--mail")
    assert done.code == OK and "#v1." not in done.out.decode()
    mails = {mail["To"]: words(mail) for mail in waiting(office)}
    assert len(waiting(office)) == 2 and old not in mails["ada@essai.example"] and office.link() in mails["ada@essai.example"]
    assert "Ce lien a été remplacé" in office.season.open(old.split("#v1.")[1]).words
    office.run("agents", "remove", "cd")
    assert [mail["To"] for mail in waiting(office)] == ["ada@essai.example"]


def test_a_link_that_cannot_be_sent_is_not_said_to_be(office):
    office.renew()
    theme = office.season.folder / "theme"
    shutil.copytree(TEMPLATES, theme)
    for path in theme.glob("mail/agent-link.*"):
        path.unlink()
    done = office.season.intake(
        "agents", "link", "ab", "--mail", "--public", office.season.folder / "public", "--templates", theme, templates=False)
    assert (done.code, done.out) == (ERRORS, b"") and "[no-letter]" in done.err
    assert waiting(office) == []
    assert "no-such-agent" in link(office, "link", "nobody", "--mail").err


def test_an_agent_reads_and_is_answered_in_their_language(office):
    number = office.desk.apply()
    office.renew()
    speak(office, ab="en")
    home = office.home()
    assert "Work queue" in home.words and "File de travail" not in home.words
    assert "File de travail" in office.home("cd").words
    page = next(found for found in (office.season.open(code) for code in home.codes) if f".{number}." in found.text)
    assert "History" in page.words and "Historique" not in page.words
    refused = office.send(page.token("desk"), "document", "cv", verdict="refuse", language="en")
    assert "Something is missing" in refused.text or refused.status == 422
    assert "Il manque" not in refused.text
    asked = office.send(page.token("desk"), "return", text="x", language="en")
    assert asked.status == 200 and "Rien n’est encore fait" not in asked.text
    assert "/en/" in office.link() and "/en/" not in office.link("cd")
    link(office, "link", "ab", "--mail")
    (mail,) = waiting(office)
    assert mail["Subject"] == "Aubrelle Emplois: the link to your dossiers"
    listed = json.loads(office.season.intake("agents", "list", "--json", templates=False).out)
    assert [agent["language"] for agent in listed["agents"]] == ["en", "", "", ""]


def test_a_language_that_the_site_does_not_speak_is_the_first_of_the_site(office):
    speak(office, ab="de")
    assert "File de travail" in office.home().words


def test_a_language_that_is_none_is_said_and_nobody_is_taken_in(office):
    path = office.season.folder / "agents.csv"
    path.write_text("id,name,email,role,scopes,language\nxy,Xy,xy@essai.example,reader,,english\n")
    done = link(office, "import", path)
    assert done.code == ERRORS and f"{path}:2: error: this is no language [bad-agents]" in done.err
    path.write_text("id,name,email,role,scopes,language\nxy,Xy,xy@essai.example,reader,\n")
    done = link(office, "import", path)
    assert "there are 5 values, not 6" in done.err
    assert "xy" not in office.season.intake("agents", "list", templates=False).out.decode()
