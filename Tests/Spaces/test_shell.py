"""The page that opens sealed pages, in Chromium on a telephone."""

import gzip
import json
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bodies import PDF
from conftest import HOOKS, ROOT

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def ready(page, kind):
    page.wait_for_selector(f"[data-space-page][data-ready={kind}]")


def says(page, words):
    page.locator("[data-space-note]", has_text=words).wait_for(timeout=10_000)


def shell(season) -> str:
    return f"{season.origin}/espace/"


def test_the_browser_opens_what_the_program_sealed(season, phone):
    vector = json.loads((ROOT / "Tests/VivierSpacesTests/Vectors/page.json").read_text())
    phone.goto(shell(season))
    script = phone.locator("script[src*='/space.']").get_attribute("src")
    found = phone.evaluate(
        """async ([script, vector]) => {
          const { derived, unsealed, codeIn } = await import(script);
          const keys = await derived(codeIn(vector.code.toUpperCase()));
          const bytes = new Uint8Array(vector.sealed.match(/../g).map((pair) => parseInt(pair, 16)));
          return [keys.name, await unsealed(bytes, keys)];
        }""",
        [script, vector],
    )
    assert found == [vector["name"], json.loads(vector["plain"])]


def test_a_link_opens_the_home_and_its_secret_is_seen_nowhere(season, phone):
    number = season.apply()
    season.apply(offer="2026-2")
    link = season.link(number)
    code = link.split("#v1.")[1]
    phone.goto(link)
    ready(phone, "home")
    assert phone.url == shell(season)
    assert phone.inner_text("h1:visible") == "Où en sont vos candidatures"
    assert phone.title().startswith("Où en sont vos candidatures")
    phone.get_by_role("link", name="Éducatrice de jeunes enfants").click()
    ready(phone, "candidature")
    assert phone.evaluate("document.activeElement.tagName") == "H1"
    assert phone.url == shell(season)
    phone.reload()
    ready(phone, "candidature")
    phone.get_by_role("link", name="Mon espace").last.click()
    ready(phone, "home")
    phone.get_by_role("link", name="Chargée d’accueil").click()
    ready(phone, "candidature")
    phone.go_back()
    ready(phone, "home")
    assert phone.evaluate("JSON.stringify(history.state)").find(code) < 0
    assert all(code not in asked and "v1." not in asked for asked in season.host.asked)
    assert phone.evaluate("window.tried") == []
    phone.get_by_role("button", name="Fermer mon espace").click()
    assert phone.evaluate("sessionStorage.length") == 0
    phone.reload()
    assert phone.locator("[data-space-door]").is_visible()


def test_a_gateway_that_writes_the_hash_as_letters_is_repaired(season, phone):
    number = season.apply()
    phone.goto(season.link(number).replace("#", "%23"))
    ready(phone, "home")
    assert phone.url == shell(season)


def test_a_code_is_typed_in_groups_and_in_capitals(season, phone):
    code = season.home(season.apply())
    phone.goto(shell(season))
    groups = "-".join(code[start:start + 4] for start in range(0, 52, 4)).upper()
    phone.get_by_label("Votre code").fill(f" {groups} ")
    phone.locator("[data-space-code]").get_by_role("button").click()
    ready(phone, "home")


def test_every_way_to_fail_says_what_to_do(season, phone):
    number = season.apply()
    link = season.link(number)
    phone.goto(link[:-3])
    says(phone, "n’est pas complet")
    assert phone.url == shell(season)
    phone.goto(shell(season) + "#v1." + "b" * 51 + "a")
    says(phone, "n’ouvre plus rien")
    for path in season.sealed.iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    phone.goto("about:blank")
    phone.goto(link)
    says(phone, "n’est pas le bon")
    phone.goto("about:blank")
    phone.route("**/espace/s/*", lambda route: route.abort())
    phone.goto(link)
    says(phone, "Vérifiez votre connexion")


def test_a_link_that_was_replaced_says_so(season, phone):
    number = season.apply()
    old = season.link(number)
    season.intake("spaces", "renew", number)
    phone.goto(old)
    ready(phone, "expired")
    assert phone.inner_text("h1:visible") == "Ce lien a été remplacé"
    phone.goto(season.link(number))
    ready(phone, "home")


def test_without_https_nothing_is_read_and_the_page_says_so(season, chromium):
    link = season.link(season.apply())
    context = chromium.new_context()
    asked = []

    def answer(route):
        asked.append(route.request.url)
        path = re.sub(r"^http://[^/]+/", "", route.request.url).split("?")[0]
        file = season.folder / "public" / (path + ("index.html" if path.endswith("/") or not path else ""))
        kind = {".css": "text/css", ".js": "text/javascript", ".html": "text/html"}.get(file.suffix, "image/svg+xml")
        route.fulfill(status=200, body=file.read_bytes(), content_type=kind)

    context.route("http://site.test/**", answer)
    page = context.new_page()
    page.goto(link.replace(season.origin, "http://site.test"))
    says(page, "https")
    assert not [url for url in asked if "/espace/s/" in url]
    context.close()


def test_without_scripts_the_intake_opens_the_page(season, chromium):
    code = season.home(season.apply())
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(shell(season))
    assert page.locator("noscript p").is_visible()
    page.fill("#code", code)
    page.locator("[data-space-code]").get_by_role("button").click()
    assert page.locator("h1").inner_text() == "Où en sont vos candidatures"
    page.get_by_role("button", name="Éducatrice de jeunes enfants").click()
    assert page.locator("h1").inner_text() == "Éducatrice de jeunes enfants"
    page.fill("#text", "Sans script.")
    page.get_by_role("button", name="Envoyer le message").click()
    assert page.locator("h1").inner_text() == "Votre message est envoyé"
    context.close()


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (1280, "light")])
def test_no_rule_of_accessibility_is_broken(season, chromium, width, scheme):
    number = season.apply(files=[("cv", "CV.pdf", PDF)], message="Bonjour", permit="b")
    season.apply(offer="2026-2")
    season.ask(number)
    season.act(season.candidature(number).token("message"), text="Merci.")
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.add_init_script(HOOKS)

    def check(what):
        for summary in page.locator("details.more > summary").all():
            summary.click()
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        assert [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]] == [], what
        assert page.evaluate("document.documentElement.scrollWidth") <= width, what

    page.goto(shell(season))
    check("door")
    page.goto(season.link(number))
    ready(page, "home")
    check("home")
    page.get_by_role("link", name="Éducatrice de jeunes enfants").first.click()
    ready(page, "candidature")
    check("candidature")
    context.close()


def test_the_script_is_small(season):
    (script,) = (season.folder / "public/assets").glob("space.*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) <= 8 << 10


def test_a_season_on_a_telephone(season, phone):
    """Apply, open the link from the receipt, be asked, answer, correct, withdraw."""
    answer = season.server.submit(
        [("name", "Zoé Martin"), ("email", "zoe@exemple.fr"), ("offer", "2026-1"), ("language", "fr")],
        accept="text/html",
    )
    assert answer.status == 303
    receipt = answer.headers["Location"]
    phone.goto(f"http://127.0.0.1:{season.intake_port}{receipt}")
    assert phone.url == f"http://127.0.0.1:{season.intake_port}{receipt.split('#')[0]}"
    number = receipt.split("/")[-1].split("#")[0]
    phone.get_by_role("link", name="Ouvrir mon espace").click()
    ready(phone, "candidature")
    season.ask(number)
    phone.reload()
    ready(phone, "candidature")
    phone.set_input_files("input[type=file]", files=[{"name": "diplôme.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    phone.get_by_role("button", name="Envoyer la pièce").click()
    assert phone.inner_text("h1") == "Votre pièce est bien reçue"
    phone.get_by_role("link", name="Revenir à mon espace").click()
    ready(phone, "candidature")
    assert phone.locator("input[type=file]").count() == 0
    phone.get_by_text("Corriger mes coordonnées").click()
    phone.get_by_label("Téléphone").fill("06 12 34 56 78")
    phone.get_by_role("button", name="Enregistrer les corrections").click()
    assert phone.inner_text("h1") == "Vos corrections sont enregistrées"
    phone.get_by_role("link", name="Revenir à mon espace").click()
    ready(phone, "candidature")
    phone.get_by_text("Retirer cette candidature", exact=True).click()
    phone.get_by_label("La retirer, et garder mon profil").check()
    phone.get_by_label("Je confirme").check()
    phone.get_by_role("button", name="Retirer la candidature").click()
    assert phone.inner_text("h1") == "Votre candidature est retirée"
    assert season.kinds(number) == ["received", "document-requested", "document-added", "fields-changed", "withdrawn"]
