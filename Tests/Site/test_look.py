"""Colours and typeface of `site.yml`: what cannot be read is refused."""

import re

import pytest

from support import small
from support.program import MISTAKES, OK, build, vivier


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted([luminance(one), luminance(two)], reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = {"accent": ["#fbfbfa", "#ffffff"], "accent_dark": ["#10171a", "#06252d"]}


def site(folder, colors: str = "", **files):
    return small.small_site(
        folder / "site", {"content/site.yml": small.SETTINGS + colors, **files}
    )


def styles(out) -> str:
    """What the page asks for beside the theme's own style sheet."""
    page = (out / "index.html").read_text("utf-8")
    sheets = re.findall(r'<link rel="stylesheet" href="(/assets/theme\.[^"]+)"', page)
    return "".join((out / sheet[1:]).read_text("utf-8") for sheet in sheets)


@pytest.mark.parametrize("key", GROUNDS)
@pytest.mark.parametrize("color", ["#ff0000", "#00ff00", "#0000ff", "#808080", "#7a7f80", "#e0a030", "#ffffff", "#000000"])
def test_a_colour_is_refused_exactly_if_it_cannot_be_read(tmp_path, key, color):
    worst = min(contrast(color, ground) for ground in GROUNDS[key])
    run = build(site(tmp_path, f'colors: {{{key}: "{color}"}}\n'), tmp_path / "out")
    if worst >= 4.5:
        assert (run.code, run.codes) == (OK, [])
        return
    assert (run.code, run.codes) == (MISTAKES, ["low-contrast"])
    (item,) = run.report["diagnostics"]
    assert (item["line"], item["column"]) == (9, len(f"colors: {{{key}: ") + 1)
    measured = float(re.search(r"a contrast of ([\d.]+):1 with #", item["message"])[1])
    assert worst - 0.01 <= measured <= worst
    nearest = re.search(r"'(#[0-9a-f]{6})'", item["hint"])[1]
    again = min(contrast(nearest, ground) for ground in GROUNDS[key])
    assert 4.5 <= again < 4.75
    assert not run.report["published"]


def test_the_message_says_what_to_write(tmp_path):
    run = vivier("check", "--site", site(tmp_path, 'colors: {accent: "#ABC"}\n'), "--date", "2026-11-21")
    assert run.code == MISTAKES
    assert run.err == (
        "content/site.yml:9:18: error: '#aabbcc' has a contrast of 1.89:1 with #fbfbfa,"
        " and text needs 4.5:1 [low-contrast]\n"
        '  | colors: {accent: "#ABC"}\n'
        "  |                  ^^^^^^\n"
        "  = the nearest colour that would do is '#6b7580'\n"
    )


def test_without_a_colour_for_the_dark_the_accent_is_made_light_enough(tmp_path):
    assert build(site(tmp_path, 'colors: {accent: "#7A1F4B"}\n'), tmp_path / "out").code == OK
    light, dark = re.search(r"light-dark\((#\w{6}),(#\w{6})\)", styles(tmp_path / "out")).groups()
    assert light == "#7a1f4b"
    assert min(contrast(dark, ground) for ground in GROUNDS["accent_dark"]) >= 4.5


def font(place) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"wOF2" + bytes(60))


@pytest.mark.parametrize("base", ["", "/emplois"])
@pytest.mark.parametrize("path", ["fonts/texte.woff2", "assets/fonts/texte été.woff2"])
def test_a_typeface_is_published_and_used_without_any_colour(tmp_path, base, path):
    settings = small.SETTINGS.replace("emplois.example\n", f"emplois.example{base}\n", 1)
    folder = small.small_site(
        tmp_path / "site", {"content/site.yml": f"{settings}fonts: {{body: {path}}}\n"}
    )
    font(folder / "content" / path)
    run = build(folder, tmp_path / "out")
    assert (run.code, run.codes) == (OK, [])
    page = (tmp_path / "out/index.html").read_text("utf-8")
    (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]*/theme\.[^"]+)"', page)
    css = (tmp_path / "out" / sheet.removeprefix(base)[1:]).read_text("utf-8")
    (address,) = re.findall(r'url\("([^"]+)"\)', css)
    assert re.fullmatch(base + r"/assets/fonts/texte(%20%C3%A9t%C3%A9)?\.[0-9a-f]{8}\.woff2", address)
    name = address.removeprefix(base)[1:].replace("%20%C3%A9t%C3%A9", " été")
    assert (tmp_path / "out" / name).read_bytes().startswith(b"wOF2")
    assert '--sans:"Site"' in css and "--act" not in css


def test_a_typeface_that_is_not_there_is_an_error(tmp_path):
    run = build(site(tmp_path, "fonts: {body: fonts/texte.woff2}\n"), tmp_path / "out")
    assert run.errors == [
        "content/site.yml:None: 'fonts.body' names a file that is not there:"
        " 'content/fonts/texte.woff2' [no-font]"
    ]


def test_a_typeface_of_another_kind_is_an_error(tmp_path):
    folder = site(tmp_path, "fonts: {body: a.ttf}\n", **{"content/a.ttf": "true"})
    assert build(folder, tmp_path / "out").codes == ["no-font"]
    assert list((tmp_path / "out").rglob("*")) == []
