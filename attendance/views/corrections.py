"""What was changed after it was confirmed: the list for any office in scope, and the history of one posting's days."""

from django.utils import timezone
from django.utils.translation import gettext as _

from attendance.corrections import corrections, history, stands
from attendance.forms import CorrectionForm, DayForm
from attendance.models import Status
from core.access import fetch
from core.clock import today
from core.export import MOST_ROWS, excel_file
from core.pages import show
from core.paging import page_of
from teams.models import Posting

FACTS = ("day", "posting__cadre__name", "posting__team__village__division__full_name")
FACTS += ("old_status", "old_note", "new_status", "new_note", "by__name", "at", "reason")


def correction_list(request):
    """Changes of confirmed days, the latest first."""
    form = CorrectionForm(request.GET, actor=request.actor, on=today())
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, corrections(request.actor, wanted))
    return show(request, "attendance/corrections.html", {"filters": form, "page": page})


def correction_excel(request):
    """The same as an Excel file."""
    form = CorrectionForm(request.GET, actor=request.actor, on=today())
    rows = corrections(request.actor, form.cleaned_data if form.is_valid() else {})
    heads = (_("Day"), _("Name"), _("Village"), _("Before"), _("Note before"), _("After"), _("Note after"))
    heads += (_("Changed by"), _("Time"), _("Reason"))
    return excel_file(_("Corrections of attendance"), heads, map(_cells, rows.values_list(*FACTS)[:MOST_ROWS]))


def _cells(row):
    day, name, village, old, old_note, new, new_note, by, at, reason = row
    at = f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
    return day, name, village, Status(old).label, old_note, Status(new).label, new_note, by, at, reason


def day_history(request, pk):
    """Every change of a posting's days; with `?day=` of that day, and how it stands now."""
    posting = fetch(
        Posting.objects.visible_to(request.actor).select_related("cadre", "team__village__division"), request.actor, pk
    )
    form = DayForm(request.GET, actor=request.actor, on=today())
    day = form.cleaned_data["day"] if form.is_valid() else None
    context = {
        "posting": posting,
        "filters": form,
        "day": day,
        "now": stands(request.actor, posting, day) if day else None,
        "page": page_of(request, history(request.actor, posting, day)),
    }
    return show(request, "attendance/day_history.html", context)
