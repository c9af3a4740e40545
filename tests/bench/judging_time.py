#!/usr/bin/env python3
"""What the slowest passwords cost, and what others notice meanwhile.

Two visitors send sign-ups one after the other, with passwords of signs that may
all stand for letters (each letter is one more to be tried); `confirm` is the same, or
differs. A third visitor asks for /sante every 20 ms, and must never wait longer
than 100 ms.
"""

import re
import statistics
import threading
import time

from common import Server, Visitor, arguments

DEAREST = [
    "4@8({[<369!1|0$5+7%2" * 3 + "4@8(",
    "4@8({[</369&#!1/|0$5+7%2/4@8({[</369&#!1/|0$5+7%2/",
]


def main():
    parser = arguments(__doc__)
    parser.add_argument("--forms", type=int, default=20, help="of each visitor [default: 20]")
    options = parser.parse_args()
    with Server(options.binary) as server:
        for differs in True, False:
            done = threading.Event()
            forms, waits = [], []

            def sign_up(number, differs=differs, forms=forms):
                visitor = Visitor(server.address)
                _, page = visitor.ask("GET", "/sign-up")
                token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
                for count in range(options.forms):
                    password = DEAREST[count % len(DEAREST)]
                    form = {
                        "csrf_token": token,
                        "login": f"{differs} {number} {count}",
                        "password": password,
                        "confirm": "x" if differs else password,
                    }
                    started = time.perf_counter()
                    visitor.ask("POST", "/sign-up", form)
                    forms.append((time.perf_counter() - started) * 1000)

            def look(done=done, waits=waits):
                visitor = Visitor(server.address)
                while not done.is_set():
                    started = time.perf_counter()
                    assert visitor.ask("GET", "/sante")[0] == 200
                    waits.append((time.perf_counter() - started) * 1000)
                    time.sleep(0.02)

            looking = threading.Thread(target=look)
            looking.start()
            signing = [threading.Thread(target=sign_up, args=(number,)) for number in range(2)]
            for thread in signing:
                thread.start()
            for thread in signing:
                thread.join()
            done.set()
            looking.join()
            print(
                f"{'confirm differs' if differs else 'accepted':16}"
                f" a form: median {statistics.median(forms):.1f} ms, max {max(forms):.1f} ms;"
                f" /sante meanwhile: n={len(waits)}, median {statistics.median(waits):.1f} ms,"
                f" max {max(waits):.1f} ms"
            )


if __name__ == "__main__":
    main()
