"""Strings and vocabularies of others; they are never part of the project.

`VIVIER_CORPORA` names their folder; otherwise a `shared/corpora` beside the checkout,
or beside one of its parents, is used.
"""

import json
import os
import re
from pathlib import Path

import pytest

from support.program import ROOT


# Lists of one attack in many spellings: one path twenty thousand times, each character
# reference, each letter after `<!DOCTYPE`. Of these every nth is taken.
REPETITIVE = {
    "dotdotpwn": 100,
    "traversals": 10,
    "tokenizer__test3": 4,
    "numericEntities": 4,
    "unicodeChars.": 4,
}


def corpora_folder() -> Path | None:
    named = os.environ.get("VIVIER_CORPORA")
    if named:
        return Path(named) if Path(named).is_dir() else None
    for parent in [ROOT, *ROOT.parents]:
        if (parent / "shared/corpora").is_dir():
            return parent / "shared/corpora"
    return None


def corpus(path: str) -> Path:
    """A file or folder of the corpora; skips the test where there are none."""
    folder = corpora_folder()
    if folder is None or not (folder / path).exists():
        pytest.skip(f"the corpora have no {path}: set VIVIER_CORPORA to their folder")
    return folder / path


def strings_of(file: Path) -> list[str]:
    """The single inputs in a file of attacks."""
    text = file.read_text("utf-8", "replace")
    if file.suffix == ".test":
        return [str(test["input"]) for tests in json.loads(text).values() for test in tests]
    if file.name == "vectors.txt":
        return re.split(r'<div id="\d+">', text)
    if file.name == "items.js":
        return [found[1:-1] for found in re.findall(r"'data'\s*:\s*('(?:[^'\\\n]|\\.)*')", text)]
    if file.suffix in {".js", ".mjs"}:
        return [literal[1:-1] for literal in re.findall(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"", text)]
    return text.splitlines()


def naughty_strings() -> list[str]:
    return json.loads(corpus("strings/blns.json").read_text("utf-8"))


def attacks() -> list[str]:
    """Every string of the attack corpora, each once.

    Of the lists that count up, some stand for their neighbours.
    """
    found: dict[str, None] = {}
    for file in sorted(corpus("xss").rglob("*")):
        if file.is_file() and file.name != "LICENSE":
            steps = [step for name, step in REPETITIVE.items() if name in file.name]
            found.update(dict.fromkeys(strings_of(file)[:: (steps or [1])[0]]))
    return [text for text in found if text.strip()]
