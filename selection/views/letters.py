"""Posting letters: the list, issuing one, the letter with the lines that concern its reader."""

from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.pages import show
from core.paging import page_of
from selection import lettered, noticeboard
from selection.actions.letters import issue
from selection.forms.publicity import LetterFilter, PickFilter, PickForm
from selection.models import Letter
from selection.papers.letters import paper_of
from selection.views.publicity import AT_ONCE
from teams.views.doing import form_page, narrowed


def letters(request):
    """The letters that concern this office, unit or cadre."""
    filters = LetterFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, lettered.letters(request.actor, narrowed(filters)))
    return show(request, "selection/letters.html", {"filters": filters, "page": page})


def letter_new(request):
    """The department picks approved postings without a letter, or takes all of a round, unit or county."""
    actor = request.actor
    rows = lettered.unlettered(actor)
    filters = PickFilter(request.GET, actor=actor, on=today(), rows=rows)
    rows = noticeboard.narrowed(rows, narrowed(filters))
    form = PickForm(request.POST if request.method == "POST" else None, actor=actor, on=today(), rows=rows)
    return form_page(
        request,
        form,
        lambda _said: issue(form.chosen, by=actor, on=today()),
        to=lambda letter: ("letter", letter.pk),
        done=_("The letter is issued. Unit, township, county and cadre have been told."),
        template="selection/letter_new.html",
        filters=filters,
        rows=rows[:AT_ONCE],
        total=rows.count(),
    )


def letter(request, pk):
    """One letter: whom it sends where, as far as it concerns the reader."""
    row = _letter(request, pk)
    page = page_of(request, lettered.lines(row, request.actor))
    people = [noticeboard.spoken(facts) for facts in page]
    publisher = noticeboard.department(row)
    return show(
        request, "selection/letter.html", {"letter": row, "page": page, "people": people, "publisher": publisher}
    )


def letter_word(request, pk):
    """The letter as an official paper."""
    return paper_of(_letter(request, pk), request.actor)


def _letter(request, pk):
    return fetch(Letter.objects.visible_to(request.actor).select_related("issued_by"), request.actor, pk)
