"""The kinds of stories, each judged by the real rules."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import SimpleNamespace

from django.utils.translation import gettext as _

from assessment import rules as grading
from attendance import ledger
from attendance.rules import approvals, standing_finding
from attendance.steps import LEAVE_STEPS
from core.clock import today
from core.findings import Finding, verdict
from core.policy import PROVINCE, EnteredRule, NoPolicy, Policy, check_county_rule, policy_in_force
from core.workflow import route
from overview.grade_stories import last_of_year, places_of
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
    return Setting(at, on, raw.get("year", on.year), policy_in_force(at, on, _entered(raw, at, on)))


def _entered(raw, at, on):
    """The story's county rules: those it stands under from the start, and the later ones each from its day."""
    sets = [(on, raw.get("county_rules") or {}), *((s["from"], s["rules"]) for s in raw.get("later_rules") or ())]
    for day, rules in sets:
        for key, value in rules.items():
            check_county_rule(key, value, at=at, on=day)
    # what the story plays under has been in force for all of its year
    begins = [min(on, date(raw.get("year", on.year), 1, 1)), *(day for day, _rules in sets[1:])]
    return [
        EnteredRule(at[:6], key, value, begin, document_number=_("county rule"))
        for begin, (_day, rules) in zip(begins, sets, strict=True)
        for key, value in rules.items()
    ]


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
    posting = raw["posting"]
    starts_on, ends_on = posting["from"], posting.get("to")
    if ends_on and ends_on < starts_on:
        raise BadStory("the posting ends before it begins")
    minimum = _minimum(raw, setting)
    first = max(starts_on, minimum.span[0])
    last = min(setting.on, minimum.span[1], ends_on or setting.on)
    of_days = raw["what"] == ledger.ATTENDANCE
    done = _days_done(raw, first, last, setting) if of_days else _training_done(raw, first, last)
    standing = ledger.judge(minimum, starts_on=starts_on, ends_on=ends_on, done=done, on=setting.on)
    got = {name: getattr(standing, name) for name in STANDING_ANSWERS}
    cited = (setting.policy["attendance.counted_statuses"],) if of_days else ()
    return Judged(got, (standing_finding(minimum, standing),), cited)


def _minimum(raw, setting):
    """The yearly minimum, or that of the story's `month`, by the rule of the month's last day judged."""
    if "month" not in raw:
        return ledger.yearly_minimum(setting.policy, raw["what"], setting.year)
    if raw["what"] != ledger.ATTENDANCE or not 1 <= raw["month"] <= 12:
        raise BadStory("`month` is 1 to 12, of attendance")
    day = min(setting.on, ledger.month_span(setting.year, raw["month"])[1])
    policy = policy_in_force(setting.at, day, _entered(raw, setting.at, setting.on))
    minimum = ledger.monthly_minimum(policy, setting.year, raw["month"])
    if minimum is None:
        raise BadStory("no rule sets a minimum for a month here")
    return minimum


def _days_done(raw, first, last, setting):
    """A day listed twice is what it was called last; each day is counted by the rule of that day."""
    statuses = {}
    for run in raw.get("days") or ():
        for day in _each_day(run):
            statuses[day] = run["status"]
    within = ((day, status) for day, status in statuses.items() if first <= day <= last)
    return ledger.village_days(within, _counted_on(raw, setting))


def _counted_on(raw, setting):
    rules = _entered(raw, setting.at, setting.on)

    @cache
    def counted(day):
        try:
            policy = policy_in_force(setting.at, day, rules)
        except NoPolicy:
            policy = setting.policy
        return policy["attendance.counted_statuses"].value

    return counted


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
    cited = (setting.policy["assessment.excellent_share"],)
    if "proposed" in raw:
        if "places" not in raw:
            raise BadStory("`proposed` needs `places`")
        return Judged(places_of(raw, setting.policy), cited=(*cited, setting.policy["assessment.tie_rules"]))
    if "teams" in raw:
        got = grading.team_quota(raw["teams"], setting.policy)
        return Judged({"teams": got}, cited=(setting.policy["assessment.team_excellent_share"],))
    pools = raw.get("pools")
    if pools is None:
        pools = last_of_year(raw.get("people") or (), setting)
    quota = grading.quota(pools, setting.policy)
    return Judged(grading.quota_left(quota, raw["granted"]) if "granted" in raw else quota, cited=cited)


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
