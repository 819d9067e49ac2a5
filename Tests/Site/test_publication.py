"""What a reader meets while the site is published anew, and what a webmaster is told of it."""

import os
import re
import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from support import small
from support.folders import tree
from support.program import DAY, DISK, MISTAKES, OK, PROGRAM, build, vivier

REBUILDS = int(os.environ.get("VIVIER_REBUILDS", 40))
LATER = "2026-12-15"


@pytest.fixture
def site(tmp_path):
    return small.small_site(tmp_path / "site")


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path.name.startswith(out.name))


def test_a_switched_site_is_the_one_that_is_built_afresh(site, tmp_path):
    out = tmp_path / "out"
    for day in [DAY, LATER, DAY]:
        assert build(site, out, "--atomic", day=day).code == OK
        build(site, tmp_path / f"clean-{day}", day=day)
        assert tree(out) == tree(tmp_path / f"clean-{day}")
        assert beside(out) == ["out"]


def test_what_is_not_ours_is_there_after_a_switch(site, tmp_path):
    out = tmp_path / "out"
    build(site, out)
    (out / "deposit").mkdir(mode=0o700)
    (out / "deposit" / "theirs.txt").write_text("x")
    (out / "deposit" / "empty").mkdir()
    (out / "way").symlink_to("nowhere")
    odd = os.path.join(os.fsencode(out), b"deposit", b"caf\xe9")
    Path(os.fsdecode(odd)).write_text("é")
    number = (out / "deposit" / "theirs.txt").stat().st_ino
    out.chmod(0o750)
    assert build(site, out, "--atomic", day=LATER).code == OK
    assert (out / "deposit" / "theirs.txt").stat().st_ino == number
    assert (out / "deposit").stat().st_mode & 0o777 == 0o700
    assert (out / "deposit" / "empty").is_dir()
    assert os.readlink(out / "way") == "nowhere"
    assert Path(os.fsdecode(odd)).read_text() == "é"
    assert out.stat().st_mode & 0o777 == 0o750
    assert beside(out) == ["out"]


def test_a_link_to_the_site_stays_and_leads_to_the_new_one(site, tmp_path):
    (tmp_path / "releases").mkdir()
    build(site, tmp_path / "releases" / "www")
    (tmp_path / "www").symlink_to("releases/www")
    assert build(site, tmp_path / "www", "--atomic", day=LATER).code == OK
    assert (tmp_path / "www").is_symlink()
    assert sorted(os.listdir(tmp_path / "releases")) == [".www.vivier-state", "www"]
    build(site, tmp_path / "clean", day=LATER)
    assert tree(tmp_path / "releases" / "www") == tree(tmp_path / "clean")


def test_the_old_site_is_never_changed_by_a_switch(site, tmp_path):
    """Who has the old folder open reads the old site to its end."""
    out = tmp_path / "out"
    build(site, out)
    before = tree(out)
    held = os.open(out, os.O_RDONLY)
    names = {path: os.open(path, os.O_RDONLY, dir_fd=held) for path in before}
    (site / "content/offers/jardin.md").write_text(small.offer("Tout autre"))
    assert build(site, out, "--atomic").code == OK
    for path, descriptor in names.items():
        with os.fdopen(descriptor, "rb") as file:
            assert file.read() == before[path]
    os.close(held)
    assert tree(out) != before


def test_a_mistake_switches_nothing(site, tmp_path):
    out = tmp_path / "out"
    build(site, out)
    before = tree(out)
    (site / "templates/layouts/base.html").write_text("{{ [")
    assert build(site, out, "--atomic").code == MISTAKES
    assert tree(out) == before and beside(out) == ["out"]


def test_rights_and_groups_of_folders_are_kept_whatever_the_umask(site, tmp_path):
    out = tmp_path / "out"
    build(site, out)
    (out / "deposit").mkdir()
    (out / "deposit").chmod(0o2775)
    out.chmod(0o750)
    if os.geteuid() == 0:
        os.chown(out, 0, 33)
        os.chown(out / "deposit", 33, 33)
        (out / "deposit").chmod(0o2775)
    before = [os.stat(path)[0:1] + os.stat(path)[4:6] for path in [out, out / "deposit", out / "offres"]]
    old = os.umask(0o027)
    try:
        assert build(site, out, "--atomic", day=LATER).code == OK
    finally:
        os.umask(old)
    after = [os.stat(path)[0:1] + os.stat(path)[4:6] for path in [out, out / "deposit", out / "offres"]]
    assert after == before


def test_what_somebody_adds_while_the_new_site_is_prepared_is_not_lost(site, tmp_path):
    out = tmp_path / "out"
    build(site, out)
    (out / "theirs.txt").write_text("old")
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2"]
    # Long enough for somebody to come in between.
    command += ["-e", "inject=renameat2:delay_enter=2000000:when=1"]
    command += [PROGRAM, "build", "--site", site, "--out", out, "--atomic", "--date", LATER]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    following = tmp_path / "out.vivier-next"

    def is_ready():
        """Whether the new site has a manifest of its own, and everything is in place."""
        manifest = following / ".vivier-manifest"
        return (
            manifest.exists()
            and not manifest.samefile(out / ".vivier-manifest")
            and not (following / ".vivier-new").exists()
        )

    while not is_ready():
        assert run.poll() is None
    (out / "well-known" / "deep").mkdir(parents=True)
    (out / "well-known").chmod(0o711)
    (out / "well-known" / "deep" / "token").write_text("new")
    (out / "theirs.new").write_text("replaced")
    (out / "theirs.new").rename(out / "theirs.txt")
    assert run.wait(60) == OK
    assert (out / "well-known" / "deep" / "token").read_text() == "new"
    assert (out / "well-known").stat().st_mode & 0o777 == 0o711
    kept = [(out / name).read_text() for name in ["theirs.txt", "theirs.txt.vivier-kept"]]
    assert sorted(kept) == ["old", "replaced"]
    assert beside(out) == ["out"]


@pytest.mark.parametrize(("call", "path"), [("unlink", "index.html"), ("rmdir", "offres")])
def test_an_old_site_that_cannot_be_deleted_keeps_nobody_from_the_new_one(site, tmp_path, call, path):
    out = tmp_path / "out"
    build(site, out)
    run = build(
        site, out, "--atomic", day=LATER,
        prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-P", f"{out}.vivier-next/{path}"]
        + ["-e", f"trace={call}", "-e", f"inject={call}:error=EACCES"],
    )
    assert run.code == OK, run.err
    build(site, tmp_path / "clean", day=LATER)
    assert tree(out) == tree(tmp_path / "clean")
    assert beside(out) == ["out", "out.vivier-next"]
    assert build(site, out, day=LATER).code == OK
    assert tree(out) == tree(tmp_path / "clean") and beside(out) == ["out"]


@pytest.mark.parametrize("call", ["linkat", "mkdir", "renameat2", "chmod"])
def test_a_disk_that_refuses_the_switch_leaves_the_old_site(site, tmp_path, call):
    out = tmp_path / "out"
    build(site, out)
    before = tree(out)
    number = "1" if call in {"renameat2", "chmod"} else "2+"
    run = build(
        site, out, "--atomic", day=LATER,
        prefix=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
        + ["-e", f"inject={call}:error=EPERM:when={number}"],
    )
    assert run.code == DISK and "error: cannot" in run.err
    assert tree(out) == before and beside(out) == ["out"]
    assert build(site, out, "--atomic", day=LATER).code == OK


def test_two_builds_at_once_switch_one_after_the_other(site, tmp_path):
    out = tmp_path / "out"
    build(site, out)
    command = [PROGRAM, "build", "--site", site, "--out", out, "--atomic", "--date"]
    runs = [
        subprocess.Popen([*command, day], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for day in [DAY, LATER] * 4
    ]
    for run in runs:
        assert run.communicate()[1] == b"" and run.returncode == OK
    assert build(site, out, day=DAY).code == OK
    build(site, tmp_path / "clean", day=DAY)
    assert tree(out) == tree(tmp_path / "clean") and beside(out) == ["out"]


def test_the_list_names_what_changed_and_nothing_else(site, tmp_path):
    out, names = tmp_path / "out", tmp_path / "changed"
    before = {}
    (site / "content/pages/weg.md").write_text(small.PAGE.replace("Mentions légales", "Départ"))
    for step in range(4):
        if step == 1:
            (site / "content/pages/weg.md").unlink()
        if step == 3:
            (site / "templates/layouts/base.html").write_text("{{ [")
        build(site, out, "--changed-list", names)
        after = tree(out)
        own = {path for path in {**before, **after} if not path.startswith(".vivier")}
        own = sorted(own, key=os.fsencode)
        # What is new comes before what may link to it.
        wanted = [f"+ {path}" for path in own if path in after and path not in before]
        wanted += [f"+ {path}" for path in own if path in before and before[path] != after.get(path, before[path])]
        wanted += [f"- {path}" for path in own if path not in after]
        assert names.read_text().splitlines() == wanted
        assert bool(wanted) == (step < 2)
        before = after


def test_a_list_that_cannot_be_written_is_said(site, tmp_path):
    run = build(site, tmp_path / "out", "--changed-list", tmp_path / "no" / "list")
    assert run.code == DISK and "no/list" in run.err


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_the_recipe_for_rsync_brings_a_mirror_up_to_date(site, tmp_path):
    recipe = re.search(r"```sh\n(.*?)```", section("docs/publication.md", "rsync"), re.S)[1]
    script = tmp_path / "publish"
    script.write_text(recipe)
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    (mirror / "theirs.txt").write_text("x")
    environment = {**os.environ, "SITE": str(site), "MIRROR": str(mirror)}
    environment["PATH"] = f"{PROGRAM.parent}:{os.environ['PATH']}"
    for step in range(3):
        if step == 1:
            (site / "content/offers/jardin.md").unlink()
            (site / "content/offers/neuf.md").write_text(small.offer("Un poste à pourvoir"))
            (site / "content/offers/wrong.md").write_text("---\ntitle: [\n---\n")
            (mirror / "theirs").mkdir()
        subprocess.run(["sh", "-e", script], env=environment, check=True, capture_output=True)
        ours = {path: data for path, data in tree(site / "public").items()
                if not path.startswith(".vivier")}
        assert tree(mirror) == {**ours, "theirs.txt": b"x"}
        assert (mirror / "offres/jardin").exists() == (step == 0)
        assert (mirror / "theirs").exists() == (step > 0)


def section(path: str, title: str) -> str:
    text = (Path(__file__).parents[2] / path).read_text("utf-8")
    return re.split(r"^## ", text.split(f"## {title}", 1)[1], flags=re.M)[0]


class Crawler(threading.Thread):
    """Reads the site again and again as a visitor does: a page, then what it leads to."""

    def __init__(self, out: Path):
        super().__init__()
        self.out, self.faults, self.pages, self.isOver = out, [], 0, False

    def file(self, address: str) -> Path:
        path = unquote(urlsplit(address).path).lstrip("/")
        return self.out / (path + "index.html" if not path or path.endswith("/") else path)

    def read(self, address: str) -> bytes | None:
        try:
            return self.file(address).read_bytes()
        except FileNotFoundError:
            return None

    def run(self):
        while not self.isOver:
            waiting, seen = ["/"], {"/"}
            while waiting and not self.isOver:
                address = waiting.pop()
                page = self.read(address)
                if page is None:
                    continue
                self.pages += 1
                if not page.rstrip().endswith(b"</html>"):
                    self.faults.append(f"{address} ends early")
                for link in re.findall(rb'(?:href|src)="(/[^"#?]*)', page):
                    link = link.decode()
                    if link in seen:
                        continue
                    seen.add(link)
                    # A page that was taken down since is fair: its links went first.
                    if self.read(link) is None and self.read(address) == page:
                        self.faults.append(f"{address} leads to {link}, which is not there")
                    elif link.endswith("/"):
                        waiting.append(link)


@pytest.mark.parametrize("way", [[], ["--atomic"]], ids=["one by one", "at once"])
def test_a_reader_never_meets_a_missing_partial_or_dangling_page(site, tmp_path, way):
    out = tmp_path / "out"
    build(site, out)
    crawler = Crawler(out)
    crawler.start()
    try:
        for number in range(REBUILDS):
            offers = site / "content/offers"
            if number >= 3:
                (offers / f"new-{number - 3}.md").unlink()
            (offers / f"new-{number}.md").write_text(small.offer(f"Poste {number}"))
            assert build(site, out, *way).code == OK
    finally:
        crawler.isOver = True
        crawler.join()
    assert crawler.faults == []
    assert crawler.pages > REBUILDS
