"""A county's whole year of assessment by machine: opened, counted, proposed, set, shown, final, reproduced."""

from django.urls import reverse

from assessment.models import Assessment
from tests.assessment import test_ballot_api as counting

YEAR = {"kind": "yearly", "year": 2026}


def send(client, name, *args, **body):
    answer = client.post(reverse(name, args=args), body, content_type="application/json")
    assert answer.status_code < 300, answer.content.decode()
    return answer.json()


def read(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.json()


def count_ballots(cast, county, second):
    paper = read(county, "api-ballot-enter", cast.teams[counting.FULL].pk)
    made = counting.post(county, counting.at(cast), counting.said(paper)).json()
    send(second, "api-ballot-step", made["id"], verb="confirm", version=made["version"])


def show(county, cycle):
    words = {"title": "2026年度考核结果公示", "telephone": "0972-1", "address": "县委组织部"}
    days = {"from_on": "2026-07-20", "until_on": "2026-07-24"}
    return send(county, "api-result-notice-new", cycle=cycle, every=True, **days, **words)["id"]


def test_from_an_opened_year_to_grades_in_the_units_own_list(cast, client_of, settings):
    county, second, township, unit = map(client_of, ("county", "county_b", "township", "unit"))
    calendar = {"ballots_by": "2026-12-31", "propose_by": "2027-01-10", "review_by": "2027-01-31"}
    cycle = send(county, "api-cycle-open", **YEAR, **calendar)["cycle"]
    count_ballots(cast, county, second)
    cases = list(Assessment.objects.filter(cycle=cycle, area__startswith="630222100").values_list("pk", flat=True))
    rows = [{"id": pk, "grade": "competent", "opinion": "履职尽责"} for pk in cases]
    assert send(township, "api-assessments-steps", verb="propose", rows=rows)["done"] == len(cases)
    assert read(county, "api-assessments-review")["count"] == 3
    assert send(county, "api-assessments-steps", verb="set", rows=[{"id": pk} for pk in cases])["done"] == len(cases)
    notice = show(county, cycle)
    settings.TODAY = "2026-07-25"
    assert send(county, "api-result-notice-finish", notice)["final"] == len(cases)
    assert {row["name"] for row in read(unit, "api-results")["results"]} == {"队长甲", "队员乙"}
    assert set(Assessment.objects.filter(pk__in=cases).values_list("state", flat=True)) == {"final"}
