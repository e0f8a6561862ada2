"""The frozen side of a grade: facts and provisions kept whole, so that anybody can judge again and see what has changed since."""

import hashlib
import json

from assessment import rules
from assessment.facts import year_facts
from core.policy import Policy, Provision

USED = (
    "assessment.proposal_route",
    "assessment.counts_in_unit",
    "assessment.grades",
    "assessment.absence_caps",
    "assessment.recalled_best",
    "assessment.excellent_share",
    "assessment.pools",
)


def frozen(policy):
    """The provisions a grade rests on, as they stand now."""
    return {key: policy[key].as_json() for key in USED}


def digest(case):
    """What a set grade is, in one hash: the same facts, provisions and decision give the same."""
    said = {
        "posting": case.posting_id,
        "year": case.year,
        "proposed": case.proposed,
        "opinion": case.opinion,
        "grade": case.grade,
        "because": case.because,
        "facts": case.facts,
        "provisions": case.provisions,
    }
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def intact(case):
    """Whether the frozen parts are still those the grade was set with."""
    return case.snapshot_hash == digest(case)


def judged_again(case):
    """The judgement of a set grade out of its own snapshot: no table is read."""
    stored = {key: Provision.from_json(data) for key, data in case.provisions.items()}
    return rules.grade(year_facts(case.facts, case.proposed), Policy(case.area, case.set_on, stored))


def differences(case, facts):
    """[(fact, then, now)] where the ledger says something else today than when the grade was set."""
    flat, now = _flat(case.facts), _flat(facts)
    return [(name, flat[name], now[name]) for name in flat if name in now and flat[name] != now[name]]


def _flat(facts):
    """Only what a later correction can change: days done and absences."""
    found = {"unexcused_absences": facts.get("unexcused_absences")}
    for kind in ("attendance", "training"):
        found[kind] = (facts.get(kind) or {}).get("done")
    return found
