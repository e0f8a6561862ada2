"""Processes the launcher starts: known by number *and* start time, so that no stranger is ever stopped."""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from launch.places import write_private


def start_time(pid):
    """When the process began, in clock ticks since boot; None when there is none or it is a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else int(fields[19])


def boot():
    """This boot of the machine: a process number means nothing after the next one."""
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


class Note:
    """A note on disk about one process we started."""

    def __init__(self, path):
        self.path = path

    def write(self, pid, **more):
        """Remembers the process."""
        by = {"by": os.getpid(), "by_started": start_time(os.getpid())}
        write_private(self.path, json.dumps({"pid": pid, "started": start_time(pid), "boot": boot(), **by, **more}))

    def read(self):
        """The note's facts while that very process lives, else None."""
        try:
            facts = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return None
        alive = facts["boot"] == boot() and start_time(facts["pid"]) == facts["started"]
        return facts if alive and facts["started"] is not None else None

    def orphaned(self, facts):
        """Whether the process should have died with a launcher that is gone."""
        return facts["tied"] and start_time(facts["by"]) != facts["by_started"]

    def drop(self):
        """Forgets the process."""
        self.path.unlink(missing_ok=True)


def wait_gone(pid, started, seconds):
    """True once the process with that start time is gone, False when the seconds are over."""
    until = time.monotonic() + seconds
    while start_time(pid) == started:
        if time.monotonic() > until:
            return False
        _reap(pid)
        time.sleep(0.05)
    return True


def _reap(pid):
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass


def stop(pid, *, gently=signal.SIGTERM, seconds=20):
    """Asks the process to end, then ends its whole group if it does not. Quiet when it is already gone."""
    started = start_time(pid)
    if started is None:
        return _reap(pid)
    _send(pid, gently)
    if not wait_gone(pid, started, seconds):
        _send_group(pid, signal.SIGKILL)
        wait_gone(pid, started, 5)


def _send(pid, sign):
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        pass


def _send_group(pid, sign):
    try:
        os.killpg(pid, sign)
    except ProcessLookupError:
        pass


def tied(sign="TERM"):
    """Command prefix: the process gets this signal when the launcher dies, however it dies."""
    return ["setpriv", "--pdeathsig", sign, "--"] if shutil.which("setpriv") else []


def start(command, *, log, env=None, cwd=None):
    """Starts a process in a session of its own (a Ctrl-C reaches only the launcher), writing to a log file."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )


def working_in(folder, name):
    """Numbers of the processes of that name whose working folder is this one."""
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _works_in(pid, folder, name)]


def _works_in(pid, folder, name):
    try:
        here = os.readlink(f"/proc/{pid}/cwd") == str(folder)
        return here and Path(f"/proc/{pid}/comm").read_text().strip() == name
    except OSError:
        return False


def tail(log, lines=5):
    """The last lines of a log file, for a complaint."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def end_group(pid):
    """Kills whatever is left of the session a process of ours led."""
    _send_group(pid, signal.SIGKILL)


def marked(mark):
    """Numbers of the processes whose environment carries the mark, ourselves left out."""
    numbers = map(int, filter(str.isdigit, os.listdir("/proc")))
    return [pid for pid in numbers if pid != os.getpid() and _carries(pid, mark.encode())]


def _carries(pid, mark):
    try:
        return mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


def follow_make():
    """Has the kernel end us when the `make` that called us is killed; does nothing without one."""
    if os.environ.get("MAKELEVEL"):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 = PR_SET_PDEATHSIG
