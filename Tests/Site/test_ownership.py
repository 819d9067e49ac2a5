"""A build owns what its manifest names, and touches nothing else."""

import os

import pytest

from support import small
from support.folders import tree
from support.program import MISTAKES, OK, build


@pytest.fixture
def folder(tmp_path):
    return small.small_site(tmp_path / "site")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_what_is_no_longer_made_is_deleted(folder, out):
    build(folder, out)
    (folder / "content/offers/jardin.md").unlink()
    run = build(folder, out)
    assert run.code == OK
    assert run.report["files_deleted"] >= 1
    assert not (out / "offres/jardin").exists()


def test_folders_left_empty_are_deleted(folder, out):
    build(folder, out)
    (folder / "content/pages/mentions.md").unlink()
    build(folder, out)
    assert not (out / "mentions").exists()
    assert [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_a_file_of_somebody_else_is_never_touched(folder, out):
    out.mkdir()
    (out / "CNAME").write_text("emplois.example")
    (out / "offres").mkdir()
    (out / "offres/notes.txt").write_text("à moi")
    build(folder, out)
    (folder / "content/offers/jardin.md").unlink()
    assert build(folder, out).code == OK
    assert (out / "CNAME").read_text() == "emplois.example"
    assert (out / "offres/notes.txt").read_text() == "à moi"


def test_a_folder_with_a_foreign_file_is_kept(folder, out):
    build(folder, out)
    (out / "offres/jardin/photo.jpg").write_bytes(b"photo")
    (folder / "content/offers/jardin.md").unlink()
    assert build(folder, out).code == OK
    assert not (out / "offres/jardin/index.html").exists()
    assert (out / "offres/jardin/photo.jpg").read_bytes() == b"photo"


@pytest.mark.parametrize(
    "path",
    ["index.html", "offres/index.html", "offres/jardin/index.html", "robots.txt", "assets/plan.txt"],
)
def test_a_foreign_file_in_the_way_is_an_error_that_names_it(folder, out, path):
    file = out / path
    file.parent.mkdir(parents=True)
    file.write_text("à moi")
    run = build(folder, out)
    assert run.code == MISTAKES
    assert "file-in-the-way" in run.codes
    assert path in run.err
    assert {name for name in tree(out) if ".vivier" not in name} == {path}
    assert file.read_text() == "à moi"


def test_a_new_page_does_not_take_the_place_of_a_foreign_file(folder, out):
    """The old site stays as it was."""
    build(folder, out)
    (out / "offres/menage").mkdir()
    (out / "offres/menage/index.html").write_text("à moi")
    before = tree(out)
    (folder / "content/offers/menage.md").write_text(small.offer("Agente d'entretien"), "utf-8")
    run = build(folder, out)
    assert run.code == MISTAKES
    assert "offres/menage/index.html" in run.err
    assert tree(out) == before


@pytest.mark.parametrize("path", ["offres", "assets", "offres/jardin", "api"])
def test_a_foreign_file_where_a_folder_goes_is_in_the_way(folder, out, path):
    (out / path).parent.mkdir(parents=True)
    (out / path).write_text("à moi")
    run = build(folder, out)
    assert run.code == MISTAKES, run.err
    assert path in run.err
    assert {name for name in tree(out) if ".vivier" not in name} == {path}


@pytest.mark.parametrize("path", ["index.html", "robots.txt"])
def test_a_foreign_folder_where_a_file_goes_is_in_the_way(folder, out, path):
    (out / path).mkdir(parents=True)
    run = build(folder, out)
    assert run.code == MISTAKES, run.err
    assert path in run.err
    assert [item for item in out.iterdir() if ".vivier" not in item.name] == [out / path]


def test_a_dangling_link_of_somebody_else_is_in_the_way(folder, out):
    out.mkdir()
    (out / "index.html").symlink_to("nowhere")
    run = build(folder, out)
    assert run.code == MISTAKES, run.err
    assert (out / "index.html").is_symlink()


def test_a_linked_folder_leads_nothing_outside(folder, out, tmp_path):
    """What lies behind somebody's link is not the site's to write or delete."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text("à moi")
    out.mkdir()
    (out / "offres").symlink_to(tmp_path / "elsewhere")
    run = build(folder, out)
    assert run.code == MISTAKES
    assert tree(tmp_path / "elsewhere") == {"index.html": "à moi".encode()}


def test_a_manifest_cannot_make_a_build_delete_outside_of_its_folder(folder, out, tmp_path):
    build(folder, out)
    (tmp_path / "precious.txt").write_text("à moi")
    with (out / ".vivier-manifest").open("a") as manifest:
        manifest.write("../precious.txt\n" + str(tmp_path / "precious.txt") + "\nx/../../precious.txt\n")
    build(folder, out)
    assert (tmp_path / "precious.txt").read_text() == "à moi"


def test_a_lost_manifest_makes_every_file_foreign(folder, out):
    build(folder, out)
    before = tree(out)
    (out / ".vivier-manifest").unlink()
    del before[".vivier-manifest"]
    assert build(folder, out).code == MISTAKES
    assert {path: data for path, data in tree(out).items() if "vivier" not in path} == before


@pytest.mark.parametrize("damage", [b"", b"\x00\xff\xfe", b"vivier manifest 9\nindex.html\n"])
def test_a_damaged_manifest_is_no_crash(folder, out, damage):
    build(folder, out)
    (out / ".vivier-manifest").write_bytes(damage)
    assert build(folder, out).code in {OK, MISTAKES}
    assert (out / "index.html").is_file()


def test_a_file_of_ours_that_was_changed_is_made_again(folder, out):
    build(folder, out)
    clean = tree(out)
    (out / "offres/jardin/index.html").write_text("changed")
    (out / "mentions/index.html").unlink()
    assert build(folder, out).code == OK
    assert tree(out) == clean


def test_a_file_may_become_a_folder_and_a_folder_a_file(folder, out):
    """`assets/plan.txt` today, `assets/plan.txt/a.txt` tomorrow, and back."""
    assert build(folder, out).code == OK
    plan = folder / "content/assets/plan.txt"
    plan.unlink()
    plan.mkdir()
    (plan / "a.txt").write_text("A")
    run = build(folder, out)
    assert run.code == OK, run.err
    assert (out / "assets/plan.txt/a.txt").read_text() == "A"
    (plan / "a.txt").unlink()
    plan.rmdir()
    plan.write_text("Un plan.\n")
    run = build(folder, out)
    assert run.code == OK, run.err
    assert (out / "assets/plan.txt").read_text() == "Un plan.\n"


def test_published_files_can_be_read_by_a_server(folder, out):
    os.umask(0o022)
    build(folder, out)
    for path in out.rglob("*"):
        if not path.name.startswith(".vivier"):
            assert path.stat().st_mode & 0o444 == 0o444, path


def test_nothing_is_left_beside_the_site(folder, out):
    build(folder, out)
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == {".vivier-manifest"}


def test_the_content_is_never_written_to(folder, out):
    before = tree(folder)
    build(folder, out)
    assert tree(folder) == before
