"""Who reads a notice, and what each of them wishes."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import time

from django.db.models import Q

from core import quiet
from core.models import Appointment, NoticeChoice, User
from core.notice_groups import USUAL
from core.offices import Office
from core.policy import provision


@dataclass(frozen=True)
class Wish:
    """What a person wishes by mail, and when not."""

    user: int
    email: str
    language: str
    quiet_from: time
    quiet_until: time
    digest_hour: int
    mail: dict = field(default_factory=dict)

    def of(self, group):
        """How this person wants a group of notices."""
        return self.mail.get(group, USUAL[group])

    def next_digest(self, moment):
        """When this person's next digest is due."""
        return quiet.next_digest(moment, self.digest_hour, self.quiet_from, self.quiet_until)


def usual_hours(on):
    """(from, until, hour of the digest): what holds for those who have chosen nothing."""
    hours = provision("notices.quiet_hours", on=on).value
    return time(hours["from"]), time(hours["until"]), provision("notices.digest_hour", on=on).value


def wishes_of(users, *, on):
    """{user: Wish} of those who are active and have an address: one query."""
    begins, ends, hour = usual_hours(on)
    rows = User.objects.filter(pk__in=users, is_active=True).exclude(email="").select_related("notice_choice")
    return {user.pk: _wish(user, begins, ends, hour) for user in rows}


def _wish(user, begins, ends, hour):
    chosen = getattr(user, "notice_choice", None)
    chosen = chosen or NoticeChoice(user=user, quiet_from=begins, quiet_until=ends)
    return Wish(user.pk, user.email, chosen.language, chosen.quiet_from, chosen.quiet_until, hour, chosen.mail)


def readers_of(notices, *, on):
    """{notice: {users}} by the offices held on a day: two queries however many notices."""
    notices = list(notices)
    placed = Q(division__code__in={n.area for n in notices if n.area}, office__in={n.office for n in notices})
    united = Q(unit__in={n.unit_id for n in notices if n.unit_id}, office=Office.UNIT)
    held, at = Appointment.objects.in_force(on).filter(placed | united), defaultdict(set)
    for office, code, unit, user in held.values_list("office", "division__code", "unit", "user"):
        at[office, code, unit].add(user)
    return {notice: _readers(notice, at) for notice in notices}


def _readers(notice, at):
    if notice.account_id:
        return {notice.account_id}
    return at[notice.office, notice.area or None, notice.unit_id]
