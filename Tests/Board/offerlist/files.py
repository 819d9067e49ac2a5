"""Reads an index from its files, as docs/index-format.md says they are."""

import hashlib
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
        self.all = self.part("all") if self.m["mode"] == "S" else {}

    def read(self, name: str):
        return json.loads((self.folder / name).read_text("utf-8"))

    def part(self, name: str, digest: str | None = None):
        """A file whose name says what is in it."""
        digest = digest or self.m["parts"][name]
        content = (self.folder / f"s/{name}-{digest}.json").read_bytes()
        assert hashlib.sha256(content).hexdigest().startswith(digest) and len(digest) == 6
        return json.loads(content)

    def block(self, name: str, number: int):
        """A column of a block."""
        if self.all:
            return self.all[f"col-{name}-{number}"]
        return self.part(f"col-{name}-{number}", self.part(f"block-{number}")["cols"][name])

    def blocks(self, name: str):
        """Of a column, each file with its codes, the oldest block first."""
        for number, size in enumerate(self.m["blocks"][::-1]):
            block = self.block(name, number)
            found = codes(block["p"])
            assert len(found) == size
            yield block, found

    def column(self, name: str) -> list[int]:
        """The newest row first."""
        return [code for _, found in self.blocks(name) for code in found][::-1]

    def facet(self, name: str) -> dict:
        """With all its values."""
        facet = next(it for it in self.m["facets"] if it["name"] == name)
        if "more" not in facet:
            return facet
        whole = self.all.get("f-" + name) or self.part("f-" + name)
        of_all = dict(zip(whole["values"], zip(whole["labels"], whole["counts"])))
        assert [of_all[value] for value in facet["values"]] == list(zip(facet["labels"], facet["counts"]))
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
        found = []
        for block, of_rows in self.blocks("lieu"):
            places = list(zip(block["lat"], block["lon"]))
            masks = [[number] for number in range(len(places))] + block.get("masks", [])
            found += [[places[it] for it in masks[code - 1]] if code else [] for code in of_rows]
        return found[::-1]

    def closes(self) -> list[int]:
        return [block["first"] + code - 1 if code else 0 for block, found in self.blocks("closes") for code in found][::-1]

    def published(self) -> list[int | None]:
        days, runs = [], self.m["days"]
        for place in range(0, len(runs), 2):
            day = runs[place] if place == 0 else days[-1] - runs[place]
            days += [day] * runs[place + 1]
        return days + [None] * (self.m["n"] - len(days))

    def cards(self) -> list[list]:
        """The newest first."""
        size, files = self.m["card"], []
        for number, rows in enumerate(self.m["blocks"][::-1] if self.m["n"] else []):
            count = -(-rows // size)
            if self.all:
                found = [self.all[f"card-{number}-{place}"] for place in range(count)]
            else:
                digests = self.part(f"block-{number}")["cards"]
                assert len(digests) == 6 * -(-count // 4)
                names = [f"s/card-{number}-{place}-{digests[place // 4 * 6 :][:6]}.json" for place in range(count)]
                for four in range(0, count, 4):
                    content = b"".join((self.folder / name).read_bytes() for name in names[four : four + 4])
                    assert names[four].endswith(hashlib.sha256(content).hexdigest()[:6] + ".json")
                found = list(map(self.read, names))
            assert all(len(cards) == size for cards in found[:-1])
            files += found
        return [card for cards in files for card in cards][::-1]

    def terms(self) -> dict[str, dict[int, bool]]:
        """Rows with whether the term is strong in them; each found where the directory says."""
        directory = self.part("text")
        borders = directory["first"].split()
        found = {}

        def add(shard, start=0):
            terms = shard["t"].split()
            assert terms == sorted(terms) and len(terms) == len(shard["p"].split())
            for term, rows in zip(terms, shard["p"].split()):
                values = numbers(rows)
                ordinals = ascending(it >> 1 for it in values)
                known = found.setdefault(term, {})
                for ordinal, value in zip(ordinals, values):
                    row = self.m["n"] - 1 - start - ordinal
                    assert row not in known
                    known[row] = bool(value & 1)
            return terms

        digests = directory["shards"]
        assert len(digests) == 6 * (len(borders) + 1) or not digests and not borders
        for number in range(len(digests) // 6):
            name = ([""] + borders)[number]
            for term in add(self.part(f"t-{name}", digests[6 * number : 6 * number + 6])):
                assert bisect_right(borders, term) == number, term
        assert list(found) == sorted(found)
        if "recent" in self.m["parts"]:
            recent = self.part("recent")
            assert recent["from"] == self.m["n"] - self.m["n"] % 32
            add(recent, recent["from"])
        return found
