"""Small themes at random, over all that the language of templates has.

Most of what they say is plain; a few pieces get at a value in a way that does not name what they see of
it (`list | tojson`): a build that keeps pages must not be deceived by them.
"""

import random

# What a template has in scope: its records with some of their fields, and its lists of records.
RECORDS = {
    "page": ["title", "description", "site_title_tag", "url"],
    "list": ["heading", "number", "count", "total", "from", "to"],
    "offer": ["title", "place", "reference", "content", "toc", "map", "locations"],
    "employer": ["name", "count", "locations", "summary"],
    "facet": ["key", "label"],
    "site": ["title", "domains", "contracts", "has_employers"],
}
ROWS = ["title", "reference", "url", "card"]
SCOPES = {
    "partials/card.html": (["offer", "site"], []),
    "pages/home.html": (["page", "site"], ["latest", "facets", "employers"]),
    "pages/404.html": (["page", "site"], ["latest", "facets"]),
    "pages/offers.html": (["page", "list", "site"], ["offers", "facets"]),
    "pages/offer.html": (["page", "offer", "site"], ["similar"]),
    "pages/gone.html": (["page", "offer"], ["similar"]),
    "pages/employers.html": (["page"], ["employers"]),
    "pages/employer.html": (["page", "list", "employer"], ["offers"]),
    "pages/terms.html": (["page", "facet"], []),
    "pages/archive.html": (["page"], ["offers"]),
}
LAYOUT = "layouts/base.html"

# Where a piece that names nothing deceives most: in rows, and in what says something of a whole list.
RISKY = [*SCOPES, LAYOUT, LAYOUT] + 3 * ["pages/offers.html"] + 2 * ["partials/card.html", "pages/employer.html"]

# R is a record, F one of its fields, F1 and F2 its name in two pieces, N a number that comes once.
PLAIN = [
    "{{ R.F | tojson }}",
    "{{ R['F'] | tojson }}",
    "{% if R %}{{ R.F | tojson }}{% endif %}",
    "{% if R is defined and not (R.F is none) %}x{{ R.F | length if R.F is string }}{% endif %}",
    "{{ R.F | default('-') | tojson }}",
    "{% set vN = R.F %}{{ vN | tojson }}",
    "{{ [R.F, 1] | first | tojson }}",
    "{{ '}}' ~ (R.F | tojson) }}",
    "{{ {'a': {'b': 1}}['a']['b'] ~ (R.F | tojson) }}",
    "{{ (R).F | tojson }}",
    '<script type="application/json">{{ R.F }}</script>',
]
WHOLE = [
    "{{ R | tojson }}",
    '<script type="application/json">{{ R }}</script>',
    "{% print R | tojson %}",
    "{{ [R, 1] | tojson }}",
    "{{ (R, 1) | tojson }}",
    "{{ {'a': R} | tojson }}",
    "{{ dict(a=R) | tojson }}",
    "{{ {'a': R}.a.F | tojson }}",
    "{{ dict(a=R)['a'].F | tojson }}",
    "{{ dict(**R) | tojson }}",
    "{% for k in R %}{{ k }}{{ R[k] | tojson }}{% endfor %}",
    "{% for k, v in R | items %}{{ k }}{{ v | tojson }}{% endfor %}",
    "{% for k, v in R.items() %}{{ v | tojson }}{% endfor %}",
    "{% for k, v in R | dictsort %}{{ v | tojson }}{% endfor %}",
    "{{ R.values() | tojson }}",
    "{{ R.get('F') | tojson }}",
    "{{ R['F1' ~ 'F2'] | tojson }}",
    "{% set kN = 'F1' %}{{ R[kN ~ 'F2'] | tojson }}",
    "{{ R | attr('F1' ~ 'F2') | tojson }}",
    "{{ [R] | map(attribute='F1' ~ 'F2') | tojson }}",
    "{{ [R] | map('attr', 'F1' ~ 'F2') | tojson }}",
    "{{ [R] | selectattr('F1' ~ 'F2') | tojson }}",
    "{% for g in [R] | groupby('F1' ~ 'F2') %}{{ g.list | tojson }}{% endfor %}",
    "{{ ([R] | first).F | tojson }}",
    "{{ ([R] | sort(attribute='F') | last).F | tojson }}",
    "{{ [R] | batch(1) | tojson }}",
    "{{ [R] | slice(1) | tojson }}",
    "{{ [R] | reverse | tojson }}",
    "{{ [1, R][-1] | tojson }}",
    "{{ [1, R][1:] | tojson }}",
    "{{ ([R] + [1]) | tojson }}",
    "{{ ([R] * 2) | tojson }}",
    "{{ (R if 1 else 0).F | tojson }}",
    "{{ (R or 0).F | tojson }}",
    "{{ (1 and R) | tojson }}",
    "{{ R == dict(**R) }}{{ R != {} }}",
    "{{ R in [dict(**R)] }}",
    "{% set vN = R %}{{ vN.F | tojson }}",
    "{% set vN, wN = R, 1 %}{{ vN.F | tojson }}",
    "{% set vN = namespace(r=R) %}{{ vN.r.F | tojson }}",
    "{% set vN = namespace() %}{% set vN.r = R %}{{ vN.r | tojson }}",
    "{% with vN = R %}{{ vN.F | tojson }}{% endwith %}",
    "{% with v = R %}{% include 'partials/deep.html' %}{% endwith %}",
    "{% set v = R %}{% include ['partials/none.html', 'partials/deep.html'] %}",
    "{% from 'partials/shared.html' import show %}{{ show(R) }}",
    "{% import 'partials/shared.html' as libN %}{{ libN.show(x=R) }}",
    "{% import 'partials/shared.html' as libN %}{{ libN.pairs(**R) }}",
    "{% import 'partials/shared.html' as libN %}{{ libN.items(*[R]) }}",
    "{% from 'partials/shared.html' import around %}{% call(y) around(R) %}{{ y.F | tojson }}{% endcall %}",
    "{% macro mN(x) %}{{ x.F | tojson }}{% endmacro %}{{ mN(R) }}",
    "{% macro mN(x=R) %}{{ x.F | tojson }}{% endmacro %}{{ mN() }}",
    "{% macro mN() %}{{ R | tojson }}{% endmacro %}{{ mN() }}",
    "{% for x in [R] %}{{ x.F | tojson }}{% endfor %}",
    "{% for x in [R, R] %}{% if not loop.first %}{{ loop.previtem.F | tojson }}{% endif %}{% endfor %}",
    "{% for x in [[R]] recursive %}{% if x is mapping %}{{ x | tojson }}{% else %}{{ loop(x) }}{% endif %}{% endfor %}",
    "{% for x in [1] if R %}{{ R | tojson }}{% endfor %}",
    "{% set cN = cycler(R) %}{{ cN.next().F | tojson }}",
    "{% filter upper %}{{ R | tojson }}{% endfilter %}",
    "{% set vN %}{{ R | tojson }}{% endset %}{{ vN }}",
    "{% if R | tojson | length > 300 %}long{% else %}short{% endif %}",
    "{{ '%s' | format(R | tojson) }}",
    "{{ '%s' % (R | tojson) }}",
]
LISTS = [
    "{% for o in L %}{{ o | tojson }}{% endfor %}",
    "{{ L | tojson }}",
    "{{ L | length }}",
    "{{ L | first | tojson if L }}",
    "{{ L | list | reverse | tojson }}",
    "{% for o in L %}{{ loop.index }}{{ loop.previtem | tojson if not loop.first }}{% else %}none{% endfor %}",
]
AROUND = [
    # Both branches of one kind of HTML, as the language demands.
    "{% if 1 %}X{% else %}X{% endif %}",
    "{% if 0 %}X{% else %}X{% endif %}",
    "{% for i in [1] %}X{% endfor %}",
    "{% with qN = 1 %}X{% endwith %}",
    "{% set qN %}X{% endset %}{{ qN }}",
    "{% filter trim %}X{% endfilter %}",
    "{% autoescape true %}X{% endautoescape %}",
    "{% raw %}{{ {% {% endraw %}X{# {{ list }} #}",
]
SHARED = {
    "partials/deep.html": "{{ v | tojson }}\n",
    "partials/shared.html": "{% macro show(x) %}{{ x | tojson }}{% endmacro %}"
    "{% macro pairs() %}{{ kwargs | tojson }}{% endmacro %}{% macro items() %}{{ varargs | tojson }}{% endmacro %}"
    "{% macro around(x) %}{{ caller(x) }}{% endmacro %}\n",
}


class Theme:
    """The templates of a theme; `risks` of their pieces do not name what they see."""

    def __init__(self, chance: random.Random, risks: int):
        self.chance = chance
        self.number = 0
        self.risks = risks
        risky = [chance.choice(RISKY) for _ in range(risks)]
        self.files = dict(SHARED)
        # What is shown in any theme, so that each page depends on what it lists.
        rows = "{% for o in offers %}{{ o.card }}{% endfor %}"
        for name, (records, lists) in SCOPES.items():
            text = rows if "offers" in lists else ""
            text += self.pieces(records, lists, risky.count(name))
            card = name.startswith("partials/")
            self.files[name] = (
                f"<li>{text}</li>\n" if card else f"{{% extends '{LAYOUT}' %}}{{% block main %}}{text}{{% endblock %}}\n"
            )
        head = "".join(self.piece(PLAIN, record) for record in ["page", "site"])
        risk = "".join(self.piece(WHOLE, "page") for _ in range(risky.count(LAYOUT)))
        self.files[LAYOUT] = f"<html>{head}{risk}{{% block main %}}{{% endblock %}}</html>\n"

    def pieces(self, records: list, lists: list, risks: int) -> str:
        pieces = [self.piece(PLAIN, self.chance.choice(records)) for _ in range(2)]
        pieces += [self.piece(WHOLE, self.chance.choice(records[:2])) for _ in range(risks)]
        if lists and not self.risks and self.chance.random() < 0.5:
            pieces.append(self.chance.choice(LISTS).replace("L", self.chance.choice(lists)))
        self.chance.shuffle(pieces)
        return "".join(self.inside(piece) for piece in pieces)

    def piece(self, kind: list, record: str) -> str:
        field = self.chance.choice(RECORDS[record])
        if kind is PLAIN and (self.risks or self.chance.random() < 0.5):
            # Nothing else asks for what changes with every offer: it would hide the risk.
            field = RECORDS[record][0]
        half = len(field) // 2
        return filled(self.chance.choice(kind), R=record, F1=field[:half], F2=field[half:], F=field, N=self.next())

    def inside(self, text: str) -> str:
        while self.chance.random() < 0.3:
            text = filled(self.chance.choice(AROUND), N=self.next()).replace("X", text)
        return text

    def next(self) -> str:
        self.number += 1
        return str(self.number)


def filled(text: str, **parts: str) -> str:
    for name, part in parts.items():
        text = text.replace(name, part)
    return text
