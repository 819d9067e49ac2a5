"""What attackers try, and what tells whether it worked."""

import email
import email.policy
import statistics

# The headers that a letter of ours may have; whatever else is there, somebody put in.
HEADERS = {
    "auto-submitted", "content-language", "content-transfer-encoding", "content-type", "date", "from", "list-unsubscribe",
    "list-unsubscribe-post", "message-id", "mime-version", "precedence", "reply-to", "subject", "to", "x-auto-response-suppress",
}

SCRIPTS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><script>alert(1)</script>", "'-alert(1)-'",
    "javascript:alert(1)", "{{ 7*7 }}{% raw %}", '<a data-page href="#v1.x">x</a>', "&lt;b&gt; \u202e?",
    "<svg onload=alert(1)>", "<base href=//mal.example/>", "=HYPERLINK(\"//mal.example\")",
]


def medians_apart(times: dict, chance) -> tuple:
    """By how much the medians of kinds differ, and by how much those of one and the same kind would by chance."""
    medians = [statistics.median(found) for found in times.values()]
    mixed = [one for found in times.values() for one in found]
    part = len(mixed) // len(times)
    noise = []
    for _ in range(200):
        chance.shuffle(mixed)
        groups = [statistics.median(mixed[start:start + part]) for start in range(0, part * len(times), part)]
        noise.append(max(groups) - min(groups))
    return max(medians) - min(medians), sorted(noise)[-2] * 1.5


def letters(season) -> list:
    """Every mail that any folder of the outbox has."""
    return [
        email.message_from_bytes(path.read_bytes().split(b"\n", 1)[1], policy=email.policy.default)
        for path in season.folder.glob("store/outbox/*/*") if path.is_file()
    ]


def controls(text: str) -> set:
    """Characters that a terminal obeys."""
    return {character for character in text if (character < " " and character != "\n") or "\x7f" <= character <= "\x9f"}
