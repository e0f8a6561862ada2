"""The embedded servers: three roles, kill -9 survived, taken ports avoided, strangers left alone."""

import os
import signal
import socket
import subprocess
import sys

import psycopg2
import pytest
import redis

from launch import ports, processes
from launch.places import read_env
from launch.postgres import APP, OWNER
from launch.say import Stop
from launch.servers import Servers, make_secrets


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """Both servers in a folder of their own, tied to this process."""
    home = tmp_path_factory.mktemp("home")
    ours = Servers(home, environ={})
    ours.up(tied=True)
    yield ours
    ours.down()


def ask(servers, role, sql):
    connection = psycopg2.connect(servers.postgres.url(role))
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def test_the_application_reads_and_writes_what_the_owner_makes(servers):
    ask(servers, OWNER, "CREATE TABLE IF NOT EXISTS deed (id bigint GENERATED ALWAYS AS IDENTITY, what text)")
    ask(servers, APP, "INSERT INTO deed (what) VALUES ('written')")
    assert ask(servers, APP, "SELECT what FROM deed LIMIT 1") == ("written",)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE mine (id int)",
        "CREATE TEMP TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "TRUNCATE kept",
        "DROP TABLE kept",
        "ALTER TABLE kept ADD more int",
        "SET ROLE zhucun_owner",
    ],
)
def test_the_application_changes_no_structure(servers, sql):
    ask(servers, OWNER, "CREATE TABLE IF NOT EXISTS kept (id int)")
    with pytest.raises((psycopg2.errors.InsufficientPrivilege, psycopg2.ProgrammingError)):
        ask(servers, APP, sql)


@pytest.mark.parametrize("right", ["rolsuper", "rolcreatedb", "rolcreaterole", "rolbypassrls", "rolreplication"])
def test_neither_role_has_rights_over_the_cluster(servers, right):
    sql = f"SELECT bool_or({right}) FROM pg_roles WHERE rolname IN ('{OWNER}', '{APP}')"
    assert servers.postgres.sql(sql) == "f"


def test_a_wrong_password_opens_nothing(servers):
    wrong = servers.postgres.url(APP).replace(servers.postgres.passwords[APP], "guess")
    with pytest.raises(psycopg2.OperationalError, match="authentication failed"):
        psycopg2.connect(wrong)


def test_the_broker_keeps_what_it_is_given_and_evicts_nothing(servers):
    broker = redis.Redis.from_url(servers.valkey.url())
    assert broker.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert broker.config_get("appendonly") == {"appendonly": "yes"}


def test_the_broker_asks_for_its_password(servers):
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=servers.valkey.port).ping()


def test_notes_are_for_their_owner_only(servers):
    make_secrets(servers.home)
    for name in ("secrets.env", "servers.env", "run/passwords.json"):
        assert (servers.home / name).stat().st_mode & 0o077 == 0


def test_secrets_are_made_once(tmp_path):
    assert make_secrets(tmp_path) == make_secrets(tmp_path) == read_env(tmp_path / "secrets.env")


def test_a_second_launcher_uses_the_servers_that_run(servers):
    second = Servers(servers.home, environ={})
    second.up(tied=True)
    assert second.ours == []
    assert second.addresses() == servers.addresses()


def test_addresses_given_in_the_environment_are_used_instead(tmp_path):
    given = {"DATABASE_URL": "postgres://elsewhere/x", "REDIS_URL": "redis://elsewhere"}
    theirs = Servers(tmp_path, environ=given)
    theirs.up()
    assert theirs.addresses() == {}
    assert not (tmp_path / "pg").exists()


_LAUNCHER = """
import sys, time, pathlib
from launch.servers import Servers
servers = Servers(pathlib.Path(sys.argv[1]), environ={})
servers.up(tied=True)
servers.postgres.sql("CREATE TABLE IF NOT EXISTS kept (id int); INSERT INTO kept VALUES (1)", database="zhucun")
print("up", flush=True)
time.sleep(600)
"""


def test_after_kill_9_of_the_whole_tree_the_next_start_works_and_keeps_the_data(tmp_path):
    launcher = subprocess.Popen([sys.executable, "-c", _LAUNCHER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert any(line.strip() == "up" for line in launcher.stdout)
    dead = Servers(tmp_path, environ={})
    for pid in (launcher.pid, dead.postgres.note.read()["pid"], dead.valkey.note.read()["pid"]):
        os.kill(pid, signal.SIGKILL)
    launcher.communicate()
    again = Servers(tmp_path, environ={})
    again.up(tied=True)
    try:
        assert again.postgres.sql("SELECT count(*) FROM kept", database="zhucun") == "1"
    finally:
        again.down()


def test_servers_end_when_only_their_launcher_is_killed(tmp_path):
    launcher = subprocess.Popen([sys.executable, "-c", _LAUNCHER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert any(line.strip() == "up" for line in launcher.stdout)
    left = Servers(tmp_path, environ={})
    facts = [left.postgres.note.read(), left.valkey.note.read()]
    launcher.kill()
    launcher.communicate()
    assert all(processes.wait_gone(fact["pid"], fact["started"], 10) for fact in facts)


def test_a_note_about_a_process_number_that_is_somebody_else_now_is_not_believed(tmp_path):
    note = processes.Note(tmp_path / "note.json")
    note.write(os.getpid())
    facts = note.read()
    note.path.write_text(note.path.read_text().replace(str(facts["started"]), "12"))
    assert note.read() is None


def test_a_taken_port_is_said_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Stop, match=f"Port {port} on 127.0.0.1 is taken"):
            ports.web(str(port), "127.0.0.1")


@pytest.mark.parametrize("written", ["", "web", "0", "65536", "-1", "８０"])
def test_a_port_that_is_none_is_said_in_one_sentence(written):
    with pytest.raises(Stop, match="PORT must be a number"):
        ports.web(written, "127.0.0.1")
