"""The files of an index, read back by what docs/index-format.md says."""

import hashlib
import json
import math
from collections import Counter

import pytest

from offerlist.corpus import TODAY, write_site
from offerlist.files import Index, ascending, numbers
from offerlist.folding import VECTORS
from offerlist.reference import Reference
from support.program import OK, ROOT, build

EPOCH = 719_163
CELLS = ["id", "url", "title", "who", "facts", "closes", "offset", "lang"]


class Built:
    """A made-up site, built, with its index and what it must say."""

    def __init__(self, folder, count):
        self.site, self.out = folder / "site", folder / "public"
        self.site.mkdir()
        self.offers = write_site(self.site, count, count)
        self.build(self.out)
        self.folder = self.out / "idx/fr"
        self.index = Index(self.folder)

    def build(self, out, *more):
        run = build(self.site, out, "--templates", ROOT / "templates", *more)
        assert run.code == OK, run.err
        return run


@pytest.fixture(scope="module", params=[150, 600], ids=["S", "M"])
def built(request, tmp_path_factory):
    return Built(tmp_path_factory.mktemp("index"), request.param)


def test_the_mode_follows_the_number_of_rows(built):
    assert built.index.m["n"] == len(built.offers)
    assert built.index.m["mode"] == ("S" if len(built.offers) <= 500 else "M")


def test_the_index_and_its_page_say_the_version_of_the_format(built):
    assert built.index.m["v"] == 3
    assert 'data-index-v="3"' in (built.out / "offres/index.html").read_text("utf-8")


def test_rows_stand_in_the_order_of_the_static_lists(built):
    cards = built.index.cards()
    assert [card[0] for card in cards] == [offer.reference for offer in built.offers]
    first = (built.out / "offres/index.html").read_text("utf-8")
    shown = [part.split('"')[0] for part in first.split(' data-offer="')[1:]]
    assert shown == [offer.reference for offer in built.offers[: len(shown)]] and len(shown) >= 20


def test_a_card_says_what_the_page_says(built):
    assert built.index.m["cells"] == CELLS
    cards = [dict(zip(CELLS, card)) for card in built.index.cards()]
    for card, offer in list(zip(cards, built.offers))[:40]:
        page = (built.out / card["url"].strip("/") / "index.html").read_text("utf-8")
        assert offer.reference in page and card["lang"] == "fr" and card["who"].replace("\u00a0", " ") == offer.employer
        assert card["closes"] == (offer.closes.toordinal() - EPOCH if offer.closes else 0)
        assert card["offset"] == ("" if not offer.closes else "+01:00")


def test_columns_hold_the_values_of_every_row(built):
    for name in built.offers[0].facets:
        assert built.index.values(name) == [offer.facets[name] for offer in built.offers], name


def test_days_hold_for_every_row(built):
    assert built.index.m["day"] == TODAY.toordinal() - EPOCH
    assert built.index.published() == [offer.published.toordinal() - EPOCH for offer in built.offers]
    assert built.index.closes() == [offer.closes.toordinal() - EPOCH if offer.closes else 0 for offer in built.offers]


def test_points_hold_for_every_row(built):
    assert [set(points) for points in built.index.points()] == [set(offer.points) for offer in built.offers]


def test_terms_hold_for_every_row(built):
    reference = Reference(built.offers, {})
    found = built.index.terms()
    expected = {
        term: {row: term in reference.strong[row] for row, terms in enumerate(reference.all) if term in terms}
        for term in sorted(reference.having)
    }
    assert found == expected


def test_counts_are_those_of_the_rows(built):
    for facet in built.index.m["facets"]:
        counts = Counter(value for offer in built.offers for value in offer.facets[facet["name"]])
        assert dict(zip(facet["values"], facet["counts"])) == {slug: counts[slug] for slug in facet["values"]}
        if facet["kind"] == "floor":
            assert facet["values"] == sorted(facet["values"], key=int)
        else:
            shown = sorted(counts, key=lambda slug: (-counts[slug], slug))[: len(facet["values"])]
            assert facet["values"] == sorted(shown) and len(shown) == (len(counts) if len(counts) <= 64 else 20)


def test_the_files_do_not_depend_on_how_they_were_made(built):
    again = built.out.parent / "again"
    built.build(again, "--jobs", "1")
    assert files_of(again) == files_of(built.out)
    assert built.build(built.out).report["files_written"] == 0


def test_every_file_of_the_index_is_named_by_another(built):
    named, index = {"m.json"}, built.index
    def take(name, digest):
        named.add(f"s/{name}-{digest}.json")
    for name, digest in index.m["parts"].items():
        take(name, digest)
    text = index.part("text")
    for place, border in enumerate(["", *text["first"].split()]):
        take(f"t-{border}", text["shards"][6 * place : 6 * place + 6])
    for number in range(len(index.m["blocks"]) if index.m["mode"] != "S" else 0):
        block = index.part(f"block-{number}")
        for name, digest in block["cols"].items():
            take(f"col-{name}-{number}", digest)
        for place in range(-(-index.m["blocks"][::-1][number] // index.m["card"])):
            take(f"card-{number}-{place}", block["cards"][place // 4 * 6 :][:6])
    if "views" in index.m:
        named |= {f"v/{facet['name']}-{slug}.json" for facet in index.m["facets"] for slug in facet["values"]} | {"v/cube.json"}
    assert {str(path.relative_to(built.folder)) for path in built.folder.rglob("*.json")} == named


def files_of(folder) -> dict:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted((folder / "idx").rglob("*")) if path.is_file()}


def test_words_for_slips_are_those_of_titles(built):
    fuzzy = built.index.part("fuzzy")["t"].split()
    assert fuzzy == Reference(built.offers, {}).titles


def test_the_rules_of_the_language_come_with_the_index(built):
    rules = json.loads(VECTORS.read_text("utf-8"))["rules"]["fr"]
    found = built.index.part("text")
    assert {name: found[name] for name in rules} == rules


def test_views_say_what_one_filter_gives(built):
    if built.index.m["mode"] == "S":
        assert "views" not in built.index.m and not (built.folder / "v").exists()
        return
    cards = built.index.cards()
    facets = built.index.m["facets"]
    for facet in facets:
        for slug in facet["values"]:
            view = built.index.read(f"v/{facet['name']}-{slug}.json")
            assert view["v"] == built.index.m["views"]
            rows = [row for row, offer in enumerate(built.offers) if slug in offer.facets[facet["name"]]]
            assert view["n"] == len(rows) and view["top"] == [cards[row] for row in rows[:20]]
            counted = [other for other in facets if not other.get("more") and other is not facet]
            assert list(view["counts"]) == [other["name"] for other in counted]
            for other in counted:
                counts = Counter(value for row in rows for value in built.offers[row].facets[other["name"]])
                assert view["counts"][other["name"]] == [counts[value] for value in other["values"]]


def test_the_cube_counts_every_combination(built):
    if built.index.m["mode"] == "S":
        return
    cube = built.index.read("v/cube.json")
    assert cube["v"] == built.index.m["views"]
    names = built.index.m["cube"]
    columns = [built.index.column(name) for name in names]
    sizes = [len(built.index.facet(name)["masks"]) + 1 for name in names]
    counts = Counter((one * sizes[1] + two) * sizes[2] + three for one, two, three in zip(*columns))
    assert dict(zip(ascending(numbers(cube["k"])), numbers(cube["c"]))) == counts
    assert math.prod(sizes) > max(counts)


def test_towns_of_offers_come_first_and_all_towns_have_a_point(built):
    places = json.loads((built.out / built.index.m["places"].lstrip("/")).read_text("utf-8"))
    keys = places["keys"].split()
    assert keys == sorted(set(keys)) and {len(places[part]) for part in ("names", "areas", "lat", "lon", "rank")} == {len(keys)}
    own = {key for key, rank in zip(keys, places["rank"]) if rank == 0}
    assert own == {town for offer in built.offers for town in offer.facets["commune"]}
    others = sorted(rank for rank in places["rank"] if rank)
    assert others == [place.bit_length() for place in range(1, len(keys) - len(own) + 1)]


def test_a_theme_without_a_board_writes_no_index(tmp_path):
    write_site(tmp_path, 3, 1)
    settings = tmp_path / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace("board: true", "board: false"), "utf-8")
    assert build(tmp_path, tmp_path / "public", "--templates", ROOT / "templates").code == OK
    assert not (tmp_path / "public/idx").exists()


def test_a_site_without_offers_has_an_index_of_nothing(tmp_path):
    write_site(tmp_path, 0, 1)
    assert build(tmp_path, tmp_path / "public", "--templates", ROOT / "templates").code == OK
    index = Index(tmp_path / "public/idx/fr")
    assert (index.m["n"], index.m["facets"], index.m["days"], index.cards(), index.terms()) == (0, [], [], [], {})


@pytest.mark.parametrize(
    "table, message",
    [
        ("ville\tlat\tlon\nDijon\t47.3\t5.0\n", "content/places.tsv: error: this table of towns has no columns 'name', 'lat' and 'lon'"),
        (None, "content/site.yml: error: 'places' names a file that is not there: 'content/places.tsv'"),
    ],
)
def test_a_table_of_towns_that_is_none_stops_the_build(tmp_path, table, message):
    write_site(tmp_path, 3, 1)
    with (tmp_path / "content/site.yml").open("a") as settings:
        settings.write("places: places.tsv\n")
    if table:
        (tmp_path / "content/places.tsv").write_text(table, "utf-8")
    run = build(tmp_path, tmp_path / "public", "--templates", ROOT / "templates")
    assert run.code == 1 and message in run.err and not (tmp_path / "public").exists()


def test_a_line_of_the_table_without_a_place_is_left_out_and_said(tmp_path):
    write_site(tmp_path, 30, 1)
    with (tmp_path / "content/site.yml").open("a") as settings:
        settings.write("places: places.tsv\n")
    rows = ["country\tarea\tname\tlat\tlon", "FR\t21\tBeaune\t47.024\t4.839", "=\t=\tNulle part\t95\t4", "=\t=\tNuits-Saint-Georges\t47.137\t4.949"]
    (tmp_path / "content/places.tsv").write_text("\r\n".join(rows) + "\n", "utf-8")
    run = build(tmp_path, tmp_path / "public", "--templates", ROOT / "templates")
    assert run.code == OK and "content/places.tsv:3:1: warning: this line has no name or no place on earth" in run.err
    index = Index(tmp_path / "public/idx/fr")
    places = json.loads((tmp_path / "public" / index.m["places"].lstrip("/")).read_text("utf-8"))
    assert {"beaune", "nuits-saint-georges"} <= set(places["keys"].split()) and "nulle-part" not in places["keys"]
