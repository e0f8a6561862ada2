"""Posting letters 派驻通知: numbered without gaps by the department that approved; a posting stands on one letter only."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.models import Division, Notice
from core.notices import tell_many
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import Conflict, NotAllowed, Refused
from selection.lettered import letter_facts
from selection.models import Letter, LetterLine, Nomination


@transaction.atomic
def issue(nominations, *, by, on):
    """One letter for these approved nominations; those that stand on a letter already are left there. Returns it.

    Effects in order: the nominations are locked; that this department approved them is checked; when all of them stand
    on one letter, that is the letter; else the next number of office, place and year is taken; the letter; its lines,
    frozen in words; one record line; unit, township, county and cadre are told. Raises NotAllowed, Conflict, Refused.
    """
    rows = _locked(nominations, by)
    before = dict(LetterLine.objects.filter(nomination__in=rows).values_list("nomination", "letter"))
    fresh = [row for row in rows if row.pk not in before]
    if not fresh:
        return _the_one(set(before.values()))
    letter = Letter.objects.create(
        office=by.office,
        area=by.area,
        year=on.year,
        number=_next_number(by, on.year),
        issued_on=on,
        issued_by_id=by.user_id,
    )
    LetterLine.objects.bulk_create(
        [LetterLine(letter=letter, nomination=row, facts=letter_facts(row)) for row in fresh]
    )
    record(by, "issue_letter", letter, details={"number": str(letter), "people": len(fresh)})
    _tell(letter, fresh)
    return letter


def _locked(nominations, by):
    rows = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in nominations])
    related = ("cadre__unit", "cadre__township", "unit", "team__village__division")
    found = sorted(rows.select_related(*related).order_by("pk"), key=lambda row: (row.area, row.seat))
    if not found:
        raise Refused(_("Choose who the letter is for."), fields={"nominations": _("Required.")})
    for row in found:
        if (row.approving_office, row.approving_area) != (by.office, by.area):
            raise NotAllowed(_("The letter is issued by the department that approved the posting."))
        if row.state != Nomination.State.APPROVED:
            raise Refused(_("%(who)s: a letter needs an approved posting.") % {"who": row.cadre.name})
    return found


def _the_one(numbers):
    """The letter all of them stand on; several are named instead."""
    letters = Letter.objects.filter(pk__in=numbers).order_by("pk")
    if len(letters) > 1:
        words = _("These postings stand on several letters already: %(numbers)s.")
        raise Conflict(words % {"numbers": "、".join(str(letter) for letter in letters)})
    return letters[0]


def _next_number(by, year):
    """One more than the last; whoever numbers at the same place waits."""
    Division.objects.current().select_for_update(no_key=True).get(code=by.area)
    mine = Letter.objects.filter(office=by.office, area=by.area, year=year)
    return (mine.aggregate(last=Max("number"))["last"] or 0) + 1


def _tell(letter, rows):
    """Unit, township, county and the cadre's own account."""
    to = {}
    for row in rows:
        if row.unit_id:
            to[f"unit:{row.unit_id}"] = {"office": Office.UNIT, "unit_id": row.unit_id}
        for office in (Office.TOWNSHIP, Office.COUNTY):
            code = row.area[: CODE_LENGTH[office]]
            to[f"{office}:{code}"] = {"office": office, "area": code}
        if row.account_id:
            to[f"cadre:{row.account_id}"] = {"office": Office.CADRE, "account_id": row.account_id}
    to.pop(f"{letter.office}:{letter.area}", None)
    told = {"kind": "letter_issued", "params": {"what": str(letter)}, "link": f"/letters/{letter.pk}/"}
    tell_many([Notice(key=f"letter:{letter.pk}:{whom}", **told, **address) for whom, address in to.items()])
