"""The quarterly report 季报告 in the browser: what is known is shown, only judgement is typed."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import fetch
from core.case_counts import counts
from core.clock import today
from core.export import excel_file
from core.forms.ticks import ticked
from core.pages import show
from core.paging import page_of
from core.quarter_facts import spoken
from core.refusals import Refused
from duties import papers, rows
from duties.actions import reports as deeds
from duties.forms.filters import ReportFilter
from duties.forms.papers import AccountForm, QuarterForm, StepForm
from duties.models import QuarterReport
from duties.quarters import Quarter
from duties.teams import first_secretary, heads_of, may_still_write
from duties.views.papers import MOST_TICKED, case_page, step_page, tell_received, written
from teams.models import Team
from teams.provisions import policy_at
from teams.views.doing import narrowed

HEADS = [
    gettext_lazy(head)
    for head in ("Year", "Quarter", "Village", "First secretary", "State", "Handed in on", "Due", "Late", "Received on")
]


def reports(request):
    """The list: what waits for this office, and everything in its jurisdiction."""
    form = ReportFilter(request.GET, actor=request.actor, on=today())
    asked = narrowed(form)
    seen = QuarterReport.objects.visible_to(request.actor)
    context = {
        "filters": form,
        "page": page_of(request, rows.reports(request.actor, asked)),
        "counts": counts(seen, request.actor),
        "receives": bool(asked.get("waiting")) and request.actor.office == "township",
    }
    return show(request, "duties/reports.html", context)


def reports_file(request):
    """The list as Excel, as filtered."""
    form = ReportFilter(request.GET, actor=request.actor, on=today())
    lines = (
        (
            case.year,
            case.quarter,
            case.team.village.division.full_name,
            case.posting.cadre.name if case.posting else "",
            case.get_state_display(),
            case.submitted_on,
            case.due_on,
            _("yes") if case.late else "",
            case.received_on,
        )
        for case in rows.reports(request.actor, narrowed(form))[:20000]
    )
    return excel_file(_("Quarterly reports"), HEADS, lines)


def report_begin(request):
    """Begins the report of a team and quarter, and goes on to write it."""
    form = QuarterForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused(_("This form was not understood."))
    said = form.cleaned_data
    team = fetch(Team.objects.visible_to(request.actor), request.actor, said["team"])
    case = deeds.draft(team, Quarter(said["year"], said["quarter"]), by=request.actor, on=today())
    return redirect("quarter-report-edit", case.pk)


def _case(request, pk):
    """The report, spoken for by who holds the first seat today as long as it is not received."""
    case = fetch(QuarterReport.objects.visible_to(request.actor).select_related(*rows.WHO), request.actor, pk)
    if case.state in QuarterReport.OPEN:
        case.posting = first_secretary(case.team, today())
    return case


def facts_of(case):
    """The facts frozen with a received report, those of today before."""
    return deeds.facts_now(case) if case.facts is None else case.facts


def report(request, pk):
    """One report."""
    return _page(request, _case(request, pk), StepForm(actor=request.actor, on=today()))


def _page(request, case, form, refusal=None):
    said, policy = {line.item_id: line for line in case.lines.all()}, policy_at(case.area, today())
    lines = [(item, said.get(item.pk)) for item in deeds.items_of(case)]
    return case_page(
        request,
        case,
        "duties/report.html",
        form=form,
        refusal=refusal,
        lines=lines,
        facts=spoken(facts_of(case)),
        names={head.code: head.name for head in heads_of(policy)},
        writes=may_still_write(case, request.actor),
        **_window(case, policy),
    )


def _window(case, policy):
    """The last day of the window, whether it is over, and the provision behind it."""
    rule = policy.get(deeds.WINDOW)
    due = case.due_on or case.span.due_on(rule.value)
    return {"due": due, "overdue": case.late or (case.submitted_on is None and today() > due), "rule": rule}


def report_step(request, pk):
    """One step on a report."""
    case = _case(request, pk)
    form = StepForm(request.POST, actor=request.actor, on=today())
    return step_page(
        request,
        case,
        form,
        deeds.take_step,
        lambda form, refusal: _page(request, case, form, refusal),
        to="quarter-report",
    )


def report_edit(request, pk):
    """Writes the judgement, and hands the report in where asked to."""
    case, on = _case(request, pk), today()
    form = AccountForm(request.POST or None, case=case, items=deeds.items_of(case), actor=request.actor, on=on)

    def deed():
        row = deeds.write(case, form.account(), by=request.actor, on=on, version=form.cleaned_data["version"])
        if "send" in request.POST:
            deeds.submit(row, by=request.actor, on=on)

    if request.method == "POST" and written(request, form, deed, done=_("Kept.")):
        return redirect("quarter-report" if "send" in request.POST else "quarter-report-edit", case.pk)
    policy = policy_at(case.area, on)
    names = {head.code: head.name for head in heads_of(policy)}
    context = {"form": form, "case": case, "facts": spoken(facts_of(case)), "names": names, "today": on}
    return show(request, "duties/report_edit.html", {**context, **_window(case, policy)})


def reports_accept(request):
    """The township receives the ticked ones, each on its own."""
    numbers = ticked(request.POST, "cases")[:MOST_TICKED]
    cases = list(QuarterReport.objects.visible_to(request.actor).filter(pk__in=numbers).select_related(*rows.WHO))
    tell_received(request, *deeds.accept_all(cases, by=request.actor, on=today()))
    return redirect("quarter-reports")


def report_paper(request, pk):
    """季度工作报告 as Word."""
    case = _case(request, pk)
    return papers.report_paper(case, list(deeds.items_of(case)), facts_of(case)).answer(_("Quarterly report"))
