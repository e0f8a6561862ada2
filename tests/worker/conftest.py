"""A broker, a worker and beats as real processes; they see the test database as the application's role."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from launch.valkey import Valkey
from tests import cast as casting
from tests.servers import SHARE
from tests.worker.processes import Broker, Process
from tests.worker.web import answers

_OURS_ALONE = ("ZHUCUN_TESTS", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture(scope="session")
def as_app(django_db_setup):
    """The test database's address for the application's role."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path="/" + connection.settings_dict["NAME"]).geturl()


@pytest.fixture(scope="session")
def broker(tmp_path_factory):
    """A broker that may be killed and emptied."""
    home = SHARE / "broker"
    started = Broker(Valkey(home, "only-for-tests", lasting=False))
    yield started
    started.kill()


@pytest.fixture(scope="session")
def surroundings(as_app, broker, tmp_path_factory):
    """The environment of the processes; mail goes to the folder `mail` below DATA_DIR."""
    kept = {key: value for key, value in os.environ.items() if key not in _OURS_ALONE}
    place = {"DATABASE_URL": as_app, "REDIS_URL": broker.url, "DATA_DIR": str(tmp_path_factory.mktemp("house"))}
    return kept | place | {"DEBUG": "1", "TODAY": casting.TODAY.isoformat()}


@pytest.fixture(scope="session")
def start(surroundings):
    """`start("celery", …)` starts a program of the house; whatever still runs at the end is killed."""
    started = []

    def run(*words):
        log = SHARE / "log" / f"{words[0]}.log"
        started.append(Process(words, surroundings, log))
        return started[-1]

    yield run
    for process in filter(lambda p: p.runs, started):
        process.kill()


@pytest.fixture(scope="session")
def _crew(start):
    """The worker at hand, if any."""
    return {"worker": None, "start": start}


@pytest.fixture
def worker(_crew, broker):
    """`worker()` is a worker that is ready: the one at hand, or a new one when that was killed."""

    def at_hand():
        if not (_crew["worker"] and _crew["worker"].runs):
            words = ("celery", "-A", "config", "worker", "-c", "2", "--loglevel", "WARNING")
            _crew["worker"] = _crew["start"](*words, "--without-gossip", "--without-mingle").ready(broker.has_worker)
        return _crew["worker"]

    return at_hand


@pytest.fixture
def no_worker(_crew):
    """No worker runs when the test begins."""
    if _crew["worker"] and _crew["worker"].runs:
        _crew["worker"].kill()


@pytest.fixture
def mail(surroundings):
    """`mail()` counts the letters written since the test began."""
    folder = Path(surroundings["DATA_DIR"]) / "mail"

    def count():
        return sum(text.read_text().count("Message-ID:") for text in folder.glob("*"))

    before = count()
    return lambda: count() - before


@pytest.fixture
def beats(start, tmp_path):
    """Two beats at once."""
    words = ("celery", "-A", "config", "beat", "--loglevel", "WARNING", "--pidfile=")
    running = [start(*words, "--schedule", str(tmp_path / f"beat{number}")) for number in range(2)]
    yield running
    for beat in running:
        beat.kill()


@pytest.fixture
def web(start):
    """The port of a real web server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = start("granian", "--interface", "wsgi", "--port", str(port), "config.wsgi:application")
    server.ready(lambda: answers(port))
    yield port
    server.kill()
