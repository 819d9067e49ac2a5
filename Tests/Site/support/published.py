"""A published site, as a reader of its files sees it."""

import json
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib

from support.program import Run


def parse_html(text: str):
    """The document as browsers build it, names without namespaces."""
    return html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)


def words(element) -> str:
    """The text that a reader sees in an element, blanks joined."""
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").replace("\u202f", " ").split())


class Page:
    """One page of a site."""

    def __init__(self, address: str, file: Path):
        self.address = address
        self.file = file

    def __repr__(self):
        return self.address

    @cached_property
    def html(self) -> str:
        return self.file.read_bytes().decode("utf-8", "strict")

    @cached_property
    def tree(self):
        return parse_html(self.html)

    def all(self, name: str) -> list:
        """Every element of that name, in document order."""
        return list(self.tree.iter(name))

    @cached_property
    def main(self):
        return self.tree.find(".//main")

    @cached_property
    def text(self) -> str:
        return words(self.tree.find("body"))

    @property
    def language(self) -> str:
        return self.tree.get("lang")

    def meta(self, name: str) -> str | None:
        """The content of `<meta name>` or `<meta property>`."""
        for meta in self.all("meta"):
            if name in (meta.get("name"), meta.get("property"), meta.get("http-equiv")):
                return meta.get("content")
        return None

    def links(self, relation: str) -> list:
        return [link for link in self.all("link") if relation in (link.get("rel") or "").split()]

    @property
    def canonical(self) -> str | None:
        found = [link.get("href") for link in self.links("canonical")]
        return found[0] if len(found) == 1 else None

    @property
    def is_hidden(self) -> bool:
        """Whether search engines are told to leave it out."""
        return "noindex" in (self.meta("robots") or "")

    @cached_property
    def anchors(self) -> set[str]:
        return {element.get("id") for element in self.tree.iter() if element.get("id")}

    @cached_property
    def data(self) -> list[dict]:
        """Its JSON-LD."""
        return [
            json.loads(script.text)
            for script in self.all("script")
            if script.get("type") == "application/ld+json"
        ]

    def data_of(self, kind: str) -> list[dict]:
        return [item for item in self.data if item.get("@type") == kind]


class Published:
    """The files of a site."""

    def __init__(self, folder: Path, run: Run | None = None, origin: str = ""):
        self.folder = Path(folder)
        self.run = run
        self.origin = origin
        self._pages: dict[str, Page] = {}

    @property
    def report(self) -> dict:
        return self.run.report

    def files(self) -> list[str]:
        """Paths of all files but the manifest, sorted."""
        return sorted(
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file() and not path.name.startswith(".vivier")
        )

    def bytes(self) -> dict[str, bytes]:
        return {path: (self.folder / path).read_bytes() for path in self.files()}

    def read(self, address: str) -> str:
        return (self.folder / address.lstrip("/")).read_bytes().decode("utf-8", "strict")

    def json(self, address: str):
        return json.loads(self.read(address))

    def xml(self, address: str):
        return ElementTree.fromstring((self.folder / address.lstrip("/")).read_bytes())

    def file_of(self, address: str) -> Path | None:
        """The file that a static host answers an address with."""
        path = unquote(address.split("#")[0].split("?")[0])
        file = self.folder / path.lstrip("/")
        if path.endswith("/"):
            file = file / "index.html"
        return file if file.is_file() else None

    def has(self, address: str) -> bool:
        return self.file_of(address) is not None

    def page(self, address: str) -> Page:
        if address not in self._pages:
            file = self.file_of(address)
            assert file is not None, f"there is no page {address}"
            self._pages[address] = Page(address, file)
        return self._pages[address]

    @cached_property
    def pages(self) -> list[Page]:
        """Every page, by address."""
        return [
            self.page("/" + path.removesuffix("index.html"))
            for path in self.files()
            if path.endswith(".html")
        ]
