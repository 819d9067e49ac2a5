"""The help of each command, as it is printed.

`UPDATE_GOLDEN=1 make test-site` writes the files anew; the `git diff` is the review.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support.program import OK, ROOT, vivier

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
    "query",
    "register",
    "register show",
    "register verify",
    "serve",
    "watch",
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


def completed(tmp_path, *words):
    """What bash proposes for the last of the words of a command line."""
    script = tmp_path / "vivier.bash"
    script.write_text(vivier("--generate-completion-script", "bash").out, "utf-8")
    line = " ".join(["vivier", *words])
    steps = f"""
        source {script}
        COMP_LINE='{line}' COMP_POINT={len(line)} COMP_CWORD={len(words)} COMP_WORDS=(vivier "$@")
        COMPREPLY=()
        _vivier vivier "${{@: -1}}" "${{@: -2:1}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", steps, "bash", *words], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return sorted(word.strip() for word in done.stdout.split("\n") if word.strip())


def test_bash_completes_commands_options_and_folders(tmp_path):
    (tmp_path / "mon-site").mkdir()
    (tmp_path / "mon-fichier").touch()
    assert completed(tmp_path, "bu") == ["build"]
    assert completed(tmp_path, "build", "--dr") == ["--drafts"]
    assert completed(tmp_path, "register", "v") == ["verify"]
    assert completed(tmp_path, "build", "--site", "mon") == ["mon-site"]
    assert completed(tmp_path, "content", "show", "mon-f") == ["mon-fichier"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_one_that_it_reads(tmp_path, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(vivier("--generate-completion-script", shell).out, "utf-8")
    run = subprocess.run([shell, "-n", script], capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")


def test_the_exit_codes_of_the_help_are_those_of_the_documentation():
    text = (ROOT / "docs/commands.md").read_text("utf-8").split("## Exit codes")[1].split("## ")[0]
    assert re.findall(r"^\| (\d+) \|", text, re.M) == ["0", "1", "64", "74"]
