"""The kinds of stories, each judged by the real rules."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django.utils.translation import gettext as _

from assessment import rules as grading
from attendance import ledger
from attendance.rules import approvals, standing_finding
from attendance.steps import LEAVE_STEPS
from core.clock import today
from core.findings import Finding, verdict
from core.policy import PROVINCE, EnteredRule, Policy, check_county_rule, policy_in_force
from core.workflow import route
from overview.matching_story import answers
from overview.story_forms import ELIGIBILITY_RULES, STANDING_ANSWERS, faults_of
from selection import rules as selecting
from selection.steps import ADJUSTMENT_STEPS, NOMINATION_STEPS


class BadStory(ValueError):
    """The story breaks its form; the message says where."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say: `got` to compare, `findings` and other `cited` provisions to explain."""

    got: object
    findings: tuple[Finding, ...] = ()
    cited: tuple = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a story plays, and the policy in force there and then."""

    at: str
    on: date
    year: int
    policy: Policy


def judge(raw) -> Judged:
    """The judgement of one story; raises BadStory, NoPolicy or Refused in words."""
    if faults := faults_of(raw):
        raise BadStory("; ".join(faults))
    judged = JUDGES[raw["kind"]](raw, _setting(raw))
    unknown = [key for key in raw["expect"] if key not in judged.got] if isinstance(judged.got, dict) else []
    if unknown:
        raise BadStory(f"nothing answers to {', '.join(map(str, unknown))} (only {', '.join(judged.got)})")
    return judged


def _setting(raw):
    at = raw.get("at", PROVINCE)
    on = raw.get("on") or (date(raw["year"], 12, 31) if "year" in raw else today())
    rules = raw.get("county_rules") or {}
    for key, value in rules.items():
        check_county_rule(key, value, at=at, on=on)
    entered = [EnteredRule(at[:6], key, value, on, document_number=_("county rule")) for key, value in rules.items()]
    return Setting(at, on, raw.get("year", on.year), policy_in_force(at, on, entered))


# ── eligibility ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _eligibility(raw, setting):
    cadre, village, unit = raw["cadre"], raw.get("village") or {}, raw["unit"]
    findings = selecting.judge(
        selecting.Candidate(
            born=cadre["born"],
            party=cadre.get("party", "none"),
            rank=cadre.get("rank", "staff"),
            reserve=cadre.get("reserve"),
            languages=tuple(cadre.get("languages") or ()),
            declared=frozenset(name for name, declared in (cadre.get("declared") or {}).items() if declared),
            serving=cadre.get("serving", False),
            volunteers_to_continue=cadre.get("volunteers_to_continue", False),
        ),
        seat=raw["seat"],
        sender=selecting.Sender(unit["level"], unit.get("kind", "organ"), unit.get("home") or ""),
        village=selecting.Place(village.get("ethnic_area", False), tuple(village.get("languages") or ())),
        on=setting.on,
        policy=setting.policy,
    )
    answers = dict.fromkeys(ELIGIBILITY_RULES) | {finding.rule: finding.answer for finding in findings}
    return Judged({**answers, "verdict": verdict(findings)}, tuple(findings))


# ── route ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _route(raw, setting):
    case = SimpleNamespace(
        area=setting.at, unit_id=1, approving_office="", approving_area="", filed_with="", approvals=()
    )
    if raw["case"] == "leave":
        if "days" not in raw:
            raise BadStory("a leave needs `days`")
        case.approvals = approvals(raw["days"], setting.policy)
        return Judged(route(LEAVE_STEPS, case), cited=(setting.policy["attendance.leave_levels"],))
    if "unit" not in raw:
        raise BadStory(f"a {raw['case']} needs `unit`")
    sender = selecting.Sender(raw["unit"]["level"], raw["unit"].get("kind", "organ"), raw["unit"].get("home") or "")
    case.unit_id = None if sender.level == "township" else 1
    case.approving_office, case.approving_area = selecting.approver(raw["case"], sender, setting.at, setting.policy)
    case.filed_with = selecting.filed_with(sender, setting.policy)
    steps = NOMINATION_STEPS if raw["case"] == "nomination" else ADJUSTMENT_STEPS
    return Judged(route(steps, case), cited=(setting.policy[f"selection.{raw['case']}_route"],))


# ── standing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _standing(raw, setting):
    posting, year = raw["posting"], setting.year
    starts_on, ends_on = posting["from"], posting.get("to")
    if ends_on and ends_on < starts_on:
        raise BadStory("the posting ends before it begins")
    first, last = ledger.span_in_year(year, starts_on, ends_on, setting.on)
    done = (
        _days_done(raw, first, last, setting.policy)
        if raw["what"] == ledger.ATTENDANCE
        else _training_done(raw, first, last)
    )
    minimum = ledger.yearly_minimum(setting.policy, raw["what"], year)
    standing = ledger.judge(minimum, starts_on=starts_on, ends_on=ends_on, done=done, on=setting.on)
    got = {name: getattr(standing, name) for name in STANDING_ANSWERS}
    cited = (setting.policy["attendance.counted_statuses"],) if raw["what"] == ledger.ATTENDANCE else ()
    return Judged(got, (standing_finding(minimum, standing),), cited)


def _days_done(raw, first, last, policy):
    """A day listed twice is what it was called last."""
    statuses = {}
    for run in raw.get("days") or ():
        for day in _each_day(run):
            statuses[day] = run["status"]
    within = (status for day, status in statuses.items() if first <= day <= last)
    return ledger.village_days(within, policy["attendance.counted_statuses"].value)


def _each_day(run):
    begin, end = run["from"], run.get("to") or run["from"]
    if end < begin:
        raise BadStory(f"a run ends before it begins: {begin} – {end}")
    return map(date.fromordinal, range(begin.toordinal(), end.toordinal() + 1))


def _training_done(raw, first, last):
    sessions = []
    for session in raw.get("sessions") or ():
        span = [*_each_day(session)]
        sessions.append(ledger.Session(span[0], span[-1], Decimal(str(session.get("days", len(span))))))
    return ledger.person_days(sessions, first, last)


# ── grade, quota ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _grade(raw, setting):
    judgement = grading.grade(grading.YearFacts(**raw["facts"]), setting.policy)
    cited = (setting.policy["assessment.proposal_route"],)
    return Judged({"grade": judgement.grade, "because": judgement.because}, judgement.findings, cited)


def _quota(raw, setting):
    return Judged(grading.quota(raw["pools"], setting.policy), cited=(setting.policy["assessment.excellent_share"],))


# ── matching ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _matching(raw, setting):
    cited = tuple(setting.policy[key] for key in ("village.needs", "team.seats", "selection.match_weights"))
    return Judged(answers(raw, setting.policy), cited=cited)


JUDGES = {
    "eligibility": _eligibility,
    "route": _route,
    "standing": _standing,
    "grade": _grade,
    "matching": _matching,
    "quota": _quota,
}
