"""Deeds on county rules: enter one, end one. What was in force stays as it was."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.models import CountyRule
from core.offices import Office
from core.outbox import post
from core.policy import check_county_rule
from core.record import record
from core.refusals import NotAllowed, Refused
from core.shapes import plain

WRITERS = (Office.COUNTY, Office.LEADERSHIP)


@transaction.atomic
def enter_county_rule(*, key, value, document_number, quote, effective_from, effective_to=None, by):
    """Enters a county rule.

    Effects in order: key, shape and direction are checked against the text in force on its first day; the row is stored;
    one record line; whoever judges by such rules hears of it through the outbox. Raises RuleRefused with the provision it
    collides with.
    """
    if by.office not in WRITERS:
        raise NotAllowed(
            _("County rules are entered by the county organization department or the leadership group office.")
        )
    made = check_county_rule(key, value, at=by.area, on=effective_from)
    if effective_to and effective_to < effective_from:
        raise Refused("", fields={"effective_to": _("The last day lies before the first.")})
    if CountyRule.objects.filter(area=by.area, key=key, effective_from=effective_from).exists():
        raise Refused("", fields={"effective_from": _("A rule on this provision already begins on that day.")})
    facts = {
        "document_number": document_number,
        "quote": quote,
        "effective_from": effective_from,
        "effective_to": effective_to,
    }
    row = CountyRule.objects.create(area=by.area, key=key, value=plain(made.value), entered_by_id=by.user_id, **facts)
    record(by, "enter_county_rule", row, details={"key": key, "value": row.value, "from": effective_from.isoformat()})
    _announce(row)
    return row


@transaction.atomic
def end_county_rule(row, *, effective_to, by, on):
    """Gives a county rule its last day, yesterday at the earliest: what it has decided stays decided.

    Effects in order: the last day; one record line; whoever judges by such rules hears of it through the outbox.
    """
    row = CountyRule.objects.select_for_update().get(pk=row.pk)
    if by.office not in WRITERS or row.area != by.area:
        raise NotAllowed(_("Only the county that entered a rule ends it."))
    earliest = max(row.effective_from, on - timedelta(days=1))
    if effective_to < earliest:
        text = _("Choose %(day)s or a later day: what a rule has decided stays decided.") % {
            "day": earliest.isoformat()
        }
        raise Refused("", fields={"effective_to": text})
    before, row.effective_to = row.effective_to, effective_to
    row.save(update_fields=["effective_to"])
    details = {"effective_to": [before and before.isoformat(), effective_to.isoformat()], "key": row.key}
    record(by, "end_county_rule", row, details=details)
    _announce(row)
    return row


def _announce(row):
    post(
        "core.county_rule_changed", {"area": row.area, "key": row.key}, key=f"rule:{row.pk}:{row.effective_to}", delay=2
    )
