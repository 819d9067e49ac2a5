"""Runs the program as its users do."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(os.environ.get("VIVIER") or ROOT / ".build/release/vivier").resolve()

# The demo site is read on this day: some offers are open, some closed, one gone.
DAY = "2026-11-21"

OK, MISTAKES, USAGE, DISK = 0, 1, 64, 74


@dataclass
class Run:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the diagnostics in the report."""
        return [item["code"] for item in self.report["diagnostics"]]

    @property
    def errors(self) -> list[str]:
        """The errors in the report, one line each."""
        return [
            f"{item['path']}:{item['line']}: {item['message']} [{item['code']}]"
            for item in self.report["diagnostics"]
            if item["severity"] == "error"
        ]


def vivier(*arguments, cwd=ROOT, env=None, timeout=120, prefix=(), text_input=None) -> Run:
    """Runs a command to its end; `prefix` is a command that runs the command."""
    done = subprocess.run(
        [*map(str, prefix), str(PROGRAM), *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        input=text_input,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def build(site, out, *more, day=DAY, **options) -> Run:
    """Builds a site with a JSON report."""
    return vivier(
        "build", "--site", site, "--out", out, "--date", day, "--json", *more, **options
    )
