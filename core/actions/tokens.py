"""Deeds on API tokens: make one, shown once; shut it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import ApiToken
from core.record import record
from core.refusals import Refused
from core.tokens import LONGEST_LIFE_DAYS, fresh_token

MOST_TOKENS = 10  # open ones per appointment


@transaction.atomic
def make_token(*, label, days, by):
    """A token for the office one is acting in; only its digest is kept. Returns (row, token); the token is shown once."""
    if not 1 <= days <= LONGEST_LIFE_DAYS:
        raise Refused("", fields={"days": _("A token lives 1 to %(days)s days.") % {"days": LONGEST_LIFE_DAYS}})
    mine = ApiToken.objects.filter(
        appointment=by.appointment_id, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    if mine.count() >= MOST_TOKENS:
        raise Refused(_("Ten tokens are open for this office. Revoke one first."))
    token, digest = fresh_token()
    ends = timezone.now() + timedelta(days=days)
    row = ApiToken.objects.create(appointment_id=by.appointment_id, label=label, digest=digest, expires_at=ends)
    record(by, "make_token", row, details={"label": label, "expires": ends.isoformat()})
    return row, token


@transaction.atomic
def revoke_token(row, *, by):
    """Shuts a token with the next request; shutting it twice changes nothing."""
    if row.revoked_at is None:
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])
        record(by, "revoke_token", row, details={"label": row.label})
    return row
