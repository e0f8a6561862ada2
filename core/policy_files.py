"""Reading the policy files: config/policy/<division code>.yaml, parsed once per process and refused when malformed.

A file has `documents` (what the texts are) and `provisions`: key → entry with label, unit, force and dated values.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from core.plain_yaml import BadYaml, read_yaml
from core.shapes import frozen, misfits

FOLDER = Path(__file__).resolve().parent.parent / "config" / "policy"
FORCES = ("must", "generally", "prefer")  # 必须 stops · 一般 needs a recorded waiver · 优先 informs

PAIR = {"fields": {"zh": "text", "en": "text"}}
DOCUMENT_SHAPE = {"fields": {"title": PAIR, "issuer": PAIR, "number?": "text", "issued_on": "date"}}
ENTRY_SHAPE = {
    "fields": {
        "label": PAIR,
        "unit?": PAIR,
        "force?": {"one_of": FORCES},
        "shape": "anything",
        "county_may?": {"one_of": ("set", "tighten")},
        "tighter?": {"one_of": ("up", "down")},
        "words?": {"map_of": {"fields": {"zh": "text", "en": "text", "reads?": "text"}}},
        "values": {"list_of": "anything"},
    }
}
TEXT_VALUE_SHAPE = {
    "fields": {
        "since": "date",
        "value": "anything",
        "source": "text",
        "clause": "text",
        "quote": "text",
        "gloss": "text",
    }
}
DEFAULT_VALUE_SHAPE = {"fields": {"since": "date", "value": "anything", "default": {"one_of": (True,)}, "reason": PAIR}}


class BadPolicyFile(Exception):
    """A policy file breaks its own form; the message names file, key and place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of one policy file: what stays the same while its values change over the years."""

    key: str
    area: str
    label: Mapping
    unit: Mapping
    force: str
    shape: object
    county_may: str
    tighter: str
    words: Mapping
    values: tuple

    def value_on(self, on: date):
        """The dated value in force on a day, or None before the first."""
        return next((row for row in reversed(self.values) if row["since"] <= on), None)


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """One division's policy text as data."""

    area: str
    documents: Mapping
    entries: Mapping


@cache
def policy_files(folder: Path = FOLDER) -> dict[str, PolicyFile]:
    """Every policy file of a folder by division code; raises BadPolicyFile."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}


def _read(path: Path) -> PolicyFile:
    try:
        data = read_yaml(path)
    except BadYaml as error:
        raise BadPolicyFile(f"{path.name}: {error}") from error
    _refuse(
        path.name,
        misfits(
            data, {"fields": {"documents": {"map_of": DOCUMENT_SHAPE}, "provisions": {"map_of": ENTRY_SHAPE}}}, "file"
        ),
    )
    entries = {key: _entry(key, path.stem, raw) for key, raw in data["provisions"].items()}
    unknown = {row["source"] for entry in entries.values() for row in entry.values if "source" in row} - data[
        "documents"
    ].keys()
    _refuse(path.name, [f"source {name} is not among the documents" for name in sorted(unknown)])
    return PolicyFile(path.stem, frozen(data["documents"]), entries)


def _entry(key: str, area: str, raw: Mapping) -> Entry:
    _refuse(f"{area}.yaml, {key}", _value_faults(raw))
    if raw.get("county_may") == "tighten" and "tighter" not in raw:
        raise BadPolicyFile(f"{area}.yaml, {key}: says `tighten` without `tighter`")
    return Entry(
        key=key,
        area=area,
        label=frozen(raw["label"]),
        unit=frozen(raw.get("unit", {})),
        force=raw.get("force", "must"),
        shape=frozen(raw["shape"]),
        county_may=raw.get("county_may", ""),
        tighter=raw.get("tighter", ""),
        words=frozen(raw.get("words", {})),
        values=frozen(sorted(raw["values"], key=lambda row: row["since"])),
    )


def _value_faults(raw):
    for row in raw["values"]:
        faults = [*misfits(row, DEFAULT_VALUE_SHAPE if "default" in row else TEXT_VALUE_SHAPE)]
        yield from faults or misfits(row["value"], raw["shape"])


def _refuse(where, faults):
    if found := [*faults]:
        raise BadPolicyFile(f"{where}: {'; '.join(found)}")
