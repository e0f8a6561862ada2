"""Writing standings, and telling the offices concerned when a verdict changes – once."""

import json

from django.db import connection, transaction

from attendance.actions.alerts import tell_of
from attendance.models import Standing
from attendance.standings import judged

FIELDS = ("required", "done", "remaining", "possible", "forecast", "verdict", "latest_start")
UPSERT = """
INSERT INTO attendance_standing AS held
    (posting_id, area, year, month, kind, as_of, required, done, remaining, possible, forecast, verdict, verdict_since,
     latest_start, unconfirmed, provisions)
SELECT t.posting_id, t.area, %(year)s, t.month, t.kind, %(on)s, t.required, t.done, t.remaining, t.possible, t.forecast,
       t.verdict, t.since, t.latest_start, t.unconfirmed, (%(texts)s::jsonb[])[t.text]
FROM unnest(%(posting)s::bigint[], %(area)s::varchar[], %(month)s::smallint[], %(kind)s::varchar[], %(required)s::numeric[],
            %(done)s::numeric[], %(remaining)s::numeric[], %(possible)s::numeric[], %(forecast)s::numeric[],
            %(verdict)s::varchar[], %(since)s::date[], %(latest_start)s::date[], %(unconfirmed)s::smallint[], %(text)s::int[])
    AS t (posting_id, area, month, kind, required, done, remaining, possible, forecast, verdict, since, latest_start,
          unconfirmed, text)
ON CONFLICT (posting_id, year, month, kind) DO UPDATE SET
    as_of = excluded.as_of, required = excluded.required, done = excluded.done, remaining = excluded.remaining,
    possible = excluded.possible, forecast = excluded.forecast, verdict = excluded.verdict,
    verdict_since = excluded.verdict_since, latest_start = excluded.latest_start, unconfirmed = excluded.unconfirmed,
    provisions = excluded.provisions
WHERE (held.as_of, held.required, held.done, held.possible, held.forecast, held.verdict, held.latest_start,
       held.unconfirmed, held.provisions)
    IS DISTINCT FROM (excluded.as_of, excluded.required, excluded.done, excluded.possible, excluded.forecast,
                      excluded.verdict, excluded.latest_start, excluded.unconfirmed, excluded.provisions)
"""
_WORTH_SAYING_AT_FIRST = ("at_risk", "impossible")


@transaction.atomic
def check_thresholds(*, on, year=None, only=None, back=False):
    """Judges every posting of a year (or only some) against the yearly and monthly minimums, at the end of `on`.

    Effects in order: one run at a time; a run for a day earlier than the latest judged is a run for that latest day, unless
    `back` says that the clock had run ahead; standings that changed are written in one statement, the database keeps every
    change of a verdict; where the verdict of a year changed, those whom it reaches are told, once (`alerts`); a month is only
    listed. A second run for the same day changes nothing. Returns {"judged", "written", "changed"}.
    """
    year = year or on.year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('check_thresholds'))")
    before, latest = _before(year, only)
    on = on if back else max(on, latest or on)
    rows = list(judged(year, on, only))
    news = [row for row in rows if _is_news(row, before)]
    written = _write(rows, before, year, on)
    _tell(news, before, year, on)
    return {"judged": len(rows), "written": written, "changed": len(news)}


def _before(year, only):
    """{(posting, month, kind): (verdict, since)}, and the latest day judged."""
    held = Standing.objects.filter(year=year).order_by()
    held = held if only is None else held.filter(posting__in=only)
    fields = ("posting_id", "month", "kind", "verdict", "verdict_since", "as_of")
    rows = list(held.values_list(*fields))
    return {row[:3]: row[3:5] for row in rows}, max((row[5] for row in rows), default=None)


def _is_news(row, before):
    verdict = before.get((row.served.pk, row.month, row.kind), (None,))[0]
    return row.standing.verdict != verdict if verdict else row.standing.verdict in _WORTH_SAYING_AT_FIRST


def _write(rows, before, year, on):
    if not rows:
        return 0
    columns = {name: [getattr(row.standing, name) for row in rows] for name in FIELDS}
    columns |= {name: [getattr(row, name) for row in rows] for name in ("month", "kind", "unconfirmed")}
    columns |= {"posting": [row.served.pk for row in rows], "area": [row.served.area for row in rows]}
    columns["since"] = [_since(row, before, on) for row in rows]
    columns["text"], columns["texts"] = _texts(rows)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, {**columns, "year": year, "on": on})
        return cursor.rowcount


def _tell(news, before, year, on):
    known = {(posting, kind): said for (posting, month, kind), said in before.items() if not month}
    tell_of([(row.served, row.kind, row.standing, row.cited) for row in news if not row.month], known, year, on)


def _texts(rows):
    """The provisions of all rows: which text each cites, and the texts; a county's is sent once."""
    places, texts = {}, []
    for row in rows:
        if id(row.cited) not in places:
            texts.append(json.dumps(row.cited))
            places[id(row.cited)] = len(texts)
    return [places[id(row.cited)] for row in rows], texts


def _since(row, before, on):
    verdict, since = before.get((row.served.pk, row.month, row.kind), (None, on))
    return since if verdict == row.standing.verdict else on


def check_all(*, on):
    """The nightly check: this year's standings as of `on`, and last year's once more during January.

    Effects as in `check_thresholds`, one transaction a year. Returns the counts of this year.
    """
    if on.month == 1:
        check_thresholds(on=on, year=on.year - 1)
    return check_thresholds(on=on)
