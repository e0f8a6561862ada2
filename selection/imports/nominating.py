"""What a row proposes: a seat in a village, or a place in a round's pool; judged by the rules as every nomination is."""

from datetime import date
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused
from selection import rules
from selection.actions import Offer, Proposal
from selection.actions.taking import still_taking
from selection.facts import DECLARED, candidate_from
from selection.imports.ground import place_of
from selection.imports.people import birthday
from selection.imports.places import UNKNOWN, Misplaced
from selection.imports.seats import SeatUnclear, seat_of
from selection.seats import seats_filled_by
from teams.actions import FACTS
from teams.models import Cadre

_CELLS = {"party": "party", "rank": "rank", "cultivation": "cultivation", "source": "seat", "free": "name"}
_NOTHING_KNOWN = {"party": "", "rank": Cadre.Rank.STAFF, "reserve": "", "languages": ()}
PLACE = ("village", "township", "county", "prefecture")


class Nominating:
    """The proposals of a whole file; `plan` gives each row's, None where it only enters the person."""

    def __init__(self, ground, places):
        self.ground, self.places, self.beside = ground, places, ground.beside
        self.taken = {}  # (team, seat) → the row that proposes somebody for it
        self._cited = {}

    def plan(self, draft, cadre, identity):
        """A Proposal or an Offer without its cadre when the person is new, or None; problems are noted at their cells."""
        team, seat = self._team(draft), self._seat(draft)
        if not draft.good or (team is None and seat is None):
            return None
        if not self.beside.decided:
            draft.hint("seat", _("Village and seat are passed over: no decision of the Party committee was given."))
            return None
        if seat is None:
            draft.problem("seat", _("Say which seat."))
            return None
        person = _person(draft, cadre, identity)
        return self._proposal(draft, cadre, person, team, seat) if team else self._offer(draft, cadre, person, seat)

    def _team(self, draft):
        """The team of the village a row names; else the one chosen beside the file."""
        values = draft.values
        key = next((key for key in ("village_code", "village", "residence") if key in values), None)
        try:
            return self.places.team(values, key) if key else self._chosen(draft)
        except Misplaced as fault:
            if key == "residence":
                draft.hint(key, _("Not read as a village: %(why)s") % {"why": fault.message})
                return self._chosen(draft)
            draft.problem(key, fault.message)
            return None

    def _chosen(self, draft):
        """Without a village: county and township, where given, must hold one of one's own."""
        named = [key for key in PLACE if draft.values.get(key)]
        if named and not any(place.fits(draft.values) for place in self.places.by_code.values()):
            draft.problem(named[0], UNKNOWN)
        return self.places.teams.get(self.beside.team)

    def _seat(self, draft):
        try:
            return seat_of(draft.values, self.ground.by.office)
        except SeatUnclear as fault:
            draft.problem(fault.key, fault.message)
            return None

    def _proposal(self, draft, cadre, person, team, seat):
        """A nomination for a seat of a team."""
        taking = self._round(draft, team)
        first, last = self._days(draft, taking)
        if not draft.good or self._stands_already(draft, cadre, team, seat, first):
            return None
        self._is_free(draft, cadre, team, seat, first)
        said = self._said(draft)
        self._judge(draft, cadre, person, said, seat, team, first)
        draft.changes |= {"village": ["", str(team)], "seat": ["", str(seat)], "starts_on": ["", first.isoformat()]}
        common = self._common(draft, cadre, said)
        return Proposal(team=team, seat=str(seat), starts_on=first, term_ends_on=last, **common)

    def _offer(self, draft, cadre, person, seat):
        """A place in the pool of the round chosen beside the file."""
        chosen = self.beside.round
        if chosen is None:
            draft.hint("village", _("No village is named: only the person is entered."))
            return None
        self._taken_by_round(draft, chosen)
        if cadre and cadre.pk in self.ground.pooled:
            draft.hint("seat", _("Already in the pool of this round: what was put forward stays."))
            return None
        if cadre and cadre.pk in self.ground.on_the_way:
            draft.problem("name", _("This cadre has already been nominated."))
        if str(seat) not in map(str, seats_filled_by(self.ground.by)):
            draft.problem("seat", _("Choose a seat your office fills."))
        said = self._said(draft)
        self._judge(draft, cadre, person, said, seat, None, chosen.starts_on)
        draft.changes["seat"] = ["", str(seat)]
        return Offer(seats=(str(seat),), **self._common(draft, cadre, said))

    def _common(self, draft, cadre, said):
        beside, values = self.beside, draft.values
        return {
            "cadre": cadre,
            "said": said,
            "round": beside.round,
            "order": min(max(int(values.get("order", 1)), 1), 999),
            "decision_number": beside.decision_number,
            "decided_on": beside.decided_on,
            "decision_file": beside.decision_file,
            "waiver_reason": values.get("waiver_reason", ""),
        }

    def _said(self, draft):
        """What is declared of a person: in the row, else for every row."""
        said = {name: draft.values.get(name, name in self.beside.declared) for name in DECLARED}
        return said | {"volunteers_to_continue": bool(draft.values.get("volunteers_to_continue"))}

    def _round(self, draft, team):
        """The running round that takes a team's nominations."""
        taking, wanted = self.ground.rounds.get(team.pk), self.beside.round
        if wanted and (taking is None or taking.pk != wanted.pk):
            draft.problem("village", _("This village is not in the round."))
        if taking:
            self._taken_by_round(draft, taking)
        return taking

    def _taken_by_round(self, draft, taking):
        try:
            still_taking(taking, self.ground.on)
        except Refused as refusal:
            draft.problem("", refusal.message)

    def _days(self, draft, taking):
        """First day and end of term: the round's, else the row's, else those beside the file."""
        first, last = (self._day(draft, taking, key) for key in ("starts_on", "term_ends_on"))
        if first and first < self.ground.on:
            draft.problem("starts_on", _("A posting cannot begin in the past."))
        if first and last and last <= first:
            draft.problem("term_ends_on", _("The term ends before it begins."))
        return first, last

    def _day(self, draft, taking, key):
        written = date.fromisoformat(draft.values[key]) if key in draft.values else None
        if taking:
            day = getattr(taking, key)
            if written and written != day:
                draft.hint(key, _("The day of the round counts: %(day)s.") % {"day": day})
            return day
        if not (written or getattr(self.beside, key)):
            draft.problem(key, _("Give the day, in the row or beside the file."))
        return written or getattr(self.beside, key)

    def _stands_already(self, draft, cadre, team, seat, first):
        """Whether this very cadre already holds the seat or is on the way to it: nothing is done twice."""
        if cadre is None:
            return False
        if self.ground.holder(team, seat, first) == cadre.pk:
            draft.hint("seat", _("Already holds this seat."))
        elif self.ground.nominated.get((team.pk, str(seat))) == cadre.pk:
            draft.hint("seat", _("Already nominated for this seat: the nomination stays as it is."))
        else:
            return False
        return True

    def _is_free(self, draft, cadre, team, seat, first):
        """Seat and cadre are free from the first day on, and no other row of the file wants the seat."""
        rule = self._cite(self.ground.policy(team.area, first)["selection.no_private_adjustment"])
        earlier = self.taken.setdefault((team.pk, seat), draft.number)
        if earlier != draft.number:
            draft.problem("seat", _("Row %(row)s already proposes somebody for this seat.") % {"row": earlier})
        if self.ground.holder(team, seat, first):
            draft.problem("seat", _("This seat is already held on that day."), rule)
        elif (team.pk, str(seat)) in self.ground.nominated:
            draft.problem("seat", _("This seat has already been nominated for."))
        if cadre and cadre.pk in self.ground.on_the_way:
            draft.problem("name", _("This cadre has already been nominated."))
        if draft.values.get("volunteers_to_continue") and self.ground.bound(cadre, first):
            draft.problem("name", _("The term this cadre serves now is not over by the first day."), rule)

    def _judge(self, draft, cadre, person, said, seat, team, first):
        """What the rules say: a no stops the row at its cell, what may be waived wants a reason."""
        area = team.area if team else self.beside.round.area
        findings = rules.judge(
            candidate_from(person, said, serving=self.ground.serving(cadre, first)),
            seat=seat,
            sender=self.ground.sender(team, first),
            village=place_of(team),
            on=first,
            policy=self.ground.policy(area, first),
        )
        for one in findings:
            if one.stops:
                words = _("The cadre is not eligible: %(rule)s.") % {"rule": one.provision.name}
                draft.problem(_cell(one, draft), words, self._cite(one.provision))
            elif one.waivable:
                self._waive(draft, one.provision)

    def _waive(self, draft, provision):
        rule = {"rule": provision.name}
        if draft.values.get("waiver_reason", "").strip():
            draft.hint("waiver_reason", _("A waiver is asked for: %(rule)s.") % rule, self._cite(provision))
        else:
            words = _("%(rule)s: this needs a waiver. Give the reason.") % rule
            draft.problem("waiver_reason", words, self._cite(provision))

    def _cite(self, provision):
        key = (provision.key, provision.area, provision.since)
        if key not in self._cited:
            self._cited[key] = _Cited(provision.as_json())
        return self._cited[key]


class _Cited:
    """A provision made plain once: in a long file the same one is quoted thousands of times."""

    __slots__ = ("plain",)

    def __init__(self, plain):
        self.plain = plain

    def as_json(self):
        """The snapshot."""
        return self.plain


def _cell(finding, draft):
    """The cell a finding is about."""
    if finding.rule == "age":
        return "id_number" if "id_number" in draft.values else "born"
    return finding.facts["missing"][0] if finding.rule == "declarations" else _CELLS.get(finding.rule, "")


def _person(draft, cadre, identity):
    """The cadre as the row leaves it, for the rules to look at."""
    known = {key: getattr(cadre, key) for key in (*FACTS, "born_on")} if cadre else _NOTHING_KNOWN
    told = {key: draft.values[key] for key in FACTS if key in draft.values}
    born = {"born_on": identity.born_on if identity else birthday(draft.values)} if identity or not cadre else {}
    return SimpleNamespace(**known | told | born)
