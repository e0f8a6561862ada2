"""Help on each page: the policy's own words, as they stand for the reader's place."""

import pytest
from django.conf import settings
from django.urls import reverse

from core.models import CountyRule
from core.policy import policy_in_force
from tests.cast import TODAY

LINES = {row[1] for _label, rows in settings.MENU for row in rows}
# what the policy has no word on: keeping the house, and what is the same for everybody
SILENT = {"statistics", "statistics-register", "queries", "imports", "policy", "catalogue", "county-rules", "divisions"}
SILENT |= {"holidays", "users", "jobs", "records"}


def page(client, name):
    return client.get(reverse("help"), {"page": name}).content.decode()


def test_every_line_of_the_menu_has_the_words_behind_it():
    assert set(settings.HELP) == LINES - SILENT


@pytest.mark.parametrize("name", sorted(settings.HELP))
def test_the_words_are_in_the_policy(name):
    held = policy_in_force("630222", TODAY)
    assert [key for key in settings.HELP[name] if key not in held] == []


def test_a_page_leads_to_its_help_and_back(client_of):
    county = client_of("county")
    assert f"{reverse('help')}?page=adjustments" in county.get(reverse("adjustments")).content.decode()
    said = page(county, "adjustments")
    assert "各地各单位不得自行调整轮换第一书记和驻村工作队员" in said
    assert reverse("adjustments") in said


def test_a_page_below_a_line_leads_to_the_same_help(client_of):
    assert "page=rounds" in client_of("county").get(reverse("round-new")).content.decode()


def test_a_rule_of_the_county_stands_in_its_help_and_not_in_the_neighbours(cast, client_of):
    said = {
        "effective_from": TODAY,
        "document_number": "民组〔2026〕7号",
        "quote": "公示七天",
        "entered_by": cast.users["county"],
    }
    CountyRule.objects.create(area="630222", key="assessment.notice_days", value=7, **said)
    assert "民组〔2026〕7号" in page(client_of("county"), "result-notices")
    assert "民组〔2026〕7号" not in page(client_of("county2"), "result-notices")


def test_what_is_not_in_ones_menu_is_no_topic(client_of):
    assert "达标情况" not in page(client_of("cadre"), "rounds").split("<h1>")[1].split("</h1>")[0]
    assert reverse("rounds") not in page(client_of("cadre"), "rounds")


def test_a_machine_reads_the_same_topics(client_of):
    told = client_of("clerk").get(reverse("api-help")).json()
    assert {one["name"] for one in told} >= {"sheet", "month"}
    assert "rounds" not in {one["name"] for one in told}


@pytest.mark.parametrize("name", ["province", "county", "township", "clerk", "unit", "cadre", "auditor"])
def test_the_list_of_all_topics_opens_for_every_office(name, client_of):
    assert client_of(name).get(reverse("help")).status_code == 200


def test_help_names_the_guide_of_ones_own_office(client_of):
    assert "docs/guides/clerk.md" in client_of("clerk").get(reverse("help")).content.decode()
