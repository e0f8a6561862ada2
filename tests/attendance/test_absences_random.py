"""Random leaves, report-outs, cancellations and returns in any order: the sheet equals a slow, obvious reference."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance import rules
from attendance.actions import leaves, report_outs
from attendance.models import Day, Leave, ReportOut
from core.refusals import Refused
from tests.attendance.away import away, on, outing, wanted
from tests.cast import TODAY

AT = st.integers(-12, 12)
DEEDS = st.lists(
    st.tuples(st.sampled_from(["leave", "out", "cancel", "back", "change", "take_back"]), AT, st.integers(0, 6)),
    min_size=1,
    max_size=10,
)


class Reference:
    """Two plain lists of [first, last]: leave goes before a report-out, and nothing overlaps its own kind."""

    def __init__(self):
        self.leaves, self.outs = [], []

    def covered(self, spans):
        return {day for first, last in spans for day in range(first, last + 1)}

    def expected(self):
        out = dict.fromkeys(self.covered(self.outs), "report_out")
        return out | dict.fromkeys(self.covered(self.leaves), "leave")


def play(cast, reference, verb, at, length):
    """One deed on both sides; a refusal leaves both as they were."""
    cadre, posting, days = cast.actors["cadre"], cast.postings["first"], [at, at + length]
    if verb == "leave":
        case = leaves.apply_for(posting, wanted(*days), by=cadre, on=TODAY)
        for office in case.approvals:
            case = leaves.approve(case, by=cast.actors[office], on=TODAY)
        reference.leaves.append(days)
    if verb == "out":
        report_outs.report_out(posting, outing(*days), by=cadre, on=TODAY)
        reference.outs.append(days)
    if verb in ("cancel", "back") and (case := Leave.objects.filter(state="approved").order_by("pk").first()):
        days = [(case.starts_on - TODAY).days, (case.ends_on - TODAY).days]
        if verb == "cancel":
            leaves.cancel(case, by=cadre, on=TODAY, note="未成行")
            reference.leaves.remove(days)
        else:
            leaves.report_back(case, by=cadre, on=TODAY, back_on=on(min(at, 0)))
            reference.leaves[reference.leaves.index(days)] = [days[0], min(at, 0) - 1]
    if verb in ("change", "take_back") and (row := ReportOut.objects.standing().order_by("pk").first()):
        old = [(row.starts_on - TODAY).days, (row.ends_on - TODAY).days]
        if verb == "change":
            report_outs.change_report_out(row, outing(*days), by=cadre, on=TODAY)
            reference.outs[reference.outs.index(old)] = days
        else:
            report_outs.cancel_report_out(row, by=cadre, on=TODAY, note="取消")
            reference.outs.remove(old)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(DEEDS)
def test_the_sheet_is_what_the_absences_add_up_to(cast, deeds):
    with transaction.atomic():
        reference = Reference()
        for verb, at, length in deeds:
            try:
                with transaction.atomic():
                    play(cast, reference, verb, at, length)
            except Refused:
                pass
        found, sources = away(cast), set(Day.objects.exclude(source="").values_list("source", flat=True))
        transaction.set_rollback(True)
    assert found == reference.expected()
    assert bool(sources) == bool(reference.expected())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.integers(0, 40)), st.integers(0, 40), st.integers(0, 10))
def test_the_unbroken_run_is_found_as_by_counting_days(taken, first, length):
    span = set(range(first, first + length + 1))
    spans = [(on(day), on(day)) for day in sorted(taken - span)]
    low, high, held = first, first + length, taken | span
    while low - 1 in held:
        low -= 1
    while high + 1 in held:
        high += 1
    assert rules.unbroken(spans, on(first), on(first + length)) == (on(low), on(high))


@given(st.integers(1, 400), st.integers(0, 900))
def test_a_leave_is_as_long_as_its_days(days, start):
    first = on(start)
    assert rules.leave_days(first, first + timedelta(days=days - 1)) == days
