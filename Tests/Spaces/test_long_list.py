"""The list of all dossiers with many of them: 1,200, and 100,000 with VIVIER_SPACES=full, which then tells what it took.

The rows are those of a plain model, sealed here as docs/sealed-pages.md says; the page that leads to them is the real one.
"""

import datetime
import os
import random
import re
import time

import pytest
from sealing import base32, opened, put
from test_agents import SCREEN, desk, office  # noqa: F401
from test_shell import ready

FULL = os.environ.get("VIVIER_SPACES") == "full"
COUNT, LONGEST, SHOWN = (100_000 if FULL else 1_200), 500, 100
# How much slower than this machine.
SLOWER = 4
FIRST = ["Zoé", "Léo", "Inès", "Malo", "Anouk", "Rémi", "Solène", "Yanis", "Ada", "Édouard", "Maëlle", "Côme"]
LAST = ["Martin", "Petit", "Roux", "Durantel", "Arbaud", "Quercin", "Delestre", "Castanhol", "Valcourt", "Berthelin"]
WORDS = {
    "post": [["2026-1", "Éducatrice de jeunes enfants"], ["2026-2", "Chargée d’accueil"], ["", "Candidature spontanée"]],
    "campaign": [["hiver", "Hiver 2026"], ["default", "Hors campagne"]],
    "phase": [["received", "Reçu"], ["examined", "En examen"], ["refused", "Refusé"]],
    "stage": [["Examen", "Examen"], ["Entretien", "Entretien"]],
    "work": [["review", "Examiner le dossier", ""], ["review", "Examiner le dossier", "late"], ["message", "Répondre à un message", ""]],
    "tag": [["bafa", "bafa"], ["permis", "permis"]],
}


class Row:
    def __init__(self, index, chance):
        self.code = base32(chance.randbytes(32))
        self.name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {index:06}"
        self.day = datetime.date(2024, 1, 1) + datetime.timedelta(days=index * 900 // COUNT)
        self.at = {name: chance.randrange(-1 if name in ("stage", "work") else 0, len(words)) for name, words in WORDS.items() if name != "tag"}
        self.tags = sorted(chance.sample(range(2), chance.choice([0, 0, 0, 1, 2])))

    def said(self, name):
        return WORDS[name][self.at[name]][0] if self.at[name] >= 0 else None


def pages(rows):
    """The oldest first."""
    for start in range(0, len(rows), LONGEST):
        part = rows[start:start + LONGEST]
        days = sorted({row.day for row in part})
        yield {
            "format": 1, "kind": "desk-part", "language": "fr", "title": "", "html": "",
            "rows": {
                "list": "v1.", "words": {"day": [[day.isoformat(), day.strftime("%d/%m/%Y")] for day in days], **WORDS},
                "rows": [[row.code, row.name, days.index(row.day), *row.at.values(), row.tags] for row in part],
            },
        }


@pytest.fixture
def long_list(office):  # noqa: F811
    """A real list whose pages of rows are those of the model."""
    office.desk.apply()
    office.renew()
    folder, chance = office.season.sealed, random.Random(20261122)
    rows = [Row(index, chance) for index in range(COUNT)]
    code = next(code for code in office.home().codes if "data-desk-parts" in opened(folder, code)["html"])
    # Who would still make the pages that follow what was just sent, in place of these.
    office.season.server.process.kill()
    office.season.server.process.wait(timeout=20)
    links = ""
    for page in pages(rows):
        part = base32(chance.randbytes(32))
        put(folder, part, page)
        links = f'<li><a data-page href="#v1.{part}" data-version="1">…</a></li>' + links
    page = opened(folder, code)
    page["html"] = re.sub(r"(<ul[^>]*data-desk-parts>).*?</ul>", lambda found: found[1] + links + "</ul>", page["html"], flags=re.DOTALL)
    put(folder, code, page)
    return office, list(reversed(rows))


@pytest.fixture
def screen(chromium):
    context = chromium.new_context(locale="fr-FR", viewport=SCREEN)
    page = context.new_page()
    page.slower = context.new_cdp_session(page)
    yield page
    context.close()


def shown(page) -> list:
    return page.evaluate("[...document.querySelectorAll('[data-desk-rows] tbody a')].map((it) => it.textContent)")


def count(page) -> int:
    """How many were found; those that are shown are said, too, where they are not all."""
    said = page.inner_text("[data-desk-status]").replace("\u202f", "")
    found = int((re.match(r"\d+", said) or [0])[0])
    if found > 1:
        some = len(shown(page))
        assert said == (f"{found} dossiers affichés" if some == found else f"{found} dossiers, les {some} plus récents affichés")
    return found


def timed(page, work):
    """Milliseconds in the browser from an input to the rows that it gives, painted."""
    page.evaluate("""() => new Promise((done) => {
      window.took = undefined;
      let start;
      document.addEventListener("input", () => { start = performance.now(); }, { capture: true, once: true });
      new MutationObserver((_, all) => {
        if (start === undefined) return;
        all.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.took = performance.now() - start; }));
      }).observe(document.querySelector("[data-desk-rows] tbody"), { childList: true });
      done();
    })""")
    work()
    page.wait_for_function("() => window.took !== undefined")
    return page.evaluate("window.took")


def test_S4_40_a_long_list_is_filtered_as_the_board_is_and_stays_quick(long_list, screen):
    office, rows = long_list
    page = screen
    page.slower.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(office.link())
    ready(page, "desk")
    begun = time.perf_counter()
    page.get_by_role("link", name="Tous les dossiers").click()
    page.wait_for_function(f"() => document.querySelectorAll('[data-desk-rows] tbody tr').length === {SHOWN}")
    first = time.perf_counter() - begun
    page.wait_for_selector("[data-whole]")
    whole = time.perf_counter() - begun
    assert count(page) == COUNT and shown(page) == [row.name for row in rows[:SHOWN]]

    def expect(wanted):
        found = [row for row in rows if wanted(row)]
        assert count(page) == len(found) and shown(page) == [row.name for row in found[:SHOWN]]
        return found

    took = {}
    took["post"] = timed(page, lambda: page.get_by_label("Poste", exact=True).select_option("2026-1"))
    expect(lambda row: row.said("post") == "2026-1")
    took["stage"] = timed(page, lambda: page.get_by_label("Étape").select_option("Entretien"))
    both = expect(lambda row: row.said("post") == "2026-1" and row.said("stage") == "Entretien")
    # What another choice would find is said beside it.
    examined = sum(row.said("phase") == "examined" for row in both)
    assert f"En examen ({examined})" in page.get_by_label("Situation").inner_text()
    took["tag"] = timed(page, lambda: page.get_by_label("Étiquette").select_option("bafa"))
    took["word"] = timed(page, lambda: page.get_by_label("Nom, poste ou mot").fill("edouard mart"))
    wanted = expect(lambda row: row in both and 0 in row.tags and "Édouard Mart" in row.name) if not FULL else None
    for name in ["Poste", "Étape", "Étiquette"]:
        page.get_by_label(name, exact=True).select_option("*")
    found = expect(lambda row: "Édouard Mart" in row.name)
    assert wanted is None or set(wanted) <= set(found)
    middle = rows[COUNT // 2].day
    took["period"] = timed(page, lambda: page.get_by_label("Reçu à partir du").fill(middle.isoformat()))
    until = middle + datetime.timedelta(days=200)
    page.get_by_label("Reçu jusqu’au").fill(until.isoformat())
    expect(lambda row: "Édouard Mart" in row.name and middle <= row.day <= until)
    for name in ["Nom, poste ou mot", "Reçu à partir du", "Reçu jusqu’au"]:
        page.get_by_label(name).fill("")
    page.get_by_role("button", name="Afficher la suite").click()
    page.wait_for_function(f"() => document.querySelectorAll('[data-desk-rows] tbody tr').length === {2 * SHOWN}")
    assert shown(page) == [row.name for row in rows[:2 * SHOWN]] and count(page) == COUNT
    print(f"\n{COUNT} dossiers, {SLOWER} times slower: first rows {first * 1000:.0f} ms, all read {whole * 1000:.0f} ms, "
          + ", ".join(f"{name} {value:.0f} ms" for name, value in took.items()))
    if FULL:
        assert first < 2 and whole < 30 and max(took.values()) < 1000


def test_S4_40_what_was_asked_for_stands_after_a_dossier_was_looked_at(long_list, screen):
    office, rows = long_list
    page = screen
    page.goto(office.link())
    ready(page, "desk")
    page.get_by_role("link", name="Tous les dossiers").click()
    page.wait_for_selector("[data-whole]")
    page.get_by_label("Campagne").select_option("hiver")
    page.get_by_label("Nom, poste ou mot").fill("roux")
    found = [row.name for row in rows if row.said("campaign") == "hiver" and "Roux" in row.name][:SHOWN]
    page.wait_for_function(f"() => document.querySelector('[data-desk-rows] tbody a')?.textContent === '{found[0]}'")
    page.get_by_role("link", name="File de travail").click()
    ready(page, "desk")
    page.get_by_role("link", name="Tous les dossiers").click()
    page.wait_for_selector("[data-whole]")
    assert page.get_by_label("Campagne").input_value() == "hiver" and shown(page) == found
