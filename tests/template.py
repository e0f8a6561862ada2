"""One migrated database that every test run copies: made once for a set of migrations, in seconds less for every run after."""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "template_zhucun_"


def migrated():
    """The name of the database to copy; made now where it is missing. One run makes it, others wait."""
    name = PREFIX + _digest()
    with closing(psycopg2.connect(_url("postgres"))) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [PREFIX + "%"])
        known = {row[0] for row in cursor.fetchall()}
        if name not in known:
            _make(cursor, name, known)
    return name


def _digest():
    """What the schema is made from: every migration, and what is done after migrating."""
    files = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("core/management/commands/*.py"),
        ROOT / "core" / "hardening.py",
    ]
    told = hashlib.sha256()
    for path in sorted(files):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:16]


def _make(cursor, name, stale):
    for old in stale:
        cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
    fresh = f"{PREFIX}new"
    cursor.execute(f'CREATE DATABASE "{fresh}"')
    words = [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"]
    subprocess.run(words, cwd=ROOT, env=os.environ | {"DATABASE_OWNER_URL": _url(fresh)}, check=True)
    cursor.execute(f'ALTER DATABASE "{fresh}" RENAME TO "{name}"')


def _url(name):
    here = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    return urlsplit(here)._replace(path=f"/{name}").geturl()
