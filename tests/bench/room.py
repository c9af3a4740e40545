#!/usr/bin/env python3
"""A full room at one server: memory, time, requests per second.

All students do exercises 1 to 5 at the same moment, each with a browser and a
command line. Then come more visitors than the server remembers, who send large
cookies.
"""

import base64
import json
import pathlib
import re
import subprocess
import threading
import time

from common import Server, Visitor, arguments

COURSE_KEY = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8"


def memory(server):
    """Memory now and at the peak, in MiB; known on Linux only."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return tuple(
        int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024 for name in ("VmRSS", "VmHWM")
    )


class Student:
    """A browser, a command line, and the requests that both have made."""

    def __init__(self, address, binary):
        self.address, self.binary = address, binary
        self.browser = Visitor(address)
        self.requests = 0
        page = self.ask("GET", "/tp")
        self.code = re.search(r'class="code" translate="no">(\w+)<', page)[1]

    def ask(self, method, path, form=None, by=None, status=200):
        """The page that answers a request; the status must be the expected one."""
        self.requests += 1
        got, page = (by or self.browser).ask(method, path, form)
        assert got == status, (path, got, page)
        return page

    def step(self, exercise, action, **fields):
        """Sends a form of an exercise."""
        self.ask("POST", f"/tp/{exercise}", {"action": action, **fields}, status=302)

    def explain(self, exercise):
        """Hands in the explanation, and sees the correction."""
        self.ask("GET", f"/tp/{exercise}")
        self.step(exercise, "hand-in", explanation="voici pourquoi")
        assert 'id="correction"' in self.ask("GET", f"/tp/{exercise}")

    def curl(self):
        """A command line without a cookie."""
        return Visitor(self.address, **{"X-TP": self.code})

    def command_line(self):
        """A command line that has signed in."""
        curl = self.curl()
        form = {"login": self.code, "password": "x"}
        self.ask("POST", "/sign-in", form, curl, 302)
        return curl

    def do_all(self):
        """Exercises 1 to 5."""
        for exercise in range(1, 6):
            self.step(exercise, "predict", choice=1, reason="pour voir")
        self.command_line()
        self.ask("GET", "/", by=self.curl())
        self.ask("GET", "/", by=self.command_line())
        self.explain(1)
        self.step(2, "start")
        curl = self.command_line()
        for _ in range(5):
            self.ask("GET", "/", by=curl)
        self.step(2, "answer", set_cookie=1, cookie=5)
        self.explain(2)
        self.step(3, "start")
        self.ask("GET", "/tp/3")
        payload = self.browser.cookies["session"].split(".")[0]
        session = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        self.step(3, "answer", word=session["mot"])
        self.explain(3)
        self.change_one_thing(self.browser.cookies["session"])
        self.explain(4)
        thief = self.curl()
        thief.cookies["session"] = self.forged
        self.ask("GET", "/tp/5/direction", by=thief)
        self.explain(5)

    def change_one_thing(self, cookie):
        """Exercise 4: four changes on the bench, and a damaged cookie for the site."""
        payload, timestamp, signature = cookie.split(".")
        turned = [("c" if part[0] == "b" else "b") + part[1:] for part in cookie.split(".")]
        damaged = f"{turned[0]}.{timestamp}.{signature}"
        for changed in (
            damaged,
            f"{payload}.{turned[1]}.{signature}",
            f"{payload}.{timestamp}.{turned[2]}",
            cookie[:-1] + chr(ord(cookie[-1]) + 1),
        ):
            form = {"action": "verify", "original": cookie, "seen": changed, "cookie": changed}
            self.ask("POST", "/banc", form)
        site = self.curl()
        site.cookies["session"] = damaged
        self.ask("GET", "/", by=site)

    def forge(self):
        """The cookie of exercise 5, made before the clock runs."""
        session = json.dumps({"code": self.code, "user": {"username": "direction"}})
        command = [self.binary, "sign-cookie", "--secret-key", COURSE_KEY, session]
        self.forged = subprocess.run(
            command, check=True, capture_output=True, text=True
        ).stdout.strip()


def crowd(server, count):
    """Visitors who fill all that the server remembers of one."""
    for _ in range(count):
        visitor = Visitor(server.address)
        visitor.ask("GET", "/tp")
        visitor.cookies |= {f"x{number}": "y" * 3500 for number in range(3)}
        for _ in range(10):
            status, page = visitor.ask("GET", "/")
            assert status == 200, page


def practical(address, binary, count):
    """As many students do exercises 1 to 5 at the same moment: the seconds, and the requests."""
    students = [Student(address, binary) for _ in range(count)]
    for student in students:
        student.forge()
    start = threading.Barrier(count + 1)
    failed = []

    def sit(student):
        start.wait()
        try:
            student.do_all()
        except AssertionError as error:
            failed.append(error)

    threads = [threading.Thread(target=sit, args=(student,)) for student in students]
    for thread in threads:
        thread.start()
    start.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    assert not failed, failed[0]
    board = Visitor(address).ask("GET", "/prof.csv")[1]
    assert board.count(',"fait"' * 5 + ',"pas commencé",') == count, board
    return seconds, sum(student.requests for student in students)


def main():
    parser = arguments(__doc__)
    parser.add_argument("--students", type=int, default=200, help="at once [default: 200]")
    parser.add_argument("--visitors", type=int, default=1000, help="that are kept [default: 1000]")
    options = parser.parse_args()
    with Server(options.binary, "--lab") as server:
        before = memory(server)
        seconds, requests = practical(server.address, options.binary, options.students)
        after = memory(server)
        print(
            f"{options.students} students: {requests:,} requests in {seconds:.1f} s,"
            f" {requests / seconds:,.0f} a second (this script makes them on the same machine)"
        )
        print(
            f"memory: {before[0]:.1f} MiB before, {after[0]:.1f} afterwards, {after[1]:.1f} at most"
        )
        for times in ("as many visitors as are kept", "twice as many"):
            crowd(server, options.visitors)
            now, most = memory(server)
            print(f"{times}, large cookies: {now:.1f} MiB, {most:.1f} at most")


if __name__ == "__main__":
    main()
