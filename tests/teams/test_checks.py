"""The checklist of a posting: who marks what, taking a mark back, and the list of what is open."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Record
from teams.models import Posting, PostingCheck

PARTY, DUTIES, SALARY = "party_relation", "duties_handed_off", "salary_kept"


def mark(client, posting, item, **changed):
    data = {"item": item, "done_on": "2026-07-20", "note": "介绍信已交"} | changed
    return client.post(reverse("check-mark", args=[posting.pk]), data)


def shown(client, **query):
    return {(one.cadre.name, tuple(one.open_items)) for one in client.get(reverse("checks"), query).context["page"]}


MARKERS = {
    (PARTY, "township"): 302,
    (PARTY, "county"): 302,
    (PARTY, "unit"): 403,
    (DUTIES, "unit"): 302,
    (DUTIES, "township"): 403,
    (SALARY, "unit"): 302,
    (SALARY, "county"): 403,
    (SALARY, "unit2"): 404,
    (PARTY, "county2"): 404,
    (SALARY, "clerk"): 403,
}


@pytest.mark.parametrize(("item", "name"), MARKERS)
def test_each_item_is_marked_by_its_office(cast, client_of, item, name):
    assert mark(client_of(name), cast.postings["first"], item).status_code == MARKERS[item, name]


def test_the_township_marks_everything_of_its_own_member(cast, client_of):
    assert {
        mark(client_of("township"), cast.postings["town"], item).status_code for item in (PARTY, DUTIES, SALARY)
    } == {302}


def test_nobody_marks_for_themselves(cast, client_of):
    cast.cadres["first"].account = cast.users["township"]
    cast.cadres["first"].save()
    assert mark(client_of("township"), cast.postings["first"], PARTY).status_code == 403


def test_a_day_to_come_is_refused_and_what_was_typed_stays(cast, client_of):
    answer = mark(client_of("unit"), cast.postings["first"], SALARY, done_on="2026-07-21")
    assert answer.status_code == 422
    assert "介绍信已交" in answer.content.decode()


def test_twice_is_once(cast, client_of):
    assert [mark(client_of("unit"), cast.postings["first"], SALARY).status_code for _ in "12"] == [302, 409]


def test_who_is_not_in_the_party_has_no_relation_to_move(cast, client_of):
    cast.cadres["member"].party = "none"
    cast.cadres["member"].save()
    assert mark(client_of("county"), cast.postings["member"], PARTY).status_code == 422
    assert ("队员乙", (DUTIES, SALARY)) in shown(client_of("county"))


def test_a_mark_is_taken_back_with_a_reason_that_is_kept(cast, client_of):
    mark(client_of("unit"), cast.postings["first"], SALARY)
    path = reverse("check-undo", args=[PostingCheck.objects.get().pk])
    assert client_of("unit").post(path, {"reason": ""}).status_code == 422
    assert client_of("county").post(path, {"reason": "x"}).status_code == 403
    assert client_of("unit").post(path, {"reason": "登记错误"}).status_code == 302
    assert not PostingCheck.objects.exists()
    assert Record.objects.get(verb="undo_check").note == "登记错误"


def test_the_scan_is_given_to_those_who_see_the_posting(cast, client_of):
    mark(client_of("unit"), cast.postings["first"], SALARY, file=SimpleUploadedFile("a.pdf", b"%PDF-1.4"))
    path = reverse("check-file", args=[PostingCheck.objects.get().pk])
    assert client_of("county").get(path).content == b"%PDF-1.4"
    assert client_of("unit2").get(path).status_code == 404


def test_the_list_shows_what_is_open_until_it_is_done(cast, client_of):
    assert shown(client_of("unit")) == {(name, (PARTY, DUTIES, SALARY)) for name in ("队长甲", "队员乙")}
    mark(client_of("unit"), cast.postings["first"], SALARY)
    assert ("队长甲", (PARTY, DUTIES)) in shown(client_of("unit"))
    assert shown(client_of("unit"), item=SALARY) == {("队员乙", (PARTY, DUTIES, SALARY))}


def test_what_has_ended_is_no_longer_asked_for(cast, client_of):
    ended = {"ends_on": cast.today - timedelta(days=1), "end_kind": "term"}
    Posting.objects.filter(pk=cast.postings["first"].pk).update(**ended)
    assert {name for name, _items in shown(client_of("unit"))} == {"队员乙"}


def test_page_machine_and_excel_say_the_same(cast, client_of):
    office = client_of("county")
    names = {name for name, _items in shown(office)}
    machine = {row["cadre_name"] for row in office.get(reverse("api-checks")).json()["results"]}
    sheet = load_workbook(BytesIO(office.get(reverse("checks-file")).content)).active
    assert names == machine == {row[0].value for row in sheet.iter_rows(min_row=2)} == {"队长甲", "队员乙", "乡员丙"}


def test_machines_mark_and_take_back(cast, client_of):
    path = reverse("api-posting-checks", args=[cast.postings["first"].pk])
    made = client_of("unit").post(path, {"item": SALARY, "done_on": "2026-07-01"}, "application/json")
    assert made.status_code == 201, made.content
    undo = reverse("api-check-undo", args=[made.json()["id"]])
    assert client_of("unit").post(undo, {"reason": "错"}, "application/json").json() == []


def test_the_team_and_the_posting_page_show_it(cast, client_of):
    team = client_of("county").get(reverse("team", args=[cast.teams["630222100201"].pk])).content.decode()
    assert reverse("posting", args=[cast.postings["first"].pk]) in team
    page = client_of("cadre").get(reverse("posting", args=[cast.postings["first"].pk]))
    assert [str(item) for item, _mark, form, _undo in page.context["lines"] if form is None] == [PARTY, DUTIES, SALARY]


def test_the_list_costs_no_more_with_more_postings(cast, client_of, django_assert_max_num_queries):
    office = client_of("county")
    with django_assert_max_num_queries(12):
        office.get(reverse("checks"))


def test_history_says_how_a_posting_ended(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=date(2026, 7, 1), end_kind="adjustment")
    page = client_of("unit").get(reverse("cadre", args=[cast.cadres["first"].pk])).content.decode()
    assert "调整轮换" in page
