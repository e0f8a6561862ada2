"""Nominations in every state, judged by the real rules, with the steps that led there."""

from dataclasses import dataclass, replace
from datetime import timedelta

from core.findings import verdict
from core.notices import tell
from core.offices import CODE_LENGTH, Office
from core.workflow import waiting_at
from overview.demo.postings import by_county
from overview.demo.steps import Taken, moment_of, officer, sender_of, write_steps
from overview.demo.world import DEMO_COUNTY
from selection import rules
from selection.facts import DECLARED, candidate_of, policy_for
from selection.facts import sender_of as sender_facts
from selection.models import Nomination
from selection.rules import Place
from teams.models import Seat

OPEN_STATES = ("reviewed", "submitted", "reviewed", "returned", "draft")
GIVEN_UP = ("withdrawn", "declined")
APPROVED_PER_COUNTY = 3
SHARE = 0.6  # of the open seats, how many have a case on its way
SAID = dict.fromkeys(DECLARED, True)
WAIVER = "本人熟悉该村情况,党组织一致推荐,身体健康,能够胜任驻村工作。"
RETURN, DECLINE = "请补充党组织会议决定文号并核对任职起始日期。", "该村当前更需要熟悉产业工作的干部,请另行推荐。"
# state → [(verb, from, to, days before the case's day)] for a unit's nomination
WAYS = {
    "draft": [],
    "submitted": [("submit", "draft", "submitted", 3)],
    "reviewed": [("submit", "draft", "submitted", 8), ("review", "submitted", "reviewed", 4)],
    "approved": [
        ("submit", "draft", "submitted", 20),
        ("review", "submitted", "reviewed", 15),
        ("approve", "reviewed", "approved", 8),
    ],
    "returned": [("submit", "draft", "submitted", 9), ("return", "submitted", "returned", 5)],
    "withdrawn": [("submit", "draft", "submitted", 30), ("withdraw", "submitted", "withdrawn", 28)],
    "declined": [("submit", "draft", "submitted", 40), ("decline", "submitted", "declined", 35)],
}


@dataclass
class Wish:
    """A case to be made: who for which seat, in which state, and the day the posting would start."""

    team: object
    seat: str
    cadre: object
    state: str
    starts_on: object
    posting: object = None


def make_nominations(world):
    """Cases on their way for open seats, some given up, and those by which recent postings came about."""
    wishes = [*_on_the_way(world), *_given_up(world), *_approved(world)]
    policies = {}
    made = [pair for wish in wishes if (pair := _case(world, wish, policies))]
    Nomination.objects.bulk_create(case for case, _ in made)
    write_steps(world, made)
    for case, steps in made:
        if steps:
            Nomination.objects.filter(pk=case.pk).update(changed_at=moment_of(steps[-1].on))
        _tell_who_waits(case)
    return len(made)


def _on_the_way(world):
    """One in each state by turns, at home first; the one team that has nobody yet is left to the visitor."""
    dice, first = world.dice("cases"), min(world.sites, key=lambda code: (not code.startswith(DEMO_COUNTY), code))
    seats = [(team, seat) for team, seat in world.open_seats if team.area != first]
    seats.sort(key=lambda pair: (not pair[0].area.startswith(DEMO_COUNTY), pair[0].area))
    turn = 0
    for team, seat in seats:
        if team.area.startswith(DEMO_COUNTY) or dice.random() < SHARE:
            state = OPEN_STATES[turn % len(OPEN_STATES)]
            if state == "reviewed" and seat == Seat.TOWNSHIP_MEMBER:
                state = "submitted"  # a township's cadre is never reviewed; the turn stays
            else:
                turn += 1
            yield from _wish(world, team, seat, state, world.on + timedelta(days=dice.randint(10, 30)))


def _given_up(world):
    """Two cases in each county that came to nothing."""
    for teams in by_county(world.teams.values()).values():
        for state, team in zip(GIVEN_UP, teams[1:], strict=False):
            yield from _wish(world, team, Seat.UNIT_MEMBER, state, world.on - timedelta(days=10))


def _wish(world, team, seat, state, starts_on):
    cadre = _take_free(world, team, seat)
    if cadre:
        yield Wish(team, seat, cadre, state, starts_on)


def _take_free(world, team, seat):
    """A free cadre of the right employer who fits; the others wait for the next seat."""
    unit = world.pairings[team.area].unit_id
    key = (None, world.divisions[team.area[:9]].pk) if seat == Seat.TOWNSHIP_MEMBER else (unit, None)
    free = world.pool.get(key, [])
    leads = seat == Seat.FIRST_SECRETARY
    fits = (n for n, cadre in enumerate(free) if not leads or (cadre.party == "full_member" and cadre.rank != "staff"))
    at = next(fits, None)
    return None if at is None else free.pop(at)


def _approved(world):
    """The cases of some postings that began within the term."""
    for rows in by_county(p for p in world.postings if p.starts_on > world.wave).values():
        for posting in rows[:APPROVED_PER_COUNTY]:
            yield Wish(posting.team, posting.seat, posting.cadre, "approved", posting.starts_on, posting)


def _case(world, wish, policies):
    """(nomination, steps taken), or None when the real rules say no."""
    policy = _policy(policies, wish)
    sender = sender_facts(wish.cadre, wish.team, wish.starts_on)
    found = _findings(wish, sender, policy)
    judged = verdict(found)
    if judged == "ineligible":
        return None
    office, area = rules.approver("nomination", sender, wish.team.area, policy)
    day = wish.starts_on if wish.posting else world.on
    steps = _steps(world, wish, office, area, day)
    case = Nomination(
        **_facts(world, wish, day),
        **_route(wish, office, area),
        **_judged(found),
        **(_waiver(steps) if judged == "waiver" else {}),
    )
    return case, steps


def _policy(policies, wish):
    key = (wish.team.area[:6], wish.starts_on)
    if key not in policies:
        policies[key] = policy_for(wish.team.area, wish.starts_on)
    return policies[key]


def _findings(wish, sender, policy):
    """As they were before the posting existed."""
    village = wish.team.village
    candidate = replace(candidate_of(wish.cadre, SAID, wish.starts_on), serving=False)
    place = Place(village.ethnic_area, tuple(village.languages))
    return rules.judge(candidate, seat=wish.seat, sender=sender, village=place, on=wish.starts_on, policy=policy)


def _facts(world, wish, day):
    return {
        "team": wish.team,
        "area": wish.team.area,
        "seat": wish.seat,
        "cadre": wish.cadre,
        "unit": wish.cadre.unit,
        "sender_area": wish.cadre.area,
        "starts_on": wish.starts_on,
        "term_ends_on": max(world.term_ends_on, wish.starts_on + timedelta(days=365)),
        "decision_number": f"党组会〔{day.year}〕{wish.cadre.born_on.toordinal() % 40 + 1}号",
        "decided_on": day - timedelta(days=45),
        **SAID,
    }


def _route(wish, office, area):
    mend = ["decision_number", "starts_on"] if wish.state == "returned" else []
    return {
        "state": wish.state,
        "posting": wish.posting,
        "approving_office": office,
        "approving_area": area,
        "fields_to_mend": mend,
    }


def _judged(found):
    """Findings and provisions as a real submission freezes them."""
    snapshots = [finding.as_json() for finding in found]
    values = {p["key"]: p["value"] for snapshot in snapshots for p in snapshot["provisions"]}
    return {"findings": snapshots, "provisions": values}


def _waiver(steps):
    """The reason; and who granted it, where the case was approved."""
    granted = [step for step in steps if step.verb == "approve"]
    by = {"waiver_by": granted[0].user, "waiver_on": granted[0].on} if granted else {}
    return {"waiver_reason": WAIVER, **by}


def _steps(world, wish, office, area, day):
    """The steps of the case's way; a township's cadre is decided by the county without a review."""
    way = WAYS[wish.state]
    if wish.cadre.unit_id is None:
        way = [(v, "submitted" if v == "approve" else a, b, n) for v, a, b, n in way if v != "review"]
    return [_step(world, wish, row, office, area, day) for row in way]


def _step(world, wish, row, office, area, day):
    verb, left, reached, before = row
    who, place = _taker(world, wish, verb, office, area)
    second = verb == "approve" and wish.cadre.unit_id and office == Office.COUNTY
    user = officer(world, who, _unit_key(world, place), second=bool(second))
    note = {"return": RETURN, "decline": DECLINE}.get(verb, "")
    return Taken(day - timedelta(days=before), verb, user, who, place, (left, reached), note)


def _taker(world, wish, verb, office, area):
    """(office, place) whose step it is."""
    if verb in ("submit", "withdraw"):
        return sender_of(world, wish.cadre)
    return (Office(office), area) if verb == "approve" else (Office.COUNTY, wish.team.area[:6])


def _unit_key(world, place):
    """Units are known by level, home and name."""
    return place if isinstance(place, str) else (place.level, place.home.code, place.name)


def _tell_who_waits(case):
    step = waiting_at(case) if case.state in ("submitted", "reviewed") else None
    if step:
        address = {"office": step.office, "area": step.code(case)[: CODE_LENGTH[step.office]]}
        params = {"what": "Nomination", "who": str(case.cadre), "place": str(case.team)}
        key = f"nomination:{case.pk}:{case.state}:demo"
        tell(kind="case_waiting", params=params, key=key, link=f"/nominations/{case.pk}/", **address)
