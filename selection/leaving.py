"""What is known of a posting that is to end: who sent the cadre, who may speak for them."""

from core.offices import Office
from selection.rules import Sender


def sender_of(posting):
    """Who sent the cadre of a posting, as the routes look at it."""
    if posting.unit_id is None:
        return Sender("township", "organ", posting.area[:9])
    unit = posting.pairing.unit
    return Sender(unit.level, unit.kind, unit.home.code)


def sent_by(posting, actor):
    """Whether this actor is the unit or township that sent the cadre."""
    if actor.office == Office.UNIT:
        return posting.unit_id is not None and posting.unit_id == actor.unit_id
    return actor.office == Office.TOWNSHIP and posting.unit_id is None and posting.area[:9] == actor.area


def is_own(posting, actor):
    """Whether the posted cadre acts in their own account."""
    return actor.office == Office.CADRE and posting.account_id == actor.user_id
