"""Notices of the office one acts in, and what one wants of them by mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import notice_lines
from core.access import fetch
from core.actions import notices
from core.clock import today
from core.forms.notices import ChoiceForm, KindForm
from core.models import Notice
from core.notice_groups import MANY, sentence_of_many
from core.notices import sentence
from core.pages import show
from core.paging import page_of


def notice_list(request):
    """What the office one is acting in has been told, the newest first; what speaks alike of many people is one line."""
    page = page_of(request, notice_lines.lines(request.actor))
    return show(request, "core/notices.html", {"page": page, "rows": notice_lines.filled(request.actor, page)})


def notices_of_kind(request, kind):
    """The people behind a line: every notice of a kind, one by one, the unread first."""
    if kind not in MANY:
        raise Http404
    rows = notice_lines.told_to(request.actor).filter(kind=kind).order_by("-fresh", "-pk")
    page = page_of(request, rows)
    for row in page:
        row.said = sentence(row)
    said = sentence_of_many(kind, page.paginator.count)
    return show(request, "core/notices_of_kind.html", {"page": page, "kind": kind, "said": said})


def notice(request, pk):
    """Marks a notice read and goes where it points."""
    row = fetch(Notice, request.actor, pk)
    notices.mark_read(row, by=request.actor)
    fine = row.link.startswith("/") and url_has_allowed_host_and_scheme(row.link, None)
    return redirect(row.link if fine else "notices")


def notices_read(request):
    """Marks everything read, or everything of a kind."""
    form = KindForm(request.POST)
    if not form.is_valid():
        raise Http404
    count = notices.mark_all_read(by=request.actor, kind=form.cleaned_data["kind"])
    said = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, said % {"count": count})
    return redirect("notices")


def notice_choices(request):
    """What one gets by mail, at once or in the daily digest, and in which hours nothing comes."""
    form = ChoiceForm(request.POST or None, actor=request.actor, on=today())
    if request.method == "POST" and form.is_valid():
        notices.choose(**form.choice(), by=request.actor)
        messages.success(request, _("Saved. It holds from the next e-mail on."))
        return redirect("notice-choices")
    return show(request, "core/notice_choices.html", {"form": form})
