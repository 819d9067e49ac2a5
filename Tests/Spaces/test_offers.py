"""Offers kept in the space and on the device, and applied for once more with one click."""

import concurrent.futures

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bodies import PDF
from conftest import CONTENT_TYPE, OFFER, Page, multipart
from test_shell import RULES, ready


def keep(season, number, *offers, forget=()):
    fields = [("token", season.open(season.home(number)).token("select")), ("language", "fr")]
    fields += [("offer", offer) for offer in offers] + [("forget", offer) for offer in forget]
    answer = season.server.ask("POST", "/action", multipart(fields), {"Content-Type": CONTENT_TYPE})
    return Page(answer.status, answer.text)


def section(page) -> str:
    return page.words.split("Mes offres gardées")[1]


def dossiers(season) -> list:
    return [path.name for path in season.folder.glob("store/dossiers/*/*")]


def test_S2_29_offers_are_kept_in_the_space_each_once_and_let_go(season):
    number = season.apply()
    assert "Aucune offre n’est gardée ici" in season.open(season.home(number)).words
    assert keep(season, number, "2026-2", "2026-3", "2026-2", "inconnue").status == 200
    kept = section(season.open(season.home(number)))
    assert kept.count("n° 2026-2") == kept.count("n° 2026-3") == 1 and "inconnue" not in kept
    assert keep(season, number, "2026-2").status == 422
    assert keep(season, number, forget=["2026-2"]).status == 200
    kept = section(season.open(season.home(number)))
    assert "n° 2026-2" not in kept and "n° 2026-3" in kept
    # Not a candidature, and under a key of its own: references of offers say what somebody looks for.
    (sheet,) = set(dossiers(season)) - {number}
    (journal,) = season.folder.glob(f"store/dossiers/*/{sheet}/events.jsonl")
    assert b"2026-3" not in journal.read_bytes()
    assert sheet not in season.intake("list", templates=False).out.decode()
    assert "Candidature en cours" not in kept and season.kinds(number) == ["received"]


def test_B33_one_click_applies_again_with_what_is_shown_and_only_once(season):
    number = season.apply(files=[("cv", "CV Zoé.pdf", PDF)], phone="06 12 34 56 78", permit="b", message="Bonjour")
    keep(season, number, "2026-2")
    home = season.open(season.home(number))
    shown = section(home)
    for part in ["Postuler avec mon dossier", "Éducatrice de jeunes enfants", "Prénom et nom", "Téléphone", "Permis", "Message", "CV Zoé.pdf"]:
        assert part in shown, part
    token = home.token("apply")
    with concurrent.futures.ThreadPoolExecutor(4) as crowd:
        states = [crowd.submit(season.act, token, offer="2026-2", language="fr") for _ in range(4)]
    assert {one.result().status for one in states} <= {200, 422}
    assert 200 in {one.result().status for one in states}
    again = season.act(token, offer="2026-2", language="fr")
    assert (again.status, "déjà postulé" in again.words) == (422, True)
    numbers = [one for one in dossiers(season) if one != number and season.events(one)[0]["k"] == "received"]
    assert len(numbers) == 1
    first, second = season.events(number)[0]["d"], season.events(numbers[0])[0]["d"]
    assert second["offer"] == "2026-2" and second["source"] == "space"
    assert [(one["name"], one["value"]) for one in second["fields"]] == [(one["name"], one["value"]) for one in first["fields"]]
    assert [one["sha256"] for one in second["files"]] == [one["sha256"] for one in first["files"]]
    assert season.letter(numbers[0], "acknowledgement-1")["To"] == "zoe@exemple.fr"
    assert "Candidature en cours" in section(season.open(season.home(number)))


def test_what_was_corrected_since_is_what_is_sent_and_requested_documents_stay(season):
    number = season.apply(files=[("cv", "CV.pdf", PDF)])
    season.act(season.candidature(number).token("correct"), name="Zoé Martin-Roux", permit="b")
    season.ask(number)
    season.act(season.candidature(number).token("supply"), files=[("file", "diplôme.pdf", PDF + b"2")])
    keep(season, number, "2026-3")
    assert season.act(season.open(season.home(number)).token("apply"), offer="2026-3").status == 200
    (copy,) = [one for one in dossiers(season) if one != number and season.events(one)[0]["k"] == "received"]
    said = season.said(copy, "received")
    assert said["fields"][0]["value"] == ["Zoé Martin-Roux"] and [one["name"] for one in said["files"]] == ["CV.pdf"]


def test_an_offer_that_asks_for_more_leads_to_its_form(season):
    number = season.apply()
    path = season.folder / "content/offers/o2.md"
    path.write_text(path.read_text().replace("---\nLe poste", "documents: [{name: diploma, label: Diplôme, required: true}]\n---\nLe poste"))
    season.server.stop()
    season.start()
    keep(season, number, "2026-2")
    home = season.open(season.home(number))
    assert "Postuler avec le formulaire" in section(home) and "Postuler avec mon dossier : Chargée" not in home.words
    keep(season, number, "2026-3")
    refused = season.act(season.open(season.home(number)).token("apply"), offer="2026-2", language="fr")
    assert refused.status == 422 and "Diplôme" in refused.words


def test_a_closed_offer_is_not_applied_for_and_nothing_goes_to_quarantine(season):
    number = season.apply()
    closed = OFFER.format(title="Fermée", reference="2026-9").replace("2099-12-01", "2026-11-02")
    (season.folder / "content/offers/o9.md").write_text(closed)
    season.server.stop()
    season.start()
    keep(season, number, "2026-2", "2026-9")
    home = season.open(season.home(number))
    assert "Cette offre est fermée" in section(home)
    for offer in ["2026-9", "inconnue"]:
        assert "offre est fermée" in season.act(home.token("apply"), offer=offer, language="fr").words
    assert season.act(home.token("apply")).status == 404
    assert not list(season.folder.glob("store/quarantine/*/*")) and season.kinds(number) == ["received"]


def test_a_right_to_apply_is_nobody_elses(season):
    mine = season.apply()
    theirs = season.apply(email="ada@exemple.fr", name="Ada", offer="2026-2")
    keep(season, mine, "2026-3")
    words = season.open(season.home(mine)).token("apply").split(".")
    words[5] = theirs
    assert season.act(".".join(words), offer="2026-3").status == 404


@pytest.mark.parametrize("width, scheme", [(360, "light"), (1280, "dark")])
def test_nothing_leaves_the_device_before_a_press_and_both_sides_come_together(season, chromium, tmp_path, width, scheme):
    number = season.apply(files=[("cv", "CV.pdf", PDF)])
    keep(season, number, "2026-3")
    context = chromium.new_context(
        locale="fr-FR", viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    sent = []
    page.on("request", lambda request: sent.append(request) if request.method != "GET" else None)
    page.goto(f"{season.origin}/offres/o2/")
    page.locator("[data-keep]").first.click()

    def offers():
        return page.evaluate("Object.keys(JSON.parse(localStorage.getItem('offers')))")

    assert offers() == ["2026-2"]
    page.goto(season.link(number))
    ready(page, "home")
    add = page.locator("[data-device=add]")
    assert "Chargée d’accueil" in add.inner_text() and "Rien n’est envoyé tant que vous n’appuyez pas" in add.inner_text()
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.screenshot(path=tmp_path / f"offers-{width}-{scheme}.png", full_page=True)
    page.get_by_role("button", name="Garder sur cet appareil").click()
    assert "Rien n’a été envoyé" in page.inner_text("[data-device=take]")
    assert sorted(offers()) == ["2026-2", "2026-3"] and sent == []
    page.get_by_role("button", name="Les garder aussi dans mon espace").click()
    assert page.inner_text("h1") == "Vos offres gardées sont enregistrées"
    page.goto(season.link(number))
    ready(page, "home")
    assert page.locator("[data-device=add]").is_hidden() and page.locator("[data-kept]").count() == 2
    page.get_by_role("button", name="Postuler avec mon dossier : Chargée d’accueil").click()
    assert page.inner_text("h1") == "Votre candidature est envoyée"
    context.close()
