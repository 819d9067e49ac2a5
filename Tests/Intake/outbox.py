"""A store with mails in its outbox, written as FORMAT.md describes them."""

import base64
import hashlib
import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VIVIER_INTAKE", str(ROOT / ".build/release/vivier-intake"))


def dossier_number(word):
    """26 characters of base 32, as a dossier has."""
    return base64.b32encode(hashlib.sha256(word.encode()).digest()[:16]).decode().lower().rstrip("=")


def crc32c(data):
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ 0x82F63B78 if value & 1 else value >> 1
        table.append(value)
    found = 0xFFFFFFFF
    for byte in data:
        found = table[(found ^ byte) & 255] ^ found >> 8
    return found ^ 0xFFFFFFFF


def mail_file(state, message):
    head = json.dumps(state).encode()[:-1]
    return head + b',"c":"%08x"}\n' % crc32c(head + message) + message


class Outbox:
    def __init__(self, folder):
        self.store = folder / "store"
        # No site: nobody is owed a letter.
        self.content = folder / "content"
        subprocess.run([PROGRAM, "init", "--store", str(self.store)], check=True, capture_output=True)

    def queue(self, word, to="zoe@example.org", **state):
        name = f"{dossier_number(word)}.acknowledgement-1"
        identity = f"{hashlib.sha256(word.encode()).hexdigest()[:32]}@example.org"
        message = (
            f"From: <jobs@example.org>\r\nTo: <{to}>\r\nSubject: {word}\r\nMessage-Id: <{identity}>\r\n\r\n"
            "Bonjour\r\n.\r\n..\r\nFin\r\n"
        ).encode()
        head = {
            "format": 1, "name": name, "message_id": identity, "from": "jobs@example.org", "to": to,
            "queued": "2026-11-21T04:00:00.000Z", "next": "2026-11-21T04:00:00.000Z", "attempts": 0,
            "unanswered": 0, "size": len(message), **state,
        }
        (self.store / "outbox/new" / name).write_bytes(mail_file(head, message))
        return name, message

    def command(self, *arguments, environment=None):
        return [PROGRAM, "outbox", *arguments, "--store", str(self.store), "--content", str(self.content)]

    def run(self, server, *more, tls="none", environment=None, before=()):
        command = [*before, *self.command("run", "--json", "--smtp", server, "--tls", tls, *more)]
        return subprocess.run(
            command, capture_output=True, timeout=60, env={**os.environ, **(environment or {})}
        )

    def names(self, folder):
        """Names without what marks them as written into the journal; hidden ones too."""
        return sorted(p.name.removesuffix(":2,S") for p in (self.store / "outbox" / folder).iterdir())

    def state(self, folder, name):
        path = self.store / "outbox" / folder / name
        return json.loads(path.read_bytes().split(b"\n", 1)[0])

    def set_state(self, name, **changes):
        path = self.store / "outbox/new" / name
        line, message = path.read_bytes().split(b"\n", 1)
        state = json.loads(line) | changes
        del state["c"]
        path.write_bytes(mail_file(state, message))


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path)
