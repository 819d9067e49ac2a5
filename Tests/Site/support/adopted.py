"""Trees of other generators, published through `collections:` alone."""

import json
import random
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from support.corpora import corpus
from support.program import ROOT, Run, vivier
from support.published import Published

SETTINGS = ROOT / "Tests/EndToEndTests/Sites"

# Where each site's files lie in the corpora, and what they are.
TREES = {
    "18f-positions": "offers",
    "betagouv-jobs": "offers",
    "cds-canada": "offers",
    "eig-defis": "offers",
    "betagouv-orgs": "employers",
    "betagouv-startups": "employers",
    "remoteintech": "employers",
    "ds-faq": "faq",
}

# Before the first of these offers appeared: with those to come, all are open.
BEFORE_ALL = "2014-01-01"


@cache
def routes() -> list[dict]:
    """The names of folders in each language."""
    texts = sorted((ROOT / "templates/i18n").glob("*.yml"))
    return [yaml.safe_load(file.read_text("utf-8"))["routes"] for file in texts]


@dataclass
class Adopted:
    """A tree, and where it is published."""

    name: str
    content: Path

    @property
    def kind(self) -> str:
        return TREES[self.name]

    @property
    def files(self) -> set[str]:
        return {str(path.relative_to(self.content)) for path in self.content.rglob("*") if path.is_file()}

    def run(self, command: str, *more, day=BEFORE_ALL) -> Run:
        return vivier(
            *[command, "--site", SETTINGS / self.name, "--content", self.content],
            *["--templates", ROOT / "templates", "--date", day, "--json", *more],
        )

    def build(self, out: Path, *more, day=BEFORE_ALL) -> Published:
        run = self.run("build", "--out", out, "--drafts", "--future", *more, day=day)
        return Published(out, run)

    def pages(self, site: Published) -> list[str]:
        """The pages of single files: right below the folder of their kind."""
        folders = {names[self.kind] for names in routes()}
        lists = {name for names in routes() for name in names.values()}
        found = []
        for path in site.files():
            *before, folder, name, file = ["", "", *path.split("/")]
            if folder in folders and name not in lists and file == "index.html":
                found.append(path)
        return found

    def shuffled(self, folder: Path, seed: int) -> "Adopted":
        """The same files, made in another order."""
        files = sorted(self.files)
        random.Random(seed).shuffle(files)
        for path in files:
            target = folder / self.content.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.content / path, target)
        return Adopted(self.name, folder / self.content.name)


def adopted(name: str) -> Adopted:
    """One of the trees; skips the test where the corpora are absent."""
    return Adopted(name, corpus(f"{TREES[name]}/{name}"))


@cache
def read_by_pyyaml(name: str) -> frozenset[str]:
    """The files of a tree whose front matter PyYAML reads."""
    below = f"{TREES[name]}/{name}/"
    lines = corpus("oracle/frontmatter.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return frozenset(
        row["path"].removeprefix(below)
        for row in rows
        if row["path"].startswith(below) and row["kind"] == "yaml" and "error" not in row
    )
