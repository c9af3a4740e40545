#!/usr/bin/env python3
"""What other visitors notice while a class signs in at once.

All sign in at the same moment, each on a separate connection. Meanwhile others
look at the home page, whose median time must stay under 100 ms.
"""

import statistics
import threading
import time

from common import Server, Visitor, arguments


def main():
    parser = arguments(__doc__)
    parser.add_argument("--visitors", type=int, default=200, help="who sign in [default: 200]")
    parser.add_argument("--others", type=int, default=4, help="who look on [default: 4]")
    options = parser.parse_args()
    with Server(options.binary, "--require-account") as server:
        maker = Visitor(server.address)
        logins = [f"pupil {number}" for number in range(20)]
        for login in logins:
            maker.sign_up(login)
        start = threading.Barrier(options.visitors + options.others + 1)
        done = threading.Event()
        statuses, sign_ins, pages = [], [], []

        def sign_in(number):
            visitor = Visitor(server.address)
            start.wait()
            started = time.perf_counter()
            statuses.append(visitor.sign_in(logins[number % len(logins)]))
            sign_ins.append(time.perf_counter() - started)

        def look():
            visitor = Visitor(server.address)
            start.wait()
            while not done.is_set():
                started = time.perf_counter()
                status, _ = visitor.ask("GET", "/")
                pages.append((time.perf_counter() - started) * 1000)
                assert status == 200, status
                time.sleep(0.005)

        signing = [
            threading.Thread(target=sign_in, args=(number,)) for number in range(options.visitors)
        ]
        looking = [threading.Thread(target=look) for _ in range(options.others)]
        for thread in signing + looking:
            thread.start()
        start.wait()
        for thread in signing:
            thread.join()
        done.set()
        for thread in looking:
            thread.join()
    pages.sort()
    print(f"{len(statuses)} sign-ins, statuses {sorted(set(statuses))}, last after {max(sign_ins):.1f} s")
    print(
        f"home page meanwhile: n={len(pages)}  median {statistics.median(pages):.2f} ms"
        f"  95 % {pages[int(len(pages) * 0.95)]:.2f} ms  max {pages[-1]:.2f} ms"
        " (goal: median under 100 ms)"
    )


if __name__ == "__main__":
    main()
