"""A posting and its checklist; the list of postings where something of it is still open."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import files
from core.access import fetch
from core.clock import today
from core.export import excel_file
from core.pages import show
from core.paging import page_of
from core.refusals import Conflict, NotAllowed, Refused
from teams import actions, rows
from teams.forms.checks import CheckForm, OpenItemsFilter, UndoForm
from teams.models import Posting, PostingCheck, Seat
from teams.provisions import clause
from teams.views.doing import narrowed

HEADS = [gettext_lazy(head) for head in ("Cadre", "Village", "Seat", "Sent by", "Posted since", "Days", "Open items")]


def posting(request, pk):
    """One posting: facts, how it ended, its checklist, and the ways out of it."""
    return _page(request, _posting(request, pk))


def _posting(request, pk):
    related = ("cadre__township", "pairing__unit", "team__village__division")
    return fetch(Posting.objects.visible_to(request.actor).select_related(*related), request.actor, pk)


def _page(request, one, *, form=None, status=None):
    context = {
        "posting": one,
        "lines": lines_of(one, request.actor, today(), form),
        "rule": clause("team.relations", one.area, today()),
        "no_other_way": clause("selection.no_private_adjustment", one.area, today()),
        "runs": one.ends_on is None,
        "form": form,
    }
    return show(request, "teams/posting.html", context, status=status)


def lines_of(one, actor, on, form=None):
    """[(item, mark or None, form to mark it or None, form to take it back or None)] of a posting's checklist."""
    done = {check.item: check for check in one.checks.all()}
    lines = []
    for item in actions.ITEMS:
        if item == PostingCheck.Item.PARTY_RELATION and not actions.has_party_relation(one.cadre):
            continue
        mine = actions.may_mark(one, item, actor)
        typed = form if form is not None and form.data.get("item") == item else None
        fresh = typed or CheckForm(actor=actor, on=on, initial={"item": item, "done_on": on}, auto_id=f"{item}_%s")
        lines.append((item, done.get(item), fresh if mine else None, UndoForm() if mine else None))
    return lines


def check_mark(request, pk):
    """Marks one item; what was typed comes back with a refusal."""
    one = _posting(request, pk)
    item = request.POST.get("item", "")
    auto_id = f"{item if item in PostingCheck.Item.values else 'item'}_%s"
    form = CheckForm(request.POST, request.FILES, actor=request.actor, on=today(), auto_id=auto_id)
    if form.is_valid():
        try:
            actions.mark_check(one, **form.cleaned_data, by=request.actor, on=today())
        except (NotAllowed, Conflict):
            raise
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Marked as done."))
            return redirect("posting", one.pk)
    return _page(request, one, form=form, status=422)


def check_undo(request, pk):
    """Takes a mark back, with the reason."""
    mark = _check(request, pk)
    form = UndoForm(request.POST, actor=request.actor, on=today())
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    one = actions.undo_check(mark, reason=reason, by=request.actor, on=today())
    messages.success(request, _("The mark has been taken back."))
    return redirect("posting", one.pk)


def check_file(request, pk):
    """The scan of one mark."""
    mark = _check(request, pk)
    if mark.file is None:
        raise Http404
    return files.answer(mark.file)


def _check(request, pk):
    return fetch(PostingCheck.objects.visible_to(request.actor).select_related("file"), request.actor, pk)


def open_items(request):
    """Postings with open items, the longest posted first."""
    filters = OpenItemsFilter(request.GET, actor=request.actor, on=today())
    page = page_of(request, rows.open_items(request.actor, narrowed(filters), today()))
    for one in page:
        one.served, one.open_names = (today() - one.starts_on).days, names_of(one.open_items)
    return show(request, "teams/checks.html", {"filters": filters, "page": page})


def open_items_file(request):
    """The same as Excel."""
    filters = OpenItemsFilter(request.GET, actor=request.actor, on=today())
    found = rows.open_items(request.actor, narrowed(filters), today())
    lines = (
        (
            one.cadre.name,
            one.team.village.division.full_name,
            Seat(one.seat).label,
            one.sender.name,
            one.starts_on,
            (today() - one.starts_on).days,
            "、".join(names_of(one.open_items)),
        )
        for one in found[:20000]
    )
    return excel_file(_("Open items"), HEADS, lines)


def names_of(items):
    """What items are called."""
    return [str(PostingCheck.Item(item).label) for item in items]
