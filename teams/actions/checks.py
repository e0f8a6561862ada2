"""The checklist of a posting 驻村手续: Party relation moved, duties handed off, salary relation kept (二(一))."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import files
from core.models import StoredFile
from core.offices import Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from teams.models import Posting, PostingCheck
from teams.provisions import clause

Item = PostingCheck.Item
RULE = "team.relations"
# item → the relations of the provision it stands for, and the offices at the village that mark it; none: the sender does
ITEMS = {
    Item.PARTY_RELATION: ({"party_moves"}, (Office.TOWNSHIP, Office.COUNTY)),
    Item.DUTIES_HANDED_OFF: ({"duties_handed_off"}, ()),
    Item.SALARY_KEPT: ({"administration_stays", "salary_stays"}, ()),
}


@transaction.atomic
def mark_check(posting, item, *, done_on, by, on, note="", file=None):
    """Marks one item of a posting's checklist as done on a day. Returns it.

    Effects in order: the posting is locked; who marks, the day, and an earlier mark are checked; a scan is kept; the
    item; one record line. Raises NotAllowed, Refused, Conflict.
    """
    rows = Posting.objects.select_for_update(of=("self",)).select_related("cadre", "pairing")
    posting = rows.get(pk=posting.pk)
    rule = clause(RULE, posting.area, on)
    if not may_mark(posting, item, by):
        raise NotAllowed(_("This item is marked by another office."), provision=rule)
    if item == Item.PARTY_RELATION and not has_party_relation(posting.cadre):
        raise Refused(_("This cadre is not in the Party: there is no relation to move."), provision=rule)
    if done_on > on:
        raise Refused(_("This has not happened yet."), fields={"done_on": _("Today or earlier.")})
    if PostingCheck.objects.filter(posting=posting, item=item).exists():
        raise Conflict(_("This item has already been marked."))
    scan = file if file is None or isinstance(file, StoredFile) else files.keep(file, by=by)
    check = PostingCheck.objects.create(
        posting=posting, area=posting.area, item=item, done_on=done_on, note=note, file=scan
    )
    record(by, "mark_check", posting, note=note, details={"item": str(item), "done_on": str(done_on)})
    return check


@transaction.atomic
def undo_check(check, *, reason, by, on):
    """Takes a mark back, saying why; history keeps it.

    Effects in order: the row is locked; office and reason are checked; one record line; the mark goes. Raises NotAllowed,
    Refused, Conflict (somebody took it back already).
    """
    rows = PostingCheck.objects.select_for_update(of=("self",)).select_related("posting__cadre", "posting__pairing")
    found = rows.filter(pk=check.pk).first()
    if found is None:
        raise Conflict(_("This mark has already been taken back."))
    if not may_mark(found.posting, found.item, by):
        raise NotAllowed(_("This item is marked by another office."))
    if not reason.strip():
        raise Refused(_("Say why."), fields={"reason": _("Required.")})
    details = {"item": found.item, "done_on": str(found.done_on), "remark": found.note}
    record(by, "undo_check", found.posting, note=reason.strip(), details=details)
    found.delete()
    return found.posting


def may_mark(posting, item, actor):
    """Whether this actor's office marks an item: the township or county of the village, or the sender; never for oneself."""
    if posting.account_id is not None and posting.account_id in (actor.user_id, actor.giver_id):
        return False
    at_village = ITEMS[Item(item)][1]
    if actor.office in at_village:
        return actor.covers(posting.area)
    if at_village:
        return False
    if actor.office == Office.UNIT:
        return posting.unit_id is not None and posting.unit_id == actor.unit_id
    return actor.office == Office.TOWNSHIP and posting.unit_id is None and posting.area[:9] == actor.area


def open_names(posting):
    """What of the checklist is not done, in words; `checks` are to be at hand."""
    done = {check.item for check in posting.checks.all()}
    needless = set() if has_party_relation(posting.cadre) else {Item.PARTY_RELATION}
    return [item.label for item in ITEMS if item not in done | needless]


def has_party_relation(cadre):
    """Whether the cadre has a Party relation that moves."""
    return cadre.party != cadre.Party.NONE
