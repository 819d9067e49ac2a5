"""`vivier content show`: what is read in the front matter of a file."""

import json

import pytest
import yaml

from support import demo
from support.program import DISK, MISTAKES, OK, vivier


def show(tmp_path, text: str | bytes):
    file = tmp_path / "x.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return vivier("content", "show", file, "--json")


def test_the_data_are_those_of_the_file(tmp_path):
    run = show(tmp_path, "---\ntitle: Été\nlist: [a, 2, true, null]\nmap: {x: 1.5}\n---\nbody\n")
    assert run.code == OK, run.err
    assert run.report["format"] == 1
    assert run.report["frontMatter"] == {"title": "Été", "list": ["a", 2, True, None], "map": {"x": 1.5}}


def test_the_body_begins_where_it_is_said_to(tmp_path):
    text = "---\ntitle: Été\n---\nLe texte.\n".encode()
    run = show(tmp_path, text)
    assert text[run.report["body_offset"] :].lstrip(b"\n") == b"Le texte.\n"


def test_scalars_are_those_of_yaml_1_2(tmp_path):
    run = show(tmp_path, "---\na: 12:30\nb: yes\nc: 0o17\nd: 017\ne: ~\nf: 1e3\ng: '1'\nh: off\n---\n")
    values = run.report["frontMatter"]
    assert values["a"] == "12:30" and values["b"] == "yes" and values["h"] == "off"
    assert values["e"] is None and values["g"] == "1" and values["c"] == 15 and values["f"] == 1000


def plain(value):
    """As JSON has it: days as texts."""
    return json.loads(json.dumps(value, default=str))


def test_every_file_of_the_demo_site_is_read_as_a_yaml_reader_reads_it():
    for file in sorted(demo.CONTENT.rglob("*.md")):
        run = vivier("content", "show", file, "--json")
        assert run.code == OK, run.err
        assert run.report["frontMatter"] == plain(demo.front_matter(file)), file


def test_settings_are_read_as_a_yaml_reader_reads_them():
    file = demo.CONTENT / "site.yml"
    run = vivier("content", "show", file, "--json")
    assert run.code == OK, run.err
    assert run.report["frontMatter"] == plain(yaml.safe_load(file.read_text("utf-8")))


@pytest.mark.parametrize("text", ["---\na: [\n---\n", "---\na: 1\na: 2\n---\n", "---\na: b: c\n---\n", "---\n\ta: 1\n---\n"])
def test_what_is_refused_is_said_with_its_place(tmp_path, text):
    run = show(tmp_path, text)
    assert run.code == MISTAKES
    (first, *_) = run.report["diagnostics"]
    assert first["line"] >= 1 and first["column"] >= 1 and first["severity"] == "error"
    assert f"x.md:{first['line']}:{first['column']}: error: " in run.err


def test_a_file_that_is_not_there_is_a_refusal_of_the_disk(tmp_path):
    run = vivier("content", "show", tmp_path / "nowhere.md")
    assert run.code == DISK
    assert "nowhere.md" in run.err


def test_people_get_lines(tmp_path):
    file = tmp_path / "x.md"
    file.write_text("---\ntitle: Été\n---\n")
    run = vivier("content", "show", file)
    assert run.code == OK
    assert "title" in run.out and "Été" in run.out


def test_the_keys_of_each_kind_are_documented():
    run = vivier("content", "keys", "--kind", "offer")
    assert run.code == OK
    for key in ["title", "closes", "salary", "locations"]:
        assert f"`{key}`" in run.out


@pytest.mark.parametrize("kind", ["offer", "employer", "faq", "page", "site"])
def test_the_schema_of_each_kind_is_one_and_accepts_the_demo(kind):
    import jsonschema

    schema = vivier("content", "keys", "--kind", kind, "--format", "schema").report
    jsonschema.Draft202012Validator.check_schema(schema)
    folders = {"offer": "offers", "employer": "employers", "faq": "faq", "page": "pages"}
    if kind == "site":
        jsonschema.validate(plain(demo.site()), schema)
        return
    for file in sorted((demo.CONTENT / folders[kind]).rglob("*.md")):
        if not file.name.endswith(".en.md"):
            jsonschema.validate(plain(demo.front_matter(file)), schema)
