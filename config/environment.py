"""Reads settings from the environment, else from the files `make run` wrote; loud on nonsense."""

import base64
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE = Path(__file__).resolve().parent.parent


def _files():
    """The launcher's own notes: secrets made once, and where the embedded servers listen."""
    folder = BASE / os.environ.get("DATA_DIR", ".data")
    values = {}
    for name in ("secrets.env", "servers.env"):
        path = folder / name
        if path.exists():
            pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
            values |= {key.strip(): value.strip() for key, value in pairs}
    return values


_NOTED = _files()


def text(name, default=None):
    """The setting's value; without one and without a default, start-up stops here."""
    value = os.environ.get(name) or _NOTED.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set: start with `make run`, or set it in the environment.")
    return value


def flag(name, default=False):
    """A yes/no setting written 1 or 0."""
    value = text(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def database(url):
    """Django's database settings for a postgres:// URL."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres://")
    # The last one: a statement whose client was killed ends within a second and gives its locks back.
    limits = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
    options = {"connect_timeout": 3, "options": f"{limits} -c client_connection_check_interval=1s"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def keyring(written):
    """`1:<base64>,2:<base64>` → {1: bytes, 2: bytes}; the first one encrypts."""
    try:
        pairs = [item.split(":", 1) for item in written.split(",")]
        ring = {int(number): base64.b64decode(key, validate=True) for number, key in pairs}
    except ValueError as error:
        raise ImproperlyConfigured("FIELD_KEYS must read 1:<base64>,2:<base64>") from error
    if any(len(key) != 32 for key in ring.values()):
        raise ImproperlyConfigured("Each of FIELD_KEYS must be 32 bytes.")
    return ring
