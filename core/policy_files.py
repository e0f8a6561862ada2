"""Reading the policy files: config/policy/<division code>.yaml, parsed once per process and refused when malformed.

A file has `document` (what the text is) and `provisions`: key → entry with label, unit, force and dated values. See docs/policy.md.
"""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from core.shapes import frozen, misfits

FOLDER = Path(__file__).resolve().parent.parent / "config" / "policy"
FORCES = ("must", "generally", "prefer")

PAIR = {"fields": {"zh": "text", "en": "text"}}
ENTRY_SHAPE = {"fields": {
    "label": PAIR, "topic": "text", "unit?": "text", "force?": {"one_of": FORCES}, "shape": "anything",
    "county_may?": {"one_of": ("set", "tighten")}, "tighter?": {"one_of": ("up", "down")}, "words?": "anything", "values": {"list_of": "anything"},
}}
TEXT_VALUE_SHAPE = {"fields": {"since": "date", "value": "anything", "source": "text", "clause": "text", "quote": "text", "gloss?": "text"}}
DEFAULT_VALUE_SHAPE = {"fields": {"since": "date", "value": "anything", "default": {"one_of": (True,)}, "reason": PAIR, "source?": "text"}}


class BadPolicyFile(Exception):
    """A policy file breaks its own form; the message names file, key and place."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of one policy file: what stays the same while its values change over the years."""

    key: str
    area: str
    label: Mapping
    topic: str
    unit: str
    force: str
    shape: object
    county_may: str
    tighter: str
    words: Mapping
    values: tuple

    def value_on(self, on: date):
        """The dated value in force on a day, or None before the first."""
        return max((row for row in self.values if row["since"] <= on), key=lambda row: row["since"], default=None)


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
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    documents = frozen(data.get("documents", {}))
    entries = {key: _entry(key, path.stem, raw) for key, raw in data["provisions"].items()}
    for entry in entries.values():
        for row in entry.values:
            if "quote" in row and row["source"] not in documents:
                raise BadPolicyFile(f"{path.name}: {entry.key}: source {row['source']} is not among the documents")
    return PolicyFile(path.stem, documents, entries)


def _entry(key: str, area: str, raw: Mapping) -> Entry:
    faults = [*misfits(raw, ENTRY_SHAPE, key)]
    for row in () if faults else raw["values"]:
        faults += misfits(row, DEFAULT_VALUE_SHAPE if row.get("default") else TEXT_VALUE_SHAPE)
        faults += misfits(row.get("value"), raw["shape"])
    if faults:
        raise BadPolicyFile(f"{area}.yaml, {key}: {'; '.join(faults)}")
    return Entry(
        key=key, area=area, label=frozen(raw["label"]), topic=raw["topic"], unit=raw.get("unit", ""), force=raw.get("force", "must"),
        shape=frozen(raw["shape"]), county_may=raw.get("county_may", ""), tighter=raw.get("tighter", ""), words=frozen(raw.get("words", {})),
        values=frozen(sorted(raw["values"], key=lambda row: row["since"])),
    )
