"""What an address means, found by looking at every offer: no index, no shortcut."""

import datetime
import math
from collections import Counter
from urllib.parse import parse_qs

from offerlist.corpus import TODAY, Made
from offerlist.folding import Rules, words


def metres(one, other) -> int:
    (a, b), (c, d) = [[math.radians(it / 1000) for it in point] for point in (one, other)]
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return math.floor(2 * 6371000 * math.asin(min(1, math.sqrt(half))) + 0.5)


def is_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    for place in range(len(other)):
        rest = one[place:]
        if len(one) < len(other):
            if one == other[:place] + other[place + 1:]:
                return True
        elif one[:place] == other[:place] and (
            rest[1:] == other[place + 1:] or rest[:2] == other[place:place + 2][::-1] and rest[2:] == other[place + 2:]
        ):
            return True
    return False


class Reference:
    def __init__(self, offers: list[Made], towns: dict[str, tuple[int, int]], language="fr"):
        self.offers, self.towns, self.rules = offers, towns, Rules.of(language)
        self.strong = [self.rules.terms(it.title) | self.rules.terms(it.employer) for it in offers]
        weak = [set().union(*map(self.rules.terms, it.weak)) for it in offers]
        self.all = [one | other for one, other in zip(self.strong, weak)]
        self.having = Counter(term for terms in self.all for term in terms)
        titles = Counter(word for it in offers for word in self.title_words(it))
        self.titles = sorted(titles, key=lambda word: (-titles[word], word))

    def title_words(self, offer: Made) -> set[str]:
        found = set()
        for text in (offer.title, offer.employer):
            plain = "".join(sign if sign.isalnum() else " " for sign in text.lower())
            found |= {word for word in plain.split() if len(word) >= 3 and words(word)[0] not in self.rules.stop}
        return found

    def weight(self, term: str) -> int:
        return math.floor(16 * math.log2(1 + len(self.offers) / self.having[term]) + 1e-9)

    def matching(self, word: str, is_last: bool) -> set[str]:
        stem = self.rules.stem(word)
        found = {it for it in self.having if it == stem or is_last and it.startswith(word)}
        if is_last and not found:
            found = self.rules.unfinished(word) & set(self.having)
        return found

    def scores(self, text: str):
        """For each offer its score or `None`; and what was taken for what. Nothing without words."""
        wanted = self.rules.wanted(text)[:12]
        total, corrections = [0] * len(self.offers), []
        for place, word in enumerate(wanted):
            terms = self.matching(word, place == len(wanted) - 1)
            if not terms and len(word) >= 4:
                near = next((it for it in self.titles if is_slip(word, words(it)[0])), None)
                if near:
                    corrections.append({"typed": word, "taken": near})
                    terms = {self.rules.stem(words(near)[0])}
            own = self.rules.stem(word)
            most = self.weight(own) if own in self.having else math.inf
            for row, known in enumerate(self.all):
                best = max((min(self.weight(it), most) * (4 if it in self.strong[row] else 1) for it in terms & known), default=None)
                total[row] = None if best is None or total[row] is None else total[row] + best
        return (total if wanted else None), corrections

    def answer(self, address: str) -> dict:
        query = parse_qs(address)
        first = {name: values[0] for name, values in query.items()}
        scores, corrections = self.scores(first.get("q", ""))
        town = self.towns.get(first.get("lieu"))
        kilometres = int(first["km"]) if first.get("km", "").isdecimal() and 1 <= int(first["km"]) <= 1000 else None
        near = [min((metres(town, point) for point in it.points), default=None) if town else None for it in self.offers]
        since = datetime.date.fromisoformat(first["depuis"]) if "depuis" in first else None
        chosen = {name: {slug for value in query[name] for slug in value.split(",")} for name in self.offers[0].facets if name in query}

        def is_soon(offer):
            return offer.closes is not None and offer.closes <= TODAY + datetime.timedelta(7)

        def may(row, offer, soon):
            return (
                (scores is None or scores[row] is not None)
                and (not town or kilometres is None or near[row] is not None and near[row] <= kilometres * 1000)
                and (since is None or offer.published >= since)
                and (not soon or is_soon(offer))
            )

        def passes(offer, but=None):
            return all(offer.facets[name] & slugs for name, slugs in chosen.items() if name != but)

        soon = first.get("bientot") == "1"
        allowed = [(row, offer) for row, offer in enumerate(self.offers) if may(row, offer, soon)]
        hits = [row for row, offer in allowed if passes(offer)]
        counts = {
            name: Counter(value for _, offer in allowed if passes(offer, name) for value in offer.facets[name])
            for name in self.offers[0].facets
        }
        usual = "date" if scores is None else "pertinence"
        order = first.get("tri", usual)
        if order == "pertinence" and scores is None or order == "distance" and not town:
            order = usual
        key = {
            "date": lambda row: 0,
            "pertinence": lambda row: -scores[row],
            "cloture": lambda row: (self.offers[row].closes or datetime.date.max).toordinal(),
            "distance": lambda row: math.inf if near[row] is None else near[row],
        }[order]
        return {
            "hits": [self.offers[row].reference for row in sorted(hits, key=lambda row: (key(row), row))],
            "counts": {name: {slug: count for slug, count in found.items() if count} for name, found in counts.items()},
            "soon": sum(may(row, offer, False) and passes(offer) and is_soon(offer) for row, offer in enumerate(self.offers)),
            "corrections": corrections,
        }
