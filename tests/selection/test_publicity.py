"""Public notices: published by the department that approves, frozen, withdrawn, ended; and what they hold up."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

import selection.tasks  # noqa: F401 – a worker knows its work
from core.models import CountyRule, JobRun, Notice
from core.outbox import HANDLERS
from core.refusals import Conflict, NotAllowed, Refused
from selection import actions
from selection.actions import publicity
from selection.actions.batch import Pick, decide_many
from selection.models import PublicNotice
from tests.selection.noticing import AFTER, FACTS, TYPED, UNTIL, waiting


@pytest.fixture
def case(cast):
    return waiting(cast)


@pytest.fixture
def notice(cast, case):
    return publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)


def approve(case, cast, on):
    return actions.approve(case, by=cast.actors["prefecture"], on=on)


def require_notices(cast, key="selection.public_notice", value=True):
    facts = {"effective_from": date(2026, 1, 1), "quote": "须公示", "document_number": "民组〔2026〕1号"}
    CountyRule.objects.create(area="630222", key=key, value=value, entered_by=cast.users["county"], **facts)


def test_publishing_freezes_the_public_columns_and_no_number(cast, case, notice):
    case.cadre.name = "改了名"
    case.cadre.save()
    facts = notice.shown.get().facts
    assert facts == {
        "name": "人选丁",
        "sex": "male",
        "born": "1985-06",
        "party": "full_member",
        "post": "海东市水务局",
        "village": "海东市 / 民和回族土族自治县 / 川口镇 / 红卫村委会",
        "seat": "first_secretary",
    }


def test_approval_waits_until_the_day_after_the_notice(cast, case, notice):
    with pytest.raises(Refused, match="2026-07-25") as refused:
        approve(case, cast, UNTIL)
    assert refused.value.provision.key == "selection.public_notice_days"
    assert approve(case, cast, AFTER).state == "approved"


def test_a_batch_meets_the_same_refusal(cast, case, notice):
    free = waiting(cast, "pool2", seat="unit_member")
    job = decide_many("approve", [Pick(case.pk), Pick(free.pk)], by=cast.actors["prefecture"], on=UNTIL)
    outcomes = {one["case"]: one for one in job.payload["outcomes"]}
    assert (outcomes[case.pk]["done"], outcomes[free.pk]["done"]) == (False, True)
    assert "2026-07-25" in outcomes[case.pk]["reason"]


def test_a_withdrawn_notice_holds_nothing_up(cast, case, notice):
    publicity.withdraw_notice(notice, why="名单有误", by=cast.actors["prefecture"], on=cast.today)
    assert approve(case, cast, cast.today).state == "approved"


def test_where_the_county_requires_a_notice_approval_is_refused_without_one(cast, case):
    require_notices(cast)
    with pytest.raises(Refused) as refused:
        approve(case, cast, cast.today)
    assert refused.value.provision.document_number == "民组〔2026〕1号"


def test_a_withdrawn_notice_does_not_satisfy_the_county_rule(cast, case, notice):
    require_notices(cast)
    publicity.withdraw_notice(notice, why="名单有误", by=cast.actors["prefecture"], on=cast.today)
    with pytest.raises(Refused):
        approve(case, cast, AFTER)


def test_a_county_may_ask_for_more_days_and_the_strictest_place_counts(cast, case):
    require_notices(cast, "selection.public_notice_days", 7)
    with pytest.raises(Refused, match="7") as refused:
        publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)
    assert "until_on" in refused.value.fields
    longer = {**FACTS, "until_on": date(2026, 7, 26)}
    assert publicity.publish([case], longer, by=cast.actors["prefecture"], on=cast.today).pk


@pytest.mark.parametrize("changed", [{"from_on": date(2026, 7, 19)}, {"until_on": date(2026, 7, 23)}])
def test_a_notice_hangs_from_today_and_long_enough(cast, case, changed):
    with pytest.raises(Refused):
        publicity.publish([case], {**FACTS, **changed}, by=cast.actors["prefecture"], on=cast.today)


def test_nobody_hangs_twice_at_once_but_may_hang_again_later(cast, case, notice):
    with pytest.raises(Conflict, match="人选丁"):
        publicity.publish([case], FACTS, by=cast.actors["prefecture"], on=cast.today)
    later = {**FACTS, "from_on": AFTER, "until_on": AFTER + timedelta(days=4)}
    publicity.publish([case], later, by=cast.actors["prefecture"], on=AFTER)
    with pytest.raises(Refused, match="2026-07-30"):
        approve(case, cast, date(2026, 7, 26))


@pytest.mark.parametrize("name", ["county", "province", "prefecture2"])
def test_only_the_department_that_approves_next_publishes(cast, case, name):
    with pytest.raises(Conflict):
        publicity.publish([case], FACTS, by=cast.actors[name], on=cast.today)


def test_a_submitted_nomination_of_a_unit_is_too_early(cast):
    early = waiting(cast, state="submitted")
    with pytest.raises(Conflict):
        publicity.publish([early], FACTS, by=cast.actors["prefecture"], on=cast.today)


def test_the_county_publishes_the_townships_own_on_submission(cast):
    own = waiting(cast, "town_pool", seat="township_member")
    notice = publicity.publish([own], FACTS, by=cast.actors["county"], on=cast.today)
    assert notice.shown.get().facts["post"] == "川口镇"
    with pytest.raises(Refused):
        actions.approve(own, by=cast.actors["county"], on=UNTIL)
    assert actions.approve(own, by=cast.actors["county"], on=AFTER).state == "approved"


def test_nobody_is_no_list(cast):
    with pytest.raises(Refused):
        publicity.publish([], FACTS, by=cast.actors["prefecture"], on=cast.today)


def test_another_office_withdraws_nothing(cast, notice):
    with pytest.raises(NotAllowed):
        publicity.withdraw_notice(notice, why="x", by=cast.actors["province"], on=cast.today)


@pytest.mark.parametrize(("on", "why"), [(AFTER, "太迟"), (UNTIL, " ")])
def test_withdrawing_needs_a_reason_and_a_notice_that_hangs(cast, notice, on, why):
    with pytest.raises(Refused):
        publicity.withdraw_notice(notice, why=why, by=cast.actors["prefecture"], on=on)


def test_unit_township_and_county_are_told_once(cast, notice):
    told = Notice.objects.filter(kind="notice_published")
    assert sorted(told.values_list("office", flat=True)) == ["county", "township", "unit"]


def test_the_end_is_told_once_however_often_the_day_runs(cast, notice):
    assert publicity.tell_of_ended(on=UNTIL) == 0
    assert [publicity.tell_of_ended(on=AFTER) for _ in range(2)] == [1, 1]
    assert Notice.objects.filter(kind="notice_ended").count() == 3


def test_every_daily_job_has_somebody_who_does_it(cast, notice, settings):
    assert {job for job in settings.DAILY_JOBS if job.startswith("selection.")} <= HANDLERS.keys()
    HANDLERS["selection.tell_of_ended"]({"on": AFTER.isoformat()})
    assert JobRun.objects.get(job="selection.tell_of_ended").counts == {"told": 1}


# pages


def post(client, case, **changed):
    return client.post(reverse("public-notice-new"), {**TYPED, "nominations": case.pk, **changed})


def test_a_notice_is_published_from_the_page(client_of, case):
    client = client_of("prefecture")
    assert "人选丁" in client.get(reverse("public-notice-new")).content.decode()
    answer = post(client, case)
    notice = PublicNotice.objects.get()
    assert answer["Location"] == reverse("public-notice", args=[notice.pk])
    assert "人选丁" in client.get(answer["Location"]).content.decode()


def test_all_that_the_filter_shows_are_taken_at_once(cast, client_of, case):
    waiting(cast, "pool2", seat="unit_member")
    client_of("prefecture").post(reverse("public-notice-new"), {**TYPED, "every": "on"})
    assert PublicNotice.objects.get().shown.count() == 2


def test_the_filter_narrows_whom_all_means(cast, client_of, case):
    waiting(cast, "pool2", seat="unit_member")
    client_of("prefecture").post(reverse("public-notice-new") + "?q=人选丁", {**TYPED, "every": "on"})
    assert [shown.nomination for shown in PublicNotice.objects.get().shown.all()] == [case]


def test_what_was_typed_and_ticked_comes_back_with_a_refusal(client_of, case):
    answer = post(client_of("prefecture"), case, until_on="2026-07-21")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "0972-8610000" in page
    assert f'value="{case.pk}" aria-label="人选丁" checked' in page


def test_the_form_begins_with_the_words_of_the_last_notice(cast, client_of, notice):
    waiting(cast, "pool2", seat="unit_member")
    page = client_of("prefecture").get(reverse("public-notice-new")).content.decode()
    assert "海东市委组织部部务会" in page
    assert 'value="2026-07-24"' in page


def test_the_list_finds_a_notice_by_a_name_and_still_counts_everybody(cast, client_of, case):
    both = [case, waiting(cast, "pool2", seat="unit_member")]
    publicity.publish(both, FACTS, by=cast.actors["prefecture"], on=cast.today)
    rows = client_of("prefecture").get(reverse("api-public-notices"), {"q": "人选丁"}).json()["results"]
    assert [row["people"] for row in rows] == [2]
    for stands, number in (("hanging", 1), ("ended", 0), ("withdrawn", 0)):
        answer = client_of("unit").get(reverse("api-public-notices"), {"stands": stands})
        assert answer.json()["count"] == number


def test_the_poster_is_chinese_for_every_reader(client_of, notice):
    client = client_of("unit")
    client.cookies["language"] = "en"
    page = client.get(reverse("public-notice-poster", args=[notice.pk])).content.decode()
    assert "Print" in page
    assert "中共党员" in page
    assert "full Party member" not in page


def test_the_case_page_links_to_its_notice(client_of, case, notice):
    page = client_of("unit").get(reverse("nomination", args=[case.pk])).content.decode()
    assert reverse("public-notice", args=[notice.pk]) in page


@pytest.mark.parametrize("name", ["prefecture", "county", "township", "unit", "province", "leadership"])
def test_those_concerned_read_the_notice(client_of, notice, name):
    for page in ("public-notice", "public-notice-poster", "public-notice-word"):
        assert client_of(name).get(reverse(page, args=[notice.pk])).status_code == 200


@pytest.mark.parametrize("name", ["county2", "township2", "unit2", "cadre", "prefecture2"])
def test_a_notice_that_concerns_nobody_here_does_not_exist(client_of, notice, name):
    assert client_of(name).get(reverse("public-notice", args=[notice.pk])).status_code == 404


def test_a_withdrawn_notice_says_why(cast, client_of, notice):
    address = reverse("public-notice-withdraw", args=[notice.pk])
    assert client_of("prefecture").post(address, {"why": ""}).status_code == 422
    assert client_of("county").post(address, {"why": "x"}).status_code == 403
    assert client_of("prefecture").post(address, {"why": "名单有误"}).status_code == 302
    assert "名单有误" in client_of("unit").get(reverse("public-notice", args=[notice.pk])).content.decode()


@pytest.mark.parametrize("name", ["public-notices", "public-notice-new"])
def test_lists_need_few_statements(cast, client_of, notice, django_assert_max_num_queries, name):
    waiting(cast, "pool2", seat="unit_member")
    client = client_of("prefecture")
    client.get(reverse(name))
    with django_assert_max_num_queries(15):
        client.get(reverse(name))


# machines


def test_machines_publish_read_and_withdraw_through_the_same_deeds(client_of, case):
    client, json = client_of("prefecture"), {"content_type": "application/json"}
    made = client.post(reverse("api-public-notice-new"), {**TYPED, "nominations": [case.pk]}, **json)
    assert (made.status_code, made.json()["people"]) == (201, 1)
    at = [made.json()["id"]]
    assert client.get(reverse("api-public-notices")).json()["count"] == 1
    assert client.get(reverse("api-public-notice", args=at)).json()["title"] == TYPED["title"]
    people = client_of("unit").get(reverse("api-public-notice-people", args=at)).json()["results"]
    assert [one["name"] for one in people] == ["人选丁"]
    assert client_of("county").get(reverse("api-public-notice-word", args=at)).content[:2] == b"PK"
    gone = client.post(reverse("api-public-notice-withdraw", args=at), {"why": "名单有误"}, **json)
    assert gone.json()["state"] == "withdrawn"


def test_a_machine_takes_every_one_of_a_place_and_is_told_the_clause(cast, client_of, case):
    waiting(cast, "pool2", seat="unit_member")
    client, json = client_of("prefecture"), {"content_type": "application/json"}
    body = {**TYPED, "every": True, "area": "630222100"}
    short = client.post(reverse("api-public-notice-new"), {**body, "until_on": "2026-07-20"}, **json)
    assert (short.status_code, short.json()["provision"]["key"]) == (422, "selection.public_notice_days")
    assert client.post(reverse("api-public-notice-new"), body, **json).json()["people"] == 2
