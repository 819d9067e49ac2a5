"""When nothing has changed, a build does nothing, and says the same; it believes only what it sees."""

import os
import random
import shutil
import time

import pytest

from support import small
from support.folders import tree
from support.program import DISK, MISTAKES, OK, ROOT, build, vivier

# What files are written again within looks as before to a file system.
SETTLED = 2.1
# At least as many as there are tests here.
SITES = 40


def state(out):
    return out.parent / f".{out.name}.vivier-state"


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """Folders for the sites of all tests, so that files have to settle once and not for each."""
    files = {
        "content/offers/faute.md": small.offer("Faute", published="2026-13-45"),
        "content/offers/brouillon.md": small.offer("Brouillon", draft="true"),
    }
    root = tmp_path_factory.mktemp("settled")
    folders = [small.small_site(root / f"{number}/site", files) for number in range(SITES)]
    time.sleep(SETTLED)
    return folders


@pytest.fixture
def site(settled):
    """A small site with a mistake and some advice, built and remembered."""
    folder = settled.pop()
    assert build(folder, folder / "public").code == MISTAKES
    assert state(folder / "public").exists()
    return folder


def steady(report: dict) -> dict:
    """What a report says of the site, and not of the work."""
    work = {"unchanged", "pages_kept", "files_written", "files_deleted", "phases_ms", "peak_bytes"}
    return {key: value for key, value in report.items() if key not in work}


def test_a_build_without_a_change_says_the_same_and_touches_nothing(site):
    out = site / "public"
    first = build(site, site / "fresh")
    before = {path: path.stat() for path in sorted(out.rglob("*"))}
    again = build(site, out)
    assert again.report["unchanged"] and not first.report["unchanged"]
    assert again.code == first.code == MISTAKES
    assert again.err == first.err
    assert steady(again.report) == steady(first.report)
    assert {path: path.stat() for path in sorted(out.rglob("*"))} == before


def test_the_summary_says_that_nothing_has_changed(site):
    run = vivier("build", "--site", site, "--out", site / "public", "--date", "2026-11-21")
    assert "nothing has changed" in run.out
    assert "brouillon.md: draft" in run.out


def test_the_list_of_changes_is_empty(site, tmp_path):
    build(site, site / "public", "--changed-list", tmp_path / "list")
    assert (tmp_path / "list").read_text() == ""


def test_what_is_remembered_is_for_its_owner_only(site):
    assert state(site / "public").stat().st_mode & 0o777 == 0o600


def is_made_again(site, *more, **options) -> None:
    """A build looks at all of it again, and gives what a clean one gives."""
    out, fresh = site / "public", site.parent / "fresh"
    run = build(site, out, *more, **options)
    clean = build(site, fresh, *more, **options)
    assert not run.report["unchanged"]
    assert (run.code, steady(run.report)) == (clean.code, steady(clean.report))
    assert tree(out) == tree(fresh)


def edit(path, old, new):
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda site: edit(site / "content/offers/jardin.md", "Un texte.", "Le texte."),
        lambda site: edit(site / "content/site.yml", "title: Emplois", "title: Métiers"),
        lambda site: edit(site / "templates/partials/card.html", "<li", "<li title='a'"),
        lambda site: (site / "content/offers/jardin.md").unlink(),
        lambda site: (site / "content/offers/nouveau.md").write_text(small.offer("Nouveau"), "utf-8"),
        lambda site: (site / "content/offers/jardin.md").rename(site / "content/offers/jardinier.md"),
        lambda site: (site / "content/assets/plan.txt").write_text("Un autre plan.\n"),
        lambda site: (site / "content/pages/lien.md").symlink_to(site / "content/pages/mentions.md"),
        lambda site: (site / "public/index.html").write_text("other"),
        lambda site: (site / "public/index.html").unlink(),
        lambda site: shutil.rmtree(site / "public/offres"),
        lambda site: (site / "public/.vivier-manifest").write_text("vivier manifest 1\n"),
        lambda site: (site / "public/.vivier-new").mkdir(),
        lambda site: state(site / "public").unlink(),
    ],
)
def test_each_change_is_seen(site, change):
    change(site)
    if not (site / "public/.vivier-manifest").read_text().count("\n") > 1:
        # Nobody knows any more that the files are ours.
        shutil.rmtree(site / "public")
    is_made_again(site)


def test_an_edit_that_keeps_size_and_time_is_seen(site):
    file = site / "content/offers/jardin.md"
    before = file.stat()
    edit(file, "Un texte.", "Le texte")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    is_made_again(site)


@pytest.mark.parametrize("more", [["--drafts"], ["--future"]])
def test_another_wish_is_another_site(site, more):
    is_made_again(site, *more)


def test_another_day_is_another_site(site):
    is_made_again(site, day="2026-12-15")


def test_a_file_that_was_just_written_is_looked_at_again(site):
    """It may be written once more within the step of the clock of files."""
    edit(site / "content/offers/jardin.md", "Un texte.", "Le texte.")
    build(site, site / "public")
    edit(site / "content/offers/jardin.md", "Le texte.", "Mon texte")
    is_made_again(site)


def test_a_link_is_never_believed(site):
    (site / "content/assets/lien.txt").symlink_to("plan.txt")
    time.sleep(SETTLED)
    build(site, site / "public")
    assert not build(site, site / "public").report["unchanged"]


def test_a_killed_or_refused_build_is_not_remembered(site):
    edit(site / "content/offers/jardin.md", "Un texte.", "Le texte.")
    time.sleep(SETTLED)
    (site / "public/offres").chmod(0o755)
    run = vivier(
        *["build", "--site", site, "--out", site / "public", "--date", "2026-11-21"],
        prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=renameat:error=EIO:when=3"],
    )
    assert run.code == DISK
    is_made_again(site)


@pytest.mark.parametrize("seed", range(8))
def test_damage_is_not_believed(site, seed):
    """Cut, flipped, lengthened, emptied: the same site, and no word of it."""
    chance = random.Random(seed)
    file = state(site / "public")
    whole = file.read_bytes()
    expected = tree(site / "public")
    for _ in range(6):
        damaged = bytearray(whole)
        match chance.randrange(4):
            case 0:
                del damaged[chance.randrange(len(damaged)) :]
            case 1:
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            case 2:
                damaged += chance.randbytes(chance.randrange(1, 64))
            case 3:
                start = chance.randrange(len(damaged))
                damaged[start : start + 64] = chance.randbytes(64)
        file.write_bytes(damaged)
        run = build(site, site / "public")
        assert run.code == MISTAKES and not run.report["unchanged"]
        assert tree(site / "public") == expected
    assert build(site, site / "public").report["unchanged"]


def test_a_site_switched_at_once_is_remembered_too(site):
    out = site / "at-once"
    for _ in range(2):
        build(site, out, "--atomic")
    assert build(site, out, "--atomic").report["unchanged"]
    edit(site / "content/offers/jardin.md", "Un texte.", "Le texte.")
    time.sleep(SETTLED)
    build(site, out, "--atomic")
    assert build(site, out, "--atomic").report["unchanged"]
    build(site, site / "fresh")
    assert tree(out) == tree(site / "fresh")


def test_two_sites_beside_each_other_are_remembered_apart(site):
    build(site, site / "other", "--drafts")
    assert build(site, site / "other", "--drafts").report["unchanged"]
    assert build(site, site / "public").report["unchanged"]
    assert not build(ROOT, site / "public").report["unchanged"]
