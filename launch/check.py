"""`make test`, `make check` and `make bench`: servers of their own beside those of `make run`."""

import fcntl
import os
import subprocess
import time
from contextlib import contextmanager

from launch import install, prepare
from launch.places import PYTHON, ROOT, data_dir
from launch.say import Stop, say
from launch.servers import Servers, make_secrets

_BIN = PYTHON.parent
SHARED = ("--dist", "load", "--maxschedchunk", "20")
MOST_SHARES = 4  # of the tests; each has a PostgreSQL, a Valkey and at times a browser of its own


@contextmanager
def _servers(name, *, lasting=False):
    """The environment for programs that use the servers kept under .data/<name>; stopped again if started here."""
    home = data_dir() / name
    lock = _alone(home)
    servers = Servers(home, lasting=lasting)
    try:
        servers.up(tied=True)
        yield make_secrets(home) | servers.addresses() | os.environ
    finally:
        servers.release()
        lock.close()


def _alone(home):
    """Two runs against one database would disturb each other: the second waits."""
    (home / "run").mkdir(parents=True, exist_ok=True)
    lock = open(home / "run" / "use.lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"Waiting for another run that uses {home}")
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def test(*words):
    """Installs what tests need, then runs pytest with these words; returns its exit status.

    Without words, and with the embedded servers, the tests are shared out over the cores.
    """
    install.everything()
    chromium = install.browser()
    prepare.compile_messages(os.environ)
    shares = 1 if words or os.environ.get("DATABASE_URL") else min(os.cpu_count() or 1, MOST_SHARES)
    with _servers("test") as env:
        env = env | {"CHROMIUM": chromium}
        if shares > 1:
            # each share in order: what flushes comes last
            env, words = env | {"TEST_SERVERS": "own"}, ("-n", str(shares), *SHARED)
        say("Running the tests")
        return subprocess.run([str(PYTHON), "-m", "pytest", *words], cwd=ROOT, env=env).returncode


def _steps():
    yield "format", [_BIN / "ruff", "format", "--check", "."]
    yield "lint", [_BIN / "ruff", "check", "."]
    yield "templates", [_BIN / "djlint", "--lint", "--quiet", "templates"]
    yield "floors and rooms", [_BIN / "lint-imports", "--no-cache"]
    yield "system check", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]
    yield "deployment", [PYTHON, "manage.py", "check", "--deploy", "--tag", "security", "--fail-level", "WARNING"]
    yield "migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    yield "translations", [PYTHON, "-m", "launch.messages", "check"]
    yield "workflow diagrams", [PYTHON, "manage.py", "workflow_docs", "--check"]


def check():
    """Style, floors, settings, migrations, translations, documents, then the tests; 1 when anything is amiss."""
    install.everything()
    failed = []
    with _servers("test") as env:
        env = env | {"DEBUG": "0", "BEHIND_TLS": "1"}
        for name, words in _steps():
            begun = time.monotonic()
            done = subprocess.run(list(map(str, words)), cwd=ROOT, env=env, text=True, capture_output=True)
            say(f"{name}: {'ok' if not done.returncode else 'FAILED'} ({time.monotonic() - begun:.1f} s)")
            if done.returncode:
                failed.append(name)
                print((done.stdout + done.stderr).strip(), flush=True)
    if test():
        failed.append("tests")
    if failed:
        raise Stop(f"Not in order: {', '.join(failed)}.")


def bench(*words):
    """Prepares a province in a data folder of its own (once), then measures."""
    if not (ROOT / "bench" / "__main__.py").exists():
        raise Stop("There is nothing to measure: the folder bench is missing.")
    install.everything()
    home = data_dir() / "bench"
    with _servers("bench", lasting=True) as env:
        env = env | {"DATA_DIR": str(home)}
        prepare.everything(home, env, "province")
        return subprocess.run([str(PYTHON), "-m", "bench", *words], cwd=ROOT, env=env).returncode
