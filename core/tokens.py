"""API tokens: a machine acts in one appointment for a limited time."""

import hashlib
import secrets

from django.utils import timezone
from rest_framework import authentication

from core.actor import actor_in
from core.clock import today
from core.models import ApiToken, Appointment

LONGEST_LIFE_DAYS = 90


def fresh_token():
    """A new token and its digest; only the digest is ever stored."""
    token = "zc_" + secrets.token_urlsafe(32)
    return token, digest(token)


def digest(token):
    """How a token is stored: it is long and random, so a plain hash suffices."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_actor(request):
    """The actor behind `Authorization: Bearer …`, or None; the appointment must still be in force."""
    scheme, _, token = request.headers["Authorization"].partition(" ")
    if scheme.lower() != "bearer" or not token:
        return None
    alive = ApiToken.objects.filter(
        digest=digest(token.strip()), revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    people = ("appointment__user", "appointment__division", "appointment__unit", "appointment__given_by")
    row = alive.filter(appointment__in=Appointment.objects.in_force(today())).select_related(*people).first()
    return _actor(request, row.appointment) if row else None


def _actor(request, held):
    request.user, request.by_token = held.user, True
    return actor_in(held, ip=request.META.get("REMOTE_ADDR"))


class TokenAuthentication(authentication.BaseAuthentication):
    """Hands DRF what the middleware has found out."""

    def authenticate(self, request):
        """(user, token) for a machine; None lets the session speak."""
        inner = request._request
        return (inner.user, "token") if getattr(inner, "by_token", False) else None

    def authenticate_header(self, request):
        """What to offer a caller without credentials."""
        return "Bearer"


class SessionAuthentication(authentication.SessionAuthentication):
    """The browser's session, with its CSRF check; 401 rather than 403 when there is none."""

    def authenticate_header(self, request):
        """What to offer a caller without credentials."""
        return "Bearer"
