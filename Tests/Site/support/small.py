"""A site of a few files, built in a few milliseconds, to be changed by tests."""

from pathlib import Path

from support.folders import write_site

SETTINGS = """\
title: Emplois
url: https://emplois.example
timezone: Europe/Paris
languages: [fr]
contact: {email: rh@emplois.example}
apply: rh@emplois.example
policies: {reply_within: 14}
lint: {profile: none}
"""

EMPLOYER = """\
---
title: Mairie
summary: Une petite mairie.
---
Un texte.
"""

QUESTIONS = """\
---
title: Questions
---
## Comment postuler ?

Par courriel.
"""

PAGE = """\
---
title: Mentions légales
menu: footer
---
## Qui

La mairie.
"""


def offer(title: str, /, **keys: str) -> str:
    """An open offer; `keys` are YAML and override the usual ones."""
    usual = {
        "title": title,
        "employer": "mairie",
        "published": "2026-11-02",
        "closes": "2026-12-31",
        "locations": "[Lyon]",
    }
    lines = "".join(f"{key}: {value}\n" for key, value in {**usual, **keys}.items() if value)
    return f"---\n{lines}---\n## Le poste\n\nUn texte.\n"


FILES = {
    "content/site.yml": SETTINGS,
    "content/employers/mairie.md": EMPLOYER,
    "content/faq/questions.md": QUESTIONS,
    "content/pages/mentions.md": PAGE,
    "content/assets/plan.txt": "Un plan.\n",
    "content/offers/jardin.md": offer("Jardinière ou jardinier"),
    "content/offers/cuisine.md": offer("Cuisinière ou cuisinier", published="2026-11-03"),
    "content/offers/accueil.md": offer("Agente ou agent d'accueil", closes="2026-11-30"),
}


def small_site(folder: Path, files: dict[str, str | None] | None = None) -> Path:
    """The site, with some files put in place of its own; `None` leaves one out."""
    wanted = {**FILES, **(files or {})}
    return write_site(folder, {path: text for path, text in wanted.items() if text is not None})

# An offer whose pay the site knows and keeps to itself.
QUIET_PAY = {
    "content/offers/psychologue.md": offer(
        "Psychologue",
        reference="PSY-1",
        salary="{min: 1150, max: 1330, currency: EUR, period: month, published: false}",
    )
}
