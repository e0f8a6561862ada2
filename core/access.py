"""Doors. Every address names its offices; a view gets its rows through `visible_to` and nothing else."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404
from django.urls import path, register_converter, reverse
from rest_framework.permissions import BasePermission

from core import once, typed
from core.errors import page_for, problem_for
from core.offices import EVERYONE
from core.record import denied
from core.refusals import FASTER, Conflict, NotAllowed, Refused, TooMany, is_race, refusal_in
from core.signin import to_login

PUBLIC = ("*",)
ANYONE = ("+", *EVERYONE)  # whoever is logged in, even without an appointment: one's own password, logging out
SAFE = ("GET", "HEAD")


class RowId:
    """A row number in an address: up to eighteen digits, so that it always fits the database."""

    regex = "[0-9]{1,18}"

    def to_python(self, value):
        """Text to number."""
        return int(value)

    def to_url(self, value):
        """Number to text."""
        return str(value)


class DivisionCode:
    """A division code in an address: two to twelve digits, kept as text."""

    regex = "[0-9]{2,12}"

    def to_python(self, value):
        """Text as it is."""
        return value

    def to_url(self, value):
        """Text as it is."""
        return str(value)


class Day:
    """A day in an address: 2026-03-01; what is no day is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value):
        """Text to day; ValueError makes it 404."""
        return date.fromisoformat(value)

    def to_url(self, value):
        """Day to text."""
        return value if isinstance(value, str) else value.isoformat()


class PolicyKey(DivisionCode):
    """The key of a provision: attendance.days_per_year."""

    regex = "[a-z][a-z_.]{1,58}"


register_converter(Day, "day")
register_converter(PolicyKey, "key")
register_converter(RowId, "id")
register_converter(DivisionCode, "code")


@dataclass(frozen=True)
class Door:
    """What an address demands: the offices that may enter and the methods it answers."""

    name: str
    offices: tuple
    methods: tuple
    api: bool

    @property
    def public(self):
        """Whether one may enter without logging in."""
        return self.offices == PUBLIC

    def admits(self, actor):
        """Whether this office may enter; `actor` is None for a person without an appointment."""
        return self.offices == ANYONE or (actor is not None and actor.office in self.offices)


DOORS = {}  # name → Door, for menus and for the access matrix


def door(route, view, *, name, offices=EVERYONE, methods=("GET",)):
    """An address with its guard. `methods` beyond GET change things and run in one transaction, answered once."""
    rule = DOORS[name] = Door(name, tuple(offices), tuple(methods), api=name.startswith("api-"))
    return path(route, _guarded(view, rule), name=name)


def _guarded(view, rule):
    _answer_head(view)

    @wraps(view)
    def guard(request, *args, **kwargs):
        if answer := _closed(request, rule):
            return answer
        try:
            return _through(request, rule, lambda: view(request, *args, **kwargs))
        except Refused as refusal:
            return _refuse(request, rule, refusal)
        except (IntegrityError, OperationalError) as error:
            refusal = refusal_in(error) or (Conflict(FASTER) if is_race(error) else None)
            if refusal is None:
                raise
            return _refuse(request, rule, refusal)
        except Http404:
            if request.actor:
                denied(request.actor, rule.name, path=request.path, note="404")
            return _answer(request, rule, 404)

    guard.door = rule
    guard.csrf_exempt = getattr(view, "csrf_exempt", False)
    return guard


def _answer_head(view):
    """DRF answers HEAD only where it is told to."""
    names = getattr(getattr(view, "cls", None), "http_method_names", [])
    if "get" in names and "head" not in names:
        names.append("head")


def _closed(request, rule):
    """The answer of a closed door, or None when it stands open."""
    if not rule.public and not request.user.is_authenticated:
        return _answer(request, rule, 401) if rule.api else to_login(request)
    if not rule.public and not rule.admits(request.actor):
        denied(request.actor, rule.name, path=request.path, note="403")
        return _answer(request, rule, 403)
    if request.method not in rule.methods and not (request.method == "HEAD" and "GET" in rule.methods):
        return _answer(request, rule, 405, allow=rule.methods)
    return None


def _through(request, rule, view):
    """Reads answer directly; of a lawful write on a page it is counted how many fields were typed."""
    if request.method in SAFE:
        return view()
    response = _written(request, view)
    if request.actor and not rule.api and response.status_code < 400 and not hasattr(response, "repeated"):
        typed.count_forms(request)
    return response


def _written(request, view):
    """Writes run in one transaction and are answered once per idempotency key."""
    key = once.key_of(request)
    if key is None or not request.user.is_authenticated:
        with transaction.atomic():
            return _kept_only_if_done(view())
    return once.answered(request, key, lambda: _kept_only_if_done(view()))


def _kept_only_if_done(response):
    """Undoes what a refused write has left, unless the answer says that it stands (a counted failed log-in)."""
    if response.status_code >= 400 and not getattr(response, "stands", False):
        transaction.set_rollback(True)
    return response


def _refuse(request, rule, refusal):
    if isinstance(refusal, NotAllowed | TooMany):
        denied(request.actor, rule.name, path=request.path, note=str(refusal.status))
    return _answer(request, rule, refusal.status, refusal=refusal)


def _answer(request, rule, status, *, refusal=None, allow=()):
    answer = (problem_for if rule.api else page_for)(request, status, refusal)
    if allow:
        answer["Allow"] = ", ".join(allow)
    if status == TooMany.status:
        answer["Retry-After"] = TooMany.wait
    return answer


def way_to(actor, name, *args):
    """The address of a door that stands open to whoever acts, or "": nobody is sent to a closed one."""
    return reverse(name, args=args) if name in DOORS and DOORS[name].admits(actor) else ""


def fetch(rows, actor, pk):
    """One row inside the actor's jurisdiction, or 404: `rows` is a model or a queryset."""
    queryset = rows.objects.all() if isinstance(rows, type) else rows
    found = queryset.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class ThroughDoor(BasePermission):
    """The API stands behind the same doors; a view without one is closed."""

    def has_permission(self, request, view):
        """Whether the request came in through a declared door."""
        return getattr(request._request, "actor", None) is not None
