"""Putting a cadre forward for a seat: made, kept as a draft, mended, submitted."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.offices import Office
from core.record import record
from core.refusals import FASTER, Conflict, Refused, is_race
from core.workflow import take
from selection import rules
from selection.actions.judging import frozen_findings
from selection.actions.taking import round_taking, still_taking
from selection.actions.telling import tell_next
from selection.facts import DECLARED, policy_for, sender_of, still_served
from selection.models import Nomination, Round
from teams.actions import register_cadre
from teams.models import Cadre, Posting, Team
from teams.provisions import clause

MENDABLE = (
    *DECLARED,
    "volunteers_to_continue",
    "decision_number",
    "decided_on",
    "decision_file",
    "starts_on",
    "term_ends_on",
    "waiver_reason",
)


@dataclass(frozen=True)
class Proposal:
    """What a unit or township puts forward: a cadre for a seat, with the Party committee's decision."""

    team: Team
    seat: str
    cadre: Cadre | None
    starts_on: date
    term_ends_on: date
    decision_number: str
    decided_on: date
    said: dict
    waiver_reason: str = ""
    order: int = 1
    round: Round | None = None
    decision_file: StoredFile | None = None
    newcomer: dict | None = None  # the facts of a person who is not registered yet, where `cadre` is None


@transaction.atomic
def nominate(proposal, *, by, on, as_draft=False):
    """Puts a cadre forward and submits the nomination, or keeps it as a draft. Returns it.

    Effects in order: a newcomer is registered; dates, jurisdiction, the round and the seat are checked; the route is
    frozen from the policy; the case is made and submitted with its findings; the reviewing office is told. Raises
    Refused with the clause when a rule stops it, Conflict when cadre or seat is already nominated.
    """
    if proposal.cadre is None:
        proposal = replace(proposal, cadre=register_cadre(proposal.newcomer, by=by, on=on))
    _dates(proposal, on)
    _own(proposal, by)
    taking = round_taking(proposal.team, on, wanted=proposal.round)
    _free(proposal, on)
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
        round=taking,
        approving_office=office,
        approving_area=area,
        **_written(proposal),
    )
    if as_draft:
        record(by, "draft", nomination)
        return nomination
    return submit(nomination, by=by, on=on)


def nominate_each(proposals, *, by, on, as_draft=False):
    """Puts many forward, each by itself: [the nomination, or the Refused that stopped it], in the order given."""
    return [_one_of_many(proposal, by, on, as_draft) for proposal in proposals]


def _one_of_many(proposal, by, on, as_draft):
    try:
        with transaction.atomic():
            return nominate(proposal, by=by, on=on, as_draft=as_draft)
    except Refused as refusal:
        return refusal
    except IntegrityError as error:
        if not is_race(error):
            raise
        return Conflict(FASTER)


def _written(proposal):
    """The fields a proposal fills in."""
    plain = ("starts_on", "term_ends_on", "decision_number", "decided_on", "decision_file", "waiver_reason", "order")
    renewed = renewed_by(proposal.cadre, proposal.said, proposal.starts_on)
    return {name: getattr(proposal, name) for name in plain} | proposal.said | {"renews": renewed}


def renewed_by(cadre, said, day):
    """The posting a volunteer continues; None for anybody else."""
    volunteers = said.get("volunteers_to_continue")
    return Posting.objects.current(day).filter(cadre=cadre).first() if volunteers else None


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
    """Submits to the county 报送, with the findings of this moment. Tells the county.

    Raises Refused: ineligible, or a draft whose round takes no nominations any more.
    """
    if nomination.state == Nomination.State.DRAFT and nomination.round_id:
        still_taking(nomination.round, on)
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


def _free(proposal, on):
    """The seat is free from the first day on, and so is a volunteer who continues; nobody is in two nominations."""
    team, cadre = proposal.team, proposal.cadre
    serving = still_served(Posting.objects.all(), proposal.starts_on)
    rule = clause("selection.no_private_adjustment", team.area, on)
    if holder := serving.filter(team=team, seat=proposal.seat).select_related("cadre").first():
        words = _("This seat is held by %(name)s; it becomes free by adjustment, recall or the end of the term.")
        raise Refused(words % {"name": holder.cadre.name}, provision=rule, fields={"seat": _("Held.")})
    if proposal.said.get("volunteers_to_continue") and serving.filter(cadre=cadre).exists():
        words = _("The term this cadre serves now is not over by the first day.")
        raise Refused(words, provision=rule, fields={"starts_on": _("Check the day.")})
    under_way = Nomination.objects.open()
    if under_way.filter(team=team, seat=proposal.seat).exists():
        raise Conflict(_("This seat has already been nominated for."))
    if under_way.filter(cadre=cadre).exists():
        raise Conflict(_("This cadre has already been nominated."))
