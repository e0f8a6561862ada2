"""Fixtures every test may ask for: the cast, a client per office, the day everything happens on."""

import pytest
from django import conf
from django.core.management import CommandError
from django.core.management.commands import flush
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import cast as casting
from tests import template
from tests.access.counting import CHECKS
from tests.servers import SHARE

# a busy machine is no fault of what is tested
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """The test database is a copy of one that is migrated already."""
    from django.db import connection

    connection.settings_dict["TEST"]["TEMPLATE"] = template.migrated()


@pytest.fixture(scope="session")
def _built(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return casting.build()


@pytest.fixture(scope="session", autouse=True)
def _flush_reaches_the_day_table():
    """The day table is partitioned by hand and unknown to Django: emptying must cascade to it.

    A worker that is just writing its last line may make the emptying a deadlock's victim: it is done again.
    """
    plain = flush.Command.handle

    def emptied(self, **options):
        for tries_left in (2, 1, 0):
            try:
                return plain(self, **{**options, "allow_cascade": True})
            except CommandError as error:
                if not tries_left or "deadlock" not in str(error.__cause__):
                    raise

    flush.Command.handle = emptied


@pytest.fixture(scope="session", autouse=True)
def _files_of_ones_own():
    """Each share of the tests keeps its files apart: another one's tidying would take them away."""
    conf.settings.MEDIA_ROOT = SHARE / "media"


@pytest.fixture(autouse=True)
def the_day(settings):
    """Today is 2026-07-20 in every test that does not say otherwise."""
    settings.TODAY = casting.TODAY.isoformat()


@pytest.fixture
def cast(_built, db):
    """The cast, to be changed freely: the transaction is rolled back."""
    return casting.copy_of(_built)


@pytest.fixture
def fresh_cast(transactional_db):
    """The cast for tests that commit (threads, processes): built anew after each flush."""
    from core.models import User

    if User.objects.exists():
        from django.core.management import call_command

        call_command("flush", interactive=False, verbosity=0)
    return casting.build()


@pytest.fixture
def client_of(cast):
    """`client_of("county")` is a browser logged in as that member of the cast."""

    def logged_in(name, **kwargs):
        client = Client(**kwargs)
        client.force_login(cast.users[name], backend="core.signin.Backend")
        return client

    return logged_in


def pytest_sessionfinish(session):
    """A share of the tests hands its count of checks to the run as a whole."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["checks"] = dict(CHECKS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """The counts of a share that is done."""
    CHECKS.update(getattr(node, "workeroutput", {}).get("checks", {}))


def pytest_terminal_summary(terminalreporter):
    """How many checks were enumerated, a line per kind."""
    for kind, number in sorted(CHECKS.items()):
        terminalreporter.write_line(f"access checks ({kind}): {number:,}")


@pytest.fixture
def named():
    """The duties that a source of the tests names, and nobody else names any: a list to be changed."""
    from core.dues import SOURCES, source

    rows, kept = [], dict(SOURCES)
    SOURCES.clear()
    source("testing", "Testing", "%(place)s: test it.")(lambda on: list(rows))
    yield rows
    SOURCES.clear()
    SOURCES.update(kept)
