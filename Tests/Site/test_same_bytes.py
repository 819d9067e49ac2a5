"""The same files and the same day give the same bytes."""

import os
import random
import shutil

import pytest

from support import small
from support.folders import copy_site, tree
from support.program import ROOT, build


def without_manifest(folder) -> dict[str, bytes]:
    return {path: data for path, data in tree(folder).items() if ".vivier" not in path}


def test_two_runs_give_the_same_bytes(site, built):
    assert built().bytes() == site.bytes()


@pytest.mark.parametrize("jobs", [1, 2, 3, 16, 256])
def test_the_number_of_threads_does_not_show(site, built, jobs):
    assert built("--jobs", str(jobs)).bytes() == site.bytes()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_in_which_files_were_made_does_not_show(site, built, tmp_path, seed):
    """Directory listings come in the order of a hash of names, or of creation."""
    order = random.Random(seed)
    files = [path for name in ["content", "templates"] for path in (ROOT / name).rglob("*")]
    order.shuffle(files)
    for path in files:
        if path.is_file():
            target = tmp_path / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (seed * 1_000_000, seed * 1_000_000))
    assert built(site=tmp_path).bytes() == site.bytes()


def test_the_manifest_is_the_same_too(site, built):
    again = built("--jobs", "1")
    assert tree(again.folder) == tree(site.folder)


def test_the_language_and_zone_of_the_machine_do_not_show(site, tmp_path):
    for number, zone in enumerate(["Pacific/Kiritimati", "America/Los_Angeles"]):
        out = tmp_path / str(number)
        run = build(ROOT, out, env={"TZ": zone, "LC_ALL": "C", "LANG": "tr_TR.UTF-8"})
        assert run.code == 0
        assert without_manifest(out) == site.bytes()


def test_the_folder_of_the_site_does_not_show(site, built, tmp_path):
    folder = copy_site(tmp_path / "un dossier à nom long/avec des espaces")
    assert built(site=folder).bytes() == site.bytes()


def test_content_and_templates_may_be_given_apart(site, tmp_path):
    from support.program import DAY, vivier

    run = vivier(
        *["build", "--content", ROOT / "content", "--templates", ROOT / "templates"],
        *["--out", tmp_path / "out", "--date", DAY, "--json"],
        cwd=tmp_path,
    )
    assert run.code == 0, run.err
    assert without_manifest(tmp_path / "out") == site.bytes()


def test_a_second_run_writes_nothing(tmp_path):
    folder = small.small_site(tmp_path / "site")
    build(folder, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*")}
    report = build(folder, tmp_path / "out").report
    assert (report["files_written"], report["files_deleted"]) == (0, 0)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.*")}
    assert {path for path in before if before[path] != after[path]} <= {
        tmp_path / "out/.vivier-manifest"
    }


def test_only_what_changed_is_written(tmp_path):
    folder = small.small_site(tmp_path / "site")
    build(folder, tmp_path / "out")
    page = folder / "content/pages/mentions.md"
    page.write_text(small.PAGE.replace("La mairie.", "La ville."), "utf-8")
    report = build(folder, tmp_path / "out").report
    assert report["files_written"] == 1
    assert "La ville." in (tmp_path / "out/mentions/index.html").read_text()


def test_building_over_another_day_gives_what_a_clean_build_gives(built, tmp_path):
    out = tmp_path / "out"
    for day in ["2026-11-21", "2027-02-01", "2026-10-01", "2026-12-15"]:
        assert build(ROOT, out, day=day).code == 0
    assert without_manifest(out) == built(day="2026-12-15").bytes()
