"""How much people really type: counted in the cache at each lawful form, written down once a day (decision 0026).

Only office and place are counted, never who or what. Losing some of it matters less than a quick answer: a cache that is
away costs nothing but the count.
"""

from datetime import date
from functools import cache

import redis
from django.conf import settings
from django.db import transaction

from core.clock import today
from core.models import TypedFields, Unit
from core.offices import Office
from core.policy import PROVINCE

_KEY = "typed:{day}"
_PATIENCE = 0.2  # seconds for the cache


@cache
def _store():
    limits = {"socket_timeout": _PATIENCE, "socket_connect_timeout": _PATIENCE}
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True, **limits)


def count_forms(request):
    """Counts what a lawful request changed in its forms: fields that differ from what stood in them. Hidden ones were not typed."""
    sent = [form for form in request.actor.forms if form.data is not request.GET]
    fields = sum(len([name for name in form.changed_data if not form[name].is_hidden]) for form in sent)
    if fields:
        count(request.actor, fields)


def count_cells(request, fields):
    """Counts, once they are saved, the cells a person changed in a grid; what machines send with a token is no typing."""
    if fields and not getattr(request, "by_token", False):
        transaction.on_commit(lambda: count(request.actor, fields))


def count(actor, fields):
    """One form with so many fields that differ from what was there before."""
    name = f"{actor.office}|{_place(actor)}"
    try:
        with _store().pipeline(transaction=False) as line:
            line.hincrby(_KEY.format(day=today()), f"{name}|fields", fields)
            line.hincrby(_KEY.format(day=today()), f"{name}|forms", 1)
            line.execute()
    except redis.RedisError:
        return


def _place(actor):
    """The office's place; a unit by its number; cadres together, so that no count is anybody's own."""
    return f"u{actor.unit_id}" if actor.office == Office.UNIT else actor.area or PROVINCE


@transaction.atomic
def write_down(*, on):
    """The counts of the days before into the table. Returns {"written"}.

    Effects in order: a row for each day, office and place, its numbers as counted; the counts leave the cache after the
    commit. Doing it twice writes the same.
    """
    store = _store()
    keys = [key for key in store.scan_iter(_KEY.format(day="*")) if _day_of(key) < on]
    rows = [row for key in keys for row in _rows(_day_of(key), store.hgetall(key))]
    TypedFields.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "office", "area"], update_fields=["fields", "forms"]
    )
    if keys:
        transaction.on_commit(lambda: store.delete(*keys))
    return {"written": len(rows)}


def _day_of(key):
    return date.fromisoformat(key.rpartition(":")[2])


def _rows(day, counted):
    """The day's rows; units under the place they are at home in."""
    sums, homes = {}, _homes(counted)
    for name, number in counted.items():
        office, place, what = name.split("|")
        area = homes.get(place, PROVINCE) if office == Office.UNIT else place
        one = sums.setdefault((office, area), {"fields": 0, "forms": 0})
        one[what] += int(number)
    return [TypedFields(day=day, office=office, area=area, **found) for (office, area), found in sums.items()]


def _homes(counted):
    units = {name.split("|")[1] for name in counted if name.startswith(f"{Office.UNIT}|")}
    rows = Unit.objects.filter(pk__in=[unit[1:] for unit in units]).values_list("pk", "home__code")
    return {f"u{pk}": code for pk, code in rows}
