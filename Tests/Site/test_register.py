"""The register of publication: what was online, from when to when, and that nobody changed it."""

import hashlib
import json
import re
import shutil
import subprocess
from datetime import datetime, timezone

import pytest

from support import small
from support.folders import tree
from support.program import DISK, MISTAKES, OK, USAGE, build, vivier

EVENING = "2026-11-21T18:00:00Z"


def openssl(*arguments, folder):
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def at(time: str) -> dict:
    """The clock of a build."""
    instant = datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    return {"SOURCE_DATE_EPOCH": str(int(instant.timestamp()))}


class Place:
    """A small site with a register and its keys."""

    def __init__(self, folder):
        self.folder = folder
        self.site = small.small_site(folder / "site")
        self.out = folder / "public"
        self.register = folder / "register.jsonl"
        openssl("genpkey", "-algorithm", "ed25519", "-out", "private.pem", folder=folder)
        openssl("pkey", "-in", "private.pem", "-pubout", "-out", "public.pem", folder=folder)

    def build(self, time=EVENING, *more, key="private.pem"):
        signed = ["--register-key", self.folder / key] if key else []
        return build(
            self.site, self.out, "--register", self.register, *signed, *more,
            day=time[:10], env=at(time),
        )

    def verify(self, *more):
        return vivier("register", "verify", self.register, "--key", self.folder / "public.pem", *more)

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.register.read_text("utf-8").splitlines()]


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_the_first_line_has_every_open_offer_and_the_hash_of_its_page(place):
    assert place.build().code == OK
    (line,) = place.lines
    signature = line.pop("signature")
    assert re.fullmatch(r"[A-Za-z0-9+/]{86}==", signature)
    assert line == {
        "format": 1,
        "number": 1,
        "time": EVENING,
        "day": "2026-11-21",
        "previous": "0" * 64,
        "published": [
            {
                "address": f"/offres/{name}/",
                "reference": name,
                "sha256": hashlib.sha256(
                    (place.out / "offres" / name / "index.html").read_bytes()
                ).hexdigest(),
            }
            for name in ["accueil", "cuisine", "jardin"]
        ],
    }


def test_a_build_that_changes_nothing_writes_nothing(place):
    place.build()
    before = place.register.read_bytes()
    assert place.build("2026-11-22T18:00:00Z").code == OK
    assert place.register.read_bytes() == before


def test_offers_that_come_change_and_close_are_told_apart(place):
    place.build("2026-11-02T08:00:00Z")
    (place.site / "content/offers/jardin.md").write_text(
        small.offer("Jardinière ou jardinier") + "Un mot de plus.\n", "utf-8"
    )
    place.build("2026-11-03T08:00:00Z")
    place.build("2026-12-01T08:00:00Z")
    first, second, third = [
        {
            kind: {page["reference"] for page in line.get(kind, [])}
            for kind in ["published", "changed", "withdrawn"]
        }
        for line in place.lines
    ]
    assert first == {"published": {"accueil", "jardin"}, "changed": set(), "withdrawn": set()}
    assert second["published"] == {"cuisine"}
    assert "jardin" in second["changed"]
    assert third["withdrawn"] == {"accueil"}
    assert place.verify("--out", place.out).code == OK


def test_show_says_from_when_to_when(place):
    place.build("2026-11-03T08:00:00Z")
    place.build("2026-12-01T08:00:00Z")
    run = vivier("register", "show", place.register, "accueil", "--json")
    assert run.code == OK
    (period,) = run.report["periods"]
    assert (period["from"], period["until"]) == ("2026-11-03T08:00:00Z", "2026-12-01T08:00:00Z")
    run = vivier("register", "show", place.register)
    assert "accueil  /offres/accueil/  2026-11-03T08:00:00Z to 2026-12-01T08:00:00Z\n" in run.out
    assert "jardin  /offres/jardin/  2026-11-03T08:00:00Z still online\n" in run.out


def test_openssl_alone_can_check_chain_and_signatures(place):
    place.build("2026-11-03T08:00:00Z")
    place.build("2026-12-01T08:00:00Z")
    previous = "0" * 64
    for line in place.register.read_text("utf-8").splitlines():
        assert json.loads(line)["previous"] == previous
        previous = hashlib.sha256(line.encode()).hexdigest()
        (place.folder / "line").write_text(line + "\n", "utf-8")
        steps = """
            sed 's/,"signature":"[^"]*"}$/}/' line | tr -d '\\n' > text
            sed 's/.*"signature":"\\([^"]*\\)"}$/\\1/' line | base64 -d > signature
        """
        subprocess.run(["sh", "-ec", steps], cwd=place.folder, check=True)
        openssl(
            *"pkeyutl -verify -rawin -pubin -inkey public.pem -sigfile signature -in text".split(),
            folder=place.folder,
        )
    assert previous in place.verify().out


def test_the_site_is_the_same_with_and_without(place, tmp_path):
    place.build()
    assert build(place.site, tmp_path / "other", day="2026-11-21").code == OK
    assert tree(place.out) == tree(tmp_path / "other")


def test_two_registers_of_the_same_builds_are_the_same(place):
    place.build()
    first = place.register.read_bytes()
    place.register.unlink()
    place.build()
    assert place.register.read_bytes() == first


FORGERIES = {
    "a time": (lambda lines: [lines[0], lines[1].replace("2026-12-01T08", "2026-12-01T09")], 2),
    "a hash": (lambda lines: [re.sub(r'("sha256":")[0-9a-f]', r"\1x", lines[0], count=1), lines[1]], 1),
    "a line left out": (lambda lines: [lines[1]], 1),
    "a line twice": (lambda lines: [lines[0], lines[0], lines[1]], 2),
    "lines exchanged": (lambda lines: [lines[1], lines[0]], 1),
    "spaces": (lambda lines: [lines[0].replace(",", ", ", 1), lines[1]], 1),
    "words": (lambda lines: [lines[0], "nothing happened"], 2),
    "an empty line": (lambda lines: [lines[0], "", lines[1]], 2),
    "no signature": (lambda lines: [lines[0], re.sub(r',"signature":"[^"]*"', "", lines[1])], 2),
    "another signature": (lambda lines: [lines[0], re.sub(r'"[^"]{88}"}', f'"{"A" * 86}=="}}', lines[1])], 2),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_was_changed_is_found_with_its_line(place, name):
    place.build("2026-11-03T08:00:00Z")
    place.build("2026-12-01T08:00:00Z")
    change, number = FORGERIES[name]
    lines = change(place.register.read_text("utf-8").splitlines())
    place.register.write_text("".join(line + "\n" for line in lines), "utf-8")
    run = place.verify()
    assert run.code == MISTAKES
    assert run.out == ""
    assert run.err.startswith(f"{place.register}:{number}:1: error: ")
    assert "[register-" in run.err
    published = tree(place.out)
    refused = place.build("2026-12-02T08:00:00Z")
    assert refused.code == MISTAKES and not refused.report["published"]
    assert tree(place.out) == published


def test_half_a_line_is_found(place):
    place.build()
    place.register.write_bytes(place.register.read_bytes()[:-40])
    run = place.verify()
    assert run.code == MISTAKES
    assert "[register-line]" in run.err


def test_a_page_that_was_changed_after_the_build_is_found(place):
    place.build()
    page = place.out / "offres/jardin/index.html"
    page.write_text(page.read_text("utf-8") + "<!-- -->", "utf-8")
    run = place.verify("--out", place.out)
    assert run.code == MISTAKES
    assert run.err.startswith(f"{page}: error: this is not the page that the register has")
    page.unlink()
    run = place.verify("--out", place.out)
    assert "there is no such file [register-page]" in run.err


def test_another_key_does_not_do(place):
    place.build()
    openssl("genpkey", "-algorithm", "ed25519", "-out", "other.pem", folder=place.folder)
    run = place.build("2026-12-01T08:00:00Z", key="other.pem")
    assert run.code == MISTAKES and run.codes == ["register-signature"]
    run = place.build("2026-12-01T08:00:00Z", key=None)
    assert run.code == MISTAKES and run.codes == ["register-signature"]


@pytest.mark.parametrize(
    "make",
    [
        "openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:1024 -out key.pem",
        "openssl genpkey -algorithm ed25519 -aes256 -pass pass:x -out key.pem",
        "cp public.pem key.pem",
        "echo nothing > key.pem",
        ": > key.pem",
    ],
)
def test_what_cannot_sign_is_refused_before_anything_is_published(place, make):
    subprocess.run(["sh", "-ec", make], cwd=place.folder, check=True, capture_output=True)
    run = place.build(key="key.pem")
    assert run.code == MISTAKES and run.codes == ["register-key"]
    assert not place.register.exists() and not (place.out / "index.html").exists()


def test_a_missing_key_ends_with_74(place):
    run = place.build(key="nowhere.pem")
    assert run.code == DISK
    assert "nowhere.pem" in run.err
    assert not place.register.exists()


def test_a_clock_that_went_back_is_an_error(place):
    place.build("2026-12-01T08:00:00Z")
    run = place.build("2026-11-30T08:00:00Z")
    assert run.code == MISTAKES and run.codes == ["register-time"]


def test_without_a_key_lines_are_chained_only(place):
    assert place.build(key=None).code == OK
    assert "signature" not in place.lines[0]
    assert "not signed" in vivier("register", "verify", place.register).out
    assert place.verify().code == MISTAKES


@pytest.mark.parametrize("flag", ["--drafts", "--future"])
def test_a_preview_is_not_written_down(place, flag):
    run = place.build(EVENING, flag)
    assert run.code == USAGE
    assert not place.register.exists()


def test_a_register_that_cannot_be_written_leaves_it_as_it_was_and_says_so(place):
    place.register.mkdir()
    run = place.build()
    assert run.code == DISK and str(place.register) in run.err


def test_a_mistake_that_publishes_nothing_writes_nothing(place):
    (place.site / "content/site.yml").write_text("{{ [", "utf-8")
    assert place.build().code == MISTAKES
    assert not place.register.exists()


def test_a_register_may_stand_in_the_site_for_everybody(place):
    place.register = place.out / "registre.jsonl"
    place.build("2026-11-03T08:00:00Z")
    assert place.build("2026-12-01T08:00:00Z").code == OK
    assert len(place.lines) == 2
    shutil.copytree(place.out, place.folder / "copy")
    assert place.verify("--out", place.folder / "copy").code == OK
