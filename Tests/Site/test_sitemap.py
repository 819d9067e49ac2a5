"""The sitemap and `robots.txt`."""

import re
from datetime import date

import pytest

from support import demo
from support.program import DAY

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def shards(site) -> list[str]:
    return [loc.text.removeprefix(site.origin + "/") for loc in site.xml("sitemap.xml").iter(f"{MAPS}loc")]


def entries(site) -> list:
    return [url for shard in shards(site) for url in site.xml(shard).iter(f"{MAPS}url")]


def addresses(site) -> list[str]:
    return [url.findtext(f"{MAPS}loc").removeprefix(site.origin) for url in entries(site)]


def test_the_index_names_every_shard_and_no_other(site):
    assert site.xml("sitemap.xml").tag == f"{MAPS}sitemapindex"
    assert sorted(shards(site)) == [path for path in site.files() if path.startswith("sitemaps/")]


def test_shards_have_the_shape_of_the_protocol(site):
    for shard in shards(site):
        root = site.xml(shard)
        assert root.tag == f"{MAPS}urlset"
        assert 0 < len(root) <= 50_000
        for url in root:
            assert url.tag == f"{MAPS}url"
            names = [child.tag for child in url]
            assert names[0] == f"{MAPS}loc"
            assert set(names) <= {f"{MAPS}loc", f"{MAPS}lastmod", f"{XHTML}link"}
            assert names.count(f"{MAPS}lastmod") <= 1


def test_addresses_are_whole_and_short_enough(site):
    for url in entries(site):
        address = url.findtext(f"{MAPS}loc")
        assert address.startswith(site.origin + "/") and len(address) < 2048


def test_no_address_stands_twice(site):
    assert len(addresses(site)) == len(set(addresses(site)))


def test_the_map_holds_exactly_the_pages_to_be_found(site):
    """Each that says it may be indexed, but the older pages of lists."""
    expected = {
        page.address
        for page in site.pages
        if not page.is_hidden and not re.search(r"/page/\d+/$", page.address)
    }
    assert set(addresses(site)) == expected


def test_days_are_days(site):
    for url in entries(site):
        day = url.findtext(f"{MAPS}lastmod")
        assert day is None or date.fromisoformat(day) <= date.fromisoformat(DAY)


def test_an_offer_has_the_day_it_appeared(site):
    days = {url.findtext(f"{MAPS}loc"): url.findtext(f"{MAPS}lastmod") for url in entries(site)}
    for offer in demo.open_offers(DAY):
        assert days[site.origin + offer.address] == offer.keys["published"].isoformat()


def test_translations_stand_beside_each_other_as_on_the_pages(site):
    for url in entries(site):
        said = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        if said:
            page = site.page(url.findtext(f"{MAPS}loc").removeprefix(site.origin))
            shown = {link.get("hreflang"): link.get("href") for link in page.links("alternate") if link.get("hreflang")}
            assert said == {key: value for key, value in shown.items() if key != "x-default"}, page


def test_robots_may_come_and_are_told_of_the_map(site):
    lines = site.read("robots.txt").splitlines()
    assert "User-agent: *" in lines
    assert f"Sitemap: {site.origin}/sitemap.xml" in lines
    assert not [line for line in lines if line.lower().startswith("disallow: /")]


@pytest.mark.parametrize("line", ["url: https://emplois.aubrelle.example"])
def test_a_site_without_an_address_has_no_map(tmp_path, built, line):
    """And no page that claims to stand somewhere."""
    from support.folders import copy_site

    folder = copy_site(tmp_path / "site")
    settings = folder / "content/site.yml"
    settings.write_text(settings.read_text("utf-8").replace(line + "\n", ""), "utf-8")
    site = built(site=folder)
    assert not site.has("/sitemap.xml")
    assert "Sitemap" not in site.read("robots.txt")
