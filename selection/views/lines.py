"""One page for all villages of a unit or township: a line for each open seat, sent together, each judged by itself."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import today
from core.pages import show
from core.paging import page_of
from core.refusals import Conflict, Refused
from selection import actions
from selection.forms.decision import sent
from selection.forms.lines import Line, SharedForm
from selection.seats import called, own_seats, people_of

PER_PAGE = 12  # villages


def nominate(request):
    """All seats to fill. Sent: every line by itself; what is refused stays filled in, with the reason beside it."""
    return _send(request) if request.method == "POST" else _page(request, _shared(request))


def line_judge(request):
    """A fragment: what the rules say about one line as it is written so far."""
    shared = _shared(request)
    wanted = request.POST.get("line", "")
    seat = next(
        (seat for group in own_seats(request.actor, today()) for seat in group.seats if seat.key == wanted), None
    )
    if seat is None or not seat.open:
        raise Refused(_("This is no open seat of yours."))
    line = Line(seat, shared, people=_people(request), data=request.POST)
    return show(request, "selection/_line_judged.html", {"line": line})


def _shared(request):
    return SharedForm(*sent(request), actor=request.actor, on=today())


def _people(request):
    people = list(people_of(request.actor, today()))
    for one in people:
        one.called = called(one)
    return people


def _send(request):
    shared = _shared(request)
    shared.keep_scan()
    asks = "judge" in request.POST or "add" in request.POST
    lines = {} if asks else _lines(request, shared)
    written = [line for line in lines.values() if line.written]
    if not written or not shared.is_valid():
        if not asks and not written:
            shared.add_error(None, _("Put somebody forward for at least one seat."))
        if asks:
            shared.errors.clear()  # nothing has been sent yet
        return _again(request, shared, {}, judged="judge" in request.POST)
    done, refused = _each(request, written)
    _tell(request, done)
    _tell_lost(request, lines, refused)
    if not refused:
        return redirect(request.get_full_path())
    return _again(request, shared, refused)


def _lines(request, shared):
    """The lines of the page that was sent."""
    people = _people(request)
    seats = [seat for group in own_seats(request.actor, today()) for seat in group.seats if seat.open]
    return {seat.key: Line(seat, shared, people=people, data=request.POST) for seat in seats if _sent(request, seat)}


def _sent(request, seat):
    return f"{seat.key}-person" in request.POST


def _each(request, written):
    """(done, {key: Refused or None}): what became of each line; None: its own fields are wrong."""
    good = [line for line in written if line.is_valid()]
    proposals = [line.proposal() for line in good]
    as_draft = "draft" in request.POST
    outcomes = actions.nominate_each(proposals, by=request.actor, on=today(), as_draft=as_draft)
    told = dict(zip([line.seat.key for line in good], outcomes, strict=True))
    done = [case for case in told.values() if not isinstance(case, Refused)]
    return done, {line.seat.key: told.get(line.seat.key) for line in written if told.get(line.seat.key) not in done}


def _tell(request, done):
    if done and "draft" in request.POST:
        words = ngettext("%(count)s draft saved.", "%(count)s drafts saved.", len(done))
        messages.success(request, words % {"count": len(done)})
    elif done:
        words = ngettext("%(count)s nomination submitted.", "%(count)s nominations submitted.", len(done))
        messages.success(request, words % {"count": len(done)})


def _tell_lost(request, lines, refused):
    """A seat that somebody else filled meanwhile has no line any more: what became of it is said above."""
    for key, refusal in refused.items():
        if isinstance(refusal, Conflict):
            seat = lines[key].seat
            messages.warning(request, f"{seat.team} · {seat.seat.label}: {refusal.message}")


def _again(request, shared, refused, *, judged=False):
    """The page as it was sent, after what could be done was done."""
    wrong = bool(refused or shared.errors)
    answer = _page(request, shared, refused=refused, judged=judged, status=422 if wrong else 200)
    answer.stands, answer.secret = True, True  # the scan and the lines that went through stay; too long to be kept
    return answer


def _page(request, shared, *, refused=None, judged=False, status=200):
    people = _people(request)
    page = page_of(request, own_seats(request.actor, today()), PER_PAGE)
    for group in page:
        group.rows = [(seat, _line(request, seat, shared, people, refused or {})) for seat in group.seats]
    context = {"shared": shared, "page": page, "people": people, "judged": judged, "refused": refused}
    return show(request, "selection/nominate.html", context, status=status)


def _line(request, seat, shared, people, refused):
    """The line of an open seat, with its refusal; None where nobody is to be nominated."""
    if not seat.open:
        return None
    data = request.POST if _sent(request, seat) else None
    line = Line(seat, shared, people=people, data=data, adding=request.POST.get("add") == seat.key)
    if refusal := refused.get(seat.key):
        line.form.is_valid()
        line.refuse(refusal)
    return line
