"""Which grade may be given, and how many may be excellent (二(四)). Pure: facts and policy in, judgements out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from core.findings import Finding

GRADES = ("excellent", "competent", "basically_competent", "not_competent")  # best first
TEAM_SHARE = "assessment.team_excellent_share"
CAPS, RECALL, SHARE = "assessment.absence_caps", "assessment.recalled_best", "assessment.excellent_share"
ROUNDING = {"down": floor, "up": ceil, "half_up": lambda number: floor(number + Fraction(1, 2))}


class NoSuchPool(ValueError):
    """People are counted in a pool that the quota does not name."""


@dataclass(frozen=True, slots=True)
class YearFacts:
    """What a grade is judged by: the proposal, confirmed days of unexcused absence, and a recall within the year."""

    proposed: str
    unexcused_absences: int = 0
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class GradeJudgement:
    """The best grade open to this person, at most the proposed one; `because` is the key of the provision that lowered it."""

    grade: str
    because: str | None
    findings: tuple[Finding, ...]


def grade(facts: YearFacts, policy) -> GradeJudgement:
    """The proposed grade, lowered where a cap binds. The lowest cap wins; of equal ones the Opinion's own goes first."""
    findings = tuple(finding for finding in (_recall_cap(facts, policy), _absence_cap(facts, policy)) if finding)
    best, because = facts.proposed, None
    for finding in findings:
        if worse(finding.facts["best"], best):
            best, because = finding.facts["best"], finding.rule
    return GradeJudgement(best, because, findings)


def worse(grade: str, than: str) -> bool:
    """Whether one grade lies below another."""
    return GRADES.index(grade) > GRADES.index(than)


def _recall_cap(facts, policy):
    """取消当年评先评优资格: whoever was recalled is not excellent that year."""
    if not facts.recalled:
        return None
    provision = policy[RECALL]
    return _cap(provision, facts, provision.value, recalled=True)


def _absence_cap(facts, policy):
    """Where the county has such tiers, unexcused absences cap the grade; the strictest tier reached counts."""
    provision = policy[CAPS]
    reached = [tier["best"] for tier in provision.value if facts.unexcused_absences >= tier["times"]]
    if not reached:
        return None
    return _cap(provision, facts, max(reached, key=GRADES.index), unexcused_absences=facts.unexcused_absences)


def _cap(provision, facts, best, **used):
    answer = "not_met" if worse(best, facts.proposed) else "met"
    return Finding(provision.key, answer, (provision,), {"proposed": facts.proposed, "best": best, **used})


def quota(pools: Mapping[str, int], policy) -> dict[str, int | None]:
    """How many may be excellent in each pool of people; None where no share is set. Raises NoSuchPool.

    The share is taken exactly (0.1 of 30 is 3) and rounded once per pool, the way the rule says.
    """
    rule = policy[SHARE].value
    if rule is None:
        return dict.fromkeys(pools)
    unknown = [pool for pool in pools if pool not in rule["pools"]]
    if unknown:
        raise NoSuchPool(f"{SHARE} has no pool {', '.join(unknown)} (only {', '.join(rule['pools'])})")
    return {pool: _share_of(people, rule) for pool, people in pools.items()}


def team_quota(teams: int, policy) -> int | None:
    """How many teams may be excellent; None where no share is set. Teams are one pool, apart from people."""
    rule = policy[TEAM_SHARE].value
    return None if rule is None else _share_of(teams, rule)


def _share_of(count, rule):
    return ROUNDING[rule["rounding"]](Fraction(str(rule["share"])) * count)


def quota_left(quota: Mapping[str, int | None], granted: Mapping[str, int]) -> dict[str, int | None]:
    """What remains of each pool's quota after the excellent grades already set; never below zero."""
    return {pool: None if places is None else max(places - granted.get(pool, 0), 0) for pool, places in quota.items()}


def pool_of(unit_kind: str, policy) -> str | None:
    """The pool a person counts in: the only pool, or by the employer's kind (`assessment.pools`); None without a quota."""
    rule = policy[SHARE].value
    if rule is None:
        return None
    if len(rule["pools"]) == 1:
        return rule["pools"][0]
    return policy["assessment.pools"].value[unit_kind]


def scale_of(subject: str, policy) -> Mapping[str, Mapping[str, str]]:
    """The official words {zh, en} of the four grades, best first, for `civil_servants`, `institutions` or `teams`."""
    return policy["assessment.grades"].value[subject]
