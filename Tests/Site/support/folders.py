"""Folders of sites to be changed by a test."""

import shutil
from pathlib import Path

from support.program import ROOT


def copy_site(folder: Path) -> Path:
    """The demo site's content and theme, to be changed at will."""
    for name in ["content", "templates"]:
        shutil.copytree(ROOT / name, folder / name)
    return folder


def write_site(folder: Path, files: dict[str, str], templates: bool = True) -> Path:
    """A site of a few files, with the theme of the demo site."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if templates:
        shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }
