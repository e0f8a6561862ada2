"""What every application for leave must meet; each refusal says what to do instead."""

from django.utils.translation import gettext_lazy as _

from attendance.absences import LONGEST, live_leaves
from attendance.locks import check_open
from core.refusals import Refused


def check(posting, wanted, *, applied_on, on, but=None):
    """Raises Refused: days out of order, beyond the posting or in a locked month, other leave, afterwards without a reason."""
    in_order(wanted.starts_on, wanted.ends_on, on)
    covered(posting, wanted.starts_on, wanted.ends_on)
    check_open(posting.area, wanted.starts_on, wanted.ends_on)
    if wanted.starts_on < applied_on and not wanted.late_reason.strip():
        words = _("The leave began before today: say why it is applied for afterwards.")
        raise Refused(words, fields={"late_reason": _("Required.")})
    for name in ("reason", "destination"):
        if not getattr(wanted, name).strip():
            raise Refused("", fields={name: _("Required.")})
    other = live_leaves(posting, but).touching(wanted.starts_on, wanted.ends_on).first()
    if other:
        raise Refused(taken(other), fields={"starts_on": _("Check the days.")})


def in_order(starts_on, ends_on, on):
    """Raises Refused: the last day before the first, too long for one paper, or too far ahead."""
    if ends_on < starts_on:
        raise Refused(_("The last day lies before the first."), fields={"ends_on": _("Check the day.")})
    if ends_on - starts_on > LONGEST or starts_on - on > LONGEST:
        raise Refused(_("At most a year at once, and a year ahead."), fields={"ends_on": _("Check the day.")})


def covered(posting, starts_on, ends_on):
    """Raises Refused where the posting does not hold on all these days."""
    if starts_on < posting.starts_on:
        words = _("The posting begins on %(day)s.") % {"day": posting.starts_on}
        raise Refused(words, fields={"starts_on": _("Check the day.")})
    if posting.ends_on and ends_on > posting.ends_on:
        words = _("The posting ends on %(day)s: an absence cannot go beyond it.") % {"day": posting.ends_on}
        raise Refused(words, fields={"ends_on": _("Check the day.")})


def taken(other):
    """Names the leave that is in the way."""
    facts = {"kind": other.get_kind_display(), "first": other.starts_on, "last": other.ends_on}
    facts |= {"state": other.get_state_display(), "number": other.pk}
    return (
        _(
            "From %(first)s to %(last)s there is already %(kind)s (no. %(number)s, %(state)s): withdraw or cancel it, or"
            " choose other days."
        )
        % facts
    )
