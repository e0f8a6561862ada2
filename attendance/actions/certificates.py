"""Certificates of completion 结业证书: for who came to every half; one series of numbers per organiser and year."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from attendance.actions.training import locked
from attendance.models import Certificate, Training
from core.models import Division
from core.record import record
from core.refusals import Refused


@transaction.atomic
def issue_certificates(session, *, by, on):
    """Gives everybody who came to every half of a held session a certificate, unless they hold one. Returns how many.

    Effects in order: organiser and state are checked; whoever numbers at the same place waits; the next numbers of the
    organiser's year, in order of place and name; the certificates in one statement; one record line.
    Raises NotAllowed, Conflict, Refused (nobody earned one).
    """
    session = locked(session, by, (Training.State.HELD,))
    earned = session.attendees.filter(attended=True, missed=[])
    rows = list(
        earned.exclude(certificates__revoked_on=None, certificates__isnull=False).order_by(
            "posting__area", "posting__cadre__name", "pk"
        )
    )
    if not earned.exists():
        raise Refused(_("Nobody came to every half day of this session."))
    first = _next_number(session.area, on.year)
    made = [
        Certificate(attendee=row, area=session.area, year=on.year, number=number, issued_on=on, issued_by_id=by.user_id)
        for number, row in enumerate(rows, start=first)
    ]
    Certificate.objects.bulk_create(made)
    record(by, "issue_certificates", session, details={"from": first, "people": len(made)})
    return len(made)


def _next_number(area, year):
    """One more than the last; whoever numbers at the same place waits."""
    Division.objects.current().select_for_update(no_key=True).get(code=area)
    return (Certificate.objects.filter(area=area, year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def take_back_unearned(session, reason, *, by, on):
    """Takes back the certificates of those who, as corrected, missed a half. The lines stay. Returns how many.

    Effects in order: the certificates say when and why; one record line.
    """
    rows = Certificate.objects.filter(attendee__training=session, revoked_on=None)
    rows = rows.exclude(attendee__attended=True, attendee__missed=[])
    numbers = [str(row) for row in rows]
    rows.update(revoked_on=on, reason=reason)
    if numbers:
        record(by, "take_back_certificates", session, note=reason, details={"numbers": numbers})
    return len(numbers)
