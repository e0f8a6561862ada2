"""Whom the embedded servers run as: oneself, or – PostgreSQL refuses root – a system user that owns only their data."""

import os
import pwd
import shutil
import struct
import subprocess

from launch.words import Problem, say

NAME = "zhucun-data"
_ACL = "system.posix_acl_access"
_OWNER, _USER, _GROUP, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY_NAMED = 0xFFFFFFFF


def server_user():
    """The account to drop to when run by root; None when nothing needs dropping."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return _create()


def _create():
    words = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", NAME]
    program = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if program and subprocess.run([program, *words], capture_output=True).returncode == 0:
        say(f"created the system user {NAME}: PostgreSQL does not run as root")
        return pwd.getpwnam(NAME)
    return pwd.getpwnam("nobody")


def let_through(user, path):
    """Gives `user` the right to pass (not to read) every folder on the way to `path` where it lacks it."""
    if user is None:
        return
    for folder in [*reversed(path.parents), path]:
        if not _may(user, "-x", folder):
            _grant_passage(user, folder)


def _may(user, test, path):
    words = ["test", test, str(path)]
    return subprocess.run(words, user=user.pw_uid, group=user.pw_gid, extra_groups=[]).returncode == 0


def _grant_passage(user, folder):
    say(f"letting {user.pw_name} pass through {folder}")
    mode = folder.stat().st_mode
    entries = [(_OWNER, mode >> 6 & 7, _NOBODY_NAMED), (_USER, 1, user.pw_uid), (_GROUP, mode >> 3 & 7, _NOBODY_NAMED)]
    entries += [(_MASK, mode >> 3 & 7 | 1, _NOBODY_NAMED), (_OTHER, mode & 7, _NOBODY_NAMED)]
    written = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        if _ACL in os.listxattr(folder):
            raise OSError("the folder already has an access list")
        os.setxattr(folder, _ACL, written)
    except OSError:
        folder.chmod(mode & 0o7777 | 0o001)
    if not _may(user, "-x", folder):
        raise Problem(f"{user.pw_name} may not pass through {folder}: move the checkout, or run as a normal user.")


def own(user, path):
    """Hands a data folder to the account its server runs as; says so when it belongs to somebody else."""
    owner = path.stat().st_uid
    if user is None and owner != os.geteuid():
        raise Problem(f"{path} belongs to another user: run as that user, or remove the folder to begin anew.")
    if user is None or owner == user.pw_uid:
        return
    for folder, _, files in os.walk(path):
        for name in (folder, *(os.path.join(folder, file) for file in files)):
            os.chown(name, user.pw_uid, user.pw_gid, follow_symlinks=False)
