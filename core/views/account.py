"""One's own account: acting office, language, password, tokens, delegations."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fetch
from core.actions import accounts, appointments, tokens
from core.actor import Actor
from core.clock import today
from core.forms.account import AppointmentChoice, DelegationForm, PasswordForm, TokenForm
from core.models import ApiToken, Appointment
from core.pages import show
from core.refusals import Refused
from core.signin import safe_next

_A_YEAR = 365 * 24 * 3600  # seconds


def language(request):
    """Keeps the reader's language in a cookie and goes back to where they were."""
    chosen = request.POST.get("language", "")
    answer = redirect(safe_next(request) or "/")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=_A_YEAR,
            samesite="Lax",
            secure=settings.BEHIND_TLS,
            httponly=True,
        )
    return answer


def act_as(request):
    """From now on, in this session, the person acts in another of their appointments."""
    form = AppointmentChoice(request.POST)
    chosen = form.cleaned_data["appointment"] if form.is_valid() else None
    actor = next((held for held in request.appointments if held.appointment_id == chosen), None)
    if actor is None:
        raise Http404
    request.session["appointment"] = chosen
    where = {"office": actor.office_name, "place": actor.place}
    messages.success(
        request, _("You are acting as: %(office)s, %(place)s") % where if actor.place else actor.office_name
    )
    return redirect("/")


def password(request):
    """Changing one's password; this session goes on, all others end."""
    user = request.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        by = request.actor or Actor(user.pk, user.name, None, "", ip=request.META.get("REMOTE_ADDR"))
        accounts.change_password(user, new=form.cleaned_data["new"], by=by, on=today())
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password has been changed. All other sessions have ended."))
        return redirect("/")
    return show(request, "core/password.html", {"form": form, "must": user.password_set_on is None})


def token_list(request):
    """The tokens of the office one is acting in; a new one is shown once, on the answer itself."""
    form, made = TokenForm(request.POST or None, actor=request.actor), None
    if request.method == "POST" and form.is_valid():
        try:
            _row, made = tokens.make_token(**form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            form = TokenForm(actor=request.actor)
    page = show(request, "core/tokens.html", {"form": form, "rows": _my_tokens(request), "made": made})
    page.shown_once = bool(made)
    return page


def _my_tokens(request):
    mine = ApiToken.objects.visible_to(request.actor.myself)
    return mine.select_related("appointment__division", "appointment__unit")[:100]


def token_revoke(request, pk):
    """Shuts one of one's own tokens."""
    row = fetch(ApiToken, request.actor.myself, pk)
    tokens.revoke_token(row, by=request.actor)
    messages.success(request, _("The token “%(label)s” has been revoked.") % {"label": row.label})
    return redirect("tokens")


def delegation_list(request):
    """What one has lent from the office one is acting in, and a form to lend it."""
    form = DelegationForm(request.POST or None, actor=request.actor, on=today())
    if request.method == "POST" and form.is_valid():
        try:
            made = appointments.delegate(**form.cleaned_data, by=request.actor, on=today())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = {"who": made.user.name, "day": made.until_on.isoformat()}
            messages.success(request, _("%(who)s may act in your office until %(day)s.") % said)
            return redirect("delegations")
    return show(request, "core/delegations.html", {"form": form, **_lent(request)})


def _lent(request):
    rows = Appointment.objects.visible_to(request.actor.myself).filter(given_by__user=request.actor.user_id)
    rows = rows.select_related("user", "division", "unit").order_by("-until_on", "-pk")
    lendable = request.actor.office in appointments.LENT_BY and request.actor.giver_id is None
    return {"rows": rows[:100], "lendable": lendable, "today": today()}


def delegation_end(request, pk):
    """Takes a lent office back."""
    row = fetch(Appointment, request.actor.myself, pk)
    appointments.end_delegation(row, by=request.actor, on=today())
    messages.success(request, _("The delegation has ended."))
    return redirect("delegations")
