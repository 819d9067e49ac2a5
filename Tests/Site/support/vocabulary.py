"""The vocabulary of schema.org, as far as a page can be held against it."""

import json
from functools import cache

from support.corpora import corpus

SCHEMA = "https://schema.org/"


def _list(value) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(value) -> set[str]:
    return {item["@id"].split(":", 1)[1] for item in _list(value) if item["@id"].startswith("schema:")}


@cache
def _graph() -> dict[str, dict]:
    file = corpus("schema/schemaorg-30.0-current-https.jsonld")
    graph = json.loads(file.read_text("utf-8"))["@graph"]
    return {node["@id"].removeprefix("schema:"): node for node in graph}


def is_type(name: str) -> bool:
    return "rdfs:Class" in _list(_graph().get(name, {}).get("@type"))


@cache
def with_parents(name: str) -> frozenset[str]:
    """A type and all types above it."""
    found, waiting = set(), [name]
    while waiting:
        current = waiting.pop()
        if current not in found and current in _graph():
            found.add(current)
            waiting += _names(_graph()[current].get("rdfs:subClassOf"))
    return frozenset(found)


def complaints(value: dict, path: str = "") -> list[str]:
    """What a JSON-LD object says that the vocabulary does not know."""
    kind = value.get("@type")
    path = f"{path}/{kind}"
    if not isinstance(kind, str) or not is_type(kind):
        return [f"{path}: no such type"]
    found = []
    for name, content in value.items():
        if name.startswith("@"):
            continue
        node = _graph().get(name)
        if node is None or "rdf:Property" not in _list(node.get("@type")):
            found.append(f"{path}/{name}: no such property")
            continue
        if "schema:supersededBy" in node:
            found.append(f"{path}/{name}: superseded")
        if not _names(node.get("schema:domainIncludes")) & with_parents(kind):
            found.append(f"{path}/{name}: not a property of {kind}")
        ranges = _names(node.get("schema:rangeIncludes"))
        for item in _list(content):
            if isinstance(item, dict):
                inner = item.get("@type", "")
                if not ranges & with_parents(inner):
                    found.append(f"{path}/{name}: a {inner} is none of {sorted(ranges)}")
                found += complaints(item, f"{path}/{name}")
            elif not _fits(item, ranges):
                found.append(f"{path}/{name}: {item!r} is none of {sorted(ranges)}")
    return found


def _fits(item, ranges: set[str]) -> bool:
    """Whether a plain value may stand where these types are expected.

    Schema.org lets a text stand for any object.
    """
    if isinstance(item, bool):
        return "Boolean" in ranges
    if isinstance(item, (int, float)):
        return bool(ranges & {"Number", "Integer", "Float", "Text", "Duration"})
    return isinstance(item, str) and item != ""
