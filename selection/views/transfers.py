"""Transfer 调转任 in the browser: the list, the application, one case, the official form."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.case_counts import counts
from core.clock import today
from core.pages import paper_of, show
from core.paging import page_of
from core.refusals import Conflict, NotAllowed, Refused
from selection import leaving_papers, leaving_rows, leaving_steps
from selection.actions.leaving import transfers as deeds
from selection.forms.leaving import TransferFilter, TransferStepForm, transfer_form_for
from selection.models import Transfer
from selection.views.leaving import case_page, step_page
from teams.models import Posting
from teams.provisions import clause

WHO = (
    "posting__cadre__township",
    "posting__pairing__unit",
    "posting__team__village__division",
    "unit",
    "to_unit",
    "to_township",
)


def transfers(request):
    """What waits for this office, and everything in its jurisdiction."""
    form = TransferFilter(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    seen = Transfer.objects.visible_to(request.actor)
    context = {
        "filters": form,
        "page": page_of(request, leaving_rows.transfers(request.actor, wanted)),
        "counts": counts(seen, request.actor),
    }
    return show(request, "selection/transfers.html", context)


def transfer_new(request):
    """The cadre applies in the own account; the posting is the one a link names, else the latest."""
    posting = _own_posting(request)
    if posting is None:
        return show(request, "selection/transfer_new.html", {})
    form = transfer_form_for(posting, request.actor, request.POST or None)
    context = {"form": form, "posting": posting, "rule": clause(deeds.RULE, posting.area, today())}
    if request.method == "POST" and form.is_valid():
        try:
            case = deeds.apply_for(deeds.Wish(posting, **form.cleaned_data), by=request.actor, on=today())
        except (Conflict, NotAllowed):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The application has been handed in."))
            return redirect("transfer", case.pk)
    return show(request, "selection/transfer_new.html", context)


def _own_posting(request):
    rows = Posting.objects.visible_to(request.actor).select_related("cadre", "pairing__unit", "team__village__division")
    number = request.GET.get("posting", "")
    if number.isdecimal() and len(number) < 19:
        return fetch(rows, request.actor, int(number))
    return rows.order_by("-starts_on").first()


def transfer(request, pk):
    """One case."""
    case = _case(request, pk)
    return _page(request, case, TransferStepForm(actor=request.actor, on=today(), initial={"agreement_on": today()}))


def _case(request, pk):
    return fetch(Transfer.objects.visible_to(request.actor).select_related(*WHO), request.actor, pk)


def _page(request, case, form, refusal=None):
    rule = case.provisions.get(deeds.RULE)
    return case_page(request, case, "selection/transfer.html", form=form, refusal=refusal, rule=rule)


def transfer_step(request, pk):
    """One step on a case."""
    case = _case(request, pk)
    form = TransferStepForm(request.POST, request.FILES, actor=request.actor, on=today())
    return step_page(
        request,
        form,
        lambda said, **who: leaving_steps.transfer_step(case, said, **who),
        lambda form, refusal: _page(request, case, form, refusal),
        to="transfer",
    )


def transfer_paper(request, pk):
    """The scan of the unit's agreement."""
    return paper_of(request, [_case(request, pk).agreement_file])


def transfer_form(request, pk):
    """The official form 调转任审批表 as Word."""
    return leaving_papers.transfer_form(_case(request, pk)).answer(_("Transfer form"))
