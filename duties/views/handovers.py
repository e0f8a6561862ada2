"""The handover 交接 in the browser: what is due, three lists, two signatures."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import fetch
from core.case_counts import counts
from core.clock import today
from core.export import excel_file
from core.forms.ticks import number_in
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from duties import handover_rows as rows
from duties import papers
from duties.actions import handovers as deeds
from duties.actions import signing
from duties.forms.filters import DueFilter, HandoverFilter
from duties.forms.handovers import HandoverStepForm, ListsForm
from duties.models import Handover, HandoverLine
from duties.views.papers import case_page, step_page, written
from teams.models import Posting
from teams.provisions import policy_at
from teams.views.doing import narrowed

HEADS = [
    gettext_lazy(head)
    for head in ("Leaving", "Village", "Seat", "Last day", "Taking over", "State", "Days together", "Signed on")
]


def handovers(request):
    """The list: what waits for this actor, and everything in the jurisdiction."""
    form = HandoverFilter(request.GET, actor=request.actor, on=today())
    seen = Handover.objects.visible_to(request.actor)
    context = {
        "filters": form,
        "page": page_of(request, rows.handovers(request.actor, narrowed(form))),
        "counts": counts(seen, request.actor),
    }
    return show(request, "duties/handovers.html", context)


def handovers_file(request):
    """The list as Excel, as filtered."""
    form = HandoverFilter(request.GET, actor=request.actor, on=today())
    lines = (
        (
            case.posting.cadre.name,
            case.posting.team.village.division.full_name,
            case.posting.get_seat_display(),
            deeds.end_of(case.posting),
            case.successor.cadre.name if case.successor else "",
            case.get_state_display(),
            case.days_together,
            case.taken_on,
        )
        for case in rows.handovers(request.actor, narrowed(form))[:20000]
    )
    return excel_file(_("Handovers"), HEADS, lines)


def handovers_due(request):
    """Postings that end soon or ended lately and are not handed over."""
    form = DueFilter(request.GET, actor=request.actor, on=today())
    found = rows.due(request.actor, today())
    if area := narrowed(form).get("area"):
        found = found.filter(area__startswith=area)
    page = page_of(request, found)
    listed = [(one, getattr(one, "handover", None), deeds.may_prepare(one, request.actor)) for one in page]
    return show(request, "duties/handovers_due.html", {"filters": form, "page": page, "rows": listed, "today": today()})


def handover_begin(request):
    """Begins the handover of a posting, and goes on to write it."""
    number = number_in(request.POST.get("posting", ""))
    if number is None:
        raise Refused(_("This form was not understood."))
    posting = fetch(Posting.objects.visible_to(request.actor), request.actor, number)
    case = deeds.begin(posting, by=request.actor, on=today())
    return redirect("handover-edit", case.pk)


def _case(request, pk):
    return fetch(Handover.objects.visible_to(request.actor).select_related(*rows.WHO), request.actor, pk)


def handover(request, pk):
    """One handover."""
    return _page(request, _case(request, pk), HandoverStepForm(actor=request.actor, on=today()))


def _page(request, case, form, refusal=None):
    lines = list(case.lines.all())
    rule = policy_at(case.area, today()).get(signing.OVERLAP)
    return case_page(
        request,
        case,
        "duties/handover.html",
        form=form,
        refusal=refusal,
        lists=[(label, [one for one in lines if one.list == code]) for code, label in HandoverLine.List.choices],
        last_day=deeds.end_of(case.posting),
        rule=rule,
        short=bool(case.successor and case.days_together < rule.value),
        writes=case.state != Handover.State.RECEIVED and deeds.may_prepare(case.posting, request.actor),
    )


def handover_step(request, pk):
    """A signature, or taking one back."""
    case = _case(request, pk)
    form = HandoverStepForm(request.POST, actor=request.actor, on=today())
    return step_page(
        request, case, form, signing.take_step, lambda form, refusal: _page(request, case, form, refusal), to="handover"
    )


def handover_edit(request, pk):
    """Writes the three lists; a signature given before is taken back."""
    case, on = _case(request, pk), today()
    if case.state == Handover.State.RECEIVED:
        raise Http404
    form = ListsForm(request.POST or None, case=case, actor=request.actor, on=on)

    def deed():
        said = form.lists()
        deeds.write(case, said, by=request.actor, on=on, version=form.cleaned_data["version"])

    if request.method == "POST" and written(request, form, deed, done=_("Kept.")):
        return redirect("handover" if "look" in request.POST else "handover-edit", case.pk)
    rule = policy_at(case.area, on).get(signing.OVERLAP)
    book = deeds.money_lines(case, on)
    return show(request, "duties/handover_edit.html", {"form": form, "case": case, "rule": rule, "book": book})


def handover_paper(request, pk):
    """三张交接清单 as Word."""
    return papers.handover_paper(_case(request, pk)).answer(_("Handover lists"))
