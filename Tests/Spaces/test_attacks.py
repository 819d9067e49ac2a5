"""The ten attacks that spaces are measured by, one test each, and what each must leave as it was."""

import concurrent.futures
import itertools
import os
import random
import re
import signal
import statistics
import time

import pytest
from attackers import HEADERS, SCRIPTS, controls, letters, medians_apart
from bodies import PDF
from conftest import HOOKS
from program import OK
from test_replies import answer, asked, quarantine, state  # noqa: F401 (a fixture)
from test_shell import ready
from test_sign_in import member, sign_in  # noqa: F401 (a fixture)

IS_FULL = os.environ.get("VIVIER_SPACES") == "full"
TRIES = 10_000 if IS_FULL else 300
LINK_TRIES = 10_000 if IS_FULL else 200
TEXTS = SCRIPTS if IS_FULL else [" ".join(SCRIPTS[:6]), " ".join(SCRIPTS[6:])]


def test_1_a_stolen_link_opens_nothing_and_allows_nothing_once_links_were_taken_back(season):
    number = season.apply()
    old = season.link(number)
    token = season.candidature(number).token("message")
    page = season.open(season.home(number)).codes[0]
    renewed = season.intake("spaces", "renew", number)
    assert renewed.code == OK, renewed.err
    assert renewed.out.decode().strip() == season.link(number) != old
    for code in [old.split("#v1.")[1], page]:
        opened = season.open(code)
        assert "Ce lien a été remplacé" in opened.words and "Zoé" not in opened.words
    assert season.act(token, text="volé").status == 410
    assert season.kinds(number) == ["received", "link-revoked"]
    assert "Liens remplacés" in season.candidature(number).words


def test_2_a_replayed_right_does_nothing_more_be_it_at_once_or_later(season):
    number = season.apply()
    season.ask(number)
    page = season.candidature(number)
    sent = [
        (page.token("supply"), [("file", "d.pdf", PDF)], {}), (page.token("message"), [], {"text": "Une fois."}),
        (page.token("correct"), [], {"name": "Zoé Martin", "permit": "b"}),
        (page.token("withdraw"), [], {"scope": "this", "confirm": "yes"}),
    ]
    for token, files, fields in sent:
        with concurrent.futures.ThreadPoolExecutor(8) as crowd:
            answers = [crowd.submit(season.act, token, files, **fields) for _ in range(8)]
        assert {one.result().status for one in answers} == {200}
    before = season.events(number)
    # Later, in another order, after the candidature ended; and by who only copied the form.
    for token, files, fields in reversed(sent):
        assert season.act(token, files, **fields).status == 200
    assert season.events(number) == before
    kinds = season.kinds(number)
    assert [kinds.count(kind) for kind in ["document-added", "message", "fields-changed", "withdrawn"]] == [1] * 4


def test_3_the_right_to_one_dossier_is_none_to_another(season):
    mine = season.apply()
    theirs = season.apply(offer="2026-2", email="ada@exemple.fr")
    words = season.candidature(mine).token("message").split(".")
    other = season.candidature(theirs).token("message").split(".")
    for index in range(len(words) - 1):
        if words[index] == other[index]:
            continue
        mixed = ".".join(words[:index] + [other[index]] + words[index + 1:])
        assert season.act(mixed, text="x").status == 404, index
    assert (season.kinds(mine), season.kinds(theirs)) == (["received"], ["received"])


def test_4_a_right_to_one_thing_is_none_to_another(season):
    number = season.apply()
    page = season.candidature(number)
    words = page.token("message").split(".")
    for action in ["withdraw", "supply", "correct", "hide", "erase-all", "renew", "archive", "MESSAGE", ""]:
        changed = ".".join(words[:2] + [action] + words[3:])
        assert season.act(changed, scope="erase", confirm="yes", text="x").status == 404, action
    # A right to write does not withdraw, whatever is sent with it.
    assert season.act(".".join(words), scope="erase", confirm="yes").status == 422
    chance = random.Random(4)
    token = page.token("withdraw")
    for place in chance.sample(range(len(token)), 60):
        digit = chance.choice([one for one in "abcdefgh234567.-" if one != token[place]])
        changed = token[:place] + digit + token[place + 1:]
        assert season.act(changed, scope="erase", confirm="yes").status == 404, changed
    assert season.kinds(number) == ["received"]


def test_5_a_guessed_address_leads_to_nothing(season):
    season.apply()
    names = [path.name for path in season.sealed.iterdir()]
    for code in ["", "a" * 52, "v1." + "b" * 51 + "a", "../../../etc/passwd", "%00", "z" * 5000, *names, names[0] * 2]:
        assert season.open(code).status == 404
    # Who has the name of a file has the file, which says nothing.
    for path in season.sealed.iterdir():
        content = path.read_bytes()
        assert content.startswith(b"vivier\0\1") and b"Martin" not in content and b"html" not in content


def test_6_the_time_does_not_tell_whether_an_address_is_known(member):  # noqa: F811
    """Addresses with a password, without one, and of nobody, in a random order; medians are compared."""
    member.apply(email="ada@exemple.fr", offer="2026-2")
    kinds = {"password": "zoe@exemple.fr", "known": "ada@exemple.fr", "nobody": "personne@exemple.fr"}
    times = timed(kinds, TRIES, lambda address: sign_in(member, address, "une phrase fausse").status == 403)
    # Few tries on a busy machine say little; where no password is hashed, nearly all of the time is missing.
    assert_alike(times, statistics.median(sum(times.values(), [])) / 3)


def test_6_nor_does_the_time_that_a_link_takes(season):
    """What is done for a known address is done after the answer."""
    known = [f"zoe{place}@exemple.fr" for place in range(LINK_TRIES // 40)]
    for address in known:
        assert season.server.submit(list({"name": "Zoé", "email": address, "offer": "2026-1"}.items())).status == 201
    season.press()
    kinds = {"known": itertools.cycle(known), "nobody": itertools.cycle([f"personne{place}@exemple.fr" for place in range(50)])}
    ask = lambda addresses: season.post("/sign-in/link", email=next(addresses), language="fr").status == 200
    times = timed(kinds, LINK_TRIES, ask)
    # A letter takes some milliseconds: they are all missing, or none.
    assert_alike(times, 0.002)


def timed(kinds: dict, tries: int, ask) -> dict:
    """How long each try took, by kind, in a random order."""
    times = {kind: [] for kind in kinds}
    order = [kind for kind in kinds for _ in range(tries // len(kinds))]
    random.Random(20261122).shuffle(order)
    for kind in order:
        start = time.perf_counter()
        assert ask(kinds[kind])
        times[kind].append(time.perf_counter() - start)
    return times


def assert_alike(times: dict, for_few: float):
    """`for_few`: Seconds that may lie between medians of a few tries."""
    apart, allowed = medians_apart(times, random.Random(1))
    tries = sum(map(len, times.values()))
    print(f"{tries} tries: medians {apart * 1e6:.0f} µs apart, {allowed * 1e6:.0f} µs allowed")
    assert apart <= (allowed if IS_FULL else max(allowed, for_few))


def test_7_a_password_is_not_guessed_and_a_restart_forgets_nothing(member):  # noqa: F811
    member.server.stop(signal.SIGKILL)
    member.start(rate="100000")
    states = [sign_in(member, password=f"une phrase fausse {index}").status for index in range(12)]
    assert states == [403] * 10 + [429] * 2
    # The right one does not help now, nor does a restart; others are not held up, nor is the link.
    assert sign_in(member).status == 429
    member.server.stop(signal.SIGKILL)
    member.start(rate="100000")
    refused = sign_in(member)
    assert (refused.status, refused.headers["Retry-After"]) == (429, "900")
    assert sign_in(member, "ada@exemple.fr", "x").status == 403
    assert member.open(member.home(member.number)).status == 200
    # An address that nobody has is limited in the same way.
    unknown = [sign_in(member, "personne@exemple.fr", "x").status for _ in range(11)]
    assert unknown == [403] * 10 + [429]


def filled(season, text, sender, offer="2026-1"):
    """A candidature with a text in every place that a candidate or an agent can write in."""
    name = re.sub(r'[/"\x00-\x1f\x7f-\x9f]', "", text) + ".pdf"
    number = season.apply(name=text, message=text, email=sender, offer=offer, files=[("cv", name, PDF)])
    season.act(season.candidature(number).token("message"), text=text)
    season.ask(number, document=text, text=text)
    season.act(season.candidature(number).token("supply"), files=[("file", name, PDF)])
    assert season.intake("dossier", "message", number, "--text", text).code == OK
    season.act(season.candidature(number).token("correct"), name=f"{text} 2", message=text)
    sheet = season.sheet(number)
    parts = {"name": text, "headline": text, "summary": text, "wishes": text, "skill-1-title": text, "experience-1-position": text}
    assert season.act(sheet.token("keep"), **parts).status == 200
    season.act(season.candidature(number).token("withdraw"), scope="pool", confirm="yes", reason=text)
    return number


def test_8_no_script_of_anybody_runs_for_a_candidate_or_an_agent(season, chromium):
    plain = filled(season, "x", "ada@exemple.fr")
    harmless = [re.findall(r"<(/?[a-z0-9]+)", page.text) for page in [
        season.candidature(plain), season.open(season.home(plain)), season.sheet(plain)]]
    context = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740})
    # The policy of the site would stop scripts too: without it, only what is escaped is harmless.
    bare = chromium.new_context(locale="fr-FR", viewport={"width": 360, "height": 740}, bypass_csp=True)
    for place, text in enumerate(TEXTS):
        number = filled(season, text, f"zoe{place}@exemple.fr")
        shown = [season.candidature(number), season.open(season.home(number)), season.sheet(number)]
        assert [re.findall(r"<(/?[a-z0-9]+)", page.text) for page in shown] == harmless, text
        for one in [context, bare] if place < 4 else [bare]:
            page = one.new_page()
            page.add_init_script(HOOKS)
            page.goto(season.link(number))
            ready(page, "home")
            for link in ["Éducatrice de jeunes enfants", "Mon profil et mon CV"]:
                page.get_by_role("link", name=link).first.click()
                page.wait_for_selector("[data-ready=candidature], [data-ready=sheet]")
                page.get_by_role("link", name="Mon espace").last.click()
                ready(page, "home")
            assert page.evaluate("window.tried") == [], text
            page.close()
        for words in [["list"], ["show", number], ["dossier", "show", number], ["dossier", "queue"], ["export", "--format", "csv"]]:
            with_theme = words[0] == "dossier"
            done = season.intake(*words, templates=with_theme)
            assert done.code == OK, (words, done.err)
            said = done.out.decode()
            assert controls(said) <= ({"\r"} if words[0] == "export" else set()), (words, text)
            assert not re.search(r'(?m)(^|,)"?[=+@]', said) or words[0] != "export"
    for mail in letters(season):
        rich = mail.get_body(("html",))
        assert rich is None or not re.search(r"<(script|img|svg|base|iframe)\b", rich.get_content())
    context.close()
    bare.close()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028"])
def test_9_nothing_that_anybody_writes_becomes_a_header_of_a_mail(asked, end):  # noqa: F811
    text = f"Bonjour{end}Bcc: victime@exemple.fr{end}{end}X-Injected: oui"
    number = asked.apply(offer="2026-2", name=text, message=text, files=[("cv", "a\u2028Bcc: victime@exemple.fr.pdf", PDF)])
    asked.ask(number, document=text, text=text)
    assert asked.intake("dossier", "message", number, "--text", text).code == OK
    asked.act(asked.candidature(number).token("correct"), name=f"{text} 2")
    for refused in ["zoe@exemple.fr%0d%0aBcc:victime@exemple.fr", f"zoe@exemple.fr{end}Bcc: victime@exemple.fr"]:
        body = [("name", "Zoé"), ("email", refused), ("offer", "2026-3")]
        assert asked.server.submit(body).status in (201, 422)
    asked.press()
    asked.letter(number, "acknowledgement-1")
    mails = letters(asked)
    assert len(mails) >= 5
    for mail in mails:
        assert {name.lower() for name in mail.keys()} <= HEADERS, mail.keys()
        assert mail.defects == [] and len(mail["To"].addresses) == 1
        for name, value in mail.items():
            assert "\n" not in value and "\r" not in value
            assert "victime" not in value or name == "Subject", (name, value)


def test_10_a_forged_answer_from_another_sender_reaches_no_thread(asked):  # noqa: F811
    forged = [answer(sender="Ada <ada@exemple.fr>"), answer(sender='"zoe@exemple.fr" <ada@exemple.fr>'),
              answer(sender="zoe@exemple.fr.mal.example"), answer(sender="ada@exemple.fr", Sender="zoe@exemple.fr", Reply_To="zoe@exemple.fr")]
    for message in forged:
        done = asked.mail(message, asked.address)
        assert (done.code, state(done)) == (OK, "other-sender")
    assert "mail-received" not in [event["k"] for event in asked.events(asked.number)]
    reasons = quarantine(asked)
    assert [reason["dossier"] for reason in reasons] == [asked.number] * len(forged)
    assert "Oui, avec plaisir" not in asked.candidature(asked.number).words
