"""Both embedded servers together, and the notes other programs find them by (secrets.env, servers.env)."""

import base64
import fcntl
import json
import os
import secrets
from contextlib import contextmanager

from launch.places import data_dir, read_env, write_env, write_private
from launch.postgres import APP, OWNER, SETUP, Postgres
from launch.say import say
from launch.valkey import Valkey


def make_secrets(home):
    """The application's own secrets, made once and kept in secrets.env."""
    path = home / "secrets.env"
    kept = read_env(path)
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "INDEX_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    if made.keys() - kept.keys():
        write_env(path, made | kept)
    return made | kept


def _passwords(home):
    """The servers' passwords, made once; the application is told only those it needs."""
    path = home / "run" / "passwords.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    names = {SETUP, OWNER, APP, "valkey"}
    if names - kept.keys():
        kept = {name: secrets.token_urlsafe(24) for name in names} | kept
        write_private(path, json.dumps(kept))
    return kept


@contextmanager
def _one_at_a_time(home):
    """Two launchers starting or stopping the same servers take turns."""
    path = home / "run" / "servers.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Servers:
    """The embedded servers of one data folder; those given in the environment are used instead."""

    def __init__(self, home=None, *, lasting=True, environ=os.environ):
        self.home = (home or data_dir()).resolve()
        self.home.mkdir(parents=True, exist_ok=True)
        words = _passwords(self.home)
        self.lasting = lasting
        self.postgres = Postgres(self.home, words, lasting=lasting)
        self.valkey = Valkey(self.home, words["valkey"], lasting=lasting)
        self.embedded = []
        if not environ.get("DATABASE_URL"):
            self.embedded.append(self.postgres)
        if not environ.get("REDIS_URL"):
            self.embedded.append(self.valkey)
        self.ours = []

    def up(self, *, tied=False):
        """Starts what is not running; `tied` ones die with this process. Writes servers.env."""
        with _one_at_a_time(self.home):
            for server in self.embedded:
                self._start(server, tied)
            if self.postgres in self.embedded:
                self.postgres.provide()
                if not self.lasting:
                    self.postgres.let_owner_create()
            write_env(self.home / "servers.env", self.addresses())

    def _start(self, server, tied):
        facts = server.note.read()
        if facts and not server.note.orphaned(facts):
            server.port = facts["port"]
            return
        if facts:  # left over from a launcher that was killed
            server.stop(facts["pid"])
        say(f"Starting the embedded {server.name}")
        pid = server.start(tied=tied)
        if tied:
            self.ours.append((server, pid))

    def addresses(self):
        """The variables the settings read, for the servers that are ours."""
        found = {}
        if self.postgres in self.embedded:
            found["DATABASE_URL"] = self.postgres.url(APP)
            found["DATABASE_OWNER_URL"] = self.postgres.url(OWNER)
        if self.valkey in self.embedded:
            found["REDIS_URL"] = self.valkey.url()
        return found

    def release(self):
        """Stops those this process started, the last first."""
        while self.ours:
            server, pid = self.ours.pop()
            server.stop(pid)

    def down(self):
        """Stops both, whoever started them; says which were running."""
        with _one_at_a_time(self.home):
            running = [(server, server.note.read()) for server in (self.valkey, self.postgres)]
            for server, facts in running:
                if facts:
                    server.stop(facts["pid"])
            return [server.name for server, facts in running if facts]
