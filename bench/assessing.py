"""The yearly cycle opened for the whole province as the worker does it, and every grade of it judged again; beside bare SQL.

In a process of its own, for its memory; everything is taken back afterwards.
"""

import json
import os
import resource
import subprocess
import sys
import time

from bench.serving import ROOT, environment
from bench.table import Row

SECONDS, MEMORY = 20, 250
# The least that opening must do: read what every case rests on.
OPEN = """
SELECT p.id, p.cadre_id, p.area, (
    SELECT jsonb_object_agg(s.kind, jsonb_build_object('done', s.done, 'required', s.required, 'verdict', s.verdict))
    FROM attendance_standing s WHERE s.posting_id = p.id AND s.year = %(year)s AND s.month = 0
) AS stands, (
    SELECT count(*) FROM attendance_day d WHERE d.posting_id = p.id AND d.day BETWEEN %(first)s AND %(last)s
      AND d.status = 'absent' AND d.confirmed_at IS NOT NULL
) AS absent
FROM teams_posting p WHERE p.starts_on <= %(last)s AND (p.ends_on IS NULL OR p.ends_on >= %(first)s)
"""
# The least that judging again must do: one hash over what is frozen, and what the books say today.
AGAIN = """
SELECT id, sha256(convert_to(facts::text || provisions::text, 'UTF8')) FROM assessment_assessment
WHERE state IN ('set', 'final') AND year = %(year)s
"""


def measure():
    """Two rows: opening with facts and snapshots, and judging again with identical hashes."""
    words = [sys.executable, "-m", "bench.assessing"]
    told = json.loads(subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True).stdout)
    yield Row(
        f"yearly cycle of the province opened: {told['people']:,} people, {told['teams']:,} teams, {told['counties']} counties",
        f"{told['open']:.1f} s, {told['grown']:.0f} MB more",
        f"{told['open_floor']:.2f} s",
        f"{told['open'] / told['open_floor']:.1f}",
        f"≤ {SECONDS} s, ≤ {MEMORY} MB more",
        told["open"] <= SECONDS and told["grown"] <= MEMORY and told["people"] >= 5000,
    )
    yield Row(
        f"every grade judged again: {told['judged']:,} cases, {told['same']:,} bit for bit",
        f"{told['again']:.1f} s",
        f"{told['again_floor']:.2f} s",
        f"{told['again'] / told['again_floor']:.1f}",
        f"≤ {SECONDS} s, identical",
        told["again"] <= SECONDS and told["same"] == told["judged"],
    )


def _all():
    """Opens, sets and judges again in one transaction that is taken back."""
    from django.db import transaction

    from core.clock import today

    on = today()
    span = {"year": on.year, "first": on.replace(month=1, day=1), "last": on}
    with transaction.atomic():
        told = {"open_floor": _bare(OPEN, span)} | _opened(on)
        _set_all(on)
        told |= {"again_floor": told["open_floor"] + _bare(AGAIN, span)} | _judged(on)
        transaction.set_rollback(True)
    return told


def _opened(on):
    from assessment import actions
    from assessment.actions.many_counties import open_counties
    from assessment.models import Assessment
    from core.actor import actor_in
    from core.models import Appointment

    held = Appointment.objects.in_force(on).holding("province", area="63").filter(given_by=None)
    by = actor_in(held.select_related("user", "division", "unit").first())
    job = actions.ask_open_counties(on.year, {}, by=by, on=on)
    before, began = _memory(), time.perf_counter()
    counts = open_counties(job)
    cases = Assessment.objects.filter(year=on.year, kind="yearly")
    told = {"open": time.perf_counter() - began, "grown": _memory() - before, "counties": counts["counties_opened"]}
    return told | {"people": cases.people().count(), "teams": cases.teams().count()}


def _set_all(on):
    """Every case of the year as if it had been set today, by the facts of its opening."""
    from assessment import rules, snapshot
    from assessment.facts import policy_of, year_facts
    from assessment.models import Assessment
    from core.models import User

    policies, officer = {}, User.objects.order_by("pk").first()
    cases = list(Assessment.objects.filter(year=on.year, opening__isnull=False).select_related("opening"))
    for case in cases:
        county = case.area[:6]
        if county not in policies:
            policies[county] = policy_of(county, on.year, on)
        judged = rules.grade(year_facts(case.opening.facts, "competent"), policies[county])
        case.proposed, case.grade, case.because = "competent", judged.grade, judged.because or ""
        case.opinion, case.proposed_by, case.set_by, case.proposed_on, case.set_on = "好", officer, officer, on, on
        case.state, case.facts, case.provisions = "set", case.opening.facts, snapshot.frozen(policies[county])
        case.snapshot_hash = snapshot.digest(case)
    fields = ["proposed", "grade", "because", "opinion", "proposed_by", "set_by", "proposed_on", "set_on", "state"]
    Assessment.objects.bulk_update(cases, [*fields, "facts", "provisions", "snapshot_hash"], batch_size=300)


def _judged(on):
    from assessment.again import judged_again

    began = time.perf_counter()
    found = judged_again("63", on.year, on=on)
    return {"again": time.perf_counter() - began, "judged": found["judged"], "same": found["same"]}


def _bare(question, span):
    from django.db import connection

    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(question, span)
        if cursor.description:
            cursor.fetchall()
        return time.perf_counter() - began


def _memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(json.dumps(_all()))
