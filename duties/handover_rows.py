"""The rows of the pages about handovers, and the postings whose handover is due."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from core.models import CountyRule
from core.policy import PROVINCE, policy_in_force
from duties.actions.handovers import PREPARE
from duties.models import Handover
from duties.steps import HandoverState
from teams.models import Posting

WHO = (
    "posting__cadre",
    "posting__pairing__unit",
    "posting__team__village__division",
    "posting__team__second_village__division",
    "successor__cadre",
)
LOOKS_BACK = timedelta(days=180)  # an end longer ago is history


def handovers(actor, wanted):
    """Handovers with both people and the place."""
    rows = Handover.objects.visible_to(actor)
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    plain = {"state": "state", "area": "area__startswith"}
    rows = rows.filter(**{path: wanted[name] for name, path in plain.items() if wanted.get(name)})
    if words := wanted.get("q"):
        place = Q(posting__team__village__division__full_name__icontains=words)
        rows = rows.filter(place | Q(posting__cadre__name__icontains=words))
    return rows.select_related(*WHO).order_by("-changed_at", "pk")


def ending(rows, on):
    """Of these postings the ones that end soon, or ended lately, with `last_day`; the county's own number of days counts."""
    rows = rows.annotate(last_day=Coalesce("ends_on", "term_ends_on")).filter(last_day__gte=on - LOOKS_BACK)
    rules = list(CountyRule.objects.in_force(on).filter(key=PREPARE))
    usual = policy_in_force(PROVINCE, on)[PREPARE].value
    own = {rule.area: policy_in_force(rule.area, on, rules)[PREPARE].value for rule in rules}
    soon, elsewhere = Q(), Q()
    for area, days in own.items():
        soon |= Q(area__startswith=area, last_day__lte=on + timedelta(days=days))
        elsewhere |= Q(area__startswith=area)
    general = Q(last_day__lte=on + timedelta(days=usual))
    return rows.filter(soon | (general & ~elsewhere) if own else general)


def due(actor, on):
    """Postings in the jurisdiction whose handover is due and not closed, soonest first; `begun` where one is on its way."""
    rows = ending(Posting.objects.visible_to(actor), on)
    closed = Handover.objects.filter(posting=OuterRef("pk"), state=HandoverState.RECEIVED)
    rows = rows.filter(~Exists(closed)).select_related(
        "cadre", "pairing__unit", "team__village__division", "team__second_village__division", "handover"
    )
    return rows.order_by("last_day", "area", "seat", "pk")
