"""The yearly commitment 年承诺 in the browser."""

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
from core.refusals import Refused
from duties import papers, rows
from duties.actions import commitments as deeds
from duties.forms.filters import CommitmentFilter
from duties.forms.papers import PromisesForm, StepForm, YearForm
from duties.models import Commitment
from duties.teams import first_secretary, heads, may_still_write
from duties.views.papers import MOST_TICKED, case_page, step_page, tell_received, written
from teams.models import Team
from teams.views.doing import narrowed

HEADS = [
    gettext_lazy(head)
    for head in ("Year", "Village", "First secretary", "Promises", "State", "Handed in on", "Received on")
]


def commitments(request):
    """The list: what waits for this office, and everything in its jurisdiction."""
    form = CommitmentFilter(request.GET, actor=request.actor, on=today())
    asked = narrowed(form)
    seen = Commitment.objects.visible_to(request.actor)
    context = {
        "filters": form,
        "page": page_of(request, rows.commitments(request.actor, asked)),
        "counts": counts(seen, request.actor),
        "receives": bool(asked.get("waiting")) and request.actor.office == "township",
    }
    return show(request, "duties/commitments.html", context)


def commitments_file(request):
    """The list as Excel, as filtered."""
    form = CommitmentFilter(request.GET, actor=request.actor, on=today())
    lines = (
        (
            case.year,
            case.team.village.division.full_name,
            case.posting.cadre.name if case.posting else "",
            case.promised,
            case.get_state_display(),
            case.submitted_on,
            case.received_on,
        )
        for case in rows.commitments(request.actor, narrowed(form))[:20000]
    )
    return excel_file(_("Yearly commitments"), HEADS, lines)


def commitment_begin(request):
    """Begins the commitment of a team and year, and goes on to write it."""
    form = YearForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        raise Refused(_("This form was not understood."))
    team = fetch(Team.objects.visible_to(request.actor), request.actor, form.cleaned_data["team"])
    case = deeds.draft(team, form.cleaned_data["year"], by=request.actor, on=today())
    return redirect("commitment-edit", case.pk)


def _case(request, pk):
    """The commitment, spoken for by who holds the first seat today as long as it is not received."""
    case = fetch(Commitment.objects.visible_to(request.actor).select_related(*rows.WHO), request.actor, pk)
    if case.state in Commitment.OPEN:
        case.posting = first_secretary(case.team, today())
    return case


def commitment(request, pk):
    """One commitment."""
    return _page(request, _case(request, pk), StepForm(actor=request.actor, on=today()))


def _page(request, case, form, refusal=None):
    listed = heads(case.area, today())
    items = list(case.items.select_related("carried_from__commitment"))
    blocks = [(head, [item for item in items if item.duty == head.code]) for head in listed]
    return case_page(
        request,
        case,
        "duties/commitment.html",
        form=form,
        refusal=refusal,
        blocks=blocks,
        bare=[head for head, found in blocks if not found],
        names={head.code: head.name for head in listed},
        writes=may_still_write(case, request.actor),
    )


def commitment_step(request, pk):
    """One step on a commitment."""
    case = _case(request, pk)
    form = StepForm(request.POST, actor=request.actor, on=today())
    return step_page(
        request, case, form, deeds.take_step, lambda form, refusal: _page(request, case, form, refusal), to="commitment"
    )


def commitment_edit(request, pk):
    """Writes the promises, and hands them in where asked to."""
    case, on = _case(request, pk), today()
    listed = heads(case.area, on)
    form = PromisesForm(request.POST or None, case=case, heads=listed, actor=request.actor, on=on)

    def deed():
        said = form.promises()
        row = deeds.write(case, said, by=request.actor, on=on, version=form.cleaned_data["version"])
        if "send" in request.POST:
            deeds.submit(row, by=request.actor, on=on)

    if request.method == "POST" and written(request, form, deed, done=_("Kept.")):
        return redirect("commitment" if "send" in request.POST else "commitment-edit", case.pk)
    return show(request, "duties/commitment_edit.html", {"form": form, "case": case, "today": on})


def commitments_accept(request):
    """The township receives the ticked ones, each on its own."""
    numbers = ticked(request.POST, "cases")[:MOST_TICKED]
    cases = list(Commitment.objects.visible_to(request.actor).filter(pk__in=numbers).select_related(*rows.WHO))
    tell_received(request, *deeds.accept_all(cases, by=request.actor, on=today()))
    return redirect("commitments")


def commitment_paper(request, pk):
    """年承诺书 as Word."""
    return papers.commitment_paper(_case(request, pk), today()).answer(_("Yearly commitment"))
