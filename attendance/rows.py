"""The rows attendance's pages work on, each inside the actor's jurisdiction."""

from django.db.models import Count, Q

from attendance.models import Standing, Training
from teams.models import Posting


def standings(actor, wanted, year):
    """Standings narrowed by a cleaned filter form, the most pressing first."""
    rows = Standing.objects.visible_to(actor).filter(
        year=wanted.get("year") or year, kind=wanted.get("kind") or "attendance"
    )
    if verdict := wanted.get("verdict"):
        rows = rows.late() if verdict == "late" else rows.filter(verdict=verdict)
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if name := wanted.get("q"):
        rows = rows.filter(posting__cadre__name__icontains=name)
    if posting := wanted.get("posting"):
        rows = rows.filter(posting=posting)
    return rows.select_related("posting__cadre", "posting__team__village__division").order_by(
        "latest_start", "area", "pk"
    )


def verdict_counts(actor, kind, year):
    """{verdict: people} of the actor's jurisdiction: one query."""
    rows = Standing.objects.visible_to(actor).filter(year=year, kind=kind).order_by()
    return dict(rows.values_list("verdict").annotate(count=Count("pk")))


def trainings(actor):
    """Sessions with the number of people who took part."""
    people = Count("attendees", filter=Q(attendees__attended=True), distinct=True)
    return Training.objects.visible_to(actor).annotate(people=people).order_by("-starts_on", "-pk")


def may_enrol(actor, training, words):
    """Postings of the organiser's area that served during the session and are not on its list; found by name or code."""
    rows = Posting.objects.visible_to(actor).touching(training.starts_on, training.ends_on)
    rows = rows.exclude(trainings__training=training)
    if words:
        rows = rows.filter(area__startswith=words) if words.isdigit() else rows.filter(cadre__name__icontains=words)
    return rows.select_related("cadre", "team__village__division").order_by("area", "seat")[:100]
