"""Whatever is edited, in whatever order: what comes out is what a clean build gives."""

import os
import random
import re
import shutil
import subprocess
import time

import pytest

from support import small
from support.folders import tree
from support.program import MISTAKES, OK, PROGRAM, ROOT, vivier

DAY = "2026-11-21"
# Of random edits; more are tried by hand.
SEEDS = int(os.environ.get("VIVIER_EDITS", 1))

# A theme in which an offer stands on its own page and in lists, and nowhere else.
BASE = "<html><title>{{ page.site_title_tag }}</title>{{ site.title }}{% for d in site.domains %}{{ d.label }}{% endfor %}"
BASE += "{% for e in site.nav %}{{ e.label }}{% endfor %}{% block main %}{% endblock %}</html>\n"


def page(text: str) -> str:
    return "{% extends 'layouts/base.html' %}{% block main %}" + text + "{% endblock %}\n"


ROWS = "{% for o in offers %}{{ o.card }}{% endfor %}{{ list.number }}/{{ list.count }}/{{ list.total }}"
VALUES = "{% for v in facet['values'] %}{{ v.label }} {{ v.count }}{% endfor %}"
PLAIN = {
    "theme.yml": "page_size: 5\nhome_offers: 6\nfeeds: {partners: false, atom_limit: 7}\noutputs: {employer_lists: true}\n",
    "layouts/base.html": BASE,
    "partials/card.html": "<li>{{ offer.title }} {% if offer.salary %}{{ offer.salary.label }}{% endif %} {{ offer.employer.name }}{{ offer.content }}</li>\n",
    "pages/home.html": page("{% for o in latest %}{{ o.card }}{% endfor %}{% for e in employers %}{{ e.name }}{% endfor %}"),
    "pages/404.html": page("{% for o in latest %}{{ o.card }}{% endfor %}"),
    "pages/offers.html": page("<h1>{{ list.heading }}</h1>" + ROWS),
    "pages/offer.html": page("<h1>{{ offer.title }}</h1>{{ offer.place }}{{ offer.closes }}{{ offer.content }}"),
    "pages/employers.html": page("{% for e in employers %}{{ e.name }}{{ e.count }}{% endfor %}"),
    "pages/employer.html": page("{{ employer.name }}{{ employer.summary }}" + ROWS),
    "pages/terms.html": page(VALUES),
    "pages/faqs.html": page("{% for f in faqs %}{{ f.title }}{% endfor %}"),
    "pages/faq.html": page("{{ faq.title }}{% for g in faq.groups %}{% for e in g.entries %}{{ e.answer }}{% endfor %}{% endfor %}"),
    "pages/page.html": page("{{ content }}"),
    "pages/archive.html": page("{% for o in offers %}{{ o.card }}{% endfor %}"),
    "pages/gone.html": page("{{ offer.title }}"),
}

WORK = {"unchanged", "pages_kept", "files_written", "files_deleted", "phases_ms", "peak_bytes"}


def offer(number: int, chance: random.Random) -> str:
    return small.offer(
        f"Offre {number} {chance.choice(['à mi-temps', 'de nuit', 'en équipe'])}",
        reference=f"R-{number}",
        employer=chance.choice(["mairie", "ecole", "Un autre employeur"]),
        domain=chance.choice(["accueil", "technique"]),
        contract=chance.choice(["cdi", "cdd", "stage"]),
        locations=chance.choice(["[Lyon]", '[{town: Dole, postal_code: "39100"}]', "[Lyon, Dole]"]),
        published=f"2026-{chance.randrange(9, 12):02}-{chance.randrange(1, 29):02}",
        salary=chance.choice(["", "{min: 1900, max: 2100, period: month}"]),
    )


class Site:
    """A site that is edited at random and built again and again."""

    def __init__(self, folder, templates, seed, count=70, keeps=()):
        self.chance = random.Random(seed)
        self.folder = folder
        self.out = folder / "public"
        self.fresh = folder / "fresh"
        files = {f"content/offers/offre-{n}.md": offer(n, self.chance) for n in range(count)}
        files["content/employers/ecole.md"] = small.EMPLOYER.replace("Mairie", "École")
        small.small_site(folder, files)
        if templates:
            for name in {"layouts", "pages", "partials", "assets", "places"} - set(keeps):
                shutil.rmtree(folder / "templates" / name, ignore_errors=True)
            for name, text in templates.items():
                path = folder / "templates" / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
        self.day = DAY
        self.next = count

    def offers(self) -> list:
        return sorted((self.folder / "content/offers").glob("*.md"))

    def any(self):
        return self.chance.choice(self.offers())

    def edit(self, path, old: str, new: str) -> None:
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")

    # Edits; those of words come first, and are chosen more often.

    def words(self):
        self.edit(self.any(), "Un texte", f"Un texte {self.chance.randrange(99)}")

    def title(self):
        self.edit(self.any(), "title: ", f"title: Nouveau {self.chance.randrange(99)} ")

    def pay(self):
        self.edit(self.any(), "salary: {min: 1900", f"salary: {{min: {self.chance.randrange(1800, 2000)}")

    def closes_later(self):
        self.edit(self.any(), "closes: 2026-12-31", "closes: 2027-01-31")

    def several(self):
        for _ in range(3):
            self.chance.choice([self.words, self.title, self.pay])()

    def touch(self):
        self.any().touch()

    def add(self):
        self.next += 1
        (self.folder / f"content/offers/offre-{self.next}.md").write_text(
            offer(self.next, self.chance), "utf-8"
        )

    def delete(self):
        self.any().unlink()

    def rename(self):
        self.next += 1
        self.any().rename(self.folder / f"content/offers/offre-{self.next}.md")

    def draft(self):
        self.edit(self.any(), "closes:", "draft: true\ncloses:")

    def close(self):
        self.edit(self.any(), "closes: 2026-12-31", "closes: 2026-11-01")

    def move(self):
        self.edit(self.any(), "[Lyon]", "[Dijon]")

    def hire(self):
        self.edit(self.any(), "employer: mairie", "employer: ecole")

    def mistake(self):
        self.edit(self.any(), "published: 2026", "published: 20x6")

    def mend(self):
        for path in self.offers():
            self.edit(path, "published: 20x6", "published: 2026")

    def twice(self):
        self.edit(self.any(), "reference: R-", "reference: R-1 #")

    def employer(self):
        path = self.folder / "content/employers/mairie.md"
        self.edit(path, "summary: Une", f"summary: Encore une {self.chance.randrange(99)}")

    def question(self):
        self.edit(self.folder / "content/faq/questions.md", "Par courriel", "Par courriel ou par lettre")

    def settings(self):
        self.edit(self.folder / "content/site.yml", "title: Emplois", "title: Emplois publics")

    def template(self):
        # One is included inside a tag, where a comment would be a mistake.
        paths = sorted((self.folder / "templates/partials").glob("*.html"))
        path = self.chance.choice([path for path in paths if path.name != "site-language.html"])
        path.write_text(path.read_text("utf-8") + "<!-- x -->\n", "utf-8")

    def tomorrow(self):
        self.day = self.chance.choice(["2026-11-21", "2026-11-22", "2026-12-31", "2027-01-01"])

    def damage(self):
        state = self.folder / ".public.vivier-state"
        if state.exists():
            data = bytearray(state.read_bytes())
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            state.write_bytes(data)

    def forget(self):
        (self.folder / ".public.vivier-state").unlink(missing_ok=True)

    WORDS = [words, title, pay, closes_later, several, touch]
    MORE = [add, delete, rename, draft, close, move, hire, mistake, mend, twice, employer]
    MORE += [question, settings, template, tomorrow, damage, forget]

    def build(self, out, *more):
        run = vivier(
            *["build", "--site", self.folder, "--out", out, "--date", self.day, "--json", *more],
        )
        assert run.code in {OK, MISTAKES}, run.err
        return run

    def step(self) -> dict:
        """An edit, a build over the last one, a clean build: the same site, the same report."""
        edits = self.WORDS if self.chance.random() < 0.7 else self.MORE
        edit = self.chance.choice(edits)
        edit(self)
        if edits is self.MORE and self.chance.random() < 0.7:
            # The next edit of words then finds everything else as it was for a while.
            time.sleep(2.1)
        return self.compare(edit.__name__)

    def compare(self, name: str) -> dict:
        """A build over the last one after an edit, a clean build."""
        run = self.build(self.out)
        shutil.rmtree(self.fresh, ignore_errors=True)
        (self.folder / ".fresh.vivier-state").unlink(missing_ok=True)
        clean = self.build(self.fresh)
        different = {
            path for path, data in set(tree(self.out).items()) ^ set(tree(self.fresh).items())
        }
        assert different == set(), name
        assert (run.code, run.err) == (clean.code, clean.err), name
        for key in set(clean.report) - WORK:
            assert run.report[key] == clean.report[key], (name, key)
        return run.report


class DemoSite(Site):
    """The demo site with everything on: two languages, forms, lists filtered in the browser, all feeds."""

    def __init__(self, folder, seed):
        self.chance = random.Random(seed)
        self.folder = folder
        self.out = folder / "public"
        self.fresh = folder / "fresh"
        for name in ["content", "templates"]:
            shutil.copytree(ROOT / name, folder / name)
        # Lists of several pages, though there are forty offers.
        settings = folder / "content/site.yml"
        settings.write_text(settings.read_text("utf-8").replace("page_size: 20", "page_size: 3"), "utf-8")
        self.day = DAY
        self.next = 0

    def offers(self) -> list:
        return sorted((self.folder / "content/offers").glob("*/*.md"))

    def originals(self) -> list:
        return [path for path in self.offers() if not path.name.endswith(".en.md")]

    def change(self, pattern: str, new: str) -> None:
        path = self.chance.choice(self.originals())
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1, flags=re.M), "utf-8")

    def words(self):
        path = self.any()
        path.write_text(path.read_text("utf-8") + f"\nEt {self.chance.randrange(99)} autres.\n", "utf-8")

    def title(self):
        self.edit(self.any(), "title: ", f"title: Nouveau {self.chance.randrange(99)} ")

    def add(self):
        self.next += 1
        path = self.chance.choice(self.originals())
        text = re.sub(r"^reference: ", f"reference: N{self.next}-", path.read_text("utf-8"), flags=re.M)
        text = re.sub(r"^published: .*", f"published: 2026-11-{self.chance.randrange(1, 22):02}", text, flags=re.M)
        path.with_name(f"nouvelle-{self.next}.md").write_text(text, "utf-8")

    def add_translation(self):
        path = self.chance.choice(self.originals())
        path.with_suffix(".en.md").write_text("---\ntitle: A job\n---\nSome words.\n", "utf-8")

    def delete_translation(self):
        paths = sorted(set(self.offers()) - set(self.originals()))
        if paths:
            self.chance.choice(paths).unlink()

    def rename(self):
        self.next += 1
        path = self.chance.choice(self.originals())
        path.rename(path.with_name(f"autre-{self.next}.md"))

    def draft(self):
        self.change("^closes:", "draft: true\ncloses:")

    def close(self):
        self.change("^closes: .*", self.chance.choice(["closes: 2026-11-01", "closed: 2026-11-20", "closes: 2026-01-01"]))

    def reopen(self):
        self.change("^closes: .*", "closes: 2027-03-01")

    def move(self):
        self.change("^locations: .*", 'locations: [{town: Beaune, postal_code: "21200"}, {town: Dole, postal_code: "39100"}]')

    def hire(self):
        self.change("^employer: .*", "employer: " + self.chance.choice(["ville-aubrelle", "residence-clos-vauroux", "Une autre"]))

    def domain(self):
        self.change("^domain: .*", "domain: " + self.chance.choice(["social", "accueil", "technique"]))

    def alias(self):
        self.next += 1
        self.change("^reference:", f"aliases: [/ancienne-{self.next}/]\nreference:")

    def mistake(self):
        self.change("^published: 2026", "published: 20x6")

    def twice(self):
        self.change("^reference: .*", "reference: RCV-2026-019")

    def employer(self):
        path = self.chance.choice(sorted((self.folder / "content/employers").glob("*.md")))
        path.write_text(path.read_text("utf-8") + "\nEncore.\n", "utf-8")

    def question(self):
        path = self.chance.choice(sorted((self.folder / "content/faq").glob("*.md")))
        path.write_text(path.read_text("utf-8") + "\n### Et ?\n\nOui.\n", "utf-8")

    def settings(self):
        self.edit(self.folder / "content/site.yml", "title: Pays", "title: Le pays")

    def asset(self):
        path = self.folder / "templates/assets/site.css"
        path.write_text(path.read_text("utf-8") + "/* x */\n", "utf-8")

    def tomorrow(self):
        self.day = "2026-11-22"

    # Of an offer that is open, shown on other offers' pages, and has a translation.

    def one(self):
        return self.folder / "content/offers/2026/aide-soignant.md"

    def word(self):
        self.edit(self.one(), "Accompagner", "Aider")

    def close_one(self):
        self.edit(self.one(), "closes: 2027-01-31", "closes: 2026-11-01")

    def one_template(self):
        self.edit(self.folder / "templates/pages/terms.html", "{% endblock %}", "<!-- x -->{% endblock %}")

    def delete_one(self):
        self.one().unlink()
        self.one().with_suffix(".en.md").unlink()

    several = Site.several
    WORDS = [words, title, add, add, delete_translation, add_translation, rename, draft, close]
    WORDS += [close, reopen, move, hire, domain, Site.delete, Site.delete, alias, mistake, Site.mend, twice]
    MORE = [employer, question, settings, Site.template, Site.tomorrow, asset, one_template, Site.damage, Site.forget]


def is_retouched(report: dict) -> bool:
    """Whether only the pages of the edited offers were made: nothing was brought together."""
    return "catalogue" not in report["phases_ms"] and not report["unchanged"]


@pytest.mark.parametrize("seed", range(SEEDS + 2))
def test_random_edits_of_a_plain_theme(tmp_path, seed):
    site = Site(tmp_path / "site", PLAIN, seed)
    time.sleep(2.1)
    site.build(site.out)
    retouched = sum(is_retouched(site.step()) for _ in range(25))
    assert retouched >= 5, "the short way was hardly tried"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits_of_the_theme_of_the_demo_site(tmp_path, seed):
    site = Site(tmp_path / "site", None, seed, count=12)
    time.sleep(2.1)
    site.build(site.out)
    for _ in range(10):
        site.step()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits_of_the_demo_site(tmp_path, seed):
    site = DemoSite(tmp_path / "site", seed)
    time.sleep(2.1)
    site.build(site.out)
    kept = [site.step()["pages_kept"] for _ in range(20)]
    assert sum(count > 50 for count in kept) >= 8, "the short way was hardly tried"


def test_an_edit_of_the_demo_site_keeps_the_pages_that_it_does_not_touch(tmp_path):
    site = DemoSite(tmp_path / "site", 5)
    time.sleep(2.1)
    whole = site.build(site.out).report
    assert whole["pages_kept"] == 0
    for edit in ["add", "word", "close_one", "delete_one", "employer", "question", "one_template"]:
        getattr(site, edit)()
        report = site.compare(edit)
        assert report["pages_kept"] > 100, edit
        assert 1 <= report["files_written"] + report["files_deleted"] < whole["files_written"], edit
    for edit in ["asset", "settings", "tomorrow"]:
        getattr(site, edit)()
        assert site.compare(edit)["pages_kept"] == 0, edit


def test_one_edited_offer_writes_its_page_and_what_shows_it(tmp_path):
    site = Site(tmp_path / "site", PLAIN, 1)
    time.sleep(2.1)
    site.build(site.out)
    page = site.folder / "content/offers/offre-7.md"
    site.edit(page, "Un texte", "Un autre texte")
    report = site.build(site.out).report
    assert is_retouched(report)
    # A row of this theme has the whole text.
    assert 4 <= report["files_written"] <= 25
    site.edit(page, "title: ", "title: Nouveau ")
    report = site.build(site.out).report
    assert is_retouched(report)
    assert 4 <= report["files_written"] <= 25


def test_a_page_that_somebody_changed_meanwhile_is_made_again(tmp_path):
    site = Site(tmp_path / "site", PLAIN, 1)
    time.sleep(2.1)
    site.build(site.out)
    (site.out / "offres/index.html").write_text("other")
    site.words()
    assert not is_retouched(site.build(site.out).report)
    site.build(site.fresh)
    assert tree(site.out) == tree(site.fresh)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize(
    "call", ["renameat", "rename", "unlink", "mkdirat", "write", "copy_file_range", "openat"]
)
def test_an_edit_killed_at_any_call_is_completed_by_the_next_build(tmp_path, call):
    """Its pages are replaced one by one: some are new then, none is torn, and all will be."""
    site = Site(tmp_path / "site", PLAIN, 3)
    time.sleep(2.1)
    site.build(site.out)
    first = {"openat": 60, "write": 1}.get(call, 1)
    for number in range(first, first + 12):
        site.title()
        before = tree(site.out)
        subprocess.run(
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
            + ["-e", f"inject={call}:signal=KILL:when={number}"]
            + [PROGRAM, "build", "--site", site.folder, "--out", site.out, "--date", DAY],
            capture_output=True,
        )
        meanwhile = tree(site.out)
        site.build(site.out)
        site.build(site.fresh)
        assert tree(site.out) == tree(site.fresh), number
        torn = {
            path
            for path, data in meanwhile.items()
            if ".vivier" not in path and data not in {before.get(path), (site.out / path).read_bytes()}
        }
        assert torn == set(), number


def test_a_build_that_is_told_what_changed_looks_at_nothing_else(tmp_path):
    site = Site(tmp_path / "site", PLAIN, 4)
    time.sleep(2.1)
    site.build(site.out)
    told, other = site.offers()[3], site.offers()[5]
    site.edit(told, "Un texte", "Un mot")
    site.edit(other, "Un texte", "Un autre mot")
    report = site.build(site.out, "--changed", told).report
    assert report["files_written"] >= 1
    assert b"Un mot" in (site.out / f"offres/{told.stem}/index.html").read_bytes()
    assert b"Un autre mot" not in (site.out / f"offres/{other.stem}/index.html").read_bytes()
    # A build that looks for itself finds the rest.
    site.build(site.out)
    site.build(site.fresh)
    assert tree(site.out) == tree(site.fresh)


def test_files_that_came_and_went_can_be_told_too(tmp_path):
    site = DemoSite(tmp_path / "site", 4)
    time.sleep(2.1)
    site.build(site.out)
    before = set(site.offers())
    site.add()
    site.delete_one()
    changed = sorted(before ^ set(site.offers()))
    assert len(changed) == 3
    report = site.build(site.out, "--changed", *changed).report
    assert report["pages_kept"] > 100 and report["files_deleted"] >= 2
    site.build(site.fresh)
    assert tree(site.out) == tree(site.fresh)


def test_what_stands_elsewhere_is_not_believed_to_be_a_change(tmp_path):
    site = Site(tmp_path / "site", PLAIN, 4, count=3)
    theme = site.folder / "templates/theme.yml"
    run = vivier(*["build", "--site", site.folder, "--out", site.out, "--changed", theme])
    assert run.code == 64
    assert "is not below the folder of the texts" in run.err
    assert not site.out.exists()
