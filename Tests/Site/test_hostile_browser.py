"""A browser that opens the attacked pages runs none of it."""

import pytest

from support.attacks import MARK, generated
from support.hostile import hostile_site, without_controls
from support.program import build
from test_hostile_markdown import markdown_site

ORIGIN = "https://emplois.example"


def visit_all(browser, folder, limit: int):
    pages = sorted(folder.rglob("*.html"))
    step = max(1, len(pages) // limit)
    addresses = [
        "/" + str(page.relative_to(folder)).removesuffix("index.html") for page in pages[::step]
    ]
    return browser.visits(folder, ORIGIN, addresses)


def test_the_hooks_would_see_an_attack(browser, tmp_path):
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><img src=x onerror={MARK}>")
    visit = browser.visit(tmp_path, ORIGIN, "/")
    assert visit.tried == ["alert 8463"]


def test_the_hooks_would_see_a_request(browser, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><img src=//evil.example/x.png>")
    assert browser.visit(tmp_path, ORIGIN, "/").foreign == ["https://evil.example/x.png"]


def test_the_policy_would_be_seen_to_act(browser, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
        f"<script>{MARK}</script>"
    )
    assert any("policy" in tried for tried in browser.visit(tmp_path, ORIGIN, "/").tried)


@pytest.mark.parametrize("kind", ["fields", "texts"])
def test_nothing_runs_and_nothing_is_asked_for(browser, tmp_path, kind):
    """Not even the policy has to step in."""
    if kind == "fields":
        site = hostile_site(tmp_path / "site", without_controls(generated())[::10])
    else:
        site = markdown_site(tmp_path / "site", generated()[::3])
    run = build(site, tmp_path / "out")
    assert run.report["published"], run.errors[:5]
    visits = visit_all(browser, tmp_path / "out", 70)
    assert len(visits) >= 60
    for visit in visits:
        assert visit.tried == [], visit
        assert visit.foreign == [], visit
