"""The facts of a case for a page, each with the way to the page it comes from."""

from typing import NamedTuple
from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext as _

from core.templatetags.look import link_to
from core.words import fact_name

register = template.Library()


class Line(NamedTuple):
    """One fact in words; `url` is "" where its source is closed to the reader."""

    label: str
    value: object
    url: str = ""
    verdict: str = ""
    as_of: str = ""


@register.simple_tag(takes_context=True)
def fact_lines(context, case, facts):
    """[Line] of everything that is known of a person or a team in a cycle."""
    found = [_days(context, case, facts, kind) for kind in ("attendance", "training")]
    if "members" in facts:
        found.insert(0, Line(fact_name("members"), facts["members"], _source(context, "teams", q=_village(case))))
    found.append(Line(fact_name("unexcused_absences"), facts["unexcused_absences"], _absences(context, case)))
    if "leave_days" in facts:
        found += _more(context, case, facts)
    return [*found, *_duties(context, case, facts.get("duties")), *_recalls(context, facts)]


@register.simple_tag(takes_context=True)
def earlier_lines(context, facts):
    """[(another posting of the year, the page of its days)]."""
    return [(one, link_to(context, "posting-standing", one["posting"])) for one in facts.get("earlier", ())]


def _more(context, case, facts):
    who = {"area": case.area, "q": case.posting.cadre.name if case.posting_id else ""}
    span = {"first": f"{case.year}-01-01", "last": f"{case.year}-12-31"}
    checks, settled = facts["spot_checks"], facts["discrepancies"]
    yield Line(fact_name("leave_days"), facts["leave_days"], _source(context, "leave-year", year=case.year, **who))
    yield Line(fact_name("report_out_days"), facts["report_out_days"], _source(context, "report-outs", **span, **who))
    said = _("%(made)s made, %(absent)s did not find them") % checks if checks["made"] else "0"
    yield Line(_("spot checks"), said, _checks(context, case, span))
    said = _("%(settled)s settled, %(open)s open") % settled if any(settled.values()) else "0"
    yield Line(_("discrepancies"), said, _source(context, "discrepancies", **who))


def _duties(context, case, counts):
    """Promises and reports of the team, with the way to them; nothing where the township received none."""
    if not counts:
        return
    where = {"year": case.year, "area": case.area}
    kept = _("%(kept)s of %(promised)s") % counts
    yield Line(_("promises kept"), kept, _source(context, "commitments", **where))
    said = _("%(reports)s, late %(late)s") % counts
    yield Line(_("quarterly reports received"), said, _source(context, "quarter-reports", **where))


def _recalls(context, facts):
    """Criticism or a recall of the year, with the way to the case; nothing where there is none."""
    if facts.get("recalled"):
        yield Line(fact_name("recalled"), _("yes"), link_to(context, "recall", facts["recall"]))
    elif facts.get("criticised"):
        yield Line(fact_name("criticised"), facts["criticised"], link_to(context, "recalls"))


def _days(context, case, facts, kind):
    stand = facts.get(kind)
    if not stand:
        return Line(fact_name(kind), "–")
    value = f"{stand['done']} / {stand['required']}"
    page = {"attendance": "posting-standing", "training": "training-person"}[kind]
    if case.posting_id:
        url = link_to(context, page, case.posting_id)
        url = f"{url}?year={case.year}" if url else ""
    else:
        url = _source(context, "standings", year=case.year, kind=kind, area=case.area)
    return Line(fact_name(kind), value, url, stand["verdict"], stand["as_of"])


def _checks(context, case, span):
    if case.posting_id:
        return link_to(context, "spot-history", case.posting_id)
    return _source(context, "spot-checks", area=case.area, **span)


def _absences(context, case):
    """The days stand on the case's own page; a team's on the board of corrections of its village."""
    return link_to(context, "assessment", case.pk) + "#absences" if case.posting_id else ""


def _village(case):
    return case.team.village.division.name


def _source(context, name, **query):
    address = link_to(context, name)
    return f"{address}?{urlencode({key: value for key, value in query.items() if value})}" if address else ""
