"""List = machine interface = autocomplete = export, for the same person: one jurisdiction, however it is asked."""

import io
import json
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.access import objects, world
from tests.access.counting import count
from tests.access.knock import Knocker, text_of

# page, machine address, and how a row's page is linked
LISTS = [
    ("villages", "api-villages", "/villages/"),
    ("units", "api-units", "/units/"),
    ("teams", "api-teams", "/teams/"),
    ("cadres", "api-cadres", "/cadres/"),
    ("nominations", "api-nominations", "/nominations/"),
    ("rounds", "api-rounds", "/rounds/"),
    ("assessments", "api-assessments", "/assessments/"),
    ("cycles", "api-cycles", "/cycles/"),
    ("trainings", "api-trainings", "/training/"),
    ("public-notices", "api-public-notices", "/publicity/"),
    ("objections", "api-objections", "/objections/"),
    ("result-notices", "api-result-notices", "/result-notices/"),
    ("result-objections", "api-result-objections", "/result-objections/"),
    ("results", "api-results", "/assessments/"),
    ("uses", "api-uses", "/uses/"),
    ("letters", "api-letters", "/letters/"),
    ("training-plans", "api-training-plans", "/training/plans/"),
    ("spot-plans", "api-spot-plans", "/spot-checks/plans/"),
    ("spot-checks", "api-spot-checks", "/spot-checks/"),
    ("spot-checks-due", "api-spot-checks-due", "/spot-checks/"),
    ("discrepancies", "api-discrepancies", "/discrepancies/"),
    ("leaves", "api-leaves", "/leaves/"),
    ("report-outs", "api-report-outs", "/report-outs/"),
    ("ballots", "api-ballots", "/ballots/"),
    ("recalls", "api-recalls", "/recalls/"),
    ("dossiers", "api-cadres", "/dossiers/"),
    ("commitments", "api-commitments", "/commitments/"),
    ("quarter-reports", "api-quarter-reports", "/quarter-reports/"),
    ("handovers", "api-handovers", "/handovers/"),
    ("meetings", "api-meetings", "/duties/meetings/"),
    ("matters", "api-matters", "/duties/matters/"),
    ("hearings", "api-hearings", "/duties/hearings/"),
    ("unit-visits", "api-unit-visits", "/duties/unit-visits/"),
    ("paired-work", "api-paired-work", "/duties/paired-work/"),
    ("notes", "api-notes", "/duties/notes/"),
    ("funds", "api-funds", "/funds/"),
    ("care", "api-care", "/care/"),
    ("difficulties", "api-difficulties", "/difficulties/"),
    ("injuries", "api-injuries", "/injuries/"),
    ("webhooks", "api-webhooks", "/account/robots/"),
    ("catalogue", "api-catalogue", "/catalogue/"),
]
KIND = dict(
    zip(
        [row[0] for row in LISTS],
        ("village", "unit", "team", "cadre", "nomination", "round", "assessment", "cycle", "training")
        + (
            "public-notice",
            "objection",
            "result-notice",
            "result-objection",
            "result",
            "use",
            "letter",
            "training-plan",
            "spot-plan",
            "spot-check",
            "spot-due",
            "discrepancy",
            "leave",
            "report-out",
            "ballot",
            "recall",
            "cadre",
            "commitment",
            "quarter-report",
            "handover",
            "meeting",
            "matter",
            "hearing",
            "unit-visit",
            "paired-work-line",
            "note",
            "team",
            "posting",
            "difficulty",
            "injury",
            "webhook",
            "asked-form",
        ),
        strict=True,
    )
)


@pytest.fixture
def populated(cast):
    return world.build(cast)


ROUTES = objects.routes()


def may(who, name):
    return who.office in ROUTES[name][1].door.offices


def everybody(populated, *names):
    return [who for who in populated.people.values() if all(may(who, name) for name in names)]


def shown(knock, who, page, prefix):
    body = text_of(knock(who.name, "GET", reverse(page)))
    main = body[body.index("<main") : body.index("</main>")]
    return {int(number) for number in re.findall(rf'href="{prefix}(\d+)/"', main)}


def rows(knock, who, name, **query):
    answer = knock(who.name, "GET", reverse(name) + "?page_size=200")
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)["results"]


@pytest.mark.parametrize(("page", "api", "prefix"), LISTS)
def test_a_page_lists_what_the_machine_interface_lists(populated, page, api, prefix):
    knock = Knocker(populated)
    for who in everybody(populated, page, api):
        count("agreement")
        numbers = {row["id"] for row in rows(knock, who, api)}
        listed = shown(knock, who, page, prefix)
        extra = {world.MISSING} if page == "nominations" else set()
        assert listed - extra == numbers, f"{page} as {who.name}"


@pytest.mark.parametrize(("page", "api", "prefix"), LISTS)
def test_a_list_holds_ours_and_theirs_exactly_as_the_notes_say(populated, page, api, prefix):
    knock, pair = Knocker(populated), populated.things[KIND[page]]
    for who in everybody(populated, api):
        count("agreement")
        numbers = {row["id"] for row in rows(knock, who, api)}
        seen = {thing.pk for thing in pair if thing.seen_by(who)}
        assert numbers & {thing.pk for thing in pair} == seen, f"{api} as {who.name}"


def test_standings_speak_of_the_same_people_on_page_and_machine_interface(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "standings", "api-standings"):
        count("agreement")
        names = {row["name"] for row in rows(knock, who, "api-standings")}
        page = text_of(knock(who.name, "GET", reverse("standings")))
        assert {
            name for name in (f"{world.OURS}-first", f"{world.CANARY}-posted_elsewhere") if name in page
        } == names, who.name


def test_a_table_of_standings_holds_the_people_of_the_list(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "standings-table", "api-standings"):
        count("agreement")
        names = {row["name"] for row in rows(knock, who, "api-standings")}
        book = load_workbook(io.BytesIO(knock(who.name, "GET", reverse("standings-table")).content))
        assert {line[0].value for line in book.active.iter_rows(min_row=2)} == names, who.name


def test_standings_by_place_count_the_people_of_the_list(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "api-standing-places", "api-standings"):
        count("agreement")
        if who.area and len(who.area) < 12:
            places = json.loads(knock(who.name, "GET", reverse("api-standing-places")).content)
            assert sum(row["people"] for row in places) == len(rows(knock, who, "api-standings")), who.name


def test_corrections_are_the_same_on_page_file_and_machine_interface(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "corrections", "api-corrections", "corrections-excel"):
        count("agreement")
        names = {row["name"] for row in rows(knock, who, "api-corrections")}
        page = text_of(knock(who.name, "GET", reverse("corrections")))
        book = load_workbook(io.BytesIO(knock(who.name, "GET", reverse("corrections-excel")).content))
        assert {cell.value for cell in book.active["B"][1:]} == names, who.name
        assert {name for name in _people(populated) if name in page[page.index("<main") :]} == names, who.name


def test_due_lists_hold_the_same_on_page_machine_interface_and_file(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "dues", "api-dues", "dues-file"):
        count("agreement")
        answer = knock(who.name, "GET", reverse("api-dues") + "?whose=all&page_size=200")
        said = {row["text"] for row in json.loads(answer.content)["results"]}
        page = text_of(knock(who.name, "GET", reverse("dues") + "?whose=all"))
        book = load_workbook(io.BytesIO(knock(who.name, "GET", reverse("dues-file") + "?whose=all").content))
        assert {cell.value for cell in book.active["E"][1:]} == said, who.name
        for canary in (world.OURS, world.CANARY):
            assert (canary in page) == any(canary in text for text in said), who.name


def test_the_unit_picker_offers_the_units_of_the_list(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "units-pick", "api-units"):
        count("agreement")
        names = {row["name"] for row in rows(knock, who, "api-units")}
        found = set()
        for word in ("局", "CANARY"):
            answer = knock(who.name, "GET", reverse("units-pick") + "?" + urlencode({"q": word}))
            found |= {hit["text"] for hit in json.loads(answer.content)["results"]}
        assert found == names, who.name


@pytest.mark.parametrize("roster", ["roster-sent", "roster-serving"])
def test_a_roster_holds_the_serving_cadres_of_the_list(populated, roster):
    knock = Knocker(populated)
    for who in everybody(populated, roster, "api-postings"):
        count("agreement")
        names = {row["cadre_name"] for row in rows(knock, who, "api-postings")}
        book = load_workbook(io.BytesIO(knock(who.name, "GET", reverse(roster)).content))
        cells = {cell.value for line in book.active.iter_rows(min_row=2) for cell in line}
        assert {cell for cell in cells if str(cell).startswith(("CANARY", "队"))} & _people(populated) == names, (
            who.name
        )


def test_statistics_and_overview_count_the_people_of_the_list(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "api-statistics-people", "api-postings", "api-overview"):
        count("agreement")
        listed = json.loads(knock(who.name, "GET", reverse("api-postings") + "?current=yes&page_size=200").content)
        behind = {row["id"] for row in rows(knock, who, "api-statistics-people")}
        assert behind == {row["id"] for row in listed["results"]}, who.name
        total = json.loads(knock(who.name, "GET", reverse("api-statistics")).content)["total"]
        charts = json.loads(knock(who.name, "GET", reverse("api-overview")).content)["charts"]
        on_post = next(chart["total"][0] for chart in charts if chart["key"] == "on_post")
        assert (total, on_post) == (len(behind), len(behind)), who.name


def test_kept_queries_are_the_same_on_page_and_machine_interface(populated):
    knock = Knocker(populated)
    for who in everybody(populated, "queries", "api-queries"):
        count("agreement")
        numbers = {row["id"] for row in rows(knock, who, "api-queries")}
        page = text_of(knock(who.name, "GET", reverse("queries")))
        assert set(map(int, re.findall(r'action="/statistics/queries/(\d+)/"', page))) == numbers, who.name


@pytest.mark.parametrize("kind", ["insurances", "checkups", "visits", "allowances"])
def test_lines_of_care_are_the_same_in_the_file_and_on_the_machine_interface(populated, kind):
    knock, file = Knocker(populated), "allowances-paid-file" if kind == "allowances" else f"{kind}-file"
    for who in everybody(populated, file, f"api-{kind}"):
        count("agreement")
        names = {row["name"] for row in rows(knock, who, f"api-{kind}")}
        book = load_workbook(io.BytesIO(knock(who.name, "GET", reverse(file)).content))
        assert {line[0].value for line in book.active.iter_rows(min_row=2)} == names, who.name


def _people(populated):
    return {cadre.name for cadre in populated.cadres.values()}


@pytest.mark.parametrize("name", ["unit", "unit2", "township", "township3"])
def test_a_form_offers_only_ones_own(populated, name):
    page = text_of(Knocker(populated)(name, "GET", reverse("nomination-new")))
    count("agreement")
    mine = populated.people[name]
    foreign = world.OURS if mine.unit == world.FOREST or mine.area.startswith("630202") else world.CANARY
    assert foreign not in page
