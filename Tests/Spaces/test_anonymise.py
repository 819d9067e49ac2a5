"""B-24: a candidate is made nobody, and is still counted."""

import json

from program import OK, run
from test_agents import Office
from test_desk import desk  # noqa: F401

PEOPLE = ["Zoé Martin", "Ada Petit", "Léo Roux", "Mia Blanc", "Tom Noir"]


def figures(desk) -> dict:  # noqa: F811
    return desk.season.intake("campaign", "figures", "hiver").receipt


def ended(desk) -> list:  # noqa: F811
    """Five candidatures that were examined, and withdrawn; their letters left."""
    numbers = [desk.apply(name) for name in PEOPLE]
    desk.accept(*numbers)
    for number in numbers:
        desk.season.act(desk.season.candidature(number).token("withdraw"), scope="this", confirm="yes", reason="Motif secret")
    for number in numbers:
        desk.season.letter(number, [event["d"]["mail"] for event in desk.season.events(number) if event["k"] == "mail-queued"][-1])
    desk.deliver()
    return numbers


def test_B24_who_is_made_nobody_is_still_counted_and_nothing_leads_back(desk):
    numbers = ended(desk)
    before, store = figures(desk), desk.season.folder / "store"
    assert {count["offer"]: count["steps"]["examined"] for count in before["funnels"]} == {"2026-1": 5}
    done = desk.do("dossier", "anonymise", *numbers)
    assert [line["dossier"] for line in done] == numbers
    after = figures(desk)
    assert [after[name] for name in ["funnels", "sources", "weeks"]] == [before[name] for name in ["funnels", "sources", "weeks"]]
    assert [(stay["phase"], stay["count"]) for stay in after["stays"]] == [(stay["phase"], stay["count"]) for stay in before["stays"]]
    kept = [path for path in (store / "figures").iterdir()]
    assert len(kept) == 5 and {oct(path.stat().st_mode & 0o777) for path in kept} == {"0o600"}
    for path in kept:
        assert sorted(json.loads(path.read_text())) == ["campaign", "farthest", "format", "offer", "source", "stays", "week"]
        assert not any(number in path.name + path.read_text() for number in numbers)
    for path in [path for folder in [store, desk.season.folder / "public"] for path in folder.rglob("*") if path.is_file()]:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            # The server takes pages away that it made a moment before.
            continue
        assert not any(word.encode() in content for word in ["Martin", "zoe@exemple.fr", "Motif secret"]), path
    assert desk.season.intake("dossier", "show", numbers[0]).code != OK
    assert run("verify", "--store", store).code == OK
    # A copy of the store counts them, too.
    assert run("backup", desk.season.folder / "copy", "--store", store).code == OK
    assert len(list((desk.season.folder / "copy/figures").iterdir())) == 5


def test_B24_only_what_is_over_is_made_nobodys_and_only_by_who_decides(desk):
    number = desk.apply()
    assert desk.refused("dossier", "anonymise", number) == "not-now"
    desk.do("dossier", "reject", number, "--reason", "hors profil")
    assert desk.refused("dossier", "anonymise", number) == "not-now", "its candidate has not heard of it"
    assert desk.refused("dossier", "anonymise", number, by="cd") == "no-right"
    assert desk.refused("dossier", "anonymise", number, by=None) == "no-agent"
    assert desk.refused("dossier", "anonymise", number, by="gh") == "no-right"
    assert not (desk.season.folder / "store/figures").exists()


def test_B24_on_the_page_it_is_confirmed_and_leads_back_to_the_queue(desk):
    number = desk.apply()
    season = desk.season
    season.act(season.candidature(number).token("withdraw"), scope="this", confirm="yes")
    season.letter(number, [event["d"]["mail"] for event in season.events(number) if event["k"] == "mail-queued"][-1])
    office = Office(desk)
    office.restart()
    office.renew()
    assert 'value="anonymise"' not in office.case(number).text, "its last letter waits"
    desk.deliver()
    office.renew()
    assert 'value="anonymise"' in office.case(number).text and 'value="anonymise"' not in office.case(number, "cd").text
    assert "Il manque un texte, un choix" in office.act(number, "anonymise").text
    assert "Vous n’y avez pas droit" in office.act(number, "anonymise", agent="cd", confirm="yes").text
    home = season.home(number)
    answer = office.act(number, "anonymise", confirm="yes")
    assert (answer.status, answer.headers["Location"]) == (303, office.link())
    assert "Tous les dossiers 0" in office.home().words
    assert season.open(home).status == 404
    assert len(list(season.folder.glob("store/figures/*"))) == 1
