"""The rounds a list shows."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from selection.models import Round, RoundPlace


def listed(actor, wanted):
    """The rounds that concern an office, each with `villages`: how many of its own are in it."""
    places = RoundPlace.objects.visible_to(actor).filter(round=OuterRef("pk")).order_by().values("round")
    counted = Coalesce(Subquery(places.annotate(count=Count("pk")).values("count")), 0)
    rows = Round.objects.visible_to(actor).defer("provisions").annotate(villages=counted)
    rows = rows.filter(state=wanted["state"]) if wanted.get("state") else rows
    return rows.filter(name__icontains=wanted["q"]) if wanted.get("q") else rows
