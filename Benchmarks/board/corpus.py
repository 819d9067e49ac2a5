"""The site of made-up offers that the comparisons of this folder are made with."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / ".build" / "benchmarks"
VIVIER = os.environ.get("VIVIER", ROOT / ".build/release/vivier")
# A day on which every offer of the corpus is open, with --future for those to come.
DAY = "2026-01-01"
SETTINGS = """title: Comparaison
url: http://board.example
languages: [fr]
country: FR
lint: {profile: none}
collections:
  - {path: offres, kind: offers}
  - {path: employeurs, kind: employers}
  - {path: faq, kind: faq}
"""


def built(count):
    """A site of ours of so many offers."""
    site = WORK / f"board-{count}"
    if not (site / "content").exists():
        subprocess.run([ROOT / "Benchmarks/generate-corpus", str(count), site / "content"], check=True)
    (site / "content/site.yml").write_text(SETTINGS)
    out = site / "public"
    shutil.rmtree(out, ignore_errors=True)
    command = [VIVIER, "build", "--site", site, "--templates", ROOT / "templates", "--out", out, "--date", DAY, "--future"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return site, out
