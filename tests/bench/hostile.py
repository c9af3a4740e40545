#!/usr/bin/env python3
"""What one stranger can cost a server, and how an honest client is affected.

A `serve` in each mode undergoes every attack in attacks.py, first with one
request after another and then with 50 at a time, while an honest client
(honest.py) requests `/` every 100 ms. A table shows how long the honest client
waited, the answers, the largest of them, the server's CPU time per request and
its peak memory. After each attack, an account holder signs in.

Everything runs on this machine, with the standard library only; attackers are
separate processes with low priority. Memory and CPU time are known on Linux
only. `--address-space` keeps a server without limits from exhausting the
machine.
"""

import collections
import multiprocessing
import os
import pathlib
import re
import resource
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid

from attacks import ATTACKS, request, status
from common import PASSWORD, Visitor, arguments
from watch import Watch, row

MODES = {
    "plain": [],
    "--lab": ["--lab"],
    "--require-account": ["--require-account"],
    "--revoke-on-logout": ["--revoke-on-logout"],
    "--lab --revoke-on-logout": ["--lab", "--revoke-on-logout"],
    "TLS": ["--cert", "adhoc"],
    "64 files": [],
}
FEW_FILES = 64

# The attacker uses another loopback address, so that limits per address do not affect the
# account holder.
HOSTILE_ADDRESS = "127.0.0.66"
PATIENCE = 120
MOST_BYTES = 64 * 1024 * 1024


class Site:
    """A server as a stranger sees it."""

    def __init__(self, address, is_tls, practical, source=HOSTILE_ADDRESS):
        host, port = address.rsplit(":", 1)
        self.address = (host, int(port))
        self.tls = ssl._create_unverified_context() if is_tls else None
        self.practical = practical
        self.source = source
        self.salt = uuid.uuid4().hex[:12]

    def connect(self):
        """A new connection."""
        connection = socket.create_connection(self.address, PATIENCE, (self.source, 0))
        return self.tls.wrap_socket(connection) if self.tls else connection

    def fetch(self, data):
        """The whole answer, up to a length that a sane client would accept."""
        parts, size = [], 0
        with self.connect() as connection:
            try:
                connection.sendall(data)
                while size < MOST_BYTES and (part := connection.recv(256 * 1024)):
                    size += len(part)
                    parts.append(part)
            except (ConnectionError, socket.timeout, ssl.SSLError):
                pass
        return b"".join(parts)

    def send(self, data):
        """The status and size of the answer."""
        answer = self.fetch(data)
        return status(answer), len(answer)


def attempt(shot, number):
    """Makes one attempt; a refused or reset connection counts as an answer."""
    try:
        return shot(number)
    except (OSError, TypeError) as error:
        return [(type(error).__name__, 0)]


def shoot(attack, site, at_once, seconds):
    """Makes the attack's requests, until there are enough or the time is up."""
    until = time.monotonic() + seconds
    numbers, answers = iter(range(attack.count)), []
    lock = threading.Lock()
    try:
        shot = attack.shots(site)
    except (OSError, TypeError) as error:
        return [(type(error).__name__, 0)]

    def work():
        while time.monotonic() < until:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            answers.extend(attempt(shot, number))

    together([work] * at_once)
    return answers


def hold(attack, site, _, seconds):
    """Holds many connections at once."""
    until = time.monotonic() + seconds
    answers = []

    def work():
        try:
            with site.connect() as connection:
                attack.shots(site, connection, until)
            answers.append(("held", 0))
        except OSError as error:
            answers.append((type(error).__name__, 0))

    together([work] * attack.holds)
    return answers


def together(tasks):
    """Runs them all, each in a thread."""
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def apart(function, *args):
    """Runs a function in a separate process with low priority; returns its result."""
    ours, theirs = multiprocessing.Pipe()

    def work():
        os.nice(10)
        theirs.send(function(*args))

    process = multiprocessing.Process(target=work)
    process.start()
    result = ours.recv()
    process.join()
    return result


class Server:
    """One `serve` in a mode, with an account holder; ended by its process id."""

    def __init__(self, options, mode):
        self.options, self.mode, self.most = options, mode, 0
        self.folder = tempfile.TemporaryDirectory()
        self.start()
        form = re.search(rb'name="csrf_token" value="([^"]+)"', self.page("GET", "/sign-up"))
        session = re.search(rb"set-cookie: (session=[^;]+)", self.last)
        fields = {"csrf_token": form[1].decode(), "login": "holder"}
        fields |= {"password": PASSWORD, "confirm": PASSWORD}
        answer = self.page("POST", "/sign-up", session[1], fields)
        assert status(answer) == 302, answer

    def start(self):
        """Starts a new process on the same data."""
        limit = self.options.address_space * 2**30
        files = FEW_FILES if self.mode == "64 files" else 4096

        def limits():
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
            resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

        self.log = open(pathlib.Path(self.folder.name) / "log", "a")
        self.process = subprocess.Popen(
            [self.options.binary, "serve", "--port", "0", "--data-dir", self.folder.name]
            + MODES[self.mode],
            stdout=subprocess.PIPE,
            stderr=self.log,
            preexec_fn=limits,
        )
        url = self.process.stdout.readline().decode().strip().removeprefix("listening on ")
        scheme, address = url.split("://")
        practical = "/tp" if "--lab" in self.mode else "/echanges"
        self.hostile = Site(address, scheme == "https", practical)
        self.honest = Site(address, scheme == "https", practical, "127.0.0.1")
        self.watch = Watch(self.process.pid, address, scheme)

    def page(self, *args):
        """An answer to an honest client."""
        self.last = self.honest.fetch(request(*args))
        return self.last

    def sign_in(self):
        """How long the account holder waits for a sign-in, in milliseconds."""
        started = time.perf_counter()
        form = {"login": "holder", "password": PASSWORD}
        try:
            got = status(self.page("POST", "/sign-in", None, form))
        except OSError as error:
            got = type(error).__name__
        waited = f"{(time.perf_counter() - started) * 1000:,.0f}"
        return waited if got == 302 else f"{waited} ({got})"

    def suffer(self, attack, at_once):
        """Runs one attack; returns a row of the table."""
        self.watch.begin()
        make = hold if attack.holds else shoot
        answers = apart(make, attack, self.hostile, at_once, self.options.seconds)
        seen = self.watch.end()
        self.most = max(self.most, seen.peak)
        is_dead = self.process.poll() is not None
        waited = f"dead ({self.process.returncode})" if is_dead else self.sign_in()
        print(row(self.mode, attack, at_once, answers, seen, waited), flush=True)
        if is_dead:
            self.watch.stop()
            self.start()
        return collections.Counter(code for code, _ in answers)

    def stop(self):
        """Ends the server."""
        self.watch.stop()
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


def work(server):
    """The codes of thirty students at work, each of whom has made a prediction."""
    codes = []
    for _ in range(30):
        student = Visitor("{}:{}".format(*server.honest.address))
        page = student.ask("GET", "/tp")[1]
        codes.append(re.search(r'class="code" translate="no">(\w+)<', page)[1])
        student.ask("POST", "/tp/3", {"action": "predict", "choice": 1, "reason": "so"})
        student.ask("GET", "/tp/3")
        student.connection.close()
    return codes


def suffer_all(options, mode):
    """Runs every attack on one server, then checks what it still has."""
    server = Server(options, mode)
    codes = work(server) if "--lab" in mode else []
    pid, started = server.process.pid, server.watch.memory()
    for attack in ATTACKS:
        is_wanted = options.attack in attack.name and attack.needs in mode
        if not is_wanted or (attack.wild and options.tame):
            continue
        for at_once in (attack.holds,) if attack.holds else (1, options.at_once):
            server.suffer(attack, at_once)
    time.sleep(options.rest)
    left = server.watch.memory()
    if codes and server.process.pid == pid:
        board = server.page("GET", "/prof.csv").decode()
        kept = sum(code in board for code in codes)
        print(f"\n{mode}: {kept} of {len(codes)} students at work are still on the board")
    same = "" if server.process.pid == pid else "; it died and was started anew"
    print(
        f"\n{mode}: {started:.1f} MiB at the start, {server.most:.1f} at most,"
        f" {left:.1f} {options.rest} s after all of it{same}\n",
        flush=True,
    )
    server.stop()


def main():
    parser = arguments(__doc__)
    parser.add_argument("--mode", choices=MODES, action="append", help="may be repeated [default: all]")
    parser.add_argument("--attack", default="", metavar="TEXT", help="those with this in their name")
    parser.add_argument("--seconds", type=float, default=8, help="for each attack [default: 8]")
    parser.add_argument("--at-once", type=int, default=50, help="requests at a time [default: 50]")
    parser.add_argument("--rest", type=int, default=30, help="seconds at the end [default: 30]")
    parser.add_argument("--tame", action="store_true", help="leave out what asks for 20 GB")
    parser.add_argument(
        "--address-space", type=int, default=8, metavar="GIB", help="of the server [default: 8]"
    )
    options = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    print(row.__doc__)
    for mode in options.mode or MODES:
        suffer_all(options, mode)


if __name__ == "__main__":
    sys.exit(main())
