"""What nominating rows stand on – holders, nominations, rounds, pairings, policy – fetched once for all villages of a sender."""

from collections import defaultdict

from django.db.models import Q

from core.offices import Office
from selection.facts import policy_for
from selection.models import Nomination, PoolMember, Round, RoundPlace
from selection.rules import Place, Sender
from teams.models import Pairing, Posting

_SPAN = ("team_id", "seat", "cadre_id", "starts_on", "ends_on", "term_ends_on")


class Ground:
    """The facts beside a file, in six queries and one more for each county and day."""

    def __init__(self, by, employer, teams, beside, on):
        self.by, self.employer, self.teams, self.beside, self.on = by, employer, teams, beside, on
        self._policies, self._held, self._serving = {}, defaultdict(list), defaultdict(list)
        mine = Q(cadre__unit=by.unit_id) if by.office == Office.UNIT else Q(cadre__unit=None, cadre__area=by.area)
        current = Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        for posting in current.filter(Q(team__in=teams) | mine).only(*_SPAN):
            self._held[posting.team_id, posting.seat].append(posting)
            self._serving[posting.cadre_id].append(posting)
        under_way = Nomination.objects.open().filter(Q(team__in=teams) | mine)
        under_way = list(under_way.values_list("team_id", "seat", "cadre_id"))
        self.nominated = {(team, seat): cadre for team, seat, cadre in under_way}
        self.on_the_way = {cadre for _, _, cadre in under_way}
        places = RoundPlace.objects.filter(team__in=teams, closed=False, round__state=Round.State.OPEN)
        self.rounds = {place.team_id: place.round for place in places.select_related("round")}
        pooled = PoolMember.objects.filter(mine, round=beside.round, withdrawn_at__isnull=True)
        self.pooled = set(pooled.values_list("cadre_id", flat=True)) if beside.round else set()
        self._paired = defaultdict(list)
        for pairing in Pairing.objects.filter(unit=by.unit_id) if by.unit_id else ():
            self._paired[pairing.village_id].append(pairing)

    def policy(self, area, day):
        """The policy of a county on a day."""
        key = (area[:6], day)
        if key not in self._policies:
            self._policies[key] = policy_for(area[:6], day)
        return self._policies[key]

    def holder(self, team, seat, day):
        """The cadre in whose way one would be: the posting of a seat that holds on a day or later, its term not over."""
        return next((one.cadre_id for one in self._held[team.pk, seat] if _holds(one, day)), None)

    def serving(self, cadre, day):
        """Whether a cadre holds a posting on a day."""
        return any(one.starts_on <= day and (not one.ends_on or one.ends_on >= day) for one in self._spans(cadre))

    def bound(self, cadre, day):
        """Whether the term a cadre serves is not over by a day."""
        return any(_holds(one, day) for one in self._spans(cadre))

    def _spans(self, cadre):
        return self._serving.get(cadre.pk, ()) if cadre else ()

    def sender(self, team=None, day=None):
        """Who sends; for a team, whether that is the right source for its village on a day."""
        facts = (self.employer.level, self.employer.kind, self.employer.home)
        return Sender(*facts, paired=self._is_source(team, day) if team else None)

    def _is_source(self, team, day):
        if self.by.office != Office.UNIT:
            return self.by.area == team.area[:9]
        pairings = self._paired[team.village_id]
        return any(one.starts_on <= day and (not one.ends_on or one.ends_on >= day) for one in pairings)


def place_of(team):
    """What the rules look at in a team's village."""
    return Place(team.village.ethnic_area, tuple(team.village.languages)) if team else Place()


def _holds(posting, day):
    """As `selection.facts.still_served` says it to the database."""
    if posting.ends_on:
        return posting.ends_on >= day
    return not (posting.term_ends_on and posting.starts_on < posting.term_ends_on < day)
