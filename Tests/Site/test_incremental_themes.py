"""Whatever a theme sees of an offer or a list, and however: a page that shows what has changed is made again."""

import random
import shutil
import time

import pytest

from support import themes
from support.program import OK
from test_incremental import SEEDS, Site

THEMES = 14
EDITS = 3


class Themed(Site):
    """A site of a few offers with a theme made at random."""

    def __init__(self, folder, seed):
        chance = random.Random(seed)
        self.theme = themes.Theme(chance, risks=chance.choice([0, 1, 1, 2]))
        settings = "page_size: 3\nhome_offers: 4\nfeeds: {partners: false, atom_limit: 4}\noutputs: {employer_lists: true}\n"
        templates = {"theme.yml": settings, **self.theme.files}
        super().__init__(folder, templates, seed, count=11, keeps=["places"] * chance.randrange(2))
        # A place that links to a list as soon as some offer is there.
        self.edit(folder / "content/employers/mairie.md", "summary:", "locations: [Dijon]\nsummary:")
        if chance.random() < 0.3:
            self.edit(folder / "content/site.yml", "languages: [fr]", "languages: [fr, en]")
            for path in self.offers()[::3]:
                path.with_suffix(".en.md").write_text("---\ntitle: A job\n---\nSome words.\n", "utf-8")


    def template(self):
        """Another piece in some template."""
        name = self.chance.choice(list(themes.SCOPES))
        path = self.folder / "templates" / name
        piece = self.theme.piece(themes.PLAIN, self.chance.choice(themes.SCOPES[name][0]))
        mark = "<li>" if name.startswith("partials/") else "{% block main %}"
        self.edit(path, mark, mark + piece)

    def employer(self):
        path = self.folder / "content/employers/mairie.md"
        old, new = self.chance.sample(["[Dijon]", "[Lyon]", "[Dole]"], 2)
        self.edit(path, old, new)

    EDITS = [Site.words, Site.title, Site.pay, Site.add, Site.add, Site.delete, Site.delete, Site.rename]
    EDITS += [Site.draft, Site.close, Site.move, Site.hire, Site.question, employer, template, template]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_edits_of_sites_with_random_themes(tmp_path, seed):
    sites = [Themed(tmp_path / str(number), seed * THEMES + number) for number in range(THEMES)]
    # Templates that were written a moment ago would be looked at again.
    time.sleep(2.1)
    kept = 0
    for site in sites:
        run = site.build(site.out)
        assert run.code == OK, (site.theme.files, run.out)
        for _ in range(EDITS):
            edit = site.chance.choice(Themed.EDITS)
            edit(site)
            kept += site.compare(edit.__name__).get("pages_kept", 0) > 5
        shutil.rmtree(site.folder)
    assert kept >= THEMES, "the short way was hardly tried"
