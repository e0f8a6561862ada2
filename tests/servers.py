"""Loaded before Django: gives the tests a real PostgreSQL and a real Valkey of their own, kept between runs.

Where DATABASE_URL and REDIS_URL are set (both), those servers are used; the role must be allowed to create databases.
`make test` shares the tests out over the machine's cores: each share has servers of its own (TEST_SERVERS=own).
"""

import os
from pathlib import Path

from launch.postgres import APP, OWNER
from launch.servers import Servers, make_secrets

HOME = Path(__file__).resolve().parent.parent / os.environ.get("DATA_DIR", ".data") / "test"


WORKER = os.environ.get("PYTEST_XDIST_WORKER")
SHARE = HOME / WORKER if WORKER else HOME  # what one share of the tests has to itself


def _provide(home, **tied):
    given = {name: word for name, word in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    servers = Servers(home, lasting=False, environ=given)
    servers.up(**tied)
    os.environ.update(make_secrets(home))
    os.environ["DATABASE_URL"] = servers.postgres.url(APP)
    os.environ["DATABASE_OWNER_URL"] = servers.postgres.url(OWNER)
    os.environ["REDIS_URL"] = servers.valkey.url()


if WORKER and os.environ.get("TEST_SERVERS") == "own":
    _provide(SHARE, tied=True)
elif not os.environ.get("DATABASE_URL"):
    _provide(HOME)
os.environ["DEBUG"] = "1"
os.environ["ZHUCUN_TESTS"] = "1"
