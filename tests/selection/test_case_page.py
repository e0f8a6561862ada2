"""One case: what was judged when, whose turn it is and where, what is to be mended, what one may not do and why."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import CountyRule
from selection import actions
from selection.history import judged_before
from selection.models import Nomination
from tests.selection.many import nominations
from tests.selection.test_thread import proposal


@pytest.fixture
def submitted(cast, client_of):
    client_of("unit").post(reverse("nomination-new"), proposal(cast))
    return Nomination.objects.get()


def page_of(client, case):
    return client.get(reverse("nomination", args=[case.pk])).content.decode()


def test_each_judgement_is_kept_as_it_was_judged(cast, submitted):
    submitted.cadre.born_on = date(1975, 1, 1)
    submitted.cadre.save()
    Nomination.objects.update(waiver_reason="熟悉该村情况")
    reviewed = actions.review(submitted, by=cast.actors["county"], on=cast.today)
    before = judged_before(reviewed, shown_live=False)
    assert [(state, verdict) for state, _at, verdict, _findings in before] == [("submitted", "eligible")]
    assert any(one["answer"] == "waiver" for one in reviewed.findings)


def test_what_is_judged_anew_shows_all_that_was_judged(cast, submitted):
    actions.review(submitted, by=cast.actors["county"], on=cast.today)
    back = actions.send_back(submitted, by=cast.actors["prefecture"], on=cast.today, note="x")
    assert [line[0] for line in judged_before(back, shown_live=True)] == ["submitted", "reviewed"]


def test_sent_again_is_judged_again(cast, submitted):
    actions.send_back(submitted, by=cast.actors["county"], on=cast.today, note="x")
    submitted.refresh_from_db()
    again = actions.submit(submitted, by=cast.actors["unit"], on=cast.today)
    assert [line[0] for line in judged_before(again, shown_live=False)] == ["submitted"]


def test_the_page_says_whose_turn_it_is_and_where(submitted, client_of):
    page = page_of(client_of("unit"), submitted)
    assert "下一步" in page
    assert '<p class="story-who">青海省 / 海东市 / 民和回族土族自治县' in page


def test_what_is_to_be_mended_is_marked_where_it_stands(cast, submitted, client_of):
    actions.send_back(submitted, by=cast.actors["county"], on=cast.today, note="x", fields=["decided_on", "health"])
    assert page_of(client_of("unit"), submitted).count('class="to-mend"') == 2


def test_facts_of_cadre_and_village_stand_beside_the_findings(submitted, client_of):
    page = page_of(client_of("county"), submitted)
    assert "1985-06-15</time> · 41岁" in page
    assert "产业和集体经济" in page


def test_an_approval_that_a_missing_notice_hinders_is_not_offered(cast, client_of):
    case = nominations(cast, 1, state="reviewed")[0]
    rule = {"key": "selection.public_notice", "value": True, "quote": "须公示", "document_number": "1号"}
    CountyRule.objects.create(area="630222", effective_from=cast.today, entered_by=cast.users["county"], **rule)
    page = page_of(client_of("prefecture"), case)
    assert 'value="approve"' not in page
    assert 'value="return"' in page
    assert "请先发布公示" in page
    batch = client_of("prefecture").get(reverse("nomination-batch"), {"verb": "approve", "pick": case.pk})
    assert f'name="pick" value="{case.pk}-reviewed"' not in batch.content.decode()


def test_the_same_reason_before_the_click_and_after(cast, client_of):
    case = nominations(cast, 1, state="reviewed")[0]
    rule = {"key": "selection.public_notice", "value": True, "quote": "须公示", "document_number": "1号"}
    CountyRule.objects.create(area="630222", effective_from=cast.today, entered_by=cast.users["county"], **rule)
    told = client_of("prefecture").get(reverse("api-nomination", args=[case.pk])).json()["open_steps"]
    body = {"verb": "approve"}
    refused = client_of("prefecture").post(
        reverse("api-nomination-step", args=[case.pk]), body, content_type="application/json"
    )
    assert refused.status_code == 422
    assert next(step["why_not"] for step in told if step["verb"] == "approve") == refused.json()["detail"]
