"""Sections on the days in the village: standings, leave, report-outs, training, spot checks, discrepancies."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from attendance.models import (
    Attendee,
    Discrepancy,
    Leave,
    ReportOut,
    SpotCheck,
    SpotCheckPlan,
    Standing,
    Status,
    Training,
    VerdictChange,
)
from core.offices import Office
from overview.dossier.sections import happened, labelled, lines, marked, number, plain, section, then
from overview.marks import Mark, mark


def _standings(file):
    """As they stand; of a day that is over, the verdict given last until then with its numbers."""
    if not file.past:
        rows = Standing.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, month=0)
        return lines(rows, "as_of", verdict="verdict", posting="posting_id", **_NUMBERS)
    until = VerdictChange.objects.filter(month=0, on__lte=file.on)
    same = {name: OuterRef(name) for name in ("posting", "year", "kind")}
    rows = until.visible_to(file.actor).filter(posting__cadre=file.cadre)
    rows = rows.exclude(Exists(until.filter(pk__gt=OuterRef("pk"), **same)))
    return lines(rows, "on", verdict="after", posting="posting_id", **_NUMBERS)


_NUMBERS = {"year": "year", "kind": "kind", "done": "done", "required": "required"}

section(
    "standings",
    _("Standings"),
    _standings,
    (
        (_("Year"), plain("year")),
        (_("Kind"), labelled(Standing.Kind, "kind")),
        (_("Done"), number("done")),
        (_("Required"), number("required")),
        (_("Standing"), marked(Standing.Verdict, "verdict")),
        (_("As of"), plain("day")),
    ),
)


def _leaves(file):
    rows = Leave.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, applied_on__lte=file.on)
    facts = {"kind": "kind", "starts": "starts_on", "ends": "ends_on", "back": "back_on", "state": "state_then"}
    return lines(then(rows, file), "applied_on", **facts)


section(
    "leaves",
    _("Leave"),
    _leaves,
    (
        (_("Kind"), labelled(Leave.Kind, "kind")),
        (_("From"), plain("starts")),
        (_("To"), plain("ends")),
        (_("Applied on"), plain("day")),
        (_("Back on"), happened("back")),
        (_("State"), marked(Leave.State)),
    ),
    "leave",
)


def _report_outs(file):
    rows = ReportOut.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, told_on__lte=file.on)
    facts = {"kind": "kind", "where": "destination", "starts": "starts_on", "ends": "ends_on", "back": "cancelled_on"}
    return lines(rows, "told_on", matter="reason", **facts)


section(
    "report-outs",
    _("Report-outs"),
    _report_outs,
    (
        (_("Kind"), labelled(ReportOut.Kind, "kind")),
        (_("Matter"), plain("matter")),
        (_("Where to"), plain("where")),
        (_("From"), plain("starts")),
        (_("To"), plain("ends")),
        (_("Taken back on"), happened("back")),
    ),
    "report-out",
)


def _training(file):
    rows = Attendee.objects.visible_to(file.actor).filter(posting__cadre=file.cadre)
    rows = rows.filter(training__starts_on__lte=file.on)
    session = {name: f"training__{name}" for name in ("title", "kind", "ends_on", "days")}
    return lines(rows, "training__starts_on", came="attended", training="training_id", **session)


def _came(facts, file):
    """Enrolled until the session is over and somebody has entered who came."""
    if facts["came"] is None or not file.until(facts["ends_on"]):
        return Mark(_("enrolled"), "busy")
    return Mark(_("took part"), "done") if facts["came"] else Mark(_("did not come"), "absent")


section(
    "training",
    _("Training"),
    _training,
    (
        (_("Title"), plain("title")),
        (_("Kind"), labelled(Training.Kind, "kind")),
        (_("From"), plain("day")),
        (_("To"), plain("ends_on")),
        (_("Days"), number("days")),
        (_("Took part"), _came),
    ),
)


def _checks(file):
    rows = SpotCheck.objects.visible_to(file.actor).recorded().filter(posting__cadre=file.cadre, day__lte=file.on)
    return lines(rows, "day", way="plan__way", result="result", by="by_office")


section(
    "spot-checks",
    _("Spot checks"),
    _checks,
    (
        (_("Day"), plain("day")),
        (_("Way"), labelled(SpotCheckPlan.Way, "way")),
        (_("Checked by"), labelled(Office, "by")),
        (_("Result"), marked(SpotCheck.Result, "result")),
    ),
    "spot-check",
)


def _discrepancies(file):
    rows = Discrepancy.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, opened_on__lte=file.on)
    facts = {"sheet": "sheet_status", "check": "result", "outcome": "outcome", "reason": "reason"}
    return lines(rows, "day", settled="settled_on", **facts)


def _outcome(facts, file):
    if not file.until(facts["settled"]):
        return mark(Discrepancy.State, Discrepancy.State.OPEN)
    return Mark(Discrepancy.Outcome(facts["outcome"]).label, "done")


section(
    "discrepancies",
    _("Discrepancies"),
    _discrepancies,
    (
        (_("Day"), plain("day")),
        (_("The sheet says"), labelled(Status, "sheet")),
        (_("The check says"), labelled(SpotCheck.Result, "check")),
        (_("Outcome"), _outcome),
        (_("Settled on"), happened("settled")),
        (_("Reason"), lambda facts, file: facts["reason"] if file.until(facts["settled"]) else ""),
    ),
    "discrepancy",
)
