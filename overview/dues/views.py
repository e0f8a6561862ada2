"""The due lists as pages: one office's duties, and how those of the offices below count up."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attendance.boards import path_to
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from overview.dues import lists
from overview.dues.forms import DueFilter, State, SumForm
from teams.views.doing import narrowed

HEADS = [
    gettext_lazy(head) for head in ("Due", "State", "Days late", "Kind", "What is to be done", "Whose", "Place", "Done")
]


def due_list(request):
    """What is due and late, what is to be done about it, one click away from doing it."""
    filters = _filter(request)
    page = page_of(request, lists.items(request.actor, narrowed(filters), today()))
    page.object_list = lists.dressed(page.object_list, today())
    mine = lists.own_counts(request.actor, today())
    others = filters.is_valid() and filters.cleaned_data["whose"] not in ("", "own")
    return show(
        request, "overview/dues.html", {"filters": filters, "page": page, "mine": mine, "others": others}, status=200
    )


def due_file(request):
    """The same as Excel."""
    filters = _filter(request)
    rows = lists.dressed(lists.items(request.actor, narrowed(filters), today())[:MOST_ROWS], today())
    lines = (
        (r.due_on, State(r.state).label, r.late or "", r.label, r.said, r.owner, r.place, r.ended_on or "")
        for r in rows
    )
    return excel_file(_("Due list"), HEADS, lines)


def due_sums(request):
    """How many duties are open and late, by kind and by division; nobody is ranked."""
    actor, on = request.actor, today()
    form = SumForm(request.GET, actor=actor, on=on)
    wanted = narrowed(form) or {"area": actor.area, "kind": ""}
    context = {"form": form, **wanted}
    context |= {name: make(actor, wanted["area"], wanted["kind"], on) for name, make in _SUMS.items()}
    context["total"] = {name: sum(row[name] for row in context["places"]) for name in ("open", "late")}
    context["path"] = path_to(wanted["area"], actor.area)
    return show(request, "overview/due_sums.html", context)


_SUMS = {"places": lists.by_place, "kinds": lists.by_kind}


def _filter(request):
    return DueFilter(request.GET, actor=request.actor, on=today())
