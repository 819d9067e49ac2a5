"""`outbox run` is killed at every system call, and run again: no mail is lost.

Each mail arrives at least once; if twice, then as the same bytes, hence with the same
Message-ID, and the program says that it may have.
"""

import collections
import json
import re
import shutil
import subprocess

import pytest

from outbox import outbox  # noqa: F401: a fixture
from mailserver import MailServer

CALLS = [
    "openat", "write", "fsync", "rename", "unlink", "flock", "sendto", "sendmsg", "connect", "recvfrom",
    "close", "getdents64",
]


def calls_of_a_run(outbox, server, trace):
    """How often a run calls each of CALLS."""
    outbox.run(server, before=["strace", "-f", "-o", str(trace), "-e", "trace=" + ",".join(CALLS)])
    found = re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.MULTILINE)
    return collections.Counter(name for name in found if name in CALLS)


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_kills_at_every_system_call(outbox, tmp_path):
    kills = doubles = 0
    with MailServer() as server:
        outbox.queue("rehearsal")
        calls = calls_of_a_run(outbox, server.address, tmp_path / "trace")
        assert calls["fsync"] >= 4 and calls["rename"] >= 2 and calls["unlink"] >= 1
        for call, count in sorted(calls.items()):
            for number in range(1, count + 1):
                word = f"{call} {number}"
                name, message = outbox.queue(word)
                server.recorder.messages.clear()
                killed = outbox.run(
                    server.address,
                    before=[
                        "strace", "-f", "-o", "/dev/null",
                        "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}",
                    ],
                )
                kills += killed.returncode != 0
                done = outbox.run(server.address)
                taken = [message for _, _, message in server.recorder.messages]
                assert taken and set(taken) == {message}, f"{word}: {len(taken)} copies"
                if len(taken) > 1:
                    doubles += 1
                    assert json.loads(done.stdout)["mails"][0]["unanswered"] == 1, word
                assert outbox.names("new") == [], word
                assert name in outbox.names("sent"), word
    print(f"{kills} kills, {doubles} doubles")
    assert kills > 30
