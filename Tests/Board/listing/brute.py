"""What a wish means, found by looking at every row: no index, no shortcut."""

import math
from collections import Counter

from listing import folding
from listing.rows import TOWNS, Row
from listing.writer import KINDS, PRICES, values_of, vocabulary, weight
from offerlist.reference import is_slip, metres


class Text:
    def __init__(self, rows: list[Row]):
        self.rows = rows
        self.strong = [set(folding.terms(f"{row.title} {row.who}")) for row in rows]
        self.all = [strong | set(folding.terms(row.body)) for strong, row in zip(self.strong, rows)]
        self.found = Counter(term for terms in self.all for term in terms)
        common = Counter(word for row in rows for word in set(vocabulary(row)))
        self.known = sorted(common, key=lambda word: (-common[word], word))

    def matches(self, word: str, is_last: bool) -> set[str]:
        stem = folding.stem(word)
        found = {term for term in self.found if term == stem or (is_last and term.startswith(word))}
        if found or not is_last:
            return found
        for end in folding.ENDS:
            kept, off = end.split("|") if "|" in end else ("", end)
            for length in range(1, len(off)):
                rest = word[:-length]
                if off.startswith(word[-length:]) and len(word) > length and rest.endswith(kept) and len(rest) >= folding.MINIMUM and rest in self.found:
                    found.add(rest)
        return found

    def scores(self, query: str):
        """Row to score, and the words that were replaced; `None` for a query without words."""
        wanted = folding.RULES.wanted(query)[:12]
        total, replaced = None, []
        for place, word in enumerate(wanted):
            terms = self.matches(word, place == len(wanted) - 1)
            if not terms and len(word) >= 4:
                known = next((it for it in self.known if is_slip(word, "".join(folding.words(it)))), None)
                if known:
                    replaced.append([word, known])
                    terms = {folding.stem("".join(folding.words(known)))} & set(self.found)
            own = folding.stem(word)
            most = weight(len(self.rows), self.found[own]) if own in self.found else math.inf
            scores = {}
            for row, has in enumerate(self.all):
                for term in terms & has:
                    score = min(weight(len(self.rows), self.found[term]), most) * (4 if term in self.strong[row] else 1)
                    scores[row] = max(scores.get(row, 0), score)
            total = scores if total is None else {row: total[row] + scores[row] for row in total if row in scores}
        return total, replaced


def evaluate(rows: list[Row], text: Text, wish: dict) -> dict:
    scores, replaced = text.scores(wish.get("q", ""))
    town = next((it for it in TOWNS if it[0] == wish.get("lieu")), None)
    km, today = wish.get("km", 0), wish["today"]

    def distance(row: Row):
        return min((metres(point, town[2:]) for point in row.points), default=math.inf)

    def may(ordinal: int, row: Row) -> bool:
        return (
            (scores is None or ordinal in scores)
            and (not town or not 1 <= km <= 1000 or distance(row) <= km * 1000)
            and not (row.closes and row.closes < today)
            and (not wish.get("bientot") or (row.closes and row.closes <= today + 7))
            and (not wish.get("depuis") or (row.published is not None and row.published >= wish["depuis"]))
        )

    def passes(row: Row, name: str) -> bool:
        chosen = wish["facets"].get(name)
        return not chosen or any(value in values_of(row, name) for value in chosen) if name in KINDS else not chosen

    names = [*KINDS, *(name for name in wish["facets"] if name not in KINDS)]
    allowed = [(ordinal, row) for ordinal, row in enumerate(rows) if may(ordinal, row)]
    hits = [(ordinal, row) for ordinal, row in allowed if all(passes(row, name) for name in names)]
    counts = {}
    for name in KINDS:
        others = [other for other in names if other != name]
        counts[name] = Counter(value for _, row in allowed if all(passes(row, other) for other in others) for value in values_of(row, name))
    sort = wish.get("tri") or ("pertinence" if scores is not None else "date")
    if (sort == "pertinence" and scores is None) or (sort == "distance" and not town):
        sort = "pertinence" if scores is not None else "date"
    key = {
        "date": lambda it: 0, "pertinence": lambda it: -scores[it[0]], "cloture": lambda it: it[1].closes or math.inf,
        "distance": lambda it: distance(it[1]),
    }[sort]
    hits.sort(key=lambda it: (key(it), it[0]))
    return {"ids": [row.id for _, row in hits], "counts": {name: {value: count for value, count in found.items() if count} for name, found in counts.items()},
            "replaced": replaced, "sort": sort}


__all__ = ["PRICES", "Text", "evaluate", "metres", "near"]
