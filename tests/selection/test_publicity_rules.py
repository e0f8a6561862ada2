"""What a public notice means for an approval, day by day; no database."""

from datetime import date

import pytest
from django.utils.translation import override

from core.policy import policy_in_force
from selection.notice_rules import counts_on, hindered, last_day

MONDAY, FRIDAY, SATURDAY = date(2026, 7, 20), date(2026, 7, 24), date(2026, 7, 25)


class Rule:
    effective_from, effective_to = date(2026, 1, 1), None
    document_number, quote = "民组〔2026〕1号", "拟派人选须公示"

    def __init__(self, key, value):
        self.area, self.key, self.value = "630222", key, value


def judged(until=(), *, unsettled=False, upheld=False, required=False, on=MONDAY):
    policy = policy_in_force("630222", on, [Rule("selection.public_notice", required)])
    return hindered(until, unsettled=unsettled, upheld=upheld, policy=policy, on=on)


def test_without_notice_and_without_rule_nothing_stands_in_the_way():
    assert judged() is None


@pytest.mark.parametrize("on", [date(2026, 7, 1), MONDAY, FRIDAY])
def test_while_a_notice_hangs_approval_waits_and_the_day_is_said(on):
    refusal = judged([FRIDAY], on=on)
    assert "2026-07-25" in str(refusal.message)
    assert refusal.provision.key == "selection.public_notice_days"


def test_the_day_after_the_last_day_approval_is_free():
    assert judged([FRIDAY], on=SATURDAY) is None


def test_a_second_notice_counts_even_when_the_first_has_ended():
    assert judged([date(2026, 7, 1), FRIDAY], on=FRIDAY) is not None


def test_an_open_objection_holds_on_after_the_notice():
    assert judged([FRIDAY], unsettled=True, on=SATURDAY) is not None


def test_an_upheld_objection_holds_for_good():
    refusal = judged([FRIDAY], upheld=True, on=date(2027, 1, 1))
    with override("en"):
        assert "declined or returned" in str(refusal.message)


def test_where_the_county_requires_a_notice_none_is_no_approval():
    refusal = judged(required=True)
    assert refusal.provision.key == "selection.public_notice"
    assert refusal.provision.document_number == "民组〔2026〕1号"


def test_where_the_county_requires_a_notice_a_completed_one_is_enough():
    assert judged([FRIDAY], required=True, on=SATURDAY) is None
    assert judged([FRIDAY], required=True, on=FRIDAY) is not None


def test_the_first_day_of_a_notice_is_counted():
    assert last_day(MONDAY, 5) == FRIDAY


def test_by_letter_the_postmark_counts():
    assert counts_on("letter", SATURDAY, FRIDAY) == FRIDAY
    assert counts_on("email", SATURDAY, FRIDAY) == SATURDAY
