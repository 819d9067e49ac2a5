"""WCAG 2.2 AA, as far as a machine can tell, on every kind of page."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from support.kinds import KINDS, LOOKS

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def violations(page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width, scheme", LOOKS)
def test_no_rule_is_broken_on_any_kind_of_page(browser, site, width, scheme):
    context = browser.context(
        site.folder,
        site.origin,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    page = context.new_page()
    broken = {}
    for kind, address in KINDS.items():
        page.goto(site.origin + address)
        broken[kind] = violations(page)
    context.close()
    assert {kind: found for kind, found in broken.items() if found} == {}


@pytest.mark.parametrize("setting", ["contrast=strong", "contrast=soft", "text=largest", "density=tight", "theme=dark"])
def test_no_rule_is_broken_with_a_readers_own_settings(browser, site, setting):
    name, value = setting.split("=")
    context = browser.context(
        site.folder, site.origin, viewport={"width": 360, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    for kind in ["offers", "offer"]:
        page.goto(site.origin + KINDS[kind])
        page.evaluate(f"document.documentElement.dataset['{name}'] = '{value}'")
        assert violations(page) == [], kind
    context.close()


def test_a_page_that_breaks_a_rule_would_be_found(browser, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><img src=/x.png>")
    context = browser.context(tmp_path, "https://emplois.example", bypass_csp=True)
    page = context.new_page()
    page.goto("https://emplois.example/")
    assert any("image-alt" in found for found in violations(page))
    context.close()
