"""The content of the demo site, read without the program."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from support.program import ROOT

CONTENT = ROOT / "content"
ORIGIN = "https://emplois.aubrelle.example"


@dataclass
class Offer:
    """One version of an offer: its file joined to that of the first language."""

    path: str
    language: str
    keys: dict

    @property
    def slug(self) -> str:
        return self.keys.get("slug") or Path(self.path).name.split(".")[0]

    @property
    def address(self) -> str:
        return ("/offres/" if self.language == "fr" else "/en/jobs/") + self.slug + "/"

    @property
    def reference(self) -> str:
        return self.keys.get("reference") or self.slug

    @property
    def places(self) -> list[dict]:
        """The places as `{town: …}`, whatever the shape they were written in."""
        places = self.keys.get("locations", self.keys.get("location")) or []
        places = places if isinstance(places, list) else [places]
        places = [{"town": place} if isinstance(place, str) else place for place in places]
        return [{**place, "town": place.get("town", place.get("city"))} for place in places]

    def is_open(self, day: date) -> bool:
        """Whether one can apply on that day."""
        closes = self.keys.get("closes", self.keys.get("deadline"))
        return (
            not self.keys.get("draft")
            and self.keys["published"] <= day
            and not self.keys.get("closed")
            and (closes is None or closes >= day)
        )


class Yaml12(yaml.SafeLoader):
    """Only `true` and `false` are truth values: `on` is a word (YAML 1.2, §10.3.2)."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Yaml12.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def front_matter(file: Path) -> dict:
    return yaml.load(file.read_text("utf-8").split("---\n")[1], Yaml12)


@cache
def site() -> dict:
    return yaml.load((CONTENT / "site.yml").read_text("utf-8"), Yaml12)


@cache
def offers() -> list[Offer]:
    """Every version of every offer, those of the first language first."""
    found = []
    for file in sorted((CONTENT / "offers").rglob("*.md")):
        path = str(file.relative_to(CONTENT))
        if file.name.endswith(".en.md"):
            original = front_matter(file.with_name(file.name.replace(".en.md", ".md")))
            found.append(Offer(path, "en", {**original, **front_matter(file)}))
        else:
            found.append(Offer(path, "fr", front_matter(file)))
    return sorted(found, key=lambda offer: (offer.language != "fr", offer.path))


def open_offers(day: str, language: str = "fr") -> list[Offer]:
    today = date.fromisoformat(day)
    return [offer for offer in offers() if offer.language == language and offer.is_open(today)]


def offer(name: str, language: str = "fr") -> Offer:
    """The offer of that file name."""
    (found,) = [
        item
        for item in offers()
        if Path(item.path).name.split(".")[0] == name and item.language == language
    ]
    return found


def body(offer: Offer) -> str:
    """The text below the front matter."""
    return (CONTENT / offer.path).read_text("utf-8").split("---\n", 2)[2]
