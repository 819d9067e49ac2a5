"""Answers by mail: into the thread of their dossier, from whom they were written to, and from nobody else."""

import email.message
import email.utils
import json

import pytest
from bodies import PDF
from conftest import run
from program import OK


@pytest.fixture
def asked(season):
    """A candidature, and the address that answers to its last letter go to."""
    season.number = season.apply()
    assert season.intake("dossier", "message", season.number, "--text", "Pouvez-vous venir vendredi ?").code == OK
    (name,) = [event["d"]["mail"] for event in season.events(season.number) if event["k"] == "mail-queued"][1:]
    season.address = season.letters(season.number)[name]["Reply-To"]
    return season


def answer(text="Oui, avec plaisir.", sender="Zoé <zoe@exemple.fr>", to="candidatures@essai.example", **headers):
    message = email.message.EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = "Re: un message pour vous"
    message["Message-ID"] = email.utils.make_msgid(domain="exemple.fr")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def state(done) -> str:
    said = json.loads(done.out)
    return said.get("reason") or said["state"]


def quarantine(season) -> list:
    return [json.loads(path.read_text()) for path in season.folder.glob("store/quarantine/*/*/reason.json")]


QUOTED = """\
Oui, avec plaisir.
Zoé

Le sam. 21 nov. 2026 à 13:00, Emplois a écrit :
> Bonjour,
>
> Pouvez-vous venir vendredi ?
"""


def test_an_answer_comes_into_the_thread_once(asked):
    message = answer(QUOTED, to=asked.address)
    for _ in range(2):
        done = asked.mail(message, asked.address)
        assert (done.code, state(done)) == (OK, "replied"), done.err
    received = [event for event in asked.events(asked.number) if event["k"] == "mail-received"]
    assert len(received) == 1
    assert received[0]["d"]["text"] == "Oui, avec plaisir.\nZoé"
    # Pressed by the same command: nothing else was called since.
    page = asked.candidature(asked.number)
    assert "Oui, avec plaisir." in page.words and "Pouvez-vous venir vendredi" in page.words
    assert len(list(asked.folder.glob("store/dossiers/*/*/"))) == 1
    # The message as it came is kept too.
    (kept,) = [file for file in received[0]["d"]["files"] if file["field"] == "original-message"]
    (stored,) = asked.folder.glob(f"store/dossiers/*/{asked.number}/files/{kept['sha256']}")
    assert stored.read_bytes() == bytes(message)


def test_the_address_is_found_in_the_headers_too_and_in_capitals(asked):
    done = asked.mail(answer(to=asked.address.upper()))
    assert state(done) == "replied"


def test_an_answer_to_the_acknowledgement_comes_into_the_thread(season):
    number = season.apply()
    address = season.letter(number, "acknowledgement-1")["Reply-To"]
    assert state(season.mail(answer(), address)) == "replied"
    assert "mail-received" in [event["k"] for event in season.events(number)]


def test_who_looks_at_a_quarantined_answer_can_have_it_taken_in(asked):
    # From a second address of hers, with the code where the message keeps it.
    asked.mail(answer(sender="zoe.martin@travail.example", to=asked.address), asked.address)
    (folder,) = [path.parent for path in asked.folder.glob("store/quarantine/*/*/reason.json")]
    done = asked.intake("quarantine", "requeue", folder.name)
    assert state(done) == "replied", done.err
    assert "Oui, avec plaisir" in asked.candidature(asked.number).words


def test_a_guessed_or_changed_code_is_no_answer(asked):
    name, domain = asked.address.split("@")
    box, code = name.split("+")
    number, event, mac = code.split("-")
    other = asked.apply(offer="2026-2", email="ada@exemple.fr")
    wrong = "a" * 12 if mac != "a" * 12 else "b" * 12
    for forged in [f"{number}-{event}-{wrong}", f"{other}-{event}-{mac}", f"{number}-99-{mac}", f"{number}-{event}", f"-{event}-{mac}"]:
        state(asked.mail(answer(to=f"{box}+{forged}@{domain}"), f"{box}+{forged}@{domain}"))
    for one in [asked.number, other]:
        assert "mail-received" not in [event["k"] for event in asked.events(one)]


@pytest.mark.parametrize("headers", [
    {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Auto_Response_Suppress": "All"},
    {"List_Id": "<liste.exemple.fr>"}, {"Return_Path": "<>"},
])
def test_what_a_machine_answers_is_noted_and_never_answered(asked, headers):
    before = len(asked.letters(asked.number))
    done = asked.mail(answer("Je suis absente jusqu'au 30.", **headers), asked.address)
    assert state(done) == "replied"
    (event,) = [event for event in asked.events(asked.number) if event["k"] == "mail-received"]
    assert event["d"]["automatic"]
    assert len(asked.letters(asked.number)) == before
    assert "Je suis absente" not in asked.candidature(asked.number).words


def test_a_loop_of_answers_ends_in_quarantine(asked):
    states = [
        state(asked.mail(answer(f"Absente, réponse {index}", Auto_Submitted="auto-replied"), asked.address))
        for index in range(22)
    ]
    assert states == ["replied"] * 20 + ["too-many-replies"] * 2


def test_files_go_with_the_message_and_fill_no_slot(asked):
    asked.ask(asked.number)
    message = answer("Voici.")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="diplôme.pdf")
    assert state(asked.mail(message, asked.address)) == "replied"
    page = asked.candidature(asked.number)
    assert "diplôme.pdf" in page.words
    assert page.token("supply")
    bad = answer("Voici.")
    bad.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="virus.exe")
    assert state(asked.mail(bad, asked.address)) == "bad-file"


@pytest.mark.parametrize("text, reason", [(" \n", "reply-empty"), ("> seulement\n> une citation\n", "reply-empty"), ("x" * 80 + "\n", None)])
def test_what_says_nothing_is_kept_aside(asked, text, reason):
    assert state(asked.mail(answer(text), asked.address)) == (reason or "replied")


def test_a_very_long_answer_is_kept_aside_whole(asked):
    done = asked.mail(answer("mot " * 3000), asked.address)
    assert state(done) == "reply-too-long"
    huge = answer("court")
    huge.add_attachment(b"%PDF-1.7" + b"x" * (12 << 20), maintype="application", subtype="pdf", filename="g.pdf")
    done = asked.mail(huge, asked.address)
    assert done.code == OK and state(done) != "replied"
    assert len(quarantine(asked)) == 2


def test_an_answer_about_an_erased_dossier_tells_nothing(asked):
    assert run("erase", asked.number, *asked.options).code == OK
    done = asked.mail(answer(), asked.address)
    assert (done.code, state(done)) == (OK, "reply-too-late")


def test_erasing_takes_the_answers_in_quarantine_along(asked):
    asked.mail(answer("Marqueur-forge", sender="ada@exemple.fr"), asked.address)
    assert asked.intake("erase", asked.number).code == OK
    found = [path for path in asked.folder.glob("store/**/*") if path.is_file() and b"Marqueur-forge" in path.read_bytes()]
    assert found == []
