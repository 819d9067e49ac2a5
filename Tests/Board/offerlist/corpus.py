"""A made-up site of offers, from a seed: what is written into its files is known."""

import datetime
import json
import random
from dataclasses import dataclass, field
from pathlib import Path

TODAY = datetime.date(2026, 11, 21)
DOMAINS = {"sante": "Santé", "social": "Action sociale", "eau": "Eau et déchets", "ecoles": "Écoles", "paie": "Paie"}
CONTRACTS = {"cdi": "CDI", "cdd": "CDD", "stage": "Stage"}
QUALIFICATIONS = {"cap": "CAP", "bac": "Bac", "bac-3": "Bac + 3", "sans": "Sans diplôme"}
# Name, postal code, department, point: the last two are one name in two departments.
TOWNS = [
    ("Aubrelle", "21480", "21", (47.222, 4.290)), ("Dijon", "21000", "21", (47.322, 5.041)),
    ("Nevers", "58000", "58", (46.990, 3.159)), ("Mâcon", "71000", "71", (46.307, 4.828)),
    ("L’Haÿ-les-Roses", "94240", "94", (48.779, 2.337)), ("Saint-Denis", "93200", "93", (48.936, 2.357)),
    ("Saint-Denis", "97400", "974", (-20.882, 55.450)),
]
DEPARTMENTS = {"21": "Côte-d’Or", "58": "Nièvre", "71": "Saône-et-Loire", "93": "Seine-Saint-Denis", "94": "Val-de-Marne", "974": "La Réunion"}
TITLES = """Éducatrice spécialisée|Éducateur de jeunes enfants|Agent d’accueil|Agente administrative|Cheffe de cuisine|Chef d’équipe
Infirmier|Infirmières de nuit|Jardinier·ère|Mécanicienne poids-lourds|Mécanicien|Chargé(e) de mission cœur de ville|Œuvrier d'art
Directrice des écoles|Technicien eau H2O|Médiateur numérique 3D|Conseiller en insertion|Ouvrière polyvalente|Straßenwärter
Animateur·rice périscolaire|Rédacteur juridique|Ludothécaire|Contrôleur de travaux|Travail de l’eau""".replace("\n", "|").split("|")
BODIES = """Vous **accueillez** le public et tenez l'accueil ;|Le poste demande d’être éducateur·rice dans l’âme.|- conduire un véhicule < 3,5 t & l'entretenir
Un tableur & un téléphone.|L'équipe de nuit travaille avec les infirmiers.|Vous jardinez, taillez et plantez : voilà le métier.
## Les missions|Salle n°12, bâtiment B, 2ᵉ étage|Entretien des *cœurs* de village et des œuvres|Un [lien](/faq/) vers les questions
> Rien n’est exigé : ni permis B, ni C++.|Animation périscolaire des écoles, dès janvier.|Le travail est réparti sur cinq jours.""".replace("\n", "|").split("|")
STEPS = [1500, 1750, 2000, 2250, 2500, 2750, 3000, 3500, 4000, 4500, 5000, 6000, 7000, 8000, 10000]
REMOTE = {"none": "sur-place", "partial": "partiel", "full": "complet"}


@dataclass
class Made:
    """An offer: what its file says, and what a list has of it."""

    path: str
    reference: str
    title: str
    employer: str
    published: datetime.date
    closes: datetime.date | None
    facets: dict[str, set[str]]
    points: list[tuple[int, int]]
    towns: list[tuple]
    weak: list[str] = field(default_factory=list)
    text: str = ""


def keys_of(offers: list[Made]) -> dict[tuple, str]:
    """Town to its key: with its department where two towns of one name have offers."""
    used = {town for offer in offers for town in offer.towns}
    names = [town[0] for town in used]
    slugs = {"Mâcon": "macon", "L’Haÿ-les-Roses": "l-hay-les-roses", "Saint-Denis": "saint-denis"}

    def key(town):
        slug = slugs.get(town[0], town[0].lower())
        return slug if names.count(town[0]) == 1 else f"{slug}-{town[2]}"

    return {town: key(town) for town in used}


def point_of(town: tuple) -> tuple[int, int]:
    return round(town[3][0] * 1000), round(town[3][1] * 1000)


def pay(dice) -> tuple[dict | None, float | None]:
    """What a file says of the pay, and how much that is in a month."""
    period = dice.choice(["month", "year", "hour", "day"])
    top = {"month": dice.randint(1400, 7000), "year": dice.randint(18000, 90000), "hour": dice.randint(11, 40), "day": dice.randint(80, 400)}[period]
    shown = dice.random() < 0.9
    salary = {"max" if dice.random() < 0.5 else "min": top, "period": period, "published": shown}
    month = {"month": top, "year": top / 12, "hour": top * 1820 / 12, "day": top * 260 / 12}[period]
    return salary, int(month) if shown else None


def offer(number: int, dice) -> Made:
    def some(names, most):
        return dice.sample(sorted(names), min(len(names), dice.choice([0, *range(1, most + 1)])))

    domains, contracts, levels = some(DOMAINS, 2), some(CONTRACTS, 2), some(QUALIFICATIONS, 3)
    towns = [dice.choice(TOWNS) for _ in range(dice.choice([0, 1, 1, 1, 1, 2]))]
    towns = [town for place, town in enumerate(towns) if town not in towns[:place]]
    employer = f"Maison {dice.randint(1, 90)}"
    salary, month = pay(dice) if dice.random() < 0.8 else (None, None)
    remote = dice.choice([None, *REMOTE])
    percent = dice.choice([None, 100, 80, 50])
    languages = some(["fr", "en", "ar"], 2)
    title = dice.choice(TITLES) + (f" {dice.randint(1, 9)}" if dice.random() < 0.2 else "")
    body = [dice.choice(BODIES) for _ in range(dice.randint(1, 6))]
    published = TODAY - datetime.timedelta(dice.choice([0, 0, 1, 2, 3, 9, 30, 80]))
    closes = None if dice.random() < 0.15 else TODAY + datetime.timedelta(dice.choice([0, 1, 6, 7, 8, 20, 60]))
    front = {
        "title": title, "reference": f"R-{number}", "employer": employer, "domain": domains, "contract": contracts,
        "qualification": levels, "published": published.isoformat(), "languages": languages,
        "locations": [{"town": name, "postal_code": code, "coordinates": list(point)} for name, code, _, point in towns],
    }
    facets = {
        "domaine": set(domains), "contrat": set(contracts), "qualification": set(levels),
        "employeur": {employer.lower().replace(" ", "-")}, "departement": {town[2] for town in towns},
        "commune": set(),
        "teletravail": {REMOTE[remote]} if remote else set(), "langue": set(languages),
        "temps": {"plein" if percent == 100 else "partiel"} if percent else set(),
        "salaire": {str(step) for step in STEPS if month is not None and step <= month},
    }
    if closes:
        front["closes"] = closes.isoformat()
    if salary:
        front["salary"] = salary
    if remote:
        front["remote"] = remote
    if percent:
        front["workload"] = {"percent": percent}
    weak = [DOMAINS[it] for it in domains] + [CONTRACTS[it] for it in contracts] + [QUALIFICATIONS[it] for it in levels]
    weak += [part for town in towns for part in (town[0], DEPARTMENTS[town[2]])]
    made = Made(
        f"offers/o-{number}.md", f"R-{number}", title, employer, published, closes, facets,
        [point_of(town) for town in towns], towns, [*weak, *(part.replace("(/faq/)", " ") for part in body)],
    )
    made.text = front_matter(front) + "\n\n".join(body) + "\n"
    return made


def front_matter(values: dict) -> str:
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n"


def write_site(folder: Path, count: int, seed: int) -> list[Made]:
    """Writes the site's texts; its offers in the order of the list."""
    offers = [offer(number, random.Random(f"{seed} {number}")) for number in range(count)]
    keys = keys_of(offers)
    for made in offers:
        made.facets["commune"] = {keys[town] for town in made.towns}
    for name, terms in {"domain": DOMAINS, "contract": CONTRACTS, "qualification": QUALIFICATIONS}.items():
        path = folder / f"content/taxonomies/{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(terms, ensure_ascii=False), "utf-8")
    (folder / "content/site.yml").write_text("title: Liste\nlanguages: [fr]\nboard: true\n", "utf-8")
    (folder / "content/offers").mkdir()
    for made in offers:
        (folder / "content" / made.path).write_text(made.text, "utf-8")
    return sorted(offers, key=lambda made: (-made.published.toordinal(), made.path))
