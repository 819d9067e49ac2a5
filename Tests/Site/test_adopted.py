"""Real trees of other generators: nothing of them is lost, nothing of them does harm."""

import feedparser
import pytest

from support import small
from support.adopted import TREES, adopted, read_by_pyyaml
from support.folders import tree
from support.program import DAY, MISTAKES, OK, build
from support.published import Published
from support.signatures import complaints, read_pages, shapes
from support.vocabulary import complaints as unknown_words

# What PyYAML reads and YAML 1.2 forbids (§7.3.1: the further lines of a text in quotes
# are indented). One file of these few is more than a fiftieth.
REFUSED_BY_YAML = {
    "ds-faq": {
        "doc__faqs__instructeur__je-n-arrive-pas-a-acceder-aux-dossiers-que-je-souhaite-instruire.fr.md"
    }
}


@pytest.fixture(scope="module", params=TREES)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def site(name, tmp_path_factory):
    """A tree with all of its offers open."""
    return adopted(name).build(tmp_path_factory.mktemp(name) / "out")


@pytest.fixture(scope="module")
def templates_own(tmp_path_factory, preview) -> set:
    """What templates make of the demo site, of a site of nothing and of one of many pages,
    towns and words."""
    folder = tmp_path_factory.mktemp("own")
    many = {
        f"content/offers/o{number}.md": small.offer(f"Poste {number}", closes="", locations=f"[Ville {number}]", contract=f"c{number}")
        for number in range(12)
    }
    many["content/offers/long.md"] = small.offer("Un titre de poste " * 6)
    many["content/site.yml"] = small.SETTINGS + "page_size: 2\n"
    nothing = {path: None for path in small.FILES if "/offers/" in path}
    found = shapes(read_pages(preview.folder))
    for name, files in {"many": many, "nothing": nothing}.items():
        build(small.small_site(folder / name, files), folder / name / "out")
        found |= shapes(read_pages(folder / name / "out"))
    return found


def named(site) -> set[str]:
    return {item["path"] for item in site.report["left_out"]}


def test_the_build_ends_well(name, site):
    assert site.run.code in {OK, MISTAKES}, site.run.err[-500:]
    assert site.report["published"]
    assert (site.run.code == MISTAKES) == bool(site.run.errors)


def test_every_file_is_published_or_named(name, site):
    tree = adopted(name)
    pages = tree.pages(site)
    assert len(pages) + len(named(site)) == len(tree.files)
    errors = {item["path"].split("/", 1)[1] for item in site.report["diagnostics"] if item["severity"] == "error"}
    assert named(site) <= errors & tree.files


def test_on_a_usual_day_too(name, tmp_path):
    """Closed and gone offers have pages as well; what is long past is named."""
    tree = adopted(name)
    run = tree.run("build", "--out", tmp_path / "out", day=DAY)
    listed = {item["path"] for item in run.report["left_out"]}
    assert len(tree.pages(Published(tmp_path / "out", run))) + len(listed) == len(tree.files)


def test_what_another_reader_reads_is_published(name, site):
    """At least 98 of 100."""
    readable = read_by_pyyaml(name)
    lost = (readable & named(site)) - REFUSED_BY_YAML.get(name, set())
    assert len(readable) > 25
    assert len(lost) <= 0.02 * len(readable), sorted(lost)


def test_check_says_all_that_the_build_says(name, site):
    run = adopted(name).run("check", "--drafts", "--future")
    assert run.code in {OK, MISTAKES}, run.err[-500:]

    def said(report):
        return {(item["path"], item["line"], item["code"]) for item in report["diagnostics"]}

    assert said(site.report) <= said(run.report)
    assert run.report["offers"] == site.report["offers"]


def test_texts_of_others_bring_no_element_of_their_own(name, site, templates_own):
    readings = read_pages(site.folder)[::2]
    assert complaints(readings, templates_own) == []


def test_structured_data_are_known_to_schema_org(name, site):
    found = {word for page in site.pages[::5] for item in page.data for word in unknown_words(item)}
    assert sorted(found) == []


def test_feeds_are_read_by_a_reader_of_feeds(name, site):
    feeds = [path for path in site.files() if path.endswith("feed.xml")]
    for path in feeds:
        feed = feedparser.parse((site.folder / path).read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
    assert feeds


@pytest.mark.parametrize("jobs", [1, 4])
def test_neither_threads_nor_the_order_of_files_show(name, site, tmp_path, jobs):
    other = adopted(name).shuffled(tmp_path, seed=jobs)
    again = other.build(tmp_path / "out", "--jobs", str(jobs))
    assert again.run.err == site.run.err
    assert tree(again.folder) == tree(site.folder)
