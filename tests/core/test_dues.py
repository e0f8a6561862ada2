"""The due lists: kept up by recomputation, told once, and once more to the office above."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import dues
from core.actions.due_notices import above, escalate, remind
from core.actions.dues import keep_dues, recompute
from core.models import CountyRule, DueItem, Notice
from tests.cast import TODAY
from tests.core.dues import due, of_cadre, of_unit

TOMORROW = TODAY + timedelta(days=1)
MANY = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-40, 40), max_size=8)


def facts():
    return list(DueItem.objects.order_by("pk").values())


def test_what_a_source_names_stands_in_the_list(cast, named):
    named.append(due())
    assert recompute(on=TODAY) == {"open": 1, "new": 1, "changed": 0, "ended": 0, "failed": []}
    assert DueItem.objects.open().get().first_on == TODAY


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=MANY)
def test_doing_it_twice_changes_nothing(cast, named, days):
    named[:] = [due(key, days=offset) for key, offset in days.items()]
    recompute(on=TODAY)
    before = facts()
    assert recompute(on=TODAY) | {"open": 0} == {"open": 0, "new": 0, "changed": 0, "ended": 0, "failed": []}
    assert facts() == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=MANY, then=MANY)
def test_the_open_ones_are_exactly_those_named_last(cast, named, first, then):
    for days in (first, then):
        named[:] = [due(key, days=offset) for key, offset in days.items()]
        recompute(on=TODAY)
    open_ones = {item.key: (item.due_on - TODAY).days for item in DueItem.objects.open()}
    assert open_ones == then


def test_what_no_source_names_any_more_ends(cast, named):
    named.append(due())
    recompute(on=TODAY)
    named.clear()
    assert recompute(on=TOMORROW)["ended"] == 1
    assert DueItem.objects.get().ended_on == TOMORROW


def test_what_comes_back_is_open_again_and_stays_told(cast, named):
    named.append(due())
    keep_dues(on=TODAY)
    named.clear()
    keep_dues(on=TODAY)
    named.append(due())
    assert keep_dues(on=TOMORROW)["told"] == 0
    assert DueItem.objects.get().ended_on is None


def test_a_source_that_fails_leaves_its_list_and_harms_no_other(cast, named):
    named.append(due())
    recompute(on=TODAY)
    dues.source("broken", "Broken", "Broken")(lambda on: 1 / 0)
    named.clear()
    assert recompute(on=TODAY)["failed"] == ["broken"]
    assert DueItem.objects.open().count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_many_are_written_in_as_few_statements_as_one(cast, named, django_assert_num_queries, count):
    named += [due(str(n)) for n in range(count)]
    with django_assert_num_queries(7):  # the lock, what is kept, the writing; savepoints
        recompute(on=TODAY)


def test_a_day_among_the_params_is_kept_as_text(cast, named):
    named.append(due(params={"place": "享堂", "on": TODAY}))
    recompute(on=TODAY)
    assert recompute(on=TODAY)["changed"] == 0


# ── reminders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_falls_due_soon_is_one_notice(cast, named):
    named += [due(str(n), days=n) for n in range(3)]
    assert keep_dues(on=TODAY)["told"] == 1
    told = Notice.objects.get(kind="dues_soon")
    assert told.params == {"count": 3, "until": TODAY.isoformat(), "what": "Testing"}


def test_a_duty_is_told_once(cast, named):
    named.append(due(days=-1))
    keep_dues(on=TODAY)
    assert keep_dues(on=TOMORROW)["told"] == 0


def test_what_is_due_much_later_is_not_told_yet(cast, named):
    named.append(due(days=8))
    assert keep_dues(on=TODAY)["told"] == 0
    assert keep_dues(on=TOMORROW)["told"] == 1


def test_new_duties_of_the_same_day_are_told_too(cast, named):
    named.append(due("first"))
    keep_dues(on=TODAY)
    named.append(due("second"))
    assert keep_dues(on=TODAY)["told"] == 1


def test_a_county_reminds_earlier(cast, named):
    rule(cast, "dues.remind_before_days", 10)
    named.append(due(days=10))
    assert keep_dues(on=TODAY)["told"] == 1


# ── the office above ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_late_is_told_to_the_office_above_once(cast, named):
    named.append(due(days=-8))
    keep_dues(on=TODAY)
    assert [keep_dues(on=TOMORROW)["escalated"] for _ in range(2)] == [1, 0]
    assert Notice.objects.get(kind="dues_late").area == "630222"


def test_its_owner_hears_of_it_a_day_before(cast, named):
    named.append(due(days=-30))
    assert keep_dues(on=TODAY)["escalated"] == 0


def test_six_days_late_is_not_yet_too_late(cast, named):
    named.append(due(days=-5))
    keep_dues(on=TODAY)
    assert escalate(on=TOMORROW) == 0
    assert escalate(on=TOMORROW + timedelta(days=1)) == 1


def test_a_county_is_told_sooner_where_it_says_so(cast, named):
    rule(cast, "dues.escalate_after_days", 0)
    named.append(due(days=0))
    remind_all()
    assert escalate(on=TOMORROW) == 1


def remind_all():
    recompute(on=TODAY)
    remind(on=TODAY)


def rule(cast, key, value):
    facts = {"effective_from": TODAY, "document_number": "民组〔2026〕1号", "quote": "规定"}
    CountyRule.objects.create(area="630222", key=key, value=value, entered_by=cast.users["county"], **facts)


@pytest.mark.parametrize(
    ("office", "area", "told"),
    [
        ("clerk", "630222100", ("township", "630222100")),
        ("township", "630222100", ("county", "630222")),
        ("leadership", "630222", ("county", "630222")),
        ("county", "630222", ("prefecture", "6302")),
        ("prefecture", "6302", ("province", "63")),
    ],
)
def test_the_office_above_an_office(office, area, told):
    assert above(DueItem(office=office, area=area, about="630222100201")) == told


@pytest.mark.parametrize(
    ("office", "about", "told"),
    [
        ("unit", "630222100201", ("county", "630222")),
        ("cadre", "630222100201", ("township", "630222100")),
        ("cadre", "630222", ("county", "630222")),
        ("unit", "6302", ("prefecture", "6302")),
    ],
)
def test_the_office_above_a_unit_or_a_person_is_that_of_the_place(office, about, told):
    assert above(DueItem(office=office, about=about)) == told


# ── who sees what ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def kept(cast, named):
    named += [due(), of_unit(cast), of_cadre(cast), due("county", office="county", area="630222")]
    recompute(on=TODAY)
    return cast


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("township", {"one", "cadre"}),
        ("county", {"one", "unit", "cadre", "county"}),
        ("leadership", {"one", "unit", "cadre"}),
        ("prefecture", {"one", "unit", "cadre", "county"}),
        ("province", {"one", "unit", "cadre", "county"}),
        ("unit", {"unit"}),
        ("cadre", {"cadre"}),
        ("clerk", set()),
        ("township2", set()),
        ("county2", set()),
        ("prefecture2", set()),
        ("unit2", set()),
        ("auditor", set()),
    ],
)
def test_an_office_sees_its_own_duties_and_those_below(kept, who, keys):
    assert {item.key for item in DueItem.objects.visible_to(kept.actors[who])} == keys


def test_nobody_sees_nothing(kept):
    assert DueItem.objects.visible_to(None).count() == 0
