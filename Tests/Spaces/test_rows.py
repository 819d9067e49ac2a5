"""Every feature of recruitment has an end-to-end test that is named by its id."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROWS = {"S1": 26, "S4": 44}
# What peers have beyond the seeds, as far as the desk does it: `test_B09_…`.
PEERS = {"B-09", "B-24", "B-25"}


def named() -> set:
    """Ids in the names of tests, and in the first lines of what tests say of themselves: `S4-29 to S4-38`."""
    found = set()
    for path in [*HERE.glob("test_*.py"), *(HERE.parent / "Site").glob("test_*.py")]:
        text = path.read_text()
        for name, said in re.findall(r'^def (test_\w+)\(.*?\):[^\n]*\n(?:    """(.*?)""")?', text, re.MULTILINE | re.DOTALL):
            words = name.replace("_", " ").replace("S1 ", "S1-").replace("S4 ", "S4-") + " " + said
            for module, first, last in re.findall(r"\b(S[14])-(\d+)(?: to S[14]-(\d+))?", words):
                found |= {(module, number) for number in range(int(first), int(last or first) + 1)}
    return found


def test_every_row_of_recruitment_has_a_test():
    missing = {f"{module}-{number:02}" for module, count in ROWS.items() for number in range(1, count + 1)} \
        - {f"{module}-{number:02}" for module, number in named()}
    assert missing == set()


def test_what_peers_have_beyond_has_a_test():
    text = "".join(path.read_text() for path in HERE.glob("test_*.py"))
    assert PEERS == PEERS & {f"B-{number}" for number in re.findall(r"^def test_B(\d\d)_", text, re.MULTILINE)}
