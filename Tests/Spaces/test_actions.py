"""What candidates do in their spaces, and what nobody can do there."""

import pytest
from bodies import PDF
from conftest import multipart, CONTENT_TYPE
from program import OK


def test_a_home_leads_to_every_candidature_of_an_address(season):
    first = season.apply()
    season.apply(offer="2026-2", email="ZOE@exemple.fr")
    season.apply(offer="2026-3", email="ada@exemple.fr")
    home = season.open(season.home(first))
    assert home.status == 200
    assert len(home.codes) == 2
    for part in ["Zoé Martin", "2 candidatures en cours", "Éducatrice de jeunes enfants", "Chargée d’accueil"]:
        assert part in home.words, part
    assert "Bibliothécaire" not in home.words


def test_a_candidature_says_where_it_stands_and_what_comes_next(season):
    number = season.apply(files=[("cv", "CV Zoé.pdf", PDF)], phone="06 12 34 56 78", permit="b")
    page = season.candidature(number)
    for part in [
        "Dossier reçu", "Nous lisons votre candidature", "mardi 15 décembre 2099", "CV Zoé.pdf",
        "Permis B", "+33612345678", "Candidature reçue", "Crèche des Vernes",
    ]:
        assert part in page.words, part


@pytest.mark.parametrize("scope, kind", [("this", "withdrawn"), ("pool", "withdrawn")])
def test_a_candidature_is_withdrawn_once_and_only_with_a_confirmation(season, scope, kind):
    number = season.apply()
    token = season.candidature(number).token("withdraw")
    assert season.act(token, scope=scope).status == 422
    assert season.act(token, scope="nothing", confirm="yes").status == 422
    assert season.kinds(number) == ["received"]
    for _ in range(2):
        done = season.act(token, scope=scope, confirm="yes", reason="Un autre poste")
        assert (done.status, "Votre candidature est retirée" in done.words) == (200, True)
    assert season.kinds(number) == ["received", kind]
    assert season.said(number, kind) == {"scope": scope, "reason": "Un autre poste"}
    assert "Retirée par vous" in season.candidature(number).words


def test_all_candidatures_are_withdrawn_at_once(season):
    numbers = [season.apply(), season.apply(offer="2026-2"), season.apply(offer="2026-3", email="ada@exemple.fr")]
    token = season.open(season.home(numbers[0])).token("withdraw-all")
    assert season.act(token).status == 422
    for _ in range(2):
        assert season.act(token, confirm="yes").status == 200
    assert [season.kinds(number) for number in numbers] == [["received", "withdrawn"]] * 2 + [["received"]]


def test_erasing_leaves_nothing_of_a_candidature(season):
    number = season.apply(name="Marqueur-de-Zoé")
    other = season.apply(offer="2026-2")
    before = set(season.sealed.iterdir())
    page = season.candidature(number)
    for _ in range(2):
        done = season.act(page.token("withdraw"), scope="erase", confirm="yes")
        assert "Votre candidature est effacée" in done.words
    assert not list(season.folder.glob(f"store/dossiers/*/{number}"))
    assert len(set(season.sealed.iterdir())) == len(before) - 1
    assert len(season.open(season.home(other)).codes) == 1
    assert season.press() == {"format": 1, "written": 0, "deleted": 0}
    leftovers = [path for path in season.folder.glob("store/**/*") if path.is_file() and "Marqueur-de-Zo".encode() in path.read_bytes()]
    assert leftovers == []


def test_the_last_candidature_takes_the_home_with_it(season):
    number = season.apply()
    season.act(season.candidature(number).token("withdraw"), scope="erase", confirm="yes")
    assert list(season.sealed.iterdir()) == []


def test_a_request_opens_one_slot_that_one_document_fills(season):
    number = season.apply()
    with pytest.raises(AssertionError):
        season.candidature(number).token("supply")
    season.ask(number)
    home = season.open(season.home(number))
    assert "Envoyer une pièce" in home.words and "vendredi 27 novembre 2099" in home.words
    token = season.candidature(number).token("supply")
    assert season.act(token).status == 422
    assert season.act(token, files=[("file", "virus.exe", b"MZ\x90")]).status == 422
    assert season.kinds(number) == ["received", "document-requested"]
    assert season.act(token, files=[("file", "diplôme.pdf", PDF)]).status == 200
    added = season.events(number)[-1]["d"]
    assert (added["request"], added["document"], added["files"][0]["name"]) == (
        [event["n"] for event in season.events(number) if event["k"] == "document-requested"][0],
        "Copie du diplôme", "diplôme.pdf",
    )
    # The same right again, with another file: the first stays.
    again = season.act(token, files=[("file", "autre.pdf", PDF + b"2")])
    assert again.status == 200
    assert season.kinds(number) == ["received", "document-requested", "document-added"]
    with pytest.raises(AssertionError):
        season.candidature(number).token("supply")
    stored = list(season.folder.glob(f"store/dossiers/*/{number}/files/*"))
    assert [path.read_bytes() for path in stored] == [PDF]


def test_a_correction_keeps_what_was_there_and_attachments_stay(season):
    number = season.apply(files=[("cv", "CV.pdf", PDF)], phone="0612345678", message="Bonjour")
    token = season.candidature(number).token("correct")
    fields = {"name": "Zoé Martin-Roux", "phone": "", "message": "Bonjour", "permit": "b"}
    assert season.act(token, files=[("cv", "faux.pdf", PDF + b"x")], **fields, email="ada@exemple.fr").status == 200
    assert season.said(number, "fields-changed")["changes"] == [
        {"field": "name", "before": ["Zoé Martin"], "after": ["Zoé Martin-Roux"]},
        {"field": "phone", "before": ["+33612345678"], "after": []},
        {"field": "permit", "before": [], "after": ["b"]},
    ]
    assert len(list(season.folder.glob(f"store/dossiers/*/{number}/files/*"))) == 1
    assert "Zoé Martin-Roux" in season.candidature(number).words


def test_a_correction_that_the_form_refuses_changes_nothing(season):
    number = season.apply()
    token = season.candidature(number).token("correct")
    refused = season.act(token, name="", phone="abc", permit="z")
    assert refused.status == 422
    for label in ["Prénom et nom", "Téléphone", "Permis"]:
        assert label in refused.words, label
    assert season.kinds(number) == ["received"]


def test_messages_go_both_ways_and_none_is_lost_or_doubled(season):
    number = season.apply()
    token = season.candidature(number).token("message")
    for text in ["Bonjour <b>vous</b>\n\nUne question.", "Une autre question.", "Une autre question."]:
        assert season.act(token, text=text).status == 200
    assert season.kinds(number) == ["received", "message", "message"]
    done = season.intake("dossier", "message", number, "--text", "Nous répondons demain.", "--by", "hr:nt")
    assert done.code == OK, done.err
    page = season.candidature(number)
    for part in ["Bonjour <b>vous</b>", "Une question.", "Une autre question.", "Nous répondons demain."]:
        assert part in page.words, part
    assert season.act(token, text=" ").status == 422


# --- Attacks ---------------------------------------------------------------------------------


def test_nothing_happens_on_get(season):
    number = season.apply()
    token = season.candidature(number).token("withdraw")
    before = sorted((path, path.read_bytes()) for path in season.folder.glob("store/dossiers/**/*") if path.is_file())
    for path in [f"/action?token={token}&scope=this&confirm=yes", "/action", "/space", f"/space?code={season.home(number)}"]:
        for method in ["GET", "HEAD", "PUT", "DELETE"]:
            assert season.server.ask(method, path).status in (404, 405)
    assert before == sorted((path, path.read_bytes()) for path in season.folder.glob("store/dossiers/**/*") if path.is_file())


def test_what_is_no_form_is_answered_and_kept_out(season):
    number = season.apply()
    token = season.candidature(number).token("message")
    for kind, body in [
        (CONTENT_TYPE, b"------vivier\r\n"), ("text/plain", b"token=x"), ("", b"x"),
        (CONTENT_TYPE, multipart([("token", token)])[:-9]), ("application/json", b"{"),
    ]:
        answer = season.server.ask("POST", "/action", body, {"Content-Type": kind} if kind else {})
        assert answer.status in (400, 404, 422), (kind, answer.status)
    assert season.server.ask("GET", "/health").status == 200
    assert season.kinds(number) == ["received"]


def test_a_file_without_a_right_to_send_one_is_written_nowhere(season):
    number = season.apply()
    token = season.candidature(number).token("message")
    body = multipart([("text", "avec un fichier")], [("file", "x.pdf", PDF)])
    first = multipart([], [("file", "x.pdf", PDF)])[: -len("------vivier--\r\n")] + multipart([("token", token), ("text", "b")])
    for sent in [body, first]:
        season.server.ask("POST", "/action", sent, {"Content-Type": CONTENT_TYPE})
    assert list(season.folder.glob(f"store/dossiers/*/{number}/files/*")) == []
    assert list(season.folder.glob("store/tmp/*")) == []
