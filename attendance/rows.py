"""The rows attendance's pages work on, each inside the actor's jurisdiction."""

from django.db.models import Count, Q

from attendance.models import Training
from teams.models import Posting


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
