"""A month of allowances: who served in it, what is paid, and what was paid last, to be typed no second time."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from support.care import WHO
from support.cover_rules import month_ends
from support.entitled import entitled
from support.models import Allowance
from teams.models import Posting


@dataclass
class Line:
    """One cadre in a month: what they are entitled to, what is paid, and the amounts of the last time."""

    posting: object
    rights: list
    paid: dict
    usual: dict


def people(actor, wanted, month):
    """The cadres who served on a day of the month; `unpaid`: only those to whom something is still to be paid."""
    rows = Posting.objects.visible_to(actor).touching(month, month_ends(month))
    if area := wanted.get("area"):
        rows = rows.filter(area__startswith=area)
    if words := wanted.get("q"):
        rows = rows.filter(Q(cadre__name__icontains=words) | Q(team__village__division__name__icontains=words))
    if wanted.get("unpaid"):
        paid = Allowance.objects.standing().filter(posting=OuterRef("pk"), month=month).order_by().values("posting")
        count = Coalesce(Subquery(paid.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
        rows = rows.annotate(paid_items=count).filter(paid_items__lt=len(Allowance.Kind.values))
    return rows.select_related(*WHO).order_by("area", "seat", "pk")


def lines(postings, month, on):
    """A line for each of some postings, in three statements."""
    postings = list(postings)
    known = Allowance.objects.standing().filter(posting__in=postings, month__lte=month).order_by("month")
    paid, usual = {}, {}
    for row in known:
        usual[row.posting_id, row.kind] = row.amount
        if row.month == month:
            paid[row.posting_id, row.kind] = row
    for posting, rights in entitled(postings, on):
        kinds = [right.kind for right in rights]
        held = {kind: paid.get((posting.pk, kind)) for kind in kinds}
        yield Line(posting, rights, held, {kind: usual.get((posting.pk, kind)) for kind in kinds})
