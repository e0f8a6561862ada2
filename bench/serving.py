"""The web server as `make run` starts it: granian with two workers."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from config.environment import text
from launch.processes import tied

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = "2", "2"  # as launch/run.py has it on two cores
PATIENCE = 10  # seconds a server gets to stop


def environment():
    """What the programs under measurement are told; the application's role only."""
    names = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY")
    return os.environ | {name: text(name) for name in names} | {"DEBUG": "0"}


@contextmanager
def served(application, **more):
    """The port at which the WSGI application answers, with two workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        "--interface",
        "wsgi",
        "--port",
        str(port),
        "--workers",
        WORKERS,
        "--blocking-threads",
        THREADS,
        application,
    ]
    granian = str(Path(sys.executable).with_name("granian"))
    server = subprocess.Popen(
        [*tied(), granian, *words],  # ends with us, however we end
        cwd=ROOT,
        env=environment() | more,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(server, port)
        yield port
    finally:
        _end(server)


def _end(server):
    """A server told to stop while its workers still start may not hear it."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _wait(server, port):
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("The web server under measurement does not start.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The web server under measurement does not answer.")
