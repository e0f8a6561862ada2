"""Recalls of the demonstration's county: one decided with its duties open, a grave one that waits for the superior department."""

from datetime import timedelta

from assessment.actions import recalling
from assessment.actions.recalling import Charge
from attendance.actions import cut_absences
from core.actor import actor_in
from core.models import Appointment
from core.offices import Office
from overview.demo.world import DEMO_COUNTY
from teams.models import Posting, Seat

IDLE = "长期在岗不在状态，入户走访少、台账不全，经乡镇党委两次提醒谈话仍未改正。"
FRAUD = "抽查发现入户走访记录系事后补填，多户群众反映未曾见面。"
SAID = "承认走访不到位，家中老人患病牵扯精力，愿意接受组织处理。"
FROM_THE_END = 3  # those at the end of the list stand in no other story


def make_recalls(world):
    """What the county's first officer proposed, and what the authority over the cadre decided on one of them."""
    county = _acting(world, Office.COUNTY, DEMO_COUNTY)
    running = Posting.objects.filter(area__startswith=DEMO_COUNTY, ends_on__isnull=True, starts_on__lt=world.on)
    chosen = list(running.filter(seat=Seat.UNIT_MEMBER).order_by("-area", "-pk")[:FROM_THE_END])
    if county is None or len(chosen) < FROM_THE_END:
        return
    day = world.on - timedelta(days=9)
    one = _proposed(chosen[0], "ineffective", IDLE, day, county, world.on)
    recalling.hear(one, statement=SAID, heard_on=world.on - timedelta(days=2), by=county, on=world.on)
    decides = _acting(world, one.deciding_office, one.deciding_area, second=True)
    if decides is not None:
        number = f"组〔{world.on.year}〕{one.posting_id % 40 + 1}号"
        recalling.decide(one, number=number, by=decides, on=world.on, note="同意召回。")
        cut_absences(one.posting_id)
    _proposed(chosen[1], "fraud", FRAUD, day, county, world.on)


def _proposed(posting, ground, words, day, by, on):
    happened = max(day, posting.starts_on)
    return recalling.propose_recall(posting, Charge("recall", ground, happened, words, on), by=by, on=on)


def _acting(world, office, area, *, second=False):
    """An officer of a department; `second`: not the county's first, who proposes. None where nobody holds it."""
    held = Appointment.objects.in_force(world.on).filter(office=office, division__code=area).order_by("pk")
    if second and area == DEMO_COUNTY:
        held = held.exclude(user=world.users["county"])
    elif area == DEMO_COUNTY:
        held = held.filter(user=world.users["county"])
    found = held.select_related("user", "division", "unit", "given_by").first()
    return actor_in(found) if found else None
