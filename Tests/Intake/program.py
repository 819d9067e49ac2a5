"""Runs vivier-intake, and says what it did."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("VIVIER_INTAKE", ROOT / ".build/release/vivier-intake"))
CORPORA = Path(os.environ.get("VIVIER_CORPORA", ROOT.parent / "shared/corpora"))
OK, ERRORS, USAGE, DISK = 0, 1, 64, 74

# Noon of the day that all tests live in.
NOON = "2026-11-21T12:00:00.000Z"


@dataclass
class Run:
    code: int
    out: bytes
    err: str

    @property
    def receipts(self) -> list:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def receipt(self) -> dict:
        (only,) = self.receipts
        return only


def run(*arguments, stdin=b"", env=None) -> Run:
    done = subprocess.run(
        [PROGRAM, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
    )
    return Run(done.returncode, done.stdout, done.stderr.decode())
