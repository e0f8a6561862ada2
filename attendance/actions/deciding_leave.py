"""The same decision on several leaves, one by one: each in its own savepoint, with its own outcome."""

from django.db import IntegrityError, OperationalError, transaction

from attendance.actions.leaves import approve, decline
from core.refusals import FASTER, Conflict, Refused, is_race

TOGETHER = {"approve": approve, "decline": decline}  # returning needs fields marked one by one
MOST = 100


@transaction.atomic
def decide_together(leaves, verb, *, by, on, note=""):
    """Approves or declines up to a hundred leaves. Returns [(leave, None or the refusal)] in the order given.

    Effects: those of the deed for each, as if it had been taken alone; what is refused changes nothing and says why.
    """
    return [(leave, _one(leave, TOGETHER[verb], by=by, on=on, note=note)) for leave in leaves[:MOST]]


def _one(leave, deed, **said):
    try:
        with transaction.atomic():
            deed(leave, **said)
    except Refused as refusal:
        return refusal
    except (IntegrityError, OperationalError) as error:
        if not is_race(error):
            raise
        return Conflict(FASTER)
    return None
