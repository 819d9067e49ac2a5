"""From text to terms, as docs/index-format.md says it, written a third time to hold the other two against."""

import unicodedata

HIDDEN = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
STOP = ["de", "du", "la", "le", "les", "un", "une", "et", "l", "d"]
ENDS = sorted(
    ["eurs", "eur", "rices", "rice", "euses", "euse", "ieres", "iere", "iers", "ier", "ees", "ee", "es", "e", "s", "en|nes", "en|ne"],
    key=lambda end: (-len(end.replace("|", "")), end),
)
MINIMUM = 4


def words(text: str) -> list[str]:
    near = "".join(it if it <= "\uffff" else " " for it in text)
    kept = [it for it in unicodedata.normalize("NFD", near) if unicodedata.category(it)[0] != "M" and it not in HIDDEN]
    folded = "".join(kept).lower()
    for one, other in [("œ", "oe"), ("æ", "ae"), ("ß", "ss"), ("ς", "σ")]:
        folded = folded.replace(one, other)
    parts = "".join(it if unicodedata.category(it)[0] in "LN" else " " for it in folded).split()
    return [word[:32] for word in parts]


def stem(word: str) -> str:
    if any(unicodedata.category(it)[0] == "N" for it in word):
        return word
    for end in ENDS:
        whole = end.replace("|", "")
        rest = word[: len(word) - len(end.split("|")[-1])]
        if word.endswith(whole) and len(rest) >= MINIMUM:
            return rest
    return word


def terms(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOP]
