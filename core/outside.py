"""Asking an address outside the house: https, no private places, no redirects, and never longer than a few seconds (decision 0025)."""

import http.client
import ipaddress
import socket
import ssl
import time
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from core.refusals import Refused

CONNECT, WHOLE = 3, 6  # seconds: for a connection, for everything with the look-up of the name
MOST = 4096  # bytes of an answer that are read
LONGEST = 500  # characters of an address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unreachable(Exception):
    """The address did not take the message; says why, never what the address is."""


class AddressRefused(Refused):
    """Not an address the house asks."""


def check_address(url):
    """Raises AddressRefused for what is no https address of a public place. Looks nothing up: `post` does, each time."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(_("This is not an address.")) from None
    schemes = ("https", "http") if settings.WEBHOOKS_TO_LOOPBACK else ("https",)
    if parts.scheme not in schemes or not parts.hostname or len(url) > LONGEST or not url.isascii():
        raise AddressRefused(_("Enter an https address."))
    if parts.username is not None or parts.fragment or (port is not None and port == 0):
        raise AddressRefused(_("Enter an https address without user name and fragment."))
    if not url.isprintable() or " " in url:
        raise AddressRefused(_("This is not an address."))
    if _is_number(parts.hostname) and not _is_public(parts.hostname):
        raise AddressRefused(_("Addresses inside a network are not asked."))


def masked(url):
    """What may be shown of an address: its host and its end."""
    return f"{urlsplit(url).hostname}/…{url[-4:]}"


def _is_number(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(number):
    """Whether an IP number lies on the public internet, whatever it is wrapped in."""
    ip = ipaddress.ip_address(number)
    if ip.version == 6:
        if ip.ipv4_mapped:
            return _is_public(str(ip.ipv4_mapped))
        if ip.sixtofour or ip.teredo or ip in _NAT64:
            return False
    if settings.WEBHOOKS_TO_LOOPBACK and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast


def post(url, body, headers):
    """Sends bytes; returns (status, the beginning of the answer). Raises Unreachable.

    The name is looked up once; when any of its numbers is not public nothing is asked, and the connection goes to
    the very number that was looked at.
    """
    parts, ends = urlsplit(url), time.monotonic() + WHOLE
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = _public_number(parts.hostname, port, ends)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with socket.create_connection((number, port), timeout=min(CONNECT, _left(ends))) as plain:
            plain.settimeout(WHOLE)
            return _within(plain, parts, _left(ends), lambda line: _asked(line, path, body, headers))
    except (OSError, http.client.HTTPException, ssl.SSLError) as error:
        raise Unreachable(_("no answer: %(what)s") % {"what": type(error).__name__}) from None


def _left(ends):
    """The seconds that are left; never none, so that what begins now fails by itself."""
    return max(ends - time.monotonic(), 0.01)


def _looked_up(host, port, ends):
    """What the name leads to. The system's look-up takes no limit: it is left alone when the time is over."""
    answers = SimpleQueue()

    def ask():
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put(None)

    Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=_left(ends))
    except Empty:
        raise Unreachable(_("the name of the address was not found in time")) from None
    if found is None:
        raise Unreachable(_("the name of the address is not known"))
    return found


def _public_number(host, port, ends):
    found = _looked_up(host, port, ends)
    numbers = [place[0] for *_rest, place in found]
    if not numbers or not all(_is_public(number.partition("%")[0]) for number in numbers):
        raise Unreachable(_("addresses inside a network are not asked"))
    return numbers[0]


def _within(plain, parts, seconds, ask):
    """Asks, and cuts the line when the time is over, however slowly the other side drips."""
    line = http.client.HTTPConnection(parts.hostname, parts.port, timeout=WHOLE)
    line.sock = _secured(plain, parts.hostname) if parts.scheme == "https" else plain
    cut = Timer(seconds, _cut, [line.sock])
    cut.start()
    try:
        if parts.scheme == "https":
            line.sock.do_handshake()
        return ask(line)
    finally:
        cut.cancel()
        line.close()


def _secured(plain, host):
    """The same line under TLS; its handshake is still to come."""
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _cut(line):
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _asked(line, path, body, headers):
    line.request("POST", path, body, {**headers, "User-Agent": "Zhucun", "Connection": "close"})
    answer = line.getresponse()
    return answer.status, answer.read(MOST)
