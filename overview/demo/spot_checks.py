"""Spot checks of the demonstration's county: a drawn plan that was made, one by hand for the day, and a discrepancy to settle."""

from datetime import time, timedelta

from attendance.actions import Said, compare, fix_plan, record_check
from attendance.drawing import digest
from attendance.draws import candidates
from attendance.models import Day
from core.actor import actor_in
from core.models import Appointment
from core.offices import Office
from overview.demo.world import DEMO_COUNTY

DRAWN, TODAY = 6, 3


def make_spot_checks(world):
    """What the county's first officer planned and found; the open discrepancy waits for the second."""
    by = _officer(world)
    day = world.on - timedelta(days=4)
    facts = {"way": "visit", "how": "drawn", "within": DEMO_COUNTY, "starts_on": day, "ends_on": day, "wanted": DRAWN}
    people = candidates(by, facts)
    if not people:
        return
    plan = fix_plan(facts | {"listed_hash": digest(people)}, by=by, on=day)
    for turn, check in enumerate(plan.checks.order_by("pk")):
        _record(check, turn, by, day)
    compare([check.posting_id for check in plan.checks.all()], on=world.on)
    now = {"way": "landline", "how": "by_hand", "starts_on": world.on, "ends_on": world.on}
    chosen = [one.posting for one in people[-TODAY:]]
    fix_plan(facts | now | {"postings": chosen}, by=by, on=world.on)


def _officer(world):
    held = Appointment.objects.in_force(world.on).filter(user=world.users["county"], office=Office.COUNTY)
    return actor_in(held.select_related("user", "division", "unit", "given_by").first())


def _record(check, turn, by, day):
    """The first is not where the sheet has them; the others are found as the sheet says, or nobody was reached."""
    said = Day.objects.filter(posting=check.posting, day=day).values_list("status", flat=True).first()
    usual = (
        said
        if said in ("in_village", "report_out", "training", "leave")
        else "not_found"
        if said == "absent"
        else "not_reached"
    )
    result = ("not_found" if said == "in_village" else usual) if turn == 0 else usual
    record_check(check, Said(result, day, time(10 + turn % 6, 20), spoke_with="村党支部书记"), by=by, on=day)
