"""The pages of the counted ballots."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from assessment.models import BallotBatch, BallotLine
from tests.assessment.balloting import FIGURES, FULL, confirmed, cycle_of, entered, fresh, typed


def enter_at(cast, kind="villagers"):
    return reverse("ballot-enter", args=[cast.teams[FULL].pk]) + f"?cycle={cycle_of(cast).pk}&kind={kind}"


def test_a_counter_enters_a_colleague_confirms(cast, opened, client_of):
    assert client_of("county").post(enter_at(cast), typed(cast)).status_code == 302
    batch = BallotBatch.objects.get()
    step = {"verb": "confirm", "version": batch.version}
    assert client_of("county").post(reverse("ballot-step", args=[batch.pk]), step).status_code == 403
    assert client_of("leadership").post(reverse("ballot-step", args=[batch.pk]), step).status_code == 302
    assert fresh(batch).state == "confirmed"


@pytest.mark.parametrize("wrong", [{"issued": 41}, {"valid": 29}, {"eligible": -1}, {"returned": "x"}, {"place": ""}])
def test_a_wrong_figure_loses_nothing_that_was_typed(cast, opened, client_of, wrong):
    said = typed(cast) | wrong
    answer = client_of("county").post(enter_at(cast), said)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert {name: str(form[name].value()) for name in said} == {name: str(value) for name, value in said.items()}
    assert not BallotBatch.objects.exists()


def test_an_empty_box_is_a_zero(cast, opened, client_of):
    said = {name: "" if value == 0 else value for name, value in typed(cast, votes=(30, 0, 0, 0)).items()}
    assert client_of("county").post(enter_at(cast), said | {"version": ""}).status_code == 302
    assert BallotLine.objects.first().votes == [30, 0, 0, 0]


def test_the_slower_counter_sees_both_counts(cast, opened, client_of):
    batch = entered(cast, who="leadership")
    answer = client_of("county").post(enter_at(cast), typed(cast, votes=(0, 0, 30, 0)))
    assert (answer.status_code, answer.context["stands"]) == (409, batch)
    assert BallotLine.objects.first().votes == [24, 3, 1, 2]


def test_a_double_click_enters_once_and_answers_twice(cast, opened, client_of):
    client, said = client_of("county"), typed(cast) | {"_once": "k1"}
    assert [client.post(enter_at(cast), said).status_code for _ in range(2)] == [302, 302]
    assert BallotBatch.objects.count() == 1


def test_a_count_that_came_back_says_why_and_is_corrected(cast, opened, client_of):
    batch = entered(cast)
    back = {"verb": "return", "version": 1, "note": "与计票表不符"}
    assert client_of("county_b").post(reverse("ballot-step", args=[batch.pk]), back).status_code == 302
    client, at = client_of("county"), reverse("ballot-edit", args=[batch.pk])
    assert "与计票表不符" in client.get(at).content.decode()
    assert client.post(at, typed(cast, votes=(30, 0, 0, 0), version=1)).status_code == 302
    assert client.post(at, typed(cast, votes=(0, 30, 0, 0), version=1)).status_code == 409
    assert fresh(batch).version == 2


def test_an_opened_count_still_shows_what_had_been_confirmed(cast, opened, client_of):
    batch, client = confirmed(cast), client_of("county")
    step = reverse("ballot-step", args=[batch.pk])
    assert client.post(step, {"verb": "reopen", "version": 1}).status_code == 422
    assert client.post(step, {"verb": "reopen", "version": 1, "note": "漏计"}).status_code == 302
    client.post(reverse("ballot-edit", args=[batch.pk]), typed(cast, votes=(29, 1, 0, 0), version=2))
    page = client.get(reverse("ballot", args=[batch.pk]))
    assert "24 / 3 / 1 / 2" in page.content.decode()


def test_votes_of_a_few_stand_on_no_page(cast, opened, client_of):
    batch = confirmed(cast, eligible=5, issued=5, returned=5, valid=3, votes=(1, 1, 1, 0))
    page = client_of("county").get(reverse("ballot", args=[batch.pk]))
    assert [one["lines"] for one in page.context["subjects"]] == [[]] * 4
    assert page.context["rule"]["key"] == "assessment.ballot_minimum"


def test_a_township_reads_only_what_is_confirmed(cast, opened, client_of):
    waits, sure = entered(cast, kind="village_cadres"), confirmed(cast)
    client = client_of("township")
    assert [client.get(reverse("ballot", args=[one.pk])).status_code for one in (waits, sure)] == [404, 200]
    assert client.get(enter_at(cast)).status_code == 403


@pytest.mark.parametrize("who", ["unit", "cadre", "clerk"])
def test_unit_cadre_and_clerk_stand_before_a_closed_door(cast, opened, client_of, who):
    batch = confirmed(cast)
    assert [client_of(who).get(reverse(*at)).status_code for at in (("ballots",), ("ballot", None, [batch.pk]))] == [
        403,
        403,
    ]


@pytest.mark.parametrize(("stage", "villages"), [("missing", 2), ("entered", 1), ("confirmed", 0), ("low_turnout", 1)])
def test_the_overview_is_narrowed_by_stage(cast, opened, client_of, stage, villages):
    entered(cast, eligible=90)
    page = client_of("county").get(reverse("ballots"), {"cycle": cycle_of(cast).pk, "stage": stage})
    assert len(page.context["rows"]) == villages


def test_the_overview_counts_what_is_confirmed_and_missing(cast, opened, client_of):
    confirmed(cast)
    entered(cast, kind="village_cadres")
    tiles = client_of("leadership").get(reverse("ballots")).context["tiles"]
    assert [tile[1:] for tile in tiles] == [("/ 2", 1, 0, 1), ("/ 2", 0, 1, 1)]


def test_the_excel_holds_what_the_page_shows(cast, opened, client_of):
    confirmed(cast)
    book = load_workbook(io.BytesIO(client_of("county").get(reverse("ballots-excel")).content))
    lines = [[cell.value for cell in line] for line in book.active.iter_rows(min_row=2)]
    assert [line[1] for line in lines] == ["630222100200", FULL]
    assert lines[1][3:9] == ["2026-07-20", *FIGURES.values(), 0.9]


@pytest.mark.parametrize(("of", "columns"), [("paper", 6), ("tally", 7)])
def test_papers_name_the_team_and_its_people(cast, opened, client_of, of, columns):
    at = {"of": of, "kind": "villagers"}
    page = client_of("county").get(reverse("ballot-paper", args=[cast.teams[FULL].pk]), at).content.decode()
    assert all(name in page for name in ("队长甲", "队员乙", "乡员丙", "驻村在岗", "不了解"))
    word = client_of("county").get(reverse("ballot-paper-word", args=[cast.teams[FULL].pk]), at)
    (table,) = Document(io.BytesIO(word.content)).tables
    assert (len(table.columns), len(table.rows)) == (columns, 1 + 15)


def test_a_village_of_another_county_does_not_exist(cast, opened, client_of):
    batch = confirmed(cast)
    client = client_of("county2")
    assert client.get(enter_at(cast)).status_code == 404
    assert client.get(reverse("ballot", args=[batch.pk])).status_code == 404


@pytest.mark.parametrize("name", ["county", "prefecture", "province", "township", "leadership2"])
def test_the_overview_takes_few_queries(cast, opened, client_of, name, django_assert_max_num_queries):
    confirmed(cast)
    client = client_of(name)
    client.get(reverse("ballots"))
    with django_assert_max_num_queries(14):
        assert client.get(reverse("ballots")).status_code == 200


def test_queries_of_the_overview_do_not_grow_with_the_rows(cast, opened, client_of):
    confirmed(cast)
    client, cycle, taken = client_of("county"), cycle_of(cast).pk, []
    for words, villages in (("享堂", 1), ("享堂", 1), ("村委会", 2)):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("ballots"), {"cycle": cycle, "q": words})
        assert len(page.context["rows"]) == villages
        taken.append(len(queries))
    assert taken[1] == taken[2]
