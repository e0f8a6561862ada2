"""What people and machines send by mistake or on purpose; and the names under which it can be sent."""

import random
import re
from pathlib import Path

from django import forms
from rest_framework import serializers

from core.forms import Form

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "teams", "selection", "attendance", "duties", "support", "assessment", "overview")
REFLECTED = '"><script>alert(1)</script>'
NAUGHTY = [
    "", " ", "　", "0", "-1", "1e309", "NaN", "Infinity", "9" * 19, "9" * 400, "0x10", "1.5", "+1", "१२३", "１２３", "٣",
    "2026-02-31", "1900-01-01", "2017-12-31", "2199-12-31", "2026-13-01", "0000-00-00", "9999-12-31", "10000-01-01", "2026-02-29", "29/02/2026", "1/1/1", "2026-01-01T00:00",
    "null", "None", "undefined", "true", "[]", "{}", "[[1]]", "' OR 1=1 --", "1; DROP TABLE core_user", "\\", "%", "_", "%s", "{0}",
    "{{ 7*7 }}", "${7*7}", REFLECTED, "<img src=x onerror=alert(1)>", "javascript:alert(1)", "=1+1", "@SUM(A1)", "../../etc/passwd",
    "\x01\x02\x1b[31m", "\u202e\u200b\ufeff", "\ud7ff\ue000", "𠀀𪜎", "é" * 300, "字" * 5000, "a\nb\r\nc", "\t", "63" * 9, "630222",
    "id__gt", "-pk", "pk", "password", "cadre__account__password", "?", "county", "approve", "12345678901234567",
]  # fmt: skip
JSONISH = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    [],
    [None],
    {},
    {"a": {"b": []}},
    [[]],
    "x" * 9000,
    "\ud800",
    *NAUGHTY[:40],
]


def modules():
    """Source text of every door and form."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.read_text()


def query_names():
    """Every name a door reads from an address, and every field of every form (filters are forms)."""
    read = {name for text in modules() for name in re.findall(r"GET(?:\.get\(|\.getlist\(|\[)\s*[\"']([\w-]+)", text)}
    return sorted(read | set(field_names()) | {"page", "page_size", "sort", "format", "next"})


def field_names():
    """Every field of every form of the house, and every key a door reads from a body."""
    names = {name for form in _below(Form) for name in form.base_fields}
    names |= {
        name for text in modules() for name in re.findall(r"POST(?:\.get\(|\.getlist\(|\[)\s*[\"']([\w-]+)", text)
    }
    return sorted(names)


def json_names():
    """Every field of every serializer of the house."""
    found = set()
    for shape in _below(serializers.Serializer):
        if shape.__module__.split(".")[0] in APPS:
            found |= set(shape._declared_fields)
    return sorted(found)


def _below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def choices_of(name):
    """Lawful values of a field, so that nonsense also gets past the first check."""
    lawful = []
    for form in _below(Form):
        field = form.base_fields.get(name)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            lawful += [str(value) for value, _label in field.choices]
    return lawful


def value(rng, name):
    """Mostly nonsense, sometimes something lawful."""
    lawful = choices_of(name)
    return rng.choice(lawful) if lawful and rng.random() < 0.3 else rng.choice(NAUGHTY)


def dice(seed):
    """The same throws every time."""
    return random.Random(seed)
