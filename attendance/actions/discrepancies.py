"""Discrepancies 差异 between a check and the sheet: opened by comparison, settled by a person; neither side moves by itself."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from attendance.contradictions import contradiction
from attendance.models import Day, Discrepancy, SpotCheck
from core.models import Notice, Record
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import NotAllowed, Refused
from core.workflow import take

_NAMED = ("posting__cadre", "posting__team__village__division")


@transaction.atomic
def compare(postings, *, on):
    """Opens a discrepancy for each check of these postings that the sheet contradicts by now. Returns how many are new.

    Effects in order: the checks are locked, so that two comparisons open one; the rows; a line in the timeline of each;
    departments and township are told, the township not before the day of the check is over. Two statements where all agree.
    """
    rows = SpotCheck.objects.recorded().filter(posting__in=postings).exclude(result=SpotCheck.Result.NOT_REACHED)
    made = list(rows.select_for_update(of=("self",)).select_related(*_NAMED).order_by("pk"))
    fresh = [case for check in _contradicted(made) if (case := _case(*check, on))]
    known = (
        set(Discrepancy.objects.filter(check_made__in=made).values_list("check_made", "sheet_status")) if fresh else ()
    )
    fresh = [case for case in fresh if (case.check_made_id, case.sheet_status) not in known]
    for case in Discrepancy.objects.bulk_create(fresh):
        record(None, "open_discrepancy", case, kind=Record.Kind.STEP, details={"to": str(case.state)})
    _tell_opened(fresh, on)
    return len(fresh)


def _contradicted(made):
    """[(check, its day in the sheet)] of those the sheet speaks of."""
    if not made:
        return []
    days = Day.objects.filter(posting__in={check.posting_id for check in made}, day__in={check.day for check in made})
    said = {(day.posting_id, day.day): day for day in days}
    return [(check, said[check.posting_id, check.day]) for check in made if (check.posting_id, check.day) in said]


def _case(check, day, on):
    """The discrepancy between the two, not saved; None where they agree."""
    why = contradiction(day.status, check.result, confirmed=day.confirmed_at is not None, source=day.source)
    if not why:
        return None
    where = {"area": check.area, "by_area": check.by_area, "by_office": check.by_office, "day": check.day}
    said = {"sheet_status": day.status, "sheet_by_id": day.confirmed_by_id, "result": check.result, "why": why}
    return Discrepancy(check_made=check, posting=check.posting, opened_on=on, **where, **said)


@transaction.atomic
def tell_of_ended_days(*, on):
    """Tells county and township of the discrepancies of days that are over by now. Returns how many.

    Effects in order: the notices, once each; the day they were told on. The daily job's deed.
    """
    rows = Discrepancy.objects.filter(told_on=None, day__lt=on).select_for_update(of=("self",)).select_related(*_NAMED)
    cases = list(rows.order_by("pk"))
    _tell_opened(cases, on)
    return len(cases)


def _tell_opened(cases, on):
    """The department that checked at once; those whose sheet it is about once nobody can learn where the checkers are."""
    over = [case.pk for case in cases if case.day < on]
    pairs = [(case, whom) for case in cases for whom in _concerned(case, over=case.day < on)]
    tell_many([_notice("discrepancy_opened", case, whom) for case, whom in pairs])
    Discrepancy.objects.filter(pk__in=over, told_on=None).update(told_on=on)


def _concerned(case, *, over):
    """(office, area) of the department that checked; after the day of the county and the clerk too."""
    county, clerk = case.area[: CODE_LENGTH[Office.COUNTY]], case.area[: CODE_LENGTH[Office.CLERK]]
    later = [(str(Office.COUNTY), county), (str(Office.CLERK), clerk)] if over else []
    return dict.fromkeys([(str(case.by_office), case.by_area), *later])


def _notice(kind, case, whom, *, turn=0, **more):
    """`turn`: how many steps the case has taken, for it may be settled more than once."""
    office, area = whom
    params = {"who": case.posting.cadre.name, "on": str(case.day), **more}
    key = f"{kind}:{case.pk}:{turn}:{office}:{area}"
    return Notice(office=office, area=area, kind=kind, params=params, key=key, link=f"/discrepancies/{case.pk}/")


def hindered(case, actor):
    """Why this person may not settle the case, as NotAllowed: neither witness judges; None when nothing is in the way."""
    people = {actor.user_id, actor.giver_id} - {None}
    if case.check_made.recorded_by_id in people:
        return NotAllowed(_("You recorded the check; somebody else settles what it contradicts."))
    if case.sheet_by_id in people:
        return NotAllowed(_("You confirmed the sheet; somebody else settles what contradicts it."))
    return None


@transaction.atomic
def settle_discrepancy(case, outcome, reason, *, by, on):
    """The county's department finds which side is right, or that both are explained, and says why. The sheet stays as it is.

    Effects in order: outcome, reason and that the day is over are checked; state, office and own interest, whoever recorded
    the check or confirmed the sheet is refused; the decision is kept; department and clerk are told, the clerk to correct
    the sheet where the check is right. Raises Conflict, NotAllowed, Refused.
    """
    if outcome not in Discrepancy.Outcome.values:
        raise Refused(_("This outcome is not known."), fields={"outcome": _("Choose another.")})
    if not reason.strip():
        raise Refused(_("Say what was found."), fields={"reason": _("Required.")})
    if case.day >= on:
        raise Refused(_("A discrepancy is settled once the day of the check is over."))

    def cause(row):
        if refusal := hindered(row, by):
            raise refusal
        return {"outcome": outcome, "reason": reason.strip(), "settled_by_id": by.user_id, "settled_on": on}

    row = take(case, "settle", by=by, note=reason.strip(), details={"outcome": outcome}, cause=cause)
    kinds = {Office.CLERK: "sheet_to_correct"} if outcome == Discrepancy.Outcome.CHECK else {}
    _tell_step(row, lambda office: kinds.get(office, "discrepancy_settled"))
    return row


def _tell_step(row, kind_for):
    """Everybody concerned, after each step anew. Words are kept in English and said in the reader's language."""
    turn = Record.objects.about(row).steps().count()
    with override("en"):
        outcome = str(row.get_outcome_display())
    whom = _concerned(row, over=True)
    tell_many([_notice(kind_for(one[0]), row, one, turn=turn, outcome=outcome) for one in whom])


@transaction.atomic
def send_back(case, note, *, by, on):
    """The department above that made the check is not content: the county settles anew.

    Effects in order: a comment, state and office are checked; the decision is taken off the case – its line keeps it –;
    county and clerk are told. Raises Conflict, NotAllowed, Refused.
    """
    undone = {"outcome": "", "reason": "", "settled_by_id": None, "settled_on": None}
    row = take(case, "return", by=by, note=note, cause=lambda _row: undone)
    _tell_step(row, lambda _office: "discrepancy_returned")
    return row
