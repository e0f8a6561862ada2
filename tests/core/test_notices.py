"""Notices in the house: lines for many, read one by one or at once, seen by nobody else."""

import pytest

from core.actions.notices import mark_all_read
from core.models import Notice
from core.notice_groups import MANY, Group, group_of
from core.notice_lines import lines, unread_count
from core.notices import SENTENCES, tell


def late(number, office="county", area="630222", **more):
    facts = {"params": {"who": f"某{number}", "done": "10", "required": "200"}, "key": f"{area}{office}{number}"}
    tell(office=office, area=area, kind="verdict_at_risk", **facts | more)


def waiting(number):
    params = {"what": "Nomination", "who": f"某{number}"}
    tell(office="county", area="630222", kind="case_waiting", params=params, key=f"case{number}", link="/policy/")


@pytest.fixture
def many(cast):
    """Thirty people at risk and two cases, all told to the county."""
    for number in range(30):
        late(number)
    waiting(1)
    waiting(2)
    return cast


def test_many_alike_are_one_line(many):
    assert sorted(row["count"] for row in lines(many.actors["county"])) == [1, 1, 30]


def test_the_number_in_the_header_counts_lines(many, client_of):
    assert client_of("county").get("/policy/").context["unread"] == 3


def test_the_list_says_how_many_and_names_some(many, client_of):
    page = client_of("county").get("/notices/").content.decode()
    assert "30人可能达不到年度最低驻村天数" in page
    assert page.count("<li>某") == 12


def test_one_by_one_they_are_all_there(many, client_of):
    page = client_of("county").get("/notices/kind/verdict_at_risk/").content.decode()
    assert sum(f"某{number} " in page or f"某{number}可" in page for number in range(30)) == 30


def test_a_kind_nobody_counts_together_has_no_page(many, client_of):
    assert client_of("county").get("/notices/kind/case_waiting/").status_code == 404


def test_a_line_is_marked_read_and_the_rest_is_not(many, client_of):
    client = client_of("county")
    client.post("/notices/read/", {"kind": "verdict_at_risk"})
    assert unread_count(many.actors["county"]) == 2


def test_what_is_read_and_what_is_new_are_two_lines(many):
    mark_all_read(by=many.actors["county"], kind="verdict_at_risk")
    late(99)
    assert sorted(row["count"] for row in lines(many.actors["county"])) == [1, 1, 1, 30]


def test_a_colleague_still_finds_them_unread(many):
    mark_all_read(by=many.actors["county"])
    assert unread_count(many.actors["county_b"]) == 3


@pytest.mark.parametrize("who", ["county2", "clerk", "unit", "prefecture", "leadership", "cadre"])
def test_no_other_office_sees_them(many, client_of, who):
    client = client_of(who)
    assert "某" not in client.get("/notices/").content.decode()
    assert "某" not in client.get("/notices/kind/verdict_at_risk/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_the_same_statements_however_many(cast, client_of, django_assert_num_queries, count):
    for number in range(count):
        late(number)
    client = client_of("county")
    client.get("/notices/")
    with django_assert_num_queries(6):
        client.get("/notices/")


def test_the_machine_interface_reads_the_same_lines(many, client_of):
    rows = client_of("county").get("/api/v1/notices/lines/").json()["results"]
    assert sorted(row["count"] for row in rows) == [1, 1, 30]


def test_the_machine_interface_narrows_by_kind(many, client_of):
    client = client_of("county")
    assert client.get("/api/v1/notices/?kind=case_waiting&unread=true").json()["count"] == 2


def test_a_machine_marks_a_kind_as_read(many, client_of):
    body = {"kind": "verdict_at_risk"}
    answer = client_of("county").post("/api/v1/notices/read/", body, content_type="application/json")
    assert answer.json() == {"count": 30}


def test_every_kind_has_a_group_and_every_group_a_kind():
    assert {group_of(kind) for kind in SENTENCES} == set(Group)


def test_whatever_is_counted_together_can_also_be_said_alone():
    assert set(MANY) <= set(SENTENCES)


def test_a_notice_is_told_once_however_often_its_deed_runs(cast):
    late(1)
    late(1)
    assert Notice.objects.count() == 1
