"""Objections 异议: received by the publishing department, settled by another person there, contact shown for a reason."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import Notice, Record
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office
from core.record import record, saw
from core.refusals import NotAllowed, Refused
from core.workflow import take
from selection.actions.publicity import of_this_office
from selection.models import Nomination, Objection
from selection.notice_rules import in_time, named
from teams.actions.cadres import spend


@transaction.atomic
def receive(notice, facts, *, by, on):
    """Enters an objection to one posting on a notice. Returns it.

    Effects in order: the nomination is locked, so that no approval slips by; office, own interest and days are checked
    (by letter the postmark counts); the objection with its contact sealed – an anonymous one is noted as not accepted;
    one step in its timeline; the departments of the route are told that the approval waits. Raises NotAllowed, Refused.
    """
    of_this_office(notice, by)
    nomination = Nomination.objects.select_for_update(of=("self",)).get(pk=facts["nomination"].pk)
    if not notice.shown.filter(nomination=nomination).exists():
        raise Refused(_("This person does not stand on the notice."), fields={"nomination": _("Choose another.")})
    if nomination.account_id and nomination.account_id in (by.user_id, by.giver_id):
        raise NotAllowed(_("Nobody decides on their own case."))
    in_time(facts, notice.from_on, notice.until_on, on)
    objection = _entered(notice, nomination, facts)
    record(by, "receive", objection, kind=Record.Kind.STEP, details={"to": str(objection.state)})
    if objection.state == Objection.State.RECEIVED:
        _tell(objection, "objection_received")
    return objection


def _entered(notice, nomination, facts):
    """The row; one without a name is noted and blocks nothing."""
    anonymous = bool(facts.get("anonymous"))
    if not anonymous:
        named(facts)
    objection = Objection(
        notice=notice,
        nomination=nomination,
        area=notice.area,
        office=notice.office,
        name="" if anonymous else facts["name"].strip(),
        means=facts["means"],
        received_on=facts["received_on"],
        posted_on=facts.get("posted_on"),
        grounds=facts["grounds"],
        paper=facts.get("paper"),
        state=Objection.State.UNACCEPTED if anonymous else Objection.State.RECEIVED,
    )
    objection.put_contact("" if anonymous else facts["contact"].strip())
    objection.save()
    return objection


@transaction.atomic
def settle(objection, verb, *, finding, by, on):
    """Dismisses an objection (the approval is free again) or upholds it (the nomination cannot be approved).

    Effects in order: state, office, own interest and that another person entered it are checked; the finding is kept;
    the state moves; the departments of the route are told. Raises Conflict, NotAllowed, Refused (no finding).
    """
    case = take(objection, verb, by=by, note=finding, cause=lambda row: {"finding": finding.strip()})
    _tell(case, "objection_settled")
    return case


@transaction.atomic
def reveal_contact(objection, *, reason, by, on):
    """How the objector can be reached, for a reason.

    Effects in order: office, reason and the hourly limit are checked; one record line. Raises NotAllowed, Refused, TooMany.
    """
    of_this_office(objection, by)
    return contact_for(objection, reason, by)


def contact_for(objection, reason, by):
    """The contact of an objection that is this office's: the reason and the hourly limit are checked; one record line."""
    if not reason.strip():
        raise Refused(_("Say why: looking at a contact needs a reason."), fields={"reason": _("Required.")})
    spend("reveal", by)
    saw(by, objection, what="reveal", note=f"contact: {reason.strip()}")
    return objection.contact


def open_paper(objection, *, by):
    """Leaves the line that the objector's paper was looked at, and returns its file: it bears name and contact."""
    of_this_office(objection, by)
    saw(by, objection, what="open", note="paper")
    return objection.paper


def _tell(objection, kind):
    """The publishing department and the county that reviews; nobody below learns that somebody objected."""
    nomination = objection.nomination
    county = nomination.area[: CODE_LENGTH[Office.COUNTY]]
    to = {f"{objection.office}:{objection.area}": (objection.office, objection.area, f"/objections/{objection.pk}/")}
    to.setdefault(f"county:{county}", (Office.COUNTY, county, f"/nominations/{nomination.pk}/"))
    params = {"who": nomination.cadre.name, "state": str(objection.state)}
    notices = [
        Notice(office=office, area=area, kind=kind, params=params, key=f"{kind}:{objection.pk}:{whom}", link=link)
        for whom, (office, area, link) in to.items()
    ]
    tell_many(notices)
