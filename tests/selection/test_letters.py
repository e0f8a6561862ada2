"""Posting letters: numbered without gaps, the same when issued twice, and to everybody only what concerns them."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from docx import Document

from core.models import Notice
from core.refusals import Conflict, NotAllowed, Refused
from selection import actions
from selection.actions.letters import issue
from selection.models import Letter, LetterLine
from tests.selection.noticing import waiting


def approved(cast, *who, **more):
    case = waiting(cast, *who, **more)
    by = cast.actors["county" if case.unit is None else "prefecture"]
    return actions.approve(case, by=by, on=cast.today)


@pytest.fixture
def first(cast):
    return approved(cast)


@pytest.fixture
def member(cast):
    return approved(cast, "pool2", seat="unit_member")


def letter(cases, cast, name="prefecture", on=None):
    return issue(cases, by=cast.actors[name], on=on or cast.today)


def lines_of(content):
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return [line.text for line in paper.paragraphs] + cells


def test_a_letter_is_numbered_per_office_and_year(cast, first, member):
    one, two = letter([first], cast), letter([member], cast)
    town = approved(cast, "town_pool", seat="township_member")
    other = letter([town], cast, "county")
    assert [str(one), str(two), str(other)] == ["派驻〔2026〕1号", "派驻〔2026〕2号", "派驻〔2026〕1号"]


def test_a_new_year_begins_with_one(cast, first, member):
    letter([first], cast)
    assert str(letter([member], cast, on=date(2027, 1, 4))) == "派驻〔2027〕1号"


def test_issuing_twice_gives_the_same_letter(cast, first, member):
    one = letter([first, member], cast)
    assert letter([first], cast) == letter([member, first], cast) == one
    assert Letter.objects.count() == 1


def test_those_on_a_letter_stay_there_and_the_rest_get_the_next(cast, first, member):
    one = letter([first], cast)
    two = letter([first, member], cast)
    assert (one.number, two.number) == (1, 2)
    assert two.lines.get().nomination == member
    with pytest.raises(Conflict, match="1号、派驻〔2026〕2号"):
        letter([first, member], cast)


@pytest.mark.parametrize("name", ["county", "province"])
def test_only_the_department_that_approved_issues(cast, first, name):
    with pytest.raises(NotAllowed):
        letter([first], cast, name)


def test_what_is_not_approved_gets_no_letter(cast):
    with pytest.raises(Refused, match="人选丁"):
        letter([waiting(cast)], cast)


def test_unit_township_and_county_are_told_once(cast, first, member):
    letter([first, member], cast)
    told = Notice.objects.filter(kind="letter_issued").values_list("office", flat=True)
    assert sorted(told) == ["county", "township", "unit"]


def test_one_person_is_named_in_the_text(cast, client_of, first):
    one = letter([first], cast)
    said = lines_of(client_of("unit").get(reverse("letter-word", args=[one.pk])).content)
    assert "派驻〔2026〕1号" in said
    assert "民和回族土族自治县委组织部、川口镇党委：" in said
    assert any("海东市水务局人选丁同志到川口镇红卫村委会驻村，任第一书记，时间自2026年8月1日" in line for line in said)
    assert any("党组织关系转到所驻村党支部" in line and "二(一)" in line for line in said)
    assert said[-2:] == ["中共海东市委组织部", "2026年7月20日"]


def test_many_stand_in_the_annex(cast, client_of, first, member):
    one = letter([first, member], cast)
    said = lines_of(client_of("prefecture").get(reverse("letter-word", args=[one.pk])).content)
    assert {"附件：派驻人员名单", "人选丁", "人选戊", "2026.08.01至2028.07.31"} <= set(said)


def test_a_reader_is_given_only_the_lines_that_concern_them(cast, client_of, first):
    one = letter([first], cast)
    foreign = waiting(cast, "posted_elsewhere", code="630202101200", seat="unit_member", state="reviewed")
    LetterLine.objects.create(letter=one, nomination=foreign, facts={**one.lines.get().facts, "name": "外县壬"})
    for name, seen in (("prefecture", True), ("county", False), ("unit", False), ("township", False)):
        said = "".join(lines_of(client_of(name).get(reverse("letter-word", args=[one.pk])).content))
        page = client_of(name).get(reverse("letter", args=[one.pk])).content.decode()
        assert ("外县壬" in said, "外县壬" in page) == (seen, seen), name


def test_a_letter_stays_as_it_was_issued(cast, client_of, first):
    one = letter([first], cast)
    first.cadre.name = "改了名"
    first.cadre.save()
    said = "".join(lines_of(client_of("county").get(reverse("letter-word", args=[one.pk])).content))
    assert "人选丁" in said
    assert "改了名" not in said


def test_the_cadre_downloads_their_own(cast, client_of, first):
    first.cadre.account = cast.users["cadre"]
    cast.cadres["first"].account = None
    cast.cadres["first"].save()
    first.cadre.save()
    one = letter([first], cast)
    assert client_of("cadre").get(reverse("letter-word", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("name", ["county2", "unit2", "township2", "cadre", "prefecture2"])
def test_a_letter_that_concerns_nobody_here_does_not_exist(cast, client_of, first, name):
    one = letter([first], cast)
    for page in ("letter", "letter-word", "api-letter", "api-letter-word"):
        assert client_of(name).get(reverse(page, args=[one.pk])).status_code == 404


def test_a_letter_is_issued_from_the_page_for_all_of_a_unit(cast, client_of, first, member):
    client = client_of("prefecture")
    address = reverse("letter-new") + f"?unit={first.unit_id}"
    assert "人选戊" in client.get(address).content.decode()
    answer = client.post(address, {"every": "on"})
    assert answer["Location"] == reverse("letter", args=[Letter.objects.get().pk])
    assert Letter.objects.get().lines.count() == 2
    assert "派驻〔2026〕1号" in client.get(reverse("letters")).content.decode()


def test_nothing_chosen_is_said_so(client_of, first):
    assert client_of("prefecture").post(reverse("letter-new"), {}).status_code == 422


def test_pages_need_few_statements(cast, client_of, first, member, django_assert_max_num_queries):
    one = letter([first], cast)
    client = client_of("prefecture")
    for name, args in (("letters", []), ("letter-new", []), ("letter", [one.pk]), ("letter-word", [one.pk])):
        client.get(reverse(name, args=args))
        with django_assert_max_num_queries(15):
            client.get(reverse(name, args=args))


def test_machines_issue_once_and_read(cast, client_of, first):
    client, json = client_of("prefecture"), {"content_type": "application/json"}
    body = {"nominations": [first.pk]}
    made = [client.post(reverse("api-letter-new"), body, **json).json() for _ in range(2)]
    assert made[0] == made[1]
    assert (made[0]["title"], made[0]["lines"][0]["from"]) == ("派驻〔2026〕1号", "2026-08-01")
    assert client_of("township").get(reverse("api-letters")).json()["results"][0]["people"] == 1
    assert client_of("unit").get(reverse("api-letter-word", args=[made[0]["id"]])).content[:2] == b"PK"


@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_once_take_numbers_without_gaps(fresh_cast):
    cases = [approved(fresh_cast), approved(fresh_cast, "pool2", seat="unit_member")]

    def run(number):
        try:
            return letter([cases[number % 2]], fresh_cast).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(run, range(8)))
    assert sorted(numbers) == [1] * 4 + [2] * 4
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2]
