"""N-02 in a space: what a candidate sends from there is sealed in the browser, as the form is that it belongs to."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from bodies import BOUNDARY, CONTENT_TYPE, multipart, part
from conftest import Page
from pictures import jpeg, shown, taken
from sealing import box, point
from test_photo import photo_of
from test_sealed import restart, sealed  # noqa: F401
from test_sheets import CV, dossier_of
from test_shell import RULES, ready

PURPOSE = "/action"
UNREADABLE = "n’a pas pu être ouvert"
RESUME = {"basics": {"name": "Zoé Marqueur", "label": "Directrice-marqueur"}, "work": [{"name": "Crèche-marqueur", "position": "Chef"}]}


@pytest.fixture
def profile(sealed):  # noqa: F811
    """A candidate with a profile, whatever of it went sealed."""
    sealed.number = sealed.apply()
    sealed.act(sealed.sheet(sealed.number).token("keep"), **CV)
    return sealed


def key(season) -> str:
    return season.line[12:-1]


def sent(season, *parts) -> Page:
    """The answer to parts as they are; a box is a file of a type of its own."""
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    answer = season.server.ask("POST", "/action", body, {"Content-Type": CONTENT_TYPE})
    return Page(answer.status, answer.text)


def boxed(content) -> bytes:
    head = 'Content-Disposition: form-data; name="sealed"; filename="sealed"\r\nContent-Type: application/vnd.vivier.sealed'
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n"


def seal(season, fields, files=(), purpose=PURPOSE, to=None) -> bytes:
    return box(multipart(fields, files), CONTENT_TYPE, to or key(season), purpose)


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (1280, "light")])
def test_N_02_nothing_leaves_the_browser_in_the_clear_and_all_of_it_arrives(profile, chromium, tmp_path, width, scheme):
    (tmp_path / "marqueur.jpg").write_bytes(taken(jpeg(chromium, 600, 800), 6))
    (tmp_path / "cv.json").write_text(json.dumps(RESUME))
    context = chromium.new_context(locale="fr-FR", viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()

    def open_sheet():
        page.goto(profile.link(profile.number))
        ready(page, "home")
        page.get_by_role("link", name="Mon profil et mon CV").click()
        ready(page, "sheet")
        assert page.get_by_text("est chiffré dans ce navigateur").is_visible()

    def press(button, answer):
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_role("heading", name=answer).wait_for()

    open_sheet()
    page.locator("#f-headline").fill("Titre-marqueur")
    press("Enregistrer", "fiche est enregistrée")
    open_sheet()
    page.get_by_label("Votre photo").set_input_files(tmp_path / "marqueur.jpg")
    press("Ajouter cette photo", "Votre photo est enregistrée")
    assert "Titre-marqueur" in profile.sheet(profile.number).words
    open_sheet()
    page.get_by_label("Votre fichier").set_input_files(tmp_path / "cv.json")
    press("Reprendre ce fichier", "fiche est enregistrée")
    open_sheet()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.screenshot(path=tmp_path / f"sealed-sheet-{width}-{scheme}.png", full_page=True)
    # A candidature whose form is sealed, too.
    page.goto(profile.link(profile.number))
    ready(page, "home")
    page.locator("[data-space-page] a[data-page]", has_text="Éducatrice de jeunes enfants").first.click()
    ready(page, "candidature")
    page.get_by_label("Votre message").fill("Message-marqueur")
    press("Envoyer le message", "Votre message est envoyé")
    context.close()
    bodies = [body for _, body in profile.relay.kept]
    assert len(bodies) == 4 and all(b"vivier-sealed 1\n\x04" in body for body in bodies)
    for mark in [b"arqueur", b"JFIF", b"Exif", b"basics", b"v1.1.", b"language"]:
        assert not [body for body in bodies if mark in body], mark
    made = profile.sheet(profile.number)
    assert "Directrice-marqueur" in made.words and "Crèche-marqueur" in made.words and shown(made)
    assert "Message-marqueur" in profile.candidature(profile.number).words
    assert profile.intake("verify", templates=False).code == 0


def test_N_02_what_does_not_open_is_refused_in_words_and_changes_nothing(profile, chromium):
    page = profile.sheet(profile.number)
    before = profile.journal(dossier_of(profile, page))
    said = [("token", page.token("keep")), *(CV | {"headline": "Titre-marqueur"}).items()]
    good = seal(profile, said)
    changed = {
        "cut": good[:-1], "half": good[:len(good) // 2], "head": good[:60], "nothing": b"", "changed": good[:-40] + bytes([good[-40] ^ 1]) + good[-39:],
        "a form's": seal(profile, said, purpose="apply"), "in the clear": b"token=x", "to another key": seal(profile, said, to=point()),
    }
    for kind, content in changed.items():
        answer = sent(profile, boxed(content))
        assert (answer.status, UNREADABLE in answer.words) == (422, True), (kind, answer.status, answer.words)
    # Nor what was put beside it on the way.
    for parts in [(boxed(good), boxed(good)), (boxed(good), part('name="text"', b"")), (part('name="text"', b""), boxed(good))]:
        assert sent(profile, *parts).status == 422
    assert profile.journal(dossier_of(profile, page)) == before
    assert not list((profile.folder / "store/tmp").iterdir())
    # A box in a box is no form.
    for inner, kind in [(good, "application/vnd.vivier.sealed"), (boxed(good) + f"--{BOUNDARY}--\r\n".encode(), CONTENT_TYPE)]:
        assert sent(profile, boxed(box(inner, kind, key(profile), PURPOSE))).status == 404
    answer = sent(profile, boxed(good))
    assert answer.status == 200 and sent(profile, boxed(good)).status == 200
    assert "Titre-marqueur" in profile.sheet(profile.number).words
    assert len(profile.journal(dossier_of(profile, page))) == len(before) + 1
    assert [line for line in profile.server.said if "error" in line] == []


def test_N_02_who_passes_it_on_cannot_have_it_kept_in_a_sheet_of_their_own(profile):
    relay = profile.apply(email="relais@exemple.fr", name="Relais")
    own = profile.sheet(relay).token("keep")
    victim = seal(profile, [("token", profile.sheet(profile.number).token("keep")), *(CV | {"headline": "Titre-marqueur"}).items()])
    for parts in [(part('name="token"', own.encode()), boxed(victim)), (boxed(victim), part('name="token"', own.encode()))]:
        assert sent(profile, *parts).status == 422
    assert "marqueur" not in profile.sheet(relay).words
    # Nor sent as a submission, whose page they would be led to.
    answer = profile.server.ask("POST", "/submit/apply", victim, {"Content-Type": "application/vnd.vivier.sealed", "Accept": "application/json"})
    assert answer.json["reason"] == "sealed-otherwise"


def test_N_02_what_is_too_much_is_so_in_a_box_too(profile, chromium):
    page = profile.sheet(profile.number)
    large = jpeg(chromium) + bytes(10 << 20)
    answer = sent(profile, boxed(seal(profile, [("token", page.token("photo"))], [("file", "p.jpg", large)])))
    assert answer.status == 413 and "trop grand" in answer.words
    answer = sent(profile, boxed(seal(profile, [("token", page.token("photo"))], [("file", "p.jpg", large[:9 << 20])])))
    assert answer.status in (200, 422) and UNREADABLE not in answer.words
    # As it is without a box.
    assert profile.act(page.token("photo"), files=[("file", "p.jpg", large)]).status == 413
    good = seal(profile, [("token", profile.sheet(profile.number).token("photo"))], [("file", "p.jpg", jpeg(chromium, 60, 60))])
    assert sent(profile, boxed(good)).status == 200 and photo_of(profile)


def test_N_02_without_scripts_and_without_a_key_here_it_is_sent_as_ever(profile):
    page = profile.sheet(profile.number)
    (note,) = [line for line in page.text.splitlines() if "data-sealed-to" in line]
    assert " hidden " in note and key(profile) in note
    assert "data-sealed-to" not in profile.open(profile.home(profile.number)).text
    token = page.token("keep")
    assert profile.act(token, **CV | {"headline": "Sans script"}).status == 200
    # Sheets whose form says nothing of it are as they were.
    assert "data-sealed-to" not in profile.sheet(profile.number, "adjustments").text
    box_of_before = seal(profile, [("token", profile.sheet(profile.number).token("keep")), *CV.items()])
    (profile.folder / "store/submission.key").unlink()
    restart(profile)
    profile.press()
    answer = sent(profile, boxed(box_of_before))
    assert answer.status == 422 and UNREADABLE in answer.words
    page = profile.sheet(profile.number)
    assert "data-sealed-to" not in page.text and "data-sealed-to" not in profile.candidature(profile.number).text
    assert profile.act(page.token("keep"), **CV).status == 200
