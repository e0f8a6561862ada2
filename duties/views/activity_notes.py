"""Activity notes of teams: the list, one note, writing, changing and removing it, its photos."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core import photos
from core.access import fetch
from core.clock import today
from core.offices import Office
from core.pages import acted, show
from core.paging import page_of
from duties import note_rows
from duties.actions import activity_notes as deeds
from duties.forms.activity_notes import NoteFilter, NoteForm
from duties.forms.meetings import ReasonForm
from teams.views.doing import form_page, narrowed

PER_PAGE = 20


def note_list(request):
    """Notes of the actor's area, team or unit, the latest first; without a count, for they are offered and not asked for."""
    filters = NoteFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, note_rows.notes(request.actor, narrowed(filters)), PER_PAGE)
    duties = note_rows.duties(request.actor.area, today())
    context = {
        "filters": filters,
        "page": page,
        "lines": [(note, duties.word(note.duty)) for note in page],
        "writes": request.actor.office == Office.CADRE and note_rows.serves(request.actor, today()),
    }
    return show(request, "duties/notes.html", context)


def note_new(request):
    """A posted cadre writes a note."""
    form = NoteForm(
        request.POST or None, request.FILES or None, actor=request.actor, on=today(), initial={"day": today()}
    )
    return _form(request, form, lambda facts: deeds.write_note(facts, by=request.actor, on=today()), _("New note"))


def _form(request, form, deed, heading, note=None):
    return form_page(
        request,
        form,
        deed,
        to=lambda made: ("note", made.pk),
        done=_("Saved."),
        template="duties/form.html",
        heading=heading,
        back=("notes", _("Activity notes")),
        cancel=reverse("note", args=[note.pk]) if note else reverse("notes"),
    )


def _note(request, pk):
    return fetch(note_rows.notes(request.actor), request.actor, pk)


def note(request, pk):
    """One note with its photos."""
    return _page(request, _note(request, pk))


def _page(request, one, refusal=None):
    own = request.actor.office == Office.CADRE and one.written_by_id == request.actor.user_id
    duty = note_rows.duties(one.area, one.day).word(one.duty)
    context = {"note": one, "duty": duty, "own": own, "refusal": refusal}
    return show(request, "duties/note.html", context, status=refusal and refusal.status)


def note_edit(request, pk):
    """The writer changes a note, adds photos or takes some away."""
    one = _note(request, pk)
    known = {"day": one.day, "duty": one.duty, "words": one.words}
    form = NoteForm(
        request.POST or None, request.FILES or None, actor=request.actor, on=today(), initial=known, note=one
    )
    deed = deeds.change_note
    return _form(request, form, lambda facts: deed(one, facts, by=request.actor, on=today()), _("Change the note"), one)


def note_remove(request, pk):
    """The writer removes a note, with the reason."""
    one, form = _note(request, pk), ReasonForm(request.POST, actor=request.actor, on=today())
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return acted(
        request,
        lambda: deeds.remove_note(one, reason, by=request.actor, on=today()),
        again=lambda refusal: _page(request, one, refusal),
        to=("notes",),
        done=_("Removed."),
    )


def note_photo(request, pk):
    """The photo a query names (`?file=12`), if it belongs to the note."""
    return photos.shown(note_rows.photo_of(_note(request, pk), request.GET.get("file", "")))
