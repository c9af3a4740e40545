#!/usr/bin/env python3
"""How long each kind of refusal takes under --require-account.

The time must not reveal whether an account exists, or how its password was
hashed: the medians must be within 5 % of each other, whatever Flask
applications have written into the table. Attempts alternate, each kind with
its own logins so that none is throttled. Needs a Python with Werkzeug:
target/peers/venv/bin/python.
"""

import pathlib
import sqlite3
import statistics
import time

from common import Server, Visitor, arguments
from werkzeug.security import generate_password_hash

# None stands for a login without an account.
KINDS = {
    "hash of ours": "pbkdf2:sha256:600000",
    "unknown name": None,
    "scrypt": "scrypt:32768:8:1",
    "pbkdf2, 1,000,000": "pbkdf2:sha256:1000000",
    "pbkdf2, SHA-1, 1,000": "pbkdf2:sha1:1000",
    "unreadable hash": "",
}


def attempt(visitor, login):
    started = time.perf_counter()
    status = visitor.sign_in(login, "not the password")
    assert status == 401, status
    return (time.perf_counter() - started) * 1000


def fill(folder, count):
    """Accounts of every kind, as a Flask application writes them."""
    database = sqlite3.connect(pathlib.Path(folder) / "accounts.sqlite3")
    for kind, method in KINDS.items():
        if method is None:
            continue
        hashed = generate_password_hash("right", method) if method else "$2b$12$of another program"
        for number in range(count):
            row = (f"{kind} {number}", hashed)
            database.execute("INSERT INTO users (username, password) VALUES (?, ?)", row)
    database.commit()
    database.close()


def main():
    parser = arguments(__doc__)
    parser.add_argument("--attempts", type=int, default=100, help="of each kind [default: 100]")
    options = parser.parse_args()
    with Server(options.binary, "--require-account") as server:
        fill(server.folder.name, -(-options.attempts // 9))
        visitor = Visitor(server.address)
        times = {kind: [] for kind in KINDS}
        for number in range(options.attempts):
            for kind, of_kind in times.items():
                of_kind.append(attempt(visitor, f"{kind} {number // 9}"))
    for kind, of_kind in times.items():
        # The very first one also waits until the methods have been timed.
        of_kind.sort()
        print(
            f"{kind:20} n={len(of_kind)}  min {of_kind[0]:.1f} ms"
            f"  median {statistics.median(of_kind):.1f} ms  max {of_kind[-1]:.1f} ms"
        )
    medians = sorted(statistics.median(of_kind) for of_kind in times.values())
    print(f"medians differ by {(medians[-1] / medians[0] - 1) * 100:.1f} % (goal: within 5 %)")


if __name__ == "__main__":
    main()
