"""Training held and who took part (二(三)): a person-day counts once, whatever the sessions."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from attendance.actions.settling import settle
from attendance.models import Attendee, Training
from core.offices import DEPARTMENTS
from core.record import record
from core.refusals import NotAllowed, Refused
from teams.models import Posting


@transaction.atomic
def hold_training(facts, *, by, on):
    """Enters a session organised by the actor's department (分级负责). Effects in order: office checked; session; record."""
    if by.office not in DEPARTMENTS:
        raise NotAllowed(_("Training is organised by the organization departments."))
    training = Training.objects.create(area=by.area, created_by_id=by.user_id, **facts)
    record(by, "hold_training", training, details={"title": training.title, "days": str(training.days)})
    return training


@transaction.atomic
def enrol(training, postings, *, by, on):
    """Notes that these postings took part. Returns how many are new.

    Effects in order: organiser and jurisdiction are checked, each posting must have served on a day of the session;
    the rows; one record line; the session stands in their sheet (`settle`). Raises NotAllowed, Refused.
    """
    _organiser(training, by)
    serving = Posting.objects.visible_to(by).touching(training.starts_on, training.ends_on).filter(pk__in=postings)
    found = list(serving.values_list("pk", flat=True))
    if len(found) != len(set(postings)):
        raise Refused(_("Somebody of these is not posted in your area on the days of the session."))
    known = set(training.attendees.filter(posting__in=found).values_list("posting_id", flat=True))
    fresh = [pk for pk in found if pk not in known]
    Attendee.objects.bulk_create([Attendee(training=training, posting_id=pk) for pk in fresh], ignore_conflicts=True)
    record(by, "enrol", training, details={"added": fresh})
    settle(fresh, training.starts_on, training.ends_on, by=by)
    return len(fresh)


@transaction.atomic
def strike(training, postings, *, by, on):
    """Takes people off a session's list again. Effects in order: organiser checked; rows gone; one record line keeps who; out of the sheet."""
    _organiser(training, by)
    rows = training.attendees.filter(posting__in=postings)
    gone = list(rows.values_list("posting_id", flat=True))
    rows.delete()
    record(by, "strike", training, details={"removed": gone})
    settle(gone, training.starts_on, training.ends_on, by=by)
    return len(gone)


def _organiser(training, by):
    if by.area != training.area or by.office not in DEPARTMENTS:
        raise NotAllowed(_("Only the organiser of a session keeps its list."))
