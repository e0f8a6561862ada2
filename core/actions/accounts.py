"""Deeds on accounts: open, rename, disable, passwords, unlocking. Each leaves one record line."""

import secrets

from axes.utils import reset
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.actor import Actor
from core.models import ApiToken, Appointment, User
from core.record import changed, record
from core.refusals import NotAllowed, Refused


@transaction.atomic
def change_password(user, *, new, by, on):
    """One's own new password.

    Effects in order: the hash and its day are stored; every other session ends with the next request, because the
    session hash no longer fits; one record line. The caller keeps its own session.
    """
    user.set_password(new)
    user.password_set_on = on
    user.save(update_fields=["password", "password_set_on"])
    record(by, "change_password", user)


@transaction.atomic
def open_account(*, username, name, email="", by):
    """A new account with a one-time password that must be changed at the first log-in. Returns (user, password)."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(_("This user name is taken."), fields={"username": _("This user name is taken.")})
    password = one_time_password()
    user = User(username=username, name=name, email=email)
    user.set_password(password)
    user.save()
    record(by, "open_account", user, details={"username": username})
    return user, password


@transaction.atomic
def change_account(user, *, facts, by):
    """New name or e-mail address; one record line saying which."""
    within_reach(user, by)
    before = {key: getattr(user, key) for key in facts}
    for key, value in facts.items():
        setattr(user, key, value)
    user.save(update_fields=list(facts))
    record(by, "change_account", user, details={"fields": sorted(changed(before, facts))})


@transaction.atomic
def set_active(user, *, active, by):
    """Disables or enables an account: with the next request every session and token of it is shut or open again."""
    within_reach(user, by)
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(by, "enable_account" if active else "disable_account", user)


@transaction.atomic
def reset_password(user, *, by):
    """A one-time password that must be changed at once; all sessions of the account end. Returns it, once."""
    within_reach(user, by)
    password = one_time_password()
    user.set_password(password)
    user.password_set_on = None
    user.save(update_fields=["password", "password_set_on"])
    reset(username=user.username.casefold())
    record(by, "reset_password", user)
    return password


@transaction.atomic
def unlock(user, *, by):
    """Forgets the failed log-ins of an account. Returns how many there were."""
    within_reach(user, by)
    count = reset(username=user.username.casefold())
    record(by, "unlock_account", user, details={"failures": count})
    return count


@transaction.atomic
def revoke_tokens(user, *, by, moment):
    """Shuts every API token of an account."""
    within_reach(user, by)
    open_ones = ApiToken.objects.filter(appointment__user=user, revoked_at__isnull=True)
    count = open_ones.update(revoked_at=moment)
    record(by, "revoke_tokens", user, details={"tokens": count})
    return count


def within_reach(user, by: Actor):
    """A system administrator manages only accounts all of whose appointments lie in the own area.

    Otherwise a reset password would lend the offices of a higher level. Raises NotAllowed; nor is one's own account managed here.
    """
    if user.pk == by.user_id:
        raise NotAllowed(_("Your own account is managed by another administrator."))
    places = Appointment.objects.filter(user=user).values_list(
        "division__code", "unit__home__code", "user__cadre__area"
    )
    areas = {next(filter(None, row), "") for row in places}
    if not all(by.covers(area) for area in areas - {""}):
        raise NotAllowed(_("This account also holds an office outside your area."))


def one_time_password():
    """Sixteen readable characters of three kinds, about 90 bits."""
    letters = "abcdefghjkmnpqrstuvwxyz"
    alphabet = letters + letters.upper() + "23456789"
    drawn = [secrets.choice(alphabet) for _number in range(13)]
    return "".join(drawn) + secrets.choice(letters) + secrets.choice(letters.upper()) + secrets.choice("23456789")
