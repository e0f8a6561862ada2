"""When a mail may go: outside a person's quiet hours, digests once a day. Pure; moments are read on the house's clock."""

from datetime import datetime, time, timedelta

from django.utils import timezone

A_DAY = timedelta(days=1)


def is_quiet(at, begins, ends):
    """Whether a time of day lies in the quiet hours. They may run over midnight; equal ends mean there are none."""
    if begins <= ends:
        return begins <= at < ends
    return at >= begins or at < ends


def loud(moment, begins, ends):
    """The first moment from `moment` on that is not quiet."""
    here = timezone.localtime(moment)
    if not is_quiet(here.time(), begins, ends):
        return here
    day = here.date() if here.time() < ends else here.date() + A_DAY
    return at_time(day, ends)


def next_digest(moment, hour, begins, ends):
    """The next digest from `moment` on: at `hour` o'clock, later where that is quiet."""
    today = timezone.localtime(moment).date()
    chances = (loud(at_time(today + n * A_DAY, time(hour)), begins, ends) for n in (-1, 0, 1, 2))
    return next(chance for chance in chances if chance >= moment)


def at_time(day, at):
    """A time of a day on the house's clock."""
    return timezone.make_aware(datetime.combine(day, at))
