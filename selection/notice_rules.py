"""What a public notice means for an approval. Pure: days and answers in, a refusal or nothing out."""

from collections.abc import Mapping, Sequence
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


def long_enough(first: date, last: date, asked, on: date) -> None:
    """A notice hangs from today on, and as many days as the provision `asked` says. Raises Refused with it."""
    if first < on:
        raise Refused(_("A notice cannot hang in the past."), fields={"from_on": _("Today or later.")})
    if last < last_day(first, asked.value):
        words = _("A notice hangs at least %(days)s days, its first day counted.") % {"days": asked.value}
        raise Refused(words, provision=asked, fields={"until_on": _("Too early.")})


def in_time(facts: Mapping, first: date, last: date, on: date) -> None:
    """An objection was made while the notice hung; by letter the postmark counts. Raises Refused with the window's days."""
    received, postmark = facts["received_on"], facts.get("posted_on")
    if received > on:
        raise Refused(_("This day is still to come."), fields={"received_on": _("Today or earlier.")})
    if facts["means"] == "letter" and not postmark:
        raise Refused(_("By letter the postmark counts: enter its day."), fields={"posted_on": _("Required.")})
    if postmark and postmark > received:
        raise Refused(_("A letter arrives after it was posted."), fields={"posted_on": _("Check the day.")})
    day = counts_on(facts["means"], received, postmark)
    if not first <= day <= last:
        words = _("Made on %(day)s: objections are accepted from %(from)s to %(until)s; by letter the postmark counts.")
        raise Refused(words % {"day": day, "from": first, "until": last})


def named(facts: Mapping) -> None:
    """Real name and contact, as the notice asks. Raises Refused."""
    missing = [name for name in ("name", "contact") if not (facts.get(name) or "").strip()]
    if missing:
        words = _("An objection bears a real name and a contact; one without is noted as anonymous.")
        raise Refused(words, fields=dict.fromkeys(missing, _("Required.")))
