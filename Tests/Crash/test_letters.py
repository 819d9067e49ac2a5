"""The power is cut after every system call of who takes a candidature in, and of who sends its
letter; then the machine starts again, and `outbox run` with it: one letter for each candidature,
never none, and a second only with the Message-ID of the first, and said to be possible. (G2, G4)"""

import email
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import journal
import support
from clients import ROOT
from disk import Disk
from test_flushes import flushes

sys.path.append(f"{ROOT}/Tests/Intake")
from mailserver import MailServer  # noqa: E402

BODY = "name=Zo&email=zoe%40example.org&subject=other&message=Bonjour+tous&consent=yes"
# Without spaces, whose pages lie beside the store and are made again.
COPY = tempfile.TemporaryDirectory()
CONTENT = shutil.copytree(f"{ROOT}/content", f"{COPY.name}/content")
SETTINGS = Path(CONTENT, "site.yml")
SETTINGS.write_text(SETTINGS.read_text("utf-8").replace("\nspaces: true\n", "\nspaces: false\n"), "utf-8")
SITE = ["--content", CONTENT, "--templates", f"{ROOT}/templates"]
FEW, MANY = (6, 20) if support.FULL else (2, 8)


class Machine(Disk):
    """Knows how many mails the server has taken, too."""

    taken = 0

    def _apply(self, call, arguments, texts, result):
        if call == "sendto":
            self.taken += texts[0] == ".\r\n"
            return True
        return super()._apply(call, arguments, texts, result)


def traced(trace, *command):
    calls = f"trace={support.CALLS},close,sendto"
    watch = ["strace", "-f", "-qq", "-o", trace, "-xx", "-s", "10000000", "-e", calls]
    program = f"{support.PROGRAMS}/vivier-intake"
    done = subprocess.run([*watch, program, *map(str, command)], capture_output=True, text=True, timeout=120)
    with open(trace) as file:
        return done, file.read()


def ingest(store, body):
    return ["ingest", body, "--form", "contact", "--store", store, *SITE]


def outbox_run(store, server):
    return ["outbox", "run", "--json", "--store", store, *SITE, "--smtp", server, "--tls", "none"]


def restart(stores, found):
    """What a machine finds that starts after a power cut; its index is older than its start."""
    store = f"{stores.folder}/restarted"
    stores.drop(store)
    os.makedirs(store)
    for path in sorted(found):
        if path.endswith("/"):
            os.makedirs(f"{store}/{path}")
        elif not path.startswith("index.sqlite"):
            with open(f"{store}/{path}", "wb") as file:
                file.write(found[path])
    return store


def promises(found):
    """The Message-IDs that the journals name, by dossier; `None` for a dossier without."""
    kept = {}
    for path, data in found.items():
        match = re.match(r"dossiers/../(\w+)/events.jsonl$", path)
        if match:
            events, _ = journal.read(data, match[1])
            named = [event["d"]["message_id"] for event in events if event["k"] == "mail-queued"]
            kept[match[1]] = named[0] if named else None
    return kept


def identity(message):
    return email.message_from_bytes(message)["Message-ID"].strip("<>")


def distinct(machine, text, seeds, without=None):
    """The states that a cut can leave, each once, with the number of mails taken by then."""
    seen = set()
    for call in machine.replay(text, without=without):
        for seed in [None, *range(seeds)]:
            found = machine.after_cut(seed)
            state = hashlib.sha256(repr((sorted(found.items()), machine.taken)).encode()).digest()
            if state not in seen:
                seen.add(state)
                yield call, found


def faults_after(stores, found, taken, server):
    """Runs the outbox in what a cut left; `taken` are the mails that arrived before it."""
    server.recorder.messages.clear()
    store = restart(stores, found)
    done = support.intake(*outbox_run(store, server.address))
    assert done.returncode in (0, 1), done.stderr
    now = [message for _, _, message in server.recorder.messages]
    faults, after = [], support.files_of(store)
    for dossier, known in promises(after).items():
        copies = [identity(message) for message in [*taken, *now]].count(known)
        if copies == 0:
            faults.append(f"{dossier}: never written to")
        events, _ = journal.read(after[f"dossiers/{dossier[-2:]}/{dossier}/events.jsonl"], dossier)
        sent = [event["d"]["unanswered"] for event in events if event["k"] == "mail-sent"]
        if copies > 1 and sent == [0]:
            faults.append(f"{dossier}: written to {copies} times, and nobody knows")
        if len(sent) != 1:
            faults.append(f"{dossier}: the journal does not say that it was written to")
    strangers = [message for message in now if identity(message) not in promises(after).values()]
    return faults + ["a letter that nobody promised"] * len(strangers)


@pytest.fixture
def body(tmp_path):
    path = tmp_path / "body"
    path.write_text(BODY)
    return path


def test_a_power_cut_while_it_is_taken_in(stores, tmp_path, body):
    store = stores.make()
    machine = Machine(store)
    done, text = traced(str(tmp_path / "trace"), *ingest(store, body))
    assert json.loads(done.stdout)["state"] == "accepted", done.stderr
    assert not [path for path in flushes(text) if "/outbox/" in path]
    states = 0
    with MailServer() as server:
        for call, found in distinct(machine, text, MANY):
            states += 1
            receipts = [json.loads(line)["receipt"] for line in machine.acknowledged]
            assert set(receipts) <= set(promises(found)), f"{call}: acknowledged and lost"
            assert all(promises(found).values()), f"{call}: a dossier without its promise"
            faults = faults_after(stores, found, [], server)
            assert not faults, f"{call}: {faults}"
    print(f"{states} states")
    assert states > 10


def sending(stores, tmp_path, body, server):
    """A store with a letter that waits and one that was lost; the trace of sending them."""
    store = stores.make()
    for number in range(2):
        body.write_text(f"{BODY}{number}")
        assert support.intake(*ingest(store, body)).returncode == 0
    lost, _ = sorted(os.listdir(f"{store}/outbox/new"))
    os.remove(f"{store}/outbox/new/{lost}")
    kept = stores.copy(store)
    done, text = traced(str(tmp_path / "trace"), *outbox_run(store, server.address))
    assert [mail["state"] for mail in json.loads(done.stdout)["mails"]] == ["sent", "sent"]
    taken = [message for _, _, message in server.recorder.messages]
    # Under the name that it was traced with.
    stores.drop(store)
    stores.restore(kept, store)
    return store, text, taken


def test_a_power_cut_while_it_is_sent(stores, tmp_path, body):
    with MailServer() as server:
        store, text, taken = sending(stores, tmp_path, body, server)
        machine = Machine(store)
        states = 0
        for call, found in distinct(machine, text, FEW):
            states += 1
            faults = faults_after(stores, found, taken[: machine.taken], server)
            assert not faults, f"{call} after {machine.taken} mails: {faults}"
    print(f"{states} states")
    assert machine.taken == 2 and states > 40


def test_a_power_cut_while_a_damaged_one_is_made_anew(stores, tmp_path, body):
    with MailServer() as server:
        store = stores.make()
        assert support.intake(*ingest(store, body)).returncode == 0
        (name,) = os.listdir(f"{store}/outbox/new")
        before = stores.copy(store)
        assert support.intake(*outbox_run(store, server.address)).returncode == 0
        stores.drop(store)
        stores.restore(before, store)
        # The server has it; what said so is damaged.
        os.truncate(f"{store}/outbox/new/{name}", 200)
        damaged = stores.copy(store)
        _, text = traced(str(tmp_path / "trace"), *outbox_run(store, server.address))
        taken = [message for _, _, message in server.recorder.messages]
        assert len(taken) == 2
        stores.drop(store)
        stores.restore(damaged, store)
        machine = Machine(store)
        states = 0
        for call, found in distinct(machine, text, MANY):
            states += 1
            faults = faults_after(stores, found, taken[: 1 + machine.taken], server)
            assert not faults, f"{call} after {machine.taken} mails: {faults}"
    print(f"{states} states")
    assert machine.taken == 1 and states > 20


# A mail of which a cut leaves a part is made anew and taken for perhaps delivered, so that what it
# said before may be lost; a deletion that is lost is made up for, since `sent` counts before `new`;
# the mark of what the journal has is set again. The index is a cache.
ACCOUNTED_FOR = ["started", "deleted", "recorded"] * 2


def steps(flushed):
    """Flush by flush, what sending is at; `None` for what is no part of it."""
    done = {}
    for path in flushed:
        where = os.path.relpath(path) if path.startswith("/") else path
        name = next((name for name in ("outbox/new", "outbox/sent") if f"{name}/." in where), None)
        if name:
            yield {"outbox/new": "started", "outbox/sent": "sent"}[name]
        elif where.endswith("outbox/new"):
            done["new"] = done.get("new", 0) + 1
            yield "began" if done["new"] % 2 else "deleted"
        elif where.endswith("outbox/sent"):
            done["sent"] = done.get("sent", 0) + 1
            yield "put away" if done["sent"] <= 2 else "recorded"
        else:
            yield where if where == "events" else None


def test_no_flush_of_sending_is_idle(stores, tmp_path, body):
    with MailServer() as server:
        store, text, taken = sending(stores, tmp_path, body, server)
        idle, asked = [], list(steps(flushes(text)))
        for number, step in enumerate(asked):
            if step is None or (step in ACCOUNTED_FOR and not support.FULL):
                continue
            machine = Machine(store)
            is_missed = any(
                faults_after(stores, found, taken[: machine.taken], server)
                for _, found in distinct(machine, text, FEW, without=number)
            )
            idle += [] if is_missed else [step]
    print(f"{asked}, idle: {idle}")
    assert sorted(step for step in asked if step) == sorted(
        ["started", "began", "sent", "put away", "deleted", "events", "recorded"] * 2
    )
    assert sorted(idle) == (sorted(ACCOUNTED_FOR) if support.FULL else [])
