"""The rows of the pages about recalls, inside the actor's jurisdiction, narrowed by a cleaned filter."""

from django.db.models import Count, Min, Q

from assessment.models import Recall, RecallDuty
from core.offices import DEPARTMENTS, Office
from teams.models import Posting

WHO = ("posting__cadre__township", "posting__pairing__unit", "posting__team__village__division", "unit")


def recalls(actor, wanted, on):
    """Recalls with cadre, sender, place, and `owed`, `next_due`: what is open of their duties."""
    rows = Recall.objects.visible_to(actor)
    if wanted.get("waiting"):
        owed = RecallDuty.objects.waiting_for(actor).values("recall")
        rows = rows.filter(Q(pk__in=rows.waiting_for(actor).values("pk")) | Q(pk__in=owed))
    rows = rows.late(on) if wanted.get("late") else rows
    for name in ("state", "kind", "ground"):
        rows = rows.filter(**{name: wanted[name]}) if wanted.get(name) else rows
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    if words := wanted.get("q"):
        place = Q(posting__team__village__division__full_name__contains=words)
        rows = rows.filter(Q(posting__cadre__name__contains=words) | place)
    open_ones = Q(duties__done_on__isnull=True)
    rows = rows.annotate(owed=Count("duties", filter=open_ones), next_due=Min("duties__due_on", filter=open_ones))
    order = "changed_at" if wanted.get("waiting") else "-changed_at"
    return rows.select_related(*WHO).defer("provisions").order_by(order, "pk")


def counts(actor, on):
    """{state: [(code, words, how many)], waiting, duties, late} of what this actor sees: four statements."""
    seen = Recall.objects.visible_to(actor)
    found = dict(seen.values("state").order_by().annotate(n=Count("pk")).values_list("state", "n"))
    return {
        "states": [(state.value, state.label, found[state]) for state in Recall.State if state in found],
        "waiting": seen.waiting_for(actor).count(),
        "duties": RecallDuty.objects.visible_to(actor).waiting_for(actor).count(),
        "late": seen.late(on).count(),
    }


def duties(case, actor, on):
    """[(duty, mine?, late?)] of a case: a department sees all, others their own, the cadre none."""
    rows = case.duties.select_related("done_by", "file", "unit")
    if actor.office == Office.CADRE:
        return []
    # the unit also sees that, and when, its responsible person is to be interviewed
    seen = [one for one in rows if actor.office in DEPARTMENTS or one.is_for(actor) or _concerns(one)]
    return [(one, one.is_for(actor) and one.done_on is None, one.late(on)) for one in seen]


def _concerns(duty):
    return duty.kind in (RecallDuty.Kind.INTERVIEW, RecallDuty.Kind.DELIVERED)


def papers(case, actor):
    """The files of a case this actor may read: departments all, whoever owes a duty that of the duty."""
    files = [duty.file for duty, _mine, _late in duties(case, actor, case.proposed_on) if duty.file_id]
    return [*case.papers.all(), *files] if actor.office in DEPARTMENTS else files


def postings(actor, words):
    """The running postings of a county, whom a proposal may be about."""
    rows = Posting.objects.visible_to(actor).filter(ends_on__isnull=True)
    if words:
        rows = rows.filter(Q(cadre__name__contains=words) | Q(team__village__division__full_name__contains=words))
    related = ("cadre__township", "pairing__unit", "team__village__division")
    return rows.select_related(*related).order_by("area", "seat", "pk")


def adjusting(case):
    """Whether an adjustment of the same posting is on its way: the one decided first ends the posting."""
    return case.state in Recall.OPEN and case.posting.adjustments.open().exists()
