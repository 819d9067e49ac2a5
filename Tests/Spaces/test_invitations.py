"""What candidates say to the work of the team, in their space: to an invitation, to a post, that their dossier is complete.

Names of tests have the ids of features; every journal is as it should be afterwards.
"""

from test_agents import PHONE, SCREEN, Office, office, violations, wait  # noqa: F401
from test_desk import AFTER, WRITTEN, desk  # noqa: F401
from test_shell import ready

HOURS = ["2099-04-02T09:00", "2099-04-02T10:00", "2099-04-02T11:00", "2099-04-02T14:00"]
# On the clocks of Paris in summer.
CODES = ["2099-04-02T07:00:00.000Z", "2099-04-02T08:00:00.000Z", "2099-04-02T09:00:00.000Z", "2099-04-02T12:00:00.000Z"]


def invite(office, *numbers, answer_by="2099-01-05"):  # noqa: F811
    """To the written test, at one hour for all."""
    office.desk.accept(*numbers)
    office.desk.do("dossier", "plan", *numbers, "--test", "written", "--starts", WRITTEN, "--place", "Salle A", "--answer-by", answer_by,
                   "--text", "Apportez un stylo.")


def offer_hours(office, *numbers):  # noqa: F811
    """Hours of the oral to choose between, once the written test is passed."""
    invite(office, *numbers)
    office.desk.do("dossier", "mark", *numbers, "--test", "written", "--mark", "15", now=AFTER)
    office.desk.do("dossier", "plan", *numbers, "--test", "oral", *[word for hour in HOURS for word in ("--slot", hour)], now=AFTER)


def test_S4_20_S4_21_an_invitation_is_answered_in_the_space_and_the_team_sees_it(office):  # noqa: F811
    season, number = office.season, office.desk.apply()
    invite(office, number)
    page = season.candidature(number)
    for words in ["Une invitation attend votre réponse", "Salle A", "Apportez un stylo.", "lundi 12 janvier 2099"]:
        assert words in page.words
    assert "Répondez à l’invitation" in season.open(season.home(number)).words
    token = page.token("answer")
    # Whoever opens it, be it a program that reads mails, answers nothing.
    assert "Rien n’a été envoyé" in season.act(token).words and "test-answered" not in season.kinds(number)
    assert "Votre réponse est enregistrée" in season.act(token, answer="yes").words
    assert "Votre réponse est enregistrée" in season.act(token, answer="yes").words
    (said,) = [event for event in season.events(number) if event["k"] == "test-answered"]
    assert (said["by"], said["d"]) == ("candidate", {"test": "written", "answer": "yes", "slot": None, "late": False})
    assert season.letter(number, f"booked-{said['n']}")["To"] == "zoe@exemple.fr"
    page = season.candidature(number)
    assert "Vous avez répondu que vous venez." in page.words and "Une invitation attend" not in page.words
    wait(lambda: "La personne vient" in office.case(number).words)
    assert "Votre réponse est enregistrée" in season.act(page.token("answer"), answer="no").words
    assert season.said(number, "test-answered")["answer"] == "no"
    wait(lambda: "La personne ne vient pas" in office.case(number).words)
    # One that comes after its day is taken, and flagged.
    late = office.desk.apply("Ada Petit")
    office.desk.accept(late)
    office.desk.do("dossier", "plan", late, "--test", "written", "--starts", WRITTEN, "--answer-by", "2026-11-02", now="2026-11-01T12:00:00.000Z")
    season.press()
    assert season.act(season.candidature(late).token("answer"), answer="yes").status == 200
    assert season.said(late, "test-answered")["late"] is True
    assert "La date demandée était passée" in season.candidature(late).words
    wait(lambda: "répondu après la date" in office.case(late).words)


def test_S4_22_of_two_who_choose_one_hour_one_gets_it_and_the_other_is_told_the_next(office):  # noqa: F811
    season = office.season
    first, second = office.desk.apply("Zoé Martin"), office.desk.apply("Ada Petit")
    offer_hours(office, first, second)
    tokens = [season.candidature(number).token("answer") for number in (first, second)]
    # The written test is over: the only right is that to the oral.
    assert season.act(tokens[0], answer=CODES[0]).status == 200
    late = season.act(tokens[1], answer=CODES[0])
    assert late.status == 422 and "Cette heure vient d’être prise" in late.words
    assert all(f"à {hour}" in late.words for hour in ["10 h 00", "11 h 00", "14 h 00"]) and "à 09 h 00" not in late.words
    assert season.kinds(second)[-1] == "test-planned"
    # The page has only what is free, and what others may give back.
    page = season.candidature(second)
    assert CODES[0] not in page.text and all(code in page.text for code in CODES[1:])
    assert season.act(page.token("answer"), answer=CODES[1]).status == 200
    # Who takes another hour leaves the first one to others.
    assert season.act(season.candidature(first).token("answer"), answer=CODES[3]).status == 200
    assert season.act(season.candidature(second).token("answer"), answer=CODES[0]).status == 200
    assert [season.said(number, "test-answered")["slot"] for number in (first, second)] == [CODES[3], CODES[0]]
    held = {path.read_text().strip() for path in season.folder.glob("store/slots/*/1")}
    assert held == {first, second}


def test_S4_21_the_appointment_goes_into_a_calendar_as_that_of_the_letter(office):  # noqa: F811
    season, number = office.season, office.desk.apply()
    offer_hours(office, number)
    season.act(season.candidature(number).token("answer"), answer=CODES[1])
    before = season.events(number)
    got = season.action(season.candidature(number).token("answer"), answer="calendar")
    assert (got.status, got.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert got.headers["Content-Disposition"] == 'attachment; filename="invitation.ics"'
    lines = got.text.splitlines()
    (mail,) = [part for part in season.letter(number, f"booked-{len(before) - 1}").walk() if part.get_content_type() == "text/calendar"]
    same = [line for line in mail.get_content().splitlines() if not line.startswith("DTSTAMP")]
    assert [line for line in lines if not line.startswith("DTSTAMP")] == same and "DTSTART:20990402T080000Z" in lines
    assert season.events(number)[:len(before)] == before and "test-answered" not in [event["k"] for event in season.events(number)[len(before):]]


def test_S4_24_an_invitation_that_changed_is_read_before_it_is_answered(office):  # noqa: F811
    season, number = office.season, office.desk.apply()
    invite(office, number)
    token = season.candidature(number).token("answer")
    office.desk.do("dossier", "postpone", number, "--test", "written", "--starts", "2099-03-12T09:00", "--place", "Salle B")
    old = season.act(token, answer="yes")
    assert old.status == 422 and "Cette invitation a changé" in old.words and season.kinds(number)[-1] == "test-moved"
    page = season.candidature(number)
    assert "Salle B" in page.words and season.act(page.token("answer"), answer="yes").status == 200
    office.desk.do("dossier", "cancel", number, "--test", "written", "--text", "Grève")
    page = season.candidature(number)
    assert "Cette épreuve est annulée." in page.words and 'value="no"' not in page.text


def test_an_answer_that_says_nothing_or_comes_from_elsewhere_changes_nothing(office):  # noqa: F811
    season = office.season
    number, other = office.desk.apply("Zoé Martin"), office.desk.apply("Ada Petit")
    offer_hours(office, number)
    before = season.events(number), season.events(other)
    token = season.candidature(number).token("answer")
    for said, status, words in [
        ("", 422, "Rien n’a été envoyé"), ("peut-être", 422, "Rien n’a été envoyé"),
        ("2099-04-02T03:00:00.000Z", 422, "Cette heure vient d’être prise"), ("yes", 422, "Cette heure vient d’être prise"),
    ]:
        answer = season.act(token, answer=said)
        assert (answer.status, words in answer.words) == (status, True), said
    parts = token.split(".")
    for index, value in [(5, other), (6, "1"), (2, "reply"), (2, "desk")]:
        forged = [*parts]
        forged[index] = value
        assert season.act(".".join(forged), answer="no").status == 404
    # The right of somebody else is for their own dossier.
    message = season.candidature(other).token("message")
    assert season.act(message, answer="no", text=" ").status == 422
    assert (season.events(number), season.events(other)) == before
    season.act(season.candidature(number).token("withdraw"), scope="this", confirm="yes")
    assert "Cela ne se fait plus ici" in season.act(token, answer="no").words
    assert "test-answered" not in season.kinds(number)


def test_S4_33_S4_34_a_post_is_taken_in_the_space_once_it_was_told(office):  # noqa: F811
    season = office.season
    first, second = office.desk.apply("Zoé Martin"), office.desk.apply("Ada Petit")
    office.desk.accept(first, second)
    office.desk.test(first, second)
    office.desk.do("campaign", "shortlist", "hiver", "--offer", "2026-1", "--output", season.folder / "l.html", "--record")
    office.desk.do("dossier", "select", first, "--call")
    assert "Un poste vous est proposé" not in season.candidature(first).words
    office.desk.do("dossier", "call", first)
    page = season.candidature(first)
    assert "Un poste vous est proposé" in page.words and "Je prends le poste" in page.words
    token = page.token("reply")
    assert season.act(token).status == 422
    assert "Votre réponse est enregistrée" in season.act(token, answer="no").words
    assert season.act(token, answer="yes").status == 422
    assert season.kinds(first)[-1] == "offer-declined" and season.events(first)[-1]["by"] == "candidate"
    office.desk.do("dossier", "select", second)
    assert season.act(season.candidature(second).token("reply"), answer="yes").status == 200
    assert season.kinds(second)[-1] == "offer-accepted"
    wait(lambda: "Poste accepté" in office.case(second).words)


def test_S1_19_S1_23_a_candidate_declares_the_dossier_complete(office):  # noqa: F811
    path = office.season.folder / "content/campaigns/hiver.yml"
    path.write_text(path.read_text() + "declaration: true\ndelays: {incomplete: 30}\n")
    office.restart()
    season = office.season
    without, number = season.apply(email="ada@exemple.fr"), office.desk.apply()
    assert "Déclarer mon dossier complet" not in season.candidature(without).words
    office.renew()
    assert "Incomplet, il sera effacé après le" in office.case(number).words
    assert office.desk.refused("dossier", "accept", number) == "incomplete"
    token = season.candidature(number).token("complete")
    for _ in range(2):
        assert "Votre dossier est déclaré complet" in season.act(token).words
    assert season.kinds(number) == ["received", "declared-complete"]
    assert season.events(number)[-1]["by"] == "candidate"
    wait(lambda: "Incomplet, il sera" not in office.case(number).words)


def test_an_hour_is_chosen_on_a_phone_with_nothing_in_the_way(office, phone):  # noqa: F811
    number = office.desk.apply()
    offer_hours(office, number)
    phone.goto(office.season.link(number))
    ready(phone, "home")
    phone.get_by_role("link", name="Lire et répondre").click()
    ready(phone, "candidature")
    for size in [PHONE, SCREEN]:
        phone.set_viewport_size(size)
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    hours = phone.get_by_role("group", name="Choisissez une heure").get_by_role("radio")
    assert hours.count() == 5 and not any(hour.is_checked() for hour in hours.all())
    phone.get_by_role("radio", name="11 h 00").check()
    phone.get_by_role("button", name="Envoyer ma réponse").click()
    phone.get_by_role("heading", name="Votre réponse est enregistrée").wait_for()
    assert office.season.said(number, "test-answered")["slot"] == CODES[2]
    phone.get_by_role("link", name="Revenir à mon espace").click()
    ready(phone, "candidature")
    phone.get_by_text("Vous avez répondu que vous venez.").wait_for()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Ajouter à mon agenda").click()
    assert download.value.suggested_filename == "invitation.ics"
