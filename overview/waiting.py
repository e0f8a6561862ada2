"""What waits for an office: the cases whose next step is its own, oldest first."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Recall, RecallDuty
from attendance.checks import to_correct
from attendance.models import Discrepancy, Leave, Training
from core.clock import today
from core.offices import DEPARTMENTS, Office
from selection.models import Adjustment, Nomination, Transfer

SHOWN = 5
_WHO = ("posting__cadre", "posting__team__village__division")
DECIDES = {
    "nominations": (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT),
    "adjustments": (Office.PROVINCE, Office.PREFECTURE, Office.TOWNSHIP, Office.UNIT),
    "transfers": (Office.PREFECTURE, Office.UNIT),
    "leaves": (Office.COUNTY, Office.TOWNSHIP, Office.CLERK, Office.CADRE),
    "assessments": (Office.COUNTY, Office.TOWNSHIP, Office.UNIT),
    "recalls": (*DEPARTMENTS, Office.TOWNSHIP, Office.UNIT),
    "training": DEPARTMENTS,
    "discrepancies": (Office.COUNTY,),
    "corrections": (Office.CLERK,),
}


@dataclass(frozen=True)
class Queue:
    """One kind of case that waits: how many, and the oldest of them as (words, state, since, address)."""

    key: str
    label: str
    total: int
    lines: list
    url: str


def queues(actor):
    """The queues of an office, one query each; empty ones too, so that a page can say that nothing waits."""
    made = {
        "nominations": _nominations,
        "adjustments": _leaving("adjustments", Adjustment, _("Adjustments")),
        "transfers": _leaving("transfers", Transfer, _("Transfers after the term")),
        "leaves": _leaving("leaves", Leave, _("Leave")),
        "assessments": _assessments,
        "recalls": _recalls,
        "training": _training,
        "discrepancies": _discrepancies,
        "corrections": _corrections,
    }
    return [make(actor) for key, make in made.items() if actor.office in DECIDES[key]]


def _oldest(rows):
    """The oldest few, each knowing how many there are: one query."""
    return list(rows.annotate(total=Window(Count("pk"))).order_by("changed_at", "pk")[:SHOWN])


def _total(cases):
    return cases[0].total if cases else 0


def _nominations(actor):
    rows = Nomination.objects.visible_to(actor).waiting_for(actor)
    cases = _oldest(rows.select_related("cadre", "team__village__division"))
    lines = [(str(case), case, case.changed_at, reverse("nomination", args=[case.pk])) for case in cases]
    return Queue("nominations", _("Nominations"), _total(cases), lines, reverse("nominations") + "?waiting=on")


def _leaving(key, model, label):
    """A maker of the queue of one kind of case about a posting."""

    def made(actor):
        cases = _oldest(model.objects.visible_to(actor).waiting_for(actor).select_related(*_WHO).defer("provisions"))
        name = model._meta.model_name
        lines = [(str(case), case, case.changed_at, reverse(name, args=[case.pk])) for case in cases]
        return Queue(key, label, _total(cases), lines, reverse(key) + "?waiting=on")

    return made


def _assessments(actor):
    """People and teams alike; for a unit the term-end proposals it must agree to."""
    rows = Assessment.objects.visible_to(actor).waiting_for(actor).defer("facts", "provisions")
    cases = _oldest(rows.select_related("posting__cadre", "team__village__division", "team__second_village__division"))
    lines = [(str(case), case, case.changed_at, reverse("assessment", args=[case.pk])) for case in cases]
    return Queue("assessments", _("Assessment"), _total(cases), lines, reverse("assessments") + "?waiting=on")


def _recalls(actor):
    """Recalls whose next step is this office's, and those it still owes something after."""
    seen = Recall.objects.visible_to(actor).select_related(*_WHO).defer("provisions")
    owed = Q(pk__in=RecallDuty.objects.waiting_for(actor).values("recall"))
    cases = _oldest(seen.filter(owed | Q(pk__in=Recall.objects.waiting_for(actor).values("pk"))))
    lines = [(str(case), case, case.changed_at, reverse("recall", args=[case.pk])) for case in cases]
    return Queue("recalls", _("Recalls"), _total(cases), lines, reverse("recalls") + "?waiting=on")


def _training(actor):
    """Sessions of the department that are over and of which nobody has entered who came."""
    rows = Training.objects.visible_to(actor).overdue(today()).filter(area=actor.area)
    cases = list(rows.annotate(total=Window(Count("pk"))).order_by("ends_on", "pk")[:SHOWN])
    lines = [(str(case), case, _over(case), reverse("training-attendance", args=[case.pk])) for case in cases]
    return Queue("training", _("Training"), _total(cases), lines, reverse("trainings") + "?state=due")


def _over(session):
    """The midnight after its last day."""
    return _midnight(session.ends_on + timedelta(days=1))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _discrepancies(actor):
    """What contradicts the sheet, for the county's department to settle."""
    rows = Discrepancy.objects.visible_to(actor).waiting_for(actor)
    return _of_checks("discrepancies", _("Discrepancies"), rows, "?waiting=on")


def _corrections(actor):
    """Days that were found to be wrong in the clerk's sheet, until it is corrected."""
    rows = to_correct(Discrepancy.objects.visible_to(actor))
    return _of_checks("corrections", _("Sheet to be corrected"), rows, "?outcome=check_right")


def _of_checks(key, label, rows, query):
    cases = _oldest(rows.select_related("posting__cadre"))
    lines = [(str(case), case, case.changed_at, reverse("discrepancy", args=[case.pk])) for case in cases]
    return Queue(key, label, _total(cases), lines, reverse("discrepancies") + query)
