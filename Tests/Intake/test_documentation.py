"""What docs/intake.md says to type, does what it says; what it shows has options that there are."""

import os
import re
import shutil
import subprocess

from program import OK, PROGRAM, ROOT, run

TEXT = (ROOT / "docs/intake.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.M | re.S)
EXAMPLES = {"contact.txt": "name=", "message.eml": "From: "}


def example(begin):
    (block,) = [text for kind, text in BLOCKS if kind == "text" and text.startswith(begin)]
    return block


def test_every_line_to_type_does_what_it_says(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/vivier-intake").symlink_to(PROGRAM.resolve())
    for folder in ["content", "templates"]:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "examples").mkdir()
    for name, begin in EXAMPLES.items():
        (tmp_path / "examples" / name).write_text(example(begin), "utf-8")
    lines = [
        line.removeprefix("$ ") for kind, text in BLOCKS if kind == "console" for line in text.splitlines()
    ]
    assert len(lines) > 20
    script = "set -euo pipefail\nexec 3> steps\n" + "\n".join(f"echo {number} >&3\n{line}" for number, line in enumerate(lines))
    done = subprocess.run(
        ["bash", "-c", script + "\n"], cwd=tmp_path, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"},
    )
    reached = lines[int((tmp_path / "steps").read_text().split()[-1])]
    assert done.returncode == OK, f"'{reached}': {done.stderr}"
    kept = subprocess.run(
        [PROGRAM, "verify", "--store", "restored"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert kept.stdout.startswith("1 dossiers") and "1 erased" in kept.stdout


def test_every_option_of_a_line_is_one_of_its_command():
    seen = set()
    for line in re.findall(r"(?:vivier-intake) ([a-z][^\n`&|>]*)", TEXT):
        words = line.split()
        command = words[:2] if words[0] in ("outbox", "quarantine") and len(words) > 1 else words[:1]
        options = {word.split("=")[0] for word in words if word.startswith("--")}
        help_text = run(*command, "--help").out.decode()
        for option in options:
            seen.add((command[0], option))
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", help_text), f"{command}: no {option}"
    assert len(seen) > 20


def test_every_command_is_there():
    names = re.findall(r"^  ([a-z-]+) ", run("--help").out.decode().split("SUBCOMMANDS:")[1], re.M)
    table = TEXT.split("## The commands")[1].split("Each in use")[0]
    assert [name for name in names if name != "help" and f"`{name}" not in table] == []
