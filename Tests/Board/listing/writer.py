"""Writes the index of rows, as docs/index-format.md says it."""

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
    def __init__(self, rows: list[Row], mode: str, folder: Path, blocks=(64, 128), today=TODAY):
        self.rows, self.mode, self.folder, self.today = rows, mode, folder, today
        self.blocks = [len(rows)]
        if mode != "S":
            self.blocks, rest = [], len(rows)
            while rest:
                size = min(rest, blocks[0] << len(self.blocks))
                self.blocks.append(size)
                rest -= size
        self.card = 8
        self.facets = [self.facet(name) for name in KINDS]

    def write(self, name: str, value):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")

    def facet(self, name: str) -> dict:
        counts = Counter(value for row in self.rows for value in values_of(row, name))
        if KINDS[name] == "floor":
            values = [str(price) for price in PRICES]
        else:
            values = sorted(counts, key=lambda value: (-counts[value], value))
        facet = {"name": name, "key": name, "kind": KINDS[name], "values": values, "labels": [value.title() for value in values], "counts": [counts[value] for value in values]}
        if KINDS[name] == "many":
            found = Counter(tuple(sorted(values.index(value) for value in row.facets[name])) for row in self.rows if row.facets[name])
            facet["masks"] = [list(mask) for mask in sorted(found, key=lambda mask: (-found[mask], mask))]
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

    def run(self):
        small, large = [], {}
        for facet in self.facets:
            facet = dict(facet)
            if len(facet["values"]) > 64 or len(facet.get("masks", [])) > 64:
                whole = {key: facet[key] for key in ("values", "labels", "counts", "masks") if key in facet}
                large[facet["name"]] = whole
                if len(facet["values"]) > 64:
                    facet["more"] = len(facet["values"]) - 20
                    for key in ("values", "labels", "counts"):
                        facet[key] = facet[key][:20]
                if len(facet.get("masks", [])) > 64:
                    del facet["masks"]
            small.append(facet)
        closing = sorted({row.closes for row in self.rows if row.closes})
        points = sorted({point for row in self.rows for point in row.points})
        pairs = sorted({tuple(sorted(points.index(point) for point in row.points)) for row in self.rows if len(row.points) > 1})
        def place(row):
            if len(row.points) < 2:
                return points.index(row.points[0]) + 1 if row.points else 0
            return len(points) + 1 + pairs.index(tuple(sorted(points.index(point) for point in row.points)))
        columns = {facet["name"]: self.codes(facet) for facet in self.facets}
        columns["closes"] = [closing.index(row.closes) + 1 if row.closes else 0 for row in self.rows]
        columns["lieu"] = [place(row) for row in self.rows]
        spots = {"lat": [point[0] for point in points], "lon": [point[1] for point in points], "masks": [list(pair) for pair in pairs]}
        days = Counter(row.published for row in self.rows if row.published is not None)
        published = sorted(days, reverse=True)
        flat = [number for before, day in zip([None, *published], published) for number in (day if before is None else before - day, days[day])]
        cube = ["colour", "size"]
        manifest = {
            "v": 1, "n": len(self.rows), "day": self.today, "mode": self.mode, "lang": "fr", "facets": small, "days": flat,
            "closes": [day - before for before, day in zip([0, *closing], closing)],
            "cells": ["id", "url", "title", "who", "facts", "closes", "offset", "lang"],
            "seg": {"id": "0123456789abcdef", "blocks": self.blocks, "card": self.card, "shards": self.text(), "planes": {}},
            "dead": "", "places": "/idx/places/0123456789abcdef.json",
        }
        pieces = self.pieces(columns, spots, large)
        if self.mode == "S":
            self.segment("all", pieces)
        else:
            manifest |= {"views": "fedcba9876543210", "cube": cube}
            for name, value in pieces.items():
                self.segment(name, value)
            self.views(small)
            self.cube(cube)
        self.write("idx/fr/m.json", manifest)
        self.write("idx/places/0123456789abcdef.json", {
            "keys": " ".join(town[0] for town in TOWNS), "names": [town[1] for town in TOWNS], "areas": ["21", "", "", "21", "93", "", ""],
            "lat": [town[2] for town in TOWNS], "lon": [town[3] for town in TOWNS], "rank": [0, 1, 0, 3, 2, 0, 9]})

    def segment(self, name: str, value):
        self.write(f"idx/fr/s/0123456789abcdef/{name}.json", value)

    def pieces(self, columns, spots, large) -> dict:
        found = {"points": spots}
        for name, codes in columns.items():
            whole, start = planes(codes), 0
            for number, size in enumerate(self.blocks):
                found[f"col-{name}-{number}"] = {"p": [plane[start : start + size] for plane in whole]}
                start += size
        for name, values in large.items():
            found[f"f-{name}"] = values
        for number in range(math.ceil(len(self.rows) / self.card)):
            found[f"card-{number}"] = [row.card for row in self.rows[number * self.card :][: self.card]]
        return found

    def views(self, small):
        for facet in small:
            for value in facet["values"]:
                rows = [row for row in self.rows if value in values_of(row, facet["name"])]
                counts = {name: counts[: len(next(it for it in small if it["name"] == name)["values"])] for name, counts in self.counts(rows).items()}
                # What is chosen in the same facet does not count.
                counts[facet["name"]] = facet["counts"]
                self.write(f"idx/fr/v/fedcba9876543210/{facet['name']}-{value}.json", {"n": len(rows), "counts": counts, "top": [row.card for row in rows[:20]]})

    def cube(self, names):
        facets = [next(it for it in self.facets if it["name"] == name) for name in names]
        found = Counter()
        for codes in zip(*(self.codes(facet) for facet in facets)):
            key = 0
            for facet, code in zip(facets, codes):
                key = key * (len(facet.get("masks", facet["values"])) + 1) + code
            found[key] += 1
        keys = sorted(found)
        self.write("idx/fr/v/fedcba9876543210/cube.json", {"k": vlq(gaps(keys)), "c": vlq(found[key] for key in keys)})

    def text(self) -> int:
        found = defaultdict(dict)
        for ordinal, row in enumerate(self.rows):
            for term in folding.terms(row.body):
                found[term].setdefault(ordinal, 0)
            for term in folding.terms(f"{row.title} {row.who}"):
                found[term][ordinal] = 1
        terms, shards, first = sorted(found), [], []
        for start in range(0, len(terms), 7):
            part = terms[start : start + 7]
            if start:
                first.append(part[0])
            shards.append({"t": " ".join(part), "w": [weight(len(self.rows), len(found[term])) for term in part],
                           "p": " ".join(vlq(gap * 2 + found[term][row] for gap, row in zip(gaps(sorted(found[term])), sorted(found[term]))) for term in part)})
        for number, shard in enumerate(shards):
            self.segment(f"t-{number}", shard)
        self.segment("t-dir", {"first": " ".join(first), "stop": " ".join(folding.STOP), "ends": " ".join(folding.ENDS), "min": folding.MINIMUM})
        common = Counter(word for row in self.rows for word in set(vocabulary(row)))
        self.segment("fuzzy", {"t": " ".join(sorted(common, key=lambda word: (-common[word], word)))})
        return len(shards)


def vocabulary(row: Row) -> list[str]:
    return [word for word in f"{row.title} {row.who}".lower().split() if len(word) > 2]


def weight(count: int, found: int) -> int:
    return math.floor(16 * math.log2(1 + count / found))
