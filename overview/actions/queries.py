"""Keeping a query, having it sent, pausing, deleting: its owner's own affair, in the office it was kept in."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.actor import Actor
from core.models import StoredFile
from core.record import record
from core.refusals import NotAllowed, Refused
from overview.models import SavedQuery

MOST = 50  # queries one person keeps in one office


@transaction.atomic
def keep_query(*, name, what, query, by: Actor, on):
    """Keeps a checked question under a name.

    Effects in order: one row; one record line. Raises NotAllowed without an office, Refused for a name that is taken and
    beyond the most one may keep.
    """
    if by.appointment_id is None:
        raise NotAllowed(_("Only somebody acting in an office keeps queries."))
    if SavedQuery.objects.filter(appointment=by.appointment_id).count() >= MOST:
        raise Refused(_("At most %(most)s queries are kept: delete one first.") % {"most": MOST})
    kept = SavedQuery(owner_id=by.user_id, appointment_id=by.appointment_id, name=name, what=what, query=query)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise Refused(
            _("You keep a query of this name already."), fields={"name": _("Choose another name.")}
        ) from error
    record(by, "keep_query", kept, details={"name": name, "what": what, "query": query})
    return kept


@transaction.atomic
def step(kept, verb, *, by: Actor, on):
    """Has a query sent weekly or monthly or not at all, pauses it, resumes it, deletes it.

    Effects in order: the row is locked and changed, or goes with what was sent of it; one record line. Raises NotAllowed
    for anybody but its owner, Refused for pausing what is not sent.
    """
    kept = SavedQuery.objects.select_for_update().get(pk=kept.pk)
    if (kept.owner_id, kept.appointment_id) != (by.user_id, by.appointment_id):
        raise NotAllowed(_("A kept query is its owner's own."))
    record(by, f"query_{verb}", kept, details={"name": kept.name})
    return STEPS[verb](kept, on)


def _sent(cadence):
    def scheduled(kept, on):
        kept.cadence, kept.scheduled_on, kept.paused_on, kept.paused_why = cadence, on, None, ""
        return _saved(kept)

    return scheduled


def _off(kept, on):
    kept.cadence, kept.scheduled_on, kept.paused_on, kept.paused_why = "", None, None, ""
    return _saved(kept)


def _pause(kept, on):
    if not kept.cadence:
        raise Refused(_("This query is not sent: there is nothing to pause."))
    kept.paused_on, kept.paused_why = on, SavedQuery.Pause.READER
    return _saved(kept)


def _resume(kept, on):
    """From the next period on: what was missed meanwhile is not made up for."""
    if not kept.paused_on:
        raise Refused(_("This query is not paused."))
    kept.scheduled_on, kept.paused_on, kept.paused_why = on, None, ""
    return _saved(kept)


def _delete(kept, on):
    forget_files(kept.dispatches.all())
    kept.delete()
    return None


def _saved(kept):
    kept.save(update_fields=["cadence", "scheduled_on", "paused_on", "paused_why"])
    return kept


def forget_files(dispatches):
    """Takes the files of some dispatches away; the tidying sweeps their bytes.

    Effects in order: the dispatches name no file any more; the rows of the files go.
    """
    files = list(dispatches.exclude(file=None).values_list("file", flat=True))
    dispatches.update(file=None)
    StoredFile.objects.filter(pk__in=files).delete()


STEPS = {
    "weekly": _sent(SavedQuery.Cadence.WEEKLY),
    "monthly": _sent(SavedQuery.Cadence.MONTHLY),
    "off": _off,
    "pause": _pause,
    "resume": _resume,
    "delete": _delete,
}
