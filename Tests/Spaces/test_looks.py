"""B-25: who looked at a document or took a copy of it stands beside who changed what."""

import hashlib
import io
import json
import zipfile
from urllib.parse import urlsplit

from bodies import PDF
from program import ERRORS, OK, run
from test_agents import Office, office, wait  # noqa: F401
from test_desk import desk  # noqa: F401

SHA256 = hashlib.sha256(PDF).hexdigest()


def looked(office, number, agent="ab", *parts):  # noqa: F811
    """Looks at the CV as an agent does, and at parts of it."""
    got = office.act(number, "file", SHA256, agent=agent)
    path = urlsplit(got.headers["Location"]).path
    return [office.season.server.ask("GET", path + part).status for part in parts or [""]]


def looks(office, number) -> list:  # noqa: F811
    return [(event["k"], event["by"]) for event in office.season.events(number) if event["k"].startswith("document-")]


def test_B25_who_looked_at_a_document_is_in_the_journal_once_a_day(office):
    number = office.desk.apply()
    office.renew()
    assert looked(office, number, "ef", "", "/page/1", "/text", "", "/original")[-1] == 403
    assert looks(office, number) == [("document-viewed", "hr:ef")], "a copy that was not given is none"
    assert looked(office, number, "ef", "/unscanned", "/unscanned") == [200, 200]
    assert looked(office, number, "cd") == [200]
    assert looks(office, number) == [("document-viewed", "hr:ef"), ("document-fetched", "hr:ef"), ("document-viewed", "hr:cd")]
    assert office.season.said(number, "document-fetched") == {"document": "cv", "file": "cv.pdf", "sha256": SHA256}
    assert run("verify", "--store", office.season.folder / "store").code == OK


def test_B25_agents_read_in_the_history_who_looked(office):
    number = office.desk.apply()
    office.renew()
    looked(office, number, "cd", "", "/unscanned")
    wait(lambda: "Copie de la pièce prise" in office.case(number).words)
    words = office.case(number).words
    assert "Pièce regardée Diaz, Carlo CV cv.pdf" in words
    assert "Copie de la pièce prise Diaz, Carlo CV cv.pdf" in words
    shown = office.desk.show(number)["looks"]
    assert [(look["kind"], look["by"], look["document"], look["file"]) for look in shown] == [
        ("document-viewed", "hr:cd", "cv", "cv.pdf"), ("document-fetched", "hr:cd", "cv", "cv.pdf")]


def test_B25_the_candidate_is_shown_it_on_asking_for_everything_and_not_before(office):
    number = office.desk.apply()
    office.renew()
    looked(office, number, "cd")
    season = office.season
    assert "regardée" not in season.candidature(number).words and "Carlo" not in season.candidature(number).text
    answer = season.action(season.open(season.home(number)).token("archive"))
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        (dossier,) = json.loads(archive.read("data.json"))["dossiers"]
    assert [event["by"] for event in dossier["events"] if event["kind"] == "document-viewed"] == ["hr:cd"]


def test_B25_looks_go_with_the_dossier(office):
    number = office.desk.apply()
    office.renew()
    looked(office, number)
    office.run("erase", number)
    store = office.season.folder / "store"
    assert not [path for path in store.rglob("*") if path.is_file() and b"document-viewed" in path.read_bytes()]


def test_B25_who_looks_from_a_terminal_is_named_too(office):
    number, folder = office.desk.apply(), office.season.folder
    done = office.season.intake("attachment", number, "cv.pdf", "--unscanned", "--output", folder / "cv.pdf", "--by", "cd", templates=False)
    assert done.code == OK, done.err
    assert looks(office, number) == [("document-fetched", "hr:cd")]
    done = office.season.intake("dossier", "preview", number, "cv.pdf", "--out", folder / "seen")
    assert done.code in (OK, ERRORS)
    assert looks(office, number)[1:] == [("document-viewed", "hr")]


def test_B25_what_an_agent_read_and_changed_is_listed(office):
    first, second = office.desk.apply("Zoé Martin"), office.desk.apply("Ada Petit")
    office.renew()
    looked(office, first, "cd")
    office.desk.do("dossier", "note", second, "--text", "Vue.", by="cd")
    office.desk.do("dossier", "note", second, "--text", "Lue.", by="ab")
    done = office.season.intake("agents", "log", "cd", "--json", templates=False)
    assert done.code == OK, done.err
    assert [(line["kind"], line["dossier"]) for line in done.receipts] == [("document-viewed", first), ("note", second)]
    log = lambda *more: office.season.intake("agents", "log", "cd", *more, templates=False).out.decode()
    lines = log().splitlines()
    assert len(lines) == 2 and lines[1].endswith(f" note {second}") and "Vue." not in lines[1]
    assert log("--since", "2099-01-01") == ""
    assert "no-such-agent" in office.season.intake("agents", "log", "nobody", templates=False).err
