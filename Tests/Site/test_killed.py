"""A build that is killed at any moment leaves what the next build completes."""

import random
import shutil
import subprocess
import time

import pytest

from support import small
from support.folders import tree
from support.program import DAY, DISK, MISTAKES, OK, PROGRAM, ROOT, build

LATER = "2026-12-15"  # one offer of the small site has closed


def visible(folder) -> dict[str, bytes]:
    return {path: data for path, data in tree(folder).items() if ".vivier" not in path}


def test_thirty_builds_killed_at_random_times(tmp_path, built):
    """Each over what the last one left; no file is ever torn."""
    clean = {day: built(day=day).bytes() for day in [DAY, LATER]}
    known = {day: set(clean[day].items()) for day in clean}
    times = random.Random(7)
    out = tmp_path / "out"
    for attempt in range(30):
        day = [DAY, LATER][attempt % 2]
        command = [PROGRAM, "build", "--site", ROOT, "--out", out, "--date", day]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(times.uniform(0, 0.35))
        process.kill()
        process.wait()
        if out.exists():
            torn = set(visible(out).items()) - known[DAY] - known[LATER]
            assert torn == set(), {path for path, _ in torn}
        if attempt % 5 == 4:
            assert build(ROOT, out, day=day).code == OK
            assert visible(out) == clean[day]


def killed(call: str, number: int, site, out, *more) -> bool:
    """Runs a build that is killed at the nth such system call; `False` if it made fewer."""
    run = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
        + ["-e", f"inject={call}:signal=KILL:when={number}"]
        + [str(PROGRAM), "build", "--site", site, "--out", out, "--date", LATER, *more],
        capture_output=True,
    )
    return run.returncode != 0


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """A small site, built for a day and for a later one with a page less and one more."""
    folder = tmp_path_factory.mktemp("killed")
    old = small.small_site(folder / "old")
    new = small.small_site(
        folder / "new",
        {
            "content/pages/mentions.md": None,
            "content/pages/contact.md": small.PAGE,
            "content/offers/jardin.md": small.offer("Un autre titre"),
        },
    )
    build(old, folder / "built-old")
    build(new, folder / "built-new", day=LATER)
    return old, new, folder


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("start", ["nothing", "an old site"])
@pytest.mark.parametrize("call", ["renameat", "unlinkat", "mkdirat", "rmdir"])
def test_a_build_killed_at_each_change_of_the_disk(sites, tmp_path, call, start):
    _, new, folder = sites
    whole = set(visible(folder / "built-old").items()) | set(visible(folder / "built-new").items())
    for number in [1, 2, 3, 4, 5, 7, 9, 12, 16, 20, 25]:
        out = tmp_path / f"{call}-{number}"
        if start == "an old site":
            shutil.copytree(folder / "built-old", out)
        if not killed(call, number, new, out):
            assert number > 1 or call in {"unlinkat", "rmdir"}
            break
        if out.exists():
            assert {path for path, data in visible(out).items() if (path, data) not in whole} == set()
        run = build(new, out, day=LATER)
        assert run.code == OK, f"killed at {call} {number}: {run.err}"
        assert tree(out) == tree(folder / "built-new"), f"killed at {call} {number}"


def with_error(call: str, error: str, number: str, site, out, only=()):
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
        + [word for path in only for word in ["-P", str(path)]]
        + ["-e", f"inject={call}:error={error}:when={number}"]
        + [str(PROGRAM), "build", "--site", site, "--out", out, "--date", LATER],
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("call", ["renameat", "unlinkat", "mkdirat", "write", "close"])
def test_a_call_that_fails_is_said_and_completed_by_the_next_build(sites, tmp_path, call):
    """An input or output error at the nth call: never a success that is none.

    127 is the program that could not be loaded.
    """
    _, new, folder = sites
    codes = set()
    for number in ["1", "2", "5", "10", "20", "40", "60", "80", "100", "60+"]:
        out = tmp_path / f"{call}-{number}"
        shutil.copytree(folder / "built-old", out)
        run = with_error(call, "EIO", number, new, out)
        assert run.returncode in {OK, DISK, 127}, f"{call} {number}: {run.stderr}"
        codes.add(run.returncode)
        if run.returncode == OK:
            assert visible(out) == visible(folder / "built-new"), f"{call} {number}"
        assert build(new, out, day=LATER).code == OK
        assert tree(out) == tree(folder / "built-new"), f"{call} {number}"
    assert DISK in codes, codes


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(
    "path",
    [
        "new/content/site.yml",
        "new/content/offers/cuisine.md",
        "new/templates/layouts/base.html",
        "new/templates/i18n/fr.yml",
        "out/.vivier-manifest",
        "out/mentions/index.html",
    ],
)
def test_a_file_that_cannot_be_opened_is_named_or_does_not_matter(sites, tmp_path, path):
    old, new, folder = sites
    shutil.copytree(new, tmp_path / "new")
    shutil.copytree(folder / "built-old", tmp_path / "out")
    before = tree(tmp_path / "out")
    file = tmp_path / path
    run = with_error("openat", "EIO", "1+", tmp_path / "new", tmp_path / "out", only=[file])
    if run.returncode == OK:
        assert visible(tmp_path / "out") == visible(folder / "built-new")
    else:
        assert run.returncode in {MISTAKES, DISK}
        assert file.name in run.stderr
        if run.returncode == DISK:
            assert tree(tmp_path / "out") == before


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("call", ["renameat", "write", "mkdirat"])
def test_interrupted_calls_are_made_again(sites, tmp_path, call):
    """EINTR is no failure: every third such call is interrupted."""
    _, new, folder = sites
    run = with_error(call, "EINTR", "1+3", new, tmp_path / "out")
    assert run.returncode == OK, run.stderr
    assert visible(tmp_path / "out") == visible(folder / "built-new")


def test_two_builds_at_once_leave_a_whole_site(sites, tmp_path):
    """The second waits for the first."""
    old, new, folder = sites
    for attempt in range(5):
        out = tmp_path / str(attempt)
        both = [
            subprocess.Popen(
                [PROGRAM, "build", "--site", site, "--out", out, "--date", LATER],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for site in [old, new]
        ]
        assert [process.wait() for process in both] == [0, 0]
        assert build(new, out, day=LATER).code == OK
        assert tree(out) == tree(folder / "built-new")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("call", ["renameat", "renameat2", "unlinkat", "unlink", "mkdir", "rmdir", "linkat"])
def test_a_switch_killed_at_each_change_of_the_disk_shows_the_old_site_or_the_new(sites, tmp_path, call):
    _, new, folder = sites
    wholes = [visible(folder / "built-old"), visible(folder / "built-new")]
    for number in [1, 2, 3, 5, 8, 12, 17, 23, 30]:
        out = tmp_path / f"{call}-{number}"
        shutil.copytree(folder / "built-old", out)
        if not killed(call, number, new, out, "--atomic"):
            assert number > 1
            break
        assert visible(out) in wholes, f"killed at {call} {number}"
        run = build(new, out, "--atomic", day=LATER)
        assert run.code == OK, f"killed at {call} {number}: {run.err}"
        assert tree(out) == tree(folder / "built-new"), f"killed at {call} {number}"
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(out.name + ".")] == []
