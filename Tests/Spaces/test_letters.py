"""What happens to a candidature is told by mail: once, with the way into the space and back."""

import json
import re
import shutil
import signal

import pytest
from conftest import TEMPLATES
from program import OK


def plain(message) -> str:
    return message.get_content().replace("\r\n", "\n").replace("\u00a0", " ").replace("\u202f", " ")


def promised(season, number) -> list:
    return [event["d"]["mail"] for event in season.events(number) if event["k"] == "mail-queued"]


def test_who_is_asked_for_a_document_gets_a_letter(season):
    number = season.apply()
    season.ask(number)
    (name,) = set(promised(season, number)) - {"acknowledgement-1"}
    mail = season.letters(number)[name]
    assert mail["Subject"] == "Éducatrice de jeunes enfants : une pièce vous est demandée"
    assert (mail["To"], mail["Auto-Submitted"]) == ("zoe@exemple.fr", "auto-generated")
    for part in ["Pièce : Copie du diplôme", "au plus tard le vendredi 27 novembre 2099", "Une photo suffit.", season.link(number), number]:
        assert part in plain(mail), part
    event = [event for event in season.events(number) if event["k"] == "document-requested"][0]
    assert name == f"request-{event['n']}"


def test_a_message_of_the_team_comes_by_mail_and_leads_back(season):
    number = season.apply(language="en")
    assert season.intake("dossier", "message", number, "--text", "Hello Zoé.\n\nCan you come on Friday?").code == OK
    (name,) = [one for one in promised(season, number) if one.startswith("message-")]
    mail = season.letters(number)[name]
    assert mail["Subject"] == "Éducatrice de jeunes enfants: a message for you"
    assert "Hello Zoé.\n\nCan you come on Friday?\n" in plain(mail)
    assert re.fullmatch(rf"candidatures\+{number}-\d+-[a-z2-7]{{12}}@essai\.example", mail["Reply-To"])
    assert "reply to this message" in plain(mail)


@pytest.mark.parametrize("scope, said", [("this", "Vous avez retiré votre candidature"), ("pool", "gardé pour d'autres offres")])
def test_who_withdraws_has_it_confirmed(season, scope, said):
    number = season.apply()
    token = season.candidature(number).token("withdraw")
    for _ in range(2):
        assert season.act(token, scope=scope, confirm="yes", reason="Raison privée").status == 200
    (name,) = [one for one in promised(season, number) if one.startswith("withdrawn-")]
    mail = season.letter(number, name)
    assert mail["Subject"] == "Éducatrice de jeunes enfants : votre retrait est enregistré"
    assert said in plain(mail) and "Raison privée" not in plain(mail)


def test_who_withdraws_from_everything_gets_one_letter(season):
    numbers = [season.apply(), season.apply(offer="2026-2"), season.apply(offer="2026-3")]
    token = season.open(season.home(numbers[0])).token("withdraw-all")
    for _ in range(2):
        assert season.act(token, confirm="yes").status == 200
    told = [(number, name) for number in numbers for name in promised(season, number) if name.startswith("withdrawn-")]
    assert len(told) == 1
    assert "toutes vos candidatures" in plain(season.letter(*told[0]))


def test_a_correction_is_told_without_what_was_written(season):
    number = season.apply(phone="0612345678")
    token = season.candidature(number).token("correct")
    assert season.act(token, name="Zoé Martin", phone="0698765432", permit="b").status == 200
    (name,) = [one for one in promised(season, number) if one.startswith("corrected-")]
    text = plain(season.letter(number, name))
    assert "- Téléphone\n- Permis\n" in text
    assert "98765432" not in text


def test_what_is_erased_is_told_to_nobody(season):
    number = season.apply()
    season.act(season.candidature(number).token("withdraw"), scope="erase", confirm="yes")
    assert season.letters(number) == {}


def test_a_letter_that_a_stop_took_away_is_made_anew_to_the_byte(season):
    number = season.apply()
    season.ask(number)
    (path,) = season.folder.glob(f"store/outbox/new/{number}.request-*")
    message = path.read_bytes().split(b"\n", 1)[1]
    path.unlink()
    season.server.stop(signal.SIGKILL)
    done = season.intake("outbox", "run", "--smtp", "smtp://127.0.0.1:1", "--tls", "none")
    assert "no mail server" in done.err
    assert path.read_bytes().split(b"\n", 1)[1] == message


def test_a_promise_that_is_not_kept_yet_is_kept_by_the_next_server(season):
    number = season.apply()
    season.ask(number)
    (path,) = season.folder.glob(f"store/outbox/new/{number}.request-*")
    before = path.read_bytes().split(b"\n", 1)[1]
    path.unlink()
    season.server.stop(signal.SIGKILL)
    season.start()
    season.letter(number, path.name.split(".")[1])
    assert path.read_bytes().split(b"\n", 1)[1] == before


def test_a_site_without_that_letter_sends_none_and_says_nothing(season):
    theme = season.folder / "theme"
    shutil.copytree(TEMPLATES, theme)
    for path in theme.glob("mail/request.*"):
        path.unlink()
    number = season.apply()
    done = season.intake("dossier", "ask", number, "--document", "D", "--until", "2099-11-27", "--templates", theme, templates=False)
    assert (done.code, done.err) == (OK, "")
    assert promised(season, number) == ["acknowledgement-1"]


def test_every_letter_can_be_read_again_in_the_space_without_its_keys(season):
    number = season.apply()
    season.letter(number, "acknowledgement-1")
    season.ask(number)
    season.press()
    page = season.candidature(number)
    for part in ["Relire ce courriel", "une pièce vous est demandée", "C'est arrivé en entier", "À envoyer au plus tard le"]:
        assert part in page.words, part
    # Who has the link to this page alone must not find the home in it.
    assert season.home(number) not in page.text


def test_hidden_messages_are_gone_for_the_candidate_alone(season):
    number = season.apply()
    for text in ["Premier mot", "Deuxième mot"]:
        season.act(season.candidature(number).token("message"), text=text)
    page = season.candidature(number)
    first = [event["n"] for event in season.events(number) if event["k"] == "message"][0]
    assert season.act(page.token("hide")).status == 422
    assert season.act(page.token("hide"), message="999").status == 422
    for _ in range(2):
        assert season.act(page.token("hide"), message=str(first)).status == 200
    shown = season.candidature(number)
    assert "Premier mot" not in shown.words and "Deuxième mot" in shown.words and "1 message masqué" in shown.words
    assert [event["d"]["hidden"] for event in season.events(number) if event["k"] == "messages-hidden"] == [[first]]
    assert "Premier mot" in json.dumps(season.events(number), ensure_ascii=False)
    assert season.act(shown.token("hide"), show="all").status == 200
    assert "Premier mot" in season.candidature(number).words


def test_a_letter_in_another_language_of_the_theme(season):
    number = season.apply(language="en")
    season.act(season.candidature(number).token("correct"), name="Zoé M.")
    (name,) = [one for one in promised(season, number) if one.startswith("corrected-")]
    assert "What you corrected:\n- Prénom et nom" in plain(season.letter(number, name))
