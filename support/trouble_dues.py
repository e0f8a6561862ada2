"""What is due when something has befallen a posted cadre: help with difficulties, steps after injury or death on duty (二(五))."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.case_dues import LIMIT
from core.dues import Due, source, unspoken
from core.policies import Policies
from support.due_rows import COUNTY, grouped, sender
from support.models import Difficulty, Help, InjuryStep

_STEPS = {kind.value: unspoken(kind.label) for kind in InjuryStep.Kind}


@source("difficulty", _("Family difficulties"), _("%(count)s family difficulties wait for help."), personal=True)
def difficulties(on):
    """Difficulties nobody has helped with yet: the sender's, within the days of a case. Names and words stay in the case."""
    policies, found = Policies(on), []
    helped = Help.objects.standing().filter(difficulty=OuterRef("pk"))
    rows = Difficulty.objects.standing().filter(~Exists(helped), settled_on=None)
    for row in rows.select_related("posting__pairing").order_by("pk"):
        until = row.entered_on + timedelta(days=policies.at(row.area[:COUNTY])[LIMIT].value)
        found.append((sender(row.posting), row.area[:COUNTY], until))
    yield from grouped("difficulty", found, f"{reverse('difficulties')}?state=open")


@source(
    "injury_step",
    _("Steps after injury or death on duty"),
    _("%(who)s: %(step)s."),
    personal=True,
)
def injury_steps(on):
    """Steps owed that nobody has done. One statement."""
    rows = InjuryStep.objects.filter(done_on__isnull=True, injury__struck_on__isnull=True)
    for step in rows.select_related("injury__posting__cadre").order_by("pk"):
        yield Due(
            kind="injury_step",
            key=f"{step.pk}",
            office=step.owner_office,
            unit_id=step.owner_unit_id,
            area=step.owner_area,
            due_on=step.due_on,
            about=step.area,
            link=reverse("injury", args=[step.injury_id]),
            params={"who": step.injury.posting.cadre.name, "step": _STEPS[step.kind]},
        )
