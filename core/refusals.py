"""The ways a deed is refused. Each knows its HTTP status and, where there is one, the provision behind it."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The request is understood and not done (422): `message` says why, `provision` quotes the clause."""

    status = 422

    def __init__(self, message, *, provision=None, fields=None):
        super().__init__(message)
        self.message, self.provision, self.fields = message, provision, fields or {}


class NotAllowed(Refused):
    """This office, or this person, may not do it (403)."""

    status = 403


class Conflict(Refused):
    """Somebody was faster, or the thing has changed since it was read (409)."""

    status = 409


class TooMany(Refused):
    """Too many requests of one kind in a short time (429); worth trying again after `wait` seconds."""

    status, wait = 429, "600"


_RACES = {"23505", "23P01", "40001", "40P01", "55P03"}  # unique, exclusion, serialization, deadlock, lock timeout


def is_race(error):
    """Whether the database refused because somebody else was faster."""
    return getattr(error.__cause__, "pgcode", None) in _RACES


_TOLD = {}  # name of a constraint → what makes a Refused out of the database's own error


def tells(constraint):
    """Registers the function that puts the refusal of a guard inside the database into words; it gets psycopg's `diag`."""

    def register(function):
        _TOLD[constraint] = function
        return function

    return register


def refusal_in(error):
    """What a database error means in words, where it comes from a guard that has some; None for any other."""
    diag = getattr(error.__cause__, "diag", None)
    told = _TOLD.get(getattr(diag, "constraint_name", None))
    return told(diag) if told else None


FASTER = _("Someone was faster than you: this has already been dealt with. Reload to see where it stands.")
