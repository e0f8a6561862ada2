"""Free ports on loopback; a server keeps the one it had when it can."""

import json
import socket

from launch.say import Stop


def is_free(port, host="127.0.0.1"):
    """True when nothing listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free(home, name):
    """A free port for the named server: the last one if nobody took it."""
    path = home / "run" / f"{name}.port"
    try:
        last = int(json.loads(path.read_text()))
    except (OSError, ValueError):
        last = 0
    port = last if last and is_free(last) else _any()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(port))
    return port


def _any():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def web(text, host):
    """The web port asked for, checked; Stop with a sentence when it is no port or taken."""
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 65536:
        raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    try:
        socket.getaddrinfo(host, int(text))
    except OSError:
        raise Stop(f"HOST {host!r} is not an address of this machine.") from None
    if not is_free(int(text), host):
        raise Stop(f"Port {text} on {host} is taken or not allowed: choose another with PORT=… make run.")
    return int(text)
