"""Loaded before Django: gives the tests a real PostgreSQL and a real Valkey of their own, kept between runs.

Where DATABASE_URL and REDIS_URL are set (both), those servers are used; the role must be allowed to create databases.
"""

import os
from pathlib import Path

from launch.postgres import APP, OWNER
from launch.servers import Servers, make_secrets

HOME = Path(__file__).resolve().parent.parent / os.environ.get("DATA_DIR", ".data") / "test"


def _provide():
    servers = Servers(HOME, lasting=False)
    servers.up()
    os.environ.update(make_secrets(HOME))
    os.environ["DATABASE_URL"] = servers.postgres.url(APP)
    os.environ["DATABASE_OWNER_URL"] = servers.postgres.url(OWNER)
    os.environ["REDIS_URL"] = servers.valkey.url()


if not os.environ.get("DATABASE_URL"):
    _provide()
os.environ["DEBUG"] = "1"
os.environ["ZHUCUN_TESTS"] = "1"
