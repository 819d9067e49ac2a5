"""The forms of the demo site, as files and in a browser with and without scripts."""

import datetime
import hashlib
import json
import re

import pytest
import yaml

from support import demo
from support.browser import NOW
from support.folders import copy_site
from support.intake import RECEIPT, Intake
from support.program import DAY, OK, ROOT, build
from support.published import Published, words
from test_accessibility import violations

OFFER = "/offres/charge-accueil-etat-civil/"
APPLY = OFFER + "postuler/"
PROVIDER = "/inscription-intervenant/clairmaison/"


@pytest.fixture(scope="session")
def local_site(tmp_path_factory):
    """The demo site, its forms sent to the same server."""
    folder = copy_site(tmp_path_factory.mktemp("forms"))
    settings = folder / "content/site.yml"
    text = re.sub(r"^intake: .*$", "intake: /", settings.read_text("utf-8"), flags=re.M)
    text = text.replace("spontaneous: false ", "spontaneous: /candidature-spontanee/ ")
    settings.write_text(text, "utf-8")
    out = folder / "public"
    run = build(folder, out, day=DAY)
    assert run.code == OK, run.err
    return Published(out, run, demo.ORIGIN)


@pytest.fixture
def intake(local_site):
    intake = Intake(local_site.folder)
    yield intake
    intake.close()


@pytest.fixture
def open_form(browser, intake):
    """Opens a form in a window of its own."""
    contexts = []

    def show(address=APPLY, clock=True, **options):
        context = browser._browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce", **options
        )
        if clock:
            context.clock.set_fixed_time(NOW)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda line: page.faults.append(line.text) if "Content Security" in line.text else None,
        )
        page.goto(intake.origin + address)
        return page

    yield show
    for context in contexts:
        context.close()


CV = {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"}


def fill_first_step(page):
    page.fill("#f-name", "Camille Durantel")
    page.fill("#f-email", "camille@exemple.fr")
    page.set_input_files("#f-cv", CV)


def fill_second_step(page):
    page.fill("#f-question-1", "Un exemple")
    page.fill("#f-question-2", "Tout")
    page.check("input[name=question-3][value=yes]")
    page.fill("#f-message", "Bonjour")
    page.check("#f-consent")


# Files


def test_each_offer_with_the_form_links_to_a_page_of_its_own(site):
    page = site.page(OFFER)
    links = [a.get("href") for a in page.all("a") if a.get("href", "").endswith("/postuler/")]
    assert links and set(links) == {APPLY}
    assert site.has(APPLY)
    assert site.page(APPLY).is_hidden


def test_an_offer_answered_elsewhere_has_no_form(site):
    for address in site.files():
        assert not re.search(r"(ecrivain-public|ambassadeur-tri)/postuler", address)


def test_a_closed_offer_has_no_form(site):
    assert not site.has("/offres/agent-hotelier/postuler/")


def test_a_form_goes_to_the_intake_and_the_policy_allows_nothing_else(site):
    form = site.page(APPLY).tree.find(".//form[@data-form]")
    assert form.get("method") == "post"
    assert form.get("enctype") == "multipart/form-data"
    assert form.get("action") == "https://candidatures.aubrelle.example/submit/apply"
    policy = site.page(APPLY).meta("Content-Security-Policy")
    places = ["submit/", "action", "space", "sign-in", "sign-in/link", "unsubscribe/", "document/"]
    targets = " ".join(f"https://candidatures.aubrelle.example/{place}" for place in places)
    # What an agent confirms at the intake leads back.
    targets += " https://emplois.aubrelle.example/"
    assert f"form-action 'self' {targets};" in policy
    assert f"connect-src 'self' {targets};" in policy


def test_without_an_intake_offers_are_answered_by_mail_and_there_are_no_forms(tmp_path):
    folder = copy_site(tmp_path)
    settings = folder / "content/site.yml"
    settings.write_text(re.sub(r"^intake: .*$", "", settings.read_text("utf-8"), flags=re.M), "utf-8")
    run = build(folder, tmp_path / "public")
    assert run.code == OK, run.err
    site = Published(tmp_path / "public", run, demo.ORIGIN)
    assert not [page for page in site.pages if page.tree.find(".//form[@data-form]") is not None]
    links = [a.get("href", "") for a in site.page(OFFER).all("a")]
    assert any(link.startswith("mailto:") for link in links)
    assert "form-action 'self';" in site.page(OFFER).meta("Content-Security-Policy")


def test_an_address_that_would_open_the_policy_is_refused(tmp_path):
    folder = copy_site(tmp_path)
    settings = folder / "content/site.yml"
    for address in ["https://a.example;script-src *", "https://a.example/?x=1", "//a.example", "a b"]:
        text = re.sub(r"^intake: .*$", f"intake: '{address}'", settings.read_text("utf-8"), flags=re.M)
        settings.write_text(text, "utf-8")
        assert build(folder, tmp_path / "public").code == 1, address


def test_a_form_with_a_mistake_is_named_and_its_offers_are_answered_by_mail(tmp_path):
    folder = copy_site(tmp_path)
    form = folder / "content/forms/apply.yml"
    form.write_text(form.read_text("utf-8").replace("type: mail", "type: email"), "utf-8")
    run = build(folder, tmp_path / "public")
    assert run.code == 1
    assert any("forms/apply.yml" in line and "unknown-form-value" in line for line in run.errors)
    assert not (tmp_path / "public/offres/charge-accueil-etat-civil/postuler").exists()


def test_the_spontaneous_form_is_there_only_if_the_site_takes_such_candidatures(site, local_site):
    assert not site.has("/candidature-spontanee/")
    assert local_site.has("/candidature-spontanee/")


def test_the_questions_and_documents_of_an_offer_are_asked(site):
    asked = demo.offer("charge-mission-plan-climat")
    page = site.page(asked.address + "postuler/")
    text = page.text.replace("\u2019", "'")
    for question in asked.keys["questions"]:
        assert words(_element(question["label"])).replace("\u2019", "'") in text
    names = [field.get("name") for field in page.all("input") + page.all("textarea")]
    for name in ["idempotency_key", "offer", "name", "email", "phone", "message", "consent", "cv", "document"]:
        assert name in names
    assert {"question-1", "question-2", "document-1"} <= set(names)


def _element(text):
    from xml.etree.ElementTree import Element

    element = Element("p")
    element.text = text
    return element


def test_each_operator_has_an_entry_of_its_own_that_nobody_else_lists(site):
    for slug in ["clairmaison", "le-gue"]:
        page = site.page(f"/inscription-intervenant/{slug}/")
        assert page.tree.find(".//input[@name='employer']").get("value") == slug
        assert page.is_hidden
    assert not site.has("/inscription-intervenant/")


def test_the_trap_is_left_alone_by_people_and_their_programs(site):
    trap = site.page(APPLY).tree.find(".//input[@name='leave_empty']")
    assert trap.get("tabindex") == "-1" and trap.get("autocomplete") == "off"
    for mark in ["data-1p-ignore", "data-bwignore", "data-lpignore", "data-form-type"]:
        assert trap.get(mark) is not None


def test_every_message_and_word_of_a_form_is_in_each_language(site):
    wanted = None
    for language in ["fr", "en", "nl", "de"]:
        texts = yaml.safe_load((ROOT / f"templates/i18n/{language}.yml").read_text("utf-8"))["forms"]
        keys = {(key, tuple(value) if isinstance(value, dict) else None) for key, value in texts.items()}
        wanted = wanted or keys
        assert keys == wanted, language
    for file in (ROOT / "content/forms").glob("*.yml"):
        _check_languages(yaml.safe_load(file.read_text("utf-8")), file.name)


def _check_languages(value, place):
    if isinstance(value, list):
        for item in value:
            _check_languages(item, place)
    elif isinstance(value, dict):
        if "fr" in value:
            assert set(value) == {"fr", "en", "nl", "de"}, f"{place}: {value}"
        for item in value.values():
            _check_languages(item, place)


# In a browser without scripts


def test_without_scripts_it_is_one_long_form_that_works(open_form, intake):
    page = open_form(java_script_enabled=False, clock=False)
    fill_first_step(page)
    fill_second_step(page)
    page.click("button[data-send]")
    page.wait_for_url("**/receipt/**")
    (sent,) = intake.sent
    assert sent.path == "/submit/apply"
    assert sent["name"] == "Camille Durantel"
    assert sent["offer"] == demo.offer("charge-accueil-etat-civil").reference
    assert sent["consent"] == "yes" and sent["language"] == "fr"
    assert sent["question-3"] == "yes"
    assert sent["idempotency_key"] == "" and sent["leave_empty"] == ""
    assert sent.files["cv"] == [("cv.pdf", CV["buffer"])]


def test_without_scripts_the_browser_itself_asks_for_what_is_missing(open_form, intake):
    page = open_form(java_script_enabled=False, clock=False)
    page.click("button[data-send]")
    assert page.url.endswith("/postuler/")
    assert intake.sent == []


def test_without_scripts_the_documents_of_every_status_are_shown_with_their_condition(open_form):
    page = open_form(PROVIDER, java_script_enabled=False, clock=False)
    assert page.is_visible("#f-insurance") and page.is_visible("#f-student_card")
    assert "Indépendant" in page.inner_text("#f-insurance-when")
    assert page.get_attribute("#f-insurance", "required") is None


# With the module


def test_the_form_is_filled_in_step_by_step_and_sent_once(open_form, intake):
    page = open_form()
    assert "Rien n’est encore envoyé" in page.inner_text(".draft")
    assert not page.is_visible("#f-message")
    fill_first_step(page)
    page.click("[data-next]")
    assert page.evaluate("document.activeElement.textContent") == "Questions et pièces"
    fill_second_step(page)
    page.click("[data-next]")
    summary = page.inner_text("[data-summary]")
    assert "Camille Durantel" in summary and "cv.pdf" in summary and "Oui" in summary
    assert intake.sent == []
    page.click("[data-send]")
    page.wait_for_url("**/receipt/**")
    (sent,) = intake.sent
    assert sent.accept == "application/json"
    assert re.fullmatch("[0-9a-f]{32}", sent["idempotency_key"])
    assert sent["elapsed"].isdigit()
    assert sent.files["cv"] == [("cv.pdf", CV["buffer"])]
    page.goto(intake.origin + APPLY)
    assert page.input_value("#f-name") == ""
    assert page.faults == []


def test_a_proof_of_work_is_found_while_one_types_and_sent_along(tmp_path, browser):
    folder = copy_site(tmp_path)
    settings = folder / "content/site.yml"
    settings.write_text(re.sub(r"^intake: .*$", "intake: /", settings.read_text("utf-8"), flags=re.M), "utf-8")
    form = folder / "content/forms/contact.yml"
    form.write_text("proof_of_work: 12\n" + form.read_text("utf-8"), "utf-8")
    run = build(folder, folder / "public", day=DAY)
    assert run.code == OK, run.err
    intake = Intake(folder / "public")
    context = browser._browser.new_context(locale="fr-FR")
    try:
        page = context.new_page()
        page.goto(intake.origin + "/ecrire/")
        page.fill("#f-name", "Camille")
        page.wait_for_function("document.querySelector('[name=proof]').value !== ''")
        page.fill("#f-email", "camille@exemple.fr")
        page.check("input[name=subject][value=other]")
        page.fill("#f-message", "Bonjour à vous")
        while not page.is_visible("[data-send]"):
            page.click("[data-next]")
        # What it was found for is another key now.
        page.evaluate("document.querySelector('[name=idempotency_key]').value = 'k'.repeat(32)")
        page.click("[data-send]")
        page.wait_for_url("**/receipt/**")
    finally:
        context.close()
        intake.close()
    (sent,) = intake.sent
    text = f"contact:{'k' * 32}:{sent['proof']}"
    assert int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") >> (256 - 12) == 0


def test_mistakes_are_listed_told_beside_the_field_and_announced(open_form, intake):
    page = open_form()
    page.fill("#f-email", "camille@")
    page.click("[data-next]")
    box = page.locator("[data-errors]")
    assert box.is_visible() and box.get_attribute("role") == "alert"
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    assert "Il reste 3 points à corriger" in box.inner_text()
    assert page.title().startswith("Erreur")
    assert page.get_attribute("#f-email", "aria-invalid") == "true"
    assert "camille@exemple.fr" in page.inner_text("#f-email-error")
    described = page.get_attribute("#f-email", "aria-describedby").split()
    assert "f-email-error" in described
    page.click("[data-errors] a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "f-email"
    assert page.input_value("#f-email") == "camille@"


def test_an_entry_of_a_group_is_whole_or_absent(open_form, intake):
    page = open_form()
    fill_first_step(page)
    page.fill("#f-experience-1-company", "Ville")
    page.click("[data-next]")
    assert "Poste occupé" in page.inner_text("[data-errors]")
    page.fill("#f-experience-1-position", "Agente")
    page.click("[data-group=experience] [data-add] button")
    assert page.evaluate("document.activeElement.id") == "f-experience-2-position"
    page.fill("#f-experience-2-position", "Vendeuse")
    page.click("[data-next]")
    fill_second_step(page)
    page.click("[data-next]")
    page.click("[data-send]")
    page.wait_for_url("**/receipt/**")
    assert intake.sent[0]["experience-2-position"] == "Vendeuse"
    assert intake.sent[0]["experience-1-company"] == "Ville"


@pytest.mark.parametrize(
    "file, message",
    [
        ({"name": "scan.tiff", "mimeType": "image/tiff", "buffer": b"x"}, "n’est pas accepté"),
        ({"name": "vide.pdf", "mimeType": "application/pdf", "buffer": b""}, "est vide"),
        ({"name": "gros.pdf", "mimeType": "application/pdf", "buffer": b"x" * (10 * 1024 * 1024 + 1)}, "trop lourd"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_before_sending(open_form, intake, file, message):
    page = open_form()
    page.set_input_files("#f-cv", file)
    assert message in page.inner_text("#f-cv-error")
    page.fill("#f-name", "Camille")
    page.fill("#f-email", "camille@exemple.fr")
    page.click("[data-next]")
    assert message in page.inner_text("[data-errors]")
    assert not page.is_visible("#f-message")


def test_a_draft_stays_on_the_device_until_it_is_erased(open_form, intake):
    page = open_form()
    page.fill("#f-name", "Camille")
    page.fill("#f-experience-1-position", "Agente")
    page.click("[data-group=experience] [data-add] button")
    page.fill("#f-experience-2-position", "Vendeuse")
    page.locator("#f-experience-2-position").blur()
    key = page.input_value("[name=idempotency_key]")
    page.reload()
    assert page.input_value("#f-name") == "Camille"
    assert page.input_value("#f-experience-2-position") == "Vendeuse"
    assert page.input_value("[name=idempotency_key]") == key
    assert "repris" in page.inner_text(".draft")
    page.click("[data-forget]")
    assert page.input_value("#f-name") == ""
    page.reload()
    assert page.input_value("#f-name") == ""
    assert page.input_value("[name=idempotency_key]") != key
    assert intake.sent == []


def test_a_draft_ends_with_the_offer(open_form):
    closes = demo.offer("charge-accueil-etat-civil").keys["closes"]
    page = open_form()
    page.fill("#f-name", "Camille")
    page.locator("#f-name").blur()
    stored = json.loads(page.evaluate("localStorage.getItem('form:' + location.pathname)"))
    ends = datetime.datetime.fromtimestamp(stored["ends"] / 1000, datetime.timezone.utc)
    assert ends.date() <= closes
    page.evaluate("""() => {
        const name = 'form:' + location.pathname, draft = JSON.parse(localStorage.getItem(name));
        localStorage.setItem(name, JSON.stringify({ ...draft, ends: 1 }));
    }""")
    # Longer than after the last letter typed: what was saved on leaving the field is final.
    page.wait_for_timeout(600)
    page.reload()
    assert page.input_value("#f-name") == ""


def test_a_connection_that_breaks_keeps_the_text_and_the_key(open_form, intake):
    page = open_form()
    fill_first_step(page)
    page.set_input_files("#f-cv", {**CV, "buffer": b"%PDF" + b"x" * 3_000_000})
    page.click("[data-next]")
    fill_second_step(page)
    page.click("[data-next]")
    intake.is_down = True
    page.click("[data-send]")
    page.wait_for_selector("[data-failure]:not([hidden])")
    assert "Votre texte est gardé" in page.inner_text("[data-failure]")
    assert intake.sent == []
    key = page.input_value("[name=idempotency_key]")
    intake.is_down = False
    page.click("[data-send]")
    page.wait_for_url("**/receipt/**")
    assert intake.sent[-1]["idempotency_key"] == key


def test_an_intake_elsewhere_that_scripts_may_not_talk_to_still_gets_the_form(
    browser, tmp_path, intake
):
    """Two hosts, no permission between them: the browser sends the form by itself."""
    folder = copy_site(tmp_path)
    settings = folder / "content/site.yml"
    text = re.sub(r"^intake: .*$", f"intake: {intake.origin}", settings.read_text("utf-8"), flags=re.M)
    settings.write_text(text, "utf-8")
    assert build(folder, tmp_path / "public").code == OK
    other = Intake(tmp_path / "public")
    context = browser._browser.new_context()
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    page.goto(other.origin + "/alerte/")
    page.fill("#f-email", "c@exemple.fr")
    page.click("[data-next]")
    page.click("[data-send]")
    page.wait_for_url(intake.origin + "/receipt/**")
    page.goto(other.origin + "/alerte/")
    assert "Un envoi a été lancé" in page.inner_text(".draft")
    context.close()
    other.close()
    (sent,) = intake.sent
    assert "application/json" not in sent.accept and sent["email"] == "c@exemple.fr"
    assert other.sent == []


def test_a_refusal_of_the_intake_is_shown_at_its_field(open_form, intake):
    page = open_form()
    fill_first_step(page)
    page.click("[data-next]")
    fill_second_step(page)
    page.click("[data-next]")
    intake.answer = (422, {"refusals": [{"field": "email", "code": "mail"}]})
    page.click("[data-send]")
    page.wait_for_selector("[data-errors]:not([hidden])")
    assert page.is_visible("#f-email-error")
    assert page.input_value("#f-email") == "camille@exemple.fr"
    assert page.evaluate("document.querySelector('#f-cv').files.length") == 1


@pytest.mark.parametrize("status, words", [(429, "Trop d’envois"), (507, "ne peut rien recevoir"), (500, "s’est arrêté")])
def test_an_intake_that_cannot_take_it_is_told_in_words(open_form, intake, status, words):
    page = open_form()
    fill_first_step(page)
    page.click("[data-next]")
    fill_second_step(page)
    page.click("[data-next]")
    intake.answer = (status, {})
    page.click("[data-send]")
    page.wait_for_selector("[data-failure]:not([hidden])")
    assert words in page.inner_text("[data-failure]")
    assert page.is_enabled("[data-send]")


def test_a_json_resume_is_read_in_the_browser_and_sent_nowhere(open_form, intake):
    page = open_form()
    resume = {
        "basics": {"name": "Camille Durantel", "email": "camille@exemple.fr", "phone": "06 12 34 56 78"},
        "work": [
            {"name": "Ville", "position": "Agente", "startDate": "2019-03", "endDate": "2022"},
            {"name": "Musée", "position": "Guide", "startDate": "2023"},
        ],
        "education": [{"studyType": "Licence", "area": "Histoire", "endDate": "2018"}],
    }
    page.click("[data-import] summary")
    page.set_input_files(
        "#import-file",
        {"name": "cv.json", "mimeType": "application/json", "buffer": json.dumps(resume).encode()},
    )
    page.wait_for_function("document.querySelector('[data-import] [role=status]').textContent")
    assert page.input_value("#f-name") == "Camille Durantel"
    assert page.input_value("#f-experience-1-period") == "2019-03 – 2022"
    assert page.input_value("#f-experience-2-position") == "Guide"
    assert page.input_value("#f-education-1-title") == "Licence, Histoire"
    assert intake.sent == []
    assert page.get_attribute("#import-file", "name") is None


@pytest.mark.parametrize("text", ["{", "[]", '"x"', '{"basics": {"name": {"a": 1}}, "work": {"0": 1}}', "null"])
def test_a_file_that_is_no_resume_changes_nothing(open_form, text):
    page = open_form()
    page.click("[data-import] summary")
    page.set_input_files(
        "#import-file", {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    page.wait_for_function("document.querySelector('[data-import] [role=status]').textContent")
    assert "n’est pas un JSON Resume" in page.inner_text("[data-import] [role=status]")
    assert page.faults == []


def test_documents_are_asked_for_by_status(open_form, intake):
    page = open_form(PROVIDER)
    page.fill("#f-name", "Dominique")
    page.fill("#f-email", "d@exemple.fr")
    page.fill("#f-phone", "06 12 34 56 78")
    page.fill("#f-town", "Aubrelle")
    page.check("input[name=french][value=yes]")
    page.click("[data-next]")
    assert not page.is_visible("#f-insurance")
    page.check("input[name=status][value=independent]")
    assert page.is_visible("#f-insurance") and not page.is_visible("#f-student_card")
    page.check("#f-consent")
    page.click("[data-next]")
    assert "Numéro SIRET" in page.inner_text("[data-errors]")
    page.check("input[name=status][value=student]")
    page.set_input_files("#f-student_card", {"name": "carte.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    page.click("[data-next]")
    page.click("[data-send]")
    page.wait_for_url("**/receipt/**")
    (sent,) = intake.sent
    assert sent["employer"] == "clairmaison" and sent["status"] == "student"
    assert "siret" not in sent.fields and list(sent.files) == ["student_card"]


def test_a_day_is_said_in_words(open_form):
    page = open_form("/candidature-spontanee/")
    page.fill("#f-name", "Camille")
    page.fill("#f-email", "c@exemple.fr")
    page.click("[data-next]")
    page.fill("#f-available", "1/2/2027")
    page.locator("#f-available").blur()
    assert page.inner_text("[data-field=available] [data-day]") == "lundi 1 février 2027"
    page.fill("#f-available", "31/02/2027")
    page.click("[data-next]")
    assert "n’existe pas" in page.inner_text("#f-available-error")


def test_the_place_of_the_link_is_chosen(open_form):
    page = open_form("/offres/conducteur-minibus/")
    link = page.locator("ul.places a").last
    town = link.inner_text()
    link.click()
    # The script of the page that it leads to may still be on its way.
    page.wait_for_selector(f"input[name=place][value='{town}']:checked")


def test_an_offer_that_closes_while_the_page_is_open_takes_its_form_away(open_form):
    page = open_form(clock=False)
    page.context.clock.set_fixed_time("2027-06-01T12:00:00+02:00")
    page.reload()
    assert not page.is_visible("form[data-form]")
    assert page.is_visible("[data-closed]")


def test_the_whole_form_works_with_a_keyboard_alone(open_form, intake):
    page = open_form(viewport={"width": 360, "height": 740})
    page.set_input_files("#f-cv", CV)

    def reach(selector):
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def write(selector, text):
        reach(selector)
        page.keyboard.type(text)

    write("#f-name", "Camille Durantel")
    write("#f-email", "camille@exemple.fr")
    reach("[data-next]")
    page.keyboard.press("Enter")
    write("#f-question-1", "Un exemple")
    write("#f-question-2", "Tout")
    reach("input[name=question-3]")
    page.keyboard.press("Space")
    reach("#f-consent")
    page.keyboard.press("Space")
    reach("[data-next]")
    page.keyboard.press("Enter")
    reach("[data-send]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/receipt/**")
    assert len(intake.sent) == 1


def test_the_trap_cannot_be_reached_with_a_keyboard(open_form):
    page = open_form()
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") != "leave_empty"


FORMS = [APPLY, PROVIDER, "/candidature-spontanee/", "/inscription-candidat/", "/ecrire/", "/alerte/"]


@pytest.mark.parametrize("width, scheme", [(320, "dark"), (1280, "light")])
def test_no_rule_of_accessibility_is_broken_at_any_step(open_form, width, scheme):
    broken = {}
    for address in FORMS:
        page = open_form(
            address, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        broken[address] = violations(page)
        page.click("[data-next]")
        broken[address + " refused"] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page = open_form(APPLY, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    fill_first_step(page)
    page.click("[data-next]")
    broken["second step"] = violations(page)
    fill_second_step(page)
    page.click("[data-next]")
    broken["review"] = violations(page)
    assert {place: found for place, found in broken.items() if found} == {}


def test_no_rule_is_broken_without_scripts(browser, local_site):
    """The page as it is written: axe itself needs scripts, so the module is taken away."""
    context = browser.context(local_site.folder, demo.ORIGIN, bypass_csp=True)
    context.route("**/form.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = context.new_page()
    for address in FORMS:
        page.goto(demo.ORIGIN + address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    context.close()


def test_the_receipt_of_an_answer_without_an_address_is_found(open_form, intake):
    page = open_form("/alerte/")
    page.fill("#f-email", "c@exemple.fr")
    page.click("[data-next]")
    page.click("[data-send]")
    page.wait_for_url(f"**/receipt/{RECEIPT}")
