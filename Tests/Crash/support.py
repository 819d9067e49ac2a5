"""Runs the programs, under strace if asked, and says what has to hold afterwards."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile

import journal

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.environ.get("VIVIER_PROGRAMS", os.path.join(HERE, "../../.build/debug"))
# Safeguards can be taken out of debug builds only.
HAS_TEETH = "VIVIER_PROGRAMS" not in os.environ
FULL = os.environ.get("VIVIER_CRASH") == "full"
SCRATCH = os.environ.get("VIVIER_SCRATCH", "/dev/shm" if os.path.isdir("/dev/shm") else None)
CALLS = "openat,write,fsync,fdatasync,syncfs,mkdir,rename,renameat2,unlink,rmdir,ftruncate,flock,fallocate"


def run(*command, inject=None, trace=None, **options):
    """Runs a program; `inject` is what strace does to it, `trace` where it writes."""
    command = [str(word) for word in command]
    if inject or trace:
        watch = ["strace", "-f", "-qq", "-o", trace or "/dev/null"]
        if trace:
            watch += ["-xx", "-s", "10000000", "-e", f"trace={CALLS},close"]
        for rule in [inject] if isinstance(inject, str) else inject or []:
            watch += ["-e", f"inject={rule}"]
        command = watch + command
    return subprocess.run(command, **{"capture_output": True, "text": True, "timeout": 120, **options})


def probe(*words, **options):
    return run(f"{PROGRAMS}/StoreProbe", *words, **options)


def intake(*words, **options):
    return run(f"{PROGRAMS}/vivier-intake", *words, **options)


class Stores:
    """Makes stores quickly: one is made by the program, the others are copies."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="vivier-crash.", dir=SCRATCH)
        self.number = 0
        self.templates = {}

    def make(self, *options):
        if options not in self.templates:
            path = f"{self.folder}/template{len(self.templates)}"
            assert intake("init", "--store", path, *options).returncode == 0
            os.remove(f"{path}/reserve.bin")
            self.templates[options] = path
        return self.copy(self.templates[options])

    def copy(self, store):
        self.number += 1
        path = f"{self.folder}/store{self.number}"
        subprocess.run(["cp", "-a", store, path], check=True)
        return path

    def restore(self, copy, path):
        subprocess.run(["cp", "-a", copy, path], check=True)

    def drop(self, *paths):
        for path in paths:
            shutil.rmtree(path, ignore_errors=True)


def counts(trace):
    """How often each call was made, in a trace."""
    found = {}
    with open(trace) as file:
        for line in file:
            match = re.match(r"^(?:\d+ +)?(\w+)\(", line)
            if match and match[1] in CALLS.split(","):
                found[match[1]] = found.get(match[1], 0) + 1
    return found


def files_of(store):
    """Path to bytes of every file of a store, folders with a final slash."""
    found = {}
    for folder, _, names in os.walk(store):
        relative = os.path.relpath(folder, store)
        prefix = "" if relative == "." else relative + "/"
        found[prefix] = b""
        for name in names:
            with open(f"{folder}/{name}", "rb") as file:
                found[prefix + name] = file.read()
    return found


def check(found, acknowledged, level=0):
    """What has to hold in any state of the disk: `found` is path to bytes.

    Everything acknowledged is there and whole, and everything visible is whole.
    Gives the faults as texts.
    """
    faults = []
    dossiers = {path.split("/")[2] for path in found if re.match(r"dossiers/../[^/]", path)}
    journals = {}
    for dossier in dossiers:
        folder = f"dossiers/{dossier[-2:]}/{dossier}"
        if f"tombstones/{dossier[-2:]}/{dossier}.json" in found:
            continue
        events, end = journal.read(found.get(f"{folder}/events.jsonl", b""), dossier)
        journals[dossier] = events
        if end == "damaged":
            faults.append(f"{dossier}: its journal is damaged")
            continue
        if level == 0:
            for file in events[0]["d"].get("files", []):
                data = found.get(f"{folder}/files/{file['sha256']}")
                if data is None or hashlib.sha256(data).hexdigest() != file["sha256"]:
                    faults.append(f"{dossier}: a file is missing or torn")
        elif not found.get(f"keys/{dossier[-2:]}/{dossier}.key", b"").startswith(b"vivier-key 1 "):
            faults.append(f"{dossier}: its key is missing")
    appended = {event["src"] for events in journals.values() for event in events}
    for line in acknowledged:
        word, name, *rest = line.split(" ")
        shard = name[-2:]
        tombstone = found.get(f"tombstones/{shard}/{name}.json", b"")
        if word in ("accepted", "duplicate") and name not in journals and not tombstone:
            faults.append(f"{name}: acknowledged and lost")
        if word in ("appended", "repeated") and rest[0] not in appended:
            faults.append(f"{rest[0]}: acknowledged and lost")
        if word == "quarantined":
            raw = found.get(f"quarantine/{shard}/{name}/raw")
            if level and not found.get(f"keys/{shard}/{name}.key", b"").endswith(b"\n"):
                faults.append(f"{name}: quarantined, and its key is missing")
            reason = found.get(f"quarantine/{shard}/{name}/reason.json", b"")
            size = json.loads(reason)["size"] if reason else -1
            # Sealed: 16 bytes of salt and 16 of tag more.
            if raw is None or len(raw) != size + 32 * level:
                faults.append(f"{name}: quarantined and lost")
        if word == "erased":
            if not tombstone.endswith(b"}\n"):
                faults.append(f"{name}: erased without a tombstone")
            left = [path for path in found if name in path and not path.startswith("tombstones/")]
            faults += [f"{name}: erased, and {path} is there" for path in left]
    return faults
