"""The help of each command, as it is printed.

`UPDATE_GOLDEN=1 make test-intake` writes the files anew; the `git diff` is the review.
"""

import os
from pathlib import Path

import pytest
from program import OK, run

GOLDEN = Path(__file__).parent / "golden/help"

COMMANDS = [
    "", "agents", "agents import", "agents link", "agents list", "agents log", "agents remove", "agents renew", "alerts", "alerts run", "attachment", "backup", "campaign",
    "campaign calendar", "campaign export", "campaign figures", "campaign list", "campaign next", "campaign plan",
    "campaign postpone", "campaign refuse", "campaign shortlist", "campaign show", "cgi", "dossier",
    "dossier absent", "dossier accept", "dossier anonymise", "dossier answer", "dossier ask", "dossier available", "dossier call",
    "dossier cancel", "dossier close", "dossier communicate", "dossier complete", "dossier deliberate",
    "dossier document", "dossier edit", "dossier join", "dossier leave", "dossier mark", "dossier message", "dossier move",
    "dossier note", "dossier open", "dossier part", "dossier plan", "dossier postpone", "dossier preview", "dossier propose", "dossier queue",
    "dossier rate",
    "dossier refuse", "dossier reinstate", "dossier reject", "dossier reply", "dossier return",
    "dossier select", "dossier show", "dossier start", "dossier tag", "dossier unavailable", "dossier undo",
    "erase", "export", "ingest", "init", "list", "mail", "outbox", "outbox list", "outbox retry",
    "outbox run", "quarantine", "quarantine list", "quarantine requeue", "quarantine show", "reindex", "reminders",
    "restore", "retention", "scan", "seal", "serve", "show", "spaces", "spaces link", "spaces press",
    "spaces renew", "submission-key", "verify", "verify-receipt",
]


def help_of(command):
    done = run(*command.split(), "--help", env={"COLUMNS": "80"})
    assert (done.code, done.err) == (OK, "")
    return done.out.decode()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command or "vivier-intake")
def test_help_is_that_of_the_golden_file(command):
    text = help_of(command)
    file = GOLDEN / f"{command.replace(' ', '-') or 'vivier-intake'}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.is_file(), f"{file} is missing: run with UPDATE_GOLDEN=1"
    assert text == file.read_text("utf-8")


def test_every_command_has_a_golden_file():
    """Commands are those that the help itself names."""
    found, waiting = set(), [""]
    while waiting:
        command = waiting.pop()
        found.add(command)
        text = help_of(command)
        if "SUBCOMMANDS:" in text:
            for line in text.split("SUBCOMMANDS:")[1].splitlines():
                if line.startswith("  ") and not line.startswith("   ") and "See '" not in line:
                    waiting.append(f"{command} {line.split()[0]}".strip())
    assert sorted(found) == sorted(COMMANDS)
    assert sorted(path.stem for path in GOLDEN.iterdir()) == sorted(
        command.replace(" ", "-") or "vivier-intake" for command in COMMANDS
    )
