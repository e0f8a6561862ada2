"""Eight clients at once, each with a connection of its own, speaking the least HTTP that will do."""

import json
import random
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

CLIENTS = 8


@dataclass(frozen=True)
class Load:
    """What a load has shown: seconds of each request, seconds in all, answers by status."""

    times: list
    seconds: float
    statuses: dict

    @property
    def rate(self):
        """Requests per second."""
        return len(self.times) / self.seconds

    @property
    def p95(self):
        """Milliseconds that 95 of 100 requests stay under."""
        return sorted(self.times)[int(len(self.times) * 0.95)] * 1000

    @property
    def median(self):
        """Milliseconds that half the requests stay under."""
        return sorted(self.times)[len(self.times) // 2] * 1000


def asking(method, path, *, cookies=None, fields=None, said=None):
    """A request as bytes: a form's `fields`, or `said` as JSON with the token of `cookies`."""
    body = json.dumps(said).encode() if said else urlencode(fields or {}).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(body)}"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    if said:
        lines += [
            "Content-Type: application/json",
            f"X-CSRFToken: {cookies['csrf']}",
            f"Idempotency-Key: {uuid4().hex}",
        ]
    elif body:
        lines.append("Content-Type: application/x-www-form-urlencoded")
    return "\r\n".join([*lines, "", ""]).encode() + body


def load(port, rounds):
    """Sends each client's requests one after the other, all clients at once. `rounds`: a list of requests per client."""
    with ThreadPoolExecutor(len(rounds)) as pool:
        began = time.perf_counter()
        told = [line for lines in pool.map(lambda requests: _client(port, requests), rounds) for line in lines]
        seconds = time.perf_counter() - began
    return _load(told, seconds)


def best(port, request, *, readers=CLIENTS, each=15):
    """The better of two runs of one request, so that whatever else the machine was doing is not taken for ours."""
    load(port, [[request] * 3] * readers)
    return min((load(port, [[request] * each] * readers) for _ in range(2)), key=lambda one: one.p95)


def arriving(port, requests, seconds, *, threads=16, chance=1):
    """Sends each request once, at a random moment within so many seconds, whatever the others are doing."""
    dice = random.Random(chance)
    moments = sorted(dice.uniform(0, seconds) for _ in requests)
    began = time.perf_counter()

    def one(moment, request):
        time.sleep(max(began + moment - time.perf_counter(), 0))
        return _client(port, [request])[0]

    with ThreadPoolExecutor(threads) as pool:
        told = list(pool.map(one, moments, requests))
    return _load(told, time.perf_counter() - began)


def _load(told, seconds):
    statuses = {}
    for _seconds, status in told:
        statuses[status] = statuses.get(status, 0) + 1
    return Load([one for one, _status in told], seconds, statuses)


def _client(port, requests):
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return [_ask(line, request) for request in requests]


def _ask(line, request):
    began = time.perf_counter()
    line.sendall(request)
    status = _answer(line)
    return time.perf_counter() - began, status


def _answer(line):
    """Reads one answer and returns its status."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += _more(line)
    head, _, body = head.partition(b"\r\n\r\n")
    length = next((int(h.split(b":")[1]) for h in head.lower().split(b"\r\n") if h.startswith(b"content-length:")), 0)
    missing = length - len(body)
    while missing > 0:
        missing -= len(_more(line))
    return int(head.split(b" ", 2)[1])


def _more(line):
    found = line.recv(262144)
    if not found:
        raise ConnectionError("the server closed the connection")
    return found
