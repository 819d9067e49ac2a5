"""B-66: a campaign in numbers, and nothing of fewer than five people."""

import json
import re
from html.parser import HTMLParser

from program import OK
from test_desk import Desk, desk  # noqa: F401


def figures(desk, *more) -> dict:
    done = desk.season.intake("campaign", "figures", "hiver", *more)
    assert done.code == OK, done.err
    return json.loads(done.out) if done.out else {}


class Table(HTMLParser):
    """The cells of every table of a page, and whether every element is closed."""

    def __init__(self, text):
        super().__init__()
        self.cells, self.inside, self.open = [], False, []
        self.feed(text)

    def handle_starttag(self, tag, _):
        self.inside = tag in ("td", "th")
        if tag not in ("meta", "link", "rect"):
            self.open.append(tag)

    def handle_startendtag(self, tag, _):
        pass

    def handle_endtag(self, tag):
        self.inside = False
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.inside:
            self.cells.append(data)


def test_B66_figures_say_how_far_and_how_fast_and_nothing_of_few(desk):
    numbers = [desk.season.server.submit([("name", f"Nom {index}"), ("email", f"n{index}@exemple.fr"), ("offer", "2026-1"), ("language", "fr")],
                                         [("cv", "cv.pdf", b"%PDF-1.7\n")]).json["receipt"] for index in range(7)]
    desk.accept(*numbers[:5])
    found = figures(desk)
    (funnel,) = found["funnels"]
    # Two were not accepted: five cannot be said, since seven came.
    assert (funnel["offer"], funnel["steps"]["received"], funnel["steps"]["examined"], funnel["steps"]["hired"]) == ("2026-1", 7, None, 0)
    assert [(stay["phase"], stay["count"]) for stay in found["stays"]] == [("received", 5)]
    assert (found["sources"], list(found["weeks"].values()), found["least"]) == ({"http": 7}, [7], 5)
    page = desk.season.folder / "figures.html"
    figures(desk, "--output", page)
    text = page.read_text()
    table = Table(text)
    assert table.open == [] and "non montré" in table.cells and text.count("<svg") == text.count("<table>") == 4
    assert "Étapes franchies : Éducatrice de jeunes enfants" in text.replace("\u00a0", " ")
    assert not re.search(r"(?i)<script|https?:|url\(|src=", text)
    # Another campaign has nobody yet.
    assert figures(desk, "--since", "2098-01-01") == {
        "format": 1, "campaign": "hiver", "least": 5, "funnels": [], "stays": [], "sources": {}, "weeks": {}}


def test_B66_who_has_no_right_to_a_dossier_has_none_to_its_figures(desk):
    desk.apply()
    assert figures(desk, "--by", "gh")["funnels"] == []
