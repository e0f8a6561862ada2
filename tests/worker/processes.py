"""Real processes against the test database: a broker of their own, workers, beats, a web server. All may be killed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import redis
from django.db.models import F, Q
from django.utils import timezone

from config.celery import app
from core.models import OutboxMessage
from launch import processes

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds until a test gives up on a busy machine


class Process:
    """A program of the house, in a session of its own, ended with the tests however they end."""

    def __init__(self, words, env, log):
        self.log = log
        command = [*processes.tied("KILL"), str(Path(sys.executable).with_name(words[0])), *words[1:]]
        self.child = processes.start(command, log=log, env=env, cwd=ROOT)

    def kill(self):
        """kill -9 of the whole group."""
        os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def kill_children(self):
        """kill -9 of the pool's processes only, as when the machine runs out of memory."""
        listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.child.pid)], capture_output=True, text=True)
        for pid in map(int, listed.stdout.split()):
            os.kill(pid, signal.SIGKILL)

    @property
    def runs(self):
        """Whether it lives."""
        return self.child.poll() is None

    def ready(self, sign):
        """Waits until `sign()` is true; fails with the end of the log when the process dies before."""
        until(lambda: not self.runs or sign())
        assert self.runs, processes.tail(self.log, lines=20)
        return self


class Broker:
    """A Valkey that keeps nothing when it dies."""

    def __init__(self, server):
        self.server = server
        self.pid = server.start(tied=True)

    @property
    def url(self):
        """Where the processes find it."""
        return self.server.url()

    def kill(self):
        """kill -9."""
        processes.stop(self.pid, gently=signal.SIGKILL)

    def start(self):
        """Starts it again, empty, where it was."""
        port = self.server.port
        self.pid = self.server.start(tied=True)
        assert self.server.port == port

    def flush(self):
        """FLUSHALL."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def waiting(self):
        """How many messages wait in the queue."""
        with redis.Redis.from_url(self.url) as client:
            return client.llen("celery")

    def has_worker(self):
        """Whether a worker listens at the queue."""
        with redis.Redis.from_url(self.url) as client:
            return any(line["cmd"] == "brpop" for line in client.client_list())

    def send(self, task, *args):
        """What a beat or the relay would publish."""
        with app.connection_for_write(self.url) as line:
            app.send_task(task, args, connection=line)


def until(condition, seconds=PATIENCE):
    """Waits for the condition and returns how long it took; fails when the time is over."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"not within {seconds} seconds"
        time.sleep(0.05)
    return time.monotonic() - began


def a_minute_later():
    """Lets a minute pass for every promise that is still open."""
    minute = timedelta(minutes=1)
    OutboxMessage.objects.filter(done_at=None).update(sent_at=F("sent_at") - minute, due_at=F("due_at") - minute)


def all_done():
    """Whether no promise is open but letters that wait for their hour."""
    waiting = Q(task="core.letter", due_at__gt=timezone.now() + timedelta(minutes=2))
    return not OutboxMessage.objects.filter(done_at=None).exclude(waiting).exists()
