"""One cadre's dossier: what each reader sees of it, as of any day."""

import io
from datetime import date, timedelta

import pgtrigger
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attendance.models import Day, Leave
from core.models import Record
from overview.dossier import SECTIONS, File, dossier_of
from selection.models import Adjustment
from teams.models import Cadre, Posting
from tests.access import world

READERS = ["province", "prefecture", "county", "leadership", "township", "clerk", "unit", "cadre"]


@pytest.fixture
def full(cast):
    """The cast with something of everything on either side."""
    return world.build(cast)


def asked(client, who, **query):
    page = client.get(reverse("dossier", args=[who.pk]), query)
    assert page.status_code == 200
    return page.context["dossier"]


def cells(found, key):
    part = next(part for part in found.parts if part.key == key)
    return [[str(cell) for cell in row.cells] for row in part.rows]


def yesterday_of(cast, who):
    """As of the day before the clock's own: what tests write now is later than that."""
    now = timezone.localdate()
    return File(cast.actors["county"], who, now - timedelta(days=1), now)


def today_of(cast, who):
    return File(cast.actors["county"], who, cast.today, cast.today)


def filled(found):
    return {part.key for part in found.parts if part.rows}


@pytest.mark.parametrize("name", READERS)
def test_every_office_of_personnel_reads_where_the_cadre_serves(cast, name, client_of):
    found = asked(client_of(name), cast.cadres["first"])
    assert cells(found, "postings")[0][1:4] == ["第一书记", "海东市水务局", "2025-09-01"]


@pytest.mark.parametrize("name", ["county2", "prefecture2", "township2", "clerk2", "unit2"])
def test_the_neighbour_finds_no_dossier_of_ours(cast, name, client_of):
    assert client_of(name).get(reverse("dossier", args=[cast.cadres["first"].pk])).status_code == 404


@pytest.mark.parametrize("name", ["sysadmin", "auditor"])
def test_who_sees_no_personnel_opens_no_dossier(cast, name, client_of):
    assert client_of(name).get(reverse("dossier", args=[cast.cadres["first"].pk])).status_code == 403


def test_a_cadre_opens_no_dossier_but_their_own(cast, client_of):
    assert client_of("cadre").get(reverse("dossier", args=[cast.cadres["member"].pk])).status_code == 404


def test_a_county_reads_every_section_that_has_something(full, client_of):
    seen = filled(asked(client_of("county"), full.cadres["first"]))
    assert seen >= {"postings", "days", "leaves", "report-outs", "training", "spot-checks", "discrepancies"}
    assert seen >= {"adjustments", "grades", "uses", "recalls"}


def test_a_cadre_reads_final_grades_only_and_nothing_of_checks_or_recommendations(full, client_of):
    found = asked(client_of("cadre"), full.cadres["first"])
    assert {row[5] for row in cells(found, "grades")} == {"已定"}
    assert not filled(found) & {"spot-checks", "discrepancies", "uses"}


def test_a_leadership_office_reads_no_grounds_of_absence_or_leaving(full, client_of):
    found = asked(client_of("leadership"), full.cadres["first"])
    assert not filled(found) & {"leaves", "adjustments", "recalls", "uses"}


def test_village_days_stand_by_year_and_month(cast, client_of):
    moment, user = timezone.now(), cast.users["clerk"]
    facts = {"posting": cast.postings["first"], "status": "in_village", "changed_by": user, "confirmed_by": user}
    days = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 3, 1)]
    Day.objects.bulk_create(Day(day=day, confirmed_at=moment, **facts) for day in days)
    open_day = {**facts, "day": date(2026, 3, 2), "confirmed_by": None}  # counts only when confirmed
    Day.objects.create(**open_day)
    rows = cells(asked(client_of("county"), cast.cadres["first"]), "days")
    assert rows[0] == ["2026", "享堂村委会", "0", "0", "1", "0", "0", "0", "0", "", "", "", "", "", "1"]
    assert rows[1] == ["2025", "享堂村委会", *[""] * 8, "0", "0", "0", "2", "2"]


def test_nothing_later_than_the_day_asked_for_is_counted(cast, client_of):
    facts = {"posting": cast.postings["first"], "status": "in_village", "changed_by": cast.users["clerk"]}
    for day in (date(2026, 3, 31), date(2026, 4, 1)):
        Day.objects.create(day=day, confirmed_at=timezone.now(), confirmed_by=cast.users["clerk"], **facts)
    rows = cells(asked(client_of("county"), cast.cadres["first"], on="2026-03-31"), "days")
    assert rows[0][2:7] == ["0", "0", "1", "", ""]


def test_a_posting_that_ended_later_still_runs_on_the_day(cast, client_of):
    Posting.objects.filter(pk=cast.postings["first"].pk).update(ends_on=date(2026, 6, 30), end_kind="term")
    then = cells(asked(client_of("county"), cast.cadres["first"], on="2026-06-29"), "postings")
    now = cells(asked(client_of("county"), cast.cadres["first"]), "postings")
    assert (then[0][4], then[0][6]) == ("None", "")
    assert (now[0][4], now[0][6]) == ("2026-06-30", "任期届满")


def test_a_grade_is_not_final_before_its_day(full, client_of):
    before = cells(asked(client_of("county"), full.cadres["first"], on="2024-01-19"), "grades")
    after = cells(asked(client_of("county"), full.cadres["first"], on="2024-01-20"), "grades")
    assert ([row[5] for row in before], [row[5] for row in after]) == (["已确定等次"], ["已定"])


def test_a_case_stands_as_it_stood_when_the_day_was_over(full):
    case = Adjustment.objects.get(pk=full.things["adjustment"][0].pk)
    was, yesterday = case.get_state_display(), timezone.now() - timedelta(days=2)
    with pgtrigger.ignore("selection.AdjustmentEvent:append_only"):
        Adjustment.pgh_event_model.objects.filter(pgh_obj=case).update(pgh_created_at=yesterday)
    Adjustment.objects.filter(pk=case.pk).update(state="declined", changed_at=timezone.now())
    found = dossier_of(yesterday_of(full, full.cadres["first"]))
    assert cells(found, "adjustments")[0][-1] == was


def test_facts_stand_as_they_stood(cast):
    one = cast.cadres["first"]
    versions = Cadre.pgh_event_model.objects.filter(pgh_obj=one)
    with pgtrigger.ignore("teams.CadreEvent:append_only"):
        versions.update(pgh_created_at=timezone.now() - timedelta(days=2))
    Cadre.objects.filter(pk=one.pk).update(job_title="处长")
    one.refresh_from_db()
    then, now = (dossier_of(file) for file in (yesterday_of(cast, one), today_of(cast, one)))
    assert "处长" in {value for _label, value in now.facts}
    assert "处长" not in {value for _label, value in then.facts}
    assert (then.remark, now.remark) == ("", "")


def test_before_the_first_entry_a_clear_word_stands(cast, client_of):
    client, one = client_of("county"), cast.cadres["first"]
    page = client.get(reverse("dossier", args=[one.pk]), {"on": "1990-01-01"})
    assert page.context["dossier"].first == "2025-09-01"
    assert "最早的记录为2025-09-01" in page.content.decode()


@pytest.mark.parametrize("day", ["2026-07-21", "0001-01-01", "9999-12-31", "2026-02-30", "x", "' OR 1=1"])
def test_a_day_that_cannot_be_asked_for_is_refused_and_said(cast, day, client_of):
    client, one = client_of("county"), cast.cadres["first"]
    for name in ("dossier", "dossier-word", "api-dossier", "api-dossier-word"):
        assert client.get(reverse(name, args=[one.pk]), {"on": day}).status_code == 422


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(back=st.integers(0, 1500))
def test_no_entry_of_any_section_is_later_than_the_day(full, back):
    day = full.today - timedelta(days=back)
    file = File(full.actors["county"], full.cadres["first"], day, full.today)
    for part in dossier_of(file).parts:
        year_or_day = [cell for row in cells_of(part) for cell in row]
        assert all(value <= day.isoformat() for value in year_or_day)


def cells_of(part):
    """The cells that say when something came about: no end that was only planned, no beginning of an absence to come."""
    when = {"提出申请日期", "提议日期", "决定日期", "确定日期", "生效日期", "推荐日期", "日期", "核实日期", "截至"}
    at = [n for n, head in enumerate(part.heads) if str(head) in when]
    return [[str(row.cells[n]) for n in at if row.cells[n]] for row in part.rows]


def test_a_look_leaves_one_line_in_the_record(cast, client_of):
    asked(client_of("county"), cast.cadres["first"], on="2026-03-31")
    line = Record.objects.get(verb="dossier")
    assert (line.kind, line.object_id, line.note) == ("sight", str(cast.cadres["first"].pk), "2026-03-31")


def test_the_paper_holds_facts_and_sections_and_is_recorded(full, client_of):
    answer = client_of("county").get(reverse("dossier-word", args=[full.cadres["first"].pk]), {"on": "2026-07-19"})
    paper = Document(io.BytesIO(answer.content))
    words = [line.text for line in paper.paragraphs]
    assert words[:2] == ["驻村干部一人一档", "（截至2026年7月19日）"]
    assert "驻村任职" in words
    assert full.cadres["first"].id_shown in paper.tables[0]._tbl.xml
    assert Record.objects.filter(verb="dossier_word").count() == 1


def test_a_cadre_opens_their_own_file(cast, client_of):
    page = client_of("cadre").get(reverse("my-file"))
    assert page.context["cadre"] == cast.cadres["first"]


def test_an_account_linked_to_nobody_gets_a_clear_word(cast, client_of):
    Cadre.objects.filter(pk=cast.cadres["first"].pk).update(account=None)
    page = client_of("cadre").get(reverse("my-file"))
    assert (page.status_code, "尚未关联" in page.content.decode()) == (200, True)


def test_machines_read_what_the_page_shows(full, client_of):
    client, one = client_of("county"), full.cadres["first"]
    answer = client.get(reverse("api-dossier", args=[one.pk])).json()
    shown = asked(client, one)
    assert {part["key"]: len(part["rows"]) for part in answer["parts"]} == {p.key: len(p.rows) for p in shown.parts}
    assert one.id_shown in answer["facts"].values()


def test_a_dossier_takes_at_most_twenty_statements_however_long_it_is(full, client_of, django_assert_num_queries):
    client, one = client_of("county"), full.cadres["first"]
    asked(client, one)
    counts = []
    for rows in (1, 3):
        _more_leaves(full, rows)
        with django_assert_num_queries(STATEMENTS):
            found = asked(client, one)
        counts.append(len(cells(found, "leaves")))
    assert counts[0] < counts[1]


STATEMENTS = 8


def _more_leaves(cast, rows):
    known = Leave.objects.get(pk=cast.things["leave"][0].pk)
    for at in range(rows):
        start = date(2026, 1, 1) + timedelta(days=10 * at + rows)
        known.pk, known.starts_on, known.ends_on, known.asked_until, known._state.adding = (
            None,
            start,
            start,
            start,
            True,
        )
        known.late_reason = "忘记"
        known.save()


def test_no_two_sections_share_a_key():
    assert len({one.key for one in SECTIONS}) == len(SECTIONS)


def test_sections_stand_in_the_order_of_a_life(cast, client_of):
    keys = [part.key for part in asked(client_of("county"), cast.cadres["first"]).parts]
    assert keys[:2] == ["postings", "nominations"]
    assert keys.index("days") + 1 == keys.index("standings")
    assert keys.index("recalls") + 1 == keys.index("allowances")
    assert keys[-1] == "injuries"
