"""Attendance as tables to take away."""

from django.utils.translation import gettext as _

from core.export import MOST_ROWS, excel_file
from core.record import record


def register_file(rows, *, by):
    """The register of spot checks as Excel; taking it away leaves one record line."""
    record(by, "export_spot_checks")
    heads = (
        *(_("Day"), _("Time"), _("Name"), _("Seat"), _("Village"), _("Division code"), _("Way"), _("Result")),
        *(_("Number called"), _("Whom you spoke to"), _("Note"), _("Recorded by"), _("Contradicts the sheet")),
    )
    return excel_file(_("Register of spot checks"), heads, map(_line, rows[:MOST_ROWS]))


def _line(row):
    posting = row.posting
    return (
        *(row.day, f"{row.time:%H:%M}", posting.cadre.name, posting.get_seat_display(), str(posting.team), row.area),
        *(row.plan.get_way_display(), row.get_result_display(), row.number_called, row.spoke_with, row.note),
        *(row.recorded_by.name, _("yes") if row.contradicts else _("no")),
    )
