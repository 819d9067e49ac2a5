"""B-24: a person who wrote from two addresses is one person for the team, and for nobody else."""

import fcntl
import json
import subprocess

import pytest
from conftest import TEMPLATES
from program import PROGRAM
from test_agents import office, wait  # noqa: F401 (a fixture)
from test_desk import AGENTS, desk  # noqa: F401 (a fixture)
from test_my_data import archive

OTHERS = "Autres dossiers de la personne"


@pytest.fixture
def two(office):  # noqa: F811
    """Two candidatures of one person, from two addresses, and an agent who sees the first alone."""
    agents = office.season.folder / "agents.csv"
    agents.write_text(AGENTS + "ij,Ida Jost,ida@essai.example,reviewer,campaign:hiver\n")
    office.run("agents", "import", agents)
    first = office.desk.apply("Zoé Martin", email="zoe@exemple.fr")
    second = office.desk.apply("Z. Martin-Roux", email="deux@exemple.fr", offer="2026-2")
    return office, first, second


def journals(season, *numbers):
    return [json.dumps(season.events(number)) for number in numbers]


def words(season, *numbers) -> list:
    """What each journal says that its candidate is, as often as it says so."""
    return [[event["d"]["as"] for event in season.events(number) if event["k"] == "person-joined"] for number in numbers]


def test_B24_two_addresses_are_one_person_for_the_team_and_each_other_learns_nothing(two):
    office, first, second = two  # noqa: F811
    desk, season = office.desk, office.season  # noqa: F811
    join = ["dossier", "join", first, "--with"]
    assert [desk.refused(*join, second, by=by) for by in [None, "nobody", "ef", "gh"]] == ["no-agent", "no-agent", "no-right", "no-right"]
    # What an agent may not see is as if it were not there.
    assert desk.refused(*join, second, by="ij") == desk.refused(*join, "a" * 26) == "no-such-dossier"
    assert desk.refused(*join, first) == "same-person"
    assert desk.refused("dossier", "part", first) == "unchanged"
    assert desk.do(*join, second, by="cd") == [{"format": 1, "dossiers": [first, second], "state": "joined"}]
    ((one,), (other,)) = words(season, first, second)
    assert one == other and desk.refused(*join, second) == "unchanged"
    third = desk.apply("Zoé M.", email="trois@exemple.fr", offer="2026-3")
    desk.do("dossier", "join", third, "--with", second)
    assert words(season, first, second, third) == [[one]] * 3
    assert desk.show(first)["others"] == sorted([second, third])
    # Each candidate learns nothing of the others.
    known = {first: ["zoe@exemple.fr"], second: ["deux@exemple.fr", "Roux"], third: ["trois@exemple.fr", "Zoé M."]}
    for number, markers in known.items():
        texts = [text for mine, text in zip(known, journals(season, *known)) if mine != number]
        found = archive(season, number)
        mine = "".join(found.read(name).decode(errors="replace") for name in found.namelist())
        space = season.open(season.home(number)).text + season.candidature(number).text
        for marker in set(known) - {number} | {mark for mine, marks in known.items() if mine != number for mark in marks}:
            assert marker not in mine + space
        assert OTHERS not in space and "même personne" not in season.candidature(number).words and one not in space
        assert not any(number in text or mark in text for text in texts for mark in markers)
    # The team sees all of them, each agent what they may.
    office.renew()
    page = office.case(first).words
    assert OTHERS in page and "Chargée d’accueil 2026-2" in page.replace("'", "’") and "Bibliothécaire 2026-3" in page
    assert "Autre adresse, même personne d’après l’équipe" in page and "Dit de la même personne qu’un autre dossier" in page
    assert OTHERS not in office.case(first, "ij").words
    # One that is erased is on no page any more; the others stay as they are.
    assert season.intake("erase", second, "--public", season.folder / "public").code == 0
    page = office.case(first).words
    assert "2026-2" not in page and "Bibliothécaire 2026-3" in page
    assert desk.show(third)["others"] == [first] and season.open(season.home(first)).status == 200
    assert season.intake("erase", third, "--public", season.folder / "public").code == 0
    assert OTHERS not in office.case(first).words and desk.show(first)["others"] == []
    assert words(season, first) == [[one]]


def test_B24_it_is_said_and_taken_back_on_the_page_of_a_dossier(two):
    office, first, second = two  # noqa: F811
    season = office.season
    office.renew()
    page = office.case(first)
    assert first in page.words and 'value="join"' in page.text and 'value="part"' not in page.text
    assert 'value="join"' not in office.case(first, "ef").text
    before = journals(season, first, second)
    for number, said in [("", "Il manque un texte"), ("x", "Il n’y a pas d’autre dossier"), ("a" * 26, "Il n’y a pas d’autre dossier"),
                         (first, "viennent de la même adresse")]:
        answer = office.send(page.token("desk"), "join", number=number)
        assert (answer.status, said in answer.text) == (422, True), answer.text
    assert "Il n’y a pas d’autre dossier" in office.send(office.case(first, "ij").token("desk"), "join", number=second).text
    assert "Vous n’y avez pas droit" in office.send(office.case(first, "ef").token("desk"), "join", number=second).text
    assert journals(season, first, second) == before
    token = office.case(first).token("desk")
    assert [office.send(token, "join", number=f" {second.upper()} ").status for _ in range(2)] == [303, 303], "twice is once"
    assert [season.events(number)[-1]["by"] for number in [first, second]] == ["hr:ab", "hr:ab"]
    assert OTHERS in office.case(first).words
    wait(lambda: OTHERS in office.case(second).words)
    # What becomes of one is on the page of the other.
    office.desk.do("dossier", "accept", second)
    wait(lambda: "2026-2 · En examen" in office.case(first).words)
    # Another dossier of the same address is that person's, too.
    fourth = office.desk.apply("Zoé Martin", email="zoe@exemple.fr", offer="2026-3")
    wait(lambda: "Bibliothécaire" in office.case(second).words and 'value="part"' in office.case(fourth).text)
    token = office.case(fourth).token("desk")
    assert [office.send(token, "part").status for _ in range(2)] == [303, 303]
    assert [season.kinds(number)[-1] for number in [first, second, fourth]] == ["person-parted", "accepted", "received"]
    wait(lambda: OTHERS not in office.case(second).words and 'value="part"' not in office.case(first).text)
    # What came from one address is one person's, whatever anybody says.
    assert OTHERS in office.case(first).words and "Bibliothécaire" in office.case(first).words
    assert "C’est déjà ainsi" in office.act(first, "part").text
    office.desk.do("dossier", "join", second, "--with", first)
    assert len(set(sum(words(season, first, second), []))) == 1 and OTHERS in office.case(second).words


def test_B24_who_is_hired_by_one_address_gets_no_second_post_by_the_other(two):
    office, first, second = two  # noqa: F811
    desk = office.desk  # noqa: F811
    third = desk.apply("Zoé Martin", email="zoe@exemple.fr", offer="2026-3")
    for offer, number in [("2026-2", second), ("2026-3", third)]:
        desk.do("dossier", "accept", number)
        desk.do("dossier", "deliberate", number)
        desk.do("campaign", "shortlist", "default", "--offer", offer, "--output", desk.season.folder / f"{offer}.html", "--record")
    desk.do("dossier", "select", third)
    desk.do("dossier", "reply", third, "--accepts")
    office.renew()
    assert 'value="select"' in office.case(second).text
    desk.do("dossier", "join", first, "--with", second)
    assert desk.refused("dossier", "select", second) == "hired-elsewhere"
    assert 'value="select"' not in office.case(second).text
    assert "déjà un poste" in office.act(second, "select", step="do").text
    desk.do("dossier", "part", second)
    desk.do("dossier", "select", second)


def test_B24_a_stop_between_the_two_journals_means_nothing_and_the_next_call_completes_it(two):
    office, first, second = two  # noqa: F811
    desk, season = office.desk, office.season  # noqa: F811
    arguments = ["dossier", "join", first, "--with", second, "--by", "ab", "--public", season.folder / "public", *season.options, "--templates", TEMPLATES]
    (journal,) = season.folder.glob(f"store/dossiers/*/{second}/events.jsonl")
    with open(journal) as held:
        # It is read, and nothing is appended.
        fcntl.flock(held, fcntl.LOCK_SH)
        victim = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait(lambda: words(season, first) != [[]])
        victim.kill()
        victim.wait(timeout=20)
    ((word,), nothing) = words(season, first, second)
    assert nothing == [] and desk.show(first)["others"] == desk.show(second)["others"] == []
    office.renew()
    assert OTHERS not in office.case(first).words and 'value="part"' not in office.case(first).text
    # From the other side, too.
    desk.do("dossier", "join", second, "--with", first)
    assert words(season, first, second) == [[word], [word]]
    assert desk.show(second)["others"] == [first]
