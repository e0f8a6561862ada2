"""The rows the pages of meetings and matters work on, each inside the actor's jurisdiction."""

from datetime import date

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Left

from core.models import Division, Record, Unit
from core.offices import Office
from duties.models import Called, Matter, Meeting
from duties.periods import months_of, quarter_of
from teams.models import Pairing, Posting, Seat, Team

_TEAM = ("team__village__division", "team__second_village__division")
_PLACE = ("posting__cadre", "posting__team__village__division")


def _named(code):
    return Division.objects.current().filter(code=code).values("name")[:1]


def _counted(rows):
    return Coalesce(Subquery(rows.order_by().values("meeting").annotate(n=Count("pk")).values("n")), 0)


def meetings(actor, wanted=None):
    """Meetings with their county's name, how many were called and came, and matters still open."""
    wanted = wanted or {}
    rows = Meeting.objects.visible_to(actor)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if year := wanted.get("year"):
        rows = rows.filter(day__year=year)
    if quarter := wanted.get("quarter"):
        rows = rows.filter(day__month__in=months_of(quarter))
    if words := wanted.get("q"):
        rows = rows.filter(title__icontains=words)
    called = Called.objects.filter(meeting=OuterRef("pk"))
    return rows.annotate(
        county=Subquery(_named(OuterRef("area"))),
        listed=_counted(called),
        came=_counted(called.filter(sign=Called.Sign.CAME)),
        open_matters=_counted(Matter.objects.open().filter(meeting=OuterRef("pk"))),
    ).order_by("-day", "-pk")


def people(actor, meeting):
    """Who of the actor's jurisdiction is called, by place."""
    rows = Called.objects.visible_to(actor).filter(meeting=meeting)
    return rows.select_related(*_PLACE).order_by("posting__area", "pk")


def first_secretaries(area, day):
    """The first secretaries who serve in a county on a day, by place."""
    rows = Posting.objects.current(day).filter(area__startswith=area, seat=Seat.FIRST_SECRETARY)
    return rows.select_related("cadre", "team__village__division").order_by("area", "pk")


def history(thing):
    """What was done with a meeting or a matter, oldest first."""
    return list(Record.objects.about(thing).select_related("user").order_by("pk"))


def matters(actor, wanted=None, on=None):
    """Matters with the names of their owner and county, narrowed by a cleaned filter; the first due on top."""
    wanted = wanted or {}
    rows = Matter.objects.visible_to(actor)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if meeting := wanted.get("meeting"):
        rows = rows.filter(meeting=meeting)
    if words := wanted.get("q"):
        rows = rows.filter(words__icontains=words)
    if wanted.get("mine"):
        rows = rows.owned_by(actor)
    rows = _in_state(rows, wanted.get("state"), on)
    owner = Case(
        When(owner_office=Office.UNIT, then=F("owner_unit__name")),
        default=Subquery(_named(OuterRef("owner_area"))),
        output_field=CharField(),
    )
    county = Subquery(Division.objects.current().filter(code=Left(OuterRef("area"), 6)).values("name")[:1])
    rows = rows.annotate(owner_name=owner, county=county)
    done = Case(When(outcome="", then=Value(0)), default=Value(1))
    return rows.select_related("meeting", *_TEAM).order_by(done, "due_on", "pk")


def _in_state(rows, state, on):
    if state == "open":
        return rows.open()
    if state == "late":
        return rows.open().filter(due_on__lt=on or date.max)
    return rows.filter(outcome=state) if state else rows


def owners(area, on):
    """[(value, name)] of the offices that may own a matter of a county: its own two, its townships and paired units."""
    county = Division.objects.current().filter(code=area).first()
    name = county.name if county else area
    towns = Team.objects.standing(on).filter(area__startswith=area).annotate(town=Left("area", 9)).values("town")
    towns = Division.objects.current().filter(code__in=towns).order_by("code").values_list("code", "name")
    paired = Pairing.objects.in_force(on).filter(village__area__startswith=area).values("unit")
    units = Unit.objects.filter(pk__in=paired).order_by("name").values_list("pk", "name")
    own = [(f"{office}:{area}", f"{name} · {office.label}") for office in (Office.LEADERSHIP, Office.COUNTY)]
    own += [(f"{Office.TOWNSHIP}:{code}", town) for code, town in towns]
    return own + [(f"{Office.UNIT}:{pk}", unit) for pk, unit in units]


def teams_of(area, on):
    """The standing teams of a county, by place."""
    rows = Team.objects.standing(on).filter(area__startswith=area)
    return rows.select_related("village__division", "second_village__division").order_by("area")


def held_in_quarter(area, on):
    """How many meetings a county held in the quarter of a day, and one planned that is still to come."""
    first, last = quarter_of(on)
    rows = Meeting.objects.filter(area=area, day__range=(first, last))
    return rows.aggregate(
        held=Count("pk", filter=Q(state__in=(Meeting.State.HELD, Meeting.State.CLOSED))),
        planned=Count("pk", filter=Q(state=Meeting.State.PLANNED)),
    )
