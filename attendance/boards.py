"""Who is where on a day, counted for any division (二(四): 及时掌握和统计驻村干部在岗情况)."""

from django.db.models import Count, FilteredRelation, Q
from django.db.models.functions import Left

from attendance.models import Day, Status
from attendance.sheet import days
from core.models import Division
from teams.models import Posting

NEXT_LENGTH = {2: 4, 4: 6, 6: 9, 9: 12}


def on_post(actor, area, day):
    """[{code, name, people, in_village, …, unconfirmed}] for the divisions directly below `area`: two queries.

    Only confirmed days count as anything; the rest of the people are unconfirmed.
    """
    people = Posting.objects.visible_to(actor).current(day).filter(area__startswith=area)
    said = people.annotate(said=FilteredRelation("days", condition=Q(days__day=day, days__confirmed_at__isnull=False)))
    counts = {status: Count("pk", filter=Q(said__status=status)) for status in Status.values}
    places = said.annotate(code=Left("area", NEXT_LENGTH.get(len(area), 12))).values("code").order_by("code")
    rows = list(places.annotate(people=Count("pk"), unconfirmed=Count("pk", filter=Q(said__status=None)), **counts))
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in rows]).values_list("code", "name"))
    return [{**row, "name": names.get(row["code"], row["code"])} for row in rows]


def total(rows):
    """The sum line of a board."""
    keys = ("people", "unconfirmed", *Status.values)
    return {key: sum(row[key] for row in rows) for key in keys}


def unconfirmed_days(actor, first, last):
    """[(day, postings without a confirmed day)] of a span, latest first, only days that lack some: two queries."""
    people = Posting.objects.visible_to(actor).touching(first, last)
    spans = list(people.values_list("starts_on", "ends_on"))
    told = Day.objects.visible_to(actor).filter(day__range=(first, last), confirmed_at__isnull=False)
    counted = dict(told.values("day").annotate(count=Count("posting")).values_list("day", "count"))
    missing = [(day, _serving(spans, day) - counted.get(day, 0)) for day in reversed(days(first, last))]
    return [(day, count) for day, count in missing if count > 0]


def _serving(spans, day):
    return sum(start <= day and (end is None or day <= end) for start, end in spans)
