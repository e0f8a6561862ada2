"""The three registers of a unit's duties: what each is called, which rows it lists, and how a row reads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from duties import unit_rows
from duties.models import Hearing, LeaderVisit, PairedWork


@dataclass(frozen=True, eq=False)  # it is itself in every language: its words are no key
class Register:
    """One register: its model, the names of its doors, its rows and how they are written out."""

    name: str  # of its list's door; one row's is `one`
    one: str
    model: type
    title: str
    new: str
    icon: str
    rows: Callable
    heads: tuple
    cells: Callable
    clause: str  # the provision it rests on
    counts: tuple = ()  # which columns are numbers

    def facts(self, row):
        """[(label, value)] of one row."""
        return list(zip(self.heads, self.cells(row), strict=True))


def _hearing(row):
    return row.unit.name, row.day, row.led_by, "、".join(map(str, row.heard_teams)), row.decided


def _visit(row):
    by = row.confirmed_by.name if row.confirmed_by else ""
    return row.unit.name, row.village.division.full_name, row.day, row.leader, row.settled, row.confirmed_on or "", by


def _work(row):
    counts = (row.staff, row.households, row.visits, row.helped)
    return row.unit.name, row.village.division.full_name, row.year, *counts, row.note


HEARINGS = Register(
    name="hearings",
    one="hearing",
    model=Hearing,
    title=_("Hearings of reports"),
    new=_("New hearing"),
    icon="ear",
    rows=unit_rows.hearings,
    heads=(_("Dispatching unit"), _("Day"), _("Led by"), _("Teams heard"), _("What was decided")),
    cells=_hearing,
    clause="unit.hearings_per_year",
)
VISITS = Register(
    name="unit-visits",
    one="unit-visit",
    model=LeaderVisit,
    title=_("Leaders' visits to the village"),
    new=_("New visit"),
    icon="route",
    rows=unit_rows.visits,
    heads=(
        *(_("Dispatching unit"), _("Village"), _("Day"), _("Leader"), _("What was settled")),
        *(_("Confirmed on"), _("Confirmed by")),
    ),
    cells=_visit,
    clause="unit.visits_per_year",
)
PAIRED_WORK = Register(
    name="paired-work",
    one="paired-work-line",
    model=PairedWork,
    title=_("Paired-household work"),
    new=_("New line"),
    icon="home-heart",
    rows=unit_rows.paired_work,
    heads=(
        *(_("Dispatching unit"), _("Village"), _("Year"), _("Staff with paired households"), _("Households paired")),
        *(_("Visits to households"), _("Matters helped with"), _("Note")),
    ),
    cells=_work,
    clause="unit.paired_households",
    counts=(3, 4, 5, 6),
)
