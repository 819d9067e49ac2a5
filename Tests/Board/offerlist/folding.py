"""From text to terms as docs/index-format.md says it, with the rules of the vectors."""

import json
import unicodedata
from pathlib import Path

VECTORS = Path(__file__).parent.parent / "vectors/folding.json"
HIDDEN = set("\u00ad\u200b\u200c\u200d\u2060\ufeff")
LONGEST = 32


def words(text: str) -> list[str]:
    near = "".join(sign if sign <= "\uffff" else " " for sign in text)
    plain = [sign for sign in unicodedata.normalize("NFD", near) if unicodedata.category(sign)[0] != "M"]
    small = "".join(sign for sign in plain if sign not in HIDDEN).lower()
    for sign, letters in {"œ": "oe", "æ": "ae", "ß": "ss", "ς": "σ"}.items():
        small = small.replace(sign, letters)
    parts = "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in small)
    return [word[:LONGEST] for word in parts.split()]


class Rules:
    """The words that a language leaves out, and the ends that it takes off."""

    def __init__(self, stop: str, ends: str, least: int):
        self.stop = set(stop.split())
        self.ends = [(end.replace("|", ""), end.split("|")[-1]) for end in ends.split()]
        self.least = least

    @classmethod
    def of(cls, language: str) -> "Rules":
        rules = json.loads(VECTORS.read_text("utf-8"))["rules"][language]
        return cls(rules["stop"], rules["ends"], rules["min"])

    def stem(self, word: str) -> str:
        if any(unicodedata.category(sign)[0] == "N" for sign in word):
            return word
        for whole, taken in self.ends:
            if word.endswith(whole) and len(word) - len(taken) >= self.least:
                return word[: len(word) - len(taken)]
        return word

    def unfinished(self, word: str) -> set[str]:
        """What may be left of a word that is still being typed."""
        stems = set()
        for whole, taken in self.ends:
            kept = whole.removesuffix(taken)
            for length in range(1, len(taken)):
                if word.endswith(kept + taken[:length]) and len(word) - length >= self.least:
                    stems.add(word[:-length])
        return stems

    def wanted(self, text: str) -> list[str]:
        return [word for word in words(text) if word not in self.stop]

    def terms(self, text: str) -> set[str]:
        return {self.stem(word) for word in self.wanted(text)}
