"""What a page is made of, apart from its words."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from support.published import parse_html, words

URL_ATTRIBUTES = {
    "href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite",
    "xlink:href", "ping", "manifest", "codebase", "longdesc", "usemap", "icon", "lowsrc",
}  # fmt: skip
SCHEMES = {"", "http", "https", "mailto", "tel"}

# What Markdown may make below its container.
MARKDOWN = {
    "p": {"dir"}, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
    "ul": {"class"}, "ol": {"start", "class"}, "li": {"class"},
    "a": {"href", "title", "rel", "class", "aria-label", "id"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "code": {"class"}, "pre": {"class"}, "blockquote": set(), "em": set(), "strong": set(),
    "del": set(), "br": set(), "hr": set(), "sup": {"class"}, "sub": set(),
    "table": {"class"}, "thead": set(), "tbody": set(), "tr": set(),
    "th": {"align", "class", "scope"}, "td": {"align", "class"},
    "input": {"type", "checked", "disabled", "aria-label"},
    "div": {"class", "tabindex", "role", "aria-label"}, "span": {"class"},
    "section": {"class"}, "label": set(),
}  # fmt: skip


@dataclass
class Reading:
    """One page as the oracle sees it."""

    path: str
    # (parent, element, class, names of attributes), outside of Markdown.
    shape: set = field(default_factory=set)
    problems: list = field(default_factory=list)
    heading: str = ""
    data: list = field(default_factory=list)


def is_harmless(address: str) -> bool:
    """Whether an address can run nothing."""
    plain = "".join(character for character in address if character > " ").lower()
    try:
        scheme = urlsplit(plain).scheme
    except ValueError:
        scheme = plain.split(":")[0] if ":" in plain.split("/")[0] else ""
    return scheme in SCHEMES and not plain.startswith(("javascript:", "data:", "vbscript:"))


def read_page(path: str) -> Reading:
    """Parses a page and says what it is made of, and what it must not have."""
    reading = Reading(path)
    text = Path(path).read_bytes().decode("utf-8", "strict")
    tree = parse_html(text)
    stack = [(tree, "", False)]
    while stack:
        element, parent, in_prose = stack.pop()
        if not isinstance(element.tag, str):
            reading.problems.append(f"a comment: {(element.text or '')[:60]!r}")
            continue
        names = set(element.attrib)
        if in_prose:
            unknown = names - MARKDOWN.get(element.tag, set())
            if element.tag not in MARKDOWN or unknown:
                reading.problems.append(f"<{element.tag} {sorted(names)}> in a text")
        else:
            reading.shape.add(
                (parent, element.tag, element.get("class", ""), tuple(sorted(names)))
            )
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or name == "style" or name == "srcdoc":
                reading.problems.append(f"<{element.tag} {name}={value[:60]!r}>")
            if name in URL_ATTRIBUTES and not is_harmless(value):
                reading.problems.append(f"<{element.tag} {name}={value[:60]!r}>")
        if element.tag == "h1" and not reading.heading:
            reading.heading = words(element)
        if element.tag == "script" and element.get("type") == "application/ld+json":
            try:
                reading.data.append(json.loads(element.text))
            except (TypeError, ValueError) as error:
                reading.problems.append(f"JSON-LD: {error}")
        prose = in_prose or "prose" in element.get("class", "").split()
        for child in element:
            stack.append((child, element.tag, prose))
    return reading


def read_pages(folder: Path, below: str = "") -> list[Reading]:
    """Every page of a site, on all processors."""
    paths = sorted(str(path) for path in (folder / below).rglob("*.html"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(read_page, paths, chunksize=16))


def shapes(readings: list[Reading]) -> set:
    return set().union(*(reading.shape for reading in readings))


def complaints(readings: list[Reading], allowed: set) -> list[str]:
    """What pages have that they should not, the first of each kind of page."""
    found = []
    for reading in readings:
        found += [f"{reading.path}: {problem}" for problem in reading.problems]
        found += [f"{reading.path}: new {shape}" for shape in sorted(reading.shape - allowed)]
    return found[:20]
