"""Public notices: the list, the notice, its poster and its paper; publishing and withdrawing."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.documents import spelled
from core.pages import show
from core.paging import page_of
from core.refusals import NotAllowed, Refused
from selection import noticeboard
from selection.actions import publicity
from selection.forms.publicity import NoticeFilter, NoticeForm, PickFilter, WithdrawForm
from selection.models import Objection, PublicNotice
from selection.papers.notices import notice_paper, said
from teams.views.doing import form_page, narrowed

AT_ONCE = 300  # rows with a box to tick; beyond them one takes all that the filter shows


def public_notices(request):
    """Notices that hang, have ended or were withdrawn."""
    filters = NoticeFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, noticeboard.notices(request.actor, narrowed(filters), today()))
    return show(request, "selection/notices.html", {"filters": filters, "page": page, "today": today()})


def public_notice(request, pk):
    """One notice: its words, whom it shows, and for its department what was objected."""
    return _notice_page(request, _notice(request, pk), WithdrawForm())


def _notice(request, pk):
    return fetch(PublicNotice.objects.visible_to(request.actor).select_related("round"), request.actor, pk)


def _notice_page(request, notice, form, *, status=None):
    page = page_of(request, noticeboard.people(notice))
    objections = Objection.objects.visible_to(request.actor).filter(notice=notice)
    context = {
        "notice": notice,
        "page": page,
        "people": [noticeboard.spoken(facts) for facts in page],
        "today": today(),
        "hangs": notice.state == PublicNotice.State.PUBLISHED and today() <= notice.until_on,
        "own": (notice.office, notice.area) == (request.actor.office, request.actor.area),
        "objections": objections.select_related("nomination__cadre"),
        "form": form,
    }
    return show(request, "selection/notice.html", context, status=status)


def notice_new(request):
    """The department picks from what waits for it, or takes all of a round, and publishes."""
    actor, on = request.actor, today()
    rows = noticeboard.candidates(actor, on)
    filters = PickFilter(request.GET, actor=actor, on=on, rows=rows)
    wanted = narrowed(filters)
    rows = noticeboard.narrowed(rows, wanted)
    asked = noticeboard.notice_days(noticeboard.counties(rows) or [actor.area], on)
    usual = noticeboard.usual(actor, asked, on)
    form = NoticeForm(request.POST or None, actor=actor, on=on, rows=rows, initial=usual)
    return form_page(
        request,
        form,
        lambda facts: publicity.publish(form.chosen, {**facts, "round": wanted.get("round")}, by=actor, on=on),
        to=lambda notice: ("public-notice", notice.pk),
        done=_("The notice hangs. Units, townships and counties have been told."),
        template="selection/notice_new.html",
        filters=filters,
        rows=rows[:AT_ONCE],
        total=rows.count(),
        asked=asked,
    )


def notice_withdraw(request, pk):
    """Takes a notice down, with the reason."""
    notice, form = _notice(request, pk), WithdrawForm(request.POST, actor=request.actor, on=today())
    if not form.is_valid():
        return _notice_page(request, notice, form)
    try:
        publicity.withdraw_notice(notice, **form.cleaned_data, by=request.actor, on=today())
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return _notice_page(request, notice, form, status=refusal.status)
    messages.success(request, _("The notice was withdrawn."))
    return redirect("public-notice", notice.pk)


def notice_poster(request, pk):
    """The notice as it hangs on the wall, on A4."""
    notice = _notice(request, pk)
    people = [noticeboard.spoken(facts) for facts in noticeboard.people(notice)]
    words = {
        "said": said(notice, len(people)),
        "publisher": noticeboard.department(notice),
        "day": spelled(notice.from_on),
    }
    context = {"notice": notice, "people": people, **words}
    return show(request, "selection/notice_poster.html", context)


def notice_word(request, pk):
    """The notice as an official paper."""
    notice = _notice(request, pk)
    return notice_paper(notice).answer(notice.title)
