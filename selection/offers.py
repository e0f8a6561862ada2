"""What a matching is about, from rows: the open seats of a round, the people on offer, who may take which seat.

Ten statements whatever the size; people are judged once per seat and county policy, for no rule that stops looks at more of a village.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from core.models import CountyRule
from core.policy import policy_in_force
from selection import rules
from selection.facts import candidate_from, said_in, sender_alone, still_served
from selection.models import Nomination, PoolMember, RoundPlace
from selection.rules import Place
from teams.models import Pairing, Posting, Seat

POOL, NOMINATED = "pool", "nominated"
UNIT_SEATS = (Seat.FIRST_SECRETARY, Seat.UNIT_MEMBER)


@dataclass(frozen=True, slots=True)
class Ground:
    """A village of the round: its team, what counts in the matching, who is paired with it (None: nobody)."""

    code: str
    team: int
    village: int
    needs: tuple
    ethnic_area: bool
    languages: tuple
    unit: int | None

    @property
    def township(self):
        """The township that fills the third seat."""
        return self.code[:9]


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who may be placed: a pool member, or the nominee of a case on which nobody has acted yet."""

    row: object
    kind: str

    @property
    def source(self):
        """The row it comes from: p12 in the pool, n34 among nominations."""
        return f"{self.kind[0]}{self.row.pk}"

    @property
    def cadre(self):
        """Who it is."""
        return self.row.cadre

    @property
    def seats(self):
        """The seats it is meant for; a nominee keeps the kind of seat the Party committee decided on."""
        return tuple(self.row.seats) if self.kind == POOL else (self.row.seat,)

    @property
    def group(self):
        """The unit or township that sends: u12, t630222100."""
        return f"u{self.cadre.unit_id}" if self.cadre.unit_id else f"t{self.cadre.area}"


@dataclass
class Terms:
    """What a matching can choose from: `closed` {(code, seat): why}, `seats` {source: those open to it}, `barred` and `unfit`."""

    grounds: list
    offers: list
    policies: dict  # county → policy
    closed: dict
    seats: dict = field(default_factory=lambda: defaultdict(list))
    barred: list = field(
        default_factory=list
    )  # (offer, county, seat): fit elsewhere, but not under this county's rules
    unfit: list = field(default_factory=list)  # (offer, seat, finding or None: already on the way)


def terms(case, area, *, by, wanted, open_pairings):
    """Everything `by` may match for an area of a round. `wanted`: POOL, NOMINATED or both."""
    grounds = _grounds(case, area, by)
    policies = _policies({ground.code[:6] for ground in grounds}, area, case.starts_on)
    offers, on_the_way = _offers(case, grounds, by, wanted)
    found = Terms(grounds, offers, policies, _closed(case, grounds, offers, open_pairings))
    found.unfit = [(offer, seat, None) for offer in on_the_way for seat in offer.seats]
    _judge(found, case.starts_on, open_pairings)
    return found


def units_for(ground, offers):
    """The units that could take a village without a pairing: those of its own county, prefecture and province."""
    able = {offer.group for offer in offers if offer.cadre.unit_id and ground.code.startswith(offer.cadre.area)}
    return tuple(sorted(able))


def _grounds(case, area, by):
    places = RoundPlace.objects.visible_to(by).filter(round=case, area__startswith=area).order_by("area", "team")
    known = ("area", "team", "village", "village__needs", "village__ethnic_area", "village__languages")
    rows = list(
        places.values_list("area", "team", *(f"team__{name}" for name in known[2:]), "team__second_village__needs")
    )
    pairs = Pairing.objects.in_force(case.starts_on).filter(village__in=[row[2] for row in rows])
    paired = dict(pairs.values_list("village", "unit"))
    return [
        Ground(code, team, village, tuple(sorted({*needs, *(more or ())})), ethnic, tuple(tongues), paired.get(village))
        for code, team, village, needs, ethnic, tongues, more in rows
    ]


def _policies(counties, area, on):
    entered = list(CountyRule.objects.in_force(on).touching(area[:6]))
    return {county: policy_in_force(county, on, entered) for county in sorted({*counties, area[:6]})}


def _offers(case, grounds, by, wanted):
    """(on offer, in the pool but already on the way), each sorted by cadre."""
    teams = [ground.team for ground in grounds]
    cases = Nomination.objects.filter(round=case, team__in=teams, state=Nomination.State.SUBMITTED)
    found = _people(cases.defer("findings", "provisions"), NOMINATED) if NOMINATED in wanted else []
    if POOL not in wanted:
        return found, []
    nominated = {offer.cadre.pk for offer in found}
    pool = _people(PoolMember.objects.visible_to(by).filter(round=case, withdrawn_at__isnull=True), POOL)
    busy = set(Nomination.objects.open().filter(cadre__in=[o.cadre.pk for o in pool]).values_list("cadre", flat=True))
    found += [offer for offer in pool if offer.cadre.pk not in busy]
    left = [offer for offer in pool if offer.cadre.pk in busy - nominated]
    return sorted(found, key=lambda offer: offer.cadre.pk), left


def _people(rows, kind):
    return [Offer(row, kind) for row in rows.select_related("cadre__unit__home").order_by("cadre")]


def _closed(case, grounds, offers, open_pairings):
    """{(code, seat): why} of the seats that are not to be filled: held, under way, or without a unit that may."""
    code = {ground.team: ground.code for ground in grounds}
    held = still_served(Posting.objects.filter(team__in=code), case.starts_on).values_list("team", "seat")
    closed = {(code[team], seat): "held" for team, seat in held}
    free = [offer.row.pk for offer in offers if offer.kind == NOMINATED]
    cases = Nomination.objects.open().filter(team__in=code).exclude(pk__in=free)
    closed |= {(code[team], seat): "on_the_way" for team, seat in cases.values_list("team", "seat")}
    if not open_pairings:
        unpaired = (ground.code for ground in grounds if ground.unit is None)
        closed = {(one, str(seat)): "unpaired" for one in unpaired for seat in UNIT_SEATS} | closed
    return closed


def _judge(found, on, open_pairings):
    """Fills in who may take which seat; people are judged once per policy that differs."""
    alike, counties = _alike(found.policies), _counties(found, open_pairings)
    found.offers = [offer for offer in found.offers if offer.group in counties]
    candidates = candidates_of(found.offers, on)
    for offer in found.offers:
        candidate = candidates[offer.source]
        for seat in offer.seats:
            said = _said(offer, candidate, seat, {alike[one] for one in counties[offer.group]}, found.policies, on)
            hindered = [one for one in counties[offer.group] if said[alike[one]]]
            if len(hindered) < len(counties[offer.group]):
                found.seats[offer.source].append(str(seat))
                found.barred += [(offer, county, str(seat)) for county in hindered]
            elif hindered:
                found.unfit.append((offer, str(seat), said[alike[hindered[0]]]))


def _said(offer, candidate, seat, counties, policies, on):
    """{county: the finding that keeps this person off this seat there, or None}."""
    found = {}
    for county in counties:
        judged = rules.judge(
            candidate, seat=seat, sender=sender_alone(offer.cadre), village=Place(), on=on, policy=policies[county]
        )
        waived = bool(offer.row.waiver_reason.strip())
        found[county] = next((one for one in judged if one.stops or (one.waivable and not waived)), None)
    return found


def candidates_of(offers, on):
    """{source: what the rules look at}; whoever serves a term that is not over by the day cannot continue elsewhere."""
    postings = Posting.objects.filter(cadre__in=[offer.cadre.pk for offer in offers])
    serving = set(postings.current(on).values_list("cadre", flat=True))
    bound = set(still_served(postings, on).values_list("cadre", flat=True))
    found = {}
    for offer in offers:
        said = said_in(offer.row)
        said["volunteers_to_continue"] &= offer.cadre.pk not in bound
        found[offer.source] = candidate_from(offer.cadre, said, serving=offer.cadre.pk in serving)
    return found


def _counties(found, open_pairings):
    """Group → the counties in which it may fill a seat."""
    where = defaultdict(set)
    for ground in found.grounds:
        open_to = units_for(ground, found.offers) if ground.unit is None and open_pairings else (f"u{ground.unit}",)
        for group in (*open_to, f"t{ground.township}"):
            where[group].add(ground.code[:6])
    return where


def _alike(policies):
    """County → the first county whose policy says the same: most have entered nothing of their own."""
    first = {}
    return {
        county: first.setdefault(repr([(key, policy[key].value) for key in sorted(policy)]), county)
        for county, policy in policies.items()
    }
