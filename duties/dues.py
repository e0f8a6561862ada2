"""What teams, clerks and townships owe about promises, reports and handovers, with its day (docs/decisions/0018)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.dues import Due, in_person, source
from core.offices import Office
from core.policies import Policies
from duties.actions import papers
from duties.handover_rows import ending
from duties.quarters import ended_lately
from duties.rows import KINDS, WINDOWS, due_on, lacking, owing, speaker
from duties.steps import HandoverState, PaperState
from teams.models import Posting, Team

RECEIVE = "duties.receive_days"
_TEAM = ("team__village__division",)


def _owing(on):
    """Teams with somebody posted, with who speaks for them."""
    return owing(Team.objects, on).select_related("village__division").annotate(**speaker(on))


@source("commitment", _("Yearly commitments"), _("%(place)s: hand in the commitment of %(year)s."))
def commitments(on):
    """每年年初: teams that have not handed in the commitment of this year."""
    asked, policies = {"kind": "commitment", "year": on.year}, Policies(on)
    for team in lacking(_owing(on), asked):
        yield Due(
            kind="commitment",
            key=f"commitment:{team.pk}:{on.year}",
            due_on=due_on(team, asked, policies.at(team.area[:6])[WINDOWS["commitment"]].value),
            about=team.area,
            link=_begin("commitment", team, year=on.year),
            params={"place": team.village.division.name, "year": on.year},
            **in_person(team.first_account, Office.CLERK, team.area),
        )


@source(
    "quarter_report", _("Quarterly reports"), _("%(place)s: hand in the report of quarter %(quarter)s of %(year)s.")
)
def reports(on):
    """每季度: teams that have not handed in the report of a quarter that is over."""
    policies = Policies(on)
    for quarter in ended_lately(on):
        asked = {"kind": "report", "quarter": quarter}
        for team in lacking(_owing(on), asked):
            yield Due(
                kind="quarter_report",
                key=f"quarter_report:{team.pk}:{quarter.year}:{quarter.number}",
                due_on=due_on(team, asked, policies.at(team.area[:6])[WINDOWS["report"]].value),
                about=team.area,
                link=_begin("report", team, year=quarter.year, quarter=quarter.number),
                params={"place": team.village.division.name, "year": quarter.year, "quarter": quarter.number},
                **in_person(team.first_account, Office.CLERK, team.area),
            )


def _begin(kind, team, **span):
    """The page of the paper that is begun, else the list from which it is."""
    if team.begun:
        return f"/{papers.LISTS[KINDS[kind]]}/{team.begun}/"
    said = "&".join(f"{name}={value}" for name, value in {"kind": kind, **span, "area": team.area}.items())
    return f"/promises/missing/?{said}"


@source(
    "papers_to_receive",
    _("Papers of teams to be received"),
    _("%(place)s: receive or return the paper (%(what)s)."),
)
def papers_to_receive(on):
    """Commitments and reports the township has neither received nor returned."""
    policies = Policies(on)
    for model, where in papers.LISTS.items():
        for case in model.objects.filter(state=PaperState.SUBMITTED).select_related(*_TEAM):
            yield Due(
                kind="papers_to_receive",
                key=f"{where}:{case.pk}:{case.submitted_on}",
                due_on=case.submitted_on + timedelta(days=policies.at(case.area[:6])[RECEIVE].value),
                about=case.area,
                link=papers.link_of(case),
                office=Office.TOWNSHIP,
                area=case.area[:9],
                params={"place": case.team.village.division.name, "what": papers.name_of(case)},
            )


@source("handover", _("Handovers"), _("%(who)s, %(place)s: hand over by the three lists."))
def handovers(on):
    """Postings that end soon or ended lately and are not handed over: whoever's signature is missing owes it."""
    rows = ending(Posting.objects.all(), on).exclude(handover__state=HandoverState.RECEIVED)
    related = ("cadre", "team__village__division", "handover__successor__cadre")
    for posting in rows.select_related(*related):
        case = getattr(posting, "handover", None)
        yield Due(
            kind="handover",
            key=f"handover:{posting.pk}",
            due_on=posting.last_day,
            about=posting.area,
            link=f"/handovers/{case.pk}/" if case else "/handovers/due/",
            params={"who": posting.cadre.name, "place": posting.team.village.division.name},
            **_signs(posting, case),
        )


def _signs(posting, case):
    if case is None or case.state == HandoverState.DRAFT:
        return in_person(posting.cadre.account_id, Office.CLERK, posting.area)
    return in_person(case.successor and case.successor.cadre.account_id, Office.TOWNSHIP, posting.area)
