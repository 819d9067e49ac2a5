"""Who makes the pages: the same bytes for the same state, and only what an event touches."""

import os
import shutil
import signal
import time

import pytest
from bodies import CONTENT_TYPE, complete, multipart
from conftest import TEMPLATES, run
from mailserver import MailServer
from program import OK


def files(season) -> dict:
    return {path.name: path.read_bytes() for path in season.sealed.iterdir()}


def waited_for(condition):
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_nothing_changes_when_nothing_happened(season):
    season.apply()
    season.apply(email="ada@exemple.fr")
    before = files(season)
    assert len(before) == 4
    assert season.press() == {"format": 1, "written": 0, "deleted": 0}
    assert files(season) == before


def test_only_what_an_event_touches_is_sealed_again(season):
    number = season.apply()
    season.apply(offer="2026-2")
    season.apply(email="ada@exemple.fr")
    before = files(season)
    season.ask(number)
    after = files(season)
    assert before.keys() == after.keys()
    assert len([name for name in before if before[name] != after[name]]) == 2


def test_pages_come_by_themselves_while_the_server_runs(season):
    answer = season.server.submit(complete(offer="2026-1"))
    assert answer.status == 201
    assert waited_for(lambda: season.sealed.is_dir() and len(files(season)) == 2)


def by_ingest(season):
    return season.intake("ingest", "-", "--form", "apply", stdin=multipart(complete(offer="2026-2")))


def by_mail(season):
    message = b"From: zoe@exemple.fr\r\nTo: jobs@essai.example\r\nSubject: Bonjour\r\n\r\nMa candidature.\r\n"
    return season.mail(message)


def by_cgi(season):
    body = multipart(complete(offer="2026-2"))
    return season.intake("cgi", stdin=body, env={
        "REQUEST_METHOD": "POST", "PATH_INFO": "/submit/apply", "SCRIPT_NAME": "", "CONTENT_TYPE": CONTENT_TYPE,
        "CONTENT_LENGTH": str(len(body)), "HTTP_ACCEPT": "application/json"})


def by_requeue(season):
    """A message without a sender waits in quarantine until somebody has it taken in by a form."""
    form = season.folder / "content/forms/apply.yml"
    form.rename(season.folder / "apply.yml")
    sent = season.intake("ingest", "-", "--form", "apply", stdin=multipart(complete(offer="2026-2")))
    (season.folder / "apply.yml").rename(form)
    assert not files(season)
    return season.intake("quarantine", "requeue", sent.receipt["receipt"])


@pytest.mark.parametrize("way", [by_ingest, by_mail, by_cgi, by_requeue])
def test_every_way_in_makes_the_pages(season, way):
    season.server.stop(signal.SIGKILL)
    season.sealed.mkdir(parents=True, exist_ok=True)
    done = way(season)
    assert done.code == OK, done.err
    assert len(files(season)) == 2, done.err
    assert season.press() == {"format": 1, "written": 0, "deleted": 0}


def test_a_letter_that_was_sent_shows_at_once(season):
    number = season.apply()
    season.server.stop(signal.SIGKILL)
    with MailServer() as mails:
        done = season.intake("outbox", "run", "--smtp", mails.address, "--tls", "none")
    assert done.code == OK, done.err
    before = files(season)
    assert season.press()["written"] == 0
    season.start()
    assert "Courriel envoyé" in season.candidature(number).words
    assert files(season) == before


def test_a_command_on_a_site_that_stands_elsewhere_makes_no_pages_and_no_noise(season):
    season.server.stop(signal.SIGKILL)
    done = season.intake("ingest", "-", "--form", "apply", "--public", season.folder / "nowhere", stdin=multipart(complete()))
    assert (done.code, done.err) == (OK, "")
    assert not season.sealed.exists() or not files(season)


def test_a_theme_that_is_broken_keeps_nothing_from_being_taken_in(season):
    season.server.stop(signal.SIGKILL)
    theme = season.folder / "theme"
    shutil.copytree(TEMPLATES, theme)
    (theme / "pages/space-home.html").unlink()
    done = season.intake("ingest", "-", "--form", "apply", "--templates", theme, stdin=multipart(complete()), templates=False)
    assert (done.code, done.receipt["state"]) == (OK, "accepted")
    assert "[no-space]" in done.err


def test_what_a_killed_server_did_not_come_to_the_next_one_makes(season):
    season.apply()
    season.server.stop(signal.SIGKILL)
    done = run("ingest", "-", "--form", "apply", *season.options, "--public", "nowhere", stdin=multipart(complete(offer="2026-2")))
    assert done.code == OK, done.err
    assert len(files(season)) == 2
    season.start()
    assert waited_for(lambda: len(files(season)) == 3)


def test_a_build_leaves_sealed_pages_alone(season):
    season.apply()
    before = files(season)
    season.build()
    assert files(season) == before
    assert "espace/s" not in (season.folder / "public/.vivier-manifest").read_text()
    assert "espace/index.html" in (season.folder / "public/.vivier-manifest").read_text()


def test_pages_of_nobody_are_deleted_and_other_files_are_not(season):
    season.apply()
    stray = season.sealed / ("a" * 26)
    stray.write_bytes(b"x")
    half = season.sealed / ("a" * 26 + ".new")
    half.write_bytes(b"x")
    own = season.sealed / "README"
    own.write_bytes(b"x")
    assert season.press() == {"format": 1, "written": 0, "deleted": 2}
    assert (stray.exists(), half.exists(), own.exists()) == (False, False, True)


def test_an_erased_dossier_has_no_page_at_once(season):
    number = season.apply()
    other = season.apply(offer="2026-2")
    season.intake("spaces", "renew", number)
    assert len(files(season)) == 6
    assert season.intake("erase", number).code == OK
    assert len(files(season)) == 4
    assert len(season.open(season.home(other)).codes) == 1
    assert season.intake("erase", other).code == OK
    assert files(season) == {}


def test_a_web_server_can_read_pages_whatever_the_umask(season):
    number = season.apply()
    shutil.rmtree(season.sealed)
    before = os.umask(0o077)
    try:
        season.ask(number)
    finally:
        os.umask(before)
    assert len(files(season)) == 2
    assert {oct(path.stat().st_mode & 0o777) for path in season.sealed.iterdir()} == {"0o644"}
    assert oct(season.sealed.stat().st_mode & 0o777) == "0o755"


def test_a_site_without_spaces_says_what_to_do(season):
    settings = season.folder / "content/site.yml"
    settings.write_text(settings.read_text().replace("spaces: true\n", ""))
    done = season.intake("spaces")
    assert (done.code, "spaces: true" in done.err) == (64, True)


def test_a_rotation_that_cannot_be_read_stops_the_press(season):
    number = season.apply()
    season.intake("spaces", "renew", number)
    (rotation,) = season.folder.glob("store/spaces/*/*")
    assert rotation.read_text() == "vivier-space 1 1\n"
    rotation.write_text("vivier-space 1 x\n")
    done = season.intake("spaces")
    assert done.code != OK and str(rotation.name) in done.err
    assert season.act("x").status == 404


@pytest.mark.parametrize("wrong", [["--until", "2026-13-01"], ["--until", "2020-01-01"]])
def test_an_ask_for_no_day_or_a_past_one_is_refused(season, wrong):
    number = season.apply()
    done = season.intake("dossier", "ask", number, "--document", "Diplôme", *wrong)
    assert done.code in (1, 64) and done.err
    assert season.kinds(number) == ["received"]


def test_an_encrypted_store_takes_documents_too(season):
    season.server.stop(signal.SIGKILL)
    store = season.folder / "store"
    store.rename(season.folder / "plain")
    assert run("init", "--store", store, "--encrypt").code == OK
    season.start()
    number = season.apply()
    season.ask(number)
    marker = b"%PDF-1.7\r\n1 0 obj << /Type /Catalog >>\r\nMARQUE-SECRETE"
    token = season.candidature(number).token("supply")
    assert season.act(token, files=[("file", "d.pdf", marker)]).status == 200
    assert "d.pdf" in season.candidature(number).words
    assert run("verify", "--store", store).code == OK
    for path in store.rglob("*"):
        assert not path.is_file() or b"MARQUE-SECRETE" not in path.read_bytes(), path


def test_a_backup_keeps_what_was_taken_back(season):
    number = season.apply()
    season.intake("spaces", "renew", number)
    link = season.link(number)
    kept = season.folder / "kept"
    assert run("backup", "--store", season.folder / "store", kept).code == OK
    restored = season.folder / "restored"
    assert run("restore", kept, "--store", restored).code == OK
    again = run(
        "spaces", "link", number, "--store", restored, *season.options[2:], "--templates", TEMPLATES,
        "--public", season.folder / "public",
    )
    assert again.out.decode().strip() == link, again.err
