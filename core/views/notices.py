"""Notices: what this office was told, newest first; opening one marks it read."""

from django.shortcuts import redirect

from core.access import fetch
from core.actions.notices import mark_all_read, mark_read
from core.models import Notice
from core.notices import sentence
from core.pages import show
from core.paging import page_of


def notice_list(request):
    """The notices of the acting office, unit or account."""
    rows = Notice.objects.visible_to(request.actor)
    page = page_of(request, rows)
    fresh = set(
        rows.filter(pk__in=[one.pk for one in page]).unread_by(request.actor.user_id).values_list("pk", flat=True)
    )
    lines = [{"notice": one, "text": sentence(one), "fresh": one.pk in fresh} for one in page]
    return show(request, "core/notices.html", {"page": page, "lines": lines})


def notice_open(request, pk):
    """Marks a notice read and goes where it leads."""
    notice = fetch(Notice, request.actor, pk)
    mark_read(notice, by=request.actor)
    return redirect(notice.link or "notices")


def notices_read(request):
    """Marks everything read."""
    mark_all_read(by=request.actor)
    return redirect("notices")
