"""Training sessions: the list, planning one, its page, its timetable, opening and cancelling it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from attendance import actions, halves, training_rows
from attendance.actions.enrolling import may_enrol
from attendance.forms.training import TrainingForm, known_of
from attendance.forms.training_lists import OpenForm, ReasonForm, SessionFilter
from attendance.models import Training
from attendance.training_papers import half_words
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Refused
from teams.views.doing import form_page, narrowed

FORM = "attendance/training_form.html"


def training_list(request):
    """Sessions of the actor's department, open to its office, or with its people on the list."""
    filters = SessionFilter(request.GET, actor=request.actor, on=today())
    rows = training_rows.trainings(request.actor, narrowed(filters), today())
    return show(request, "attendance/trainings.html", {"filters": filters, "page": page_of(request, rows)})


def training_new(request):
    """A department plans a session."""
    form = TrainingForm(request.POST or None, actor=request.actor, on=today(), initial=_asked(request))
    return form_page(
        request,
        form,
        lambda facts: actions.plan_session(facts, by=request.actor, on=today()),
        to=lambda made: ("training", made.pk),
        done=_("Planned. Now enrol people, or open it for enrolment."),
        template=FORM,
        heading=_("New session"),
        cancel=reverse("trainings"),
    )


def _asked(request):
    return {"plan": request.GET.get("plan", "")[:18]}


def training_edit(request, pk):
    """A session that is not held yet is changed."""
    session = fetch(Training, request.actor, pk)
    data, known = request.POST or None, known_of(session)
    form = TrainingForm(data, actor=request.actor, on=today(), session=session, initial=known)
    return form_page(
        request,
        form,
        lambda facts: actions.change_session(session, facts, by=request.actor, on=today()),
        to=lambda done: ("training", done.pk),
        done=_("Saved. Those on the list have been told if the days moved."),
        template=FORM,
        heading=_("Change the session"),
        session=session,
        cancel=reverse("training", args=[session.pk]),
    )


def training_timetable(request, pk):
    """Which half days a session has, one by one."""
    session = fetch(Training, request.actor, pk)
    if request.method == "POST":
        chosen = {int(one) for one in request.POST.getlist("half") if one.isascii() and one.isdigit() and len(one) < 4}
        try:
            actions.change_session(session, _timed(session, chosen), by=request.actor, on=today())
        except Refused as refusal:
            return _timetable(request, session, refusal)
        messages.success(request, _("The timetable is saved."))
        return redirect("training", session.pk)
    return _timetable(request, session)


def _timed(session, chosen):
    """The facts that the ticked halves amount to."""
    known = set(halves.all_halves(session.starts_on, session.ends_on))
    if not chosen or chosen - known:
        raise Refused(_("Tick at least one half day between the first and the last day."))
    first, last, numbers = halves.moved(chosen, session.starts_on)
    return {"starts_on": first, "ends_on": last, "halves": numbers, "days": len(numbers) * halves.HALF}


def _timetable(request, session, refusal=None):
    days = [
        (halves.day_of(session.starts_on, half), (half, half in session.halves), (half + 1, half + 1 in session.halves))
        for half in halves.all_halves(session.starts_on, session.ends_on)[::2]
    ]
    context = {"session": session, "days": days, "refusal": refusal}
    return show(request, "attendance/training_timetable.html", context, status=refusal and refusal.status)


def training(request, pk):
    """One session: its days, its list, what can be done with it."""
    return session_page(request, fetch(training_rows.trainings(request.actor), request.actor, pk))


def session_page(request, session, *, refusal=None):
    """The page of a session, with what was refused on top."""
    keeps = session.kept_by(request.actor)
    context = {
        "session": session,
        "organiser": training_rows.organiser(session),
        "timetable": [half_words(*half) for half in sorted(halves.dated(session.starts_on, session.halves))],
        "page": page_of(request, training_rows.people(request.actor, session)),
        "keeps": keeps,
        "to_come": session.state in training_rows.TO_COME,
        "over": session.ends_on <= today(),
        "enrols": may_enrol(session, request.actor, today()),
        "open_form": OpenForm(actor=request.actor, on=today(), initial={"enrol_until": session.enrol_until}),
        "history": training_rows.history(session) if keeps else [],
        "refusal": refusal,
    }
    return show(request, "attendance/training.html", context, status=refusal and refusal.status)


def training_open(request, pk):
    """Opens a session for enrolment by townships, units and departments below."""
    form = OpenForm(request.POST, actor=request.actor, on=today())
    return _done(
        request,
        pk,
        form,
        lambda session, said: actions.open_enrolment(session, said["enrol_until"], by=request.actor, on=today()),
        _("Open for enrolment. Townships and units have been told."),
    )


def training_cancel(request, pk):
    """Cancels a session, with the reason."""
    form = ReasonForm(request.POST, actor=request.actor, on=today())
    return _done(
        request,
        pk,
        form,
        lambda session, said: actions.cancel_session(session, said["reason"], by=request.actor, on=today()),
        _("Cancelled. Everybody on the list has been told."),
    )


def _done(request, pk, form, deed, words):
    """A deed on a session from its own page."""
    session = fetch(training_rows.trainings(request.actor), request.actor, pk)
    try:
        if not form.is_valid():
            raise Refused("; ".join(str(text) for texts in form.errors.values() for text in texts))
        deed(session, form.cleaned_data)
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return session_page(request, session, refusal=refusal)
    messages.success(request, words)
    return redirect("training", session.pk)
