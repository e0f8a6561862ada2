"""Reads a dossier: the person, every section in one statement, the village days."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from core.access import way_to
from core.record import saw
from overview.dossier import days, facts
from overview.dossier.sections import SECTIONS, File, keyed

DAYS = ("days", _("Village days by month"))


@dataclass(frozen=True)
class Row:
    """One line of a section: its cells, and the page of what it is about where that is open to the reader."""

    cells: list
    url: str = ""


@dataclass(frozen=True)
class Part:
    """A section as it is shown."""

    key: str
    title: str
    heads: list
    rows: list

    @property
    def lines(self):
        """(address, [(head, cell)]) of each row."""
        return [(row.url, list(zip(self.heads, row.cells, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Dossier:
    """Everything the reader may know of a cadre as of a day. `first`: the first entry, where nothing is known by then."""

    file: File
    facts: list
    remark: str
    parts: list
    first: object = None

    @property
    def bare(self):
        """The titles of the sections that have nothing to say."""
        return [part.title for part in self.parts if not part.rows]


def dossier_of(file, what="dossier"):
    """The dossier, with one line in the audit record that it was looked at (F5)."""
    found = _read(file)
    first = None
    if file.past and not any(found.values()):
        known = _read(replace(file, on=file.today))
        first = min((row["day"] for rows in known.values() for row in rows), default=None)
    said, remark = facts.facts_of(file)
    parts = [_part(one, found[one.key], file) for one in SECTIONS]
    at = next(at for at, part in enumerate(parts) if part.key == "standings")
    parts.insert(at, _days(found["postings"], file))
    saw(file.actor, file.cadre, what=what, note=file.on.isoformat() if file.past else "")
    return Dossier(file, said, remark, parts, first)


def _read(file):
    """{section: its facts, the latest first}: one statement, however many sections there are."""
    first, *rest = (keyed(one.key, one.rows(file)) for one in SECTIONS)
    found = defaultdict(list)
    for key, day, said in first.union(*rest, all=True):
        found[key].append({**said, "day": day.isoformat()})
    for rows in found.values():
        rows.sort(key=lambda row: (row["day"], row["id"]), reverse=True)
    return found


def _part(one, found, file):
    rows = [
        Row([say(said, file) for _head, say in one.columns], way_to(file.actor, one.door, said["id"])) for said in found
    ]
    return Part(one.key, one.title, [head for head, _say in one.columns], rows)


def _days(postings, file):
    rows = [Row(cells) for cells in days.days_of(postings, file)]
    return Part(*DAYS, list(days.HEADS), rows)
