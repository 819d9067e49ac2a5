"""A form that is sent for an offer or an employer that does not use it is refused in clear words, and nothing of it is kept."""

import pytest
from bodies import complete, multipart
from conftest import FORM, OFFER
from test_letters import TEMPLATES  # noqa: F401
from test_mail import mail, message
from test_serve import start  # noqa: F401: a fixture

REGISTER = FORM.replace("title: Postuler\nfor: offer\n", "title: Inscription\nfor: employer\nemployers: [ville]\n")


@pytest.fixture
def place(place):
    """Offers that are applied to in different ways, and a form for one employer."""
    content = place.folder / "content"
    site = content / "site.yml"
    site.write_text(site.read_text() + "apply: {form: apply}\n")
    (content / "forms/other.yml").write_text(FORM.replace("Postuler", "Autre"))
    (content / "forms/open.yml").write_text(FORM.replace("title: Postuler\nfor: offer\n", "title: Spontanée\nspontaneous: true\n"))
    (content / "forms/register.yml").write_text(REGISTER)
    (content / "employers").mkdir(exist_ok=True)
    for name in ["ville", "bourg"]:
        (content / f"employers/{name}.md").write_text(f"---\nname: {name.title()}\n---\n")
    for name, more in [("autrement", "apply: {form: other}\n"), ("ailleurs", "apply: {url: https://ailleurs.example/}\n")]:
        (content / f"offers/{name}.md").write_text(OFFER.format(name=name, closes="2099-12-01", more=more))
    return place


@pytest.fixture
def server(place, start):  # noqa: F811
    return start()


@pytest.mark.parametrize("form, fields, reason", [
    ("apply", {"offer": "autrement"}, "other-form"),
    ("apply", {"offer": "ailleurs"}, "other-form"),
    ("register", {"employer": "bourg"}, "other-employer"),
    ("apply", {"employer": "ville"}, "other-employer"),
])
def test_what_belongs_to_another_form_is_refused(server, place, form, fields, reason):
    answer = server.submit(complete(**fields), form=form)
    assert (answer.status, answer.json["state"], answer.json["reason"]) == (422, "refused", reason)
    page = server.submit(complete(**fields), form=form, accept="text/html")
    assert page.status == 422 and "Cette offre ne passe pas par ce formulaire" in page.text
    assert "Rien n’a été reçu" in page.text
    assert (place.dossiers, place.quarantine, place.unfinished) == ([], [], [])


@pytest.mark.parametrize("form, fields", [
    ("other", {"offer": "autrement"}), ("apply", {}), ("open", {"offer": "autrement"}),
    ("register", {"employer": "ville"}), ("register", {}),
])
def test_what_is_sent_through_its_own_form_or_one_for_no_offer_is_taken(server, place, form, fields):
    assert server.submit(complete(**fields), form=form).status == 201


def test_where_nobody_is_there_to_be_told_it_is_kept(place):
    receipt = place.ingest("-", stdin=multipart(complete(offer="autrement"))).receipt
    assert (receipt["state"], receipt["reason"]) == ("quarantined", "other-form")
    assert place.kept(receipt) == multipart(complete(offer="autrement"))
    taken = place.ingest("-", stdin=multipart(complete(offer="autrement")), form="other").receipt
    assert taken["state"] == "accepted"


def test_who_writes_a_letter_fills_in_no_form(place):
    receipt = mail(place, message(Subject="[autrement] Ma candidature")).receipt
    assert receipt["state"] == "accepted" and place.received(receipt)["offer"] == "autrement"
