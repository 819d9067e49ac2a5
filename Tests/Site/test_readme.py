"""What the README and the documentation tell people to type works."""

import re
import shutil
import subprocess

import pytest

from support.folders import copy_site
from support.program import MISTAKES, OK, PROGRAM, ROOT, vivier

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def console_blocks(document) -> list[list[str]]:
    """The commands of each console block, without prompt and remark."""
    blocks = re.findall(r"```console\n(.*?)```", document.read_text("utf-8"), re.S)
    lines = [[line[2:] for line in block.splitlines() if line.startswith("$ ")] for block in blocks]
    return [[re.split(r"\s{2,}#|\s#\s", line)[0].strip() for line in block] for block in lines]


def console_lines(document) -> list[str]:
    return [line for block in console_blocks(document) for line in block]


def typed() -> list[tuple[str, ...]]:
    """What is typed one after the other, as far as it needs nothing but vivier and keys."""
    found = []
    for document in DOCUMENTS:
        for block in console_blocks(document):
            lines = tuple(line for line in block if line.split()[0] in {"vivier", "openssl"})
            if any(line.startswith("vivier ") for line in lines):
                found.append(lines)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("lines", typed(), ids=lambda lines: lines[-1])
def test_the_commands_that_are_shown_work(tmp_path, lines):
    """Typed in a copy of the demo site."""
    site = copy_site(tmp_path / "site")
    for line in lines:
        if line.startswith("vivier serve"):  # test_serve.py starts the server
            continue
        run = subprocess.run(
            ["sh", "-c", re.sub(r"^vivier", str(PROGRAM), line.split(" > ")[0])],
            cwd=site,
            capture_output=True,
            encoding="utf-8",
        )
        assert run.returncode == OK, f"{line}\n{run.stderr}"


def test_the_readme_shows_commands():
    assert {"vivier check", "vivier build"} <= {line for lines in typed() for line in lines}


def test_targets_of_make_that_are_shown_exist():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for document in DOCUMENTS:
        for line in console_lines(document):
            if line.startswith("make "):
                assert line.split()[1] in targets, f"{document.name}: {line}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        if target.endswith(".md") or "/" in target and not target.startswith("/"):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_offer_of_the_readme_is_published(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"```markdown\n(---\n.*?)```", readme, re.S)
    assert shown, "the README shows an offer"
    site = copy_site(tmp_path / "site")
    shutil.rmtree(site / "content/offers")
    (site / "content/offers").mkdir()
    (site / "content/offers/agent-accueil.md").write_text(shown[1], "utf-8")
    run = vivier("build", "--site", site, "--date", "2026-11-21", "--json")
    assert run.code in {OK, MISTAKES}
    assert run.report["offers"] == 1, run.errors


def test_the_mistake_of_the_readme_is_said_in_these_words(tmp_path):
    """Here and wherever the documentation shows it: the offer of the README with its contract misspelt."""
    readme = (ROOT / "README.md").read_text("utf-8")
    offer = re.search(r"```markdown\n(---\n.*?)```", readme, re.S)[1]
    site = copy_site(tmp_path / "site")
    file = site / "content/offers/agent-accueil.md"
    file.write_text(offer.replace("contract: cdd\n", "contract: cddd\n"), "utf-8")
    said = vivier("check", "--site", ".", "--date", "2026-11-21", cwd=site).err
    shown = [
        block
        for document in DOCUMENTS
        for block in re.findall(r"```\n(content/.*?)```", document.read_text("utf-8"), re.S)
    ]
    assert len(shown) >= 2
    for block in shown:
        assert block in said


def test_the_map_of_the_readme_names_every_module():
    shown = (ROOT / "README.md").read_text("utf-8").split("## Sources\n")[1].split("\n## ")[0]
    named = set(re.findall(r"`([\w-]+)`", "".join(re.findall(r"^\|(.*?)\|", shown, re.M))))
    assert named == {folder.name for folder in (ROOT / "Sources").iterdir() if folder.is_dir()}


def test_every_command_is_in_the_documentation():
    from test_help import COMMANDS

    text = (ROOT / "docs/commands.md").read_text("utf-8")
    for command in COMMANDS:
        assert command in {"", "template", "content"} or f"vivier {command}" in text, command


def test_every_diagnostic_that_is_documented_has_its_code():
    """docs/lint.md is made from the table of rules."""
    text = (ROOT / "docs/lint.md").read_text("utf-8")
    assert len(re.findall(r"`[a-z]+(-[a-z]+)+`", text)) > 10
