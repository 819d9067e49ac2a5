"""Attacks in the bodies of offers, questions and pages."""

import pytest

from support.attacks import generated
from support.corpora import attacks, naughty_strings
from support.folders import write_site
from support.hostile import SETTINGS
from support.program import MISTAKES, OK, build
from support.signatures import complaints, read_pages, shapes

# Ways of Markdown to put a text somewhere.
CONSTRUCTS = [
    "{}",
    "# {}",
    "## {}",
    "- {}",
    "1. {}",
    "> {}",
    "*{}* **{}** ~~{}~~",
    "`{}`",
    "```{}\n{}\n```",
    "    {}",
    "[{}](/offres/)",
    "[mot]({})",
    "[mot](<{}>)",
    '[mot](/offres/ "{}")',
    "![{}](/assets/a.svg)",
    "![mot]({})",
    '![mot](/assets/a.svg "{}")',
    "<{}>",
    "[mot][r]\n\n[r]: {}",
    '[mot][r]\n\n[r]: /offres/ "{}"',
    "| {} | mot |\n|---|:-:|\n| {} | {} |",
    "- [ ] {}\n- [x] {}",
    "https://emplois.example/{}",
    "www.emplois.example/{}",
    "{}@emplois.example",
    "mot\\\n{}  \n{}",
]


def body(texts: list[str]) -> str:
    """Each text in one construct, and raw."""
    parts = []
    for number, text in enumerate(texts):
        construct = CONSTRUCTS[number % len(CONSTRUCTS)]
        if "//" in text and construct.startswith("!["):
            construct = "[mot]({})"  # a picture of another site is refused: see below
        parts += [construct.replace("{}", text), text]
    return "\n\n".join(parts) + "\n"


def markdown_site(folder, texts: list[str], each: int = 26):
    """Offers, questions and pages with `each` texts in their body; every text meets several
    constructs as the groups turn."""
    texts = [text for text in texts if "![" not in text or "//" not in text]
    groups = [texts[start : start + each] for start in range(0, len(texts), each)]
    files = {
        "content/site.yml": SETTINGS,
        "content/assets/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>\n',
    }
    for number, group in enumerate(groups):
        for turn in [0, 7, 13]:
            turned = group[turn % len(group) :] + group[: turn % len(group)]
            keys = f"title: Poste {number} {turn}\npublished: 2026-11-02\ncloses: 2026-12-31"
            files[f"content/offers/o{number}-{turn}.md"] = f"---\n{keys}\n---\n{body(turned)}"
        questions = "".join(f"## {text}\n\n{body([text])}" for text in group)
        files[f"content/faq/q{number}.md"] = f"---\ntitle: Questions {number}\n---\n{questions}"
        page = f"---\ntitle: Page {number}\ntoc: true\n---\n{body(group)}"
        files[f"content/pages/p{number}.md"] = page
    return write_site(folder, files)


@pytest.fixture(scope="module")
def allowed(tmp_path_factory) -> set:
    folder = tmp_path_factory.mktemp("harmless")
    # A text that begins with '#' makes a group of questions, with a section of its own.
    texts = [f"mot {number}" for number in range(520)] + ["# mot"]
    site = markdown_site(folder / "site", texts)
    run = build(site, folder / "out")
    assert run.code in {OK, MISTAKES}, run.err
    return shapes(read_pages(folder / "out"))


def check(tmp_path, texts, allowed):
    run = build(markdown_site(tmp_path / "site", texts), tmp_path / "out")
    assert run.code in {OK, MISTAKES}, run.err
    assert run.report["published"], run.errors[:10]
    assert complaints(read_pages(tmp_path / "out"), allowed) == []


def test_generated_attacks(tmp_path, allowed):
    check(tmp_path, generated(), allowed)


def test_naughty_strings(tmp_path, allowed):
    check(tmp_path, [text for text in naughty_strings() if text.strip()], allowed)


def test_attacks_of_others(tmp_path, allowed):
    check(tmp_path, attacks(), allowed)


def test_raw_html_is_dropped_and_said(tmp_path):
    files = {
        "content/site.yml": SETTINGS,
        "content/pages/p.md": "---\ntitle: P\n---\nUn <b onclick=x>mot</b>.\n\n<script>alert(1)</script>\n",
    }
    run = build(write_site(tmp_path / "site", files), tmp_path / "out")
    named = [item for item in run.report["diagnostics"] if "html" in item["code"]]
    assert [item["line"] for item in named if item["path"] == "content/pages/p.md"], run.err
    page = (tmp_path / "out/p/index.html").read_text()
    assert "alert(1)</script>" not in page and "onclick" not in page


@pytest.mark.parametrize(
    "address",
    ["//evil.example/x.png", "http://evil.example/x.png", "https:evil.example/x.png"]
    + ["https:/evil.example/x.png", "\\\\\\\\evil.example/x.png", "/\\\\evil.example/x.png"]
    + ["HTTPS://EVIL.EXAMPLE/X.PNG", "&#x2f;/evil.example/x.png", "ftp://evil.example/x.png"]
    + ["/%2fevil.example/x.png", "///evil.example/x.png", "https://emplois.example.evil.example/x.png"]
    + ["https://emplois.example@evil.example/x.png", "<ht\ttps://evil.example/x.png>"],
)
def test_a_picture_of_another_site_is_never_asked_for(tmp_path, browser, address):
    files = {
        "content/site.yml": SETTINGS,
        "content/pages/p.md": f"---\ntitle: P\n---\nUn mot. ![mot]({address})\n",
    }
    run = build(write_site(tmp_path / "site", files), tmp_path / "out")
    assert run.code in {OK, MISTAKES}
    assert (tmp_path / "out/index.html").exists()
    if not (tmp_path / "out/p/index.html").exists():
        assert "content/pages/p.md" in run.err
        return
    visit = browser.visit(tmp_path / "out", "https://emplois.example", "/p/")
    assert visit.foreign == []


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "*a " * 100_000, "> " * 50_000 + "a", "- " * 20_000, "`" * 99_999, "|" * 100_000]
    + ["[a](" * 50_000, "![" * 50_000, "<" * 100_000, "&" * 100_000, "\\" * 100_001, "_a_" * 60_000],
)
def test_texts_made_to_take_long_do_not(tmp_path, text):
    """Refused or shown, and not after minutes; the other pages are there."""
    import time

    files = {"content/site.yml": SETTINGS, "content/pages/p.md": f"---\ntitle: P\n---\n{text}\n"}
    site = write_site(tmp_path / "site", files)
    start = time.monotonic()
    run = build(site, tmp_path / "out")
    assert time.monotonic() - start < 30
    assert run.code in {OK, MISTAKES}
    assert (tmp_path / "out/index.html").exists()
