"""Accepting a matching: all of it through the same steps as anybody's nomination, or nothing."""

from collections import Counter
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import Division, Notice, Unit
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import FASTER, Conflict
from core.workflow import take
from selection import offers, rules
from selection.actions.judging import frozen
from selection.actions.matching import still_open
from selection.facts import DECLARED, sender_alone
from selection.models import Matching, Nomination, Round
from teams.actions import pair
from teams.models import Cadre, Village

CARRIED = (
    *DECLARED,
    "volunteers_to_continue",
    "decision_number",
    "decided_on",
    "decision_file",
    "waiver_reason",
    "order",
    "renews",
)
NAMED = 20  # changes a refusal names


@transaction.atomic
def accept(matching, *, by, on, report=lambda done, total: None):
    """Accepts a matching as a whole. Returns counts.

    Effects in order: round and matching are locked; that nothing it rests on has changed is checked; open pairings are
    made; nominations that were placed elsewhere, or whose seat somebody else was given, are withdrawn; a nomination for
    everybody newly placed is made and submitted with its findings and route; the matching is accepted; one record line;
    counties, units and townships are told once each. Raises Conflict, naming what has changed.
    """
    case = Round.objects.select_for_update(of=("self",)).get(pk=matching.round_id)
    matching = Matching.objects.select_for_update(of=("self",)).get(pk=matching.pk)
    if matching.state != Matching.State.READY:
        raise Conflict(FASTER)
    still_open(case)
    placing = _Placing(matching, case, by, on)
    if changes := placing.changes():
        raise Conflict(_changed(changes))
    placing.pair_open_villages()
    moved = placing.take_back()
    made = placing.nominate(report)
    matching.state, matching.decided_at = Matching.State.ACCEPTED, timezone.now()
    matching.save(update_fields=["state", "decided_at"])
    counts = {"nominated": len(made), "moved": len(moved), "paired": len(placing.paired)}
    record(by, "accept_matching", matching, details=counts)
    _tell(matching, made, moved)
    return counts


class _Placing:
    """One matching being carried out: `terms` are those of this moment, `ground` villages by code, `offer` people by number."""

    def __init__(self, matching, case, by, on):
        self.matching, self.case, self.by, self.on = matching, case, by, on
        asked = {"wanted": matching.problem["with"], "open_pairings": matching.open_pairings}
        self.terms = offers.terms(case, matching.area, by=by, **asked)
        self.ground = {ground.code: ground for ground in self.terms.grounds}
        self.offer = {offer.cadre.pk: offer for offer in self.terms.offers}
        self.placed = [(cadre, code, seat) for cadre, code, seat, _points in matching.placed]
        self.source = {row[0]: row[7] for row in matching.problem["cadres"]}
        self.candidates = offers.candidates_of(self.terms.offers, case.starts_on)
        self.paired = []

    def changes(self):
        """[(what is no longer as the matching found it, cadre, village code)]."""
        barred = {(offer.cadre.pk, county, seat) for offer, county, seat in self.terms.barred}
        unit = {row[0]: row[5] for row in self.matching.problem["villages"]}
        found = []
        for cadre, code, seat in self.placed:
            offer, ground = self.offer.get(cadre), self.ground.get(code)
            if ground is None or _named(ground.unit) != unit[code]:
                found.append((_("%(place)s has left the round or its pairing has changed"), cadre, code))
            elif (code, seat) in self.terms.closed:
                found.append((_("a seat in %(place)s has been taken"), cadre, code))
            elif offer is None or offer.source != self.source[cadre]:
                found.append((_("%(who)s is no longer put forward"), cadre, code))
            elif seat not in self.terms.seats[offer.source] or (cadre, code[:6], seat) in barred:
                found.append((_("%(who)s is no longer fit for the seat"), cadre, code))
        return found

    def pair_open_villages(self):
        """The unit of the first placed cadre of a village without a pairing is paired with it, from the posting day on."""
        wanted = {}
        for cadre, code, seat in self.placed:
            if seat in offers.UNIT_SEATS and self.ground[code].unit is None:
                wanted[self.ground[code].village] = self.offer[cadre].cadre.unit_id
        units = Unit.objects.in_bulk(set(wanted.values()))
        for village in Village.objects.filter(pk__in=wanted).select_related("division").order_by("area"):
            unit = units[wanted[village.pk]]
            self.paired.append(pair(unit, village, starts_on=self.case.starts_on, by=self.by, on=self.on))

    def take_back(self):
        """The nominations that go: their nominee is placed elsewhere, or their seat is somebody else's now."""
        here = {(self.ground[code].team, seat): cadre for cadre, code, seat in self.placed}
        place = {cadre: key for key, cadre in here.items()}
        cases = [offer.row for offer in self.terms.offers if offer.kind == offers.NOMINATED]
        gone = [
            one
            for one in cases
            if place.get(one.cadre_id, (one.team_id, one.seat)) != (one.team_id, one.seat)
            or here.get((one.team_id, one.seat), one.cadre_id) != one.cadre_id
        ]
        details = {"matching": self.matching.pk}
        note = _("Placed elsewhere by matching")
        return [take(one, "redirect", by=self.by, note=note, details=details) for one in gone]

    def nominate(self, report):
        """A nomination for everybody who does not have it yet, made as a draft and submitted by the same step as any."""
        fresh = [one for one in self.placed if not self._stands(*one)]
        try:
            with transaction.atomic():
                made = Nomination.objects.bulk_create([self._nomination(*one) for one in fresh], batch_size=500)
        except IntegrityError as error:
            raise Conflict(FASTER) from error
        taken = []
        for number, (case, one) in enumerate(zip(made, fresh, strict=True)):
            if number % 50 == 0:
                report(number, len(made))
            fields = self._findings(*one)
            taken.append(take(case, "assign", by=self.by, cause=lambda row, fields=fields: fields))
        return taken

    def _stands(self, cadre, code, seat):
        """Whether the matching left a nomination where it is."""
        row = self.offer[cadre].row
        return self.offer[cadre].kind == offers.NOMINATED and (row.team_id, row.seat) == (self.ground[code].team, seat)

    def _nomination(self, cadre, code, seat):
        offer, ground = self.offer[cadre], self.ground[code]
        sender, policy = sender_alone(offer.cadre), self.terms.policies[code[:6]]
        office, area = rules.approver("nomination", sender, code, policy)
        return Nomination(
            team_id=ground.team,
            area=code,
            seat=seat,
            cadre=offer.cadre,
            unit=offer.cadre.unit,
            sender_area=offer.cadre.area,
            round=self.case,
            matching=self.matching,
            starts_on=self.case.starts_on,
            term_ends_on=self.case.term_ends_on,
            approving_office=office,
            approving_area=area,
            **{name: getattr(offer.row, name) for name in CARRIED},
        )

    def _findings(self, cadre, code, seat):
        """Judged for this very village, and frozen as anybody's."""
        offer, ground = self.offer[cadre], self.ground[code]
        found = rules.judge(
            self.candidates[offer.source],
            seat=seat,
            sender=replace(sender_alone(offer.cadre), paired=True),
            village=rules.Place(ground.ethnic_area, ground.languages),
            on=self.case.starts_on,
            policy=self.terms.policies[code[:6]],
        )
        return frozen(found, offer.row.waiver_reason)


def _named(unit):
    return f"u{unit}" if unit else None


def _changed(changes):
    """The first of the changes in words."""
    shown = changes[:NAMED]
    who = dict(Cadre.objects.filter(pk__in=[cadre for _said, cadre, _code in shown]).values_list("pk", "name"))
    place = dict(Division.objects.filter(code__in=[code for _said, _cadre, code in shown]).values_list("code", "name"))
    told = [said % {"who": who[cadre], "place": place[code]} for said, cadre, code in shown]
    told += [_("and %(count)s more") % {"count": len(changes) - NAMED}] if len(changes) > NAMED else []
    words = _("Something has changed since, so nothing was accepted. Match again: %(what)s.")
    return words % {"what": _("; ").join(dict.fromkeys(told))}


def _tell(matching, made, moved):
    """Each county what waits for it, each sender how many of theirs were placed, and how many of those moved."""
    reviews = Counter(case.area[: CODE_LENGTH[Office.COUNTY]] for case in made)
    senders = Counter(_sender(case) for case in (*made, *moved))
    elsewhere = Counter(_sender(case) for case in moved)
    told = {"params": {"what": str(matching.round)}, "link": f"/nominations/?round={matching.round_id}"}
    notices = [
        _notice("matching_to_review", matching, told, count, office=Office.COUNTY, area=area)
        for area, count in sorted(reviews.items())
    ]
    notices += [
        _notice("matching_moved" if elsewhere[to] else "matching_placed", matching, told, count, **dict(to))
        for to, count in sorted(senders.items(), key=str)
    ]
    tell_many(notices)


def _sender(case):
    """The unit or township that put the cadre forward, as an address."""
    if case.unit_id:
        return (("office", Office.UNIT), ("unit_id", case.unit_id))
    return (("office", Office.TOWNSHIP), ("area", case.sender_area))


def _notice(kind, matching, told, count, **to):
    whom = ":".join(str(value) for value in to.values())
    params = {**told["params"], "count": count}
    return Notice(kind=kind, key=f"matching:{matching.pk}:{whom}", params=params, link=told["link"], **to)
