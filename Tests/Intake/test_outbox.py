"""Mails leave the outbox once they are taken, and not before."""

import json
import socket
import subprocess
import sys

import pytest

from outbox import outbox  # noqa: F401: a fixture
from mailserver import MailServer, make_certificate

DUE = "2026-11-21T04:00:00.000Z"


def results(done):
    return [(mail["state"], mail["answer"]) for mail in json.loads(done.stdout)["mails"]]


def test_an_accepted_mail_is_sent_byte_for_byte(outbox):
    name, message = outbox.queue("a")
    with MailServer() as server:
        done = outbox.run(server.address)
        again = outbox.run(server.address)
        assert server.recorder.messages == [("jobs@example.org", ["zoe@example.org"], message)]
    assert results(done) == [("sent", "250 2.0.0")]
    assert results(again) == []
    assert (outbox.names("new"), outbox.names("sent")) == ([], [name])


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_says_later_is_asked_later(outbox, command):
    name, _ = outbox.queue("a")
    with MailServer() as server:
        server.recorder.answers = {command: ["452 4.3.1 no room, zoe@example.org"] * 2}
        assert results(outbox.run(server.address)) == [("later", "452 4.3.1")]
        first = outbox.state("new", name)
        assert results(outbox.run(server.address)) == [], "before its time"
        outbox.set_state(name, next=DUE)
        assert results(outbox.run(server.address)) == [("later", "452 4.3.1")]
        second = outbox.state("new", name)
        outbox.set_state(name, next=DUE)
        assert results(outbox.run(server.address)) == [("sent", "250 2.0.0")]
        assert len(server.recorder.messages) == 1
    assert (first["attempts"], second["attempts"]) == (1, 2)
    assert first["next"] > DUE and "zoe" not in first["answer"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_refused_mail_is_parked_and_can_be_tried_again(outbox, command):
    name, _ = outbox.queue("a")
    with MailServer() as server:
        server.recorder.answers = {command: ["550 5.1.1 unknown"]}
        done = outbox.run(server.address)
        assert done.returncode == 1 and results(done) == [("failed", "550 5.1.1")]
        assert (outbox.names("new"), outbox.names("failed")) == ([], [name])
        assert results(outbox.run(server.address)) == []
        subprocess.run(outbox.command("retry", name), check=True)
        assert (outbox.names("new"), outbox.names("failed")) == ([name], [])
        assert results(outbox.run(server.address)) == [("sent", "250 2.0.0")]


def test_one_refused_mail_holds_up_no_other(outbox):
    outbox.queue("a")
    outbox.queue("b")
    with MailServer() as server:
        server.recorder.answers = {"RCPT": ["550 no"]}
        done = outbox.run(server.address)
    assert sorted(results(done)) == [("failed", "550"), ("sent", "250 2.0.0")]


@pytest.mark.parametrize("drop", ["before answer", "after taking it"])
def test_a_connection_that_breaks_loses_nothing_and_is_seen(outbox, drop):
    name, _ = outbox.queue("a")
    with MailServer() as server:
        server.recorder.drop = drop
        assert results(outbox.run(server.address)) == [("later", "no answer")]
        assert outbox.state("new", name)["unanswered"] == 1
        server.recorder.drop = None
        outbox.set_state(name, next=DUE)
        done = outbox.run(server.address)
        taken = {message for _, _, message in server.recorder.messages}
    assert json.loads(done.stdout)["mails"][0]["unanswered"] == 1
    assert len(taken) == 1, "a second copy has the same Message-ID"


def test_no_server_is_no_attempt(outbox):
    name, _ = outbox.queue("a")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        done = outbox.run(f"smtp://127.0.0.1:{closed.getsockname()[1]}")
    assert done.returncode == 75 and b"[no-mail-server]" in done.stderr
    assert outbox.state("new", name)["attempts"] == 0
    assert "started" not in outbox.state("new", name)


def test_nothing_is_said_without_tls_where_it_is_required(outbox):
    outbox.queue("a")
    with MailServer() as server:
        done = outbox.run(server.address, tls="required")
        assert done.returncode == 75 and server.recorder.offered == 0


def test_starttls_and_signing_in(outbox, tmp_path):
    certificate = make_certificate(tmp_path)
    sign_in = ("jobs", "secret")
    outbox.queue("a")
    with MailServer(certificate, sign_in, require_tls=True) as server:
        options = ["--smtp-user", "jobs", "--smtp-certificates", certificate[0]]
        wrong = outbox.run(server.address, *options, tls="required", environment={"VIVIER_SMTP_PASSWORD": "no"})
        assert wrong.returncode == 75 and results(wrong) == []
        done = outbox.run(server.address, *options, tls="required", environment={"VIVIER_SMTP_PASSWORD": "secret"})
        assert results(done) == [("sent", "250 2.0.0")]
        assert server.recorder.tls == [True]
        outbox.queue("b")
        foreign = outbox.run(server.address, "--smtp-user", "jobs", tls="required")
        assert foreign.returncode == 75, "a certificate that nobody vouches for"


def test_a_program_instead_of_a_server(outbox, tmp_path):
    program = tmp_path / "sendmail"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/arguments\ncat > {tmp_path}/message\nexit $CODE\n')
    program.chmod(0o755)
    name, message = outbox.queue("a")
    command = outbox.command("run", "--json", "--sendmail", str(program))
    later = subprocess.run(command, capture_output=True, env={"CODE": "75"})
    assert results(later) == [("later", "exit 75")]
    outbox.set_state(name, next=DUE)
    done = subprocess.run(command, capture_output=True, env={"CODE": "0"})
    assert results(done) == [("sent", "exit 0")]
    assert (tmp_path / "arguments").read_text() == "-i -f jobs@example.org -- zoe@example.org\n"
    assert (tmp_path / "message").read_bytes() == message


def test_a_damaged_file_is_reported_and_left(outbox):
    name, _ = outbox.queue("a")
    path = outbox.store / "outbox/new" / name
    path.write_bytes(path.read_bytes()[:-1])
    with MailServer() as server:
        done = outbox.run(server.address)
        assert done.returncode == 1 and results(done) == [("damaged", None)]
        assert server.recorder.offered == 0
    assert outbox.names("new") == [name]
    listed = subprocess.run(outbox.command("list"), capture_output=True, text=True)
    assert listed.stdout == f"damaged {name} 0 - -\n"


def test_two_runs_at_once_send_each_mail_once(outbox):
    for number in range(40):
        outbox.queue(str(number))
    with MailServer() as server:
        command = outbox.command("run", "--smtp", server.address, "--tls", "none")
        runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(4)]
        for run in runs:
            run.wait(timeout=120)
        assert len(server.recorder.messages) == 40
        assert len({message for _, _, message in server.recorder.messages}) == 40
    assert outbox.names("new") == [] and len(outbox.names("sent")) == 40
