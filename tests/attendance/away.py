"""What the tests about absences share: applications, leaves in a state, the days of a sheet."""

from datetime import date, timedelta

from attendance.absences import LEVELS, policy_for
from attendance.actions.leaves import Wanted
from attendance.actions.report_outs import Outing
from attendance.models import Day, Leave
from tests.cast import TODAY


def on(days):
    """A day counted from today."""
    return TODAY + timedelta(days=days)


def wanted(first=1, last=3, **more):
    """An application from so many days after today until so many."""
    facts = {"kind": "personal", "reason": "家中有事", "destination": "西宁市"}
    late = {"late_reason": "突发急病,事后补办"} if first < 0 else {}
    return Wanted(starts_on=on(first), ends_on=on(last), **facts | late | more)


def outing(first=1, last=1, **more):
    facts = {"kind": "meeting", "reason": "全县驻村工作会议", "destination": "县委党校"}
    late = {"late_reason": "临时通知"} if first < 0 else {}
    return Outing(starts_on=on(first), ends_on=on(last), **facts | late | more)


def form(first=1, last=3, **more):
    """The same as a browser sends it."""
    said = wanted(first, last).stored() | {"send": "1"}
    del said["asked_until"]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()} | more


def leave(cast, who="first", state="applied", first=1, last=3, approvals=("township",), **facts):
    """A leave in a state, without the way there."""
    posting = cast.postings[who]
    days = {"starts_on": on(first), "ends_on": on(last), "asked_until": on(last), "run_days": last - first + 1}
    known = {"kind": "personal", "reason": "家中有事", "destination": "西宁市", "approvals": list(approvals)}
    known |= {"applied_on": min(TODAY, on(first)), "applied_by": cast.users["clerk_b"], "state": state}
    known |= {"back_on": on(last + 1)} if state == "back" else {}
    rule = {LEVELS: policy_for(posting.area, TODAY)[LEVELS].as_json()}
    return Leave.objects.create(posting=posting, area=posting.area, provisions=rule, **days | known | facts)


def said(cast, who="first"):
    """{days after today: status} of what the sheet holds for a posting."""
    rows = Day.objects.filter(posting=cast.postings[who]).values_list("day", "status")
    return {(day - TODAY).days: status for day, status in rows}


def away(cast, who="first"):
    """{days after today: status}, only where it is not the village."""
    return {at: status for at, status in said(cast, who).items() if status != "in_village"}
