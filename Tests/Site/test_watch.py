"""`vivier watch` builds again after every change, and keeps the last good site."""

import shutil
import subprocess
import time

import pytest
from test_incremental import PLAIN, SEEDS, Site

from support import small
from support.folders import tree
from support.program import PROGRAM, ROOT, build

DAY = "2026-11-21"


class Watch:
    def __init__(self, site, out, *more):
        command = [PROGRAM, "watch", "--site", site, "--out", out, "--date", DAY, *more]
        self.log = open(f"{out}.log", "w+b")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)

    def builds(self) -> int:
        with open(self.log.name, "rb") as log:
            return log.read().count(b" deleted\n")

    def text(self) -> str:
        with open(self.log.name, "rb") as log:
            return log.read().decode()

    def wait(self, condition, seconds=20):
        end = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < end, self.text()
            time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()


@pytest.fixture
def site(tmp_path):
    return small.small_site(tmp_path / "site")


@pytest.fixture(params=[[], ["--atomic"]], ids=["in place", "at once"])
def watch(site, tmp_path, request):
    watch = Watch(site, tmp_path / "out", *request.param)
    watch.wait(lambda: watch.builds() == 1)
    yield watch
    watch.stop()


def page(tmp_path, address):
    try:
        return (tmp_path / "out" / address / "index.html").read_text("utf-8")
    except FileNotFoundError:
        return ""


def seen(folder):
    """What is in a folder; nothing if it changes while it is read."""
    try:
        return tree(folder)
    except FileNotFoundError:
        return {}


def test_every_change_is_built_and_ends_as_a_clean_build(site, tmp_path, watch):
    offers = site / "content/offers"
    (offers / "jardin.md").write_text(small.offer("Paysagiste"))
    watch.wait(lambda: "Paysagiste" in page(tmp_path, "offres/jardin"))
    (offers / "2027").mkdir()
    (offers / "2027" / "neuf.md").write_text(small.offer("Un poste neuf"))
    watch.wait(lambda: "Un poste neuf" in page(tmp_path, "offres/neuf"))
    (offers / "2027" / "neuf.md").write_text(small.offer("Un poste ancien"))
    watch.wait(lambda: "Un poste ancien" in page(tmp_path, "offres/neuf"))
    (offers / "2027" / "neuf.md").unlink()
    watch.wait(lambda: page(tmp_path, "offres/neuf") == "")
    css = site / "templates/assets/site.css"
    css.write_text(css.read_text() + "\n.new { color: red }\n")
    watch.wait(lambda: any(b".new" in data for data in seen(tmp_path / "out").values()))
    build(site, tmp_path / "clean", day=DAY)
    watch.wait(lambda: seen(tmp_path / "out") == tree(tmp_path / "clean"))


def test_many_changes_at_once_are_one_build_or_two(site, tmp_path, watch):
    for number in range(200):
        (site / f"content/offers/n{number}.md").write_text(small.offer(f"Poste {number}"))
    watch.wait(lambda: "Poste 199" in page(tmp_path, "offres/n199"))
    watch.wait(lambda: "Poste 0" in page(tmp_path, "offres/n0"))
    assert watch.builds() <= 4


def test_a_mistake_is_said_and_the_last_good_site_stays(site, tmp_path, watch):
    before = tree(tmp_path / "out")
    base = site / "templates/layouts/base.html"
    sound = base.read_text()
    base.write_text(sound + "{{ [")
    watch.wait(lambda: "error:" in watch.text())
    assert "layouts/base.html" in watch.text()
    assert tree(tmp_path / "out") == before
    base.write_text(sound.replace("</body>", "<!-- neuf --></body>"))
    watch.wait(lambda: "<!-- neuf -->" in page(tmp_path, "offres/jardin"))


def test_what_was_just_copied_is_read_again_once_and_not_after_every_change(tmp_path):
    """More offers than are made anew one by one are younger than the first look at them."""
    subprocess.run([ROOT / "Benchmarks/generate-corpus", "250", tmp_path / "site/content"], check=True)
    offer = sorted((tmp_path / "site/content/offres").iterdir())[7]
    theme = ["--templates", ROOT / "Benchmarks/theme", "--date", "2026-01-01", "--future"]
    watch = Watch(tmp_path / "site", tmp_path / "out", *theme)
    try:
        watch.wait(lambda: watch.builds() == 1)
        for round in range(1, 3):
            time.sleep(2.5)
            with open(offer, "a") as text:
                text.write(f"\nUn autre texte {round}.\n")
            watch.wait(lambda: watch.builds() == 1 + round)
            assert f"Un autre texte {round}." in page(tmp_path, f"offres/{offer.stem}")
        first, second, third = [line for line in watch.text().splitlines() if " ms: " in line]
    finally:
        watch.stop()
    assert "catalogue" in first and "catalogue" in second
    assert "catalogue" not in third


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits_are_built_from_what_the_process_keeps_and_end_as_clean_builds(tmp_path, seed):
    site = Site(tmp_path / "site", PLAIN, seed)
    others = [site.add, site.delete, site.rename, site.draft, site.close, site.move, site.hire, site.employer]
    others += [site.question, site.settings, site.template, site.forget]
    words = [site.words, site.title, site.pay, site.closes_later, site.several]
    time.sleep(2.1)
    watch = Watch(site.folder, site.out)
    try:
        for _ in range(40):
            site.chance.choice(words if site.chance.random() < 0.8 else others)()
            shutil.rmtree(site.fresh, ignore_errors=True)
            site.build(site.fresh)
            clean = tree(site.fresh)
            watch.wait(lambda: seen(site.out) == clean)
        told = [line for line in watch.text().splitlines() if " ms: " in line]
    finally:
        watch.stop()
    assert sum("catalogue" not in line for line in told) >= 8, "the short way was hardly tried"
