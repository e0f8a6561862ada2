"""Public notices of results: the list, the notice, its posters and its paper; publishing, withdrawing, making final."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment import noticeboard
from assessment.actions import publishing as deeds
from assessment.forms.publishing import NoticeFilter, NoticeForm, PickFilter, PlaceForm
from assessment.models import ResultNotice, ResultObjection
from assessment.papers.notices import notice_paper, said
from core.access import fetch
from core.clock import today
from core.documents import spelled
from core.pages import show
from core.paging import page_of
from core.refusals import NotAllowed, Refused
from selection.forms.publicity import WithdrawForm
from selection.noticeboard import department
from teams.views.doing import form_page, narrowed

AT_ONCE = 300  # rows with a box to tick; beyond them one takes all that the filter shows


def notices(request):
    """Notices that hang, have ended or were withdrawn."""
    filters = NoticeFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, noticeboard.notices(request.actor, narrowed(filters), today()))
    return show(request, "assessment/result_notices.html", {"filters": filters, "page": page, "today": today()})


def notice(request, pk):
    """One notice: its words, whom it shows, and for its county what was objected and what is final."""
    return _notice_page(request, _notice(request, pk), WithdrawForm())


def _notice(request, pk):
    return fetch(
        ResultNotice.objects.visible_to(request.actor).select_related("cycle", "published_by"), request.actor, pk
    )


def _notice_page(request, row, form, *, status=None):
    lines = noticeboard.people(row, request.actor)
    page = page_of(request, lines.values_list("facts", flat=True))
    counts = noticeboard.progress(row)
    own = (row.area, "county") == (request.actor.area, request.actor.office)
    objections = ResultObjection.objects.visible_to(request.actor).filter(notice=row)
    context = {
        "notice": row,
        "page": page,
        "people": [noticeboard.spoken(facts, language=_language(request)) for facts in page],
        "townships": noticeboard.townships(row, request.actor),
        "today": today(),
        "counts": counts,
        "own": own,
        "over": today() > row.until_on,
        "may_withdraw": own and row.state == ResultNotice.State.PUBLISHED and counts["set"],
        "objections": objections.select_related("assessment__posting__cadre", "assessment__team__village__division"),
        "form": form,
    }
    return show(request, "assessment/result_notice.html", context, status=status)


def _language(request):
    return "en" if request.LANGUAGE_CODE.startswith("en") else "zh"


def notice_new(request):
    """The county picks from what is set, or takes all that the filter shows, and publishes."""
    actor, on = request.actor, today()
    rows = noticeboard.candidates(actor)
    filters = PickFilter(request.GET, actor=actor, on=on, rows=rows)
    wanted = filters.wanted
    rows = noticeboard.narrowed(rows, wanted)
    asked = noticeboard.notice_days(actor.area, on)
    usual = noticeboard.usual(actor, wanted["cycle"], asked, on)
    form = NoticeForm(request.POST or None, actor=actor, on=on, rows=rows, initial=usual)
    return form_page(
        request,
        form,
        lambda facts: deeds.publish(form.chosen, facts, by=actor, on=on),
        to=lambda made: ("result-notice", made.pk),
        done=_("The notice hangs. The townships have been told to put it up in the villages."),
        template="assessment/result_notice_new.html",
        filters=filters,
        rows=noticeboard.with_words(rows)[:AT_ONCE],
        total=rows.count(),
        asked=asked,
    )


def notice_withdraw(request, pk):
    """Takes a notice down, with the reason."""
    row, form = _notice(request, pk), WithdrawForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _notice_page(request, row, form)
    try:
        deeds.withdraw(row, **form.cleaned_data, by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _notice_page(request, row, form, status=refusal.status)
    messages.success(request, _("The notice was withdrawn. What it showed waits to be shown anew."))
    return redirect("result-notice", row.pk)


def notice_finish(request, pk):
    """The county makes final what the notice has shown long enough."""
    row = _notice(request, pk)
    count = deeds.make_final(row, by=request.actor, on=today())
    said_so = ngettext("%(count)s grade is final.", "%(count)s grades are final.", count) % {"count": count}
    messages.success(request, said_so)
    return redirect("result-notice", row.pk)


def notice_posters(request, pk):
    """The notice as it hangs on the wall of each village, an A4 page each: its own team and people only."""
    row = _notice(request, pk)
    place = narrowed(PlaceForm(request.GET, actor=request.actor, on=today())).get("area", "")
    posters = [
        {"village": lines[0]["village"], "people": lines, "said": said(row, lines[0]["village"])}
        for _code, lines in noticeboard.villages(row, request.actor, place)
    ]
    context = {
        "notice": row,
        "posters": posters,
        "place": place,
        "townships": noticeboard.townships(row, request.actor),
        "publisher": department(row),
        "day": spelled(row.from_on),
    }
    return show(request, "assessment/result_posters.html", context)


def notice_word(request, pk):
    """The notice as an official paper, of the whole county or of one township."""
    row = _notice(request, pk)
    place = narrowed(PlaceForm(request.GET, actor=request.actor, on=today())).get("area", "")
    return notice_paper(row, noticeboard.villages(row, request.actor, place)).answer(row.title)
