"""Lists of training as tables to take away: heads and cells, the same facts as the pages show."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAY_HEADS = (
    _("Name"),
    _("Village"),
    _("Seat"),
    _("Year"),
    _("Required"),
    _("Done"),
    _("Remaining"),
    _("Enrolled for"),
    _("Verdict"),
)
CERTIFICATE_HEADS = (
    _("Number"),
    _("Name"),
    _("Village"),
    _("Session"),
    _("From"),
    _("To"),
    _("Days"),
    _("Issued on"),
    _("Taken back on"),
    _("Reason"),
)
PLAN_HEADS = (
    _("Organised by"),
    _("Year"),
    _("Title"),
    _("Kind"),
    _("From"),
    _("To"),
    _("Sessions planned"),
    _("Sessions held"),
    _("To come"),
    _("People planned"),
    _("People reached"),
    _("Days a person"),
)


def half_words(day, afternoon):
    """A half day in the reader's words: 06-01 morning."""
    part = gettext("afternoon") if afternoon else gettext("morning")
    return f"{day:%m-%d} {part}"


def day_cells(row):
    """One person's year."""
    return (
        row.posting.cadre.name,
        row.posting.team.village.division.full_name,
        str(row.posting.get_seat_display()),
        row.year,
        *map(float, (row.required, row.done, row.remaining, row.coming)),
        str(row.get_verdict_display()),
    )


def certificate_cells(row):
    """One certificate."""
    session, posting = row.attendee.training, row.attendee.posting
    return (
        str(row),
        posting.cadre.name,
        posting.team.village.division.full_name,
        session.title,
        session.starts_on,
        session.ends_on,
        float(session.days),
        row.issued_on,
        row.revoked_on,
        row.reason,
    )


def plan_cells(plan):
    """One line of a plan and what was held of it."""
    return (
        plan.organiser,
        plan.year,
        plan.title,
        str(plan.get_kind_display()),
        plan.starts_on,
        plan.ends_on,
        plan.sessions_planned,
        plan.held,
        plan.to_come,
        plan.people_planned,
        plan.reached,
        float(plan.days_planned),
    )
