"""The table selection takes in: a unit's or township's roster 花名册, which enters people and nominates them."""

from django.utils.translation import gettext_lazy as _

from core.imports.kinds import Kind, register
from core.offices import Office
from selection.imports.asking import RosterForm
from selection.imports.columns import COLUMNS
from selection.imports.entering import enter, undo
from selection.imports.judging import judge

OFFICES = (Office.UNIT, Office.TOWNSHIP)
ROSTER = register(
    Kind(
        "roster",
        _("Roster of cadres"),
        OFFICES,
        COLUMNS,
        judge,
        enter,
        undo,
        page=RosterForm,
        back=("cadres", _("Cadres")),
    )
)
