"""The system account the servers run as when the launcher is root (PostgreSQL refuses to run as root)."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from launch.say import Stop, say

NAME = "zhucun-servers"
# Capabilities that let that account pass a closed folder above the data (/root, say), the narrower one first.
_PASSES = (("dac_read_search", 2), ("dac_override", 1))


def server_account():
    """The account's entry when we are root (made on first use), None when we are an ordinary user."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        _make_account()
        return pwd.getpwnam(NAME)


def _make_account():
    say(f"Making the system account {NAME} for the embedded servers")
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    done = shutil.which("useradd") and subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME])
    if not done or done.returncode not in (0, 9):  # 9: someone made it in the meantime
        raise Stop(f"The embedded servers cannot run as root and the account {NAME} could not be made (useradd).")


def give(path):
    """Hands a folder to the servers' account, closed to everyone else."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)
    if account := server_account():
        os.chown(path, account.pw_uid, account.pw_gid)


def as_servers(*needed, tied_to_us=False, sign="TERM"):
    """Command prefix that runs a command as the servers' account, able to reach the needed folders."""
    prefix = ["setpriv"] + (["--pdeathsig", sign] if tied_to_us else [])
    account = server_account()
    if account is None:
        return [*prefix, "--"] if tied_to_us and shutil.which("setpriv") else []
    if not shutil.which("setpriv"):
        raise Stop("The tool setpriv (package util-linux) is missing; root needs it to start the embedded servers.")
    prefix += [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return prefix + (_capability() if any(map(_is_closed, needed)) else []) + ["--"]


def _is_closed(path):
    """True when a folder above (or at) the path may not be passed by other accounts."""
    return any(not folder.stat().st_mode & 0o001 for folder in path.resolve().parents if folder.exists())


def _capability():
    status = Path("/proc/self/status").read_text()
    permitted = int(status.split("CapPrm:")[1].split()[0], 16)
    for name, number in _PASSES:
        if permitted >> number & 1:
            return [
                "--securebits=+no_setuid_fixup",
                f"--bounding-set=-all,+{name}",
                f"--inh-caps=-all,+{name}",
                f"--ambient-caps=+{name}",
            ]
    raise Stop("The checkout lies in a folder only root may enter; move it to one that others may enter, like /srv.")
