"""The county's review: the cases with facts and caps, the places left, and where the last of them go."""

from dataclasses import dataclass, field

from assessment import quota, ties
from assessment.judging import Ground
from assessment.models import Assessment, Grade
from assessment.rows import PERSON_NAMED, TEAM_NAMED, TEAMS, in_pool, listed, pool_in_words
from assessment.steps import Kind

AT_ONCE = 300  # rows of one page
# What a row shows or is judged by, and no more: three hundred rows are thousands of objects.
_OWN = (
    "kind",
    "state",
    "area",
    "year",
    "proposed",
    "opinion",
    "grade",
    "changed_at",
    "cycle",
    "posting",
    "cadre",
    "team",
)
_OF_A_PERSON = ("seat", "cadre__name", "pairing__unit__kind", "team__village__division__name")
_OF_A_TEAM = ("village__division__name", "village__division__full_name", "second_village__division__name")
PERSON_SHOWN = (*_OWN, *(f"posting__{path}" for path in _OF_A_PERSON))
TEAM_SHOWN = (*_OWN, *(f"team__{path}" for path in _OF_A_TEAM))


@dataclass(frozen=True)
class Row:
    """One case: its facts, what the caps leave open of the proposed grade, and where it falls for the last places."""

    case: object
    facts: dict
    judged: object
    falls: tuple = ("", "")
    wrong: str = ""


@dataclass(frozen=True)
class Place:
    """A pool in words with its places, how many wait there as excellent, and what decides the last places."""

    name: str
    pool: object
    asked: int = 0
    placing: ties.Placing = field(default_factory=ties.Placing)

    @property
    def contested(self):
        """Whether more are proposed than there are places."""
        return bool(self.placing.falls)

    @property
    def decided_by(self):
        """The rules that told somebody within from somebody beyond, in their order of use."""
        return list(dict.fromkeys(rule for _falls, rule in self.placing.falls.values() if rule))


def asked_for(actor, wanted, policy):
    """The cases a review shows: those that wait for this office, unless another state is asked for."""
    rows = listed(actor, {**wanted, "waiting": not wanted.get("state")})
    if name := wanted.get("pool"):
        rows = in_pool(rows, name, policy)
    return _lean(rows, teams=wanted.get("whose") == TEAMS)


def _lean(rows, *, teams):
    """With the names beside them, and only what is shown."""
    named, shown = (TEAM_NAMED, TEAM_SHOWN) if teams else (PERSON_NAMED, PERSON_SHOWN)
    return rows.select_related(None).select_related(*named).only(*shown)


def rows_of(cases, on, *, policy=None, errors=None, scored=False):
    """(rows, places) of cases on review: a few queries, whatever their number.

    `policy`: that of the cases' one county and year; without it no places are counted (a unit's list).
    `scored`: whether the facts of each row come with their score.
    """
    cases, errors = list(cases), errors or {}
    if not cases:
        return [], []
    key = quota.share_of(cases[0])
    limited = policy is not None and key is not None and policy[key].value is not None
    rivals = _rivals(cases[0]) if limited else []
    known = {(cases[0].area[:6], cases[0].year): policy} if policy else {}
    ground = Ground({case.pk: case for case in [*cases, *rivals]}.values(), on, known)
    places = _places(cases[0], rivals, ground) if limited else []
    falls = {pk: fall for place in places for pk, fall in place.placing.falls.items()}
    rows = [
        Row(
            case,
            ground.facts(case) if scored else ground.raw(case),
            ground.judged(case, case.proposed) if case.proposed else None,
            falls.get(case.pk, ("", "")),
            errors.get(case.pk, ""),
        )
        for case in cases
    ]
    return rows, places


def _rivals(like):
    """All who are proposed as excellent in the county and year, of the same side, and wait to be set."""
    same = {"year": like.year, "kind": Kind.YEARLY, "area__startswith": like.area[:6], "team__isnull": not like.team_id}
    rows = Assessment.objects.filter(**same, state=Assessment.State.PROPOSED, proposed=Grade.EXCELLENT)
    return list(_lean(rows, teams=bool(like.team_id)))


def _places(like, rivals, ground):
    """The pools with a limit, each with where its last places go."""
    policy = ground.policy(like)
    pools = quota.pools_of(like.area[:6], like.year, policy, teams=bool(like.team_id))
    return [_place(pool, rivals, ground, policy) for pool in pools if pool.places is not None]


def _place(pool, rivals, ground, policy):
    mine = [case for case in rivals if quota.pool_for(case, policy) == pool.name]
    open_to = {case.pk: ground.facts(case) for case in mine if ground.judged(case, case.proposed).grade == "excellent"}
    placing = ties.last_places(open_to, pool.left, policy)
    return Place(pool_in_words(pool.name, policy), pool, len(open_to), placing)
