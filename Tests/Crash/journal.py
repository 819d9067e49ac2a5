"""An independent reader of journals, written from FORMAT.md and not from the program."""

import hashlib
import json

TABLE = []
for index in range(256):
    for _ in range(8):
        index = index >> 1 ^ (0x82F63B78 if index & 1 else 0)
    TABLE.append(index)


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value = TABLE[(value ^ byte) & 255] ^ value >> 8
    return value ^ 0xFFFFFFFF


def link(data):
    return hashlib.sha256(data).hexdigest()[:32]


def read(data, dossier):
    """The events of a journal and how it ends: 'whole', 'torn' or 'damaged'."""
    events, expected = [], link(dossier.encode())
    lines = data.split(b"\n")
    for number, line in enumerate(lines[:-1], 1):
        body, end = line[:-16], line[-16:]
        if end != b',"c":"%08x"}' % crc32c(body):
            is_last = number == len(lines) - 1 and lines[-1] == b""
            return events, "torn" if is_last and events else "damaged"
        event = json.loads(line)
        if event["n"] != number or event["p"] != expected:
            return events, "damaged"
        events.append(event)
        expected = link(line)
    if lines[-1]:
        return events, "torn" if events else "damaged"
    return events, "whole" if events else "damaged"
