"""The linked duties of a recall: opened by its decision, done with evidence, remembered when late, closing the case at last."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from assessment import recall_rules as rules
from assessment.actions.recall_telling import tell_late, tell_owners
from assessment.facts import policy_of
from assessment.models import Recall, RecallDuty
from core.files import kept
from core.models import Record
from core.offices import Office
from core.record import record
from core.refusals import FASTER, Conflict, NotAllowed, Refused
from teams.models import Posting

Kind = RecallDuty.Kind


def open_duties(case, *, struck, by, on):
    """Opens what a decision makes due. Called by the deed that decides.

    Effects in order: the duties, each with owner and day; striking off the reserve list is done with the decision
    itself and says so; the owners are told. Returns the duties.
    """
    policy = policy_of(case.area, on.year, on)
    owed = rules.duties(case.kind, reserve=struck, policy=policy, on=on)
    made = RecallDuty.objects.bulk_create(
        [
            RecallDuty(recall=case, area=case.area, kind=duty.kind, due_on=duty.due_on, **_owner(case, duty))
            for duty in owed
        ]
    )
    for duty in made:
        if duty.kind == Kind.RESERVE:
            with override("zh-hans"):
                _tick(
                    duty, gettext("Struck off with the decision %(number)s.") % {"number": case.decision_number}, by, on
                )
    tell_owners(case, [duty for duty in made if duty.done_on is None])
    return made


def _owner(case, duty):
    """Office and place, or the unit, that owes a duty."""
    if duty.owner == "sender" and case.unit_id:
        return {"owner_office": Office.UNIT, "unit_id": case.unit_id}
    if duty.owner == "sender":
        return {"owner_office": Office.TOWNSHIP, "owner_area": case.area[:9]}
    if duty.owner == "county":
        return {"owner_office": Office.COUNTY, "owner_area": case.area[:6]}
    return {"owner_office": case.deciding_office, "owner_area": case.deciding_area}


@transaction.atomic
def do_duty(case, kind, *, note="", file=None, by, on):
    """A duty is done, with evidence: words, a file, or both. Returns the case, closed when it was the last.

    Effects in order: the case is locked; owner, state and evidence are checked; a seat counts as filled when somebody
    is posted to it again; day, person and evidence; one record line; the case closes with the last of its duties.
    Raises NotAllowed, Conflict (done already), Refused.
    """
    row = Recall.objects.select_for_update(of=("self",)).get(pk=case.pk)
    duty = RecallDuty.objects.select_related("recall__posting").filter(recall=row, kind=kind).first()
    if duty is None:
        raise Refused(_("This recall has no such duty."), fields={"duty": _("Choose one of the list.")})
    if not duty.is_for(by):
        raise NotAllowed(_("This duty belongs to another office."))
    if row.account_id is not None and row.account_id in (by.user_id, by.giver_id):
        raise NotAllowed(_("Nobody decides on their own case."))
    if duty.done_on is not None:
        raise Conflict(FASTER)
    if kind == Kind.REFILL and not refilled(row):
        raise Refused(_("Nobody is posted to this seat yet."), fields={"duty": _("Nominate a successor first.")})
    if not note.strip() and not file:
        raise Refused(_("Evidence is needed: words, or a file."), fields={"evidence": _("Required.")})
    duty.file = kept(file, by=by, field="file")
    _tick(duty, note.strip(), by, on)
    return _closed_with_the_last(row, by)


def refilled(case):
    """Whether somebody is posted to the seat after the one who was recalled."""
    seat = {"team": case.posting.team_id, "seat": case.posting.seat}
    return Posting.objects.filter(**seat, starts_on__gt=case.leaves_on).exists()


def _tick(duty, note, by, on):
    duty.done_on, duty.note = on, note
    duty.done_by_id = by.user_id if by else None
    duty.save(update_fields=["done_on", "done_by", "note", "file"])
    record(by, "do_duty", duty, details={"recall": duty.recall_id, "kind": duty.kind}, note=note)


def _closed_with_the_last(row, by):
    """Whoever does the last duty closes the case by it: nobody's judgement, so no office is asked."""
    if row.state == Recall.State.DECIDED and not row.duties.open().exists():
        row.state = Recall.State.CLOSED
        row.save(update_fields=["state", "changed_at"])
        moved = {"from": Recall.State.DECIDED, "to": Recall.State.CLOSED}
        record(by, "close", row, kind=Record.Kind.STEP, details=moved)
    return row


@transaction.atomic
def mind_duties(*, on):
    """What comes round every day: seats filled again are ticked off, owners of overdue duties are reminded once.

    Returns {written, reminded}. Doing it again changes nothing.
    """
    filled = Posting.objects.filter(
        team=OuterRef("recall__posting__team"),
        seat=OuterRef("recall__posting__seat"),
        starts_on__gt=OuterRef("recall__leaves_on"),
    )
    held = RecallDuty.objects.open().filter(Exists(filled), kind=Kind.REFILL).select_for_update(of=("self",))
    done = list(held.select_related("recall__posting"))
    for duty in done:
        with override("zh-hans"):
            _tick(duty, gettext("A successor is posted to the seat."), None, on)
        _closed_with_the_last(Recall.objects.select_for_update(of=("self",)).get(pk=duty.recall_id), None)
    return {"written": len(done), "reminded": _remind(on)}


def _remind(on):
    late = RecallDuty.objects.open().filter(due_on__lt=on, reminded_on__isnull=True)
    rows = list(late.select_related("recall__posting__cadre"))
    tell_late(rows)
    RecallDuty.objects.filter(pk__in=[duty.pk for duty in rows]).update(reminded_on=on)
    return len(rows)
