"""Matters raised at meetings: the list, noting one, its page, progress, outcome, opening it again."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import acted, show
from core.paging import page_of
from core.refusals import Refused
from duties import meeting_papers as papers
from duties import meeting_rows
from duties.actions import matters as deeds
from duties.forms.meetings import EndForm, MatterFilter, MatterForm, ProgressForm, ReopenForm
from duties.models import Meeting
from duties.views.meetings import meeting_of
from teams.views.doing import form_page, narrowed


def matter_list(request):
    """Matters of the actor's area, of its teams, or given to its office."""
    filters = MatterFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, meeting_rows.matters(request.actor, narrowed(filters), today()))
    return show(request, "duties/matters.html", {"filters": filters, "page": page, "today": today()})


def matter_file(request):
    """The list as Excel, narrowed like the page."""
    filters = MatterFilter(request.GET, actor=request.actor, on=today())
    if not filters.is_valid():
        return show(request, "duties/matters.html", {"filters": filters, "page": page_of(request, [])})
    rows = meeting_rows.matters(request.actor, filters.cleaned_data, today())[:MOST_ROWS]
    return excel_file(_("Matters raised"), papers.MATTER_HEADS, map(papers.matter_cells, rows))


def matter_new(request, pk):
    """The leadership group notes what was raised at a meeting."""
    meeting = meeting_of(request, pk)
    form = MatterForm(
        request.POST or None,
        actor=request.actor,
        on=today(),
        meeting=meeting,
        reasoned=meeting.state == Meeting.State.CLOSED,
    )
    return form_page(
        request,
        form,
        lambda facts: deeds.raise_matter(meeting, facts, by=request.actor, on=today()),
        to=lambda made: ("meeting", meeting.pk),
        done=_("Noted. The office in charge has been told."),
        template="duties/form.html",
        heading=_("New matter"),
        back=("meetings", _("Meetings")),
        hint=meeting.title,
        cancel=reverse("meeting", args=[meeting.pk]),
    )


def _matter(request, pk):
    return fetch(meeting_rows.matters(request.actor), request.actor, pk)


def matter(request, pk):
    """One matter: who settles it until when, what was done so far, what can be done now."""
    return _page(request, _matter(request, pk))


def _page(request, one, refusal=None):
    actor, known = request.actor, {"actor": request.actor, "on": today()}
    keeps = one.meeting.kept_by(actor)
    context = {
        "matter": one,
        "keeps": keeps,
        "follows": not one.outcome and (keeps or one.owned_by(actor)),
        "today": today(),
        "history": meeting_rows.history(one),
        "progress_form": ProgressForm(**known),
        "end_form": EndForm(**known),
        "reopen_form": ReopenForm(**known),
        "refusal": refusal,
    }
    return show(request, "duties/matter.html", context, status=refusal and refusal.status)


def matter_edit(request, pk):
    """An open matter is changed or given to another office, with a reason."""
    one = _matter(request, pk)
    owner = f"{one.owner_office}:{one.owner_unit_id or one.owner_area}"
    known = {name: getattr(one, name) for name in ("words", "person", "due_on")} | {"team": one.team_id, "owner": owner}
    said = {"actor": request.actor, "on": today(), "meeting": one.meeting, "reasoned": True}
    return form_page(
        request,
        MatterForm(request.POST or None, initial=known, **said),
        lambda facts: deeds.change_matter(one, facts, by=request.actor, on=today()),
        to=lambda done: ("matter", done.pk),
        done=_("Saved."),
        template="duties/form.html",
        heading=_("Change the matter"),
        back=("matters", _("Matters raised")),
        cancel=reverse("matter", args=[one.pk]),
    )


def matter_progress(request, pk):
    """Notes how a matter stands."""
    form = ProgressForm(request.POST, actor=request.actor, on=today())
    return _done(request, pk, form, lambda one, said: deeds.note_progress(one, said["words"], **_who(request)))


def matter_end(request, pk):
    """Ends a matter with an outcome."""
    form = EndForm(request.POST, actor=request.actor, on=today())
    return _done(
        request, pk, form, lambda one, said: deeds.end_matter(one, said["outcome"], said["answer"], **_who(request))
    )


def matter_reopen(request, pk):
    """Opens an ended matter again."""
    form = ReopenForm(request.POST, actor=request.actor, on=today())
    return _done(
        request, pk, form, lambda one, said: deeds.reopen_matter(one, said["reason"], said["due_on"], **_who(request))
    )


def _who(request):
    return {"by": request.actor, "on": today()}


def _done(request, pk, form, deed):
    """A deed on a matter from its own page; what is not understood comes back in words."""
    one = _matter(request, pk)

    def said():
        if not form.is_valid():
            raise Refused("; ".join(str(text) for texts in form.errors.values() for text in texts))
        deed(one, form.cleaned_data)

    return acted(
        request, said, again=lambda refusal: _page(request, one, refusal), to=("matter", one.pk), done=_("Saved.")
    )
