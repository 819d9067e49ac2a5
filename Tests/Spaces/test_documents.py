"""B-26: what an agent sees of a document, without anything of it running on their machine."""

import os
import re
import time
import zlib

import pytest
from conftest import wait_until_quiet
from documents import colours, drawing, pages, pdf, png
from program import CORPORA, ERRORS, OK, USAGE
from test_desk import Desk, desk  # noqa: F401

FULL = os.environ.get("VIVIER_SPACES") == "full"
SHORT = ["loop of pages", "no pages", "cut", "not what it says"]
WORDS = {"encrypted-document", "damaged-document", "no-pages", "too-much-document", "no-such-page", "no-such-preview"}


def attach(desk, number, name, content):
    """Puts any file into a dossier, as an agent can."""
    path = desk.season.folder / "attached" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    desk.do("dossier", "note", number, "--file", path)
    return name


def preview(desk, number, name, out="seen", *more):
    return desk.season.intake("dossier", "preview", number, name, "--out", desk.season.folder / out, *more)


def code_of(done) -> str:
    assert done.code == ERRORS, done.out
    return re.findall(r"\[([a-z-]+)\]", done.err)[-1]


def test_B26_pages_and_words_of_a_document(desk, chromium):
    number = desk.apply()
    name = attach(desk, number, "cv.pdf.pdf", pages("Bonjour", "Deuxi\xe8me page"))
    done = preview(desk, number, name)
    assert done.code == OK, done.err
    seen, folder = done.receipt, desk.season.folder / "seen"
    assert (seen["name"], seen["pages"], seen["shown"], seen["scanned"], seen["refused"]) == (name, 2, 2, None, None)
    assert seen["files"] == sorted(path.name for path in folder.iterdir()) == ["page-01.png", "page-02.png", "text.txt"]
    assert [page.strip() for page in (folder / "text.txt").read_text().split("\f")] == ["Bonjour", "Deuxième page"]
    width, height, _, dark = colours(chromium, (folder / "page-01.png").read_bytes())
    assert height == 1400 and abs(width - 1400 * 595 / 842) < 2
    # Something is written on it, and most of it is paper.
    assert 200 < dark < 20_000
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert preview(desk, number, name).code == USAGE, "a folder with something in it"
    assert preview(desk, number, name, "public/seen").code == USAGE
    assert not (desk.season.folder / "public/seen").exists()
    assert code_of(preview(desk, number, "none.pdf", "other")) == "no-such-file"


@pytest.mark.skipif(not FULL, reason="VIVIER_SPACES=full")
def test_B26_the_first_thirty_pages_are_shown(desk):
    number = desk.apply()
    seen = preview(desk, number, attach(desk, number, "long.pdf", pages(*[f"Page {page}" for page in range(1, 41)]))).receipt
    assert (seen["pages"], seen["shown"], len(seen["files"])) == (40, 30, 31)


def near(colour, wanted) -> bool:
    return all(abs(one - other) <= 12 for one, other in zip(colour, wanted))


def test_B26_pictures_are_decoded_by_the_confined_program(desk, chromium):
    number = desk.apply()
    red, blue = (200, 30, 40), (20, 40, 200)
    half = lambda one, other: [bytes(one) * 20 + bytes(other) * 20] * 20
    white = (255, 255, 255)
    page = chromium.new_page(viewport={"width": 40, "height": 20})
    page.set_content("<style>body{margin:0;background:linear-gradient(90deg,#c81e28 50%,#1428c8 50%)}</style>")
    photo = page.screenshot(type="jpeg", quality=95)
    page.close()
    for name, content, left, right in [
        ("colours.png", png(40, 20, 2, half(red, blue)), red, blue),
        ("palette.png", png(40, 20, 3, half((0,), (1,)), palette=bytes(red + blue)), red, blue),
        # What can be seen through is on white.
        ("through.png", png(40, 20, 6, half((*red, 0), (0, 0, 0, 128))), white, (127, 127, 127)),
        ("opaque.png", png(40, 20, 6, half((*red, 255), (*blue, 255))), red, blue),
        ("grey.png", png(40, 20, 4, half((90, 255), (90, 0))), (90, 90, 90), white),
        ("photo.jpg", photo, red, blue),
    ]:
        done = preview(desk, number, attach(desk, number, name, content), name)
        assert done.code == OK and done.receipt["files"] == ["page-01.png"], done.err
        picture = (desk.season.folder / name / "page-01.png").read_bytes()
        width, height, seen, _ = colours(chromium, picture, (300, 350), (1100, 350))
        assert (width, height) == (1400, 700), name
        assert near(seen[0], left) and near(seen[1], right), (name, seen)
    interlaced = attach(desk, number, "interlaced.png", png(8, 8, 0, [bytes(8)] * 8, interlaced=1))
    assert code_of(preview(desk, number, interlaced, "i")) == "no-such-preview"


def test_B26_plain_text_is_shown_without_controls_and_other_kinds_in_words(desk):
    number = desk.apply()
    text = "Né à Liège\u202eexe.txt\n".encode()
    done = preview(desk, number, attach(desk, number, "lettre.txt", text))
    assert done.receipt["files"] == ["text.txt"] and done.receipt["pages"] == 0
    assert (desk.season.folder / "seen/text.txt").read_text() == "Né à Liègeexe.txt\n"
    for name in ["tableau.xls", "cv.docx"]:
        assert code_of(preview(desk, number, attach(desk, number, name, b"x" * 100), name)) in ("no-such-preview", "damaged-document")


def hostile():
    kids = "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999>>"
    yield "loop of pages", pdf(["<</Type/Catalog/Pages 2 0 R>>", kids])
    form = ("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do " * 50)
    yield "form in itself", drawing(b"/F Do " * 50, "/XObject<</F 5 0 R>>", [form])
    yield "no pages", pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"])
    yield "wide page", drawing(b"0 0 m 9 9 l S", box="0 0 99999999999 1")
    yield "cut", pages("Bonjour")[:300]
    yield "noise", b"%PDF-1.7\n" + bytes(range(256)) * 400
    yield "not what it says", png(1, 1, 0, [b"\0"])
    # 1 GiB of drawing in 1 MiB.
    lines = zlib.compress(b"0 0 m 595 842 l S " * (60 << 20), 9) if FULL else b""
    yield "much to draw", drawing(lines, entries="/Filter/FlateDecode")
    image = ("/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode",
             zlib.compress(bytes(1 << 20), 9))
    yield "large picture", drawing(b"595 0 0 842 0 0 cm /I Do", "/XObject<</I 5 0 R>>", [image])
    level = [(f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F {6 + depth} 0 R>>>>", b"/F Do " * 20) for depth in range(12)]
    level.append(("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m 9 9 l S"))
    yield "forms in forms", drawing(b"/F Do " * 20, "/XObject<</F 5 0 R>>", level)
    yield "ten thousand pages", pages(*["x"] * 10_000)
    yield "deep nesting", drawing(b"[" * 1_000_000)
    launch = "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</WC<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>"
    yield "actions", pdf([launch, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])
    for path in sorted((CORPORA / "filetypes/pdfminer-samples").glob("*.pdf")):
        yield path.name, path.read_bytes()


def test_B26_hostile_documents_end_in_words(desk):
    """A few of them in `make test`, all with VIVIER_SPACES=full."""
    number = desk.apply()
    names = {kind: attach(desk, number, f"{index}.pdf", content)
             for index, (kind, content) in enumerate(hostile()) if FULL or kind in SHORT}
    before = {path: path.stat().st_mtime_ns for path in (desk.season.folder / "public").rglob("*")}
    slowest = 0
    for kind, name in names.items():
        start = time.monotonic()
        done = preview(desk, number, name, f"seen-{name}")
        slowest = max(slowest, time.monotonic() - start)
        assert done.code == OK or code_of(done) in WORDS, (kind, done.err)
        if kind in ("no pages", "cut", "noise", "not what it says"):
            assert done.code == ERRORS, kind
        if kind == "no pages":
            assert code_of(done) == "no-pages"
        if kind.startswith("samples__encryption__aes-256-r6"):
            assert code_of(done) == "encrypted-document"
    assert slowest < 60
    assert {path: path.stat().st_mtime_ns for path in (desk.season.folder / "public").rglob("*")} == before


def link(desk, number, name, *more, by="ab"):
    done = desk.season.intake("dossier", "preview", number, name, "--link", "--by", by, *more)
    assert done.code == OK, done.err
    address = done.out.decode().strip()
    assert address.startswith(f"http://127.0.0.1:{desk.season.intake_port}/document/v1.1.document.")
    return "/" + address.split("/", 3)[3]


def test_B26_the_intake_shows_a_document_to_whom_a_link_was_made_for(desk):
    number = desk.apply()
    name = attach(desk, number, "<b>cv.pdf", pages("Bonjour <script>", "Deux"))
    path, before = link(desk, number, name), desk.season.events(number)
    ask = lambda more="", method="GET", **how: desk.season.server.ask(method, path + more, **how)
    page = ask()
    assert page.status == 200 and page.headers["Content-Type"] == "text/html; charset=utf-8"
    for answer in [page, ask("/page/1"), ask("/text"), ask(accept="application/json")]:
        assert answer.headers["Cache-Control"] == "no-store" and answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"].startswith("sandbox allow-downloads; default-src 'none'")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "&lt;b&gt;cv.pdf" in page.text and "Bonjour &lt;script&gt;" in page.text and "<script" not in page.text
    assert re.findall(r'<img src="([^"]+)"', page.text) == [f"{path}/page/1", f"{path}/page/2"]
    assert ask("/page/2").headers["Content-Type"] == "image/png" and ask("/page/2").body.startswith(b"\x89PNG")
    assert [one.strip() for one in ask("/text").text.split("\f")] == ["Bonjour <script>", "Deux"]
    assert (ask(accept="application/json").json["pages"], ask(method="HEAD").body) == (2, b"")
    assert (ask("/page/3").status, ask("/page/x").status, ask(method="POST").status) == (404, 307, 405)
    # No scanner looked at it.
    assert ask("/original").status == 403
    original = ask("/unscanned")
    assert original.body == pages("Bonjour <script>", "Deux")
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert re.fullmatch(r'attachment; filename="document-[0-9a-f]{8}\.pdf"', original.headers["Content-Disposition"])
    # Looking changes nothing, and is written down.
    assert desk.season.events(number)[:len(before)] == before
    assert desk.season.kinds(number)[-2:] == ["document-viewed", "document-fetched"]


def test_B26_a_link_is_worth_nothing_to_others(desk):
    number, other = desk.apply("Zoé Martin"), desk.apply("Ada Petit")
    name = attach(desk, number, "cv.pdf.pdf", pages("Bonjour"))
    status = lambda path: desk.season.server.ask("GET", path).status
    path = link(desk, number, name)
    assert status(path) == 200
    for index in range(len("/document/"), len(path), 7):
        changed = path[:index] + ("a" if path[index] != "a" else "b") + path[index + 1:]
        assert status(changed) == 404, index
    assert status(path.replace(number, other)) == 404
    assert status(link(desk, number, name, "--now", "2020-01-01T00:00:00.000Z")) == 410
    # Of another campaign, removed, unknown.
    assert status(link(desk, number, name, by="gh")) == 404
    assert desk.season.intake("agents", "remove", "ab", templates=False).code == OK
    assert status(path) == 404
    assert desk.season.intake("dossier", "preview", number, name, "--link", "--by", "ab").code == USAGE
    mine = link(desk, number, name, by="cd")
    assert desk.season.intake("erase", number, "--reason", "asked").code == OK
    assert status(mine) == 404


def test_B26_nothing_of_what_was_shown_is_kept(desk):
    number = desk.apply()
    path = link(desk, number, attach(desk, number, "cv.pdf.pdf", pages("Marque distincte")))
    files = lambda: {one: one.stat().st_mtime_ns for one in desk.season.folder.rglob("*") if one.is_file()}
    wait_until_quiet(desk.season.sealed)
    # That somebody looks is written down with the first look of the day.
    assert desk.season.server.ask("GET", path).status == 200
    wait_until_quiet(desk.season.sealed)
    before = files()
    assert [desk.season.server.ask("GET", path + more).status for more in ["", "/page/1", "/text"]] == [200, 200, 200]
    assert files() == before


def test_B26_a_browser_shows_the_pages_and_runs_nothing(desk, chromium):
    number = desk.apply()
    address = f"http://127.0.0.1:{desk.season.intake_port}" + link(
        desk, number, attach(desk, number, "cv.pdf.pdf", pages("Bonjour", "Deux")))
    page, said = chromium.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.wait_for_function("[...document.images].every(one => one.complete && one.naturalWidth > 500)")
    assert (page.locator("img").count(), page.locator("details").count(), said) == (2, 2, [])
    page.close()
