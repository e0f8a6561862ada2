"""Every change of a nomination: made, mended, and each step on its way."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.findings import verdict
from core.notices import tell
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import Refused
from core.workflow import take, waiting_at
from selection import rules
from selection.facts import DECLARED, findings_for, policy_for, said_in, sender_of
from selection.models import Nomination
from teams.actions import open_posting
from teams.models import Cadre, Team

MENDABLE = (
    *DECLARED,
    "volunteers_to_continue",
    "decision_number",
    "decided_on",
    "starts_on",
    "term_ends_on",
    "waiver_reason",
)


@dataclass(frozen=True)
class Proposal:
    """What a unit or township puts forward: a cadre for a seat, with the Party committee's decision."""

    team: Team
    seat: str
    cadre: Cadre
    starts_on: date
    term_ends_on: date
    decision_number: str
    decided_on: date
    said: dict
    waiver_reason: str = ""


@transaction.atomic
def nominate(proposal, *, by, on, as_draft=False):
    """Puts a cadre forward and submits the nomination, or keeps it as a draft. Returns it.

    Effects in order: dates and jurisdiction are checked; the route is frozen from the policy; the case is made and
    submitted with its findings; the reviewing office is told. Raises Refused with the clause when a rule stops it.
    """
    _dates(proposal, on)
    _own(proposal, by)
    policy = policy_for(proposal.team.area, proposal.starts_on)
    sender = sender_of(proposal.cadre, proposal.team, proposal.starts_on)
    office, area = rules.approver("nomination", sender, proposal.team.area, policy)
    nomination = Nomination.objects.create(
        team=proposal.team,
        area=proposal.team.area,
        seat=proposal.seat,
        cadre=proposal.cadre,
        unit=proposal.cadre.unit,
        sender_area=proposal.cadre.area,
        approving_office=office,
        approving_area=area,
        **_written(proposal),
    )
    if as_draft:
        record(by, "draft", nomination)
        return nomination
    return submit(nomination, by=by, on=on)


def _written(proposal):
    """The fields a proposal fills in."""
    plain = ("starts_on", "term_ends_on", "decision_number", "decided_on", "waiver_reason")
    return {name: getattr(proposal, name) for name in plain} | proposal.said


@transaction.atomic
def mend(nomination, proposal, *, by, on):
    """Changes a returned nomination and submits it again.

    Effects in order: dates are checked; the fields are stored (history keeps the old ones); submitted anew.
    """
    _dates(proposal, on)
    for name, value in _written(proposal).items():
        setattr(nomination, name, value)
    nomination.fields_to_mend = []
    nomination.save(update_fields=[*_written(proposal), "fields_to_mend", "changed_at"])
    return submit(nomination, by=by, on=on)


@transaction.atomic
def submit(nomination, *, by, on):
    """Submits to the county 报送, with the findings of this moment. Tells the county. Ineligible: Refused."""
    case = take(nomination, "submit", by=by, cause=_frozen_findings)
    _tell_next(case)
    return case


@transaction.atomic
def review(nomination, *, by, on, note=""):
    """The village's county finds the cadre fit for the village; findings are frozen again; the approving office is told."""
    case = take(nomination, "review", by=by, note=note, cause=_frozen_findings)
    _tell_next(case)
    return case


@transaction.atomic
def approve(nomination, *, by, on, note="", grant_waiver=False):
    """Approves 批准; the posting opens.

    Effects in order: findings are judged and frozen; an open waiver must be granted here, by name; the posting is
    opened; the state moves; unit or township and county are told. Raises Refused, Conflict, NotAllowed.
    """

    def cause(row):
        fields = _frozen_findings(row)
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
    _tell_sender(case, "case_decided")
    return case


@transaction.atomic
def send_back(nomination, *, by, on, note, fields=()):
    """Returns 退回 with the fields to mend marked; the nominating office is told."""
    marked = [name for name in fields if name in MENDABLE]
    case = take(
        nomination, "return", by=by, note=note, details={"mend": marked}, cause=lambda row: {"fields_to_mend": marked}
    )
    _tell_sender(case, "case_returned")
    return case


@transaction.atomic
def decline(nomination, *, by, on, note):
    """Declines 不同意 with a reason; the seat is open again; the nominating office is told."""
    case = take(nomination, "decline", by=by, note=note)
    _tell_sender(case, "case_decided")
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


def _dates(proposal, on):
    if proposal.term_ends_on <= proposal.starts_on:
        raise Refused(_("The term ends before it begins."), fields={"term_ends_on": _("After the first day.")})
    if proposal.starts_on < on:
        raise Refused(_("A posting cannot begin in the past."), fields={"starts_on": _("Today or later.")})
    if proposal.decided_on > on:
        raise Refused(
            _("The Party committee cannot have decided in the future."), fields={"decided_on": _("Today or earlier.")}
        )


def _own(proposal, by):
    """A unit or township nominates its own people only."""
    own = proposal.cadre.unit_id == by.unit_id if by.office == Office.UNIT else proposal.cadre.area == by.area
    if not own:
        raise Refused(_("Only a cadre of your own can be nominated."), fields={"cadre": _("Not one of yours.")})


def _frozen_findings(row):
    """Judged now; ineligible stops here, with the clause. Returns the fields that keep findings and provisions."""
    found = findings_for(row.cadre, team=row.team, seat=row.seat, starts_on=row.starts_on, said=said_in(row))
    stop = next((finding for finding in found if finding.stops), None)
    if stop:
        raise Refused(
            _("The cadre is not eligible: %(rule)s.") % {"rule": stop.provision.name}, provision=stop.provision
        )
    if verdict(found) == "waiver" and not row.waiver_reason.strip():
        open_one = next(finding for finding in found if finding.waivable)
        raise Refused(
            _("%(rule)s: this needs a waiver. Give the reason.") % {"rule": open_one.provision.name},
            provision=open_one.provision,
            fields={"waiver_reason": _("Required.")},
        )
    snapshots = [finding.as_json() for finding in found]
    provisions = {p["key"]: p["value"] for snapshot in snapshots for p in snapshot["provisions"]}
    return {"findings": snapshots, "provisions": provisions}


def _verdict_of(fields):
    return "waiver" if any(finding["answer"] == "waiver" for finding in fields["findings"]) else "eligible"


def _granted(row, by, on, grant_waiver):
    """The approver grants the waiver by name, or the step stops."""
    if not grant_waiver:
        raise Refused(
            _("A waiver is open: grant it by name, or return the case."), fields={"grant_waiver": _("Required.")}
        )
    return {"waiver_by_id": by.user_id, "waiver_on": on}


def _params(case):
    return {"what": "Nomination", "who": str(case.cadre), "place": str(case.team)}


def _tell_next(case):
    step = waiting_at(case)
    if step:
        address = {"office": step.office, "area": step.code(case)[: CODE_LENGTH[step.office]]}
        tell(
            kind="case_waiting",
            params=_params(case),
            key=f"nomination:{case.pk}:{case.state}:{_turn(case)}",
            link=_page(case),
            **address,
        )


def _tell_sender(case, kind):
    address = (
        {"office": Office.UNIT, "unit_id": case.unit_id}
        if case.unit_id
        else {"office": Office.TOWNSHIP, "area": case.sender_area}
    )
    tell(
        kind=kind,
        params=_params(case),
        key=f"nomination:{case.pk}:{case.state}:{_turn(case)}",
        link=_page(case),
        **address,
    )


def _turn(case):
    """How often the case has moved, so that each turn is told anew."""
    return f"{case.changed_at:%Y%m%d%H%M%S%f}"


def _page(case):
    return f"/nominations/{case.pk}/"
