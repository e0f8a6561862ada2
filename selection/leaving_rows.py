"""The rows of the pages about leaving, inside the actor's jurisdiction, narrowed by a cleaned filter."""

from datetime import timedelta

from django.db.models import Count, DateField, Exists, OuterRef, Q, Subquery

from core.offices import Office
from selection.models import Adjustment, Nomination, Transfer, Volunteer
from teams.models import Posting

LONGEST = 180  # days the list of terms looks ahead unless asked otherwise
_WHO = ("posting__cadre", "posting__pairing__unit", "posting__team__village__division")


def adjustments(actor, wanted):
    """Adjustments with cadre, sender and place."""
    rows = Adjustment.objects.visible_to(actor)
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    rows = rows.to_be_filed(actor) if wanted.get("filing") else rows
    rows = rows.filter(ground=wanted["ground"]) if wanted.get("ground") else rows
    oldest_first = wanted.get("waiting") or wanted.get("filing")
    return _narrowed(rows, wanted).order_by("changed_at" if oldest_first else "-changed_at", "pk")


def transfers(actor, wanted):
    """Transfers with cadre, sender and places."""
    rows = Transfer.objects.visible_to(actor)
    rows = rows.waiting_for(actor) if wanted.get("waiting") else rows
    rows = _narrowed(rows, wanted).select_related(*_WHO, "to_unit", "to_township")
    return rows.order_by("changed_at" if wanted.get("waiting") else "-changed_at", "pk")


def _narrowed(rows, wanted):
    rows = rows.filter(state=wanted["state"]) if wanted.get("state") else rows
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    if name := wanted.get("q"):
        place = Q(posting__team__village__division__full_name__contains=name)
        rows = rows.filter(Q(posting__cadre__name__contains=name) | place)
    return rows.select_related(*_WHO).defer("provisions")


def terms(actor, wanted, on):
    """Running postings whose term ends, with `coming`, `nominated`, `volunteered` and `transfer` of the same seat or person.

    Soonest first; a term that is over and has no successor runs on and stands in front.
    """
    rows = _running(actor, on).filter(_ending(wanted.get("within"), on))
    rows = rows.filter(seat=wanted["seat"]) if wanted.get("seat") else rows
    rows = rows.filter(area__startswith=wanted["area"]) if wanted.get("area") else rows
    if name := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__contains=name) | Q(team__village__division__full_name__contains=name))
    rows = _with_what_follows(rows, actor, on)
    rows = rows.filter(volunteered__isnull=False) if wanted.get("volunteers") else rows
    rows = _by_successor(rows, wanted.get("successor"))
    related = ("cadre", "pairing__unit", "team__village__division")
    return rows.select_related(*related).order_by("term_ends_on", "area", "seat", "pk")


def _ending(within, on):
    """Whose term is over, ends within so many days, or either."""
    if within == "overdue":
        return Q(term_ends_on__lt=on)
    until = on + timedelta(days=int(within or LONGEST))
    return Q(term_ends_on__range=(on, until)) if within else Q(term_ends_on__lte=until)


def _running(actor, on):
    return Posting.objects.visible_to(actor).filter(starts_on__lte=on, ends_on__isnull=True, term_ends_on__isnull=False)


def _with_what_follows(rows, actor, on):
    seat = {"team": OuterRef("team"), "seat": OuterRef("seat")}
    coming = Posting.objects.filter(**seat, starts_on__gt=on).order_by("starts_on").values("starts_on")
    under_way = Nomination.objects.visible_to(actor).open().filter(**seat).values("state")
    wish = Volunteer.objects.filter(posting=OuterRef("pk"), withdrawn_on__isnull=True)
    ongoing = Transfer.objects.filter(
        posting=OuterRef("pk"), state__in=[*Transfer.OPEN, Transfer.State.AGREED], done_on__isnull=True
    )
    return rows.annotate(
        coming=Subquery(coming[:1], output_field=DateField()),
        nominated=Subquery(under_way[:1]),
        volunteered=Subquery(wish.values("said_on")[:1]),
        entered=Exists(wish.filter(round__isnull=False)),
        transfer=Subquery(ongoing.values("pk")[:1]),
    )


def _by_successor(rows, successor):
    if successor == "approved":
        return rows.filter(coming__isnull=False)
    if successor == "nominated":
        return rows.filter(coming__isnull=True, nominated__isnull=False)
    return rows.filter(coming__isnull=True, nominated__isnull=True) if successor == "open" else rows


def term_counts(actor, on):
    """{overdue, 30, 60, 90, 180}: how many terms are over, or end within so many days: one query."""
    soon = {
        f"in_{days}": Count("pk", filter=Q(term_ends_on__range=(on, on + timedelta(days=days))))
        for days in (30, 60, 90, LONGEST)
    }
    return _running(actor, on).aggregate(overdue=Count("pk", filter=Q(term_ends_on__lt=on)), **soon)


def on_paper(actor, on):
    """The postings a unit or township hands applications in for: of those it sent, who have no account; for a cadre, one's own."""
    rows = Posting.objects.visible_to(actor).filter(ends_on__isnull=True)
    rows = rows.select_related("cadre__township", "pairing__unit", "team__village__division").order_by("area", "seat")
    if actor.office == Office.CADRE:
        return rows
    return rows.filter(cadre__account__isnull=True, pairing__isnull=actor.office == Office.TOWNSHIP)
