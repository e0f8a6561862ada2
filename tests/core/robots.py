"""A real web server on this machine that answers as a group robot: well, badly, slowly, never."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def robot(status=200, answer=b'{"errcode": 0}', wait=0, drip=0, headers=()):
    """(address, what it was told): `wait` seconds before the answer, `drip` bytes sent one by one, each a second apart."""
    told, over = [], threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            told.append({"path": self.path, "raw": raw, "body": json.loads(raw), "headers": dict(self.headers)})
            over.wait(wait)
            for _ in range(drip):
                self.wfile.write(b"H")
                if over.wait(0.3):
                    return
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send?key=abcd", told
    finally:
        over.set()
        server.shutdown()
        server.server_close()


def timed(deed):
    """How many seconds a deed takes."""
    begun = time.monotonic()
    deed()
    return time.monotonic() - begun
