"""Commands that read plain files and print lines: they start without servers and cannot reach any."""

import base64
import os
import secrets

COMMANDS = ("stories", "explain")


def without_servers():
    """Fills what the settings ask for with values that open nothing: keys of this one process, addresses of nobody."""
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    os.environ |= {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": f"1:{key}",
        "INDEX_KEY": key,
        "DATABASE_URL": "postgres://nobody@localhost:1/none",
        "DATABASE_OWNER_URL": "postgres://nobody@localhost:1/none",
        "REDIS_URL": "redis://localhost:1/0",
    }
