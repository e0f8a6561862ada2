"""Yearly training plans 培训计划: what a department means to hold."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.training import organises
from attendance.models import TrainingPlan
from core.record import changed, record
from core.refusals import NotAllowed, Refused

FACTS = ("year", "title", "kind", "starts_on", "ends_on", "sessions_planned", "people_planned", "days_planned")


@transaction.atomic
def make_plan(facts, *, by, on):
    """A department enters a line of its yearly plan. Effects in order: office checked; the plan; record. Raises NotAllowed."""
    organises(by, on)
    plan = TrainingPlan.objects.create(area=by.area, created_by_id=by.user_id, **facts)
    record(by, "make_plan", plan, details=_plain(plan))
    return plan


@transaction.atomic
def change_plan(plan, facts, *, by, on):
    """Changes one's own plan. Effects in order: the row is locked, organiser checked; facts; record of what changed. Raises NotAllowed."""
    plan = _locked(plan, by)
    before = _plain(plan)
    for name in FACTS:
        setattr(plan, name, facts[name])
    plan.save()
    record(by, "change_plan", plan, details=changed(before, _plain(plan)))
    return plan


@transaction.atomic
def drop_plan(plan, *, by, on):
    """Takes one's own plan back while it has no session. Effects in order: locked, checked; record; gone. Raises NotAllowed, Refused."""
    plan = _locked(plan, by)
    if plan.sessions.exists():
        raise Refused(_("This plan has sessions already: it stays."))
    record(by, "drop_plan", plan, details=_plain(plan))
    plan.delete()


def _locked(plan, by):
    plan = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.area != by.area or not by.is_department:
        raise NotAllowed(_("Only the department whose plan it is changes it."))
    return plan


def _plain(plan):
    return {name: str(getattr(plan, name)) for name in FACTS}
