"""The steps offices take on a nomination."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.refusals import FASTER, Conflict, Refused
from core.workflow import take
from selection.actions.judging import frozen_findings
from selection.actions.nominating import MENDABLE, submit
from selection.actions.publicity import hindrance
from selection.actions.telling import tell_next, tell_sender
from teams.actions import open_posting


@transaction.atomic
def review(nomination, *, by, on, note=""):
    """The village's county finds the cadre fit for the village; findings are frozen again; the approving office is told."""
    case = take(nomination, "review", by=by, note=note, cause=frozen_findings)
    tell_next(case)
    return case


@transaction.atomic
def approve(nomination, *, by, on, note="", grant_waiver=False):
    """Approves 批准; the posting opens.

    Effects in order: no public notice and no objection stands against it; findings are judged and frozen; an open
    waiver must be granted here, by name; the posting is opened; the state moves; unit or township and county are told.
    Raises Refused, Conflict, NotAllowed.
    """

    def cause(row):
        if hindered := hindrance(row, on=on):
            raise hindered
        fields = frozen_findings(row)
        if _verdict_of(fields) == "waiver":
            fields |= _granted(row, by, on, grant_waiver)
        fields["posting"] = open_posting(
            row.team,
            seat=row.seat,
            cadre=row.cadre,
            starts_on=row.starts_on,
            term_ends_on=row.term_ends_on,
            by=by,
            on=on,
        )
        return fields

    case = take(nomination, "approve", by=by, note=note, cause=cause)
    tell_sender(case, "case_decided")
    return case


@transaction.atomic
def send_back(nomination, *, by, on, note, fields=()):
    """Returns 退回 with the fields to mend marked; the nominating office is told."""
    marked = [name for name in fields if name in MENDABLE]
    case = take(
        nomination, "return", by=by, note=note, details={"mend": marked}, cause=lambda row: {"fields_to_mend": marked}
    )
    tell_sender(case, "case_returned")
    return case


@transaction.atomic
def decline(nomination, *, by, on, note):
    """Declines 不同意 with a reason; the seat is open again; the nominating office is told."""
    case = take(nomination, "decline", by=by, note=note)
    tell_sender(case, "case_decided")
    return case


@transaction.atomic
def withdraw(nomination, *, by, on, note=""):
    """The nominating office takes its nomination back 撤回, as long as nobody has acted on it."""
    return take(nomination, "withdraw", by=by, note=note)


STEPS = {
    "submit": submit,
    "review": review,
    "approve": approve,
    "return": send_back,
    "decline": decline,
    "withdraw": withdraw,
}


def take_step(nomination, said, *, by, on):
    """The deed a verb names, for pages, machines and batches alike; Conflict when the case has moved since it was seen."""
    if said.get("state") and said["state"] != nomination.state:
        raise Conflict(FASTER)
    if said["verb"] == "submit":
        return submit(nomination, by=by, on=on)
    extra = {
        "return": {"fields": said.get("fields_to_mend") or ()},
        "approve": {"grant_waiver": said.get("grant_waiver")},
    }
    return STEPS[said["verb"]](nomination, by=by, on=on, note=said.get("note") or "", **extra.get(said["verb"], {}))


def _verdict_of(fields):
    return "waiver" if any(finding["answer"] == "waiver" for finding in fields["findings"]) else "eligible"


def _granted(row, by, on, grant_waiver):
    """The approver grants the waiver by name, or the step stops."""
    if not grant_waiver:
        raise Refused(
            _("A waiver is open: grant it by name, or return the case."), fields={"grant_waiver": _("Required.")}
        )
    return {"waiver_by_id": by.user_id, "waiver_on": on}
