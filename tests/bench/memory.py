#!/usr/bin/env python3
"""Whether `serve` gives back the memory that it needed for a crowd of strangers.

    tests/bench/memory.py [--binary PROGRAM]

Prints the resident memory at the start, at the peak and half a minute after all have left, for

- slow readers: 300 clients ask for large pages, one after another on one connection, with the
  smallest possible receive buffer, and read nothing;
- large headers: 2,000 clients each send 60 KB of a header that never ends.
"""

import base64
import socket
import threading
import time
import zlib

from common import Server, arguments

READERS, PAGES = 300, 24
HEADERS, HEADER_BYTES = 2_000, 60_000
REST = 30
KIBIBYTE = 1024


def resident(server):
    """MiB."""
    with open(f"/proc/{server.process.pid}/status") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / KIBIBYTE


class Peak(threading.Thread):
    """Reads the resident memory ten times a second."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.most, self.ends = server, 0, threading.Event()
        self.start()

    def run(self):
        while not self.ends.wait(0.1):
            self.most = max(self.most, resident(self.server))


def connect(server, receive_buffer=None):
    host, port = server.address.split(":")
    client = socket.socket()
    if receive_buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.connect((host, int(port)))
    return client


def send(client, text):
    try:
        client.sendall(text.encode())
    except OSError:
        pass  # it was refused, which is an answer, too


def large_page():
    """A request whose page shows a cookie of 60 KB of JSON."""
    payload = zlib.compress(b'{"a":[' + b"0," * 30_000 + b"0]}")
    cookie = "." + base64.urlsafe_b64encode(payload).decode().rstrip("=") + ".awVEAA." + 27 * "A"
    return f"GET /inspecteur.json HTTP/1.1\r\nHost: a\r\nCookie: session={cookie}\r\n\r\n"


def slow_readers(server):
    request = large_page() * PAGES
    clients = [connect(server, receive_buffer=2_304) for _ in range(READERS)]
    for client in clients:
        send(client, request)
    return clients


def large_headers(server):
    request = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x" * HEADER_BYTES
    clients = [connect(server) for _ in range(HEADERS)]
    for client in clients:
        send(client, request)
    return clients


def measure(options, name, crowd):
    with Server(options.binary, "--lab", "--set", "MAX_CONNECTIONS=4096") as server:
        time.sleep(1)
        start = resident(server)
        peak = Peak(server)
        clients = crowd(server)
        time.sleep(8)
        for client in clients:
            client.close()
        time.sleep(REST)
        peak.ends.set()
        print(f"{name:15} {start:8.1f} {peak.most:8.1f} {resident(server):8.1f}", flush=True)


def main():
    options = arguments(__doc__).parse_args()
    print(f"{'MiB resident':15} {'start':>8} {'peak':>8} {f'{REST} s on':>8}")
    measure(options, "slow readers", slow_readers)
    measure(options, "large headers", large_headers)


if __name__ == "__main__":
    main()
