"""S2-27: the photo of a profile, made anew so that nothing but its pixels is left."""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from documents import colours
from pictures import hostile, jpeg, segments, shown, taken
from program import OK
from test_my_data import archive
from test_retention import retention
from test_sheets import CV, dossier_of
from test_shell import RULES, ready


@pytest.fixture(scope="session")
def picture(chromium):
    return jpeg(chromium)


@pytest.fixture
def profile(season):
    """A candidate with a CV and no photo yet."""
    season.number = season.apply()
    season.act(season.sheet(season.number).token("keep"), **CV)
    return season


def send(season, content, token=None):
    token = token or season.sheet(season.number).token("photo")
    return season.act(token, files=[("file", "IMG_0001.HEIC", content)], language="fr")


def photo_of(season):
    """The number of the dossier that the photo is."""
    listed = json.loads(season.intake("list", "--sheets", "--json", templates=False).out)
    (found,) = [one["id"] for one in listed["dossiers"] if one["form"] == "profile.photo"]
    return found


def test_S2_27_a_photo_is_made_anew_and_says_nothing_of_where_and_by_whom(profile, picture, chromium):
    sent = taken(picture)
    assert b"Exif" in sent and sent.count(b"Marqueur") == 5
    assert "photo est enregistrée" in send(profile, sent).words
    page = profile.sheet(profile.number)
    made = shown(page)
    assert {code for code, _ in segments(made)} <= {0xE0, 0xDB, 0xC0, 0xC4}
    assert [said[:5] for code, said in segments(made) if code == 0xE0] == [b"JFIF\0"]
    assert b"Exif" not in made and b"Marqueur" not in made
    assert page.text.split('<article class="cv"')[1].split("</article>")[0].count("data:image/jpeg") == 1
    # The store has it sealed, under a key of its own, and nothing of what was sent.
    id = photo_of(profile)
    assert [event["k"] for event in profile.journal(id)] == ["sheet-opened"]
    assert (profile.folder / f"store/keys/{id[-2:]}/{id}.key").is_file()
    for path in profile.folder.glob("store/**/*"):
        content = path.read_bytes() if path.is_file() else b""
        assert made[20:60] not in content and sent[-60:] not in content and b"Marqueur" not in content, path
    assert profile.intake("verify", templates=False).code == OK


def near(one, other) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(one, other))


def test_S2_27_it_stands_upright_as_browsers_show_what_was_sent(profile, picture, chromium):
    for orientation in range(1, 9):
        sent = taken(picture, orientation, "<>"[orientation % 2])
        send(profile, sent)
        made = shown(profile.sheet(profile.number))
        width, height, *_ = colours(chromium, sent)
        assert (width, height) == ((40, 80) if orientation > 4 else (80, 40))
        places = [(width * x // 4, height * y // 4) for x in (1, 3) for y in (1, 3)]
        before, after = (colours(chromium, one, *places) for one in (sent, made))
        assert before[:2] == after[:2]
        assert all(near(one, other) for one, other in zip(before[2], after[2])), (orientation, before, after)


def test_S2_27_large_ones_get_smaller(profile, chromium):
    send(profile, jpeg(chromium, 1200, 800))
    width, height, *_ = colours(chromium, shown(profile.sheet(profile.number)))
    assert (width, height) == (512, 341) or (width, height) == (512, 342)


def test_S2_27_what_is_no_photo_ends_in_words_and_changes_nothing(profile, picture):
    send(profile, picture)
    before = shown(profile.sheet(profile.number))
    for kind, (content, words) in hostile(picture).items():
        answer = send(profile, content)
        assert answer.status in ((413 if kind == "too many bytes" else 422,) if words else (200, 422)), (kind, answer.status)
        assert words is None or words in answer.words, (kind, answer.words)
        if words:
            assert shown(profile.sheet(profile.number)) == before, kind
    assert profile.server.ask("GET", "/health").status == 200
    assert [line for line in profile.server.said if "error" in line] == []


def test_S2_27_a_form_sent_twice_is_one_photo_and_an_old_one_does_not_come_back(profile, picture, chromium):
    first = profile.sheet(profile.number).token("photo")
    assert [send(profile, picture, first).status for _ in range(2)] == [200, 200]
    one = photo_of(profile)
    other = jpeg(chromium, 60, 60)
    assert send(profile, other, first).status == 410
    second = profile.sheet(profile.number).token("photo")
    assert second != first and send(profile, other, second).status == 200
    assert photo_of(profile) != one and not list(profile.folder.glob(f"store/*/{one[-2:]}/{one}*key"))
    assert json.loads((profile.folder / f"store/tombstones/{one[-2:]}/{one}.json").read_text())["reason"] == "replaced"
    for token in (first, second):
        assert send(profile, picture, token).status == 410
    assert colours(chromium, shown(profile.sheet(profile.number)))[:2] == [60, 60]


def test_S2_27_it_is_taken_away_with_its_key(profile, picture):
    send(profile, picture)
    id, page = photo_of(profile), profile.sheet(profile.number)
    (forget,) = [token for token in page.tokens("forget") if token.split(".")[5] == id]
    assert profile.act(forget).status == 422
    assert "photo est effacée" in profile.act(forget, confirm="yes").words
    assert list(profile.folder.glob(f"store/[dk]*/{id[-2:]}/{id}*")) == []
    page = profile.sheet(profile.number)
    assert shown(page) is None and "CAP petite enfance" in page.words
    assert profile.act(forget, confirm="yes").status == 410


def test_S2_27_only_who_keeps_a_sheet_that_has_a_photo_can_send_one(profile, picture):
    other = profile.apply(email="ada@exemple.fr", name="Ada")
    stolen = profile.sheet(other).token("photo").split(".")
    stolen[5] = dossier_of(profile, profile.sheet(profile.number))
    assert send(profile, picture, ".".join(stolen)).status == 404
    assert "photo" not in profile.sheet(profile.number, "adjustments").kinds
    assert shown(profile.sheet(profile.number)) is None is shown(profile.sheet(other))


def test_S2_27_it_goes_with_the_sheet_and_with_everything(profile, picture):
    send(profile, picture)
    id = photo_of(profile)
    found = archive(profile, profile.number)
    assert found.read(f"files/{id}/1-photo.jpg") == shown(profile.sheet(profile.number))
    assert id not in profile.intake("list", templates=False).out.decode()
    home = profile.open(profile.home(profile.number))
    profile.act(profile.sheet(profile.number).token("forget", dossier_of(profile, profile.sheet(profile.number))), confirm="yes")
    assert list(profile.folder.glob(f"store/[dk]*/{id[-2:]}/{id}*")) == []
    profile.act(profile.sheet(profile.number).token("keep"), **CV)
    send(profile, picture)
    id = photo_of(profile)
    profile.act(home.token("erase-all"), confirm="yes")
    assert list(profile.folder.glob("store/[dk]*/*/*")) == [] == list(profile.sealed.iterdir())


def test_S2_27_it_is_kept_as_long_as_its_sheet(profile, picture):
    send(profile, picture)
    id, sheet = photo_of(profile), dossier_of(profile, profile.sheet(profile.number))
    terms = {line[3]: line[:3] for line in retention(profile, "--dry-run", now="2026-12-01T12:00:00.000Z")}
    assert terms[id] == terms[sheet] and terms[id][0] == "kept"
    assert profile.intake("erase", sheet, "--reason", "asked", templates=False).code == OK
    assert {line[3]: line[0] for line in retention(profile, now="2026-12-01T12:00:00.000Z")}[id] == "due"
    assert not list(profile.folder.glob(f"store/dossiers/*/{id}"))


@pytest.mark.parametrize("width, scheme", [(360, "light"), (1280, "dark")])
def test_S2_27_it_is_chosen_seen_and_printed(profile, chromium, tmp_path, width, scheme):
    (tmp_path / "moi.jpg").write_bytes(taken(jpeg(chromium, 900, 1200), 6))
    context = chromium.new_context(locale="fr-FR", viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(profile.link(profile.number))
    ready(page, "home")
    page.get_by_role("link", name="Mon profil et mon CV").click()
    ready(page, "sheet")
    page.get_by_label("Votre photo").set_input_files(tmp_path / "moi.jpg")
    page.get_by_role("button", name="Ajouter cette photo").click()
    page.get_by_role("heading", name="Votre photo est enregistrée").wait_for()
    page.goto(profile.link(profile.number))
    ready(page, "home")
    page.get_by_role("link", name="Mon profil et mon CV").click()
    ready(page, "sheet")
    photos = page.locator("img")
    assert photos.count() == 2
    assert photos.first.evaluate("one => [one.complete, one.naturalWidth, one.naturalHeight]") == [True, 512, 384]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.screenshot(path=tmp_path / f"photo-{width}-{scheme}.png", full_page=True)
    page.emulate_media(media="print")
    assert [one.is_visible() for one in photos.all()] == [True, False]
    assert b"/Subtype /Image" in page.pdf(format="A4")
    context.close()
