"""Everything about me: to take away, and to have erased."""

import io
import json
import zipfile

from bodies import PDF
from conftest import CONTENT_TYPE, multipart


def archive(season, number):
    token = season.open(season.home(number)).token("archive")
    answer = season.server.ask("POST", "/action", multipart([("token", token), ("language", "fr")]), {"Content-Type": CONTENT_TYPE})
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Cache-Control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.body))


def test_the_archive_has_every_event_and_every_file_of_a_person(season):
    first = season.apply(files=[("cv", "CV Zoé/../é.pdf", PDF)], message="Marqueur-message")
    second = season.apply(offer="2026-2")
    season.apply(offer="2026-3", email="ada@exemple.fr", name="Ada Marqueur")
    season.act(season.candidature(first).token("message"), text="Marqueur-fil")
    found = archive(season, first)
    assert found.testzip() is None
    names = found.namelist()
    assert names[:2] == ["index.html", "data.json"]
    assert len(names) == 3 and names[2].startswith(f"files/{first}/1-") and ".." not in names[2].split("/")
    assert found.read(names[2]) == PDF
    data = json.loads(found.read("data.json"))
    assert {one["number"] for one in data["dossiers"]} == {first, second}
    kept = {one["number"]: one["events"] for one in data["dossiers"]}
    for number in [first, second]:
        assert [event["kind"] for event in kept[number]] == [event["k"] for event in season.events(number)]
        assert [event["data"] for event in kept[number]] == [event["d"] for event in season.events(number)]
    page = found.read("index.html").decode()
    for part in ["Éducatrice de jeunes enfants", "Marqueur-message", "Marqueur-fil", "Candidature reçue"]:
        assert part in page, part
    for other in [page, json.dumps(data, ensure_ascii=False)]:
        assert "Ada Marqueur" not in other
    assert "name=\"token\"" not in page and "http" not in page


def test_the_archive_of_an_encrypted_store_can_be_read(season):
    import signal
    from conftest import run
    season.server.stop(signal.SIGKILL)
    (season.folder / "store").rename(season.folder / "plain")
    run("init", "--store", season.folder / "store", "--encrypt")
    season.start()
    number = season.apply(files=[("cv", "CV.pdf", PDF)])
    found = archive(season, number)
    assert found.read(found.namelist()[2]) == PDF


def test_everything_is_erased_at_once(season):
    numbers = [season.apply(name="Marqueur-Zoé"), season.apply(offer="2026-2", name="Marqueur-Zoé")]
    other = season.apply(offer="2026-3", email="ada@exemple.fr")
    season.letter(numbers[0], "acknowledgement-1")
    home = season.open(season.home(numbers[0]))
    season.act(home.token("password"), password="quatre mots simples", again="quatre mots simples")
    token = season.open(season.home(numbers[0])).token("erase-all")
    assert season.act(token).status == 422
    done = season.act(token, confirm="yes")
    assert (done.status, "Tout est effacé" in done.words) == (200, True)
    for number in numbers:
        assert not list(season.folder.glob(f"store/dossiers/*/{number}"))
        assert len(list(season.folder.glob(f"store/tombstones/*/{number}.json"))) == 1
    assert len(list(season.sealed.iterdir())) == 2
    assert not list(season.folder.glob("store/accounts/*/*"))
    left = [path for path in season.folder.glob("store/**/*") if path.is_file() and b"Marqueur-Zo" in path.read_bytes()]
    assert left == []
    assert season.post("/sign-in", email="zoe@exemple.fr", password="quatre mots simples").status == 403
    assert season.candidature(other).status == 200
    # Pressed again: nothing is left to erase, and nothing is said against it.
    assert season.act(token, confirm="yes").status == 200


def test_each_dossier_is_withdrawn_before_it_is_erased(season):
    """A stop after the withdrawals leaves dossiers that say so; a repeat goes on."""
    number = season.apply()
    token = season.open(season.home(number)).token("erase-all")
    season.act(season.candidature(number).token("withdraw"), scope="this", confirm="yes")
    assert season.act(token, confirm="yes").status == 200
    assert not list(season.folder.glob(f"store/dossiers/*/{number}"))
