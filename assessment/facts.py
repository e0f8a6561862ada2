"""What a grade is judged by, read from the ledger: days in the village, training, unexcused absences, each in one query."""

from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear

from assessment.rules import YearFacts
from attendance.models import Day, Standing, Status
from core.models import CountyRule
from core.policy import policy_in_force

KINDS = (Standing.Kind.ATTENDANCE, Standing.Kind.TRAINING)


def facts_of(cases):
    """{case number: facts as plain JSON} of many assessments: two queries. What is not known yet is None."""
    cases = list(cases)
    stands, absences = _standings(cases), _absences(cases)
    return {
        case.pk: {
            "served_from": max(case.posting.starts_on, date(case.year, 1, 1)).isoformat(),
            "served_to": min(case.posting.ends_on or date(case.year, 12, 31), date(case.year, 12, 31)).isoformat(),
            **{str(kind): stands.get((case.posting_id, case.year, kind)) for kind in KINDS},
            "unexcused_absences": absences.get((case.posting_id, case.year), 0),
        }
        for case in cases
    }


def year_facts(facts, proposed):
    """The stored facts as the rules want them."""
    return YearFacts(proposed, facts["unexcused_absences"], facts.get("recalled", False))


def policy_of(area, year, on):
    """The policy a year is judged by: that of its last day, or of today while it runs; county rules included."""
    day = min(on, date(year, 12, 31))
    return policy_in_force(area[:6], day, list(CountyRule.objects.in_force(day).above(area[:6])))


def absent_days(case):
    """The confirmed days of unexcused absence behind the count."""
    return Day.objects.filter(_unexcused([case])).order_by("day").values_list("day", flat=True)


def _standings(cases):
    rows = Standing.objects.filter(_any_of(cases))
    return {(row.posting_id, row.year, row.kind): _stand(row) for row in rows}


def _stand(row):
    return {
        "done": f"{row.done.normalize():f}",
        "required": f"{row.required.normalize():f}",
        "verdict": row.verdict,
        "as_of": row.as_of.isoformat(),
    }


def _any_of(cases):
    years = {}
    for case in cases:
        years.setdefault(case.year, []).append(case.posting_id)
    return _or(Q(year=year, posting__in=postings) for year, postings in years.items())


def _absences(cases):
    rows = Day.objects.filter(_unexcused(cases)).annotate(year=ExtractYear("day")).order_by()
    counted = rows.values_list("posting_id", "year").annotate(count=Count("day"))
    return {(posting, year): count for posting, year, count in counted}


def _unexcused(cases):
    years = {}
    for case in cases:
        years.setdefault(case.year, []).append(case.posting_id)
    spans = ((date(year, 1, 1), date(year, 12, 31), postings) for year, postings in years.items())
    touched = _or(Q(day__range=(first, last), posting__in=postings) for first, last, postings in spans)
    return touched & Q(status=Status.ABSENT, confirmed_at__isnull=False)


def _or(conditions):
    """Any of them; nothing when there are none."""
    found = Q(posting__in=[])
    for condition in conditions:
        found |= condition
    return found
