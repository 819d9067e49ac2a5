"""The board of a list that is too large for one file: in a worker, and without one."""

import pytest

from listing.visits import Board
from offerlist.corpus import write_site
from support.browser import Visit
from support.program import OK, ROOT, build
from support.published import Published

ORIGIN = "https://emplois.example"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    write_site(folder, 2400, 5)
    run = build(folder, folder / "public", "--templates", ROOT / "templates")
    assert run.code == OK, run.err
    return Published(folder / "public", run, ORIGIN)


@pytest.fixture(params=["worker", "no worker", "worker that fails"])
def it(request, browser, large):
    visit = Visit("")
    context = browser.context(large.folder, ORIGIN, visit, viewport={"width": 1280, "height": 900})
    it = Board(context.new_page(), ORIGIN, visit)
    if request.param == "no worker":
        it.page.add_init_script("delete window.Worker")
    if request.param == "worker that fails":
        it.page.add_init_script("window.Worker = class extends Worker { constructor(_, options) { super('/nowhere.js', options); } }")
    it.workers = 1 if request.param == "worker" else 0
    yield it
    context.close()


def test_it_answers_as_a_small_one_does(it):
    it.open("/offres/")
    total = it.total
    it.tick("contrat", "cdi")
    one = it.total
    assert 0 < one < total and len(it.page.workers) == it.workers
    counts = it.counts("domaine")
    value = max(counts, key=counts.get)
    it.tick("domaine", value)
    assert it.total == counts[value]
    it.page.go_back()
    it.page.wait_for_function("() => location.search === '?contrat=cdi'")
    it.wait()
    assert it.total == one
    assert len(it.all_offers()) == len(set(it.offers)) == one


def test_a_folded_group_shows_no_number_that_could_be_wrong(it):
    it.open("/offres/")
    it.tick("contrat", "cdi")
    it.tick("domaine", next(value for value, count in it.counts("domaine").items() if count))
    folded = it.page.locator("details[data-facet=departement]")
    assert folded.locator("[data-count]").count() == 0
    folded.locator("summary").click()
    it.page.locator("[data-facet=departement] [data-count]").first.wait_for()
    counts = it.counts("departement")
    value = max(counts, key=counts.get)
    it.tick("departement", value)
    assert it.total == counts[value] > 0


def test_a_chosen_value_of_a_folded_group_has_its_name(it):
    it.open("/offres/?teletravail=partiel&salaire=2000")
    assert it.chips == ["En partie à distance", "à partir de 2 000 €"]
    assert it.total > 0
