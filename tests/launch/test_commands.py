"""The command line: one clear sentence and status 1 when it cannot go on."""

import fcntl
import os
import socket
import subprocess
import sys

from launch.places import ROOT


def launch(*words, **env):
    command = [sys.executable, "-m", "launch", *words]
    return subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, timeout=60)


def says(done, sentence):
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert sentence in done.stderr


def test_an_unknown_verb_lists_the_known_ones():
    done = launch("fly")
    assert done.returncode == 2
    assert "run|up|down" in done.stderr


def test_a_busy_port_is_one_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = launch("run", DATA_DIR=str(tmp_path), PORT=str(taken.getsockname()[1]))
    says(done, "is taken")


def test_an_unknown_demo_is_one_sentence(tmp_path):
    says(launch("run", DATA_DIR=str(tmp_path), DEMO="moon"), "DEMO must be one of none, haidong, province")


def test_an_unknown_host_is_one_sentence(tmp_path):
    says(launch("run", DATA_DIR=str(tmp_path), HOST="no.such.host.invalid"), "is not an address of this machine")


def test_a_second_run_says_that_one_is_running(tmp_path):
    (tmp_path / "run").mkdir()
    with open(tmp_path / "run" / "run.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = launch("run", DATA_DIR=str(tmp_path))
    says(done, "already running")


def test_make_alone_lists_the_targets():
    done = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True)
    listed = {line.split()[0] for line in done.stdout.splitlines()}
    assert listed >= {"run", "test", "check", "bench", "stories", "shell", "fmt", "lock", "messages"}
