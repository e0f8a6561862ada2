"""What a public notice means for an approval. Pure: days and answers in, a refusal or nothing out."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from core.refusals import Refused


def hindered(until: Sequence[date], *, unsettled: bool, upheld: bool, policy, on: date) -> Refused | None:
    """Why a nomination cannot be approved on a day, or None.

    `until`: the last days of the notices it stands on; `unsettled`: whether an objection waits for its finding;
    `upheld`: whether one was upheld and no later notice has shown the nomination anew.
    """
    last = max(until, default=None)
    if upheld:
        return Refused(_("An objection was upheld: this nomination can be declined or returned, not approved."))
    if last is not None and on <= last:
        words = _("The public notice hangs until %(until)s: approval is possible from %(day)s.")
        days = {"until": last, "day": last + timedelta(days=1)}
        return Refused(words % days, provision=policy["selection.public_notice_days"])
    if unsettled:
        return Refused(_("An objection is not settled: approval is possible once it has been dismissed."))
    required = policy["selection.public_notice"]
    if required.value and last is None:
        words = _("Proposed postings are shown to the public before approval: publish a notice first.")
        return Refused(words, provision=required)
    return None


def last_day(first: date, days: int) -> date:
    """The day a notice of so many days ends, its first day counted."""
    return first + timedelta(days=days - 1)


def counts_on(means: str, received: date, postmark: date | None) -> date:
    """The day an objection counts as made: by letter the day of its postmark, else the day it was received."""
    return postmark if means == "letter" and postmark else received
