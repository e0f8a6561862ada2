"""Meetings of first secretaries: the list, calling one, its page, who is called, cancelling it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.forms.ticks import ticked
from core.pages import acted, show
from core.paging import page_of
from core.policy import PROVINCE, provision
from duties import meeting_papers as papers
from duties import meeting_rows
from duties.actions import meetings as deeds
from duties.forms.meetings import MeetingFilter, MeetingForm, ReasonForm
from duties.models import Meeting
from duties.models.meetings import KEEPERS
from teams.views.doing import form_page, narrowed

CLAUSE = "meeting.per_quarter"


def meeting_list(request):
    """The meetings of the actor's area, or to which its people are called; how the quarter stands for who keeps them."""
    actor, on = request.actor, today()
    filters = MeetingFilter(request.GET, actor=actor, on=on)
    context = {
        "filters": filters,
        "page": page_of(request, meeting_rows.meetings(actor, narrowed(filters))),
        "clause": provision(CLAUSE, at=actor.area or PROVINCE, on=on),
        "quarter": meeting_rows.held_in_quarter(actor.area, on) if actor.office in KEEPERS else None,
    }
    return show(request, "duties/meetings.html", context)


def meeting_file(request):
    """The list as Excel, narrowed like the page."""
    filters = MeetingFilter(request.GET, actor=request.actor, on=today())
    if not filters.is_valid():
        return show(request, "duties/meetings.html", {"filters": filters, "page": page_of(request, [])})
    rows = meeting_rows.meetings(request.actor, filters.cleaned_data)[:MOST_ROWS]
    return excel_file(_("Meetings"), papers.MEETING_HEADS, map(papers.meeting_cells, rows))


def meeting_new(request):
    """The leadership group calls a meeting; every first secretary of the county is called."""
    form = MeetingForm(request.POST or None, actor=request.actor, on=today())
    return form_page(
        request,
        form,
        lambda facts: deeds.plan_meeting(facts, by=request.actor, on=today()),
        to=lambda made: ("meeting", made.pk),
        done=_("Called. The first secretaries of the county have been told."),
        template="duties/form.html",
        heading=_("New meeting"),
        back=("meetings", _("Meetings")),
        hint=_(
            "Every first secretary who serves in the county on that day is called; afterwards you can change the list."
        ),
        cancel=reverse("meetings"),
    )


def meeting_of(request, pk):
    """The meeting of an address, inside the actor's jurisdiction."""
    return fetch(meeting_rows.meetings(request.actor), request.actor, pk)


def meeting(request, pk):
    """One meeting: agenda, who was called and came, minutes, matters, what can be done with it."""
    return meeting_page(request, meeting_of(request, pk))


def meeting_page(request, one, *, refusal=None):
    """The page of a meeting, with what was refused on top."""
    keeps = one.kept_by(request.actor)
    context = {
        "meeting": one,
        "people": meeting_rows.people(request.actor, one),
        "matters": meeting_rows.matters(request.actor, {"meeting": one.pk}),
        "keeps": keeps,
        "over": one.day <= today(),
        "today": today(),
        "planned": one.state == Meeting.State.PLANNED,
        "history": meeting_rows.history(one) if keeps else [],
        "refusal": refusal,
    }
    return show(request, "duties/meeting.html", context, status=refusal and refusal.status)


def meeting_edit(request, pk):
    """A planned meeting is changed; those called are told if its day or place moves."""
    one = meeting_of(request, pk)
    known = {"title": one.title, "day": one.day, "place": one.place, "agenda": "\n".join(one.agenda)}
    form = MeetingForm(request.POST or None, actor=request.actor, on=today(), initial=known)
    return form_page(
        request,
        form,
        lambda facts: deeds.change_meeting(one, facts, by=request.actor, on=today()),
        to=lambda done: ("meeting", done.pk),
        done=_("Saved. Those called have been told if day or place moved."),
        template="duties/form.html",
        heading=_("Change the meeting"),
        back=("meetings", _("Meetings")),
        cancel=reverse("meeting", args=[one.pk]),
    )


def meeting_cancel(request, pk):
    """Cancels a planned meeting, with the reason."""
    form = ReasonForm(request.POST, actor=request.actor, on=today())
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request, pk, lambda one: deeds.cancel_meeting(one, reason, by=request.actor, on=today()), _("Cancelled.")
    )


def meeting_called(request, pk):
    """Who is called: all first secretaries of the day are offered, those called are ticked."""
    one = meeting_of(request, pk)
    offered = list(meeting_rows.first_secretaries(one.area, one.day)) if one.kept_by(request.actor) else []
    if request.method == "POST":
        chosen = {posting.pk for posting in offered}.intersection(ticked(request.POST, "posting"))
        words = ngettext("%(n)s person is called.", "%(n)s people are called.", len(chosen)) % {"n": len(chosen)}
        return done(request, pk, lambda meeting: deeds.set_called(meeting, chosen, by=request.actor, on=today()), words)
    called = set(meeting_rows.people(request.actor, one).values_list("posting_id", flat=True))
    context = {"meeting": one, "lines": [(posting, posting.pk in called) for posting in offered]}
    return show(request, "duties/meeting_called.html", context)


def done(request, pk, deed, words):
    """A deed on a meeting from its own page."""
    one = meeting_of(request, pk)
    return acted(
        request,
        lambda: deed(one),
        again=lambda refusal: meeting_page(request, one, refusal=refusal),
        to=("meeting", one.pk),
        done=words,
    )
