"""What counted ballots add up to: shares and values that never lie."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import ballot_rules as rules
from assessment.ballot_rules import Figures

VOTES = st.lists(st.integers(0, 3000), min_size=2, max_size=rules.MOST_GRADES)
WORTHS = st.lists(st.one_of(st.none(), st.integers(0, 100).map(lambda n: n / 100)), min_size=6, max_size=6)
SOUND = st.lists(st.integers(0, 3000), min_size=4, max_size=4).map(lambda four: Figures(*sorted(four, reverse=True)))
CASES = [
    ((40, 41, 30, 30), "issued"),
    ((40, 38, 39, 30), "returned"),
    ((40, 38, 36, 37), "valid"),
    ((40, 38, 36, -1), "valid"),
    ((0, 0, 0, 0), "eligible"),
]


@given(VOTES)
def test_shares_sum_to_the_whole_or_there_were_no_votes(votes):
    assert sum(rules.shares(votes)) == (rules.PARTS if sum(votes) else 0)


@given(VOTES)
def test_a_share_is_off_by_less_than_a_ten_thousandth(votes):
    total = sum(votes)
    assert all(
        abs(share - Fraction(rules.PARTS * n, total or 1)) < 1
        for n, share in zip(votes, rules.shares(votes), strict=True)
    )


@given(VOTES, st.data())
def test_more_votes_never_have_a_smaller_share(votes, data):
    a, b = (data.draw(st.integers(0, len(votes) - 1)) for _ in range(2))
    shares = rules.shares(votes)
    assert votes[a] <= votes[b] or shares[a] >= shares[b]


@given(VOTES, WORTHS)
def test_a_value_lies_between_the_worst_and_the_best_grade(votes, worths):
    found, known = rules.value(votes, worths[: len(votes)]), [w for w in worths[: len(votes)] if w is not None]
    assert found is None or Fraction(str(min(known))) <= found <= Fraction(str(max(known)))


@given(VOTES)
def test_who_does_not_know_changes_no_value(votes):
    worths = [1, *[0.5] * (len(votes) - 1)]
    assert rules.value([*votes, 7], [*worths, None]) == rules.value(votes, worths)


@given(VOTES, st.integers(0, 20000))
def test_an_item_adds_up_exactly_when_its_votes_sum_to_the_valid_ballots(votes, valid):
    assert (rules.unbalanced(votes, valid) is None) == (sum(votes) == valid)


@given(SOUND)
def test_figures_in_order_have_no_fault_but_an_empty_meeting(figures):
    assert set(rules.faults(figures)) == (set() if figures.eligible else {"eligible"})


@given(SOUND)
def test_the_turnout_is_a_share(figures):
    assert 0 <= rules.turnout(figures) <= 1


@pytest.mark.parametrize(("four", "field"), CASES)
def test_each_impossible_figure_is_named(four, field):
    assert field in rules.faults(Figures(*four))


@pytest.mark.parametrize(
    ("four", "stands"),
    [
        ((40, 40, 20, 20), "counts"),
        ((41, 40, 20, 20), "low_turnout"),
        ((9, 9, 9, 5), "counts"),
        ((9, 9, 9, 4), "too_few"),
    ],
)
def test_turnout_and_group_size_decide_whether_a_batch_counts(four, stands):
    assert rules.standing(Figures(*four), least=0.5, fewest=5) == stands


@pytest.mark.parametrize(
    ("number", "said"),
    [(Fraction(2, 3), "0.6667"), (Fraction(1), "1.0000"), (Fraction(1, 20000), "0.0001"), (None, None)],
)
def test_decimals_are_rounded_half_up(number, said):
    assert rules.decimal(number) == said


def test_the_items_of_a_subject_weigh_alike():
    assert rules.mean([Fraction(1), None, Fraction(1, 2)]) == Fraction(3, 4)
