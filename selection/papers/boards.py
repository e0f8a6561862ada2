"""Lines of villages × seats on their way out: compact for the browser, in full for Excel."""

from django.utils.translation import gettext as _

from core.export import excel_file
from core.offices import Office
from core.templatetags.wording import tone
from selection.ledger.seats import SeatState
from selection.models import Round
from teams.models import Village

STATES = {state.value: at for at, state in enumerate(SeatState)}
NEEDS = {need.value: at for at, need in enumerate(Village.Need)}


def grid(rows, actor, case):
    """What the page's script draws: names once, rows as plain lists, states and needs by number."""
    units = sorted({(line.unit, line.unit_id) for line in rows if line.unit_id})
    at = {pk: number for number, (_name, pk) in enumerate(units)}
    return {
        "states": [[state.value, str(state.label), tone(state.value)] for state in SeatState],
        "needs": [[need.value, str(need.label)] for need in Village.Need],
        "units": [[pk, name] for name, pk in units],
        "act": act_of(actor, case),
        "rows": [_row(line, at, actor) for line in rows],
    }


def act_of(actor, case):
    """What a reader may do about an empty seat while the round is open: remind, or nominate for one's own."""
    if case.state != Round.State.OPEN:
        return ""
    return "remind" if actor.is_department else actor.office if actor.office in (Office.UNIT, Office.TOWNSHIP) else ""


def _row(line, at, actor):
    place = line.township if len(actor.area) >= 6 else f"{line.county} / {line.township}"
    needs = [NEEDS[need] for need in line.needs]
    seats = [[STATES[s.state], s.name, s.since, s.nomination_id, str(s.stage_label)] for s in line.seats]
    facts = [line.team_id, line.village, place, at.get(line.unit_id, -1), line.categories, needs, line.initials]
    return [*facts, line.area, seats]


def board_file(case, rows, form, on):
    """The lines in Excel; above the head stand the round, the day and the conditions they were asked for by."""
    above = [case.name, _("As of %(day)s") % {"day": on}, *conditions(form)]
    seats = [seat.label for seat in rows[0].seats] if rows else []
    heads = [_("County"), _("Township"), _("Village"), _("Division code"), _("Paired unit"), _("Needs")]
    heads += [head for seat in seats for head in (seat, _("Seat state"), _("Empty since"), _("Nomination"))]
    return excel_file(f"round-{case.pk}-{on}", heads, map(_cells, rows), above=above)


def short_file(found, form, on):
    """Empty seats in Excel."""
    heads = [_("County"), _("Township"), _("Village"), _("Seat"), _("Empty since"), _("Days"), _("Must act")]
    heads += [_("Refill"), _("Nomination"), _("Last holder")]
    above = [_("Teams that lack somebody"), _("As of %(day)s") % {"day": on}, *conditions(form)]
    return excel_file(f"short-teams-{on}", heads, map(_short_cells, found), above=above)


def _short_cells(one):
    line, seat = one.line, one.seat
    place = [line.county, line.township, line.village, str(seat.label), seat.since, one.days, one.sender]
    return [*place, str(seat.state_label), str(seat.stage_label), one.last]


def _cells(line):
    cells = [line.county, line.township, line.village, line.area, line.unit]
    cells.append(_(", ").join(map(str, line.need_names)))
    for seat in line.seats:
        cells += [seat.name, str(seat.state_label), seat.since or "", str(seat.stage_label)]
    return cells


def conditions(form):
    """The filter in words, one line each; what was left open is left out."""
    said = form.cleaned_data if form.is_valid() else {}
    shown = [(form.fields[name], value) for name, value in said.items() if value and name != "sort"]
    return [f"{field.label}: {_in_words(field, value)}" for field, value in shown]


def _in_words(field, value):
    offered = {str(key): word for key, word in getattr(field.widget, "choices", ())}
    return str(offered.get(str(value), value)).strip()
