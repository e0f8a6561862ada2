"""The page of files, and the month sheet as it is printed and signed."""

from datetime import date

import pytest
from django.urls import reverse

from attendance.actions import Entry, confirm_days
from tests.cast import TODAY


def paper(client, **query):
    answer = client.get(reverse("register-paper"), {"month": "2026-07", **query})
    return answer.status_code, answer.content.decode()


def test_the_paper_bears_the_people_and_both_signatures(client_of):
    status, page = paper(client_of("clerk"))
    assert status == 200
    assert [words in page for words in ("队长甲", "乡镇考勤员(签字)", "乡镇党委书记(签字)")] == [True] * 3


def test_only_confirmed_days_bear_a_mark(cast, client_of):
    first = cast.postings["first"].pk
    confirm_days([Entry(first, date(2026, 7, 1), "leave", "家中有事")], by=cast.actors["clerk"], on=TODAY)
    page = paper(client_of("township"))[1]
    assert (page.count("<td>△</td>"), page.count("<td>√</td>"), "家中有事" in page) == (1, 0, True)


@pytest.mark.parametrize(
    ("who", "area", "status"), [("county", "", 422), ("county", "630222100", 200), ("clerk", "630222101", 422)]
)
def test_a_sheet_is_of_one_township_of_ones_own(client_of, who, area, status):
    assert paper(client_of(who), **({"area": area} if area else {}))[0] == status


@pytest.mark.parametrize(
    ("who", "link"),
    [
        ("clerk", "area=630222100"),
        ("county", "area=630222100"),
        ("prefecture", "area=630222"),
        ("province", "area=6302"),
    ],
)
def test_the_page_leads_to_the_level_below(client_of, who, link):
    assert link in client_of(who).get(reverse("registers")).content.decode()


def test_only_the_clerk_is_shown_the_way_back_in(client_of):
    shown = [
        "kind=month_sheet" in client_of(who).get(reverse("registers")).content.decode() for who in ("clerk", "county")
    ]
    assert shown == [True, False]


@pytest.mark.parametrize("name", ["registers", "register-paper", "register-file"])
def test_few_queries(client_of, django_assert_max_num_queries, name):
    client = client_of("clerk")
    client.get(reverse(name))
    with django_assert_max_num_queries(11):
        client.get(reverse(name))
