"""Accounts and offices, kept by the system administrator inside the own area."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from core.access import fetch
from core.actions import accounts, appointments
from core.clock import today
from core.forms.users import AccountForm, NewUserForm, OfficeForm, UserFilter
from core.models import Appointment, User
from core.pages import show
from core.paging import page_of
from core.refusals import Refused

SORTS = {"username": ("username",), "-username": ("-username",), "name": ("name", "pk"), "-name": ("-name", "-pk")}


def user_list(request):
    """The accounts of the own area; what each may do today."""
    form = UserFilter(request.GET, actor=request.actor)
    rows = User.objects.visible_to(request.actor)
    held = Appointment.objects.visible_to(request.actor).in_force(today()).select_related("division", "unit")
    rows = _filtered(rows, held, form.cleaned_data if form.is_valid() else {})
    rows = rows.order_by(*SORTS.get(request.GET.get("sort"), ("username",)))
    page = page_of(request, rows.prefetch_related(Prefetch("appointments", held, to_attr="offices")))
    return show(request, "core/users.html", {"filters": form, "page": page})


def _filtered(rows, held, facts):
    if facts.get("q"):
        rows = rows.filter(Q(name__icontains=facts["q"]) | Q(username__icontains=facts["q"]))
    if facts.get("office"):
        rows = rows.filter(pk__in=held.filter(office=facts["office"]).values("user"))
    if facts.get("state"):
        rows = rows.filter(is_active=facts["state"] == "active")
    return rows


def user(request, pk):
    """One account: facts, offices past and present, and what can be done with it."""
    person = fetch(User, request.actor, pk)
    form = AccountForm(request.POST or None, initial={"name": person.name, "email": person.email})
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change_account(person, facts=form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("user", pk)
    return _page(request, person, form, OfficeForm(actor=request.actor, initial={"from_on": today()}))


def _page(request, person, form, office, **more):
    held = Appointment.objects.visible_to(request.actor).filter(user=person)
    held = held.select_related("division", "unit", "given_by__user").order_by("-from_on", "-pk")
    context = {"person": person, "form": form, "office_form": office, "held": held[:100], "today": today(), **more}
    return show(request, "core/user.html", context)


@sensitive_variables("password")
def user_new(request):
    """A new account with its first office; the one-time password stands on the answer, once."""
    form = NewUserForm(request.POST or None, actor=request.actor, initial={"from_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            made, password = accounts.open_account(**form.account(), by=request.actor)
            appointments.appoint(made, **form.place(), by=request.actor, on=today())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _once(request, made, password)
    return show(request, "core/user_new.html", {"form": form})


def user_appoint(request, pk):
    """Another office for an account."""
    person = fetch(User, request.actor, pk)
    form = OfficeForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            appointments.appoint(person, **form.cleaned_data, by=request.actor, on=today())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The office has been given."))
            return redirect("user", pk)
    return _page(request, person, AccountForm(initial={"name": person.name, "email": person.email}), form)


def appointment_end(request, pk):
    """Ends an office with the next request of whoever holds it."""
    row = appointments.end_appointment(fetch(Appointment, request.actor, pk), by=request.actor, on=today())
    messages.success(request, _("The appointment has ended."))
    return redirect("user", row.user_id)


def user_active(request, pk):
    """Disables or enables an account."""
    person = fetch(User, request.actor, pk)
    active = request.POST.get("active") == "1"
    accounts.set_active(person, active=active, by=request.actor)
    messages.success(request, _("The account is open again.") if active else _("The account has been disabled."))
    return redirect("user", pk)


@sensitive_variables("password")
def user_reset(request, pk):
    """A one-time password, shown once."""
    person = fetch(User, request.actor, pk)
    password = accounts.reset_password(person, by=request.actor)
    return _once(request, person, password)


@sensitive_variables("password")
def _once(request, person, password):
    page = show(request, "core/one_time_password.html", {"person": person, "password": password})
    page.shown_once = True
    return page


def user_unlock(request, pk):
    """Lets an account that rests after failed log-ins try again."""
    person = fetch(User, request.actor, pk)
    accounts.unlock(person, by=request.actor)
    messages.success(request, _("The account may log in again."))
    return redirect("user", pk)


def user_tokens(request, pk):
    """Shuts every API token of an account."""
    person = fetch(User, request.actor, pk)
    count = accounts.revoke_tokens(person, by=request.actor, moment=timezone.now())
    messages.success(request, _("%(count)s tokens have been revoked.") % {"count": count})
    return redirect("user", pk)
