"""A site with one form and three offers, and a store for it."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from program import NOON, OK, PROGRAM, Run, run

FORM = """\
title: Postuler
for: offer
fields:
  - {name: name, type: text, label: Nom, required: true}
  - {name: email, type: mail, label: Adresse, required: true}
  - {name: message, type: text, label: Message, lines: 5, max_length: 2000}
  - {name: cv, type: file, label: CV, max_size: 1 MB}
"""

OFFER = """\
---
title: Agent {name}
reference: {name}
employer: Ville
domain: accueil
contract: cdi
published: 2026-11-01
closes: {closes}
{more}---
Le poste.
"""

QUESTION = "questions: [{label: Avez-vous le permis ?, kind: yesno, required: true}]\n"


@dataclass
class Place:
    """A folder with `content` and `store` in it."""

    folder: Path

    @property
    def options(self) -> list:
        return ["--store", self.folder / "store", "--content", self.folder / "content", "--now", NOON]

    def ingest(self, path, *more, stdin=b"", form="apply", now=NOON) -> Run:
        options = [*self.options[:-1], now]
        return run("ingest", path, "--form", form, *options, *more, stdin=stdin)

    @property
    def dossiers(self) -> list:
        return sorted(self.folder.glob("store/dossiers/*/*"))

    @property
    def quarantine(self) -> list:
        return sorted(self.folder.glob("store/quarantine/*/*"))

    @property
    def unfinished(self) -> list:
        return sorted(self.folder.glob("store/tmp/*"))

    def received(self, receipt: dict) -> dict:
        """The data of the first event of a dossier."""
        (journal,) = self.folder.glob(f"store/dossiers/*/{receipt['receipt']}/events.jsonl")
        return json.loads(journal.read_text().splitlines()[0])["d"]

    def kept(self, receipt: dict) -> bytes:
        (raw,) = self.folder.glob(f"store/quarantine/*/{receipt['receipt']}/raw")
        return raw.read_bytes()


def pytest_sessionstart(session):
    if not PROGRAM.is_file():
        pytest.exit(f"there is no program at {PROGRAM}: run 'make' or set VIVIER_INTAKE", returncode=2)


@pytest.fixture
def place(tmp_path) -> Place:
    content = tmp_path / "content"
    (content / "forms").mkdir(parents=True)
    (content / "offers").mkdir()
    (content / "site.yml").write_text(
        "title: Essai\nurl: https://essai.example\ntimezone: Europe/Paris\nlanguages: [fr]\n"
        "intake: /intake\n"
    )
    (content / "forms/apply.yml").write_text(FORM)
    for name, closes, more in [
        ("ouvert", "2026-11-21", ""), ("clos", "2026-11-20", ""), ("question", "2026-12-01", QUESTION),
    ]:
        (content / f"offers/{name}.md").write_text(OFFER.format(name=name, closes=closes, more=more))
    made = run("init", "--store", tmp_path / "store")
    assert made.code == OK, made.err
    return Place(tmp_path)
