"""What a row proposes: a seat in one of one's own villages, judged by the rules, once."""

from datetime import date

import pytest
from django.test import Client

from selection.models import Nomination, PoolMember, Round, RoundPlace
from teams.models import Cadre
from tests.cast import TODAY
from tests.rosters.files import by_excel
from tests.rosters.handing import (
    entered,
    hinted,
    nominating,
    only_row,
    taken_back,
    told,
    without_children,  # noqa: F401
)
from tests.rosters.people import Somebody, id_of
from tests.rosters.shapes import CITY, WHOLE, table

pytestmark = pytest.mark.usefixtures("without_children")


def judged(cast, *people, who="unit", shape=WHOLE, beside=None, **changed):
    return nominating(cast, by_excel(table(shape, people or [Somebody()], **changed)), who, **(beside or {}))


def row_of(cast, *people, **changed):
    return only_row(judged(cast, *people, **changed))


@pytest.fixture
def running(cast):
    """A round of the county that takes nominations for the team of 红卫."""
    made = Round.objects.create(
        name="2026年选派",
        area="630222",
        office="county",
        nominate_from=date(2026, 7, 1),
        nominate_until=date(2026, 8, 31),
        starts_on=date(2026, 10, 1),
        term_ends_on=date(2028, 9, 30),
        state=Round.State.OPEN,
    )
    team = cast.teams["630222100200"]
    RoundPlace.objects.create(round=made, team=team, area=team.area)
    return made


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"政治面貌": "中共预备党员"}, "party"),
        ({"职级": "科员级"}, "rank"),
        ({"健康状况": "差"}, "health"),
        ({"政治素质": "否"}, "political"),
    ],
)
def test_what_the_rules_refuse_stands_at_its_cell_with_the_clause(cast, changed, key):
    problem = row_of(cast, **changed).problems[0]
    assert (problem["key"], problem["provision"]["clause"]) == (key, "二(一)")
    assert problem["provision"]["quote"]


def test_a_member_must_be_worth_cultivating(cast):
    row = row_of(
        cast, Somebody(first=False, rank="科员级"), beside={"declared": ["political", "style", "ability", "health"]}
    )
    assert [*told(row)] == ["cultivation"]


def test_whoever_is_46_needs_a_reason(cast):
    assert [*told(row_of(cast, Somebody(born=date(1980, 1, 1))))] == ["waiver_reason"]


def test_with_a_reason_it_is_only_remarked(cast):
    row = row_of(cast, Somebody(born=date(1980, 1, 1)), 破格理由="熟悉该村情况")
    assert (row.verdict, [*hinted(row)]) == ("new", ["waiver_reason"])


def test_the_reason_goes_into_the_nomination(cast):
    entered(cast, judged(cast, Somebody(born=date(1980, 1, 1)), 破格理由="熟悉该村情况"))
    assert Nomination.objects.get().waiver_reason == "熟悉该村情况"


@pytest.mark.parametrize(
    "village", ["红卫", "红卫村", "红卫村委会", "红卫村村民委员会", "川口镇红卫村", "民和县川口镇红卫村"]
)
def test_a_village_by_any_of_its_names(cast, village):
    assert row_of(cast, 村=village).changes["village"] == ["", "红卫村委会"]


def test_a_village_by_its_code(cast):
    assert row_of(cast, 村代码="630222100200", 村="").changes["seat"] == ["", "first_secretary"]


@pytest.mark.parametrize("village", ["古鄯村", "深沟村", "无此村"])
def test_foreign_and_unknown_villages_get_the_same_words(cast, village):
    words = told(row_of(cast, 村=village, 乡镇=""))["village"]
    assert words == "该村不在您的管辖范围内,或无此村。"


def test_a_township_of_somebody_else_is_refused_without_a_village(cast):
    assert [*told(row_of(cast, 乡镇="雨润镇", 村=""))] == ["township"]


def test_code_and_name_must_agree(cast):
    assert [*told(row_of(cast, 村代码="630222100200", 村="享堂村"))] == ["village_code"]


def test_a_seat_that_is_held_is_refused_with_the_clause(cast):
    problem = row_of(cast, 村="享堂村").problems[0]
    assert (problem["key"], problem["provision"]["key"]) == ("seat", "selection.no_private_adjustment")


def test_who_already_holds_the_seat_is_left_there(cast):
    first = cast.cadres["first"]
    first.put_id_number(id_of())
    first.save()
    row = row_of(cast, Somebody(name="队长甲"), 村="享堂村")
    assert (row.problems, "seat" in hinted(row)) == ([], True)


def test_two_rows_for_one_seat(cast):
    other = Somebody(name="新人乙", serial=2, phone="13900000002")
    first, second = judged(cast, Somebody(), other).rows.order_by("number")
    assert (first.verdict, [*told(second)]) == ("new", ["seat"])


def test_a_seat_nominated_for_meanwhile_stops_the_entering_and_loses_nothing(cast):
    ours = judged(cast)
    other = Somebody(name="新人乙", serial=2, phone="13900000002")
    entered(cast, judged(cast, other))
    ours = entered(cast, ours)
    assert (ours.state, ours.counts) == ("checked", {"bad": 1})
    assert not Cadre.objects.filter(name="新人甲").exists()


def test_the_same_roster_again_changes_nothing(cast):
    entered(cast, judged(cast))
    row = row_of(cast, beside={"decision_number": "另一文号"})
    assert (row.verdict, "seat" in hinted(row)) == ("same", True)


def test_a_township_nominates_its_own_for_its_own_seat(cast):
    entered(cast, judged(cast, Somebody(first=False), who="township", 单位名称="川口镇"), "township")
    assert Nomination.objects.get().seat == "township_member"


def test_a_township_sends_no_first_secretary(cast):
    row = row_of(cast, Somebody(rank="乡科级正职"), who="township", 单位名称="川口镇")
    assert "seat" in told(row)
    assert "二(一)" in {one["provision"]["clause"] for one in row.problems}


@pytest.mark.parametrize(("role", "first"), [("队员", "是"), ("队长", "否"), ("第一书记", "否")])
def test_columns_that_contradict_each_other(cast, role, first):
    assert row_of(cast, 席位=role, 是否第一书记=first).verdict == "bad"


def test_without_a_decision_village_and_seat_are_passed_over_and_said(cast):
    sheet = entered(cast, judged(cast, beside={"decision_number": "", "decided_on": ""}))
    assert "seat" in hinted(only_row(sheet))
    assert (Cadre.objects.filter(name="新人甲").count(), Nomination.objects.count()) == (1, 0)


def test_a_village_without_a_seat_asks_for_it(cast):
    assert [*told(row_of(cast, 席位=""))] == ["seat"]


def test_a_posting_does_not_begin_in_the_past(cast):
    assert [*told(row_of(cast, 驻村开始时间="2024.03"))] == ["starts_on"]


def test_the_round_says_the_days(cast, running):
    entered(cast, judged(cast, beside={"round": running.pk, "starts_on": "", "term_ends_on": ""}))
    case = Nomination.objects.get()
    assert (case.round, case.starts_on, case.term_ends_on) == (running, date(2026, 10, 1), date(2028, 9, 30))


def test_a_village_outside_the_round(cast, running):
    RoundPlace.objects.all().delete()
    assert "village" in told(row_of(cast, beside={"round": running.pk}))


def test_a_round_that_closes_meanwhile_stops_the_entering_with_the_reason(cast, running):
    sheet = judged(cast, beside={"round": running.pk})
    Round.objects.update(state="closed")
    RoundPlace.objects.update(closed=True)
    sheet = entered(cast, sheet)
    assert (sheet.state, sheet.counts, bool(sheet.error)) == ("checked", {"bad": 1}, True)
    assert not Cadre.objects.filter(name="新人甲").exists()


def test_rows_without_a_village_go_into_the_pool_of_the_round(cast, running):
    sheet = entered(cast, judged(cast, shape=CITY, beside={"round": running.pk}, 席位="第一书记"))
    member = PoolMember.objects.get()
    assert (member.cadre.name, member.seats, member.round) == ("新人甲", ["first_secretary"], running)
    taken_back(cast, sheet)
    assert not PoolMember.objects.exists()


def test_taking_back_is_refused_once_the_county_has_acted(cast):
    sheet = entered(cast, judged(cast))
    case = Nomination.objects.get()
    county = Client()
    county.force_login(cast.users["county"], backend="core.signin.Backend")
    county.post(f"/nominations/{case.pk}/step/", {"verb": "review", "state": "submitted"})
    sheet = taken_back(cast, sheet)
    assert sheet.state == "applied"
    assert Cadre.objects.filter(name="新人甲").exists()


def test_taking_back_withdraws_what_a_known_person_was_nominated_for(cast):
    pool = cast.cadres["pool"]
    pool.put_id_number(id_of())
    pool.save()
    taken_back(cast, entered(cast, judged(cast, Somebody(name="人选丁"))))
    assert Nomination.objects.get().state == "withdrawn"


def test_what_the_import_says_is_what_the_form_says(cast, client_of):
    """The same person for the same seat: the same rules stop it."""
    pool2 = cast.cadres["pool2"]
    pool2.put_id_number(id_of())
    pool2.save()
    row = row_of(cast, Somebody(name="人选戊", rank="科员级"))
    found = {one["provision"]["key"] for one in row.problems}
    from selection.facts import findings_for

    said = dict.fromkeys(("political", "style", "ability", "health", "cultivation"), True)
    team = cast.teams["630222100200"]
    judged_alone = findings_for(pool2, team=team, seat="first_secretary", starts_on=date(2026, 9, 1), said=said)
    assert found == {one.provision.key for one in judged_alone if one.stops}


def test_a_check_takes_few_statements_however_many_rows(cast, django_assert_max_num_queries):
    from core.imports.drafting import drafts_of
    from selection.imports import ROSTER

    people = [Somebody(name=f"新人{n}", serial=n, phone=f"139{n:08}") for n in range(60)]
    sheet = judged(cast, *people)
    _table, drafts = drafts_of(sheet, ROSTER)
    with django_assert_max_num_queries(24):
        ROSTER.judge(sheet, drafts, cast.actors["unit"], TODAY)
