"""Sections on the meetings of the leadership group that the cadre was called to."""

from django.utils.translation import gettext_lazy as _

from duties.models import Called, Meeting
from overview.dossier.sections import lines, marked, plain, section


def _meetings(file):
    """Those that took place."""
    rows = Called.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, meeting__day__lte=file.on)
    rows = rows.filter(meeting__state__in=(Meeting.State.HELD, Meeting.State.CLOSED))
    facts = {"title": "meeting__title", "place": "meeting__place", "sign": "sign", "reason": "reason"}
    return lines(rows, "meeting__day", id="meeting_id", **facts)


section(
    "meetings",
    _("Meetings of the leadership group"),
    _meetings,
    (
        (_("Title"), plain("title")),
        (_("Day"), plain("day")),
        (_("Place"), plain("place")),
        (_("Sign-in"), marked(Called.Sign, "sign")),
        (_("Reason"), plain("reason")),
    ),
    "meeting",
)
