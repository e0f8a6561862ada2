"""Who is told of a round: its units, townships and counties, when it opens and before it ends."""

from datetime import timedelta

from django.db import transaction

from core.models import Notice
from core.notices import tell_many
from core.offices import Office
from selection.facts import policy_for
from selection.ledger.places import concerned
from selection.models import Round


def announce(case, kind, key, *, on):
    """Tells every unit, township and county with a village in a round; whoever opened it knows. The same `key` tells once."""
    units, townships, counties = concerned(case, on)
    to = [{"office": Office.UNIT, "unit_id": unit, "key": f"{key}:u{unit}"} for unit in units]
    to += [{"office": Office.TOWNSHIP, "area": area, "key": f"{key}:{area}"} for area in townships]
    if case.office != Office.COUNTY:
        to += [{"office": Office.COUNTY, "area": area, "key": f"{key}:{area}"} for area in counties]
    params = {"what": case.name, "from": str(case.nominate_from), "until": str(case.nominate_until)}
    tell_many([Notice(kind=kind, params=params, link=f"/rounds/{case.pk}/", **address) for address in to])
    return len(to)


@transaction.atomic
def warn_of_ends(*, on):
    """Tells those concerned that a round's nominations soon end: once per last day, however often this is called.

    Effects in order: open rounds whose last day is near, each by its policy's own number of days; one notice to each
    unit, township and county. Returns {judged, told}.
    """
    told, rounds = 0, list(Round.objects.running(on))
    for case in rounds:
        ahead = policy_for(case.area, on)["selection.round_reminder_days"].value
        if case.nominate_until <= on + timedelta(days=ahead):
            told += announce(case, "round_ends", f"round:{case.pk}:ends:{case.nominate_until}", on=on)
    return {"judged": len(rounds), "told": told}
