"""Logging in and out: argon2 within bounds, lock-out after five failures, typed text kept over an expired session."""

import json
from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import OuterRef
from django.db.models.functions import Coalesce, JSONObject
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.clock import today
from core.errors import answer_for
from core.models import Appointment, Record, User
from core.record import denied, record

_LONGEST_KEPT = 200_000  # characters of typed text that travel through the log-in page


class LeanArgon2(Argon2PasswordHasher):
    """OWASP's lean setting (19 MiB, one lane): a morning's log-in storm stays within memory."""

    memory_cost, time_cost, parallelism = 19456, 2, 1


_SOMEBODY, _SOME_DAY = -1, date.min  # stand in the statement where the user and the day of a request go


@cache
def _who():
    """The statement of `get_user` and its values, written once: the ORM takes longer to write it than it takes to answer."""
    rows = Appointment.objects.in_force(_SOME_DAY).filter(user=OuterRef("pk")).order_by("pk")
    shape = JSONObject(
        id="pk",
        office="office",
        area="division__code",
        unit="unit_id",
        place=Coalesce("division__full_name", "unit__name"),
        giver="given_by__user_id",
    )
    held = ArraySubquery(rows.values_list(shape))
    return User.objects.filter(pk=_SOMEBODY, is_active=True).annotate(held=held).query.sql_with_params()


class Backend(ModelBackend):
    """Loads the user together with the appointments in force today, in one query."""

    def get_user(self, user_id):
        """The active user with `held`: their appointments as plain rows; None when disabled."""
        text, values = _who()
        given = {_SOMEBODY: User._meta.pk.to_python(user_id), _SOME_DAY: today()}
        for user in User.objects.raw(text, [given.get(value, value) for value in values]):
            user.held = [json.loads(row) for row in user.held]
            return user
        return None

    def has_perm(self, user_obj, perm, obj=None):
        """Django's permission tables are not used; offices decide."""
        return False


class MixedCharacters:
    """等保 asks for complexity: at least three of lower case, upper case, digits, others."""

    def validate(self, password, user=None):
        """Raises ValidationError when fewer than three kinds are used."""
        kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
        if sum(any(kind(c) for c in password) for kind in kinds) < 3:
            raise ValidationError(self.get_help_text(), code="too_plain")

    def get_help_text(self):
        """What is asked."""
        return _("Use at least three of: lower case, upper case, digits, other characters.")


def sign_in(request):
    """The log-in page; on success a fresh session, then the page (or the typed text) one came for."""
    form = AuthenticationForm(request, request.POST if "username" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form.get_user())
    status = 422 if form.errors else 200
    page = _login_page(request, form, status=status, kept=request.POST.get("_kept", ""), after=safe_next(request))
    page.stands = True  # the failure is counted although the page says no
    return page


def _enter(request, user):
    login(request, user)
    who = Actor(user.pk, user.name, None, "", ip=request.META.get("REMOTE_ADDR"))
    record(who, "login", user, kind=Record.Kind.ACCESS)
    if kept := request.POST.get("_kept"):
        return _resubmit(request, kept)
    return redirect(safe_next(request) or settings.LOGIN_REDIRECT_URL)


def _resubmit(request, kept):
    """Shows what was typed before the session ended, one button away from being sent."""
    try:
        parcel = json.loads(kept)
        pairs = [(str(name), str(value)) for name, value in parcel["fields"]]
        action = str(parcel["action"])
    except (ValueError, KeyError, TypeError):
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not action.startswith("/") or not url_has_allowed_host_and_scheme(action, None):
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "core/resubmit.html", {"action": action, "fields": pairs})


def to_login(request):
    """To the login page; an htmx request is told to go there whole, typed text of a form travels along."""
    if request.htmx:
        response = HttpResponse(status=401)
        response["HX-Redirect"] = "/login/?" + urlencode({"next": request.htmx.current_url_abs_path or "/"})
        return response
    if request.method == "POST":
        return login_keeping_text(request)
    return redirect("/login/?" + urlencode({"next": request.get_full_path()}))


def login_keeping_text(request):
    """A form came in after its session had ended: ask to log in, keep what was typed in the page itself."""
    kept = json.dumps({"action": request.path, "fields": _typed(request)}, ensure_ascii=False)
    form = AuthenticationForm(request)
    return _login_page(request, form, status=401, kept=kept if len(kept) <= _LONGEST_KEPT else "", after="")


def _typed(request):
    fields = [(n, v) for n, v in request.POST.lists() if n != "csrfmiddlewaretoken" and "password" not in n]
    return [[name, value] for name, values in fields for value in values]


def _login_page(request, form, *, status, kept, after):
    context = {"form": form, "kept": kept[:_LONGEST_KEPT], "next": after, "expired": status == 401}
    return render(request, "core/login.html", context, status=status)


def safe_next(request):
    """Where the reader came from or wants to go: an address of this site, or ""."""
    after = request.POST.get("next") or request.GET.get("next") or ""
    fine = (
        after.startswith("/")
        and not after.startswith("//")
        and url_has_allowed_host_and_scheme(after, {request.get_host()})
    )
    return after if fine else ""


def same_name(request, credentials):
    """The name a failed try is counted under: log-in names are compared without case."""
    given = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(given).strip().casefold()[:150]


def sign_out(request):
    """Ends the session and tells the browser to forget what it holds.

    A browser that keeps changes nobody has sent yet (`unsent`) has put everything else away itself: those are not to be lost.
    """
    logout(request)
    response = redirect("/login/")
    response["Clear-Site-Data"] = '"cache"' if request.POST.get("unsent") else '"cache", "storage"'
    return response


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """Five failures within five minutes: wait, or ask the system administrator."""
    denied(None, "login", path="/login/", note="locked out")
    answer = answer_for(request, 429)
    answer["Retry-After"] = "300"
    return answer
