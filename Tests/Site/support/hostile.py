"""Sites whose every text is somebody's attack."""

import re
from pathlib import Path

from support.folders import write_site

SETTINGS = """\
title: Emplois
url: https://emplois.example
timezone: Europe/Paris
languages: [fr]
contact: {email: rh@emplois.example}
apply: rh@emplois.example
page_size: 20
policies: {reply_within: 14}
lint: {profile: none}
feeds: {atom_limit: 200}
outputs: {towns: false}
"""

# Texts that stand in no list: one attack each.
OFFER_TEXTS = ["title", "summary", "unit", "duration", "employer", "starts"]


CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_controls(texts: list[str]) -> list[str]:
    """The texts without what front matter refuses to hold, each once, none empty."""
    return [text for text in dict.fromkeys(CONTROLS.sub("", text) for text in texts) if text.strip()]


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML 1.2."""

    def escape(found: re.Match) -> str:
        code = ord(found[0])
        if code < 0x100:
            return f"\\x{code:02x}"
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]", escape, text) + '"'


def offer(texts: list[str], number: int) -> str:
    """An offer with one attack in each text; `texts` is used round and round."""
    turn = iter(range(10_000))

    def text() -> str:
        return quoted(texts[next(turn) % len(texts)])

    lines = [f"{key}: {text()}" for key in OFFER_TEXTS]
    lines += [
        f"reference: {quoted(texts[0][:60] + f' {number}')}",
        f"locations: [{{town: {text()}, address: {text()}, note: {text()}}}, {{town: {text()}}}]",
        f"remote: {{kind: partial, days: 2, note: {text()}}}",
        f"workload: {{percent: 80, note: {text()}}}",
        f"salary: {{min: 2000, max: 2200, period: month, note: {text()}}}",
        f"occupation: {{label: {text()}, version: {text()}}}",
        f"contact: {{name: {text()}, email: rh@emplois.example}}",
        f"accommodations: [{text()}, {text()}]",
        f"documents: [{{label: {text()}, note: {text()}}}, {text()}]",
        f"questions: [{{label: {text()}, type: choice, options: [{text()}, {text()}], note: {text()}}}]",
        f"languages: [{{code: fr, level: {text()}}}]",
        f"image: {{src: assets/a.svg, alt: {text()}}}",
        # Offers of one domain show each other as similar.
        f"domain: [{'social' if number % 20 == 0 else ''}]",
        "published: 2026-11-02",
        "closes: 2026-12-31",
    ]
    return "---\n" + "\n".join(lines) + "\n---\n"


def employer(texts: list[str]) -> str:
    turn = iter(range(10_000))

    def text() -> str:
        return quoted(texts[next(turn) % len(texts)])

    return f"""---
title: {text()}
summary: {text()}
kind: {text()}
size: {text()}
logo: {{src: assets/a.svg, alt: {text()}}}
location: {{town: {text()}, address: {text()}, note: {text()}}}
contact: {{name: {text()}, email: rh@emplois.example}}
links: {{mastodon: "https://emplois.example/@a"}}
---
"""


FILES = {
    "content/taxonomies/domain.yml": "social: {fr: Social}\n",
    "content/assets/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>\n',
}


def hostile_site(folder: Path, texts: list[str], settings: str = SETTINGS) -> Path:
    """One offer for each text, in which it stands first in one field and its neighbours
    in the others, so that every text stands in every field once."""
    files = {**FILES, "content/site.yml": settings}
    for index in range(len(texts)):
        turned = texts[index:] + texts[:index] if len(texts) < 64 else _window(texts, index)
        files[f"content/offers/o{index:05}.md"] = offer(turned, index)
        if index % 10 == 0:
            files[f"content/employers/e{index:05}.md"] = employer(turned)
    return write_site(folder, files)


def _window(texts: list[str], start: int) -> list[str]:
    """64 neighbours, round the end."""
    return [texts[(start + step) % len(texts)] for step in range(64)]
