"""What candidates keep in their space beside their candidatures: a profile with a CV, and adjustments apart."""

import json
import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import Page
from test_shell import RULES, ready

CV = {
    "visible": "applied", "show_phone": "no", "name": "Zoé Martin", "phone": "06 12 34 56 78", "headline": "Éducatrice",
    "experience-1-position": "Éducatrice", "experience-1-company": "Crèche des Vernes", "experience-1-start": "03/2021",
    "experience-1-now": "now", "experience-2-position": "Animatrice", "experience-2-end": "2020",
    "diploma-1-title": "CAP petite enfance", "skill-1-title": "Écoute", "skill-1-level": "4", "town": "Aubrelle",
}


@pytest.fixture
def profile(season):
    """A candidate who filled in a profile."""
    season.number = season.apply(phone="06 12 34 56 78")
    done = season.act(season.sheet(season.number).token("keep"), **CV)
    assert "fiche est enregistrée" in done.words
    return season


def dossier_of(season, page) -> str:
    return page.token("keep").split(".")[5]


def test_a_sheet_is_begun_by_who_wants_one_with_what_is_known(season):
    number = season.apply()
    home = season.open(season.home(number))
    assert "Mon profil et mon CV" in home.words and len(home.codes) == 1
    page = season.sheet(number)
    assert 'value="Zoé Martin"' in page.text and 'value="zoe@' not in page.text
    again = season.act(home.token("open"), form="profile")
    assert again.status == 200
    assert len(season.open(season.home(number)).codes) == 2
    assert [event["k"] for event in season.journal(dossier_of(season, page))] == ["sheet-opened"]


@pytest.mark.parametrize("form", ["apply", "nothing", "", "../apply"])
def test_only_forms_for_the_space_are_sheets(season, form):
    number = season.apply()
    assert season.act(season.open(season.home(number)).token("open"), form=form).status == 404


def test_a_sheet_cannot_be_sent_from_outside(season):
    answer = season.server.ask("POST", "/submit/profile", "name=x", {"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 303 and not list(season.folder.glob("store/dossiers/*/*"))
    (reason,) = season.folder.glob("store/quarantine/*/*/reason.json")
    assert json.loads(reason.read_text())["code"] == "unknown-form"
    assert not (season.folder / "public/profile").exists()


def test_the_cv_has_its_three_parts_and_hides_what_its_owner_hides(profile):
    page = profile.sheet(profile.number)
    cv = page.text.split('<article class="cv"')[1].split("</article>")[0]
    words = Page(200, cv).words
    for text in ["Zoé Martin", "Éducatrice", "Crèche des Vernes", "03/2021", "Aujourd", "Animatrice", "CAP petite enfance", "★★★★☆", "Bonne maîtrise"]:
        assert text in words, text
    for text in ["612345678", "Aubrelle", "Personne", "employeurs à qui"]:
        assert text not in words, text
    shown = {**CV, "show_phone": "yes"}
    profile.act(page.token("keep"), **shown)
    cv = profile.sheet(profile.number).text.split('<article class="cv"')[1].split("</article>")[0]
    assert "+33612345678" in cv


def test_entries_are_added_changed_and_taken_away(profile):
    many = {f"skill-{n}-title": f"Savoir {n}" for n in range(1, 41)}
    profile.act(profile.sheet(profile.number).token("keep"), **{**CV, **many})
    page = profile.sheet(profile.number)
    assert page.words.count("Savoir") >= 40 and 'name="skill-41-title"' in page.text
    fewer = {key: value for key, value in CV.items() if not key.startswith("experience-1")}
    profile.act(page.token("keep"), **fewer)
    page = profile.sheet(profile.number)
    assert "Crèche des Vernes" not in page.text and "Savoir 2" not in page.text
    assert 'name="experience-1-position" value="Animatrice"' in page.text.replace("\n", " ") or "Animatrice" in page.words


def test_the_same_form_sent_twice_is_one_event(profile):
    page = profile.sheet(profile.number)
    changed = {**CV, "headline": "Directrice"}
    before = len(profile.journal(dossier_of(profile, page)))
    for _ in range(2):
        assert profile.act(page.token("keep"), **changed).status == 200
    assert len(profile.journal(dossier_of(profile, page))) == before + 1


@pytest.mark.parametrize("wrong, words", [
    ({"experience-1-start": "hier"}, "Expérience, 1, Début"), ({"skill-1-level": "6"}, "Compétence, 1, Niveau"),
    ({"phone": "abc"}, "Téléphone"), ({"diploma-1-title": "", "diploma-1-date": "2020"}, "Diplôme, 1, Intitulé"),
])
def test_what_cannot_be_taken_is_named_and_nothing_changes(profile, wrong, words):
    page = profile.sheet(profile.number)
    before = profile.journal(dossier_of(profile, page))
    answer = profile.act(page.token("keep"), **{**CV, **wrong})
    assert answer.status == 422 and words in answer.words
    assert profile.journal(dossier_of(profile, page)) == before


def test_a_json_resume_goes_out_and_comes_in_the_same(profile):
    page = profile.sheet(profile.number)
    answer = profile.action(page.token("export"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cv.json"'
    resume = answer.json
    assert resume["basics"] == {"name": "Zoé Martin", "phone": "+33612345678", "label": "Éducatrice"}
    assert resume["work"][0] == {"position": "Éducatrice", "name": "Crèche des Vernes", "startDate": "2021-03"}
    assert resume["education"] == [{"studyType": "CAP petite enfance"}]
    assert "location" not in resume and "Aubrelle" not in json.dumps(resume)
    before = profile.sheet(profile.number).text.split('<article class="cv"')[1].split("</article>")[0]
    profile.act(page.token("keep"), **{**CV, "headline": "Autre", "skill-1-level": "1"})
    taken = profile.act(profile.sheet(profile.number).token("import"), files=[("file", "cv.json", json.dumps(resume).encode())])
    assert taken.status == 200, taken.words
    after = profile.sheet(profile.number).text.split('<article class="cv"')[1].split("</article>")[0]
    # What has no place in such a file is not in it: that somebody still works there.
    assert Page(200, after).words == re.sub(r"Encore en poste : Aujourd.hui ", "", Page(200, before).words)


def test_a_foreign_resume_gives_what_fits_and_harms_nothing(profile):
    resume = {
        "basics": {"name": "Ada", "label": ["no text"], "phone": "not a number", "summary": "<script>alert(1)</script>"},
        "work": [{"position": "x" * 5000}, {"position": "Sage", "startDate": "2019-05-17", "summary": "a"}, 7, {"name": "Ohne Titel"}],
        "skills": [{"name": "SQL", "level": "Master"}, {"name": "Chant", "level": "Very good"}], "education": "none",
    }
    taken = profile.act(profile.sheet(profile.number).token("import"), files=[("file", "r.json", json.dumps(resume).encode())])
    assert taken.status == 200, taken.words
    page = profile.sheet(profile.number)
    assert "Ada" in page.words and "05/2019" in page.words and "SQL" in page.words and "Ohne Titel" not in page.words
    assert "<script>alert" not in page.text and "CAP petite enfance" in page.words and "Éducatrice" in page.words


@pytest.mark.parametrize("sent", [{}, {"language": "fr"}, {"name": "", "headline": "", "experience-1-position": " "}, {"unknown": "x"}])
def test_a_form_that_came_empty_takes_nothing_away_and_says_so(profile, sent):
    page = profile.sheet(profile.number)
    before = profile.journal(dossier_of(profile, page))
    answer = profile.act(page.token("keep"), **sent)
    assert answer.status == 422 and "formulaire est arrivé vide" in answer.words
    assert profile.journal(dossier_of(profile, page)) == before
    assert profile.sheet(profile.number).text == page.text
    # One that never had anything is as empty as it was.
    fresh = profile.sheet(profile.apply(email="leo@exemple.fr", name="Léo"), "adjustments")
    assert profile.act(fresh.token("keep"), **sent).status == 422


def test_what_a_resume_says_wrongly_takes_nothing_away(profile):
    resume = {"basics": {"phone": "not a number", "label": "x" * 5000}, "work": [{"name": "Ohne Titel"}], "skills": [{"name": "SQL"}]}
    taken = profile.act(profile.sheet(profile.number).token("import"), files=[("file", "r.json", json.dumps(resume).encode())])
    assert taken.status == 200, taken.words
    page = profile.sheet(profile.number)
    for kept in ["+33612345678", "Éducatrice", "Crèche des Vernes", "SQL"]:
        assert kept in page.text, kept
    assert "Écoute" not in page.text and "Ohne Titel" not in page.text


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'{"basics": 7}', b"{" * 100_000, b'"' + b"a" * 1_100_000 + b'"'])
def test_what_is_no_resume_changes_nothing(profile, body):
    page = profile.sheet(profile.number)
    before = profile.journal(dossier_of(profile, page))
    answer = profile.act(page.token("import"), files=[("file", "r.json", body)])
    assert answer.status == 422, answer.words
    assert profile.journal(dossier_of(profile, page)) == before


def test_health_data_stand_apart_under_their_own_key_and_consent(season):
    number = season.apply()
    page = season.sheet(number, "adjustments")
    said = {"recognised": "yes", "adjustments": "bureau-marqueur"}
    assert "accepte" in season.act(page.token("keep"), **said).words
    assert season.act(page.token("keep"), **said, consent="yes").status == 200
    id = dossier_of(season, page)
    kinds = [event["k"] for event in season.journal(id)]
    assert kinds == ["sheet-opened", "fields-changed", "consent-given"]
    shown = json.loads(season.intake("show", id, "--json", templates=False).out)["dossier"]["events"][-1]["data"]
    assert shown["purpose"] == "adjustments" and shown["wording"].startswith("J'accepte que ces données de santé")
    assert "Accord donné le" in season.sheet(number, "adjustments").words
    # A later change needs no other agreement, and none without the tick.
    again = season.sheet(number, "adjustments").token("keep")
    assert season.act(again, **said, needed="yes", consent="yes").status == 200
    assert season.act(season.sheet(number, "adjustments").token("keep"), **said).status == 422
    assert [event["k"] for event in season.journal(id)] == [*kinds, "fields-changed"]
    (journal,) = season.folder.glob(f"store/dossiers/*/{id}/events.jsonl")
    assert b"bureau-marqueur" not in journal.read_bytes() and (season.folder / f"store/keys/{id[-2:]}/{id}.key").is_file()
    assert "bureau-marqueur" in season.sheet(number, "adjustments").text
    assert "bureau-marqueur" not in season.open(season.home(number)).text + season.candidature(number).text
    assert season.intake("verify", templates=False).code == 0
    done = season.act(season.sheet(number, "adjustments").token("forget"), confirm="yes")
    assert "effacée" in done.words
    assert not journal.exists() and not (season.folder / f"store/keys/{id[-2:]}/{id}.key").exists()
    assert json.loads((season.folder / f"store/tombstones/{id[-2:]}/{id}.json").read_text())["reason"] == "taken-back"
    fresh = season.sheet(number, "adjustments")
    assert dossier_of(season, fresh) != id and "bureau-marqueur" not in fresh.text


def test_lists_of_candidatures_have_no_sheets(profile):
    page = profile.sheet(profile.number)
    listed = profile.intake("list", templates=False).out.decode()
    assert profile.number in listed and dossier_of(profile, page) not in listed
    sheets = profile.intake("list", "--sheets", templates=False).out.decode()
    assert profile.number not in sheets and dossier_of(profile, page) in sheets
    assert dossier_of(profile, page) not in profile.intake("dossier", "queue").out.decode()


def test_without_its_key_a_sheet_is_damage_and_the_rest_goes_on(profile):
    id = dossier_of(profile, profile.sheet(profile.number))
    (profile.folder / f"store/keys/{id[-2:]}/{id}.key").unlink()
    profile.press()
    home = profile.open(profile.home(profile.number))
    assert "Éducatrice de jeunes enfants" in home.words and len(home.codes) == 1
    assert profile.intake("verify", templates=False).code != 0


def test_a_sheet_is_nobody_elses(profile):
    other = profile.apply(email="ada@exemple.fr", name="Ada")
    stolen = profile.sheet(other).token("keep").split(".")
    stolen[5] = dossier_of(profile, profile.sheet(profile.number))
    assert profile.act(".".join(stolen), name="Mallory").status == 404
    assert "Zoé Martin" not in profile.open(profile.home(other)).text + profile.sheet(other).text


def test_the_team_cannot_treat_a_sheet_as_a_candidature(profile):
    id = dossier_of(profile, profile.sheet(profile.number))
    done = profile.intake("dossier", "message", id, "--text", "Bonjour")
    assert done.code != 0 and "not-for-sheets" in done.err


def test_withdrawing_from_everything_leaves_the_profile_and_erasing_takes_it(profile):
    profile.apply(offer="2026-2")
    id = dossier_of(profile, profile.sheet(profile.number))
    profile.act(profile.open(profile.home(profile.number)).token("withdraw-all"), confirm="yes")
    assert "withdrawn" not in [event["k"] for event in profile.journal(id)]
    profile.act(profile.open(profile.home(profile.number)).token("erase-all"), confirm="yes")
    assert not list(profile.folder.glob(f"store/dossiers/*/{id}")) and not list(profile.sealed.iterdir())


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (1280, "light")])
def test_it_is_filled_in_printed_and_read_on_a_phone_and_on_a_desk(profile, chromium, tmp_path, width, scheme):
    context = chromium.new_context(locale="fr-FR", viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(profile.link(profile.number))
    ready(page, "home")
    page.get_by_role("link", name="Mon profil et mon CV").click()
    ready(page, "sheet")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.screenshot(path=tmp_path / f"sheet-{width}-{scheme}.png", full_page=True)
    page.get_by_label("Poste").nth(1).fill("Directrice adjointe")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    assert "fiche est enregistrée" in page.content()
    page.goto(profile.link(profile.number))
    ready(page, "home")
    page.get_by_role("link", name="Mon profil et mon CV").click()
    ready(page, "sheet")
    page.emulate_media(media="print")
    text = page.inner_text("body")
    assert "Directrice adjointe" in text and "Bonne maîtrise" in text
    assert "Enregistrer" not in text and "Fermer mon espace" not in text and "Mon profil" not in text
    assert b"/Count 1" in page.pdf(format="A4")
    context.close()
