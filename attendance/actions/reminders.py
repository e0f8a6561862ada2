"""Reminding clerks of days they have not confirmed: once a spell, never daily."""

from django.db import connection, transaction

from attendance.models import UnconfirmedSpell
from attendance.overdue import overdue
from core.models import Notice
from core.notices import tell_many
from core.offices import Office


@transaction.atomic
def remind_unconfirmed(*, on):
    """Tells each clerk whose township has begun to leave days unconfirmed for too long. Returns {"told"}.

    Effects in order: one run at a time; spells that are over are closed; new ones are opened; their clerks are told, once.
    A clerk who stays behind, a day more or a day less, is not told again before everything was once confirmed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('remind_unconfirmed'))")
    found, spells = overdue(on), UnconfirmedSpell.objects.filter(ended_on=None)
    spells.exclude(area__in=found).update(ended_on=on)
    running = set(spells.values_list("area", flat=True))
    fresh = [UnconfirmedSpell(area=area, began_on=on) for area in found if area not in running]
    UnconfirmedSpell.objects.bulk_create(fresh)
    return {"told": tell_many([_notice(spell, *found[spell.area]) for spell in fresh])}


def _notice(spell, days, allowed):
    return Notice(
        office=Office.CLERK,
        area=spell.area,
        kind="days_unconfirmed",
        params={"days": days, "allowed": allowed},
        key=f"unconfirmed:{spell.area}:{spell.began_on}",
        link="/attendance/sheet/",
    )
