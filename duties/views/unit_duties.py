"""Pages of a unit's duties: three registers – hearings, leader's visits, paired-household work – drawn by the same views."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.offices import Office
from core.pages import acted, show
from core.paging import page_of
from core.policy import PROVINCE, provision
from duties import unit_rows
from duties.actions import unit_duties as deeds
from duties.forms.meetings import ReasonForm
from duties.forms.unit_duties import HearingForm, PairedWorkForm, UnitDutyFilter, VisitFilter, VisitForm
from duties.meeting_rows import history
from duties.unit_registers import HEARINGS, PAIRED_WORK, VISITS
from teams.views.doing import form_page, narrowed

FILTERS = {HEARINGS: UnitDutyFilter, VISITS: VisitFilter, PAIRED_WORK: UnitDutyFilter}
FORMS = {HEARINGS: HearingForm, VISITS: VisitForm, PAIRED_WORK: PairedWorkForm}
RECORD = {HEARINGS: deeds.record_hearing, VISITS: deeds.record_visit, PAIRED_WORK: deeds.record_paired_work}
CHANGE = {HEARINGS: deeds.change_hearing, VISITS: deeds.change_visit, PAIRED_WORK: deeds.change_paired_work}
REMOVE = {HEARINGS: deeds.remove_hearing, VISITS: deeds.remove_visit, PAIRED_WORK: deeds.remove_paired_work}


def list_of(register):
    """The page that lists a register."""

    def view(request):
        filters = FILTERS[register](request.GET, actor=request.actor, on=today())
        page = page_of(request, register.rows(request.actor, narrowed(filters)))
        clause = provision(register.clause, at=request.actor.area or PROVINCE, on=today())
        said = {"register": register, "filters": filters, "page": page, "clause": clause}
        return show(request, "duties/unit_list.html", {**said, "lines": [(row, register.facts(row)) for row in page]})

    return view


def file_of(register):
    """The register as Excel, narrowed like its page."""

    def view(request):
        filters = FILTERS[register](request.GET, actor=request.actor, on=today())
        rows = register.rows(request.actor, narrowed(filters))[:MOST_ROWS] if filters.is_valid() else []
        return excel_file(str(register.title), register.heads, map(register.cells, rows))

    return view


def new_of(register):
    """A unit adds a line; its designated leader is filled in."""

    def view(request):
        unit = unit_rows.unit_of(request.actor)
        known = {"day": today(), "year": today().year, "led_by": unit.leader_name, "leader": unit.leader_name}
        known |= {"teams": request.GET.getlist("team")[:1], "village": request.GET.get("village", "")}
        form = FORMS[register](request.POST or None, actor=request.actor, on=today(), initial=known)
        return _form(request, register, form, lambda facts: RECORD[register](facts, by=request.actor, on=today()))

    return view


def _form(request, register, form, deed, row=None):
    return form_page(
        request,
        form,
        deed,
        to=lambda made: (register.one, made.pk),
        done=_("Saved."),
        template="duties/form.html",
        heading=_("Change") if row else register.new,
        back=(register.name, register.title),
        cancel=reverse(register.one, args=[row.pk]) if row else reverse(register.name),
    )


def one_of(register):
    """One line of a register, its history, and what may be done with it."""

    def view(request, pk):
        return _page(request, register, fetch(register.rows(request.actor), request.actor, pk))

    return view


def _page(request, register, row, refusal=None):
    actor = request.actor
    own = actor.office == Office.UNIT and row.unit_id == actor.unit_id
    confirmed = getattr(row, "confirmed_on", None)
    context = {
        "register": register,
        "row": row,
        "facts": register.facts(row),
        "changes": own and not confirmed,
        "confirms": register is VISITS and not confirmed and actor.office == Office.TOWNSHIP and actor.covers(row.area),
        "history": history(row) if own else [],
        "to_edit": reverse(f"{register.one}-edit", args=[row.pk]),
        "to_remove": reverse(f"{register.one}-remove", args=[row.pk]),
        "refusal": refusal,
    }
    return show(request, "duties/unit_one.html", context, status=refusal and refusal.status)


def edit_of(register):
    """A unit changes its own line."""

    def view(request, pk):
        row = fetch(register.rows(request.actor), request.actor, pk)
        more = {"row": row} if register is PAIRED_WORK else {}
        form = FORMS[register](request.POST or None, actor=request.actor, on=today(), initial=_known(row), **more)
        deed = CHANGE[register]
        return _form(request, register, form, lambda facts: deed(row, facts, by=request.actor, on=today()), row)

    return view


def _known(row):
    """What stands, for the fields of the form."""
    known = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return known | {"teams": [team.pk for team in getattr(row, "heard_teams", ())]}


def remove_of(register):
    """A unit takes its own line back, with the reason."""

    def view(request, pk):
        row = fetch(register.rows(request.actor), request.actor, pk)
        form = ReasonForm(request.POST, actor=request.actor, on=today())
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        return _done(request, register, row, lambda: REMOVE[register](row, reason, by=request.actor, on=today()), True)

    return view


def confirm(request, pk):
    """The township confirms a visit."""
    row = fetch(VISITS.rows(request.actor), request.actor, pk)
    return _done(request, VISITS, row, lambda: deeds.confirm_visit(row, by=request.actor, on=today()))


def _done(request, register, row, deed, gone=False):
    return acted(
        request,
        deed,
        again=lambda refusal: _page(request, register, row, refusal),
        to=(register.name,) if gone else (register.one, row.pk),
        done=_("Taken back.") if gone else _("Saved."),
    )
