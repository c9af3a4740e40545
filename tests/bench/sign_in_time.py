#!/usr/bin/env python3
"""How long an unknown name and a wrong password take under --require-account.

Nobody shall learn from the time whether an account exists: the medians are to
lie within 25 % of each other. Attempts alternate, each kind on logins of its
own so that none is throttled.
"""

import statistics
import time

from common import Server, Visitor, arguments


def attempt(visitor, login):
    started = time.perf_counter()
    status = visitor.sign_in(login, "not the password")
    assert status == 401, status
    return (time.perf_counter() - started) * 1000


def main():
    parser = arguments(__doc__)
    parser.add_argument("--attempts", type=int, default=100, help="of each kind [default: 100]")
    options = parser.parse_args()
    with Server(options.binary, "--require-account") as server:
        visitor = Visitor(server.address)
        accounts = [f"account {number}" for number in range(-(-options.attempts // 9))]
        for login in accounts:
            visitor.sign_up(login)
        times = {"wrong password": [], "unknown name": []}
        for number in range(options.attempts):
            times["wrong password"].append(attempt(visitor, accounts[number // 9]))
            times["unknown name"].append(attempt(visitor, f"nobody {number // 9}"))
    for name, of_kind in times.items():
        of_kind.sort()
        print(
            f"{name:15} n={len(of_kind)}  min {of_kind[0]:.1f} ms"
            f"  median {statistics.median(of_kind):.1f} ms  max {of_kind[-1]:.1f} ms"
        )
    medians = sorted(statistics.median(of_kind) for of_kind in times.values())
    print(f"medians differ by {(medians[1] / medians[0] - 1) * 100:.1f} % (goal: within 25 %)")


if __name__ == "__main__":
    main()
