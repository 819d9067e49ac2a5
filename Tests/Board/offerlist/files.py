"""Reads an index from its files, as docs/index-format.md says they are."""

import json
from bisect import bisect_right
from pathlib import Path

DIGITS = {digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}


def numbers(text: str) -> list[int]:
    """Of variable length."""
    found, value, shift = [], 0, 0
    for digit in text:
        value |= (DIGITS[digit] & 31) << shift
        shift += 5
        if DIGITS[digit] < 32:
            found.append(value)
            value, shift = 0, 0
    assert shift == 0, "a number without its end"
    return found


def ascending(gaps) -> list[int]:
    found, following = [], 0
    for gap in gaps:
        found.append(following + gap)
        following += gap + 1
    return found


def codes(planes: list[str]) -> list[int]:
    assert len({len(plane) for plane in planes}) == 1
    return [sum(DIGITS[digit] << 6 * place for place, digit in enumerate(reversed(row))) for row in zip(*planes)]


class Index:
    def __init__(self, folder: Path):
        self.folder = folder
        self.m = self.read("m.json")
        self.segment = f"s/{self.m['seg']['id']}"
        self.all = self.read(f"{self.segment}/all.json") if self.m["mode"] == "S" else None

    def read(self, name: str):
        return json.loads((self.folder / name).read_text("utf-8"))

    def part(self, name: str):
        return self.all[name] if self.all else self.read(f"{self.segment}/{name}.json")

    def column(self, name: str) -> list[int]:
        count = self.m["seg"]["planes"].get(name, 1)
        blocks = [self.part(f"col-{name}-{block}")["p"] for block in range(len(self.m["seg"]["blocks"]))]
        assert [len(block) for block in blocks] == [count] * len(blocks)
        assert [len(block[0]) for block in blocks] == self.m["seg"]["blocks"]
        return [code for block in blocks for code in codes(block)]

    def facet(self, name: str) -> dict:
        """With all its values."""
        facet = next(it for it in self.m["facets"] if it["name"] == name)
        is_long = "more" in facet or facet["kind"] == "many" and "masks" not in facet
        if not is_long:
            return facet
        whole = self.part("f-" + name)
        for part in ("values", "labels", "counts"):
            assert whole[part][: len(facet[part])] == facet[part]
        assert len(whole["values"]) == len(facet["values"]) + facet.get("more", 0)
        return {**facet, **whole}

    def values(self, name: str) -> list[set[str]]:
        """For each row."""
        facet = self.facet(name)

        def of(code):
            if code == 0:
                return []
            return {"one": [code - 1], "many": facet.get("masks", [[]] * code)[code - 1], "floor": range(code)}[facet["kind"]]

        return [{facet["values"][value] for value in of(code)} for code in self.column(name)]

    def points(self) -> list[list[tuple[int, int]]]:
        points = self.part("points")
        places = list(zip(points["lat"], points["lon"]))

        def of(code):
            if code == 0:
                return []
            return [places[code - 1]] if code <= len(places) else [places[it] for it in points["masks"][code - 1 - len(places)]]

        return [of(code) for code in self.column("lieu")]

    def closes(self) -> list[int]:
        days = [sum(self.m["closes"][: place + 1]) for place in range(len(self.m["closes"]))]
        return [days[code - 1] if code else 0 for code in self.column("closes")]

    def published(self) -> list[int | None]:
        days, runs = [], self.m["days"]
        for place in range(0, len(runs), 2):
            day = runs[place] if place == 0 else days[-1] - runs[place]
            days += [day] * runs[place + 1]
        return days + [None] * (self.m["n"] - len(days))

    def cards(self) -> list[list]:
        size = self.m["seg"]["card"]
        files = [self.part(f"card-{number}") for number in range(-(-self.m["n"] // size))]
        assert all(len(cards) == size for cards in files[:-1])
        return [card for cards in files for card in cards]

    def terms(self) -> dict[str, tuple[int, dict[int, bool]]]:
        """Weight, and rows with whether the term is strong in them; each found where the directory says."""
        borders = self.read(f"{self.segment}/t-dir.json")["first"].split()
        found = {}
        for number in range(self.m["seg"]["shards"]):
            shard = self.read(f"{self.segment}/t-{number}.json")
            terms = shard["t"].split()
            assert len(terms) == len(shard["w"]) == len(shard["p"].split())
            for term, weight, rows in zip(terms, shard["w"], shard["p"].split()):
                assert bisect_right(borders, term) == number, term
                values = numbers(rows)
                found[term] = weight, dict(zip(ascending(it >> 1 for it in values), (bool(it & 1) for it in values)))
        assert list(found) == sorted(found)
        return found
