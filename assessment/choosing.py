"""What is done with the rows that were ticked on a review, or named by a machine: one deed for all, all or nothing."""

from django.utils.translation import gettext as _

from assessment import actions
from assessment.judging import Ground
from core.refusals import FASTER, Refused


def moment_of(case):
    """What a ticked row remembers of its case: when it last changed, in thousandths of a second."""
    return str(int(case.changed_at.timestamp() * 1000))


def do_many(verb, rows, *, by, on):
    """Does one deed for many cases. `rows`: [(case, {grade, opinion, note, seen})]; no grade: as proposed, within the caps.

    Returns how many. Raises Refused naming every row that stops it; then nothing is written.
    """
    _unchanged(rows)
    if verb == "set":
        rows = _with_grades(rows, on)
    deeds = {
        "propose": actions.propose_many,
        "set": actions.set_many,
        "return": actions.send_back_many,
        "agree": actions.agree_many,
    }
    return len(deeds[verb](rows, by=by, on=on))


def _unchanged(rows):
    """Nobody decides on what they have not seen."""
    changed = [case for case, said in rows if said.get("seen") not in (None, moment_of(case))]
    if changed:
        raise Refused(FASTER, fields={f"grade-{case.pk}": FASTER for case in changed})


def _with_grades(rows, on):
    """Rows without a grade get the best one open of what is proposed."""
    ground = Ground([case for case, _said in rows], on)
    unproposed = {f"grade-{case.pk}": _("Required.") for case, said in rows if not (said["grade"] or case.proposed)}
    if unproposed:
        raise Refused(_("Choose a grade."), fields=unproposed)
    return [(case, {**said, "grade": said["grade"] or ground.judged(case, case.proposed).grade}) for case, said in rows]
