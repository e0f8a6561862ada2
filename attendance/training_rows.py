"""The rows the training pages work on, each inside the actor's jurisdiction."""

from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from attendance.models import Attendee, Certificate, Standing, Training, TrainingPlan
from core.models import Division, Record
from teams.models import Posting

TO_COME = (Training.State.PLANNED, Training.State.OPEN)
_PLACE = ("posting__cadre", "posting__team__village__division")
NO_DAYS = Decimal(0)


def serving(rows, session):
    """Those of `rows` that serve on a day of the session; for pre-posting training also those who begin later."""
    if session.kind == Training.Kind.PRE_POSTING:
        return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=session.starts_on))
    return rows.touching(session.starts_on, session.ends_on)


def enrolled(session):
    """The numbers of the postings on the list."""
    return list(session.attendees.order_by("posting_id").values_list("posting_id", flat=True))


def trainings(actor, wanted=None, on=None):
    """Sessions with how many are on the list and how many came, narrowed by a cleaned filter."""
    wanted = wanted or {}
    rows = Training.objects.visible_to(actor)
    if state := wanted.get("state"):
        rows = rows.overdue(on) if state == "due" else rows.filter(state=state)
    if kind := wanted.get("kind"):
        rows = rows.filter(kind=kind)
    if year := wanted.get("year"):
        rows = rows.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    if words := wanted.get("q"):
        rows = rows.filter(title__icontains=words)
    listed = Attendee.objects.filter(training=OuterRef("pk")).order_by().values("training")
    came = listed.filter(attended=True)
    return rows.annotate(
        listed=Coalesce(Subquery(listed.annotate(n=Count("pk")).values("n")), 0),
        people=Coalesce(Subquery(came.annotate(n=Count("pk")).values("n")), 0),
    ).order_by("-starts_on", "-pk")


def people(actor, session):
    """Who is on a session's list, of the actor's jurisdiction."""
    rows = Attendee.objects.visible_to(actor).filter(training=session)
    return rows.select_related(*_PLACE).order_by("posting__area", "posting__seat", "pk")


def organiser(session):
    """The division whose department organises a session."""
    return Division.objects.current().filter(code=session.area).first()


def history(session):
    """What was done with a session, oldest first."""
    return list(Record.objects.about(session).select_related("user").order_by("pk"))


def candidates(actor, session, wanted):
    """Postings of the session's area, inside the actor's, that serve then and are not on its list."""
    rows = serving(Posting.objects.visible_to(actor), session).filter(area__startswith=session.area)
    rows = rows.exclude(trainings__training=session)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if seat := wanted.get("seat"):
        rows = rows.filter(seat=seat)
    if words := wanted.get("q"):
        rows = rows.filter(area__startswith=words) if words.isdigit() else rows.filter(cadre__name__icontains=words)
    if wanted.get("short"):
        enough = Standing.objects.filter(
            posting=OuterRef("pk"), kind=Standing.Kind.TRAINING, year=session.starts_on.year, remaining__lte=0
        )
        rows = rows.filter(~Exists(enough))
    return rows.select_related("cadre", "team__village__division").order_by("area", "seat", "pk")


def day_rows(actor, wanted, year):
    """Training standings of a year, by place, with the days somebody is enrolled for: no order of merit."""
    rows = Standing.objects.visible_to(actor).filter(kind=Standing.Kind.TRAINING, year=wanted.get("year") or year)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if words := wanted.get("q"):
        rows = rows.filter(posting__cadre__name__icontains=words)
    if wanted.get("short"):
        rows = rows.filter(remaining__gt=0)
    if posting := wanted.get("posting"):
        rows = rows.filter(posting=posting)
    coming = Attendee.objects.filter(posting=OuterRef("posting"), attended=None, training__state__in=TO_COME)
    coming = coming.filter(
        training__starts_on__year__lte=OuterRef("year"), training__ends_on__year__gte=OuterRef("year")
    )
    coming = coming.order_by().values("posting").annotate(days=Sum("training__days")).values("days")
    rows = rows.annotate(coming=Coalesce(Subquery(coming), NO_DAYS))
    return rows.select_related(*_PLACE).order_by("area", "posting__seat", "pk")


def certificates(actor, wanted):
    """Certificates of the actor's jurisdiction in the order of their numbers."""
    rows = Certificate.objects.visible_to(actor)
    if year := wanted.get("year"):
        rows = rows.filter(year=year)
    if session := wanted.get("session"):
        rows = rows.filter(attendee__training=session)
    if words := wanted.get("q"):
        rows = rows.filter(attendee__posting__cadre__name__icontains=words)
    related = ("attendee__training", "attendee__posting__cadre", "attendee__posting__team__village__division")
    return rows.select_related(*related).order_by("-year", "area", "number")


def named_plans(actor):
    """Plans with the name of the division whose department makes them."""
    here = Division.objects.current().filter(code=OuterRef("area")).values("name")[:1]
    return TrainingPlan.objects.visible_to(actor).annotate(organiser=Subquery(here))


def plans(actor, wanted, year):
    """A year's plans with what was held of them. By place, no ranking."""
    rows = held_plans(actor).filter(year=wanted.get("year") or year)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    return rows.order_by("area", "starts_on", "pk")


def held_plans(actor):
    """Plans with what was held of them: sessions, those to come, people reached (each once)."""
    held = Q(sessions__state=Training.State.HELD)
    came = held & Q(sessions__attendees__attended=True)
    return named_plans(actor).annotate(
        held=Count("sessions", filter=held, distinct=True),
        to_come=Count("sessions", filter=Q(sessions__state__in=TO_COME), distinct=True),
        reached=Count("sessions__attendees__posting__cadre", filter=came, distinct=True),
    )
