"""Training sessions and their lists."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from attendance import actions
from attendance.forms import TrainingForm
from attendance.models import Attendee, Training
from attendance.rows import may_enrol, trainings
from core.access import fetch
from core.clock import today
from core.offices import DEPARTMENTS
from core.pages import show
from core.paging import page_of
from core.refusals import Refused


def training_list(request):
    """Sessions in which somebody of the actor's jurisdiction took part, or that its department organised."""
    return show(request, "attendance/trainings.html", {"page": page_of(request, trainings(request.actor))})


def training_new(request):
    """A department enters a session it organises."""
    form = TrainingForm(request.POST or None, actor=request.actor, on=today())
    if request.method == "POST" and form.is_valid():
        made = actions.hold_training(form.cleaned_data, by=request.actor, on=today())
        messages.success(request, _("Entered. Now say who took part."))
        return redirect("training", made.pk)
    return show(request, "attendance/training_new.html", {"form": form})


def training(request, pk):
    """One session: who took part; its organiser adds and strikes people."""
    return _page(request, fetch(Training, request.actor, pk))


def _page(request, session, *, refusal=None):
    keeps = request.actor.area == session.area and request.actor.office in DEPARTMENTS
    words = request.GET.get("q", "")[:40]
    people = Attendee.objects.visible_to(request.actor).filter(training=session)
    context = {
        "session": session,
        "people": people.select_related("posting__cadre", "posting__team__village__division").order_by("posting__area"),
        "keeps": keeps,
        "words": words,
        "candidates": may_enrol(request.actor, session, words) if keeps else [],
        "refusal": refusal,
    }
    return show(request, "attendance/training.html", context, status=refusal.status if refusal else None)


def attendees(request, pk):
    """Adds or strikes the ticked people."""
    session = fetch(Training, request.actor, pk)
    ticked = [
        int(number)
        for number in request.POST.getlist("posting")
        if number.isascii() and number.isdigit() and len(number) < 19
    ]
    deed = actions.strike if request.POST.get("verb") == "strike" else actions.enrol
    try:
        count = deed(session, ticked, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != 422:
            raise
        return _page(request, session, refusal=refusal)
    messages.success(request, _("%(count)s people.") % {"count": count})
    return redirect("training", session.pk)
