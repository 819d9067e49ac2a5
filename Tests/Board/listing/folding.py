"""From text to terms, with a few rules of its own: what the lists that tests make up need."""

from offerlist.folding import Rules, words as words

STOP = ["de", "du", "la", "le", "les", "un", "une", "et", "l", "d"]
ENDS = sorted(
    ["eurs", "eur", "rices", "rice", "euses", "euse", "ieres", "iere", "iers", "ier", "ees", "ee", "es", "e", "s", "en|nes", "en|ne"],
    key=lambda end: (-len(end.replace("|", "")), end),
)
MINIMUM = 4
RULES = Rules(" ".join(STOP), " ".join(ENDS), MINIMUM)
stem = RULES.stem


def terms(text: str) -> list[str]:
    return [stem(word) for word in RULES.wanted(text)]
