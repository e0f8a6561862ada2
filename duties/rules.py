"""What a commitment, a report and a handover must say: facts in, refusals out; no database."""

from django.utils.translation import gettext as _

from core.refusals import Refused

CANNOT = "cannot"


def fits_the_year(items, year, duties):
    """Every promise stands under one of the duties, says what and by what it is measured, and ends within the year."""
    faults = {}
    for item in items:
        if item.duty not in duties:
            faults[item.field("what")] = _("Not one of the duties.")
        if not item.what or not item.measure or item.by_on is None:
            faults[item.field("what")] = _("A promise says what, by what it is measured, and until when.")
        elif item.by_on.year != year:
            faults[item.field("by_on")] = _("A day of %(year)s.") % {"year": year}
    if faults:
        raise Refused(_("Some promises are not whole."), fields=faults)


def may_be_handed_in(quarter, late_reason, window, on):
    """A report is handed in when its quarter is over; after its window only with a reason. Returns the last day of the window."""
    if on <= quarter.last:
        words = _("The quarter is not over: the report can be handed in from %(day)s.")
        raise Refused(words % {"day": quarter.after.first})
    due_on = quarter.due_on(window.value)
    if on > due_on and not late_reason.strip():
        words = _("The report was due on %(day)s: say why it comes late.") % {"day": due_on}
        raise Refused(words, provision=window, fields={"late_reason": _("Required.")})
    return due_on


def whole_report(said, lines, items):
    """Thought, work and study are written, and every promise has its state; one that cannot be kept says why."""
    faults = {name: _("Required.") for name in ("thought", "work", "study") if not said[name].strip()}
    found = {line.item_id: line for line in lines}
    for item in items:
        line = found.get(item.pk)
        if line is None:
            faults[f"state_{item.pk}"] = _("Required.")
        elif line.state == CANNOT and not line.judgement.strip():
            faults[f"judgement_{item.pk}"] = _("Say why it cannot be kept.")
    if faults:
        raise Refused(_("The report is not whole yet."), fields=faults)


def long_enough_together(days, reason, successor, asked):
    """With a successor, both are in the village for so many days, or the handover says why they were not."""
    if successor and days < asked.value and not reason.strip():
        words = _("Both were in the village for %(days)s days, %(asked)s are usual: say why.")
        said = {"days": days, "asked": asked.value}
        raise Refused(words % said, provision=asked, fields={"short_reason": _("Required.")})
