"""The charts of a place: who makes which, from the counts."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import Grade
from assessment.progress import quotas
from assessment.rows import PEOPLE
from assessment.steps import Kind
from attendance.boards import UNCONFIRMED, counted
from attendance.models import Standing, Status
from core.models import Division
from core.offices import DEPARTMENTS, Office
from overview.boards import teams_of
from overview.charts import counts
from overview.charts.parts import Chart, Column, Row, address

VILLAGE = 12
NAMES = {
    "teams": gettext_lazy("Teams: complete and short"),
    "on_post": gettext_lazy("On post on the day"),
    "attendance": gettext_lazy("Standings: village days"),
    "training": gettext_lazy("Standings: training"),
    "grades": gettext_lazy("Grades of the year"),
    "quota": gettext_lazy("“Excellent” against the quota"),
    "funds": gettext_lazy("Work funds"),
    "cases": gettext_lazy("Cases that wait, by age"),
}
CASES = {
    "nominations": gettext_lazy("Nominations"),
    "adjustments": gettext_lazy("Adjustments"),
    "transfers": gettext_lazy("Transfers after the term"),
    "leaves": gettext_lazy("Leave"),
    "assessments": gettext_lazy("Assessment"),
    "recalls": gettext_lazy("Recalls"),
    "discrepancies": gettext_lazy("Discrepancies"),
}
GRADERS = (*DEPARTMENTS, Office.LEADERSHIP, Office.TOWNSHIP)


class Place:
    """Whom, where, when, and by codes of how many digits one counts; what several charts need is asked once."""

    def __init__(self, actor, area, on, length):
        self.actor, self.area, self.on, self.length = actor, area, on, length

    @cached_property
    def found(self):
        """The standings of the year of the day."""
        return counts.standings(self.actor, self.area, self.length, self.on.year)

    @cached_property
    def year(self):
        """The latest year of assessment; None for an office that does not see grades before they are final."""
        return counts.latest_year(self.actor, self.area) if self.actor.office in GRADERS else None


def charts_of(actor, area, on, length, only=tuple(NAMES)):
    """The charts with these keys, in this order; those an office has no business with are left out."""
    place = Place(actor, area, on, length)
    charts = [MAKERS[key](place) for key in only]
    return _named([chart for chart in charts if chart is not None], place)


def _named(charts, place):
    """Divisions get their names, and the way down, in one statement for all charts; they stand in the order of their codes."""
    codes = {row.code for chart in charts for row in chart.rows if not row.name}
    names = dict(Division.objects.current().filter(code__in=codes).values_list("code", "name"))
    for chart in charts:
        chart.rows[:] = [
            row if row.name else Row(row.code, names.get(row.code, row.code), row.numbers, _down(place, row.code))
            for row in chart.rows
        ]
    return charts


def _down(place, code):
    """A division leads to its own overview; a village to its people."""
    if len(code) < VILLAGE:
        return address(place.actor, "overview", area=code, day=place.on)
    return address(place.actor, "on-post", area=code, day=place.on)


def _chart(key, about, columns, rows, **more):
    return Chart(key, str(NAMES[key]), about, tuple(columns), rows, **more)


def _rows(found, columns, base):
    """{code: {key: number}} as rows in the order of the codes; the base column is the sum of the others."""
    lines = []
    for code in sorted(found):
        numbers = [found[code].get(column.key, 0) for column in columns if column.key != base]
        lines.append(Row(code, "", (sum(numbers), *numbers)))
    return lines


def _teams(place):
    to = {"area": "{code}"}
    columns = [
        Column("teams", _("Teams"), to=("teams", to)),
        Column("complete", _("complete"), "complete", ("teams", to | {"complete": "yes"})),
        Column("short", _("short"), "short", ("teams", to | {"complete": "no"})),
    ]
    found = teams_of(place.actor, place.area, place.length, place.on)
    rows = [Row(r["code"], "", (r["teams"], r["complete"], r["teams"] - r["complete"])) for r in found]
    return _chart("teams", _("Standing teams on %(day)s") % {"day": place.on}, columns, rows, base="teams")


def _on_post(place):
    to = {"area": "{code}", "day": place.on}
    shown = [*Status.choices, (UNCONFIRMED, _("unconfirmed"))]
    columns = [Column("people", _("People"), to=("on-post", to))]
    columns += [Column(key, str(label), key, ("on-post", to | {"status": key})) for key, label in shown]
    found = counted(place.actor, place.area, place.on, place.length)
    rows = [Row(r["code"], "", tuple(r[column.key] for column in columns)) for r in found]
    about = _("On %(day)s; only confirmed days count.") % {"day": place.on}
    return _chart("on_post", about, columns, rows, base="people")


def _standing(kind):
    def made(place):
        to = {"area": "{code}", "kind": kind, "year": place.on.year}
        columns = [Column("people", _("People"), to=("standings", to))]
        columns += [
            Column(verdict, str(label), verdict, ("standings", to | {"verdict": verdict}))
            for verdict, label in Standing.Verdict.choices
        ]
        about = _("Against the minimum of %(year)s, as last judged") % {"year": place.on.year}
        return _chart(kind, about, columns, _rows(place.found.get(kind, {}), columns, "people"), base="people")

    return made


def _grades(place):
    if place.year is None:
        return None
    columns = [Column("people", _("People"))]
    columns += [Column(grade, str(label), grade) for grade, label in Grade.choices]
    columns += [Column("", _("no grade yet"), "open")]
    found = counts.grades(place.actor, place.area, place.length, place.year)
    about = _("Yearly assessment of %(year)s") % {"year": place.year}
    return _chart("grades", about, columns, _rows(found, columns, "people"), base="people")


def _quota(place):
    """Pools of the counties, added up by division; below the county the county's own stand."""
    if place.year is None:
        return None
    asked = {"area": place.area, "kind": Kind.YEARLY, "whose": PEOPLE, "year": place.year}
    found = {}
    for pool in quotas(place.actor, asked, place.on):
        if pool["places"] is not None:
            line = found.setdefault(pool["county"][: place.length], [0, 0, 0])
            line[:] = [a + b for a, b in zip(line, (pool["places"], pool["granted"], pool["left"]), strict=True)]
    columns = [
        Column("places", _("Places of the quota")),
        Column("granted", _("Given"), "granted"),
        Column("left", _("Left"), "left"),
    ]
    rows = [Row(code, "", tuple(found[code])) for code in sorted(found)]
    about = _("Counties that have a share; yearly assessment of %(year)s") % {"year": place.year}
    return _chart("quota", about, columns, rows, base="places")


def _funds(place):
    if not address(place.actor, "funds"):
        return None
    to = {"area": "{code}", "year": place.on.year}
    columns = [
        Column("there", _("To spend"), to=("funds", to)),
        Column("spent", _("spent"), "granted"),
        Column("rest", _("Left"), "left"),
    ]
    found = counts.funds(place.actor, place.area, place.length, place.on.year)
    rows = [Row(code, "", (there, spent, there - spent)) for code, (there, spent) in sorted(found.items())]
    about = _("Allotted and carried over for %(year)s, in whole yuan") % {"year": place.on.year}
    return _chart("funds", about, columns, rows, base="there")


def _cases(place):
    first, second, third = counts.AGES
    labels = [
        _("up to %(days)s days") % {"days": first},
        _("%(from)s to %(to)s days") % {"from": first + 1, "to": second},
        _("%(from)s to %(to)s days") % {"from": second + 1, "to": third},
        _("more than %(days)s days") % {"days": third},
    ]
    columns = [Column("total", _("Total"))]
    columns += [Column(f"age{at}", label, f"age{at}") for at, label in enumerate(labels)]
    found = counts.cases(place.actor, place.area)
    rows = [
        Row("", str(label), (sum(found[kind]), *found[kind]), address(place.actor, kind))
        for kind, label in CASES.items()
        if kind in found
    ]
    about = _("Days since the last step, now")
    return _chart("cases", about, columns, rows, base="total", first=_("Kind of case"))


MAKERS = {
    "teams": _teams,
    "on_post": _on_post,
    "attendance": _standing(Standing.Kind.ATTENDANCE),
    "training": _standing(Standing.Kind.TRAINING),
    "grades": _grades,
    "quota": _quota,
    "funds": _funds,
    "cases": _cases,
}
