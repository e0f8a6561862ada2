"""Many hands at once: a village in one running round, a round opened once, a seat recalled once."""

import pytest
from django.db import IntegrityError, OperationalError

from core.models import Notice, Record
from core.refusals import Conflict, Refused
from selection.actions import reminding
from selection.actions import rounds as deeds
from selection.models import Nomination, Round, RoundPlace
from tests.selection.test_races import at_once
from tests.selection.test_rounds import FACTS, nominated

pytestmark = pytest.mark.django_db(transaction=True)


def tried(deed):
    """What came of it, races in the database included."""
    try:
        deed()
    except (Refused, IntegrityError, OperationalError) as refusal:
        return type(refusal).__name__
    return "done"


def drafts(cast, *names):
    teams = [cast.teams["630222100200"]]
    return [deeds.prepare_round(FACTS, teams, by=cast.actors[name], on=cast.today) for name in names]


def test_two_rounds_open_at_once_over_one_village_and_one_of_them_runs(fresh_cast):
    names = ["county", "prefecture"] * 3
    made = drafts(fresh_cast, *names)
    deed = deeds.open_round
    answers = at_once(6, lambda n: tried(lambda: deed(made[n], by=fresh_cast.actors[names[n]], on=fresh_cast.today)))
    assert answers.count("done") == 1
    assert RoundPlace.objects.filter(closed=False).count() == 1
    assert Round.objects.filter(state="open").count() == Record.objects.filter(verb="open_round").count() == 1


def test_ten_hands_open_one_round_once(fresh_cast):
    (case,) = drafts(fresh_cast, "county")
    by, on = fresh_cast.actors["county"], fresh_cast.today
    answers = at_once(10, lambda n: tried(lambda: deeds.open_round(case, by=by, on=on)))
    assert sorted(answers) == ["Conflict"] * 9 + ["done"]
    assert Notice.objects.filter(kind="round_opened").count() == 2


def test_ten_reminders_are_one_notice(fresh_cast):
    (case,) = drafts(fresh_cast, "county")
    by, on, team = fresh_cast.actors["county"], fresh_cast.today, fresh_cast.teams["630222100200"]
    deeds.open_round(case, by=by, on=on)
    told = at_once(10, lambda n: reminding.remind(case, team, "unit_member", by=by, on=on))
    assert sorted(told) == [False] * 9 + [True]
    assert Notice.objects.filter(kind="seat_to_fill").count() == 1
    assert Record.objects.filter(verb="seat_to_fill").count() == 1


def test_a_round_closes_while_somebody_is_nominated_and_both_hold(fresh_cast):
    """Whoever is first: a nomination that got in belongs to the round, one that did not was told its dates."""
    (case,) = drafts(fresh_cast, "county")
    by, on = fresh_cast.actors["county"], fresh_cast.today
    deeds.open_round(case, by=by, on=on)

    def either(number):
        if number:
            return tried(lambda: nominated(fresh_cast, round=case))
        return tried(lambda: deeds.close_round(case, by=by, on=on))

    closed, put_in = at_once(2, either)
    assert closed == "done"
    assert (put_in, Nomination.objects.filter(round=case).count()) in (("done", 1), ("Refused", 0))
    with pytest.raises(Conflict):
        deeds.close_round(case, by=by, on=on)
