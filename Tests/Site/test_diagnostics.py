"""How mistakes are said: for people on standard error, for programs in the report."""

import re

import pytest

from support import small
from support.program import MISTAKES, OK, ROOT, build, vivier

HEAD = re.compile(
    r"^(?P<path>[^:\n]+)(:(?P<line>\d+):(?P<column>\d+))?: (?P<severity>error|warning|note): "
    r"(?P<message>.+) \[(?P<code>[a-z0-9-]+)\]$"
)
# A second place that explains the first: the same without a code.
NOTE = re.compile(r"^[^:\n]+:\d+:\d+: note: .+$")

MISTAKE_FILES = {
    "content/site.yml": small.SETTINGS + "titel: x\n",
    "content/offers/brackets.md": "---\ntitle: A\nlocations: [Lyon\n---\nx\n",
    "content/offers/tab.md": "---\ntitle: A\n\tsummary: b\n---\nx\n",
    "content/offers/twice.md": "---\ntitle: A\ntitle: B\n---\nx\n",
    "content/offers/unknown-key.md": "---\ntitle: A\nsumary: b\n---\nx\n",
    "content/offers/day.md": "---\ntitle: A\ncloses: 2026-13-40\n---\nx\n",
    "content/offers/accent.md": "---\ntitle: 'Éducatrice é'\ndomain: ßß, inconnu\n---\nx\n",
    "content/offers/no-title.md": "---\nsummary: b\n---\nx\n",
    "content/offers/no-matter.md": "Un texte sans rien au-dessus.\n",
    "content/offers/html.md": small.offer("Poste") + "\nUn <b>mot</b> é <i>et</i>.\n",
    "content/taxonomies/domain.yml": "social: {fr: Social}\n",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mistakes")
    files = {**MISTAKE_FILES}
    del files["content/site.yml"]
    site = small.small_site(folder / "site", files)
    return build(site, folder / "out"), site


def parts(text: str) -> list[dict]:
    """The diagnostics on standard error."""
    found = []
    for line in text.splitlines():
        head = HEAD.match(line)
        if head:
            found.append({**head.groupdict(), "excerpt": [], "hint": None})
        elif NOTE.match(line) and found:
            continue
        elif line.startswith("  | "):
            found[-1]["excerpt"].append(line[4:])
        elif line.startswith("  = "):
            found[-1]["hint"] = line[4:]
        else:
            raise AssertionError(f"not a line of a diagnostic: {line!r}")
    return found


def test_every_line_on_standard_error_is_one_of_a_diagnostic(run):
    assert len(parts(run[0].err)) >= 9


def test_both_forms_say_the_same(run):
    said = [
        (part["path"], part["line"], part["column"], part["severity"], part["code"], part["message"], part["hint"])
        for part in parts(run[0].err)
    ]
    text = lambda value: None if value is None else str(value)
    reported = [
        tuple(text(item[key]) for key in ["path", "line", "column", "severity", "code", "message", "hint"])
        for item in run[0].report["diagnostics"]
    ]
    assert said == reported


def test_the_excerpt_is_the_line_of_the_file(run):
    for part in parts(run[0].err):
        if part["line"]:
            lines = (run[1] / part["path"]).read_text("utf-8").split("\n")
            line = lines[int(part["line"]) - 1].replace("\t", " ")
            assert part["excerpt"][0] in (line, line[: len(part["excerpt"][0])]), part


def test_the_caret_stands_below_the_column(run):
    for part in parts(run[0].err):
        if part["line"]:
            excerpt, caret = part["excerpt"]
            assert re.fullmatch(r" *\^+", caret)
            assert caret.index("^") == int(part["column"]) - 1, part
            assert len(caret) <= len(excerpt) + 1


def test_a_column_counts_characters(run):
    """`é` is one, whatever its bytes."""
    (found,) = [part for part in parts(run[0].err) if part["path"].endswith("html.md") and part["message"].count("<i>")]
    line = found["excerpt"][0]
    assert line[int(found["column"]) - 1 :].startswith("<i>")


def test_each_mistake_is_found_in_its_file(run):
    errors = {part["path"] for part in parts(run[0].err) if part["severity"] == "error"}
    harmless = {"content/offers/html.md", "content/offers/unknown-key.md"}
    assert errors == {path for path in MISTAKE_FILES if "/offers/" in path} - harmless


def test_messages_begin_small_and_have_no_full_stop(run):
    for part in parts(run[0].err):
        assert not part["message"].endswith("."), part
        assert part["message"][0] == part["message"][0].lower() or part["message"][0] == "'", part


def test_a_misspelt_key_gets_a_proposal(run):
    (found,) = [part for part in parts(run[0].err) if part["code"] == "unknown-key"]
    assert found["path"] == "content/offers/unknown-key.md"
    assert "summary" in (found["hint"] or "")


def test_a_misspelt_setting_gets_a_proposal(tmp_path):
    site = small.small_site(tmp_path / "site", {"content/site.yml": MISTAKE_FILES["content/site.yml"]})
    run = build(site, tmp_path / "out")
    (found,) = [part for part in parts(run.err) if part["path"] == "content/site.yml"]
    assert found["severity"] == "error" and run.code == MISTAKES
    assert "title" in found["hint"]


def test_a_setting_that_is_not_understood_stops_the_build(tmp_path):
    """Said, with code 1; what it was to hold back would be published otherwise."""
    site = small.small_site(tmp_path / "site", {"content/site.yml": MISTAKE_FILES["content/site.yml"]})
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert (run.report["published"], run.codes) == (False, ["unknown-key"])
    assert list((tmp_path / "out").rglob("*.html")) == []


def test_a_repeated_key_points_at_both_places(run):
    lines = run[0].err.splitlines()
    start = next(index for index, line in enumerate(lines) if "twice.md:3" in line)
    assert any("twice.md:2:" in line and ": note: " in line for line in lines[start : start + 6])


def test_a_mistake_in_an_included_template_points_at_both_places(tmp_path):
    site = small.small_site(tmp_path / "site")
    footer = site / "templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + "{{ site.titel }}\n", "utf-8")
    run = build(site, tmp_path / "out")
    assert run.code == MISTAKES
    assert "templates/partials/footer.html:" in run.err
    assert "did you mean" in run.err and "title" in run.err
    assert "templates/layouts/base.html:" in run.err, run.err


def test_severities_are_those_of_the_settings(tmp_path):
    offer = {"content/offers/x.md": small.offer("Poste", salary="null", closes="")}
    codes = {}
    for severity in ["error", "warning", "note", "off"]:
        settings = small.SETTINGS.replace(
            "lint: {profile: none}", f"lint: {{profile: fr, rules: {{no-salary: {severity}}}}}"
        )
        site = small.small_site(tmp_path / severity, {**offer, "content/site.yml": settings})
        run = build(site, tmp_path / severity / "out")
        codes[severity] = {
            item["severity"]
            for item in run.report["diagnostics"]
            if item["code"] == "no-salary" and item["path"].endswith("x.md")
        }
        assert run.code == (MISTAKES if severity == "error" else OK), run.err
    assert codes == {"error": {"error"}, "warning": {"warning"}, "note": {"note"}, "off": set()}


def test_a_hundred_mistakes_are_all_said(tmp_path):
    files = {f"content/offers/x{number}.md": "---\ntitle: [\n---\n" for number in range(100)}
    run = build(small.small_site(tmp_path / "site", files), tmp_path / "out")
    assert len({item["path"] for item in run.report["diagnostics"]}) == 100


def test_diagnostics_come_in_the_order_of_files_and_lines(run):
    places = [(item["path"], item["line"] or 0, item["column"] or 0) for item in run[0].report["diagnostics"]]
    assert places == sorted(places)


def test_no_personal_data_is_repeated_that_is_not_in_the_file(run):
    """Paths are those below the site: no folder of the machine."""
    for item in run[0].report["diagnostics"]:
        assert not item["path"].startswith("/")


def test_the_example_of_the_readme_is_what_is_said(tmp_path):
    files = {
        "content/taxonomies/contract.yml": "cdi: CDI\ncdd: CDD\n",
        "content/offers/agent-accueil.md": "---\ntitle: Agente ou agent d'accueil\n\n\ncontract: cddd\n---\nx\n",
    }
    run = vivier("check", "--site", small.small_site(tmp_path / "site", files))
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"```\n(content/offers/agent-accueil\.md.*?)```", readme, re.S)
    if shown is None:
        pytest.skip("the README shows no diagnostic")
    said = run.err[run.err.index("unknown contract 'cddd'") :].splitlines()
    assert said[:4] == [shown[1].splitlines()[0].split("error: ")[1], *shown[1].splitlines()[1:4]]
