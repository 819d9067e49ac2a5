"""Writes the index of rows, as docs/index-format.md says it."""

import hashlib
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

from listing import folding
from listing.rows import TODAY, TOWNS, Row

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
PRICES = [1000, 1500, 2000]
KINDS = {"colour": "many", "size": "one", "maker": "one", "tag": "many", "price": "floor"}


def vlq(numbers) -> str:
    text = ""
    for number in numbers:
        while number > 31:
            text += DIGITS[32 + number % 32]
            number //= 32
        text += DIGITS[number]
    return text


def gaps(ascending) -> list[int]:
    ascending = list(ascending)
    return [value - before - 1 for before, value in zip([-1, *ascending], ascending)]


def planes(codes: list[int]) -> list[str]:
    count = 1 if max(codes, default=0) < 64 else 2 if max(codes) < 4096 else 3
    return ["".join(DIGITS[code >> 6 * plane & 63] for code in codes) for plane in reversed(range(count))]


def values_of(row: Row, name: str) -> list[str]:
    if KINDS[name] != "floor":
        return row.facets[name]
    return [str(price) for price in PRICES if row.facets[name] is not None and row.facets[name] >= price]


class Writer:
    def __init__(self, rows: list[Row], mode: str, folder: Path, unit=64, today=TODAY):
        self.rows, self.mode, self.folder, self.today = rows, mode, folder, today
        self.blocks = [len(rows)]
        if mode != "S":
            # Blocks end with a file of cards, but for the newest.
            newest = min(len(rows), unit + len(rows) % unit)
            self.blocks, rest = [newest], len(rows) - newest
            while rest:
                self.blocks.insert(0, min(rest, unit << len(self.blocks) - 1))
                rest -= self.blocks[0]
        self.card = 8
        self.parts = {}
        self.facets = [self.facet(name) for name in KINDS]

    def write(self, name: str, value):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(packed(value))

    def facet(self, name: str) -> dict:
        counts = Counter(value for row in self.rows for value in values_of(row, name))
        if KINDS[name] == "floor":
            values = [str(price) for price in PRICES]
        else:
            values = sorted(counts)
        facet = {"name": name, "key": name, "kind": KINDS[name], "values": values, "labels": [value.title() for value in values], "counts": [counts[value] for value in values]}
        if KINDS[name] == "many":
            found = Counter(tuple(sorted(values.index(value) for value in row.facets[name])) for row in self.rows if row.facets[name])
            facet["masks"] = [list(mask) for mask in sorted(found)]
        return facet

    def codes(self, facet: dict) -> list[int]:
        if facet["kind"] == "many":
            places = {tuple(mask): place + 1 for place, mask in enumerate(facet["masks"])}
            return [places.get(tuple(sorted(facet["values"].index(value) for value in row.facets[facet["name"]])), 0) for row in self.rows]
        if facet["kind"] == "floor":
            return [len(values_of(row, facet["name"])) for row in self.rows]
        return [facet["values"].index(row.facets[facet["name"]][0]) + 1 if row.facets[facet["name"]] else 0 for row in self.rows]

    def counts(self, rows: list[Row]) -> dict:
        found = {}
        for facet in self.facets:
            counts = Counter(value for row in rows for value in values_of(row, facet["name"]))
            found[facet["name"]] = [counts[value] for value in facet["values"]]
        return found

    def listed(self, facet: dict) -> list[int]:
        """The places of the values that the manifest has."""
        places = range(len(facet["values"]))
        if len(places) <= 64:
            return list(places)
        return sorted(sorted(places, key=lambda place: (-facet["counts"][place], facet["values"][place]))[:20])

    def run(self):
        small = []
        for facet in self.facets:
            facet = dict(facet)
            if len(facet["values"]) > 64 or len(facet.get("masks", [])) > 64:
                self.part(f"f-{facet['name']}", {key: facet[key] for key in ("values", "labels", "counts", "masks") if key in facet})
                facet["more"] = 0
                if len(facet["values"]) > 64:
                    facet["more"] = len(facet["values"]) - 20
                    listed = self.listed(facet)
                    for key in ("values", "labels", "counts"):
                        facet[key] = [facet[key][place] for place in listed]
                if len(facet.get("masks", [])) > 64:
                    del facet["masks"]
            small.append(facet)
        days = Counter(row.published for row in self.rows if row.published is not None)
        published = sorted(days, reverse=True)
        flat = [number for before, day in zip([None, *published], published) for number in (day if before is None else before - day, days[day])]
        closing = [row.closes for row in self.rows if row.closes]
        manifest = {
            "v": 3, "n": len(self.rows), "day": self.today, "mode": self.mode, "lang": "fr", "facets": small, "days": flat,
            "cells": ["id", "url", "title", "who", "facts", "closes", "offset", "lang"],
            "blocks": self.blocks[::-1], "card": self.card, "places": "/idx/places/0123456789abcdef.json",
        }
        if closing:
            manifest["closes"] = min(closing)
        self.columns()
        if self.mode == "S":
            whole, self.parts = self.parts, {}
            self.part("all", {**whole, "block-0": {"cols": {}, "cards": ""}})
        else:
            manifest |= {"views": "fedcba", "cube": ["colour", "size"]}
            for number, size in enumerate(self.blocks):
                cols = {name.split("-")[1]: digest(value) for name, value in self.parts.items() if name.startswith("col-") and name.endswith(f"-{number}")}
                names = [f"card-{number}-{place}" for place in range(math.ceil(size / self.card))]
                cards = ""
                for four in (names[place : place + 4] for place in range(0, len(names), 4)):
                    common = digest(*(self.parts[name] for name in four))
                    cards += common
                    for name in four:
                        self.write(f"idx/fr/s/{name}-{common}.json", self.parts.pop(name))
                self.part(f"block-{number}", {"cols": cols, "cards": cards})
            self.views(small)
            self.cube(manifest["cube"])
        self.text()
        for name, value in self.parts.items():
            self.write(f"idx/fr/s/{name}-{digest(value)}.json", value)
        manifest["parts"] = {name: digest(value) for name, value in self.parts.items() if name.split("-")[0] not in ("col", "card", "t")}
        self.write("idx/fr/m.json", manifest)
        self.write("idx/places/0123456789abcdef.json", {
            "keys": " ".join(town[0] for town in TOWNS), "names": [town[1] for town in TOWNS], "areas": ["21", "", "", "21", "93", "", ""],
            "lat": [town[2] for town in TOWNS], "lon": [town[3] for town in TOWNS], "rank": [0, 1, 0, 3, 2, 0, 9]})

    def part(self, name: str, value):
        self.parts[name] = value

    def columns(self):
        """Columns and cards of each block, from the oldest row on."""
        codes = {facet["name"]: self.codes(facet)[::-1] for facet in self.facets}
        rows = self.rows[::-1]
        for number, size in enumerate(self.blocks):
            start = sum(self.blocks[:number])
            block = rows[start : start + size]
            for name, column in codes.items():
                self.part(f"col-{name}-{number}", {"p": planes(column[start : start + size])})
            days = [row.closes for row in block if row.closes]
            first = {"first": min(days)} if days else {}
            self.part(f"col-closes-{number}", {**first, "p": planes([row.closes - min(days) + 1 if row.closes else 0 for row in block])})
            self.part(f"col-lieu-{number}", self.points(block))
            for place in range(math.ceil(size / self.card)):
                self.part(f"card-{number}-{place}", [row.card for row in block[place * self.card :][: self.card]])

    def points(self, block) -> dict:
        points = sorted({point for row in block for point in row.points})
        pairs = sorted({tuple(sorted(points.index(point) for point in row.points)) for row in block if len(row.points) > 1})

        def place(row):
            if len(row.points) < 2:
                return points.index(row.points[0]) + 1 if row.points else 0
            return len(points) + 1 + pairs.index(tuple(sorted(points.index(point) for point in row.points)))

        masks = {"masks": [list(pair) for pair in pairs]} if pairs else {}
        return {"lat": [point[0] for point in points], "lon": [point[1] for point in points], **masks, "p": planes([place(row) for row in block])}

    def views(self, small):
        for facet in small:
            for value in facet["values"]:
                rows = [row for row in self.rows if value in values_of(row, facet["name"])]
                counts = {it["name"]: self.counts(rows)[it["name"]] for it in small if not it.get("more")}
                # What is chosen in the same facet does not count.
                counts.pop(facet["name"], None)
                self.write(f"idx/fr/v/{facet['name']}-{value}.json", {"v": "fedcba", "n": len(rows), "counts": counts, "top": [row.card for row in rows[:20]]})

    def cube(self, names):
        facets = [next(it for it in self.facets if it["name"] == name) for name in names]
        found = Counter()
        for codes in zip(*(self.codes(facet) for facet in facets)):
            key = 0
            for facet, code in zip(facets, codes):
                key = key * (len(facet.get("masks", facet["values"])) + 1) + code
            found[key] += 1
        keys = sorted(found)
        self.write("idx/fr/v/cube.json", {"v": "fedcba", "k": vlq(gaps(keys)), "c": vlq(found[key] for key in keys)})

    def text(self):
        count, recent = len(self.rows), 0 if self.mode == "S" else len(self.rows) % 32
        old, new = defaultdict(dict), defaultdict(dict)
        for row, it in enumerate(self.rows):
            ordinal = count - 1 - row
            found, start = (new, count - recent) if row < recent else (old, 0)
            for term in folding.terms(it.body):
                found[term].setdefault(ordinal - start, 0)
            for term in folding.terms(f"{it.title} {it.who}"):
                found[term][ordinal - start] = 1

        def shard(found, part):
            return {"t": " ".join(part), "p": " ".join(vlq(gap * 2 + found[term][row] for gap, row in zip(gaps(sorted(found[term])), sorted(found[term]))) for term in part)}

        terms, shards, first = sorted(old), [], []
        for start in range(0, len(terms), 7):
            part = terms[start : start + 7]
            if start:
                first.append(part[0])
            shards.append(shard(old, part))
            self.part(f"t-{(first or [''])[-1]}", shards[-1])
        if recent:
            self.part("recent", {"from": count - recent, **shard(new, sorted(new))})
        self.part("text", {"first": " ".join(first), "shards": "".join(map(digest, shards)), "stop": " ".join(folding.STOP), "ends": " ".join(folding.ENDS), "min": folding.MINIMUM})
        common = Counter(word for row in self.rows for word in set(vocabulary(row)))
        self.part("fuzzy", {"t": " ".join(sorted(common, key=lambda word: (-common[word], word)))})


def digest(*values) -> str:
    return hashlib.sha256(b"".join(map(packed, values))).hexdigest()[:6]


def packed(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def vocabulary(row: Row) -> list[str]:
    return [word for word in f"{row.title} {row.who}".lower().split() if len(word) > 2]


def weight(count: int, found: int) -> int:
    return math.floor(16 * math.log2(1 + count / found))
