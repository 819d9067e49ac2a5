"""Recruiting providers, as a service to persons does: from the entry link to the account, document by document.

Names of tests have the ids of features; every journal is as it should be afterwards.
"""


import pytest
from bodies import CONTENT_TYPE, PDF, multipart
from program import OK
from test_agents import Office, wait
from test_desk import AGENTS, Desk

PROVIDER = """\
title: Devenir intervenant
slug: devenir-intervenant
for: employer
employers: [vernes]
fields:
  - {name: name, type: text, label: Prénom et nom, required: true}
  - {name: email, type: mail, label: Adresse électronique, required: true}
  - {name: phone, type: phone, label: Téléphone, required: true}
  - {name: french, type: choice, label: Parlez-vous couramment français ?, required: true, options: {fluent: Couramment}}
  - {name: status, type: choice, label: Votre statut, required: true, options: {own: Indépendant, student: Étudiant}}
  - {name: insurance, type: file, label: Assurance, required: true, when: {status: [own]}}
  - {name: card, type: file, label: Carte d'étudiant, required: true, when: {status: [student]}}
"""

CAMPAIGN = """\
title: Intervenants
forms: [provider]
documents:
  - {name: insurance, label: Assurance, when: {status: [own]}}
  - {name: card, label: Carte d'étudiant, when: {status: [student]}}
  - {name: diploma, label: Diplôme}
"""

EMPLOYER = "---\nname: {name}\nkind: association\n---\n\nUne association.\n"


class Service(Office):
    """The pages of a service that recruits providers."""

    def register(self, status="own", document="insurance", **fields):
        fields = {"name": "Zoé Martin", "email": "zoe@exemple.fr", "phone": "0612345678", "french": "fluent", "status": status,
                  "employer": "vernes", "language": "fr", **fields}
        files = [(document, f"{document}.pdf", PDF)] if document else []
        more = {"Content-Type": CONTENT_TYPE}
        return self.season.server.ask("POST", "/submit/provider", multipart([*fields.items()], files), more, "application/json")

    def registered(self, **how) -> str:
        answer = self.register(**how)
        assert answer.status == 201, answer.text
        self.season.press()
        return answer.json["receipt"]


@pytest.fixture
def service(season):
    content = season.folder / "content"
    (content / "campaigns").mkdir()
    (content / "employers").mkdir(exist_ok=True)
    (content / "employers/vernes.md").write_text(EMPLOYER.format(name="Les Vernes"))
    (content / "employers/autre.md").write_text(EMPLOYER.format(name="Autre"))
    (content / "forms/provider.yml").write_text(PROVIDER)
    (content / "campaigns/intervenants.yml").write_text(CAMPAIGN)
    (season.folder / "agents.csv").write_text(AGENTS)
    assert season.intake("agents", "import", season.folder / "agents.csv", templates=False).code == OK
    service = Service(Desk(season))
    service.restart()
    return service


def test_S1_01_S1_06_S1_07_each_operator_that_takes_part_has_an_entry_of_its_own(service):
    season = service.season
    season.build()
    public = season.folder / "public"
    page = (public / "devenir-intervenant/vernes/index.html").read_text()
    assert "Devenir intervenant" in page and 'value="vernes"' in page
    assert "devenir-intervenant/vernes/" in (public / "devenir-intervenant/share/index.html").read_text()
    # One that does not take part has none.
    assert not (public / "devenir-intervenant/autre").exists()


def test_S1_02_to_S1_05_what_a_registration_must_say_is_what_the_form_says(service):
    for fields, document, refused in [
        ({"phone": ""}, "insurance", [("phone", "required")]),
        ({"french": "little"}, "insurance", [("french", "not-an-option")]),
        ({"status": "employee"}, "", [("status", "not-an-option")]),
        ({"status": "own"}, "", [("insurance", "required")]),
        ({"status": "student"}, "", [("card", "required")]),
    ]:
        answer = service.register(document=document, **fields)
        assert answer.status == 422, fields
        assert [(one["field"], one["code"]) for one in answer.json["refusals"]] == refused
    number = service.registered(status="student", document="card")
    assert service.desk.show(number)["missing"] == ["diploma"]


def test_S1_08_S1_09_S1_25_S1_26_until_it_is_validated_a_space_has_details_documents_and_messages(service):
    season, number = service.season, service.registered()
    home = season.open(season.home(number))
    # Nothing else is made for that reader than these pages, and offers are not among them.
    page = season.candidature(number)
    assert len(home.codes) == 1 and "Épreuve" not in page.words
    season.act(page.token("correct"), name="Zoé Martin", phone="0698765432", french="fluent", status="own")
    season.ask(number, document="diploma")
    assert "Votre pièce est bien reçue" in season.act(season.candidature(number).token("supply"), [("file", "diplome.pdf", PDF)]).words
    season.act(season.candidature(number).token("message"), text="Est-ce complet ?")
    service.renew()
    answered = service.act(number, "message", text="Oui, merci.")
    assert answered.status == 303
    page = season.candidature(number)
    assert "Est-ce complet ?" in page.words and "Oui, merci." in page.words and "L’équipe de recrutement" in page.words
    assert season.kinds(number) == ["received", "fields-changed", "document-requested", "document-added", "message", "message"]
    assert [event["by"] for event in season.events(number) if event["k"] == "message"] == ["candidate", "hr:ab"]


def test_S1_10_S1_11_S1_12_S1_15_each_document_is_looked_at_judged_and_commented_on_the_page(service):
    season, number = service.season, service.registered()
    season.ask(number, document="diploma")
    season.act(season.candidature(number).token("supply"), [("file", "diplome.pdf", PDF)])
    service.renew()
    page = service.case(number)
    parts = [name for name in ["insurance", "diploma"] if f'data-document="{name}"' in page.text]
    assert parts == ["insurance", "diploma"] and page.text.count('href="#part-1"') == page.text.count('href="#part-2"') == 1
    assert service.act(number, "document", "insurance", verdict="accept", comment="Vu le 3").status == 303
    assert service.act(number, "document", "diploma", verdict="refuse", comment="Page 2 manquante", visible="yes").status == 303
    page = service.case(number)
    # Who reads a comment is said beside it.
    assert "Vu le 3 (Lu par l’équipe seule." in page.words and "Page 2 manquante (Lu par la personne." in page.words
    judged = [(event["k"], event["by"], event["d"]["visible"]) for event in season.events(number) if event["k"].startswith("document-acc") or event["k"].startswith("document-rej")]
    assert judged == [("document-accepted", "hr:ab", False), ("document-rejected", "hr:ab", True)]
    assert "Vu le 3" not in season.candidature(number).text


def test_S1_16_S1_17_S1_18_the_whole_is_accepted_returned_or_rejected_on_the_page(service):
    season = service.season
    accepted, rejected = service.registered(), service.registered(email="ada@exemple.fr", name="Ada Petit")
    for number in (accepted, rejected):
        season.ask(number, document="diploma")
        season.act(season.candidature(number).token("supply"), [("file", "diplome.pdf", PDF)])
    service.renew()
    assert "ne sont pas validées" in service.act(accepted, "accept", step="do").text
    assert service.act(accepted, "return", text="Signez la page 2.", step="do").status == 303
    assert "Signez la page 2." in season.letter(accepted, f"returned-{season.events(accepted)[-2]['n']}").get_content()
    wait(lambda: "Rendu à corriger" in service.case(accepted).words)
    assert season.act(season.candidature(accepted).token("complete")).status == 200
    for name in ["insurance", "diploma"]:
        assert service.act(accepted, "document", name, verdict="accept").status == 303
    assert service.act(accepted, "accept", step="do").status == 303
    # Who was rejected for good is told before anything is deleted.
    assert service.act(rejected, "reject", reason="profil", text="Merci de votre intérêt.", delete="yes", step="do").status == 303
    season.intake("retention")
    assert list(season.folder.glob(f"store/dossiers/*/{rejected}"))
    service.desk.deliver()
    season.intake("retention")
    assert not list(season.folder.glob(f"store/dossiers/*/{rejected}"))
    assert season.kinds(accepted)[-1] == "accepted"
    letters = [event["d"]["mail"].split("-")[0] for event in season.events(accepted) if event["k"] == "mail-queued"]
    assert letters.count("accepted") == 1
