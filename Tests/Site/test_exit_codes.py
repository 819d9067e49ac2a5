"""Exit codes: 0 done, 1 mistakes in the content, 64 wrong usage, 74 the disk refused."""

import pytest

from support import small
from support.program import DISK, MISTAKES, OK, ROOT, USAGE, build, vivier


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_sound_site_ends_with_0(tmp_path, command):
    site = small.small_site(tmp_path / "site")
    out = ["--out", tmp_path / "out"] if command == "build" else []
    run = vivier(command, "--site", site, "--date", "2026-11-21", *out)
    assert (run.code, run.err) == (OK, "")


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_mistake_in_an_offer_ends_with_1_and_costs_that_offer_only(tmp_path, command):
    site = small.small_site(tmp_path / "site", {"content/offers/x.md": "---\ntitle: [\n---\n"})
    run = vivier(command, "--site", site, "--date", "2026-11-21", "--json")
    assert run.code == MISTAKES
    assert run.report["offers"] == 3
    assert {item["path"] for item in run.report["left_out"]} == {"offers/x.md"}


@pytest.mark.parametrize("file", ["content/site.yml", "templates/layouts/base.html", "templates/i18n/fr.yml"])
def test_a_mistake_on_every_page_publishes_nothing(tmp_path, file):
    site = small.small_site(tmp_path / "site")
    assert build(site, tmp_path / "out").code == OK
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*") if path.is_file()}
    (site / file).write_text((site / file).read_text("utf-8") + "\n{{ [\n", "utf-8")
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert run.report["published"] is False
    assert run.report["files_written"] == 0
    assert file in run.err
    after = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*") if path.is_file()}
    assert after == before


def test_warnings_do_not_change_the_exit_code(tmp_path):
    site = small.small_site(tmp_path / "site", {"content/pages/p.md": "---\ntitle: P\n---\n<b>x</b>\n"})
    run = build(site, tmp_path / "out")
    assert run.code == OK
    assert "warning:" in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["build", "--nonsense"],
        ["build", "--date", "tomorrow"],
        ["build", "--date", "2026-02-30"],
        ["build", "--date", "21/11/2026"],
        ["build", "--date"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "-1"],
        ["build", "--jobs", "many"],
        ["build", "--jobs", "99999999999999999999"],
        ["build", "extra"],
        ["check", "--out", "x"],
        ["list", "--sideways"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "-1"],
        ["template", "render"],
        ["content", "show"],
        ["new"],
        ["new", "offer"],
        ["new", "nonsense", "Titre"],
        ["new", "offer", ""],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_64_and_says_how(arguments):
    run = vivier(*arguments)
    assert run.code == USAGE, run.err
    assert run.out == ""
    assert "Usage:" in run.err or "USAGE:" in run.err
    assert "Error:" in run.err


@pytest.mark.parametrize("option", ["--site", "--content", "--templates"])
def test_a_folder_that_is_not_there_ends_with_64_and_no_lesson_on_the_command(option):
    run = vivier("build", option, "/nowhere/at/all")
    assert (run.code, run.out) == (USAGE, "")
    assert run.err.startswith("error: there is no folder '/nowhere/at/all")
    assert run.err.count("\n") == 1


def test_wrong_usage_touches_nothing(tmp_path):
    (tmp_path / "keep").write_text("x")
    run = vivier("build", "--site", ROOT, "--out", tmp_path, "--date", "tomorrow")
    assert run.code == USAGE
    assert [path.name for path in tmp_path.iterdir()] == ["keep"]


def test_no_command_shows_the_help():
    run = vivier()
    assert run.code in {OK, USAGE}
    assert "SUBCOMMANDS" in run.out + run.err


def test_the_version_is_said():
    run = vivier("--version")
    assert run.code == OK
    assert run.out.strip().count(".") == 2


def test_an_empty_site_builds(tmp_path):
    (tmp_path / "content").mkdir()
    run = vivier("build", "--site", tmp_path, "--templates", ROOT / "templates", "--json")
    assert run.code == OK, run.err
    assert run.report["offers"] == 0
    assert (tmp_path / "public/index.html").is_file()


def test_a_disk_that_refuses_ends_with_74(tmp_path):
    (tmp_path / "out").write_text("a file")
    assert vivier("build", "--site", ROOT, "--out", tmp_path / "out/deeper").code == DISK


@pytest.mark.parametrize("value", ["abc", "12.5", "-1", "99999999999999999999", "1e9"])
def test_a_clock_that_is_no_number_is_wrong_usage(tmp_path, value):
    site = small.small_site(tmp_path / "site")
    run = vivier("build", "--site", site, env={"SOURCE_DATE_EPOCH": value})
    assert run.code == USAGE
    assert f"SOURCE_DATE_EPOCH takes seconds since 1970, not '{value}'" in run.err
    assert not (site / "public").exists()
