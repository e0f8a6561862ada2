"""A session's list: enrolling, striking, and who came."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attendance import actions, halves, training_rows
from attendance.actions.enrolling import may_enrol
from attendance.forms.training_lists import CandidateFilter, marks_of, ticked
from attendance.models import Training
from attendance.training_papers import half_words
from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Conflict, NotAllowed, Refused
from teams.views.doing import narrowed


def candidates(request, pk):
    """Whom this office may enrol: by place, by seat, those still short of the yearly days; some, or all at once."""
    session = fetch(training_rows.trainings(request.actor), request.actor, pk)
    filters = CandidateFilter(request.GET, actor=request.actor, on=today())
    return _candidates(request, session, filters)


def _candidates(request, session, filters, refusal=None):
    rows = training_rows.candidates(request.actor, session, narrowed(filters))
    context = {
        "session": session,
        "filters": filters,
        "page": page_of(request, rows),
        "enrols": may_enrol(session, request.actor, today()),
        "left": None if session.capacity is None else max(session.capacity - session.listed, 0),
        "refusal": refusal,
    }
    return show(request, "attendance/training_enrol.html", context, status=refusal and refusal.status)


def enrol(request, pk):
    """Enrols the ticked ones, or (`all`) everybody the filter finds."""
    session = fetch(training_rows.trainings(request.actor), request.actor, pk)
    filters = CandidateFilter(request.POST if "all" in request.POST else request.GET, actor=request.actor, on=today())
    chosen = ticked(request.POST)
    if "all" in request.POST:
        rows = training_rows.candidates(request.actor, session, narrowed(filters)) if filters.is_valid() else []
        chosen = list(rows.values_list("pk", flat=True)) if filters.is_valid() else []
    try:
        if not chosen:
            raise Refused(_("Nobody is chosen."))
        count = actions.enrol(session, chosen, by=request.actor, on=today())
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        return _candidates(request, session, filters, refusal)
    messages.success(
        request, ngettext("%(count)s person enrolled.", "%(count)s people enrolled.", count) % {"count": count}
    )
    return redirect("training", session.pk)


def strike(request, pk):
    """Takes the ticked ones off the list."""
    session = fetch(training_rows.trainings(request.actor), request.actor, pk)
    count = actions.strike(session, ticked(request.POST), by=request.actor, on=today())
    messages.success(
        request, ngettext("%(count)s person struck.", "%(count)s people struck.", count) % {"count": count}
    )
    return redirect("training", session.pk)


def attendance(request, pk):
    """Who came: everybody but those ticked. Entered once the session is over; afterwards corrected with a reason."""
    session = fetch(training_rows.trainings(request.actor), request.actor, pk)
    if request.method != "POST":
        return _attendance(request, session)
    marks = marks_of(request.POST, training_rows.enrolled(session))
    try:
        words = _entered(session, marks, request)
    except NotAllowed:
        raise
    except Refused as refusal:
        return _attendance(request, session, refusal, {mark.posting_id: mark for mark in marks})
    messages.success(request, words)
    return redirect("training", session.pk)


def _entered(session, marks, request):
    version = _version(request.POST)
    if session.state == Training.State.HELD:
        reason = request.POST.get("reason", "")
        count = actions.correct_attendance(session, marks, reason, by=request.actor, on=today(), version=version)
        return ngettext("%(count)s entry corrected.", "%(count)s entries corrected.", count) % {"count": count}
    actions.hold_session(session, marks, by=request.actor, on=today(), version=version)
    return _("Entered. The sheets and the standings follow.")


def _version(data):
    written = data.get("version", "")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise Conflict(_("Open the page again: it does not say which version of the list it showed."))
    return int(written)


def _attendance(request, session, refusal=None, said=None):
    """Every line with its halves; `said`: what was typed and not saved, shown again."""
    lines = [
        _line(session, one, (said or {}).get(one.posting_id)) for one in training_rows.people(request.actor, session)
    ]
    context = {
        "session": session,
        "heads": [_half(session, half) for half in session.halves],
        "lines": lines,
        "over": session.ends_on <= today(),
        "version": session.version if not isinstance(refusal, Conflict) else request.POST.get("version", ""),
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "conflict": isinstance(refusal, Conflict),
    }
    return show(request, "attendance/training_attendance.html", context, status=refusal and refusal.status)


def _line(session, one, typed):
    absent = not typed.came if typed else one.attended is False
    missed = set(typed.missed if typed else one.missed)
    boxes = [{"half": half, "missed": half in missed, "words": _half(session, half)} for half in session.halves]
    return {"one": one, "absent": absent, "boxes": boxes}


def _half(session, half):
    return half_words(halves.day_of(session.starts_on, half), halves.is_afternoon(half))
