"""Teams short of three: since when, who must act, the refill that is ready."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Notice
from core.refusals import Conflict, NotAllowed
from selection.actions import reminding
from selection.ledger.vacancies import refills, vacancies
from selection.models import Volunteer
from teams.actions import close_posting
from tests.selection.test_rounds import nominated

LAST = date(2026, 7, 10)


@pytest.fixture
def left(cast):
    """享堂's first secretary has left."""
    return close_posting(cast.postings["first"], last_day=LAST, kind="recall", by=cast.actors["county"], on=cast.today)


def empty(cast, who):
    return {(one.line.village, one.seat.seat): one for one in vacancies(cast.actors[who], cast.today)}


def test_an_empty_seat_is_known_with_its_day_its_sender_and_its_last_holder(cast, left):
    one = empty(cast, "county")["享堂村委会", "first_secretary"]
    assert (one.seat.since, one.days, one.sender, one.last) == (date(2026, 7, 11), 9, "海东市水务局", "队长甲")


def test_a_seat_nobody_ever_held_is_empty_since_the_team_was_formed(cast):
    found = empty(cast, "county")
    assert {seat: one.sender for (_village, seat), one in found.items()} == {
        "first_secretary": "海东市水务局",
        "unit_member": "海东市水务局",
        "township_member": "川口镇",
    }
    assert {one.seat.since for one in found.values()} == {date(2025, 9, 1)}


def test_the_longest_empty_comes_first(cast, left):
    days = [one.days for one in vacancies(cast.actors["county"], cast.today)]
    assert days == sorted(days, reverse=True)


def test_a_nomination_on_its_way_is_told_with_where_it_stands(cast):
    nominated(cast)
    one = empty(cast, "county")["红卫村委会", "first_secretary"]
    assert (one.seat.state, one.seat.stage, one.called_for) == ("review", "submitted", False)


@pytest.mark.parametrize(
    ("who", "seats"), [("unit", {"first_secretary", "unit_member"}), ("township", {"township_member"}), ("unit2", None)]
)
def test_a_refill_is_ready_for_the_office_that_fills_the_seat(cast, who, seats):
    found = {one.seat.seat for one in refills(cast.actors[who], cast.today)}
    assert found == (seats if seats is not None else {"unit_member"})


def test_the_refill_stands_on_top_of_the_nominations_with_its_prefilled_link(cast, client_of, left):
    page = client_of("unit").get(reverse("nominations")).content.decode()
    team = cast.teams["630222100201"].pk
    assert f"?team={team}&amp;seat=first_secretary&amp;starts_on=2026-08-01" in page
    assert "队长甲" in page


def test_volunteers_are_named_beside_the_refill(cast, client_of):
    posting = cast.postings["member"]
    Volunteer.objects.create(posting=posting, area=posting.area, said_on=cast.today)
    assert "自愿继续驻村:</" not in client_of("township").get(reverse("nominations")).content.decode()
    assert "自愿继续驻村:队员乙" in client_of("unit").get(reverse("nominations")).content.decode().replace(": ", ":")


def test_the_county_sends_a_refill_once_per_vacancy(cast, left):
    team = cast.teams["630222100201"]
    sent = [reminding.send_refill(team, "first_secretary", by=cast.actors["county"], on=cast.today) for _ in range(2)]
    notice = Notice.objects.get(kind="refill_sent")
    assert sent == [True, False]
    assert (notice.unit.name, notice.link) == ("海东市水务局", f"/nominations/new/?team={team.pk}&seat=first_secretary")


def test_a_seat_that_is_held_gets_no_refill(cast):
    with pytest.raises(Conflict):
        reminding.send_refill(cast.teams["630222100201"], "unit_member", by=cast.actors["county"], on=cast.today)


@pytest.mark.parametrize("who", ["unit", "township", "leadership", "county2"])
def test_nobody_else_sends_it(cast, who):
    with pytest.raises(NotAllowed):
        reminding.send_refill(cast.teams["630222100200"], "unit_member", by=cast.actors[who], on=cast.today)


@pytest.mark.parametrize("who", ["province", "county", "county2", "leadership", "township", "unit", "unit2"])
def test_page_excel_and_machine_interface_list_the_same_seats(cast, client_of, left, who):
    client = client_of(who)
    page = {(one.line.team_id, one.seat.seat) for one in client.get(reverse("short-teams")).context["page"]}
    machine = {(row["team"], row["seat"]) for row in client.get(reverse("api-short-teams")).json()["results"]}
    book = load_workbook(io.BytesIO(client.get(reverse("short-teams-file")).content))
    assert page == machine == {(o.line.team_id, o.seat.seat) for o in vacancies(cast.actors[who], cast.today)}
    assert sum(str(row[2].value or "").endswith("村委会") for row in book.active.iter_rows()) == len(page)


def test_the_page_quotes_the_clause_and_sends_by_a_button(cast, client_of, left):
    client = client_of("county")
    page = client.get(reverse("short-teams")).content.decode()
    assert "每支驻村工作队由3人组成" in page
    seat = {"seat": f"{cast.teams['630222100201'].pk}:first_secretary"}
    assert client.post(reverse("short-send"), seat).status_code == 302
    assert "已发送补派" in client.get(reverse("short-teams")).content.decode()
    assert client.post(reverse("short-send"), {"seat": "1:x"}).status_code == 422
    assert client_of("county2").post(reverse("short-send"), seat).status_code == 404


def test_machines_send_it_too(cast, client_of, left):
    body = {"team": cast.teams["630222100201"].pk, "seat": "first_secretary"}
    answers = [
        client_of("county").post(reverse("api-short-send"), body, content_type="application/json").json()
        for _ in range(2)
    ]
    assert answers == [{"told": True}, {"told": False}]


@pytest.mark.parametrize(("asked", "count"), [({"state": "short"}, 2), ({"state": "review"}, 1), ({"q": "川口"}, 3)])
def test_the_list_is_narrowed(cast, client_of, asked, count):
    nominated(cast)
    assert client_of("county").get(reverse("short-teams"), asked).context["page"].paginator.count == count
