"""The verbs of the launcher, one function each."""

import os
import subprocess

from launch import check, install, run
from launch.places import PYTHON, ROOT, data_dir
from launch.say import Stop, say
from launch.servers import Servers, make_secrets


def up():
    """Starts only the embedded servers, for development, and leaves them running."""
    make_secrets(data_dir())
    servers = Servers()
    servers.up()
    say(f"The servers are up; their addresses are in {servers.home / 'servers.env'}")


def down():
    """Stops the embedded servers, those the tests and benchmarks left included."""
    homes = [data_dir()] + [data_dir() / name for name in ("test", "bench") if (data_dir() / name).exists()]
    stopped = [name for home in homes for name in Servers(home, environ={}).down()]
    say(f"Stopped: {', '.join(stopped)}" if stopped else "No embedded server was running.")


def manage(*words):
    """One management command against the servers of this checkout, started for it when they do not run."""
    install.everything()
    if words[0] in ("stories", "explain"):  # plain files in, lines out: no server needed
        return subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT).returncode
    make_secrets(data_dir())
    servers = Servers()
    servers.up(tied=True)
    try:
        return subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT).returncode
    except KeyboardInterrupt:
        return 130
    finally:
        servers.release()


def fmt():
    """Formats the code and mends what ruff can mend by itself."""
    install.everything()
    subprocess.run([str(PYTHON.parent / "ruff"), "check", "--fix", "--quiet", "."], cwd=ROOT)
    return subprocess.run([str(PYTHON.parent / "ruff"), "format", "."], cwd=ROOT).returncode


def lock():
    """Resolves requirements.in into requirements.txt and installs it; npm's lock by npm itself."""
    install.everything()
    if not (PYTHON.parent / "uv").exists():
        subprocess.run([str(PYTHON), "-m", "pip", "install", "--quiet", "uv"], check=True)
    words = [
        str(PYTHON.parent / "uv"),
        "pip",
        "compile",
        "-q",
        "--upgrade",
        "requirements.in",
        "-o",
        "requirements.txt",
    ]
    if subprocess.run(words, cwd=ROOT).returncode:
        raise Stop("requirements.in could not be resolved; see above.")
    return install.everything()


def messages():
    """Merges the parts of the translation and says what is missing."""
    install.everything()
    env = make_secrets(data_dir()) | {"DATABASE_URL": "postgres://nobody@localhost/none", "REDIS_URL": "redis://none"}
    return subprocess.run([str(PYTHON), "-m", "launch.messages", "merge"], cwd=ROOT, env=env | os.environ).returncode


VERBS = {
    "run": run.run,
    "up": up,
    "down": down,
    "install": install.everything,
    "test": check.test,
    "check": check.check,
    "bench": check.bench,
    "manage": manage,
    "fmt": fmt,
    "lock": lock,
    "messages": messages,
}
