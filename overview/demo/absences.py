"""Leave and report-outs of the demonstration's county: those its days speak of, and some that wait for a decision."""

from datetime import timedelta

from django.db import connection

from attendance.absences import LEVELS, policy_for
from attendance.models import Leave, ReportOut
from attendance.rules import approvals, leave_days
from core.offices import Office
from overview.demo.steps import Taken, moment_of, write_steps
from overview.demo.world import DEMO_COUNTY

LOOK_BACK = timedelta(days=120)
# Runs of days with the same status, as (posting, first, last).
RUNS = """
SELECT posting_id, min(day), max(day) FROM (
    SELECT posting_id, day, day - (row_number() OVER (PARTITION BY posting_id ORDER BY day))::int AS island
    FROM attendance_day WHERE posting_id = ANY(%s) AND status = %s AND day > %s
) runs GROUP BY posting_id, island ORDER BY posting_id, min(day)
"""
# The days say from now on what they were written from.
NAMED = """
UPDATE attendance_day d SET source = %s || a.id FROM {table} a
WHERE d.posting_id = a.posting_id AND d.day BETWEEN a.starts_on AND a.ends_on AND d.status = %s AND a.area LIKE %s
"""
REASONS = {
    "sick": ("患感冒发烧，遵医嘱休息治疗。", "民和县人民医院"),
    "personal": ("家中有事，需回家处理。", "西宁市"),
    "annual": ("休年休假。", "西宁市"),
    "family": ("探望父母。", "海东市平安区"),
    "official": ("参加选派单位组织的公务活动。", "海东市"),
}
MATTERS = {
    "meeting": ("参加全县驻村工作例会", "县委组织部"),
    "errand": ("到县上办理产业项目手续", "县农业农村局"),
    "other": ("陪同群众办理社会保障手续", "县人社局"),
}
WAITING = ("applied", "agreed", "returned", "applied", "withdrawn", "declined")
NOTES = {"return": "请附诊断证明。", "decline": "近期工作任务重，请改期。"}


def make_absences(world):
    """Leave and report-outs behind the days of the last months, and applications in every state."""
    postings = {row.pk: row for row in world.postings if row.area.startswith(DEMO_COUNTY)}
    taken = [_past(world, postings[pk], first, last) for pk, first, last in _runs(world, postings, "leave")]
    running = [row for row in postings.values() if row.ends_on is None]
    waiting = [
        _case(world, row, state, at) for at, (row, state) in enumerate(zip(running[5::7], WAITING, strict=False))
    ]
    Leave.objects.bulk_create([case for case, _steps in taken + waiting])
    write_steps(world, taken + waiting)
    for case, steps in taken + waiting:
        Leave.objects.filter(pk=case.pk).update(changed_at=moment_of(steps[-1].on))
    outs = [_out(world, postings[pk], first, last) for pk, first, last in _runs(world, postings, "report_out")]
    ReportOut.objects.bulk_create(outs)
    with connection.cursor() as cursor:
        for table, what in (("attendance_leave", "leave"), ("attendance_reportout", "report_out")):
            cursor.execute(NAMED.format(table=table), [f"{what}:", what, f"{DEMO_COUNTY}%"])


def _runs(world, postings, status):
    with connection.cursor() as cursor:
        cursor.execute(RUNS, [list(postings), status, world.on - LOOK_BACK])
        return cursor.fetchall()


def _past(world, posting, first, last):
    """A leave that was taken, with its steps: applied for two days before, decided, reported back from."""
    over = last < world.on
    steps = [("apply", "", "applied", first - timedelta(days=2))]
    offices = approvals(leave_days(first, last), policy_for(posting.area, first))
    states = ["agreed"] * (len(offices) - 1) + ["approved"]
    for office, state in zip(offices, states, strict=True):
        steps.append((f"approve {office}", steps[-1][2], state, first - timedelta(days=1)))
    if over:
        steps.append(("report_back", "approved", "back", last + timedelta(days=1)))
    days = {"starts_on": first, "ends_on": last, "state": steps[-1][2], "back_on": steps[-1][3] if over else None}
    return _made(world, posting, steps, offices, days)


def _case(world, posting, state, at):
    """An application for days to come, as far as it has gone."""
    first = world.on + timedelta(days=4 + at)
    last = first + timedelta(days=8 if state == "agreed" else 2)
    offices = approvals(leave_days(first, last), policy_for(posting.area, first))
    steps = [("apply", "", "applied", world.on - timedelta(days=3))]
    verb = {"agreed": "approve township", "returned": "return", "declined": "decline", "withdrawn": "withdraw"}.get(
        state
    )
    if verb:
        steps.append((verb, "applied", state, world.on - timedelta(days=1)))
    return _made(world, posting, steps, offices, {"starts_on": first, "ends_on": last, "state": state})


def _made(world, posting, steps, offices, days):
    kind = list(REASONS)[(posting.pk + days["starts_on"].day) % len(REASONS)]
    reason, destination = REASONS[kind]
    clerk = world.users[str(Office.CLERK), posting.area[:9]]
    case = Leave(
        posting=posting,
        area=posting.area,
        kind=kind,
        reason=reason,
        destination=destination,
        asked_until=days["ends_on"],
        run_days=leave_days(days["starts_on"], days["ends_on"]),
        approvals=list(offices),
        provisions={LEVELS: policy_for(posting.area, days["starts_on"])[LEVELS].as_json()},
        applied_on=steps[0][3],
        applied_by=posting.cadre.account or clerk,
        on_behalf=posting.cadre.account is None,
        to_mend=["papers"] if days["state"] == "returned" else [],
        **days,
    )
    return case, [_taken(world, posting, *step) for step in steps]


def _taken(world, posting, verb, left, reached, on):
    verb, _, office = verb.partition(" ")
    own = verb in ("apply", "withdraw", "report_back")
    if own:
        office = Office.CADRE if posting.cadre.account else Office.CLERK
    place = posting.area[:6] if office == Office.COUNTY else posting.area[:9]
    user = posting.cadre.account if office == Office.CADRE else world.users[str(office or Office.TOWNSHIP), place]
    return Taken(on, verb, user, office or Office.TOWNSHIP, place, (left, reached), NOTES.get(verb, ""))


def _out(world, posting, first, last):
    kind = list(MATTERS)[posting.pk % len(MATTERS)]
    matter, destination = MATTERS[kind]
    who = {"told_by": posting.cadre.account or world.users[str(Office.CLERK), posting.area[:9]]}
    return ReportOut(
        posting=posting,
        area=posting.area,
        kind=kind,
        reason=matter,
        destination=destination,
        starts_on=first,
        ends_on=last,
        told_on=first,
        on_behalf=posting.cadre.account is None,
        **who,
    )
