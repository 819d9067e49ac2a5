"""A made-up list, from a seed: rows that share nothing with offers but their shape."""

import random
from dataclasses import dataclass, field

WORDS = (
    "éducateur éducatrice spécialisée spécialisé jardin jardinière jardinier école cœur bibliothèque accueil agent agente état civil "
    "mécanicien mécanicienne électricien eau rivière forêt forestier comptable paie 3d 35 maison enfant enfance petite crèche"
).split()
TOWNS = [
    ("aubrelle", "Aubrelle", 47320, 5040), ("dijon", "Dijon", 47322, 5041), ("les-vernes", "Les Vernes", 47100, 4800),
    ("saint-denis-21", "Saint-Denis", 46900, 5300), ("saint-denis-93", "Saint-Denis", 48936, 2357),
    ("le-gue", "Le Gué", 47500, 5500), ("loin", "Loin", -12500, 179900),
]
TODAY = 20778


@dataclass
class Row:
    title: str
    who: str
    body: str
    published: int | None
    closes: int
    facets: dict = field(default_factory=dict)
    points: list = field(default_factory=list)
    id: str = ""

    @property
    def card(self) -> list:
        return [self.id, f"/rows/{self.id}/", self.title, self.who, ["one", self.who][: 1 + len(self.who) % 2], self.closes, "+01:00", "fr"]


def make_rows(count: int, seed: int = 1) -> list[Row]:
    """Newest first, those without a day last."""
    chance = random.Random(seed)
    def some(names, most):
        return sorted({chance.choice(names[: chance.randint(1, len(names))]) for _ in range(chance.randint(0, most))})
    rows = []
    for _ in range(count):
        colours = some(["red", "green", "blue", "grey", "pink", "teal", "gold"], 3)
        makers = [f"maker-{min(chance.randint(0, 120), chance.randint(0, 120))}"] if chance.random() < 0.9 else []
        size = chance.choice(["s", "m", "l", None])
        rows.append(Row(
            title=" ".join(chance.choices(WORDS, k=3)), who=" ".join(makers).replace("-", " "), body=" ".join(chance.choices(WORDS, k=chance.randint(0, 12))),
            published=None if chance.random() < 0.05 else TODAY - chance.randint(0, 40),
            closes=0 if chance.random() < 0.2 else TODAY + chance.randint(0, 30),
            facets={"colour": colours, "maker": makers, "size": [size] if size else [], "tag": some([f"t{k}" for k in range(90)], 2),
                    "price": chance.choice([None, 900, 1500, 1750, 2100, 5000])},
            points=[town[2:] for town in chance.sample(TOWNS[:6], chance.choice([0, 1, 1, 1, 2]))],
        ))
    rows.sort(key=lambda row: -(row.published or 0))
    for place, row in enumerate(rows):
        row.id = f"r{place}"
    return rows
