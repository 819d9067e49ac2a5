"""Whatever is edited, in whatever order: what comes out is what a clean build gives."""

import random
import shutil
import subprocess
import time

import pytest

from support import small
from support.folders import tree
from support.program import MISTAKES, OK, PROGRAM, ROOT, vivier

DAY = "2026-11-21"

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

WORK = {"unchanged", "files_written", "files_deleted", "phases_ms", "peak_bytes"}


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

    def __init__(self, folder, templates, seed, count=70):
        self.chance = random.Random(seed)
        self.folder = folder
        self.out = folder / "public"
        self.fresh = folder / "fresh"
        files = {f"content/offers/offre-{n}.md": offer(n, self.chance) for n in range(count)}
        files["content/employers/ecole.md"] = small.EMPLOYER.replace("Mairie", "École")
        small.small_site(folder, files)
        if templates:
            for name in ["layouts", "pages", "partials", "assets", "places"]:
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

    def build(self, out):
        run = vivier(
            *["build", "--site", self.folder, "--out", out, "--date", self.day, "--json"],
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
        run = self.build(self.out)
        shutil.rmtree(self.fresh, ignore_errors=True)
        (self.folder / ".fresh.vivier-state").unlink(missing_ok=True)
        clean = self.build(self.fresh)
        name = edit.__name__
        different = {
            path for path, data in set(tree(self.out).items()) ^ set(tree(self.fresh).items())
        }
        assert different == set(), name
        assert (run.code, run.err) == (clean.code, clean.err), name
        for key in set(clean.report) - WORK:
            assert run.report[key] == clean.report[key], (name, key)
        return run.report


def is_retouched(report: dict) -> bool:
    """Whether only the pages of the edited offers were made: nothing was brought together."""
    return "catalogue" not in report["phases_ms"] and not report["unchanged"]


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_of_a_plain_theme(tmp_path, seed):
    site = Site(tmp_path / "site", PLAIN, seed)
    time.sleep(2.1)
    site.build(site.out)
    retouched = sum(is_retouched(site.step()) for _ in range(25))
    assert retouched >= 5, "the short way was hardly tried"


@pytest.mark.parametrize("seed", range(2))
def test_random_edits_of_the_theme_of_the_demo_site(tmp_path, seed):
    site = Site(tmp_path / "site", None, seed, count=12)
    time.sleep(2.1)
    site.build(site.out)
    for _ in range(10):
        site.step()


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
