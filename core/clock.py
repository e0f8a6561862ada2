"""What day it is. Days are Chinese calendar days (Asia/Shanghai), never instants."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today():
    """Today's date in Asia/Shanghai; doors read it once and pass it down as `on=`."""
    return date.fromisoformat(settings.TODAY) if settings.TODAY else timezone.localdate()


def now():
    """This moment, time zone aware."""
    return timezone.now()
