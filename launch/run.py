"""`make run`: servers, web, Celery worker and beat under one roof, until Ctrl-C or SIGTERM."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from launch import install, ports, prepare, processes
from launch.places import PYTHON, ROOT, data_dir
from launch.say import Stop, say
from launch.servers import Servers, make_secrets

_MARK = "ZHUCUN_STARTED_BY"
_PATIENCE = 5  # deaths of one service within a minute before we give up


class Ended(Exception):
    """Somebody asked us to end."""


def run():
    """Everything `make run` promises, in order; whatever was started is stopped at the end."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    home, host = data_dir().resolve(), os.environ.get("HOST") or "127.0.0.1"
    demo = os.environ.get("DEMO") or "haidong"
    if demo not in prepare.DEMOS:
        raise Stop(f"DEMO must be one of {', '.join(prepare.DEMOS)}, not {demo!r}.")
    lock = _only_one(home)
    _sweep(home)
    port = ports.web(os.environ.get("PORT") or "8000", host)
    try:
        _serve(home, host, port, demo)
    except Ended:
        pass
    finally:
        lock.close()


def _end(number, frame):
    raise Ended


def _only_one(home):
    (home / "run").mkdir(parents=True, exist_ok=True)
    lock = open(home / "run" / "run.lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Stop("Zhucun is already running from this checkout; stop that one first (Ctrl-C there).") from None
    return lock


def _sweep(home):
    """Ends what a killed `make run` of this data folder left behind, known by the mark in its environment."""
    left = processes.marked(f"{_MARK}={home}")
    if left:
        say(f"Stopping {len(left)} processes left over from a run that was killed")
    for pid in left:
        processes.stop(pid, seconds=5)


def _serve(home, host, port, demo):
    servers, services = None, []
    try:
        install.everything()
        own = make_secrets(home)
        servers = Servers()
        servers.up(tied=True)
        env = _environment(home, host, own | servers.addresses())
        prepare.everything(home, env, demo)
        services = _start_all(home, host, port, env)
        _wait_for_web(host, port, services)
        _welcome(host, port, demo, env)
        _watch(services)
    finally:
        _quietly(services, servers)


def _quietly(services, servers):
    """Stops it all; a second Ctrl-C does not interrupt the stopping."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if services or servers and servers.ours:
        say("Stopping")
    for service in services:
        service.ask()
    for service in services:
        service.stop()
    if servers:
        servers.release()


def _environment(home, host, noted):
    env = dict(noted, **os.environ)
    env["DATABASE_OWNER_URL"] = env.get("DATABASE_OWNER_URL") or env["DATABASE_URL"]
    env["PYTHONUNBUFFERED"], env[_MARK] = "1", str(home)
    if not env.get("ALLOWED_HOSTS"):
        names = ["localhost", "127.0.0.1", "[::1]", socket.gethostname(), host]
        if host in ("0.0.0.0", "::"):
            names += sorted({found[4][0] for found in _own_addresses()})
        env["ALLOWED_HOSTS"] = ",".join(dict.fromkeys(names))
    return env


def _own_addresses():
    try:
        return socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []


class Service:
    """One of our processes: started, watched, started again when it dies, stopped."""

    def __init__(self, name, words, env, log, seconds):
        self.name, self.words, self.env, self.log, self.seconds = name, words, env, log, seconds
        self.deaths, self.child = [], None
        self.start()

    def start(self):
        """Starts the process; the kernel ends it when the launcher is killed."""
        self.child = processes.start([*processes.tied(), *self.words], log=self.log, env=self.env, cwd=ROOT)

    def look(self):
        """Starts the process again when it has died; Stop when it keeps dying."""
        if self.child.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [moment for moment in self.deaths if now - moment < 60] + [now]
        if len(self.deaths) >= _PATIENCE:
            raise Stop(f"The {self.name} keeps stopping; its log {self.log} ends:\n{processes.tail(self.log)}")
        say(f"The {self.name} stopped (status {self.child.returncode}); starting it again")
        self.start()

    def ask(self):
        """Asks the process to end."""
        if self.child.poll() is None:
            self.child.terminate()

    def stop(self):
        """Waits for the end, then clears the whole group."""
        try:
            self.child.wait(self.seconds)
        except subprocess.TimeoutExpired:
            pass
        processes.end_group(self.child.pid)
        self.child.wait()


def _start_all(home, host, port, env):
    say("Starting web, worker and beat")
    web = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(min(os.cpu_count() or 1, 4)), "--blocking-threads", "2", "--respawn-failed-workers"]
    celery = ["celery", "-A", "config"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", str(home / "run" / "beat")]
    plans = (("web", [*web, "config.wsgi:application"], 10), ("worker", worker, 20), ("beat", beat, 10))
    logs = home / "log"
    return [Service(name, _in_venv(words), env, logs / f"{name}.log", seconds) for name, words, seconds in plans]


def _in_venv(words):
    return [str(PYTHON.parent / words[0]), *words[1:]]


def _address(host, port):
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def _wait_for_web(host, port, services):
    for _ in range(600):
        for service in services:
            service.look()
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(_address(host, port), timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Stop(f"The web server does not answer; its log {services[0].log} may say why.")


def _welcome(host, port, demo, env):
    if demo != "none":
        print(prepare.manage("demo_logins", env=env).rstrip())
    else:
        say("An empty house gets its first account by: .venv/bin/python manage.py first_admin USERNAME NAME")
    say(f"Zhucun is at {_address(host, port)} (Ctrl-C stops it; logs in {data_dir() / 'log'})")
    sys.stdout.flush()


def _watch(services):
    while True:
        time.sleep(0.5)
        for service in services:
            service.look()
