"""The queue: what waits first, counted, aged, narrowed by the address, worked through without going back."""

import io
import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from openpyxl import load_workbook

from core.models import Appointment
from selection.models import Nomination, Round
from selection.steps import NominationState
from tests.selection.many import nominations

OLDER = date(1975, 1, 1)
NOON = datetime(2026, 7, 20, 12, tzinfo=get_default_timezone())


def wait(case, days):
    Nomination.objects.filter(pk=case.pk).update(changed_at=NOON - timedelta(days=days))


def names(answer):
    return re.findall(r'<a href="/nominations/\d+/[^"]*">(人选\d+)</a>', answer.content.decode())


@pytest.fixture
def three(cast):
    """Three that wait for the county, for 1, 9 and 20 days."""
    cases = nominations(cast, 3)
    for case, days in zip(cases, (1, 9, 20), strict=True):
        wait(case, days)
    return cases


def test_what_waits_comes_first_the_oldest_on_top(cast, three, client_of):
    done = nominations(cast, 1, state="declined")[0]
    assert names(client_of("county").get(reverse("nominations"))) == [
        case.cadre.name for case in (*reversed(three), done)
    ]


def test_the_age_is_coloured_and_the_page_says_from_when(three, client_of):
    page = client_of("county").get(reverse("nominations")).content.decode()
    assert re.findall(r'class="mark mark-(\w+)">(\d+)天', page) == [("bad", "20"), ("warn", "9"), ("rest", "1")]
    assert "满7天、满15天起着色" in page
    assert "最久已等20天" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"waiting": "on"}, 3),
        ({"days": 9}, 2),
        ({"days": 10}, 1),
        ({"verdict": "eligible"}, 3),
        ({"verdict": "waiver"}, 2),
        ({"unit": "水务"}, 5),
        ({"unit": "林草"}, 0),
        ({"area": "630222101"}, 2),
        ({"seat": "unit_member"}, 2),
        ({"state": "reviewed", "seat": "unit_member"}, 2),
        ({"q": "村"}, 5),
        ({"q": "没有这个人"}, 0),
    ],
)
def test_the_address_narrows_page_and_machine_interface_alike(cast, three, client_of, query, count):
    nominations(cast, 2, state="reviewed", seat="unit_member", born_on=OLDER, township="630222101")
    county = client_of("county")
    assert len(names(county.get(reverse("nominations"), query))) == count
    assert county.get(reverse("api-nominations"), query).json()["count"] == count


def test_the_unit_is_found_by_its_number_too(cast, three, client_of):
    query = {"unit": cast.units["海东市水务局"].pk}
    assert client_of("county").get(reverse("api-nominations"), query).json()["count"] == 3


def test_a_round_narrows(cast, three, client_of):
    days = {"nominate_from": "2026-07-01", "nominate_until": "2026-07-31", "starts_on": "2026-08-01"}
    made = cast_round(cast, **days)
    Nomination.objects.filter(pk=three[0].pk).update(round=made)
    assert names(client_of("county").get(reverse("nominations"), {"round": made.pk})) == [three[0].cadre.name]


def cast_round(cast, **days):
    return Round.objects.create(
        name="轮换", area="630222", office="county", term_ends_on="2028-07-31", state="open", **days
    )


@pytest.mark.parametrize("sort", ["name", "village", "seat", "unit", "state", "since", "starts"])
def test_every_head_sorts_both_ways(three, client_of, sort):
    county = client_of("county")
    up, down = (names(county.get(reverse("nominations"), {"sort": f"{sign}{sort}"})) for sign in ("", "-"))
    assert sorted(up) == sorted(down)
    if sort in ("name", "village"):
        assert up == down[::-1]
    if sort == "since":
        assert up == [case.cadre.name for case in reversed(three)]


@pytest.mark.parametrize("query", [{"days": "x"}, {"days": 0}, {"state": "nonsense"}, {"round": 10**12}, {"area": "q"}])
def test_nonsense_in_the_address_is_named(three, client_of, query):
    county = client_of("county")
    assert county.get(reverse("nominations"), query).status_code == 422
    assert county.get(reverse("api-nominations"), query).status_code == 422


def test_the_counts_are_those_of_the_waiting(cast, three, client_of):
    nominations(cast, 2, state="reviewed", born_on=OLDER)
    county, prefecture = (client_of(name).get(reverse("api-nominations-summary")).json() for name in CLERKS)
    assert (county["waiting"], county["states"]["submitted"], county["needing_waiver"]) == (3, 3, 0)
    assert (prefecture["waiting"], prefecture["states"]["reviewed"], prefecture["needing_waiver"]) == (2, 2, 2)
    assert county["seats"]["first_secretary"] == 3


CLERKS = ("county", "prefecture")


def test_the_count_of_waivers_needs_no_findings_read(cast, three):
    nominations(cast, 2, born_on=OLDER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        counted = Nomination.objects.filter(state=NominationState.SUBMITTED).needing_waiver()
        plan = counted.values("pk").order_by().explain()
    assert "nomination_needs_waiver" in plan


def test_excel_holds_what_the_filter_leaves_and_says_by_which(cast, three, client_of):
    answer = client_of("county").get(reverse("nominations-export"), {"days": 9, "waiting": "on"})
    lines = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    told = [line[0] for line in lines]
    assert [name for name in told if str(name).startswith("人选0")] == [three[2].cadre.name, three[1].cadre.name]
    assert "等待天数不少于: 9" in told


def test_the_neighbour_takes_nothing_away(three, client_of):
    answer = client_of("county2").get(reverse("nominations-export"))
    cells = {cell.value for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row}
    assert not cells & {case.cadre.name for case in three}


def test_page_and_export_ask_as_much_of_thirty_as_of_three(cast, three, client_of, django_assert_num_queries):
    county, seen = client_of("county"), []
    for name in ("nominations", "nominations-export"):
        county.get(reverse(name))
        seen.append(_statements(county, reverse(name)))
    nominations(cast, 30)
    for name, before in zip(("nominations", "nominations-export"), seen, strict=True):
        assert _statements(county, reverse(name)) == before <= 15


def _statements(client, path):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_one_works_through_without_going_back(three, client_of):
    county, middle = client_of("county"), three[1]
    page = county.get(reverse("nomination", args=[middle.pk]), {"waiting": "on"}).content.decode()
    assert "待办第2件，共3件" in page
    assert f'rel="prev" href="/nominations/{three[2].pk}/?waiting=on"' in page
    assert f'rel="next" href="/nominations/{three[0].pk}/?waiting=on"' in page


def test_the_way_is_that_of_the_filter(three, client_of):
    page = client_of("county").get(reverse("nomination", args=[three[1].pk]), {"days": 9}).content.decode()
    assert "待办第2件，共2件" in page


def test_after_a_decision_the_next_one_is_a_click_away(three, client_of):
    county, middle = client_of("county"), three[1]
    page = county.get(reverse("nomination", args=[middle.pk]), {"days": 1}).content.decode()
    action = re.search(r'action="(/nominations/\d+/step/[^"]*)"', page)[1].replace("&amp;", "&")
    done = county.post(action, {"verb": "review", "state": "submitted"}, follow=True)
    assert f'href="/nominations/{three[0].pk}/?days=1"' in done.content.decode()


def test_the_last_one_leads_back_to_what_was_left_out(three, client_of):
    page = client_of("county").get(reverse("nomination", args=[three[0].pk]), {"next": ""}).content.decode()
    assert 'rel="next"' not in page
    assert 'rel="prev"' in page


def test_who_looks_through_a_lent_office_cannot_lend_it_on(cast, three, client_of):
    assert "委托他人代办" in client_of("county").get(reverse("nominations")).content.decode()
    lent = Appointment.objects.create(
        user=cast.users["leadership"],
        office="county",
        division=cast.places["630222"],
        given_by=cast.appointments["county"],
        from_on=cast.today,
        until_on=date(2026, 8, 1),
    )
    colleague = client_of("leadership")
    colleague.post(reverse("act-as"), {"appointment": lent.pk})
    assert "委托他人代办" not in colleague.get(reverse("nominations")).content.decode()
