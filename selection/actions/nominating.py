"""Putting a cadre forward for a seat: made, kept as a draft, mended, submitted."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.offices import Office
from core.record import record
from core.refusals import Refused
from core.workflow import take
from selection import rules
from selection.actions.judging import frozen_findings
from selection.actions.telling import tell_next
from selection.facts import DECLARED, policy_for, sender_of
from selection.models import Nomination
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
    case = take(nomination, "submit", by=by, cause=frozen_findings)
    tell_next(case)
    return case


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
