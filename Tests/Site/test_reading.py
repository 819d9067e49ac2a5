"""Pages in a browser: with a keyboard, on a small screen, enlarged, printed, without scripts."""

import pytest

from support.kinds import KINDS


@pytest.fixture
def open_page(browser, site):
    """Opens a kind of page; options are those of a browser's window."""
    contexts = []

    def show(kind: str, **options):
        context = browser.context(site.folder, site.origin, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(site.origin + KINDS[kind])
        return page

    yield show
    for context in contexts:
        context.close()


def focused(page) -> dict:
    return page.evaluate("""() => {
        const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
        return {
            tag: it.tagName, href: it.getAttribute("href"), text: it.innerText.trim(),
            outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
            shadow: style.boxShadow !== "none",
            seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0
                && box.top < innerHeight && box.left < innerWidth,
        };
    }""")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_a_small_screen(open_page, kind):
    """320 CSS pixels: 1280 enlarged to 400 % (WCAG 1.4.10)."""
    page = open_page(kind, viewport={"width": 320, "height": 640})
    wide = page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        return [...document.querySelectorAll("body *")]
            .filter(it => it.getBoundingClientRect().right > width + 1)
            .map(it => it.tagName + "." + it.className).slice(0, 5);
    }""")
    assert wide == []


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page):
    for kind in ["home", "offers", "offer", "not-found"]:
        page = open_page(kind)
        page.keyboard.press("Tab")
        first = focused(page)
        assert (first["tag"], first["href"]) == ("A", "#main")
        assert first["seen"], kind
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "offers", "offer"])
def test_every_stop_of_the_keyboard_can_be_seen(open_page, kind, scheme):
    page = open_page(kind, color_scheme=scheme)
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    assert len(stops) > 10
    for stop in stops:
        assert stop["outline"] or stop["shadow"], stop
        assert stop["seen"], stop


def test_nothing_holds_the_keyboard(open_page):
    """One gets through the whole page and out of it again."""
    page = open_page("offer")
    for _ in range(200):
        page.keyboard.press("Tab")
        if focused(page)["tag"] == "BODY":
            return
    pytest.fail("the keyboard never left the page")


def test_escape_closes_an_open_menu_and_gives_the_focus_back(open_page):
    page = open_page("home")
    menu = page.locator("details.comfort")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert focused(page)["tag"] == "SUMMARY"


def test_what_one_presses_is_large_enough(open_page):
    """24 × 24 pixels, but for links within a text (WCAG 2.5.8)."""
    for kind in ["home", "offers", "offer"]:
        page = open_page(kind, viewport={"width": 360, "height": 800}, has_touch=True)
        page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
        small = page.evaluate("""() => [...document.querySelectorAll("button, summary, select, input, a.btn, nav a")]
            .filter(it => it.checkVisibility({visibilityProperty: true}))
            .map(it => [it, (it.closest("label") || it).getBoundingClientRect()])
            .filter(([it, box]) => box.height < 24 || box.width < 24)
            .map(([it, box]) => box.width + "x" + box.height + " " + it.outerHTML.slice(0, 120))""")
        assert small == [], kind


def test_a_readers_settings_are_kept_from_page_to_page(open_page, site):
    page = open_page("home")
    page.locator("details.comfort summary").click()
    page.locator("#text-large").check()
    page.locator("#theme-dark").check()
    page.goto(site.origin + "/offres/")
    assert page.evaluate("[document.documentElement.dataset.text, document.documentElement.dataset.theme]") == ["large", "dark"]
    assert page.evaluate("document.cookie") == ""


def test_pages_are_complete_without_scripts(open_page):
    for kind in ["home", "offers", "offer", "list-domain"]:
        page = open_page(kind, java_script_enabled=False)
        assert page.locator("main a").count() > 2
        assert page.locator("h1").is_visible()
    assert page.locator("li[data-offer]").count() > 0


def test_an_open_offer_closes_by_itself_when_its_last_day_is_over(browser, site):
    """Even on a page that was built before."""
    context = browser.context(site.folder, site.origin)
    page = context.new_page()
    for now, is_open in [("2026-12-11T23:59:58+01:00", True), ("2026-12-12T00:00:01+01:00", False)]:
        page.clock.set_fixed_time(now)
        page.goto(site.origin + KINDS["offer"])
        assert page.locator("#apply a.btn[href$='/postuler/']").is_visible() == is_open
        assert page.locator(".note.closed").is_visible() != is_open
    context.close()


@pytest.mark.parametrize("kind", ["offer", "offer-places"])
def test_an_offer_prints_on_two_pages_without_what_paper_cannot_do(open_page, kind):
    page = open_page(kind)
    page.emulate_media(media="print")
    assert not page.locator("header nav").first.is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 3


def test_text_can_be_enlarged_twice_without_loss(open_page):
    """WCAG 1.4.4, by the size of the letters alone."""
    for kind in ["home", "offer"]:
        page = open_page(kind, viewport={"width": 1280, "height": 900})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_no_page_has_trouble_of_its_own(browser, site):
    """No error, no refused request, no violation of the policy on any page."""
    addresses = [page.address for page in site.pages][::4]
    for visit in browser.visits(site.folder, site.origin, addresses):
        assert visit.troubles == [], visit
