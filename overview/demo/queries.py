"""Two kept queries of the demonstration's county officer: one sent every month, a register that is not sent."""

from core.actor import actor_in
from core.models import Appointment
from core.offices import Office
from overview import actions
from overview.demo.world import DEMO_COUNTY
from overview.models import SavedQuery

CROSS = {"rows": "township", "columns": "source"}


def make_queries(world):
    """What the county's first officer keeps."""
    held = Appointment.objects.in_force(world.on).filter(
        office=Office.COUNTY, division__code=DEMO_COUNTY, user=world.users.get("county")
    )
    found = held.select_related("user", "division", "unit", "given_by").first()
    if found is None:
        return
    by, scheduled_on = actor_in(found), world.on.replace(day=1)
    monthly = actions.keep_query(name="各乡镇来源结构", what=SavedQuery.What.CROSS, query=CROSS, by=by, on=scheduled_on)
    actions.step(monthly, "monthly", by=by, on=scheduled_on)
    roster = {"register": "serving"}
    actions.keep_query(name="驻村干部花名册", what=SavedQuery.What.REGISTER, query=roster, by=by, on=scheduled_on)
