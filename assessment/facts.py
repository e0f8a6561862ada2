"""What a grade is judged by, read from the books and never typed: days, training, leave, absences, spot checks (二(四))."""

from datetime import date, timedelta

from assessment.balloting import ballots_of
from assessment.recalled import recalled_in
from assessment.rules import YearFacts
from assessment.sources import ABSENCES, CHECKS, DISCREPANCIES, KINDS, LEAVE, OUT, PROMISES, REPORTS, Books, parts_of
from assessment.steps import Kind
from attendance.models import Day, Standing, Status
from core.clock import today
from core.models import CountyRule
from core.policy import policy_in_force

WORST = ("impossible", "at_risk", "on_track", "met")


def facts_of(cases, on=None):
    """{case number: facts as plain JSON} of many people's and teams' cases: eight queries, however many there are.

    A person's are those of all postings of the year, in whatever county; a team's are the sums of its members'. What is
    not known yet is None. `on`: the day that is running; what happened on it is not counted yet.
    """
    cases = list(cases)
    if not cases:
        return {}
    parts = parts_of(cases)
    every = [part for some in parts.values() for part in some]
    spans = [day for part in every for day in (part.first, part.last)] or [date(cases[0].year, 1, 1)]
    books = Books(every, min(spans), max(spans), on or today())
    ballots, recalls = ballots_of(cases), recalled_in(cases)
    return {
        case.pk: _facts(case, parts[case.pk], books) | {"ballots": ballots[case.pk]} | recalls[case.pk]
        for case in cases
    }


def year_facts(facts, proposed):
    """The stored facts as the rules want them. Absences cap a person's grade, not the team's."""
    absences = 0 if "members" in facts else facts["unexcused_absences"]
    return YearFacts(proposed, absences, facts.get("recalled", False))


def policy_of(area, year, on):
    """The policy a year is judged by: that of its last day, or of today while it runs; county rules included."""
    day = min(on, date(year, 12, 31))
    return policy_in_force(area[:6], day, list(CountyRule.objects.in_force(day).above(area[:6])))


def absent_days(case):
    """The confirmed days of unexcused absence behind the count."""
    days = Day.objects.filter(status=Status.ABSENT, confirmed_at__isnull=False)
    if case.kind == Kind.TERM:
        days = days.filter(posting=case.posting_id)
    else:
        days = days.filter(day__range=(date(case.year, 1, 1), date(case.year, 12, 31)), posting__cadre=case.cadre_id)
    return days.order_by("day").values_list("day", flat=True)


def _facts(case, parts, books):
    said = _served(case, parts) | {str(kind): _stand(_rows(parts, kind, books), case) for kind in KINDS}
    said |= {"unexcused_absences": _sums(parts, ABSENCES, books)[0]}
    said |= {"leave_days": _away(parts, LEAVE, books), "report_out_days": _away(parts, OUT, books)}
    said["spot_checks"] = dict(zip(("made", "absent"), _sums(parts, CHECKS, books), strict=True))
    said["discrepancies"] = dict(zip(("settled", "open"), _sums(parts, DISCREPANCIES, books), strict=True))
    return said | {"duties": _duties(parts, books)}


def _served(case, parts):
    """From when to when the case's own posting counts, and the person's other postings of the year; a team's members."""
    own = parts if case.team_id else [part for part in parts if part.posting == case.posting_id]
    days = {
        "served_from": min((part.first for part in own), default=None),
        "served_to": max((part.last for part in own), default=None),
    }
    days = {name: day.isoformat() if day else None for name, day in days.items()}
    if case.team_id:
        return days | {"members": len(parts)}
    return days | {"earlier": [_earlier(part) for part in parts if part.posting != case.posting_id]}


def _earlier(part):
    return {
        "posting": part.posting,
        "area": part.area,
        "village": part.village,
        "from": part.first.isoformat(),
        "to": part.last.isoformat(),
    }


def _rows(parts, kind, books):
    return [row for part in parts for row in books.standings[part.posting, kind] if row.year in part.years]


def _stand(rows, case):
    """The standings of a case as one; None when none was judged. One posting's stands as it was judged."""
    if not rows:
        return None
    done, required = sum(row.done for row in rows), sum(row.required for row in rows)
    said = {"done": _plain(done), "required": _plain(required), "verdict": _verdict(rows, case)}
    said["as_of"] = max(row.as_of for row in rows).isoformat()
    if case.team_id:
        said["met"] = sum(row.verdict == Standing.Verdict.MET for row in rows)
    return said


def _verdict(rows, case):
    """A person's days count together; a team stands as its member who stands worst."""
    if case.team_id or len(rows) == 1:
        return min((row.verdict for row in rows), key=WORST.index)
    required = sum(row.required for row in rows)
    if sum(row.done for row in rows) >= required:
        return "met"
    if sum(row.possible for row in rows) < required:
        return "impossible"
    return "on_track" if sum(row.forecast for row in rows) >= required else "at_risk"


def _plain(number):
    return f"{number.normalize():f}"


def _sums(parts, book, books):
    """Both counts of a book over the parts' years."""
    found = [books.counts.get((part.posting, year, book), (0, 0)) for part in parts for year in part.years]
    return sum(one[0] for one in found), sum(one[1] for one in found)


def _duties(parts, books):
    """What the teams one served in promised and kept, reported and reported late, in the years served; None: nothing received."""
    held = {(part.team, year) for part in parts for year in part.years}
    promised, kept = _summed(held, PROMISES, books)
    reports, late = _summed(held, REPORTS, books)
    said = {"promised": promised, "kept": kept, "reports": reports, "late": late}
    return said if promised or reports else None


def _summed(held, book, books):
    found = [books.duties.get((*key, book), (0, 0)) for key in held]
    return sum(one[0] for one in found), sum(one[1] for one in found)


def _away(parts, which, books):
    """Calendar days away, both ends counted, within the parts."""
    return sum(
        (min(last, part.last) - max(first, part.first) + timedelta(days=1)).days
        for part in parts
        for kind, first, last in books.away[part.posting]
        if kind == which and first <= part.last and last >= part.first
    )
