"""The board as those find it who do not see it, or see it otherwise."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WIDTHS = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 360, "height": 740}}
STATES = {
    "filtered": "/offres/?contrat=cdi&q=accueil&lieu=aubrelle&km=20",
    "nothing": "/offres/?domaine=culture&contrat=stage",
    "corrected": "/offres/?q=bibliothécaier",
}


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{it['id']}: {it['nodes'][0]['html'][:120]}" for it in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", STATES)
def test_no_state_of_the_board_has_a_violation(board, state, width, scheme):
    it = board(STATES[state], viewport=WIDTHS[width], color_scheme=scheme, bypass_csp=True)
    it.page.evaluate("document.querySelectorAll('.filters, .filters details').forEach((it) => { it.open = true; })")
    it.wait()
    it.page.locator("[data-facet=teletravail] label").first.wait_for()
    assert violations(it.page) == []


def test_open_proposals_have_no_violation(board):
    it = board(viewport=WIDTHS["wide"], bypass_csp=True)
    it.page.fill("#lieu", "va")
    it.page.locator("[data-town]").first.wait_for()
    it.page.press("#lieu", "ArrowDown")
    assert violations(it.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_what_was_kept_has_no_violation(board, scheme):
    it = board("/offres/?contrat=cdi", viewport=WIDTHS["narrow"], color_scheme=scheme, bypass_csp=True)
    it.page.locator("[data-keep]").first.click()
    it.page.locator("[data-keep-search]").click()
    it.page.goto(it.origin + "/offres/gardees/")
    it.page.locator("[data-saved-offers] li").first.wait_for()
    assert violations(it.page) == []


def test_what_one_presses_is_large_enough(board):
    """24 × 24 pixels, but for links within a text (WCAG 2.5.8)."""
    it = board(STATES["filtered"], viewport=WIDTHS["narrow"], has_touch=True)
    it.page.evaluate("document.querySelectorAll('.filters, .filters details').forEach((it) => { it.open = true; })")
    it.wait()
    small = it.page.evaluate("""() => [...document.querySelectorAll("[data-board] :is(button, summary, select, input, .chip)")]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }))
        .map((it) => [it, (it.closest("label") || it).getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([it]) => it.outerHTML.slice(0, 100))""")
    assert small == []


def test_nothing_is_wider_than_a_narrow_screen(board):
    for state in STATES.values():
        it = board(state, viewport={"width": 320, "height": 740})
        it.page.evaluate("document.querySelector('.filters').open = true")
        assert it.page.evaluate("document.documentElement.scrollWidth") <= 320
