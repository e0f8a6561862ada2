"""One judged row of a roster is entered, or taken back."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Conflict
from selection.actions.rosters import enter_row, take_back_row
from selection.imports.people import birthday
from teams.actions import FACTS
from teams.models import Cadre
from teams.rules import read_id_number


def enter(sheet, row, values, by, on):
    """The row through the deeds, with what `judge` has just found it proposes."""
    cadre = Cadre.objects.filter(pk=row.target).first()
    cadre, before = enter_row(cadre, _facts(values, cadre, on), sheet.plans[row.number], by=by, on=on)
    return cadre.pk, before


def undo(sheet, row, by, on):
    """What the row did is taken back."""
    cadre = Cadre.objects.filter(pk=row.target).first()
    if cadre is None:
        raise Conflict(_("This person is no longer there."))
    take_back_row(cadre, row.before, by=by, on=on)


def _facts(values, cadre, on):
    """The facts about a person as the deeds take them."""
    facts = {key: values[key] for key in (*FACTS, "phone") if key in values}
    if "id_number" in values:
        facts["id_number"] = read_id_number(values["id_number"], on=on)
    elif cadre is None:
        facts |= {"sex": values["sex"], "born_on": birthday(values)}
    return facts if cadre else {"rank": Cadre.Rank.STAFF, **facts}
