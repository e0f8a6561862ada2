"""What is due about postings: the Party relation moved by the township, the rest of the formalities by the sender (二(一))."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.dues import Due, source
from core.offices import Office
from core.policies import Policies
from teams.models import Posting, PostingCheck

PARTY = PostingCheck.Item.PARTY_RELATION


@source(
    "party_relation",
    _("Party relations to be moved"),
    _("%(place)s: move the Party relation of %(who)s to the village branch, and mark it as done."),
)
def party_relations(on):
    """Current postings whose Party relation has not moved: the township of the village marks it."""
    for posting in _open(on):
        if PARTY in posting.open_items:
            yield _due("party_relation", posting, office=Office.TOWNSHIP, area=posting.area[:9])


@source(
    "posting_relations",
    _("Duties and salary relations of the posted"),
    _("%(place)s: hand off the duties of %(who)s in the unit, keep the salary relation, and mark both as done."),
)
def sender_relations(on):
    """Current postings of which the sender has something left to mark."""
    for posting in _open(on):
        if set(posting.open_items) - {PARTY}:
            here = {"office": Office.TOWNSHIP, "area": posting.area[:9]}
            sender = {"office": Office.UNIT, "unit_id": posting.unit_id} if posting.unit_id else here
            yield _due("posting_relations", posting, **sender)


def _open(on):
    rows = Posting.objects.with_open_items(on).select_related("cadre", "pairing", "team__village__division")
    policies = Policies(on)
    for posting in rows.order_by("pk"):
        days = policies.at(posting.area[:6])["dues.relations_days"].value
        posting.relations_by = posting.starts_on + timedelta(days=days)
        yield posting


def _due(kind, posting, **owner):
    return Due(
        kind=kind,
        key=str(posting.pk),
        due_on=posting.relations_by,
        about=posting.area,
        link=reverse("posting", args=[posting.pk]),
        params={"who": posting.cadre.name, "place": posting.team.village.division.name},
        **owner,
    )
