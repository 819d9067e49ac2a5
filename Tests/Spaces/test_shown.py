"""S2-62, S2-23, S2-27: what a candidate chose to show stands beside their dossiers, and nothing else does."""

import base64
import json
import re
import time

import pytest
from bodies import PDF
from pictures import jpeg, shown
from program import OK, run
from test_agents import PHONE, SCREEN, Office, office, violations, wait  # noqa: F401
from test_desk import desk  # noqa: F401
from test_shell import ready
from test_sheets import dossier_of

MARK = {"name": "Zoé Profil-marqueur", "headline": "Métier-marqueur", "summary": "Forces-marqueur", "experience-1-position": "Poste-marqueur",
        "phone": "06 12 34 56 78"}
PRIVATE = {"wishes": "Attente-marqueur", "professions": "Recherche-marqueur", "town": "Commune-marqueur"}
HEALTH = {"recognised": "yes", "adjustments": "Santé-marqueur", "consent": "yes"}
AGENTS = """\
id,name,email,role,scopes
ab,Ada Berger,ada@essai.example,decider,
cv,Cléo Vernes,cleo@essai.example,reader,employer:Vernes
au,Aude Autre,aude@essai.example,decider,employer:Autre
pr,Paul Profils,paul@essai.example,reader,employer:Autre profiles
"""


@pytest.fixture(scope="session")
def picture(chromium):
    return jpeg(chromium)


class Shown:
    """A candidate with a photo, a profile and a health sheet, and three agents."""

    def __init__(self, office, picture):
        self.office, self.season, self.picture = office, office.season, picture
        (self.season.folder / "agents.csv").write_text(AGENTS)
        office.run("agents", "import", self.season.folder / "agents.csv")
        for number, employer in [(1, "Vernes"), (3, "Autre")]:
            offer = self.season.folder / f"content/offers/o{number}.md"
            offer.write_text(offer.read_text().replace("Crèche des Vernes", employer))
        office.restart()
        self.number = office.desk.apply(email="zoe@exemple.fr")
        self.other = office.desk.apply("Léo Autre", offer="2026-3")

    def profile(self):
        return self.season.sheet(self.number)

    def say(self, **more):
        done = self.season.act(self.profile().token("keep"), **{**MARK, **PRIVATE, **more})
        assert done.status == 200, done.words

    def photograph(self):
        done = self.season.act(self.profile().token("photo"), files=[("file", "moi.jpg", self.picture)], language="fr")
        assert done.status == 200, done.words

    def everything(self, agent) -> list:
        """All that an agent can open, page by page."""
        seen, left = {}, [self.office.link(agent).split("#v1.")[1]]
        while left:
            code = left.pop()
            if code not in seen:
                seen[code] = self.season.open(code)
                left += seen[code].codes
        return list(seen.values())

    def markers(self, agent) -> set:
        """What of the sheets is in any byte of these pages."""
        text = "".join(page.text for page in self.everything(agent))
        found = {word for word in ["Profil", "Métier", "Forces", "Poste", "Attente", "Recherche", "Commune", "Santé"] if f"{word}-marqueur" in text}
        return found | ({"phone"} if "612345678" in re.sub(r"[ .]", "", text) else set()) | ({"photo"} if "data:image" in text else set())


@pytest.fixture
def candidate(office, picture):  # noqa: F811
    return Shown(office, picture)


ON_THE_CV = {"Profil", "Métier", "Forces", "Poste"}


def test_S2_62_a_profile_that_nobody_may_see_is_on_no_page_of_an_agent(candidate):
    for visible in [{}, {"visible": "nobody"}]:
        candidate.say(**visible)
        candidate.photograph()
        candidate.season.act(candidate.season.sheet(candidate.number, "adjustments").token("keep"), **HEALTH)
        candidate.office.renew()
        assert [candidate.markers(agent) for agent in ["ab", "cv", "au"]] == [set()] * 3
    assert "aucune page des recruteurs ne montre ce CV" in candidate.profile().words


@pytest.mark.parametrize("visible", ["applied", "members"])
def test_S2_62_S2_23_S2_27_who_reads_the_dossier_sees_the_cv_and_the_photo_and_no_more(candidate, visible):
    candidate.say(visible=visible)
    candidate.photograph()
    candidate.season.act(candidate.season.sheet(candidate.number, "adjustments").token("keep"), **HEALTH)
    wait(lambda: candidate.markers("ab") == ON_THE_CV | {"photo"})
    assert candidate.markers("cv") == ON_THE_CV | {"photo"}
    # The pages of another employer have another candidate, and none of this one.
    assert "Léo Autre" in candidate.office.case(candidate.other, "au").words and candidate.markers("au") == set()
    page = candidate.office.case(candidate.number)
    assert "Profil montré par la personne" in page.words and shown(page) == shown(candidate.profile())
    said = {"applied": "les recruteurs qui lisent une de vos candidatures en cours voient ce CV", "members": "Tous les employeurs inscrits voient ce CV"}
    assert [word for word in said if said[word] in candidate.profile().words] == [visible]
    candidate.say(visible=visible, show_phone="yes")
    wait(lambda: "phone" in candidate.markers("ab"))
    candidate.say(visible=visible, show_phone="no")
    wait(lambda: "phone" not in candidate.markers("ab"))
    # Each night the same.
    before = {path.name: path.read_bytes() for path in candidate.season.sealed.iterdir()}
    candidate.office.renew()
    assert {path.name: path.read_bytes() for path in candidate.season.sealed.iterdir()} == before


def test_S2_62_who_has_the_right_to_profiles_sees_those_shown_to_all_without_a_dossier_and_nobody_else(candidate):
    season, office = candidate.season, candidate.office
    season.act(season.sheet(candidate.number, "adjustments").token("keep"), **HEALTH)
    assert "Personne ne montre encore son profil" in profiles(candidate)[0].words
    candidate.say(visible="applied")
    candidate.photograph()
    wait(lambda: "Métier-marqueur" in office.case(candidate.number).text)
    assert candidate.markers("pr") == set() and "Profils des personnes" not in office.home("au").words
    candidate.say(visible="members", show_phone="yes")
    wait(lambda: candidate.markers("pr") == ON_THE_CV | {"phone", "photo"})
    assert candidate.markers("au") == set()
    listed, shown_one = profiles(candidate)
    assert "Zoé Profil-marqueur Métier-marqueur" in listed.words and "1 profil affiché" in listed.words and len(listed.codes) == 1
    assert shown(shown_one) == shown(candidate.profile()) and shown_one.kinds == set()
    assert shown_one.text.count("Zoé Profil-marqueur") == 1
    # Each night the same.
    before = {path.name: path.read_bytes() for path in season.sealed.iterdir()}
    office.renew()
    assert {path.name: path.read_bytes() for path in season.sealed.iterdir()} == before
    # Another choice counts with the answer that it was taken in.
    code = listed.codes[0]
    seen = lambda: "Métier-marqueur" in season.open(code).text
    candidate.say(visible="applied")
    assert not seen() and "Personne ne montre encore son profil" in profiles(candidate)[0].words
    candidate.say(visible="members")
    wait(seen)
    # Nor does it need a candidature that is still going on.
    season.act(season.candidature(candidate.number).token("withdraw"), scope="this", confirm="yes")
    wait(lambda: "Métier-marqueur" not in office.case(candidate.number).text)
    assert seen()
    # The right is taken back: so are the pages.
    for agents, sees in [(AGENTS.replace(" profiles", ""), False), (AGENTS, True)]:
        (season.folder / "agents.csv").write_text(agents)
        office.run("agents", "import", season.folder / "agents.csv")
        assert (seen(), "Profils des personnes" in office.home("pr").words) == (sees, sees)
    page = candidate.profile()
    season.act(page.token("forget", dossier_of(season, page)), confirm="yes")
    assert not seen() and candidate.markers("pr") == set()


def profiles(candidate, agent="pr") -> list:
    """The page with the profiles that an agent may see, and those of the profiles."""
    for code in candidate.office.home(agent).codes:
        page = candidate.season.open(code)
        if "Ces personnes montrent leur CV" in page.words:
            return [page, *(candidate.season.open(one) for one in page.codes)]
    raise AssertionError("the home does not lead there")


def test_S2_62_what_is_taken_back_is_gone_a_moment_later(candidate):
    candidate.say(visible="applied")
    candidate.photograph()
    wait(lambda: candidate.markers("ab") == ON_THE_CV | {"photo"})
    candidate.say(visible="nobody")
    wait(lambda: candidate.markers("ab") == set())
    candidate.say(visible="applied")
    wait(lambda: "photo" in candidate.markers("ab"))
    page = candidate.profile()
    (photo,) = [token for token in page.tokens("forget") if token.split(".")[5] != dossier_of(candidate.season, page)]
    candidate.season.act(photo, confirm="yes")
    # At once: the answer came after the page was sealed anew.
    assert candidate.markers("ab") == ON_THE_CV == candidate.markers("cv")


def test_S2_62_an_erased_sheet_is_gone_with_the_answer_that_says_so(candidate):
    candidate.say(visible="applied")
    candidate.photograph()
    wait(lambda: candidate.markers("ab") == ON_THE_CV | {"photo"})
    page = candidate.profile()
    done = candidate.season.act(page.token("forget", dossier_of(candidate.season, page)), confirm="yes")
    assert "effacée" in done.words and [candidate.markers(agent) for agent in ["ab", "cv"]] == [set()] * 2
    candidate.say(visible="applied")
    wait(lambda: candidate.markers("ab") == ON_THE_CV)
    # By the command too.
    id = dossier_of(candidate.season, candidate.profile())
    candidate.office.run("erase", id, "--reason", "asked")
    assert candidate.markers("ab") == set()


def test_S2_62_who_withdrew_shows_nothing_any_more_unless_kept_for_other_offers(candidate):
    candidate.say(visible="applied")
    other = candidate.office.desk.apply(email="zoe@exemple.fr", offer="2026-2")
    wait(lambda: all("Métier-marqueur" in candidate.office.case(number).text for number in [candidate.number, other]))
    tokens = {token.split(".")[5]: token for code in candidate.season.open(candidate.season.home(other)).codes
              for token in candidate.season.open(code).tokens("withdraw")}
    candidate.season.act(tokens[candidate.number], scope="this", confirm="yes")
    wait(lambda: "Métier-marqueur" not in candidate.office.case(candidate.number).text)
    candidate.season.act(tokens[other], scope="pool", confirm="yes")
    wait(lambda: "retirée" in candidate.office.case(other).words.lower())
    assert "Métier-marqueur" in candidate.office.case(other).text


def test_S2_62_a_dossier_of_somebody_else_shows_nothing_of_it(candidate):
    candidate.say(visible="applied")
    other = candidate.office.desk.apply("Ada Petit")
    wait(lambda: "Métier-marqueur" in candidate.office.case(candidate.number).text)
    assert "marqueur" not in candidate.office.case(other).text


def test_S2_24_health_data_are_shown_only_by_a_form_that_asks_for_it_and_with_its_agreement(candidate):
    form = candidate.season.folder / "content/forms/adjustments.yml"
    known = form.read_text()
    share = '  - {name: share, type: choice, label: Montrer, cv: false, options: {"yes": Oui, "no": Non}}\n'
    form.write_text(known.replace("for: space\n", "for: space\ndesk: {share: [\"yes\"]}\n").replace("fields:\n", "fields:\n" + share))
    candidate.office.restart()

    def sheet():
        return candidate.season.sheet(candidate.number, "adjustments")

    candidate.season.act(sheet().token("keep"), **HEALTH)
    candidate.season.act(sheet().token("keep"), **HEALTH, needed="no")
    candidate.office.renew()
    assert candidate.markers("ab") == set()
    assert candidate.season.act(sheet().token("keep"), **HEALTH, share="yes").status == 200
    wait(lambda: candidate.markers("ab") == {"Santé"})
    assert candidate.markers("au") == set()
    done = candidate.season.act(sheet().token("forget"), confirm="yes")
    assert done.status == 200 and candidate.markers("ab") == set()


def test_no_byte_in_the_clear_tells_of_what_is_shown(candidate):
    candidate.say(visible="applied")
    candidate.photograph()
    wait(lambda: "photo" in candidate.markers("ab"))
    photo = shown(candidate.profile())
    for path in [*(candidate.season.folder / "public").rglob("*"), *(candidate.season.folder / "store").rglob("*")]:
        content = path.read_bytes() if path.is_file() else b""
        # The candidature itself says the name; the sheet says all that has a marker.
        for mark in [b"-marqueur", base64.b64encode("Métier-marqueur".encode())[:-4], photo[20:80], base64.b64encode(photo)[40:80]]:
            assert mark not in content, path
    assert not [line for line in candidate.season.host.asked + candidate.season.server.said if "marqueur" in line]


def test_a_script_in_a_profile_is_words_to_an_agent(candidate, chromium):
    candidate.say(visible="applied", headline="<img src=x onerror=alert(1)><script>alert(2)</script>")
    wait(lambda: "Forces" in candidate.markers("ab"))
    assert "<script>alert" not in candidate.office.case(candidate.number).text
    assert "<img src=x" not in candidate.office.case(candidate.number).text


@pytest.mark.parametrize("size, scheme", [(PHONE, "dark"), (SCREEN, "light")])
def test_S2_62_an_agent_sees_it_in_the_browser_and_it_is_gone_when_it_is_hidden(candidate, chromium, tmp_path, size, scheme):
    candidate.say(visible="applied")
    candidate.photograph()
    wait(lambda: "photo" in candidate.markers("cv"))
    context = chromium.new_context(locale="fr-FR", viewport=size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(candidate.office.link("cv"))
    ready(page, "desk")
    page.get_by_role("link", name="Zoé Martin").click()
    ready(page, "desk-case")
    part = page.locator("#part-sheet-1")
    assert "Métier-marqueur" in part.inner_text() and "Profil montré par la personne" in part.inner_text()
    photo = part.get_by_role("img", name="Photo de la personne")
    assert photo.evaluate("one => [one.complete, one.naturalWidth, one.naturalHeight]") == [True, 80, 40]
    assert "Attente-marqueur" not in page.content() and "Santé-marqueur" not in page.content()
    assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / f"shown-{scheme}.png", full_page=True)
    origins = (candidate.season.origin, f"http://127.0.0.1:{candidate.season.intake_port}", "data:")
    assert not [url for url in asked if not url.startswith(origins)]
    candidate.say(visible="nobody")
    wait(lambda: candidate.markers("cv") == set())
    page.goto(candidate.office.link("cv"))
    ready(page, "desk")
    page.get_by_role("link", name="Zoé Martin").click()
    ready(page, "desk-case")
    assert page.locator("#part-sheet-1").count() == 0 and page.locator("img").count() == 0
    assert "marqueur" not in page.content()
    context.close()
