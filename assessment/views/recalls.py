"""Recall 召回 in the browser: the list, the proposal, one case with its duties, the papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import recall_papers, recall_rows
from assessment.actions import duties as duty_deeds
from assessment.actions import recalling as deeds
from assessment.forms.recalls import ChooseFilter, DutyForm, HearingForm, RecallFilter, RecallForm, RecallStepForm
from assessment.models import Recall
from assessment.views.recall_case import case_page
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import paper_of, show
from core.paging import page_of
from core.refusals import Refused
from teams.models import Posting
from teams.provisions import clause

HEADS = (
    "Cadre",
    "Village",
    "Seat",
    "Sent by",
    "Kind",
    "Ground of the recall",
    "State",
    "Last day",
    "Open duties",
    "Next due",
)
HEADS = tuple(gettext_lazy(head) for head in HEADS)


def recalls(request):
    """What waits for this office, what it owes, and every recall in its jurisdiction."""
    form, wanted = _wanted(request)
    rows = recall_rows.recalls(request.actor, wanted, today())
    counts = recall_rows.counts(request.actor, today())
    context = {"filters": form, "page": page_of(request, rows), "counts": counts, "today": today()}
    return show(request, "assessment/recalls.html", context)


def recalls_file(request):
    """The list as Excel, as filtered."""
    rows = recall_rows.recalls(request.actor, _wanted(request)[1], today())[:MOST_ROWS]
    lines = (
        (
            case.posting.cadre.name,
            case.posting.team.village.division.full_name,
            case.posting.get_seat_display(),
            case.posting.sender.name,
            case.get_kind_display(),
            case.get_ground_display(),
            case.get_state_display(),
            case.leaves_on,
            case.owed,
            case.next_due,
        )
        for case in rows
    )
    return excel_file(_("Recalls"), HEADS, lines)


def _wanted(request):
    form = RecallFilter(request.GET, actor=request.actor, on=today())
    return form, form.cleaned_data if form.is_valid() else {}


def recall_new(request):
    """The proposal about one posting of the county; without one, whom it may be about."""
    number = request.POST.get("posting") or request.GET.get("posting", "")
    if not (number.isdecimal() and len(number) < 19):
        return _choose(request)
    related = ("cadre__township", "pairing__unit", "team__village__division")
    posting = fetch(Posting.objects.visible_to(request.actor).select_related(*related), request.actor, int(number))
    form = _charge(request, {"happened_on": today(), "leaves_on": today(), "kind": Recall.Kind.RECALL})
    return _proposed(
        request,
        form,
        posting,
        lambda charge: deeds.propose_recall(posting, charge, by=request.actor, on=today()),
        {"cancel": "recalls"},
    )


def _choose(request):
    form = ChooseFilter(request.GET, actor=request.actor, on=today())
    rows = recall_rows.postings(request.actor, form.cleaned_data["q"] if form.is_valid() else "")
    return show(request, "assessment/recall_choose.html", {"filters": form, "page": page_of(request, rows)})


def _charge(request, initial):
    return RecallForm(request.POST or None, request.FILES or None, actor=request.actor, on=today(), initial=initial)


def _proposed(request, form, posting, deed, context):
    """The proposal's page; sent, the deed and its case."""
    if request.method == "POST" and form.is_valid():
        try:
            case = deed(deeds.Charge(**form.cleaned_data))
        except Refused as refusal:
            if refusal.status != Refused.status:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _("The proposal has gone to the department that acts next."))
            return redirect("recall", case.pk)
    rule = clause("assessment.recall", posting.area, today())
    grave = clause("assessment.grave_cases", posting.area, today())
    context |= {"form": form, "posting": posting, "rule": rule, "grave": grave}
    return show(request, "assessment/recall_new.html", context)


def recall_mend(request, pk):
    """A returned proposal is mended and goes up again."""
    case = _case(request, pk)
    initial = {name: getattr(case, name) for name in ("kind", "ground", "happened_on", "reason", "leaves_on")}
    return _proposed(
        request,
        _charge(request, initial),
        case.posting,
        lambda charge: deeds.propose_again(case, charge, by=request.actor, on=today()),
        {"case": case},
    )


def recall(request, pk):
    """One case."""
    return case_page(request, _case(request, pk))


def recall_step(request, pk):
    """One step on a case."""
    return _said(request, pk, RecallStepForm, "step", deeds.take_step)


def recall_hear(request, pk):
    """The cadre has been heard."""
    return _said(request, pk, HearingForm, "hearing", lambda case, said, **who: deeds.hear(case, **said, **who))


def recall_duty(request, pk):
    """A duty is done, with its evidence."""

    def deed(case, said, **who):
        return duty_deeds.do_duty(case, said["duty"], note=said["evidence"], file=said["file"], **who)

    return _said(request, pk, DutyForm, "duty", deed)


def _said(request, pk, shape, name, deed):
    """What one of the forms of a case says; a refusal shows the case again with what was typed."""
    case = _case(request, pk)
    form = shape(request.POST, request.FILES, actor=request.actor, on=today())
    if not form.is_valid():
        return case_page(request, case, {name: form}, Refused(_("This form was not understood.")))
    try:
        deed(case, form.cleaned_data, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.refuse(refusal)
        return case_page(request, case, {name: form}, refusal)
    messages.success(request, _("Done. Whoever it concerns has been told."))
    return redirect("recall", pk)


def recall_paper(request, pk):
    """A paper of the case, or of one of its duties."""
    return paper_of(request, recall_rows.papers(_case(request, pk), request.actor))


def recall_decision(request, pk):
    """The decision as Word."""
    return recall_papers.decision(_decided(request, pk)).answer(_("Recall decision"))


def recall_interview(request, pk):
    """The notice of the interview as Word: of a recall, for the department and the sender."""
    case = _decided(request, pk)
    if case.kind != Recall.Kind.RECALL:
        raise Http404
    return recall_papers.interview(case).answer(_("Notice of the interview"))


def _decided(request, pk):
    case = _case(request, pk)
    if case.decided_on is None:
        raise Http404
    return case


def _case(request, pk):
    rows = Recall.objects.visible_to(request.actor).select_related(*recall_rows.WHO)
    return fetch(rows, request.actor, pk)
