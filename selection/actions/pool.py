"""The pool of a round: cadres put forward before it is known for which village."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.findings import verdict
from core.models import StoredFile
from core.offices import Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from selection.actions.nominating import renewed_by
from selection.actions.taking import still_taking
from selection.facts import findings_anywhere, findings_for
from selection.models import Nomination, PoolMember, Round
from selection.seats import seats_filled_by
from teams.models import Cadre, Seat, Team


@dataclass(frozen=True)
class Offer:
    """What a unit or township puts into a round's pool: a cadre, the seats it is meant for, the decision, the declarations.

    `team`: the one village it is meant for, if any. `order`: the sender's own fitness order, small first.
    """

    round: Round
    cadre: Cadre
    seats: tuple
    decision_number: str
    decided_on: date
    said: dict
    team: Team | None = None
    order: int = 1
    decision_file: StoredFile | None = None
    waiver_reason: str = ""


@transaction.atomic
def put_forward(offer, *, by, on):
    """Puts a cadre into the pool of a round. Returns the member.

    Effects in order: the round is locked against closing and its dates, the sender, the seats and what the rules say
    whatever the village are checked; the member; one record line. Raises Refused with the clause, Conflict (already in
    this pool, or nominated).
    """
    offered_in = still_taking(Round.objects.select_for_update(of=("self",), no_key=True).get(pk=offer.round.pk), on)
    _own(offer.cadre, by)
    if PoolMember.objects.filter(round=offered_in, cadre=offer.cadre, withdrawn_at__isnull=True).exists():
        raise Conflict(_("This cadre is already in the pool."))
    if Nomination.objects.open().filter(cadre=offer.cadre).exists():
        raise Conflict(_("This cadre has already been nominated."))
    _judged(offer, by, on)
    member = PoolMember.objects.create(
        round=offered_in, cadre=offer.cadre, unit=offer.cadre.unit, sender_area=offer.cadre.area, **_written(offer)
    )
    record(
        by, "put_forward", member, area=member.sender_area, details={"cadre": offer.cadre.pk, "round": offered_in.pk}
    )
    return member


@transaction.atomic
def change(member, offer, *, by, on):
    """Changes what was said about a pool member (history keeps the old); round and cadre stay.

    Effects in order: the row is locked; sender, dates and rules are checked; the fields; one record line. Raises
    NotAllowed, Refused with the clause, Conflict (placed or withdrawn meanwhile).
    """
    member = _mine(member, by)
    still_taking(member.round, on)
    _judged(offer, by, on)
    written = _written(offer)
    for name, value in written.items():
        setattr(member, name, value)
    member.save(update_fields=[*written, "changed_at"])
    record(by, "change_pool_member", member, area=member.sender_area)
    return member


@transaction.atomic
def take_back(member, *, by, on):
    """Takes a cadre out of the pool again, as long as nobody has been placed from it.

    Effects in order: the row is locked; the sender is checked; the moment; one record line. Raises NotAllowed, Conflict.
    """
    member = _mine(member, by)
    member.withdrawn_at = timezone.now()
    member.save(update_fields=["withdrawn_at", "changed_at"])
    record(by, "leave_pool", member, area=member.sender_area)
    return member


def _written(offer):
    """The fields an offer fills in."""
    plain = ("team", "order", "decision_number", "decided_on", "decision_file", "waiver_reason")
    fields = {name: getattr(offer, name) for name in plain} | {"seats": [str(seat) for seat in offer.seats]}
    return fields | offer.said | {"renews": renewed_by(offer.cadre, offer.said, offer.round.starts_on)}


def _mine(member, by):
    """The member locked and fresh, if the acting office sent it and nobody has acted on it."""
    row = PoolMember.objects.select_for_update(of=("self",)).select_related("round", "cadre__unit").get(pk=member.pk)
    if not _is_own(row.cadre, by):
        raise NotAllowed(_("Only the office that put the cadre forward may change this."))
    if row.withdrawn_at or is_placed(row):
        raise Conflict(_("This pool member has been placed or withdrawn and can no longer be changed."))
    return row


def is_placed(member):
    """Whether the cadre has been nominated in the round, by matching or by hand, and the nomination stands."""
    given_up = (Nomination.State.WITHDRAWN, Nomination.State.DECLINED)
    return Nomination.objects.filter(round=member.round, cadre=member.cadre).exclude(state__in=given_up).exists()


def _own(cadre, by):
    if not _is_own(cadre, by):
        raise Refused(_("Only a cadre of your own can be nominated."), fields={"cadre": _("Not one of yours.")})


def _is_own(cadre, by):
    if by.office == Office.UNIT:
        return cadre.unit_id is not None and cadre.unit_id == by.unit_id
    return by.office == Office.TOWNSHIP and cadre.unit_id is None and cadre.area == by.area


def _judged(offer, by, on):
    """Each seat the cadre is meant for must be one of the sender's and stand before the rules; a waiver needs its reason."""
    if offer.decided_on > on:
        raise Refused(
            _("The Party committee cannot have decided in the future."), fields={"decided_on": _("Today or earlier.")}
        )
    if offer.team and not offer.round.places.filter(team=offer.team).exists():
        raise Refused(_("This village is not in the round."), fields={"team": _("Choose another.")})
    if not offer.seats or not {str(seat) for seat in offer.seats} <= {str(seat) for seat in seats_filled_by(by)}:
        raise Refused(_("Choose a seat your office fills."), fields={"seats": _("Required.")})
    for seat in offer.seats:
        _stands(offer, Seat(seat))


def _stands(offer, seat):
    found = findings_of(offer, seat)
    stop = next((one for one in found if one.stops), None)
    names = {"seat": seat.label, "rule": (stop or found[0]).provision.name}
    if stop:
        raise Refused(_("Not eligible as %(seat)s: %(rule)s.") % names, provision=stop.provision)
    if verdict(found) == "waiver" and not offer.waiver_reason.strip():
        open_one = next(one for one in found if one.waivable)
        raise Refused(
            _("%(rule)s: this needs a waiver. Give the reason.") % {"rule": open_one.provision.name},
            provision=open_one.provision,
            fields={"waiver_reason": _("Required.")},
        )


def put_forward_each(offers, *, by, on):
    """Puts many forward, each by itself: [the member, or the Refused that stopped it], in the order given."""
    return [_one_of_many(offer, by, on) for offer in offers]


def _one_of_many(offer, by, on):
    try:
        with transaction.atomic():
            return put_forward(offer, by=by, on=on)
    except Refused as refusal:
        return refusal


def findings_of(offer, seat):
    """What the rules say about an offer, or a member, for one seat: for its village, or whatever the village."""
    said, on = offer.said, offer.round.starts_on
    if offer.team:
        return findings_for(offer.cadre, team=offer.team, seat=seat, starts_on=on, said=said)
    return findings_anywhere(offer.cadre, seat=seat, area=offer.round.area, on=on, said=said)
