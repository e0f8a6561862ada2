"""The yearly cycle opened for every county below a prefecture or the province, in one piece of background work."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment import calendars, subjects
from assessment.actions.cycles import open_cycle
from assessment.facts import policy_of
from core import work
from core.actor import acting_in
from core.offices import CODE_LENGTH, Office
from core.record import record
from core.refusals import NotAllowed, Refused

OPEN_COUNTIES = "assessment.open_counties"
ABOVE = (Office.PROVINCE, Office.PREFECTURE)


@transaction.atomic
def ask_open_counties(year, days, *, by, on):
    """Asks for the yearly cycle of a year in every county below. Returns the Job.

    Effects in order: office, year and calendar are checked; the work for a worker; one record line. `days`: the calendar;
    a day left empty is each county's usual one. Raises NotAllowed, Refused.
    """
    if by.office not in ABOVE:
        raise NotAllowed(_("This step belongs to another office."))
    _plan(year, days, on)
    payload = {"year": year, "appointment": by.appointment_id}
    payload["days"] = {name: day.isoformat() for name, day in days.items() if day}
    job = work.ask(OPEN_COUNTIES, by=by, on=on, payload=payload, link=f"/cycles/counties/?year={year}")
    record(by, "open_counties", area=by.area, details={"year": year})
    return job


def _plan(year, days, on):
    """The plan of a year with the days that are given. Raises Refused."""
    if not calendars.FIRST_YEAR <= year <= on.year:
        raise Refused(_("This year cannot be assessed."), fields={"year": _("A year from 2018 to this one.")})
    plan = replace(calendars.yearly(year), **days)
    if not plan.lacking:
        calendars.check_calendar(plan)
    return plan


@work.does(OPEN_COUNTIES)
def open_counties(job):
    """A worker's turn: county after county, each wholly or not at all; whoever asked still holds the office.

    Asked again it adds only who is new; what was broken off has left nothing behind. Returns counts; why a county
    was not opened is kept in the job's `outcomes`.
    """
    by = acting_in(job.payload["appointment"], on=job.asked_on)
    if by is None or by.user_id != job.owner_id:
        raise Refused(_("The office this was asked from has ended: nothing was done."))
    days = {name: calendars.date.fromisoformat(day) for name, day in job.payload["days"].items()}
    plan = _plan(job.payload["year"], days, job.asked_on)
    outcomes = []
    counties = _counties(by.area, plan, job.asked_on)
    for at, county in enumerate(counties, start=1):
        outcomes.append(_one(county, plan, by=by, on=job.asked_on))
        work.report(job, at, len(counties))
    job.payload = job.payload | {"outcomes": outcomes}
    job.save(update_fields=["payload"])
    refused = sum(bool(one["why"]) for one in outcomes)
    cases = sum(one["cases"] for one in outcomes)
    return {"counties_opened": len(outcomes) - refused, "counties_refused": refused, "cases_opened": cases}


def _counties(area, plan, on):
    """The counties below in which somebody served, in order: two such pieces of work meet them alike."""
    served = subjects.people_of(area, plan, on).order_by().values_list("area", flat=True)
    return sorted({code[: CODE_LENGTH[Office.COUNTY]] for code in served})


def _one(county, plan, *, by, on):
    try:
        with transaction.atomic():
            usual = calendars.with_usual_days(plan, policy_of(county, plan.year, on), on)
            return {"area": county, "cases": open_cycle(usual, by=by, on=on, county=county)[1], "why": ""}
    except Refused as refusal:
        return {"area": county, "cases": 0, "why": str(refusal.message)}
