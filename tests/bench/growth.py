"""How cost grows: with open connections, with lines, with the size of a page."""

import contextlib
import json
import pathlib
import socket
import subprocess
import tempfile

import figures
import sides

CONNECTIONS = (1, 32, 256, 1_000, 10_000)
TEACHERS = (1, 10, 30, 100, 300, 1_000)


def connections(options, cookie, bench):
    """`(open connections, requests a second, bytes of memory)`."""
    rows = []
    for count in CONNECTIONS:
        # A new server each time, since not all memory is given back.
        with sides.ours(options.binary, "-s", "MAX_CONNECTIONS=16384") as server:
            load = sides.Load(server, "/", cookie, bench.seconds, count)
            rows.append((count, load.per_second, load.memory))
            bench.say(
                f"  {count:,} connections: {load.per_second:,.0f} requests/s,"
                f" {load.memory / 2**20:.1f} MiB"
            )
    return rows


def idle(options, bench):
    """Bytes of memory for each connection that has had an answer, and waits."""
    with sides.ours(options.binary, "-s", "MAX_CONNECTIONS=16384") as server:
        host, port = server.address.split(":")
        before = server.memory()
        with contextlib.ExitStack() as stack:
            for _ in range(bench.idle):
                connection = stack.enter_context(socket.create_connection((host, int(port))))
                connection.sendall(
                    f"GET /sante HTTP/1.1\r\nHost: {server.address}\r\n\r\n".encode()
                )
                assert connection.recv(12) == b"HTTP/1.1 200"
            each = (server.memory() - before) / bench.idle
    bench.say(f"  {bench.idle:,} idle connections: {each:,.0f} bytes each")
    return each


def lines(options, bench):
    """`(lines, seconds on one core, seconds on all, bytes of memory)`."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "cookies"
        for power in range(3, bench.most_lines + 1):
            count = 10**power
            figures.write_cookies(path, count)
            one = figures.decode(options, path)
            every = figures.decode(options, path, f"{sides.SERVER_CORE},{sides.LOAD_CORE}")
            memory = figures.decode_memory(options, path)
            rows.append((count, one, every, memory))
            bench.say(
                f"  {count:,} lines: {one:.3f} s, {every:.3f} s on two cores, "
                f"{memory / 2**20:.1f} MiB"
            )
    return rows


def pages(options, cookie, bench):
    """`(bytes of the page, microseconds a request)`, for lists of teachers of several lengths; and
    the microseconds a KiB that the longest adds to the shortest, beside Jinja2's."""
    rows = []
    for count in TEACHERS:
        about = {"name": "Ada Lovelace", "course": "Programmation", "about": "x" * 80}
        path = pathlib.Path(options.scratch) / "teachers.json"
        path.write_text(json.dumps({"teachers": [about] * count}))
        with sides.ours(options.binary, "-s", f"TEACHERS_FILE={path}") as server:
            size = len(server.get("/teachers", cookie))
            load = sides.Load(server, "/teachers", cookie, bench.seconds)
            rows.append((size, 1e6 / load.per_second))
            bench.say(f"  {size:,} bytes: {1e6 / load.per_second:,.1f} µs a request")
    (least, short), (most, long) = rows[0], rows[-1]
    ours = (long - short) / ((most - least) / 1024)
    command = [options.python, "tests/bench/jinja.py", TEACHERS[-1]]
    theirs = float(subprocess.check_output(sides.pinned(sides.LOAD_CORE, *command)))
    bench.say(f"  {ours:.1f} µs a KiB, Jinja2 {theirs:.1f}")
    return rows, figures.Paired("s", [ours / 1e6], [theirs / 1e6], False)
