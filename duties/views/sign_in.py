"""Who came to a meeting, on one page; the sheet to sign on paper; its minutes, fixed when it is closed."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.pages import show
from core.refusals import Conflict, NotAllowed, Refused
from duties import meeting_papers as papers
from duties import meeting_rows
from duties.actions import meetings as deeds
from duties.forms.meetings import MinutesForm, marks_of
from duties.models import Called, Meeting
from duties.views.meetings import done, meeting_of
from teams.views.doing import form_page


def sign_in(request, pk):
    """Everybody called with came, excused or absent; a closed meeting's is corrected with a reason."""
    one = meeting_of(request, pk)
    people = list(meeting_rows.people(request.actor, one))
    if request.method != "POST":
        return _sign_in(request, one, people)
    marks = marks_of(request.POST, [row.posting_id for row in people])
    try:
        reason, version = request.POST.get("reason", ""), version_of(request.POST)
        deeds.enter_sign_in(one, marks, by=request.actor, on=today(), version=version, reason=reason)
    except NotAllowed:
        raise
    except Refused as refusal:
        return _sign_in(request, one, people, refusal, {mark.posting_id: mark for mark in marks})
    messages.success(request, _("Entered who came."))
    return redirect("meeting", one.pk)


def version_of(data):
    """The version a form showed; 409 without one."""
    written = data.get("version", "")
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise Conflict(_("Open the page again: it does not say which version it showed."))
    return int(written)


def _sign_in(request, one, people, refusal=None, said=None):
    said = said or {}
    conflict = isinstance(refusal, Conflict)
    context = {
        "meeting": one,
        "lines": [_line(row, said.get(row.posting_id)) for row in people],
        "signs": Called.Sign.choices,
        "over": one.day <= today(),
        "closed": one.state == Meeting.State.CLOSED,
        "version": request.POST.get("version", "") if conflict else one.version,
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
        "keeps": one.kept_by(request.actor),
    }
    return show(request, "duties/sign_in.html", context, status=refusal and refusal.status)


def _line(row, typed):
    """A person with what is ticked: what was typed, what stands, else that they came."""
    sign = typed.sign if typed else row.sign or Called.Sign.CAME
    return {"row": row, "sign": sign, "reason": typed.reason if typed else row.reason}


def sheet(request, pk):
    """The sign-in sheet to print, with a line for each signature."""
    one = meeting_of(request, pk)
    people = meeting_rows.people(request.actor, one)
    return show(request, "duties/sign_sheet.html", {"meeting": one, "people": people})


def minutes(request, pk):
    """The minutes are written; of a closed meeting changed with a reason."""
    one = meeting_of(request, pk)
    closed = one.state == Meeting.State.CLOSED
    known = {"chair": one.chair, "minutes": one.minutes}
    form = MinutesForm(request.POST or None, actor=request.actor, on=today(), initial=known, closed=closed)
    return form_page(
        request,
        form,
        lambda facts: deeds.write_minutes(
            one, facts, by=request.actor, on=today(), version=version_of(request.POST), reason=facts.get("reason", "")
        ),
        to=lambda saved: ("meeting", saved.pk),
        done=_("The minutes are saved."),
        template="duties/minutes.html",
        meeting=one,
        closed=closed,
        version=request.POST.get("version", one.version),
        cancel=reverse("meeting", args=[one.pk]),
    )


def close(request, pk):
    """Closes a meeting: its minutes are fixed."""
    words = _("Closed. The minutes are fixed.")
    return done(request, pk, lambda one: deeds.close_meeting(one, by=request.actor, on=today()), words)


def word(request, pk):
    """The minutes as Word, as far as the actor may see who was called and what was raised."""
    return papers.minutes_file(request.actor, fetch(meeting_rows.meetings(request.actor), request.actor, pk))
