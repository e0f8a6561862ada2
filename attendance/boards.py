"""Who is where on a day, counted for any division, down to the person (二(四): 及时掌握和统计驻村干部在岗情况)."""

from django.db.models import Count, F, FilteredRelation, Q
from django.db.models.functions import Left

from attendance.models import Day, Status
from attendance.sheet import days
from core.models import Division
from core.policy import PROVINCE
from teams.models import Posting

NEXT_LENGTH = {2: 4, 4: 6, 6: 9, 9: 12}
UNCONFIRMED = "unconfirmed"
SHOWN = (*Status.values, UNCONFIRMED)


def on_post(actor, area, day):
    """[{code, name, people, in_village, …, unconfirmed}] for the divisions directly below `area`: two queries."""
    return named(counted(actor, area, day, step_below(area)))


def counted(actor, area, day, length):
    """[{code, people, in_village, …, unconfirmed}] for the divisions inside `area` whose codes have `length` digits: one query.

    Only confirmed days count as anything; the rest of the people are unconfirmed. In the order of the codes, always:
    no division is ranked.
    """
    counts = {status: Count("pk", filter=Q(said__status=status)) for status in Status.values}
    places = _said(actor, area, day).annotate(code=Left("area", length)).values("code").order_by("code")
    return list(places.annotate(people=Count("pk"), unconfirmed=Count("pk", filter=Q(said__status=None)), **counts))


def step_below(area):
    """How long the codes are of the divisions directly below one; a village is its own last step."""
    return NEXT_LENGTH.get(len(area), 12)


def named(rows):
    """The same rows with the names of their divisions: one query."""
    names = dict(Division.objects.current().filter(code__in=[row["code"] for row in rows]).values_list("code", "name"))
    return [{**row, "name": names.get(row["code"], row["code"])} for row in rows]


def path_to(area, top):
    """[(code, name)] from the actor's own place (`top`) down to `area`: one query."""
    codes = [area[:length] for length in (2, 4, 6, 9, 12) if len(top) <= length <= len(area)]
    names = dict(Division.objects.current().filter(code__in=codes).values_list("code", "name"))
    return [(code, names.get(code, code)) for code in codes]


def crumbs(actor, area):
    """{above: the way from the actor's own place down, here: the name of `area`}: one query."""
    path = path_to(area, actor.area or PROVINCE)
    return {"above": path[:-1], "here": path[-1][1]}


def _said(actor, area, day):
    """The postings of a day inside `area`, with what the clerk has confirmed of it as `said`."""
    people = Posting.objects.visible_to(actor).current(day).filter(area__startswith=area)
    return people.annotate(said=FilteredRelation("days", condition=Q(days__day=day, days__confirmed_at__isnull=False)))


def people_on(actor, area, day, *, words="", status=""):
    """The people of a day by division code and seat, one row each, narrowed by name or status."""
    rows = _said(actor, area, day)
    rows = rows.filter(cadre__name__icontains=words) if words else rows
    if status:
        rows = rows.filter(said__status=None if status == UNCONFIRMED else status)
    facts = {"status": F("said__status"), "note": F("said__note"), "confirmed_at": F("said__confirmed_at")}
    named_by = {"confirmed_by": F("said__confirmed_by__name"), "name": F("cadre__name")}
    where = {"village": F("team__village__division__full_name")}
    return rows.order_by("area", "seat", "pk").values("pk", "cadre_id", "seat", "area", **facts, **named_by, **where)


def total(rows):
    """The sum line of a board."""
    keys = ("people", UNCONFIRMED, *Status.values)
    return {key: sum(row[key] for row in rows) for key in keys}


def share(part, whole):
    """A part in whole per cent of a number; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


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
