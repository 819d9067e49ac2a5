"""`ingest` is killed at every system call that changes the disk: one dossier,
which promises one letter, then that letter."""

import collections
import re
import shutil
import subprocess

import pytest
from bodies import complete, multipart
from program import PROGRAM
from test_letters import TEMPLATES, events, kinds, office, outbox_run, queued  # noqa: F401: a fixture

CALLS = ["write", "fsync", "fdatasync", "rename", "renameat2", "unlink", "mkdir"]


def killed(place, body, *strace):
    command = [PROGRAM, "ingest", "-", "--form", "apply", *place.options, *TEMPLATES]
    return subprocess.run(
        ["strace", "-f", *strace, *map(str, command)], input=body, capture_output=True, timeout=120
    )


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_a_kill_anywhere_leaves_one_letter_for_each_dossier(office, tmp_path):
    trace = tmp_path / "trace"
    killed(office, multipart(complete(message="rehearsal")), "-o", trace, "-e", "trace=" + ",".join(CALLS))
    calls = collections.Counter(re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.MULTILINE))
    known = set(office.dossiers)
    between = kills = 0
    for call in CALLS:
        for number in range(1, calls[call] + 1):
            body = multipart(complete(message=f"{call} {number}"))
            done = killed(
                office, body, "-o", "/dev/null", "-e", f"trace={call}",
                "-e", f"inject={call}:signal=KILL:when={number}",
            )
            kills += done.returncode != 0
            new = set(office.dossiers) - known
            assert len(new) <= 1
            assert new or b'"accepted"' not in done.stdout, f"{call} {number}: acknowledged and lost"
            for path in new:
                receipt, name = {"receipt": path.name}, f"{path.name}.acknowledgement-1"
                assert kinds(office, receipt) == ["received", "mail-queued"], f"{call} {number}"
                between += name not in queued(office)
                outbox_run(office)
                promise = events(office, receipt)[1]["d"]["message_id"]
                mail = (office.folder / "store/outbox/new" / name).read_bytes()
                assert f"Message-Id: <{promise}>".lower().encode() in mail.lower(), f"{call} {number}"
            known |= new
    print(f"{kills} kills, {between} of them between dossier and letter, {len(known)} dossiers")
    assert kills > 10 and between >= 3
    letters = [name for name in queued(office) if not name.startswith(".")]
    assert len(letters) == len(known)
