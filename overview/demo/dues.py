"""Due lists, the catalogue of forms and the count of typed fields in the demonstration: what pages above need to live."""

from datetime import timedelta

from core.actions.catalogue import ask_form
from core.actions.dues import keep_dues
from core.actor import actor_in
from core.models import Appointment, TypedFields
from core.offices import Office
from overview.demo.world import DEMO_COUNTY, DEMO_TOWNSHIP

WEEK = timedelta(days=7)
TYPED = (("clerk", DEMO_TOWNSHIP, 24, 9), ("township", DEMO_TOWNSHIP, 18, 4), ("county", DEMO_COUNTY, 41, 8))


def make_dues(world):
    """Two forms of the county, one of them without a basis; a year of counts, week by week; the lists as of the day."""
    held = Appointment.objects.in_force(world.on).filter(user=world.users["county"], office=Office.COUNTY)
    county = actor_in(held.select_related("user", "division", "unit", "given_by").first())
    known, name = {"name": "姓名", "known": "干部信息"}, {"name": "所驻村", "known": "任职信息"}
    facts = {"cadence": "monthly", "filled_by": ["township"], "by": county, "on": world.on - 4 * WEEK}
    talk = {"name": "走访农牧户数", "known": ""}
    ask_form(name="驻村工作月报表", basis="民组发〔2026〕8号", fields=[known, name, talk], **facts)
    ask_form(name="走访登记汇总表", basis="", fields=[known, talk], **facts)
    _typed(world)
    keep_dues(on=world.on)


def _typed(world):
    days = [world.on - turn * WEEK for turn in range(1, 27)]
    rows = [
        TypedFields(day=day, office=office, area=area, fields=fields + day.day % 5, forms=forms)
        for day in days
        for office, area, fields, forms in TYPED
    ]
    TypedFields.objects.bulk_create(rows)
