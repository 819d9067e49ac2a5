"""What people type, held against the offers that they would expect: 60 searches over seven years of offers of beta.gouv.fr.

`queries/betagouv.json` names those offers by patterns of their references; one of them must be among the first five.
"""

import json
import subprocess
from fnmatch import fnmatch
from urllib.parse import quote

import pytest
import yaml

from support.adopted import SETTINGS
from support.corpora import corpus
from support.program import OK, PROGRAM, ROOT

QUERIES = json.loads((ROOT / "Tests/Board/queries/betagouv.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """For each query, the references of what is found: all offers count as open."""
    offers = corpus("offers/betagouv-jobs")
    settings = yaml.safe_load((SETTINGS / "betagouv-jobs/site.yml").read_text("utf-8"))
    [collection] = settings["collections"]
    collection["fields"] = {name: None if key in ("closed", "closes") else key for name, key in collection["fields"].items()}
    del collection["values"]["closed"]
    site = tmp_path_factory.mktemp("beta")
    (site / "site.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    command = [PROGRAM, "query", "--site", site, "--content", offers, "--templates", ROOT / "templates", "--date", "2030-01-01", "--lines"]
    lines = "".join(f"q={quote(it['q'])}\n" for it in QUERIES)
    run = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", timeout=300)
    assert run.returncode == OK, run.stderr
    return [json.loads(line)["hits"] for line in run.stdout.splitlines()]


def place(hits, patterns):
    """Where the first expected offer stands, from 0."""
    return next((at for at, hit in enumerate(hits) if any(fnmatch(hit, it) for it in patterns)), None)


def test_the_expected_offers_are_among_the_first_five(found):
    places = {it["q"]: place(hits, it["expects"]) for it, hits in zip(QUERIES, found, strict=True)}
    missed = [query for query, at in places.items() if at is None or at >= 5]
    assert len(QUERIES) == len(places) == 60
    assert len(missed) <= 3, missed


def test_every_expected_offer_is_in_the_corpus(found):
    known = {hit for hits in found for hit in hits}
    assert not [it for it in QUERIES if not any(fnmatch(hit, pattern) for hit in known for pattern in it["expects"])]
