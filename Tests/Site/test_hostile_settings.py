"""Attacks in `site.yml`, in taxonomies, in the titles of pages and questions."""

import pytest

from support.attacks import PAYLOADS, WAYS_OUT
from support.hostile import quoted, without_controls
from support.folders import write_site
from support.program import MISTAKES, OK, build
from support.small import offer
from support.published import Published
from support.signatures import complaints, read_pages, shapes

TEXTS = without_controls(
    [way + payload for way, payload in zip(WAYS_OUT, PAYLOADS)] + PAYLOADS[len(WAYS_OUT) :]
)


def site(folder, text: str):
    """A site in whose settings and titles `text` stands everywhere."""
    q = quoted(text)
    files = {
        "content/site.yml": f"""\
title: {q}
subtitle: {q}
description: {q}
url: https://emplois.example
languages: [fr, en]
contact: {{email: rh@emplois.example, phone: {q}, address: {q}, reply: {q}}}
logo: {{src: assets/a.svg, alt: {q}}}
nav: [{{label: {q}, url: /offres/}}]
footer: [{{label: {q}, url: /offres/}}]
apply: rh@emplois.example
policies: {{reply_within: 14}}
lint: {{profile: none}}
typography: false
""",
        "content/assets/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>\n',
        "content/taxonomies/domain.yml": f"social: {{fr: {q}, en: {q}}}\n",
        "content/taxonomies/contract.yml": f"cdi: {q}\n",
        "content/offers/a.md": offer("Poste", domain="social", contract="cdi", employer="m"),
        "content/offers/a.en.md": f"---\ntitle: {q}\nsummary: {q}\n---\ntext\n",
        "content/employers/m.md": f"---\ntitle: {q}\n---\nUn texte.\n",
        "content/faq/q.md": f"---\ntitle: {q}\nsummary: {q}\n---\n# Groupe\n\n## Question\n\nUn mot.\n",
        "content/pages/p.md": f"---\ntitle: {q}\nsummary: {q}\nmenu: footer\ntoc: true\n---\n## Titre\n\nUn mot.\n",
    }
    return write_site(folder, files)


@pytest.fixture(scope="module")
def allowed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harmless")
    run = build(site(folder / "site", "un rendez-vous"), folder / "out")
    assert run.report["published"], run.errors
    return shapes(read_pages(folder / "out"))


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_an_attack_in_the_settings_stays_text(tmp_path, allowed, number):
    run = build(site(tmp_path / "site", TEXTS[number]), tmp_path / "out")
    assert run.code in {OK, MISTAKES}
    assert run.report["published"], run.errors
    from support.signatures import read_page

    pages = [read_page(str(path)) for path in sorted((tmp_path / "out").rglob("*.html"))]
    assert complaints(pages, allowed) == []
    published = Published(tmp_path / "out")
    for path in published.files():
        if path.endswith(".xml"):
            published.xml(path)
        elif path.endswith(".json"):
            published.json(path)


@pytest.mark.parametrize(
    "line",
    [
        "portal: javascript:alert(1)",
        "apply: javascript:alert(1)",
        "apply: {url: 'data:text/html,x'}",
        "contact: {url: 'javascript:alert(1)'}",
        "contact: {email: '\"><script>alert(1)</script>'}",
        "footer: [{label: x, url: 'javascript:alert(1)'}]",
        "nav: [{label: x, url: ' java\tscript:alert(1)'}]",
        "logo: {src: 'javascript:alert(1)', alt: x}",
        "logo: {src: 'https://evil.example/x.png', alt: x}",
        "colors: {accent: 'red;}body{background:url(//evil.example)'}",
        "colors: {accent: '</style><script>alert(1)</script>'}",
        "fonts: {body: 'https://evil.example/x.woff2'}",
        "url: 'https://emplois.example/\"><script>alert(1)</script>'",
        "url: javascript:alert(1)",
        "languages: ['\"><script>', fr]",
        "country: '<b>'",
        "routes: {offers: '../../x'}",
        "routes: {offers: '<script>'}",
        "routes: {fr.offers: 'a b\"c'}",
        "timezone: ../../../etc/passwd",
        "policies: {spontaneous: 'javascript:alert(1)'}",
    ],
)
def test_a_setting_that_would_run_is_refused_or_harmless(tmp_path, line):
    files = {
        "content/site.yml": f"title: Emplois\nurl: https://emplois.example\nlint: {{profile: none}}\n{line}\n",
        "content/offers/a.md": offer("Poste"),
    }
    if line.startswith("url"):
        files["content/site.yml"] = f"title: Emplois\nlint: {{profile: none}}\n{line}\n"
    run = build(write_site(tmp_path / "site", files), tmp_path / "deep/out")
    assert run.code in {OK, MISTAKES}, run.err
    pages = sorted((tmp_path / "deep/out").rglob("*.html"))
    if not pages:
        assert run.code == MISTAKES
        assert "content/site.yml:" in run.err
        return
    from support.signatures import read_page

    for page in pages:
        reading = read_page(str(page))
        assert reading.problems == [], page
        assert "<script>alert" not in page.read_text()
    for sheet in (tmp_path / "deep/out").rglob("*.css"):
        assert "evil.example" not in sheet.read_text()
    assert [path for path in tmp_path.rglob("*.html") if tmp_path / "deep/out" not in path.parents and "templates" not in path.parts] == []
