"""The rows of the pages about leave and report-outs, inside the actor's jurisdiction, narrowed by a cleaned filter."""

from datetime import date, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q, Sum, Value
from django.db.models.functions import Greatest, Least

from attendance.models import Leave, ReportOut
from teams.models import Posting


def leaves(actor, wanted, on):
    """Leaves with cadre, sender and village; what waits stands oldest first."""
    rows = Leave.objects.visible_to(actor)
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    rows = rows.filter(over(on)) if wanted.get("due") else rows
    rows = rows.filter(state=wanted["state"]) if wanted.get("state") else rows
    order = ("changed_at", "pk") if wanted.get("waiting") else ("-starts_on", "-pk")
    return _narrowed(rows, wanted).order_by(*order).defer("provisions")


def over(on):
    """Granted leave that has ended and was not reported back from 未销假."""
    return Q(state=Leave.State.APPROVED, ends_on__lt=on - timedelta(days=1))


def report_outs(actor, wanted):
    """Report-outs with cadre, sender and village, the latest first."""
    return _narrowed(ReportOut.objects.visible_to(actor), wanted).order_by("-starts_on", "-pk")


def _narrowed(rows, wanted):
    rows = rows.filter(kind=wanted["kind"]) if wanted.get("kind") else rows
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(ends_on__gte=wanted["first"]) if wanted.get("first") else rows
    rows = rows.filter(starts_on__lte=wanted["last"]) if wanted.get("last") else rows
    if name := wanted.get("q"):
        place = Q(posting__team__village__division__full_name__contains=name)
        rows = rows.filter(Q(posting__cadre__name__contains=name) | place)
    return rows.named()


def counted(actor, on):
    """How many wait for this office and since when, are away today, have not reported back: two queries."""
    rows = Leave.objects.visible_to(actor)
    away = Q(state=Leave.State.APPROVED, starts_on__lte=on, ends_on__gte=on)
    found = rows.aggregate(away=Count("pk", filter=away), due=Count("pk", filter=over(on)))
    return found | rows.waiting_for(actor).aggregate(waiting=Count("pk"), oldest=Min("changed_at"))


def summary(actor, wanted, year):
    """Per posting the days of granted leave in a year, by kind and together: [{posting, name, …, sick, …, total}]."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Leave.objects.visible_to(actor).granted().touching(first, last)
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    rows = rows.filter(posting__cadre__name__contains=wanted["q"]) if wanted.get("q") else rows
    nights = ExpressionWrapper(
        Least(F("ends_on"), Value(last)) - Greatest(F("starts_on"), Value(first)), output_field=DurationField()
    )
    kinds = {kind: Sum(nights, filter=Q(kind=kind)) for kind in Leave.Kind.values}
    times = {f"{kind}_times": Count("pk", filter=Q(kind=kind)) for kind in Leave.Kind.values}
    named = rows.values(
        "posting", "area", name=F("posting__cadre__name"), village=F("posting__team__village__division__full_name")
    )
    return named.annotate(**kinds, **times).order_by("area", "posting")


def in_days(row):
    """A row of `summary` with whole days by kind, both ends of each leave counted, and their total."""
    days = {kind: (row[kind].days if row[kind] else 0) + row[f"{kind}_times"] for kind in Leave.Kind.values}
    who = {name: row[name] for name in ("posting", "area", "name", "village")}
    return {**who, **days, "total": sum(days.values())}


def serving(actor, words, on):
    """The running postings an office may apply and report for, found by name."""
    rows = Posting.objects.visible_to(actor).current(on).filter(cadre__name__contains=words)
    return rows.select_related("cadre__township", "pairing__unit", "team__village__division").order_by("area", "seat")
