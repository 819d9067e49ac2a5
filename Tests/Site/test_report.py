"""The report of `build --json`."""

import pytest

from support import demo
from support.program import DAY, ROOT, build

DIAGNOSTIC_KEYS = {"path", "line", "column", "severity", "code", "message", "hint"}


def test_the_report_has_the_documented_keys(site):
    documented = {
        "format",
        "pages",
        "files_written",
        "files_deleted",
        "offers",
        "left_out",
        "diagnostics",
        "phases_ms",
        "peak_bytes",
    }
    assert documented <= set(site.report)
    assert site.report["format"] == 1


def test_the_report_counts_the_pages_that_are_there(site):
    assert site.report["pages"] == len(site.pages)


def test_the_report_counts_the_files_that_are_there(site):
    assert site.report["files_written"] == len(site.files())
    assert site.report["files_deleted"] == 0


def test_the_report_counts_the_open_offers(site):
    assert site.report["offers"] == len(demo.open_offers(DAY))


def test_the_demo_site_is_as_large_as_it_should_be(site):
    """At least 30 offers over 8 employers, 40 questions over three pages."""
    assert site.report["offers"] >= 30
    employers = [page for page in site.pages if page.data_of("Organization")]
    assert len({page.canonical for page in employers if page.language == "fr"}) >= 8
    questions = [item for page in site.pages for item in page.data_of("FAQPage")]
    assert sum(len(item["mainEntity"]) for item in questions) >= 40


def test_every_phase_has_its_milliseconds(site):
    phases = site.report["phases_ms"]
    assert phases and all(isinstance(value, (int, float)) and value >= 0 for value in phases.values())


def test_the_peak_of_memory_is_in_bytes(site):
    assert 1_000_000 < site.report["peak_bytes"] < 1_000_000_000


def test_the_demo_site_has_no_errors(site):
    assert [item for item in site.report["diagnostics"] if item["severity"] == "error"] == []


def test_a_diagnostic_has_the_documented_keys(site):
    assert site.report["diagnostics"], "the demo site shows some advice"
    for item in site.report["diagnostics"]:
        assert set(item) == DIAGNOSTIC_KEYS
        assert item["severity"] in {"error", "warning", "note"}
        assert (ROOT / item["path"]).is_file()


def test_what_was_left_out_is_named_with_its_reason(site):
    left_out = {item["path"]: item["reason"] for item in site.report["left_out"]}
    assert all(set(item) == {"path", "reason"} for item in site.report["left_out"])
    assert left_out["offers/2026/psychologue.md"] == "draft"
    assert "2027-01-11" in left_out["offers/2027/directeur-adjoint-creche.md"]


def test_every_offer_is_published_or_named(site):
    left_out = {item["path"] for item in site.report["left_out"]}
    for offer in demo.offers():
        assert site.has(offer.address) != (offer.path in left_out), offer.path


def test_the_report_says_the_same_without_json(site, tmp_path):
    from support.program import vivier

    run = vivier("build", "--out", tmp_path / "out", "--date", DAY)
    assert run.code == 0
    assert f"{site.report['offers']} offers" in run.out
    assert f"{site.report['pages']} pages" in run.out
    for item in site.report["left_out"]:
        assert item["path"] in run.out


@pytest.mark.parametrize("day", ["2026-11-21", "2030-01-01", "2020-01-01"])
def test_a_site_is_built_on_any_day(tmp_path, day):
    run = build(ROOT, tmp_path / "out", day=day)
    assert run.code == 0, run.err
