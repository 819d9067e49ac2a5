"""What visitors do with the board of the demo site."""

import json

import pytest

from listing.visits import spaced

WIDE = {"viewport": {"width": 1280, "height": 900}}
NARROW = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def static_offers(page, address) -> list[str]:
    """All offers of a static list, from its first page to its last."""
    found = []
    while address:
        page.goto(address)
        found += page.eval_on_selector_all("[data-offer]", "all => all.map(it => it.dataset.offer)")
        older = page.locator("a[rel=next]")
        address = older.get_attribute("href") if older.count() else None
        address = address and page.url.split("/offres/")[0] + address
    return found


def test_a_page_without_a_wish_is_as_it_was_built_and_fetches_nothing(board):
    it = board(**WIDE)
    it.page.wait_for_timeout(300)
    assert it.total > 20 and len(it.offers) > 20
    assert not [url for url in it.requests if "/idx/" in url]
    assert not it.page.locator("a.tick").count() and it.page.locator("label.tick[data-value] input").count() > 20
    assert it.visit.troubles == []


@pytest.mark.parametrize("facet,value", [("contrat", "cdi"), ("domaine", "social"), ("qualification", "bac")])
def test_one_choice_finds_the_offers_of_its_static_list_in_the_same_order(board, site, facet, value):
    it = board(f"/offres/?{facet}={value}", **WIDE)
    plain = board(None, java_script_enabled=False).page
    assert it.all_offers() == static_offers(plain, f"{site.origin}/offres/{facet}/{value}/")
    assert it.total == len(it.offers)


def test_a_count_says_what_a_click_gives(board):
    it = board(**WIDE)
    it.tick("contrat", "cdi")
    for facet, value in [("domaine", "social"), ("contrat", "cdd"), ("qualification", "bac")]:
        counts = it.counts(facet)
        alone = board("/offres/?contrat=cdi" + (f"&{facet}={value}" if facet != "contrat" else ""), **WIDE)
        if facet != "contrat":
            assert alone.total == counts[value]
    assert all(count >= 0 for count in it.counts("domaine").values())


def test_back_and_forward_go_through_the_choices(board):
    it = board(**WIDE)
    first = it.offers
    it.tick("contrat", "cdi")
    one = it.offers
    it.tick("domaine", "social")
    two = it.offers
    assert it.address == "/offres/?domaine=social&contrat=cdi" and it.chips == ["Santé et action sociale", "CDI"]
    it.page.go_back()
    it.page.wait_for_function("() => location.search === '?contrat=cdi'")
    it.wait()
    assert (it.offers, it.chips) == (one, ["CDI"])
    it.page.go_back()
    it.page.wait_for_function("() => location.search === ''")
    it.wait()
    assert (it.offers, it.chips) == (first, []) and not it.page.locator("label[data-value] :checked").count()
    it.page.go_forward()
    it.page.wait_for_function("() => location.search === '?contrat=cdi'")
    it.wait()
    assert it.offers == one
    it.page.go_forward()
    it.wait()
    assert it.offers == two
    assert it.visit.troubles == []


def test_an_address_that_was_sent_shows_the_same_search(board):
    it = board(**WIDE)
    it.tick("contrat", "cdi")
    it.page.fill("#q", "éducatrice")
    it.page.wait_for_function("() => location.search.includes('q=')")
    it.wait()
    other = board(it.address, **NARROW)
    assert (other.offers, other.total, other.chips) == (it.offers, it.total, it.chips)
    assert other.page.input_value("#q") == "éducatrice" and other.page.input_value("#tri") == "pertinence"
    assert "(2 choix)" in other.page.locator(".filters > summary").inner_text()


def test_the_static_page_of_a_value_leads_to_combinations_and_back(board):
    it = board("/offres/domaine/social/", **WIDE)
    heading, own = it.page.inner_text("h1"), it.offers
    promised = it.counts("contrat")["cdi"]
    it.tick("contrat", "cdi")
    assert it.total == promised
    assert it.address == "/offres/?domaine=social&contrat=cdi" and it.chips == ["Santé et action sociale", "CDI"]
    assert it.page.inner_text("h1") == "Offres d’emploi"
    it.page.go_back()
    it.page.wait_for_function("() => location.pathname !== '/offres/'")
    it.wait()
    assert (it.page.inner_text("h1"), it.offers) == (heading, own)


def test_the_arrow_keys_point_at_no_town_that_is_not_shown(board):
    it = board(**WIDE)
    keys = it.page.keyboard
    it.page.focus("#lieu")
    it.page.wait_for_function("() => lieu.onkeydown && !lieu.onfocus")
    keys.press("ArrowDown")
    assert not it.page.get_attribute("#lieu", "aria-activedescendant")
    keys.type("aub")
    it.page.locator("[data-town]").first.wait_for()
    keys.press("Escape")
    assert it.page.get_attribute("#lieu", "aria-expanded") == "false"
    keys.press("ArrowDown")
    assert it.page.get_attribute("#lieu", "aria-expanded") == "true"
    assert it.page.locator("#" + it.page.get_attribute("#lieu", "aria-activedescendant")).is_visible()


def test_the_keyboard_alone_searches_picks_a_town_and_ticks_a_box(board):
    it = board(**WIDE)
    keys = it.page.keyboard
    it.page.focus("#q")
    keys.press("Tab")
    assert it.page.evaluate("document.activeElement.id") == "lieu"
    keys.type("aub")
    it.page.locator("[data-town]").first.wait_for()
    assert it.page.get_attribute("#lieu", "aria-expanded") == "true"
    keys.press("ArrowDown")
    chosen = it.page.get_attribute("#lieu", "aria-activedescendant")
    assert it.page.get_attribute("#" + chosen, "aria-selected") == "true"
    keys.press("Enter")
    it.page.wait_for_function("() => location.search.includes('lieu=aubrelle')")
    it.wait()
    assert it.chips == ["Aubrelle et 20 km autour"] and it.page.input_value("#lieu") == "Aubrelle"
    assert it.page.get_attribute("#lieu", "aria-expanded") == "false"
    assert it.page.evaluate("document.activeElement.id") == "lieu"
    for _ in range(2):
        keys.press("Tab")
    keys.press("Space")
    it.wait()
    it.page.wait_for_function("() => location.search.includes('domaine=')")
    assert it.page.evaluate("document.activeElement.name") == "domaine"
    keys.press("Space")
    it.page.wait_for_function("() => !location.search.includes('domaine=')")
    assert it.page.evaluate("document.activeElement.name") == "domaine"


def test_escape_closes_the_proposals_and_keeps_the_text(board):
    it = board(**WIDE)
    it.page.fill("#lieu", "aub")
    it.page.locator("[data-town]").first.wait_for()
    it.page.press("#lieu", "Escape")
    assert it.page.locator("[data-town]").first.is_hidden() and it.page.input_value("#lieu") == "aub"


def test_no_request_depends_on_the_town(board):
    asked = []
    for typed, key in [("aubrelle", "aubrelle"), ("vauroux", "vauroux-le-clos")]:
        it = board(**WIDE)
        it.requests.clear()
        it.page.locator("#lieu").press_sequentially(typed)
        it.page.locator(f"[data-town='{key}']").click()
        it.page.wait_for_function("() => location.search.includes('lieu=')")
        it.wait()
        asked.append([url for url in it.requests if not url.startswith("/assets/")])
        assert all("/idx/" in url for url in asked[-1])
    assert asked[0] == asked[1] and len(asked[0]) >= 3


def test_an_address_with_the_name_of_a_town_finds_it(board):
    it = board("/offres/?lieu=Vauroux&km=10", **WIDE)
    assert it.chips == ["Vauroux-le-Clos et 10 km autour"] and 0 < it.total < 39


def test_a_town_that_is_typed_and_sent_is_found_and_one_that_is_not_there_is_said(board):
    it = board(**WIDE)
    it.page.fill("#lieu", "lormeaux")
    it.page.press("#lieu", "Enter")
    it.page.wait_for_function("() => location.search.includes('lieu=')")
    it.wait()
    assert it.chips == ["Lormeaux et 20 km autour"] and it.page.evaluate("document.activeElement.id") == "lieu"
    other = board("/offres/?lieu=atlantide&km=5", **WIDE)
    assert spaced(other.page.inner_text("[data-board-note]")) == "Aucune commune de ce nom : atlantide" and other.total == 39


def test_nothing_found_says_what_to_take_back_and_what_it_gives(board):
    it = board("/offres/?domaine=culture&contrat=stage", **WIDE)
    assert it.total == 0 and it.offers == []
    assert it.page.locator("[data-board-list]").inner_text().startswith("Essayez avec moins de choix.")
    link = it.page.locator("[data-board-list] a").first
    label = spaced(link.inner_text())
    assert label.startswith("En retirant « ")
    link.click()
    it.wait()
    assert f"il y en a {it.total}." in label and it.total > 0


def test_a_word_is_quoted_once(board):
    it = board("/offres/?q=plombier&contrat=cdi", **WIDE)
    assert it.total == 0 and it.chips == ["CDI", "« plombier »"]
    link = it.page.locator("[data-board-list] a").first
    assert spaced(link.inner_text()).startswith("En retirant « plombier », il y en a ")


def test_no_line_of_a_title_ends_within_a_short_word(board):
    it = board("/offres/?q=vacances", **WIDE)
    assert "week-ends" in it.page.locator("[data-offer] h3 .nb").all_inner_texts()


def test_a_word_with_one_letter_wrong_is_forgiven_and_it_is_said(board):
    it = board("/offres/?q=bibliothécaier", **WIDE)
    assert it.total > 0
    assert spaced(it.page.inner_text("[data-board-note]")) == (
        "Aucune offre ne contient « bibliothecaier ». Voici les offres avec « bibliothécaire ».")


def test_the_count_is_announced_once_typing_rests(board):
    it = board(**WIDE)
    it.page.evaluate("""() => {
      window.said = [];
      new MutationObserver(() => said.push(document.querySelector("[role=status]").textContent)).observe(
        document.querySelector("[role=status]"), { childList: true, characterData: true, subtree: true });
    }""")
    it.tick("contrat", "cdi")
    it.tick("domaine", "social")
    it.page.wait_for_function("() => said.length > 0")
    it.page.wait_for_timeout(600)
    heard = [text for text in it.page.evaluate("said") if text]
    assert heard == [it.page.inner_text("[data-board-count]")]


def test_choices_can_be_taken_back_one_by_one_and_all_at_once(board):
    it = board("/offres/?contrat=cdi,cdd&bientot=1", **WIDE)
    assert it.chips == ["CDI", "CDD", "Close dans les 7 jours"]
    it.page.locator(".chip").first.click()
    it.wait()
    assert it.address == "/offres/?contrat=cdd&bientot=1"
    assert it.page.evaluate("document.activeElement !== document.body")
    it.page.locator(".chips .link").click()
    it.wait()
    assert it.address == "/offres/" and it.total == 39


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("address", ["/offres/", "/offres/?contrat=cdi", "/offres/?q=accueil&lieu=aubrelle&km=20", "/offres/?domaine=culture&contrat=stage"])
def test_nothing_moves_while_a_page_loads_or_is_filtered(board, size, address):
    it = board(None, **size)
    it.page.add_init_script("""window.shifts = [];
      new PerformanceObserver((list) => list.getEntries().forEach((it) => shifts.push(it.value))).observe({ type: "layout-shift", buffered: true });""")
    it.open(address)
    it.page.wait_for_timeout(400)
    # A busy browser may paint a row whose end it has not read yet: a word of it moves then.
    assert sum(it.page.evaluate("shifts")) < 0.001
    before = it.page.evaluate("scrollY")
    it.page.evaluate("document.querySelector('.filters').open = true")
    it.tick("contrat", "cdd")
    assert it.page.evaluate("scrollY") >= before
    assert it.page.evaluate("document.activeElement.value") == "cdd"


def test_the_panel_of_a_phone_ends_with_what_it_shows(board):
    it = board(**NARROW)
    it.page.locator(".filters > summary").click()
    it.tick("contrat", "cdi")
    show = it.page.locator("[data-board-show]")
    assert spaced(show.inner_text()) == f"Voir les {it.total} offres"
    show.click()
    assert it.page.locator(".filters").get_attribute("open") is None
    assert it.page.evaluate("'boardCount' in document.activeElement.dataset")


def test_without_scripts_the_panel_leads_to_the_lists_and_says_what_is_missing(board):
    it = board(None, java_script_enabled=False, **WIDE)
    it.page.goto(it.origin + "/offres/")
    assert "demande JavaScript" in it.page.locator("noscript").inner_text()
    assert it.page.locator("#q").is_hidden() and it.page.locator("[data-keep]").first.is_hidden()
    it.page.locator("[data-facet=contrat] [data-value=cdi]").click()
    assert it.page.url.endswith("/offres/contrat/cdi/")


def test_an_index_that_does_not_answer_is_said_and_the_lists_are_offered(board, site):
    it = board(**WIDE)
    it.page.route("**/idx/**", lambda route: route.abort())
    it.page.locator("[data-facet=contrat] [data-value=cdi]").click()
    note = it.page.locator("[data-board-note]")
    again = note.get_by_text("Réessayer")
    again.wait_for()
    assert "La recherche ne répond pas." in note.inner_text()
    assert note.locator("a").last.get_attribute("href") == "/offres/contrat/cdi/"
    it.page.unroute("**/idx/**")
    again.click()
    it.page.locator(".chips .chip").wait_for()
    it.wait()
    assert it.total < 39 and note.is_hidden() and it.address == "/offres/?contrat=cdi"


def test_a_page_of_before_goes_on_with_the_index_of_now(board):
    """The site was published anew since the page was opened: files that `m.json` named are gone."""
    it = board("/offres/?contrat=cdi", **WIDE)
    total, asked = it.total, len(it.requests)
    it.page.route("**/idx/**/text-*.json", lambda route: route.fulfill(status=404, body=""), times=1)
    it.page.locator("#q").fill("accueil")
    it.page.wait_for_function("() => location.search.includes('q=accueil')")
    it.wait()
    assert 0 < it.total < total and it.page.locator("[data-board-note]").is_hidden()
    assert [name for name in it.requests[asked:] if name.endswith("/m.json")] == ["/idx/fr/m.json"]


def test_text_of_an_address_is_text(board):
    it = board("/offres/?q=%3Cimg%20src=x%20onerror=alert(1)%3E&domaine=%3Cb%3E&lieu=%22%3E&km=x&depuis=hier&tri=mal", **WIDE)
    assert it.chips[0] == "<b>" and "« <img src=x onerror=alert(1)> »" in it.chips
    assert it.visit.tried == [] and it.visit.foreign == []


def test_the_form_of_the_home_page_leads_to_the_board(board):
    it = board(None, **WIDE)
    it.page.goto(it.origin + "/")
    it.page.fill("#q", "accueil")
    it.page.fill("#lieu", "Aubrelle")
    it.page.select_option("#km", "20")
    it.page.locator("[data-board-search] button").click()
    it.wait()
    assert it.chips == ["« accueil »", "Aubrelle et 20 km autour"]


def test_the_english_board_speaks_english_and_keeps_the_parameters(board):
    it = board("/en/jobs/?contrat=cdi&lieu=aubrelle&km=20", **WIDE)
    assert it.chips[-1] == "Within 20 km of Aubrelle" and it.page.inner_text("[data-board-count]").endswith("jobs")


def test_an_address_without_an_index_in_it_is_no_wish(board):
    it = board("/offres/?utm_source=lettre", **WIDE)
    assert it.total == 39 and json.loads(it.page.evaluate("JSON.stringify(document.querySelector('[data-board]').dataset.boardReady)")) == ""
