"""A disk that is full, read-only or forbidden: an error, and the old site intact."""

import os
import resource
import shutil
import signal
import subprocess

import pytest

from support import small
from support.disk import resize, small_disk, without_privileges
from support.folders import tree
from support.program import DISK, OK, PROGRAM, ROOT, USAGE, build, vivier


def visible(folder) -> dict[str, bytes]:
    return {path: data for path, data in tree(folder).items() if ".vivier" not in path}


def fill(disk):
    with (disk / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError:
            pass


def test_a_full_disk_is_an_error_and_leaves_the_old_site(built):
    """The demo site needs about 4 MB; the next build on a larger disk completes it."""
    with small_disk("1m") as disk:
        run = build(ROOT, disk / "out")
        assert run.code == DISK
        assert "No space left on device" in run.err
        assert visible(disk / "out") == {}

        resize(disk, "size=16m")
        assert build(ROOT, disk / "out").code == OK
        before = visible(disk / "out")

        fill(disk)
        run = build(ROOT, disk / "out", day="2026-12-15")
        assert run.code == DISK
        assert visible(disk / "out") == before

        resize(disk, "size=64m")
        assert build(ROOT, disk / "out", day="2026-12-15").code == OK
        assert visible(disk / "out") == built(day="2026-12-15").bytes()


@pytest.mark.parametrize("free", [64, 256, 600, 1000, 1400, 1800])
def test_wherever_the_disk_ends_the_old_site_is_whole(tmp_path, free):
    """`free` KiB are left when another day's site is built."""
    with small_disk("32m") as disk:
        assert build(ROOT, disk / "out").code == OK
        before = visible(disk / "out")
        statistics = os.statvfs(disk)
        used = (statistics.f_blocks - statistics.f_bfree) * statistics.f_frsize
        resize(disk, f"size={used // 1024 + free}k")
        run = build(ROOT, disk / "out", day="2026-12-15")
        assert run.code in {OK, DISK}
        if run.code == DISK:
            assert visible(disk / "out") == before
        assert not list((disk / "out").glob(".vivier-new*")) or run.code == DISK


def test_a_disk_without_free_names_is_an_error():
    """No inode left."""
    with small_disk("32m,nr_inodes=60") as disk:
        run = build(ROOT, disk / "out")
        assert run.code == DISK
        assert visible(disk / "out") == {}


def test_a_read_only_disk_is_an_error():
    with small_disk("32m") as disk:
        assert build(ROOT, disk / "out").code == OK
        before = tree(disk)
        resize(disk, "ro")
        run = build(ROOT, disk / "out", day="2026-12-15")
        assert run.code == DISK
        assert "Read-only file system" in run.err
        assert tree(disk) == before


@pytest.fixture
def nobody():
    """A small site whose output obeys permissions: `(site, out, prefix)`."""
    with without_privileges() as (folder, prefix):
        probe = [*prefix, "test", "-x", str(PROGRAM)]
        if os.spawnvp(os.P_WAIT, probe[0], probe) != 0:
            pytest.skip("nobody may run the program where it stands")
        site = small.small_site(folder / "site")
        for path in [site, *site.rglob("*"), folder]:
            shutil.chown(path, *([65534, 65534] if prefix else [os.getuid()]))
        yield site, folder / "out", prefix


def test_a_folder_that_may_not_be_written_is_an_error(nobody):
    site, out, prefix = nobody
    assert build(site, out, prefix=prefix).code == OK
    before = tree(out)
    for folder in [out, *(path for path in out.rglob("*") if path.is_dir())]:
        folder.chmod(0o555)
    run = build(site, out, day="2026-12-15", prefix=prefix)
    assert run.code == DISK
    assert "Permission denied" in run.err
    assert tree(out) == before


def test_one_folder_inside_that_may_not_be_written_is_an_error(nobody):
    """What could not be put in place is put there once it may be."""
    site, out, prefix = nobody
    assert build(site, out, prefix=prefix).code == OK
    (out / "offres").chmod(0o555)
    assert build(site, out, day="2026-12-15", prefix=prefix).code == DISK
    (out / "offres").chmod(0o755)
    assert build(site, out, day="2026-12-15", prefix=prefix).code == OK
    build(site, out.with_name("clean"), day="2026-12-15", prefix=prefix)
    assert tree(out) == tree(out.with_name("clean"))


def test_a_content_file_that_may_not_be_read_is_named(nobody):
    site, out, prefix = nobody
    (site / "content/offers/jardin.md").chmod(0)
    run = build(site, out, prefix=prefix)
    assert run.code in {1, DISK}
    assert "content/offers/jardin.md" in run.err


def test_settings_that_may_not_be_read_publish_nothing(nobody):
    site, out, prefix = nobody
    (site / "content/site.yml").chmod(0)
    run = build(site, out, prefix=prefix)
    assert run.code == DISK
    assert "site.yml" in run.err
    assert not (out / "index.html").exists()


def test_a_file_that_may_not_grow_is_an_error(tmp_path):
    """A quota: writes beyond it fail, whatever the disk still holds."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    run = subprocess.run(
        [PROGRAM, "build", "--site", ROOT, "--out", tmp_path / "out"],
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.returncode == DISK
    assert visible(tmp_path / "out") == {}


def test_an_output_that_is_a_file_is_an_error(tmp_path):
    (tmp_path / "out").write_text("à moi")
    run = build(ROOT, tmp_path / "out")
    assert run.code in {DISK, USAGE}
    assert (tmp_path / "out").read_text() == "à moi"


def test_a_report_that_nobody_can_read_is_an_error(tmp_path):
    with open("/dev/full", "w") as full:
            run = subprocess.run(
            [PROGRAM, "build", "--site", ROOT, "--out", tmp_path / "out", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert run.returncode == DISK


def test_the_error_is_one_readable_line(tmp_path):
    (tmp_path / "out").write_text("")
    run = vivier("build", "--out", tmp_path / "out")
    lines = run.err.strip().splitlines()
    assert len([line for line in lines if line.startswith("error: ")]) <= 1
    assert str(tmp_path / "out") in run.err
