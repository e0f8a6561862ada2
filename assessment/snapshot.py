"""The frozen side of a grade: facts and provisions kept whole, so that anybody can judge again and see what has changed since."""

import hashlib
import json

from assessment import rules
from assessment.ballot_steps import BallotKind
from assessment.facts import year_facts
from assessment.steps import Kind
from core.policy import Policy, Provision

DECIDED = ("year", "proposed", "opinion", "grade", "because", "facts", "provisions")
USED = (
    "assessment.proposal_route",
    "assessment.counts_in_unit",
    "assessment.grades",
    "assessment.absence_caps",
    "assessment.recalled_best",
    "assessment.excellent_share",
    "assessment.pools",
    "assessment.team_excellent_share",
    "assessment.weights",
    "assessment.tie_rules",
    "assessment.term_methods",
)


GOVERNING = ("attendance.days_per_year", "attendance.prorate", "training.days_per_year", "training.prorate")


def frozen(policy):
    """The provisions a grade rests on, as they stand now."""
    return {key: policy[key].as_json() for key in USED}


def governing(policy):
    """Every provision that governs a cycle, as it stands when it is opened: all of the assessment, and the minimums."""
    return {key: policy[key].as_json() for key in policy if key.startswith("assessment.") or key in GOVERNING}


def digest(case, **decided):
    """What a set grade is, in one hash: the same facts, provisions and decision give the same.

    `decided`: fields that are about to be stored with the case.
    """
    said = {"posting": case.posting_id} if case.posting_id else {"team": case.team_id}
    said |= {} if case.kind == Kind.YEARLY else {"kind": str(case.kind)}
    said |= {name: decided.get(name, getattr(case, name)) for name in DECIDED}
    return hash_of(said)


def hash_of(said):
    """The hash of plain JSON: keys in order, so that the same always gives the same."""
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def intact(case):
    """Whether the frozen parts are still those the grade was set with."""
    return case.snapshot_hash == digest(case)


def judged_again(case):
    """The judgement of a set grade out of its own snapshot: no table is read."""
    return rules.grade(year_facts(case.facts, case.proposed), _policy(case))


def because_of(facts, proposed, grade, policy):
    """The provision that lowered the proposed grade to the one that is given; "" when none did."""
    open_best = rules.grade(year_facts(facts, proposed), policy)
    return (open_best.because or "") if grade == open_best.grade else ""


def reproduced(case):
    """Whether a set grade comes out again of its own snapshot, bit for bit: hash, caps, reason. No table is read."""
    if not intact(case):
        return False
    policy = _policy(case)
    allowed = rules.grade(year_facts(case.facts, case.grade), policy).grade == case.grade
    return allowed and because_of(case.facts, case.proposed, case.grade, policy) == case.because


def _policy(case):
    stored = {key: Provision.from_json(data) for key, data in case.provisions.items()}
    return Policy(case.area, case.set_on, stored)


def differences(case, facts):
    """[(fact, then, now)] where the books say something else today than when the grade was set."""
    return changes(case.facts, facts)


def since_opening(case, facts):
    """[(fact, then, now)] where the books were corrected since a case was opened; while the year ran, days only went on."""
    opening = getattr(case, "opening", None)
    return changes(opening.facts, facts) if opening and opening.taken_on.year > case.year else []


def changes(then, now):
    """[(fact, then, now)] of two sets of facts; what one of them does not know is passed over."""
    flat, fresh = _flat(then), _flat(now)
    return [(name, flat[name], fresh[name]) for name in flat if name in fresh and flat[name] != fresh[name]]


COUNTS = ("unexcused_absences", "leave_days", "report_out_days", "recalled", "criticised", "members")


def _flat(facts):
    """Only what a later correction can change: days done, absences, leave, checks, recalls, ballots."""
    found = {name: facts[name] for name in COUNTS if name in facts}
    found |= {kind: (facts.get(kind) or {}).get("done") for kind in ("attendance", "training")}
    for name in ("spot_checks", "discrepancies", "duties"):
        found |= {f"{name}.{part}": count for part, count in (facts.get(name) or {}).items()}
    if "ballots" in facts:
        found |= {f"ballots.{kind}": _ballot(facts["ballots"].get(kind, {})) for kind in BallotKind}
    return found


def _ballot(said):
    """What a count is worth; where it is worth nothing, why."""
    return said.get("value") or said.get("standing")
