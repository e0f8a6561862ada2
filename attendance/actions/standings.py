"""Writing standings, and telling the offices concerned when a verdict changes – once."""

import json

from django.db import connection, transaction

from attendance.actions.alerts import tell_of
from attendance.models import Standing
from attendance.standings import judged

FIELDS = ("required", "done", "remaining", "possible", "forecast", "verdict", "latest_start")
UPSERT = """
INSERT INTO attendance_standing AS held
    (posting_id, area, year, kind, as_of, required, done, remaining, possible, forecast, verdict, verdict_since,
     latest_start, provisions)
SELECT t.posting_id, t.area, %(year)s, t.kind, %(on)s, t.required, t.done, t.remaining, t.possible, t.forecast,
       t.verdict, t.since, t.latest_start, t.provisions
FROM unnest(%(posting)s::bigint[], %(area)s::varchar[], %(kind)s::varchar[], %(required)s::numeric[],
            %(done)s::numeric[], %(remaining)s::numeric[], %(possible)s::numeric[], %(forecast)s::numeric[],
            %(verdict)s::varchar[], %(since)s::date[], %(latest_start)s::date[], %(provisions)s::jsonb[])
    AS t (posting_id, area, kind, required, done, remaining, possible, forecast, verdict, since, latest_start, provisions)
ON CONFLICT (posting_id, year, kind) DO UPDATE SET
    as_of = excluded.as_of, required = excluded.required, done = excluded.done, remaining = excluded.remaining,
    possible = excluded.possible, forecast = excluded.forecast, verdict = excluded.verdict,
    verdict_since = excluded.verdict_since, latest_start = excluded.latest_start, provisions = excluded.provisions
WHERE (held.as_of, held.required, held.done, held.possible, held.forecast, held.verdict, held.latest_start, held.provisions)
    IS DISTINCT FROM (excluded.as_of, excluded.required, excluded.done, excluded.possible, excluded.forecast,
                      excluded.verdict, excluded.latest_start, excluded.provisions)
"""
_WORTH_SAYING_AT_FIRST = ("at_risk", "impossible")


@transaction.atomic
def check_thresholds(*, on, year=None, only=None):
    """Judges every posting of a year (or only some) against the 200-day and 4-day minimum, at the end of `on`.

    Effects in order: one run at a time; standings that changed are written in one statement; where a verdict changed,
    those whom it reaches are told, once (`alerts`). A second run for the same day changes nothing.
    Returns {"judged", "written", "changed"}.
    """
    year = year or on.year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('check_thresholds'))")
    before = _before(year, only)
    rows = list(judged(year, on, only))
    news = [row for row in rows if _is_news(row, before)]
    written = _write(rows, before, year, on)
    tell_of(news, before, year, on)
    return {"judged": len(rows), "written": written, "changed": len(news)}


def _before(year, only):
    """{(posting, kind): (verdict, since)}"""
    held = Standing.objects.filter(year=year)
    held = held if only is None else held.filter(posting__in=only)
    return {(p, k): (v, s) for p, k, v, s in held.values_list("posting_id", "kind", "verdict", "verdict_since")}


def _is_news(row, before):
    served, kind, standing, _provisions = row
    verdict = before.get((served.pk, kind), (None,))[0]
    return standing.verdict != verdict if verdict else standing.verdict in _WORTH_SAYING_AT_FIRST


def _write(rows, before, year, on):
    if not rows:
        return 0
    columns = {name: [getattr(standing, name) for _p, _k, standing, _c in rows] for name in FIELDS}
    columns |= {"posting": [p.pk for p, *_ in rows], "area": [p.area for p, *_ in rows], "kind": [r[1] for r in rows]}
    columns["since"] = [_since(served, kind, standing, before, on) for served, kind, standing, _c in rows]
    texts = {}
    columns["provisions"] = [_text(texts, cited) for *_rest, cited in rows]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, {**columns, "year": year, "on": on})
        return cursor.rowcount


def _text(texts, cited):
    """The JSON of a list of provisions; each county's is written once."""
    if id(cited) not in texts:
        texts[id(cited)] = json.dumps(cited)
    return texts[id(cited)]


def _since(served, kind, standing, before, on):
    verdict, since = before.get((served.pk, kind), (None, on))
    return since if verdict == standing.verdict else on


def check_all(*, on):
    """The nightly check: this year's standings as of `on`, and last year's once more during January.

    Effects as in `check_thresholds`, one transaction a year. Returns the counts of this year.
    """
    if on.month == 1:
        check_thresholds(on=on, year=on.year - 1)
    return check_thresholds(on=on)
