"""What was written is what is read: nothing is lost, decoded twice or interpreted."""

import html
import re
import unicodedata

import pytest

from support.attacks import generated
from support.hostile import SETTINGS, hostile_site, without_controls
from support.program import build
from support.published import Published, words


def plain(text: str) -> str:
    """Without blanks and what cannot be seen: how it is broken into words is free."""
    return "".join(
        character
        for character in text
        if not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf"}
    )


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return without_controls(generated())[::8]


@pytest.fixture(scope="module")
def site(tmp_path_factory, texts) -> Published:
    folder = tmp_path_factory.mktemp("words")
    source = hostile_site(folder / "site", texts, SETTINGS + "typography: false\n")
    run = build(source, folder / "out")
    assert run.report["published"], run.err
    return Published(folder / "out", run)


def offers(site, texts):
    """Number, the text of its title, its page."""
    left_out = {item["path"] for item in site.report["left_out"]}
    for number, text in enumerate(texts):
        if f"offers/o{number:05}.md" not in left_out:
            yield number, text, site.page(f"/offres/o{number:05}/")


def test_a_title_is_shown_as_it_was_written(site, texts):
    for _, text, page in offers(site, texts):
        assert plain(words(page.tree.find(".//h1"))) == plain(text)


def test_a_title_stands_in_the_head_as_it_was_written(site, texts):
    for _, text, page in offers(site, texts):
        assert plain(text) in plain("".join(page.tree.find(".//title").itertext()))
        assert plain(page.meta("og:title")) == plain(text)


def test_a_title_stands_in_the_data_as_it_was_written(site, texts):
    for _, text, page in offers(site, texts):
        (posting,) = page.data_of("JobPosting")
        assert plain(posting["title"]) == plain(text)


def test_data_in_a_page_cannot_end_its_element(site):
    for page in site.pages:
        for script in re.findall(r"(?s)<script type=\"application/ld\+json\">(.*?)</script>", page.html):
            assert "<" not in script


def test_the_api_says_what_was_written(site, texts):
    titles = {item["reference"]: item["title"] for item in site.json("/api/offres.json")["offers"]}
    for number, text, _ in offers(site, texts):
        (title,) = [
            title for reference, title in titles.items() if reference.endswith(f" {number}")
        ]
        assert plain(title) == plain(text)


def test_every_offer_of_the_list_has_its_file(site):
    details = {
        site.json(path)["reference"] for path in site.files() if path.startswith("api/offres/")
    }
    assert details == {item["reference"] for item in site.json("/api/offres.json")["offers"]}


def test_the_feed_says_what_was_written(site, texts):
    import feedparser

    feed = feedparser.parse((site.folder / "offres/feed.xml").read_bytes(), sanitize_html=False)
    assert not feed.bozo, feed.get("bozo_exception")
    by_address = {entry.link.split("/")[-2]: entry.title for entry in feed.entries}
    assert len(by_address) == 200
    for number, text, _ in offers(site, texts):
        title = by_address.get(f"o{number:05}")
        assert title is None or plain(text) in {plain(title), plain(html.unescape(title))}


def test_partners_get_what_was_written(site, texts):
    titles = {job.findtext("url").split("/")[-2]: job.findtext("title") for job in site.xml("/partenaires/offres.xml").iter("job")}
    for number, text, _ in offers(site, texts):
        assert plain(titles[f"o{number:05}"]) == plain(text)


def test_a_mail_to_apply_has_one_address_and_the_title_as_its_subject(site, texts):
    from urllib.parse import parse_qs, urlsplit

    for _, text, page in offers(site, texts):
        mails = [a.get("href") for a in page.all("a") if "subject=" in (a.get("href") or "")]
        assert mails
        for mail in mails:
            parts = urlsplit(mail)
            assert parts.path == "rh@emplois.example"
            query = parse_qs(parts.query)
            assert set(query) == {"subject"}
            assert plain(query["subject"][0]).startswith(plain(text))
