"""A line that says how far a build has come, for somebody who waits at a terminal."""

import os
import pty
import select
import shutil
import subprocess

import pytest

from support import small
from support.program import PROGRAM

# Each file of content takes a while to open, so that a build takes more than a second.
SLOW = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=openat:delay_enter=15000"]


def at_a_terminal(*command, env=None) -> str:
    """What a command writes to a terminal on standard error; output goes elsewhere."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [*map(str, command)],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", **(env or {})},
    )
    os.close(theirs)
    text = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            part = os.read(ours, 65_536)
        except OSError:
            break
        if not part:
            break
        text += part
    os.close(ours)
    assert done.wait() == 0
    return text.decode()


@pytest.fixture
def build(tmp_path):
    site = small.small_site(tmp_path / "site")
    return [PROGRAM, "build", "--site", site, "--out", tmp_path / "out", "--date", "2026-11-21"]


@pytest.fixture
def slow():
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    return SLOW


def test_a_long_build_says_what_it_does_on_one_line_and_takes_it_away(build, slow):
    text = at_a_terminal(*slow, *build)
    shown = text.split("\r\x1b[K")
    assert shown[0] == "" and shown[-1] == ""
    assert len(shown) > 2
    works = [line.split(":")[0] for line in shown[1:-1]]
    assert set(works) <= {
        "reading the settings", "reading the texts", "sorting the offers", "reading the theme",
        "making the lists", "making the offers", "making the other pages",
        "putting the site in place",
    }
    assert "\n" not in text


def test_check_says_it_too(build, slow):
    text = at_a_terminal(*slow, build[0], "check", *build[2:4])
    assert text.startswith("\r\x1b[K") and text.endswith("\r\x1b[K")


def test_a_short_build_says_nothing(build):
    assert at_a_terminal(*build) == ""


def test_nothing_is_shown_with_json(build, slow):
    assert at_a_terminal(*slow, *build, "--json") == ""


def test_nothing_is_shown_on_a_terminal_that_cannot_rewrite_a_line(build, slow):
    assert at_a_terminal(*slow, *build, env={"TERM": "dumb"}) == ""


def test_nothing_is_shown_to_a_pipe(build, slow):
    done = subprocess.run([*map(str, [*slow, *build])], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
