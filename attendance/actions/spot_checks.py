"""Spot checks 抽查 (二(四)): whom to check is drawn or chosen, results are recorded, and compared with the sheet."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.discrepancies import compare
from attendance.drawing import digest, draw
from attendance.draws import candidates, next_number, seed_of
from attendance.models import SpotCheck, SpotCheckPlan
from core.models import CountyRule
from core.offices import DEPARTMENTS
from core.policy import policy_in_force
from core.record import changed, record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from teams.models import Posting

LONGEST_PLAN = 92  # days: a plan is for a season
MOST_CHECKS = 500  # of one plan
CLAUSE = "attendance.spot_checks"


@transaction.atomic
def fix_plan(facts, *, by, on):
    """Fixes whom this department checks. Returns the plan.

    `facts`: way, how, within, starts_on, ends_on; drawn: wanted and the `listed_hash` that was previewed; by hand: postings.
    Effects in order: office, place, days and way are checked; drawn, the list is frozen and the lots fall; the plan; its
    checks in one statement; one record line without names. Nobody is told. Raises NotAllowed, Refused, Conflict.
    """
    if by.office not in DEPARTMENTS:
        raise NotAllowed(_("Spot checks are made by the organization departments."))
    rule = _lawful(facts, by, on)
    people = candidates(by, facts)
    number = next_number(by.area)
    seed = seed_of(by.area, number) if facts["how"] == SpotCheckPlan.How.DRAWN else ""
    chosen = _drawn(facts, people, seed) if seed else _by_hand(facts, people)
    plan = SpotCheckPlan.objects.create(
        **{name: facts[name] for name in ("way", "how", "within", "starts_on", "ends_on")},
        **{
            "area": by.area,
            "office": by.office,
            "number": number,
            "seed": seed,
            "made_by_id": by.user_id,
            "made_on": on,
        },
        listed=[[one.posting, one.township, one.days] for one in people] if seed else [],
        listed_count=len(people),
        listed_hash=digest(people),
        provisions={CLAUSE: rule.as_json()},
    )
    _make_checks(plan, chosen)
    record(by, "fix_spot_plan", plan, details={"checks": len(chosen), "from": str(plan.starts_on), "seed": seed})
    return plan


def _lawful(facts, by, on):
    """The provision that names the ways; the place lies in the area, the days lie ahead."""
    rule = policy_in_force(by.area, on, CountyRule.objects.above(by.area).in_force(on))[CLAUSE]
    if facts["way"] not in rule.value:
        raise Refused(
            _("This way of checking is not provided for."), provision=rule, fields={"way": _("Choose another.")}
        )
    if not facts["within"].startswith(by.area):
        raise Refused(_("Not found, or outside your jurisdiction."), fields={"area": _("Choose another.")})
    first, last = facts["starts_on"], facts["ends_on"]
    if first < on:
        raise Refused(_("Checks are planned for days to come."), fields={"starts_on": _("Today or later.")})
    if not 0 <= (last - first).days < LONGEST_PLAN:
        words = _("From the first to the last day: %(days)s days at most.") % {"days": LONGEST_PLAN}
        raise Refused(words, fields={"ends_on": _("Check the day.")})
    return rule


def _drawn(facts, people, seed):
    if facts["listed_hash"] != digest(people):
        raise Conflict(
            _("The list has changed since you looked at the draw: somebody came, left or was checked. Look again.")
        )
    return _some(draw(people, min(facts["wanted"], MOST_CHECKS), seed))


def _by_hand(facts, people):
    wanted = set(facts["postings"])
    if wanted - {one.posting for one in people}:
        raise Refused(
            _("Somebody of these is not posted in your area on these days."), fields={"postings": _("Choose again.")}
        )
    if len(wanted) > MOST_CHECKS:
        raise Refused(_("At most %(most)s people in one plan.") % {"most": MOST_CHECKS})
    return _some(sorted(wanted))


def _some(chosen):
    if not chosen:
        raise Refused(_("Nobody is chosen."))
    return chosen


def _make_checks(plan, chosen):
    areas = dict(Posting.objects.filter(pk__in=chosen).values_list("pk", "area"))
    by = {"plan": plan, "by_area": plan.area, "by_office": plan.office}
    SpotCheck.objects.bulk_create([SpotCheck(posting_id=pk, area=areas[pk], **by) for pk in chosen])


@transaction.atomic
def call_off(plan, why, *, by, on):
    """Calls a plan off; what was recorded stays, the rest is never made. Effects in order: office and reason checked; the day; one record line."""
    _of_this_office(plan.area, plan.office, by)
    if not why.strip():
        raise Refused(_("Say why the plan is called off."), fields={"why": _("Required.")})
    row = SpotCheckPlan.objects.select_for_update().defer("listed").get(pk=plan.pk)
    if row.called_off_on:
        raise Conflict(FASTER)
    row.called_off_on, row.called_off_why = on, why.strip()
    row.save(update_fields=["called_off_on", "called_off_why"])
    record(by, "call_off_spot_plan", row, note=row.called_off_why)
    return row


@dataclass(frozen=True)
class Said:
    """What an officer records of a check: where the cadre was, when it was looked for, who said so. `why`: of a change."""

    result: str
    day: object
    time: object
    number_called: str = ""
    spoke_with: str = ""
    note: str = ""
    paper: object = None
    why: str = ""


@transaction.atomic
def record_check(check, said, *, by, on):
    """Records what a check found. Returns it. The same again by the same officer changes nothing.

    Effects in order: the row is locked; office, day and an earlier record are checked; the result is kept – on the same day
    its recorder may still change it, saying why; one record line; it is compared with the sheet. Raises NotAllowed, Refused,
    Conflict naming who was faster.
    """
    row = SpotCheck.objects.select_for_update(of=("self",)).select_related("plan", "posting").get(pk=check.pk)
    _of_this_office(row.by_area, row.by_office, by)
    if row.day is not None and (row.recorded_by_id, row.result) == (by.user_id, said.result) and not said.why:
        return row
    before = _changeable(row, said, by, on)
    _possible(row, said, on)
    facts = {name: getattr(said, name) for name in ("result", "day", "time", "number_called", "spoke_with", "note")}
    for name, value in {
        **facts,
        "paper": said.paper or row.paper,
        "recorded_by_id": by.user_id,
        "recorded_on": on,
    }.items():
        setattr(row, name, value)
    row.save()
    details = changed(before, {"result": row.result, "day": str(row.day)})
    record(by, "change_spot_check" if before else "record_spot_check", row, note=said.why, details=details)
    compare([row.posting_id], on=on)
    return row


def _of_this_office(area, office, by):
    if (area, office) != (by.area, by.office):
        raise NotAllowed(_("Only the department that planned the check acts on it."))


def _changeable(row, said, by, on):
    """What was recorded before, {} for a fresh check; or the refusal."""
    if row.day is None:
        if row.plan.called_off_on:
            raise Conflict(_("This plan has been called off."))
        return {}
    if row.recorded_by_id != by.user_id or row.recorded_on != on:
        words = _("%(who)s has already recorded this check on %(day)s: %(result)s.")
        raise Conflict(words % {"who": row.recorded_by.name, "day": row.day, "result": row.get_result_display()})
    if not said.why.strip():
        raise Refused(_("Say why the result changes."), fields={"why": _("Required.")})
    if row.discrepancies.exclude(state="open").exists():
        raise Conflict(_("A discrepancy about this check has been settled: it stands as it was recorded."))
    return {"result": row.result, "day": str(row.day)}


def _possible(row, said, on):
    if said.result not in SpotCheck.Result.values:
        raise Refused(_("This result is not known."), fields={"result": _("Choose another.")})
    if not row.plan.starts_on <= said.day <= min(row.plan.ends_on, on):
        words = _("The plan is for %(first)s to %(last)s, and a check is recorded once it is made.")
        span = {"first": row.plan.starts_on, "last": row.plan.ends_on}
        raise Refused(words % span, fields={"day": _("Check the day.")})
    posting = row.posting
    if said.day < posting.starts_on or (posting.ends_on and said.day > posting.ends_on):
        raise Refused(
            _("On %(day)s this cadre was not posted.") % {"day": said.day}, fields={"day": _("Check the day.")}
        )
