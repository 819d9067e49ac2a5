"""`vivier check` finds what a build lets pass, and writes nothing."""

import pytest

from support import demo, small
from support.folders import copy_site, tree
from support.program import DAY, MISTAKES, OK, ROOT, build, vivier

DEAD = {
    "a page that does not exist": ("[x](/nulle-part/)", "/nulle-part/"),
    "an anchor of the page": ("[x](#nulle-part)", "#nulle-part"),
    "an anchor of another page": ("[x](/offres/jardin/#nulle-part)", "#nulle-part"),
    "a picture": ("![x](/assets/nulle-part.png)", "nulle-part.png"),
    "a picture beside the text": ("![x](nulle-part.png)", "nulle-part.png"),
    "an address of the site written in full": ("[x](https://emplois.example/nulle-part/)", "/nulle-part/"),
    "an offer that is closed for good": ("[x](/offres/parti/)", "/offres/parti/"),
}


def check(site, *more):
    return vivier("check", "--site", site, "--date", DAY, "--json", *more)


def test_the_demo_site_has_no_errors():
    run = check(ROOT)
    assert run.code == OK, run.errors
    assert run.errors == []


def test_check_writes_nothing(tmp_path):
    site = small.small_site(tmp_path / "site")
    before = tree(tmp_path)
    assert check(site).code == OK
    assert tree(tmp_path) == before
    assert not (site / "public").exists()


def test_check_says_all_that_a_build_says(tmp_path, site):
    said = {(item["path"], item["line"], item["code"]) for item in check(ROOT).report["diagnostics"]}
    built = {(item["path"], item["line"], item["code"]) for item in site.report["diagnostics"]}
    assert built <= said


@pytest.mark.parametrize("kind", DEAD)
def test_a_link_that_leads_nowhere_is_named_with_its_file(tmp_path, kind):
    link, shown = DEAD[kind]
    files = {"content/pages/p.md": f"---\ntitle: P\n---\nUn mot.\n\nVoir {link}.\n"}
    run = check(small.small_site(tmp_path / "site", files))
    assert run.code == MISTAKES
    found = [item for item in run.report["diagnostics"] if item["path"] == "content/pages/p.md"]
    assert any(shown in item["message"] for item in found), run.errors


@pytest.mark.parametrize(
    "link", ["[x](/nulle-part/)", "[x](#nulle-part)", "[x](/offres/jardin/#nulle-part)", "[x](nulle-part/)"]
)
def test_a_link_that_leads_nowhere_has_its_place_in_the_text(tmp_path, link):
    files = {"content/pages/p.md": f"---\ntitle: P\n---\nUn *mot*.\n\nVoir *ici* {link}.\n"}
    run = check(small.small_site(tmp_path / "site", files))
    assert [error.split(": ")[0] for error in run.errors] == ["content/pages/p.md:6"], run.err
    assert "content/pages/p.md:6:12: error: on '/p/index.html', " in run.err


def test_an_old_address_of_the_site_is_no_dead_link(tmp_path):
    files = {
        "content/pages/contact.md": "---\ntitle: C\nslug: nous-ecrire\naliases: [/contact/, /é]\n---\nUn mot.\n",
        "content/pages/p.md": "---\ntitle: P\n---\n[a](/contact/) [b](/contact) [c](/%C3%A9) [d](/contac/)\n",
    }
    run = check(small.small_site(tmp_path / "site", files))
    assert len(run.errors) == 1 and "'/contac/'" in run.errors[0], run.errors


def test_a_picture_that_is_not_there_is_said_once_and_left_out(tmp_path):
    text = small.offer("Jardinière ou jardinier", image="assets/absent.png")
    run = check(small.small_site(tmp_path / "site", {"content/offers/jardin.md": text}))
    assert (run.code, run.codes) == (OK, ["no-such-file"])
    line = text.splitlines().index("image: assets/absent.png") + 1
    assert f"content/offers/jardin.md:{line}:8: warning" in run.err


def test_a_question_without_an_answer_is_left_out_and_named(tmp_path):
    text = "---\ntitle: Q\n---\n## Un ?\n\nOui.\n\n## Deux ?\n\n##\n\nPerdu.\n\n# Groupe\n\n## Trois ?\n\nNon.\n"
    site = small.small_site(tmp_path / "site", {"content/faq/questions.md": text})
    run = build(site, tmp_path / "out")
    assert (run.code, run.codes) == (OK, ["no-answer", "no-question"])
    assert "content/faq/questions.md:8:4: warning" in run.err
    page = (tmp_path / "out/questions/questions/index.html").read_text("utf-8")
    assert "Deux" not in page and "Perdu" not in page
    assert '"text":""' not in page
    assert "Trois" in page


def test_links_that_lead_somewhere_are_not_named(tmp_path):
    links = "[a](/offres/jardin/) [b](/offres/jardin/#le-poste) [c](#ici) [d](/assets/plan.txt) [e](/) [f](/offres/feed.xml)"
    links += " [g](https://emplois.example/offres/) [h](mailto:a@b.example) [i](https://ailleurs.example/x) [j](tel:+33380000000)"
    files = {"content/pages/p.md": f"---\ntitle: P\n---\n## Ici\n\n{links}\n"}
    run = check(small.small_site(tmp_path / "site", files))
    assert run.code == OK, run.errors


def test_a_template_that_is_not_well_formed_is_named(tmp_path):
    site = copy_site(tmp_path / "site")
    footer = site / "templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8").replace("</footer>", ""), "utf-8")
    run = check(site)
    assert run.code == MISTAKES
    assert any("templates/" in item for item in run.errors), run.errors


def test_two_elements_of_one_name_on_a_page_are_named(tmp_path):
    site = copy_site(tmp_path / "site")
    footer = site / "templates/partials/footer.html"
    footer.write_text('<p id="main">x</p>' + footer.read_text("utf-8"), "utf-8")
    run = check(site)
    assert any("main" in item["message"] and "templates/" in item["path"] for item in run.report["diagnostics"]), run.errors


def test_the_report_of_check_is_that_of_a_build(site):
    report = check(ROOT).report
    assert report["format"] == 1
    assert report["offers"] == site.report["offers"]
    assert report["pages"] == site.report["pages"]
    assert report["files_written"] == report["files_deleted"] == 0
    assert report["left_out"] == site.report["left_out"]


def test_drafts_are_checked_on_demand(tmp_path):
    files = {"content/offers/x.md": small.offer("P", draft="true") + "\n[x](/nulle-part/)\n"}
    site = small.small_site(tmp_path / "site", files)
    assert check(site).code == OK
    assert check(site, "--drafts").code == MISTAKES


def test_check_for_people_says_that_all_is_well():
    run = vivier("check", "--date", DAY)
    assert run.code == OK
    assert f"{len(demo.open_offers(DAY))} offers" in run.out
