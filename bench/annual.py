"""The whole yearly run of the province by machine: opened, proposed by every township, set and shown by every county, final.

Through the addresses of the API, as one caller after another; everything is taken back afterwards.
"""

import time
from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from assessment.actions.many_counties import open_counties
from assessment.models import Assessment, ResultNotice
from bench import people
from bench.table import Row
from core.clock import today
from core.models import Job
from core.offices import Office

MINUTES = 10  # of one core; the calls of a province are spread over weeks
AT_ONCE = 300  # rows of one call
OPINION = "服从安排,吃住在村,作风扎实,群众公认度高。"
WORDS = {"title": "年度考核结果公示", "telephone": "0971-1234567", "address": "县委组织部", "every": True}


def measure():
    """One row."""
    with transaction.atomic():
        began, calls = time.perf_counter(), Calls()
        _opened(calls)
        waiting = Assessment.objects.filter(year=today().year, kind="yearly", state="open").values_list("pk", flat=True)
        cases = Assessment.objects.filter(pk__in=list(waiting))  # the demonstration has begun already
        for county in sorted(set(cases.values_list("cycle__area", flat=True))):
            _through(county, cases.filter(cycle__area=county), calls)
        took, states = time.perf_counter() - began, Counter(cases.values_list("state", flat=True))
        transaction.set_rollback(True)
    yield Row(
        f"the year of the province by machine: {sum(states.values()):,} cases, {calls.made:,} calls",
        f"{took:.0f} s, {states['final']:,} final",
        "one caller, no server",
        "",
        f"≤ {MINUTES * 60} s, all final",
        took <= MINUTES * 60 and set(states) == {"final"},
    )


class Calls:
    """Callers by office and place, and how many calls they made; what is not answered by 2xx ends the bench."""

    def __init__(self):
        self.made, self._clients = 0, {}

    def post(self, office, area, name, *args, **body):
        """The answer to one lawful write."""
        self.made += 1
        answer = self._client(office, area).post(reverse(name, args=args), body, content_type="application/json")
        if answer.status_code >= 300:
            raise SystemExit(f"{name} of {area}: {answer.status_code} {answer.content.decode()[:500]}")
        return answer.json()

    def _client(self, office, area):
        if (office, area) not in self._clients:
            self._clients[office, area] = people.client_of(people.officer(office, area))
        return self._clients[office, area]


def _opened(calls):
    """The year opened for every county; the worker's part is done here, so that its effects are taken back too."""
    job = calls.post(Office.PROVINCE, "63", "api-cycle-counties", year=today().year)
    open_counties(Job.objects.get(pk=job["id"]))


def _through(county, cases, calls):
    """One county: proposed, set, shown, final."""
    numbers = defaultdict(list)
    for pk, area in cases.order_by("area").values_list("pk", "area"):
        numbers[area[:9]].append(pk)
    for township, rows in numbers.items():
        _step(calls, Office.TOWNSHIP, township, "propose", rows, grade="competent", opinion=OPINION)
    _step(calls, Office.COUNTY, county, "set", sum(numbers.values(), []))
    span = {"from_on": str(today()), "until_on": str(today() + timedelta(days=14))}
    cycle = cases.values_list("cycle", flat=True).first()
    notice = calls.post(Office.COUNTY, county, "api-result-notice-new", cycle=cycle, **WORDS, **span)["id"]
    _after(ResultNotice.objects.get(pk=notice), county, calls)


def _step(calls, office, area, verb, numbers, **said):
    for at in range(0, len(numbers), AT_ONCE):
        rows = [{"id": pk, **said} for pk in numbers[at : at + AT_ONCE]]
        calls.post(office, area, "api-assessments-steps", verb=verb, rows=rows)


def _after(notice, county, calls):
    """The day after the notice has ended."""
    before, settings.TODAY = settings.TODAY, str(notice.until_on + timedelta(days=1))
    try:
        calls.post(Office.COUNTY, county, "api-result-notice-finish", notice.pk)
    finally:
        settings.TODAY = before
