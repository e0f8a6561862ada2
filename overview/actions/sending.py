"""Sending kept queries: each once a week or month, in the office it was kept in, as a link one logs in to follow."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from core import clock, files
from core.actor import acting_in
from core.outbox import post_many
from core.readers import wishes_of
from core.record import record
from overview.actions.queries import forget_files
from overview.models import Dispatch, SavedQuery
from overview.statistics.sheets import sheet_of

KEPT = 6  # files of one query; older ones go


def period_of(cadence, day):
    """The week (2026-W30, Monday first) or the month (2026-07) a day lies in."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}" if cadence == SavedQuery.Cadence.WEEKLY else f"{day:%Y-%m}"


def send_due(*, on):
    """Promises every query whose week or month has begun since it was scheduled. Doing it twice promises nothing twice.

    Effects in order: one promise per query and period, due at the reader's own hour. Returns {"queries"}.
    """
    due = [one for one in SavedQuery.objects.scheduled() if _is_due(one, on)]
    done = set(Dispatch.objects.filter(query__in=due).values_list("query", "period"))
    open_ones = [one for one in due if (one.pk, period_of(one.cadence, on)) not in done]
    wishes, now = wishes_of({one.owner_id for one in open_ones}, on=on), clock.now()
    by_delay = {}
    for one in open_ones:
        wish, period = wishes.get(one.owner_id), period_of(one.cadence, on)
        delay = int((wish.next_digest(now) - now).total_seconds()) if wish else 0
        by_delay.setdefault(delay, {})[f"query:{one.pk}:{period}"] = {"query": one.pk, "period": period}
    for delay, payloads in by_delay.items():
        post_many("overview.send_query", payloads, delay=delay)
    return {"queries": len(open_ones)}


def _is_due(one, on):
    return period_of(one.cadence, on) != period_of(one.cadence, one.scheduled_on) and one.scheduled_on < on


@transaction.atomic
def send(number, period, *, on):
    """Sends one query for one period. Sending it again is nothing.

    Effects in order: the query is locked; what is gone, paused or sent already is left alone; the office is looked at
    again, and one that has ended stops the query; the table is made in that office and kept; a mail with the link; one
    record line; files beyond the last few go. Returns the Dispatch, or None.
    """
    one = SavedQuery.objects.select_for_update().filter(pk=number).first()
    if one is None or one.paused_on or not one.cadence or one.dispatches.filter(period=period).exists():
        return None
    by = acting_in(one.appointment_id, on=on)
    made = by and sheet_of(one, by, on)
    if not made:
        return _stopped(one, period, by, on)
    body, name, rows = made
    kept = files.keep_bytes(body, name=f"{name}.xlsx", kind="xlsx", by=by)
    wish = wishes_of({one.owner_id}, on=on).get(one.owner_id)
    state = Dispatch.State.SENT if wish else Dispatch.State.NOWHERE
    sent = Dispatch.objects.create(query=one, period=period, state=state, file=kept)
    record(by, "send_query", one, details={"period": period, "rows": rows})
    forget_files(one.dispatches.filter(pk__in=list(one.dispatches.values_list("pk", flat=True)[KEPT:])))
    if wish:
        _mail(one, sent, wish)
    return sent


def _stopped(one, period, by, on):
    """The office has ended, or the query makes no sense in it any more: nothing is sent, and nothing will be."""
    why = SavedQuery.Pause.QUERY if by else SavedQuery.Pause.OFFICE
    one.paused_on, one.paused_why = on, why
    one.save(update_fields=["paused_on", "paused_why"])
    state = Dispatch.State.REFUSED if by else Dispatch.State.STOPPED
    record(by, "query_stopped", one, area=str(one.query.get("area", "")), details={"period": period, "why": why})
    return Dispatch.objects.create(query=one, period=period, state=state)


def _mail(one, sent, wish):
    """A link and no number: what is personal stays in the house. The same letter always bears the same number."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    with override(wish.language):
        words = {"name": one.name, "period": sent.period}
        lines = [
            _("Your query “%(name)s” for %(period)s is ready. Log in to fetch it:") % words,
            f"{settings.SITE_URL}{reverse('query-sent', args=[sent.pk])}",
            "",
            _("Where it is paused or deleted:"),
            f"{settings.SITE_URL}{reverse('queries')}",
        ]
        subject = _("Zhucun: %(name)s, %(period)s") % words
    letter = {"Message-ID": f"<query.{one.pk}.{sent.period}@{host}>"}
    EmailMessage(subject, "\n".join(lines), None, [wish.email], headers=letter).send()
