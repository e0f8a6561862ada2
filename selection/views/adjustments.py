"""Adjustment 调整轮换 in the browser: the queue, the application, one case, filing, the official form."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.access import fetch
from core.case_counts import counts
from core.clock import today
from core.export import excel_file
from core.pages import paper_of, show
from core.paging import page_of
from core.refusals import Conflict, NotAllowed, Refused
from selection import leaving_papers, leaving_rows, leaving_steps
from selection.actions.leaving import adjustments as deeds
from selection.forms.leaving import AdjustmentFilter, AdjustmentForm, AdjustmentStepForm
from selection.models import Adjustment
from selection.views.leaving import case_page, step_page
from teams.models import Posting
from teams.provisions import clause

WHO = ("posting__cadre__township", "posting__pairing__unit", "posting__team__village__division", "unit")
HEADS = [gettext_lazy(head) for head in ("Cadre", "Village", "Seat", "Sent by", "Ground", "Last day", "State", "Since")]


def adjustments(request):
    """The queue: what waits for this office, what is to be filed, and everything in its jurisdiction."""
    form = AdjustmentFilter(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    seen = Adjustment.objects.visible_to(request.actor)
    context = {
        "filters": form,
        "page": page_of(request, leaving_rows.adjustments(request.actor, wanted)),
        "counts": counts(seen, request.actor),
        "to_file": seen.to_be_filed(request.actor).count(),
        "files": bool(wanted.get("filing")),
        "today": today(),
    }
    return show(request, "selection/adjustments.html", context)


def adjustments_file(request):
    """The list as Excel, as filtered."""
    form = AdjustmentFilter(request.GET, actor=request.actor, on=today())
    rows = leaving_rows.adjustments(request.actor, form.cleaned_data if form.is_valid() else {})
    lines = (
        (
            case.posting.cadre.name,
            case.posting.team.village.division.full_name,
            case.posting.get_seat_display(),
            case.posting.sender.name,
            case.get_ground_display(),
            case.leaves_on,
            case.get_state_display(),
            case.changed_at,
        )
        for case in rows.select_related(*WHO)[:20000]
    )
    return excel_file(_("Adjustments"), HEADS, lines)


def adjustment_new(request):
    """The application: by the cadre in person, or on paper by who sent a cadre without an account."""
    postings = leaving_rows.on_paper(request.actor, today())
    posting = _chosen(request, postings)
    if posting is None:
        return show(request, "selection/adjustment_choose.html", {"page": page_of(request, postings)})
    form = AdjustmentForm(
        request.POST or None,
        request.FILES or None,
        actor=request.actor,
        on=today(),
        initial={"leaves_on": today()},
    )
    rule = clause("selection.no_private_adjustment", posting.area, today())
    context = {"form": form, "posting": posting, "rule": rule}
    if request.method == "POST" and form.is_valid():
        try:
            case = deeds.apply_for(deeds.Application(posting, **form.cleaned_data), by=request.actor, on=today())
        except (Conflict, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The application has been handed in."))
            return redirect("adjustment", case.pk)
    return show(request, "selection/adjustment_new.html", context)


def _chosen(request, postings):
    """The posting a link names; without one the only one there is."""
    number = request.GET.get("posting", "")
    if number.isdecimal() and len(number) < 19:
        related = ("cadre__township", "pairing__unit", "team__village__division")
        return fetch(Posting.objects.visible_to(request.actor).select_related(*related), request.actor, int(number))
    found = list(postings[:2])
    return found[0] if len(found) == 1 else None


def adjustment(request, pk):
    """One case."""
    case = _case(request, pk)
    return _page(request, case, _blank(request))


def _case(request, pk):
    return fetch(Adjustment.objects.visible_to(request.actor).select_related(*WHO), request.actor, pk)


def _blank(request):
    return AdjustmentStepForm(actor=request.actor, on=today(), initial={"opinion_on": today()})


def _page(request, case, form, refusal=None):
    return case_page(
        request,
        case,
        "selection/adjustment.html",
        form=form,
        refusal=refusal,
        papers=case.papers.all(),
        rule=case.provisions.get("selection.adjustment_route"),
        late=case.state in Adjustment.OPEN and case.leaves_on < today(),
        refill=leaving_papers.refill_of(case, request.actor),
    )


def adjustment_step(request, pk):
    """One step on a case."""
    case = _case(request, pk)
    form = AdjustmentStepForm(request.POST, request.FILES, actor=request.actor, on=today())
    return step_page(
        request,
        form,
        lambda said, **who: leaving_steps.adjustment_step(case, said, **who),
        lambda form, refusal: _page(request, case, form, refusal),
        to="adjustment",
    )


def adjustments_put_on_file(request):
    """Puts the ticked cases on file; each on its own."""
    ticked = [int(number) for number in request.POST.getlist("cases") if number.isdecimal() and len(number) < 19]
    rows = list(Adjustment.objects.visible_to(request.actor).filter(pk__in=ticked[:500]).order_by("pk"))
    filed, refused = deeds.put_all_on_file(rows, by=request.actor, on=today())
    said = ngettext("%(n)s adjustment put on file.", "%(n)s adjustments put on file.", len(filed)) % {"n": len(filed)}
    messages.success(request, said)
    for case, refusal in refused:
        messages.warning(request, f"{case.posting.cadre.name}: {refusal.message}")
    return redirect(reverse("adjustments") + "?filing=on")


def adjustment_paper(request, pk):
    """A paper of the case."""
    case = _case(request, pk)
    return paper_of(request, [*case.papers.all(), case.opinion_file])


def adjustment_form(request, pk):
    """The official form 调整审批表 as Word."""
    return leaving_papers.adjustment_form(_case(request, pk)).answer(_("Adjustment form"))
