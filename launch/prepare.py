"""Brings the database, the translations and the static files up to date before anything is served."""

import hashlib
import os
import subprocess
import time

from launch.places import PYTHON, ROOT
from launch.say import Stop, say

DEMOS = ("none", "haidong", "province")


def manage(*words, env, quiet=True):
    """One management command; Stop with its own words when it fails."""
    command = [PYTHON, "manage.py", *words]
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} if quiet else {}
    done = subprocess.run(list(map(str, command)), cwd=ROOT, env=env, stdin=subprocess.DEVNULL, text=True, **said)
    if done.returncode:
        raise Stop(f"{(done.stdout or '').strip()}\n`manage.py {words[0]}` failed; see above.".strip())
    return done.stdout


def everything(home, env, demo):
    """Translations, static files, schema, divisions, demo data; each only when something changed."""
    _once(home, "translations", _seen("locale/**/*.po"), lambda: compile_messages(env))
    _once(
        home,
        "static",
        _seen("static/**/*", "package-lock.json", "requirements.txt"),
        lambda: _static(env),
    )
    schema = _seen("*/migrations/*.py", "*/management/commands/*.py", "core/data/*", "requirements.txt")
    _once(home, "schema", schema + _database(env), lambda: _schema(env))
    if demo != "none":
        _demo(home, env, demo)


def compile_messages(env):
    """The catalogue as the running program reads it (.mo); gettext's own tools are not needed."""
    say("Compiling the translations")
    subprocess.run([str(PYTHON), "-m", "launch.messages", "compile"], cwd=ROOT, env=env, check=True)


def _static(env):
    say("Collecting the static files")
    manage("collectstatic", "--no-input", "-v", "0", env=env)


def _schema(env):
    say("Migrating the database")
    manage("migrate", "--no-input", "-v", "0", env=env)
    manage("harden_database", env=env)
    say("Loading the divisions of Qinghai")
    manage("load_divisions", env=env)


def _demo(home, env, demo):
    path = home / "run" / f"demo-{_database(env)}"
    if path.exists():
        return
    say(f"Loading the demo data ({demo})")
    begun = time.monotonic()
    manage("load_demo", "--scale", demo, env=env, quiet=False)
    path.write_text(demo)
    say(f"Demo data loaded in {time.monotonic() - begun:.0f} s")


def _once(home, name, state, work):
    """Does the work unless it was done for this very state."""
    path = home / "run" / f"{name}.done"
    if path.exists() and path.read_text() == state:
        return
    work()
    path.write_text(state)


def _seen(*patterns):
    """What the files of these patterns look like now: names, sizes, times."""
    files = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    facts = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _database(env):
    """A short name for the database in use, so that another one is prepared anew; ports may change freely."""
    url = os.environ.get("DATABASE_URL")
    return hashlib.sha256(url.encode()).hexdigest()[:16] if url else "embedded"
