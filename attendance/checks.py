"""What is known of spot checks: plans, what is due, the register, discrepancies, counts by division, facts by posting."""

from datetime import timedelta

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Left

from attendance.boards import NEXT_LENGTH
from attendance.models import Day, Discrepancy, SpotCheck, SpotCheckPlan
from core.models import Division

R = SpotCheck.Result
WHO = ("posting__cadre", "posting__team__village__division", "posting__team__second_village__division")


def plans(actor):
    """The plans of an actor's department and those below, the newest first, with how many checks and how many are made."""
    made = Count("checks", filter=Q(checks__day__isnull=False))
    rows = SpotCheckPlan.objects.visible_to(actor).defer("listed", "provisions")
    return rows.annotate(people=Count("checks"), made=made).order_by("-starts_on", "-pk")


def _whole(rows):
    return rows.select_related("plan", "paper", "recorded_by", *WHO).defer("plan__listed", "plan__provisions")


def checks(actor):
    """Every check an actor may see, with whom and where."""
    return _whole(SpotCheck.objects.visible_to(actor))


def due(actor, on):
    """The checks of this very department that are to be made today or should have been made, the oldest plan first."""
    rows = SpotCheck.objects.visible_to(actor).of(actor).to_make().filter(plan__starts_on__lte=on)
    return _whole(rows).annotate(last_number=_last_number()).order_by("plan__ends_on", "area", "pk")


def due_count(actor, on):
    """How many checks this very department has to make by today: one query."""
    return SpotCheck.objects.visible_to(actor).of(actor).to_make().filter(plan__starts_on__lte=on).count()


def _last_number():
    """The number that was last called for the same village."""
    called = SpotCheck.objects.filter(area=OuterRef("area")).exclude(number_called="").exclude(result=R.NOT_REACHED)
    return Subquery(called.order_by("-day", "-pk").values("number_called")[:1])


def register(actor, wanted):
    """The checks made, narrowed by a cleaned filter form, the latest first."""
    rows = _inside(checks(actor).recorded(), wanted)
    for name, path in (("result", "result"), ("way", "plan__way")):
        if wanted.get(name):
            rows = rows.filter(**{path: wanted[name]})
    return rows.annotate(contradicts=Count("discrepancies")).order_by("-day", "-time", "-pk")


def _inside(rows, wanted):
    if wanted.get("area"):
        rows = rows.filter(area__startswith=wanted["area"])
    if wanted.get("q"):
        rows = rows.filter(posting__cadre__name__icontains=wanted["q"])
    if wanted.get("first"):
        rows = rows.filter(day__gte=wanted["first"])
    return rows.filter(day__lte=wanted["last"]) if wanted.get("last") else rows


def discrepancies(actor, wanted):
    """The discrepancies an actor may see, the open ones first, the oldest on top; each with `sheet_now`."""
    rows = _inside(Discrepancy.objects.visible_to(actor), wanted)
    if wanted.get("waiting"):
        rows = rows.waiting_for(actor)
    for name in ("state", "outcome"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    rows = rows.select_related("check_made__plan", *WHO).defer(
        "check_made__plan__listed", "check_made__plan__provisions"
    )
    return with_sheet(rows).order_by("state", "day", "pk")


def with_sheet(rows):
    """Each with `sheet_now`: what the sheet says of the day today."""
    now = Day.objects.filter(posting=OuterRef("posting"), day=OuterRef("day")).values("status")
    return rows.annotate(sheet_now=Subquery(now[:1]))


def to_correct(rows):
    """Those in which the check was right and the sheet still says what it said."""
    return with_sheet(rows.filter(outcome=Discrepancy.Outcome.CHECK)).filter(sheet_now=F("sheet_status"))


def open_count(actor, on):
    """(how many are open, for how many days the oldest) in the actor's jurisdiction: one query."""
    rows = Discrepancy.objects.visible_to(actor).open()
    counted = rows.aggregate(count=Count("pk"), oldest=Max(on - F("opened_on")))
    return counted["count"], counted["oldest"].days if counted["oldest"] else 0


def statistics(actor, area, first, last):
    """[{code, name, checks, one count per result, contradicted, open}] for the divisions below `area`: three queries."""
    here = Left("area", NEXT_LENGTH.get(len(area), 12))
    made = SpotCheck.objects.visible_to(actor).filter(day__range=(first, last), area__startswith=area)
    results = {result: Count("pk", filter=Q(result=result)) for result in R.values}
    counted = made.annotate(code=here).values("code").order_by("code").annotate(checks=Count("pk"), **results)
    found = Discrepancy.objects.visible_to(actor).filter(day__range=(first, last), area__startswith=area)
    state = {"contradicted": Count("pk"), "open": Count("pk", filter=Q(state=Discrepancy.State.OPEN))}
    differing = {
        row["code"]: row for row in found.annotate(code=here).values("code").order_by("code").annotate(**state)
    }
    rows = list(counted)
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in rows]).values_list("code", "name"))
    nothing = {"contradicted": 0, "open": 0}
    return [
        {**nothing, **row, **differing.get(row["code"], {}), "name": names.get(row["code"], row["code"])}
        for row in rows
    ]


def total(rows):
    """The sum line of the statistics."""
    keys = ("checks", *R.values, "contradicted", "open")
    return {key: sum(row[key] for row in rows) for key in keys}


def year_of(postings, year):
    """{posting: {checks, found, open, sheet_right, check_right, explained}} of a year, for assessments: two queries."""
    made = SpotCheck.objects.recorded().filter(posting__in=postings, day__year=year).values("posting").order_by()
    seen = made.annotate(checks=Count("pk"), found=Count("pk", filter=Q(result=R.IN_VILLAGE)))
    cases = Discrepancy.objects.filter(posting__in=postings, day__year=year).values("posting").order_by()
    outcomes = {value: Count("pk", filter=Q(outcome=value)) for value in Discrepancy.Outcome.values}
    settled = cases.annotate(open=Count("pk", filter=Q(state=Discrepancy.State.OPEN)), **outcomes)
    found = {pk: dict.fromkeys(("checks", "found", "open", *outcomes), 0) for pk in postings}
    for row in (*seen, *settled):
        found[row.pop("posting")] |= row
    return found


def month(on):
    """The last thirty days: what a page of counts begins with."""
    return on - timedelta(days=29), on
