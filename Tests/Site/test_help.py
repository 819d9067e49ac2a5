"""The help of each command, as it is printed.

`UPDATE_GOLDEN=1 make test-site` writes the files anew; the `git diff` is the review.
"""

import os
from pathlib import Path

import pytest

from support.program import OK, vivier

GOLDEN = Path(__file__).parent / "golden/help"

COMMANDS = [
    "",
    "build",
    "check",
    "content",
    "content keys",
    "content show",
    "list",
    "new",
    "register",
    "register show",
    "register verify",
    "serve",
    "template",
    "template render",
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command or "vivier")
def test_help_is_that_of_the_golden_file(command):
    run = vivier(*command.split(), "--help", env={"COLUMNS": "80"})
    assert (run.code, run.err) == (OK, "")
    file = GOLDEN / f"{command.replace(' ', '-') or 'vivier'}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(run.out, "utf-8")
    assert file.is_file(), f"{file} is missing: run with UPDATE_GOLDEN=1"
    assert run.out == file.read_text("utf-8")


def test_every_command_has_a_golden_file():
    """Commands are those that the help itself names."""
    found, waiting = set(), [""]
    while waiting:
        command = waiting.pop()
        found.add(command)
        text = vivier(*command.split(), "--help").out
        if "SUBCOMMANDS:" in text:
            for line in text.split("SUBCOMMANDS:")[1].splitlines():
                if line.startswith("  ") and not line.startswith("   ") and "See '" not in line:
                    waiting.append(f"{command} {line.split()[0]}".strip())
    assert sorted(found) == sorted(COMMANDS)


def test_the_exit_codes_are_in_the_help():
    text = vivier("--help").out
    for code in ["0", "1", "64", "74"]:
        assert f" {code} " in " ".join(text.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_completion_for_each_shell(shell):
    run = vivier("--generate-completion-script", shell)
    assert run.code == OK
    assert "build" in run.out and "drafts" in run.out
