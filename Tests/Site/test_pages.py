"""Which pages the demo site has."""

import pytest

from support import demo, small
from support.program import DAY, build
from support.published import words

KINDS = {
    "home": "/",
    "offers": "/offres/",
    "an older page of the offers": "/offres/page/1/",
    "offer": "/offres/charge-accueil-etat-civil/",
    "closed offer": "/offres/agent-hotelier/",
    "filled offer": "/offres/mediateur-numerique/",
    "gone offer": "/offres/gardien-gymnase/",
    "domain": "/offres/domaine/social/",
    "contract": "/offres/contrat/cdi/",
    "qualification": "/offres/qualification/bac-3/",
    "town": "/offres/lieu/aubrelle/",
    "department": "/offres/departement/21/",
    "archive": "/offres/archives/",
    "employers": "/employeurs/",
    "employer": "/employeurs/ville-aubrelle/",
    "questions": "/questions/",
    "one page of questions": "/questions/portail/",
    "free page": "/accessibilite/",
    "English home": "/en/",
    "English offers": "/en/jobs/",
    "English offer": "/en/jobs/charge-accueil-etat-civil/",
    "English domain": "/en/jobs/field/social/",
    "English employer": "/en/employers/ville-aubrelle/",
    "English questions": "/en/questions/interviews/",
    "not found": "/404.html",
}

DATA = [
    "/offres/feed.xml",
    "/offres/domaine/social/feed.xml",
    "/offres/lieu/aubrelle/feed.xml",
    "/en/jobs/feed.xml",
    "/api/offres.json",
    "/api/offres/AUB-2026-041.json",
    "/partenaires/offres.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/_headers",
    "/_redirects",
    "/nginx.conf.inc",
]


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_page_of_each_kind(site, kind):
    if kind == "an older page of the offers" and len(demo.open_offers(DAY)) < 40:
        pytest.skip("the newest page holds up to two pages' worth of offers")
    assert site.has(KINDS[kind])


@pytest.mark.parametrize("address", DATA)
def test_there_is_a_file_for_each_reader_of_data(site, address):
    assert site.has(address)


def test_every_page_says_its_language(site):
    for page in site.pages:
        assert page.language == ("en" if page.address.startswith("/en/") else "fr"), page


def test_every_page_has_one_heading_of_the_first_level(site):
    assert [page for page in site.pages if len(page.all("h1")) != 1] == []


def test_no_level_of_headings_is_skipped(site):
    for page in site.pages:
        levels = [
            int(element.tag[1])
            for element in page.main.iter()
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
        ]
        for before, after in zip(levels, levels[1:]):
            assert after <= before + 1, f"{page}: h{before} then h{after}"


def test_every_page_has_a_title_of_its_own(site):
    titles = [
        (page.language, words(page.tree.find(".//title")))
        for page in site.pages
        if not page.is_hidden
    ]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []


def test_no_placeholder_of_a_text_is_left_on_a_page(site):
    for page in site.pages:
        shown = page.text
        for mark in ["{{", "}}", "{%", "{n}", "{min}", "{max}", "{currency}", "{name}", "{date}"]:
            assert mark not in shown, page


def test_an_offer_shows_what_its_file_says(site):
    for offer in demo.open_offers(DAY):
        shown = site.page(offer.address).text.replace("’", "'")
        for key in ["title", "reference", "summary", "unit", "duration"]:
            value = offer.keys.get(key)
            if value:
                assert " ".join(str(value).split()) in shown, f"{offer.path}: {key}"
        for document in offer.keys.get("documents", []):
            label = document if isinstance(document, str) else document["label"]
            assert label.split("'")[0] in shown, offer.path


def test_every_offer_is_listed_in_its_lists(site):
    """The list of all, and those of its domain, contract, qualification, employer."""
    pages = {"domain": "domaine", "contract": "contrat", "qualifications": "qualification"}
    listed = _listed(site, "/offres/")
    for offer in demo.open_offers(DAY):
        assert offer.reference in listed, offer.path
        for key, segment in pages.items():
            codes = offer.keys.get(key) or offer.keys.get("qualification" if "q" in key else "")
            for code in [codes] if isinstance(codes, str) else codes or []:
                assert offer.reference in _listed(site, f"/offres/{segment}/{code}/")
        employer = f"/employeurs/{offer.keys['employer']}/"
        assert not site.has(employer) or offer.reference in _listed(site, employer)


def test_a_list_in_english_shows_every_offer_in_its_best_language(site):
    page = site.page("/en/jobs/")
    links = {
        link.get("href"): link.get("lang")
        for row in page.main.iter("li")
        if row.get("data-offer")
        for link in row.iter("a")
    }
    assert links["/en/jobs/charge-accueil-etat-civil/"] == "en"
    assert links["/offres/agent-bibliobus/"] == "fr"


def test_older_pages_of_a_list_hold_the_rest(tmp_path, built):
    """Twenty on each page, between twenty and forty on the newest."""
    site = built(site=_small_pages(tmp_path))
    total = len(demo.open_offers(DAY))
    newest = site.page("/offres/")
    shown = _rows(newest)
    numbered = [page for page in site.pages if page.address.startswith("/offres/page/")]
    assert 10 <= len(shown) < 20
    for page in numbered:
        assert len(_rows(page)) == 10
        shown += _rows(page)
    assert len(shown) == len(set(shown)) == total


def _small_pages(tmp_path):
    from support.folders import copy_site

    folder = copy_site(tmp_path / "small")
    settings = folder / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("page_size: 20", "page_size: 10"))
    return folder


def _rows(page) -> list[str]:
    return [row.get("data-offer") for row in page.main.iter("li") if row.get("data-offer")]


def _listed(site, address) -> set[str]:
    """References on all pages of a list."""
    pages = [page for page in site.pages if page.address.startswith(f"{address}page/")]
    return {reference for page in [site.page(address), *pages] for reference in _rows(page)}


def test_the_slip_on_paper_promises_no_form_where_there_is_none(tmp_path):
    files = {
        "content/offers/cuisine.md": small.offer("Cuisinière", apply="https://ailleurs.example/x"),
        "content/offers/accueil.md": small.offer("Accueil", closes="2026-11-10"),
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.report["published"], run.err

    def slip(name):
        page = (tmp_path / f"out/offres/{name}/index.html").read_text("utf-8")
        return page[page.index('<p class="slip') :].split("</p>")[0]

    assert "Offre complète et candidature en ligne" in slip("cuisine")
    assert "Offre complète :" in slip("jardin").replace("\u00a0", " ").replace("\u202f", " ")
    assert "candidature en ligne" not in slip("jardin") + slip("accueil")


def test_the_home_page_promises_no_receipt_where_there_is_no_form(tmp_path):
    run = build(small.small_site(tmp_path / "site"), tmp_path / "out")
    assert run.report["published"], run.err
    assert "reçu avec un numéro" not in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_list_of_no_values_is_no_page(tmp_path):
    run = build(small.small_site(tmp_path / "site"), tmp_path / "out")
    assert run.report["published"], run.err
    assert (tmp_path / "out/offres/lieu/index.html").exists()
    assert not (tmp_path / "out/offres/qualification").exists()
    sitemaps = "".join(path.read_text("utf-8") for path in (tmp_path / "out/sitemaps").iterdir())
    assert "/offres/lieu/" in sitemaps and "/offres/qualification/" not in sitemaps


def test_a_closed_offer_without_a_domain_shows_those_nearby(tmp_path):
    files = {
        "content/offers/accueil.md": small.offer("Accueil", closes="2026-11-10"),
        "content/offers/loin.md": small.offer("Un poste au loin", locations="[Brest]"),
    }
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert run.report["published"], run.err
    page = (tmp_path / "out/offres/accueil/index.html").read_text("utf-8")
    assert "/offres/jardin/" in page and "/offres/cuisine/" in page
    assert "/offres/loin/" not in page
