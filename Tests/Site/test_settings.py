"""Mistakes in `site.yml`: nothing is published until they are gone."""

import pytest

from support import small
from support.program import MISTAKES, OK, build

LINES = {
    "policies: {approval_required: ture}": "policies: {reply_within: 14}",
    "policies: {aproval_required: true}": "policies: {reply_within: 14}",
    "policies: {publication_delay: 5 jours}": "policies: {reply_within: 14}",
    "url: htps://emplois.example": "url: https://emplois.example",
    "timezone: Europe/Pariss": "timezone: Europe/Paris",
    "languages: [it]": "languages: [fr]",
    "apply: rh@@emplois.example": "apply: rh@emplois.example",
    "langues: [fr]": "languages: [fr]",
    "collections: [{path: ../jobs, kind: offers}]": "lint: {profile: none}",
    "collections: [{path: nowhere, kind: offers}]": "lint: {profile: none}",
    "logo: assets/absent.svg": "lint: {profile: none}",
}


@pytest.mark.parametrize("wrong", LINES)
def test_a_mistake_in_the_settings_stops_the_build(tmp_path, wrong):
    site = small.small_site(tmp_path / "site")
    assert build(site, tmp_path / "out").code == OK
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    settings = small.SETTINGS.replace(LINES[wrong], wrong)
    (site / "content/site.yml").write_text(settings, encoding="utf-8")
    (site / "content/offers/jardin.md").unlink()
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert not run.report["published"]
    line = settings.split("\n").index(wrong) + 1
    assert run.errors and all(error.startswith(f"content/site.yml:{line}:") for error in run.errors), run.errors
    after = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert after == before


def test_what_is_passed_over_does_not_stop_it(tmp_path):
    contact = "contact: {email: rh@emplois.example, phone: sur demande}"
    settings = small.SETTINGS.replace("contact: {email: rh@emplois.example}", contact)
    run = build(small.small_site(tmp_path / "site", {"content/site.yml": settings}), tmp_path / "out")
    assert (run.code, run.codes) == (OK, ["wrong-phone"])
    assert run.report["published"]


def test_a_menu_that_names_no_page_is_said_where_it_stands(tmp_path):
    settings = small.SETTINGS + "nav: [mentions, mention, {label: Ville, url: 'https://ville.example'}]\n"
    run = build(small.small_site(tmp_path / "site", {"content/site.yml": settings}), tmp_path / "out")
    assert (run.code, run.codes) == (OK, ["no-such-page"])
    line = len(settings.splitlines())
    assert run.err.splitlines()[0] == (
        f"content/site.yml:{line}:17: warning: no page is called 'mention', and the link is left out "
        "[no-such-page]"
    )
    assert "did you mean 'mentions'?" in run.err
    home = (tmp_path / "out/index.html").read_text("utf-8")
    header = home[home.index("main-nav") : home.index("</nav>")]
    assert [part.split('"')[0] for part in header.split('href="')[1:]] == [
        "/mentions/",
        "https://ville.example",
    ]
