"""The figures of the table. All sides take turns in every round."""

import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile
import time

import room
import sides
import wordlist


class Paired:
    """The figures of two sides, one pair for each round."""

    def __init__(self, unit, ours, theirs, more_is_better):
        self.unit, self.ours, self.theirs = unit, ours, theirs
        pairs = list(zip(ours, theirs))
        self.ratios = sorted(a / b if more_is_better else b / a for a, b in pairs)

    def ratio(self):
        """The minimum, median and maximum of the factor by which ours is better."""
        return self.ratios[0], statistics.median(self.ratios), self.ratios[-1]


def finish(arguments, cores, **streams):
    """Runs a program until it ends; returns the seconds that the whole process takes."""
    command = [str(argument) for argument in arguments]
    # Inherited by the program; with taskset, the start of another process would be measured too.
    everywhere = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {int(core) for core in cores.split(",")})
    actions = [(os.POSIX_SPAWN_OPEN, 0, streams.get("stdin", os.devnull), os.O_RDONLY, 0)]
    actions += [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    started = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status = os.waitpid(process, 0)
    seconds = time.perf_counter() - started
    os.sched_setaffinity(0, everywhere)
    assert os.waitstatus_to_exitcode(status) == 0, arguments
    return seconds


def requests(options, cookie, bench):
    """Requests per second for the home page of a visitor who has signed in, and memory."""
    with sides.ours(options.binary) as ours, tempfile.TemporaryDirectory() as templates:
        page = ours.get("/", cookie)
        (pathlib.Path(templates) / "index.html").write_text(as_template(page.decode()))
        with (
            sides.bare_hyper(options.bare_hyper, len(page)) as bare,
            sides.bare_hyper(options.bare_hyper, len(page), "one-thread") as single,
            sides.flask(options.python, templates) as flask,
        ):
            assert b"alice" in flask.get("/", cookie), "Flask does not read our cookie"
            servers = [ours, bare, single, flask]
            figures = {side.name: [] for side in servers}
            for number in range(bench.rounds):
                for side in rotated(servers, number):
                    load = sides.Load(side, "/", cookie, bench.seconds)
                    figures[side.name].append(load.per_second)
                    bench.say(f"  {side.name}: {load.per_second:,.0f} requests/s")
            memory = after_many(options, ours, flask, cookie, bench)
    peers = {"flask": flask, "bare_hyper": bare, "bare_hyper_one_thread": single}
    paired = {
        f"requests_per_{name}": Paired("requests/s", figures[ours.name], figures[peer.name], True)
        for name, peer in peers.items()
    }
    return paired | memory


def after_many(options, ours, flask, cookie, bench):
    """Memory after a million requests, or after a tenth of that for Flask, which is slow, and of
    another server after a whole class's practical."""
    memory, own = [], []
    for side, wanted in ((ours, bench.requests), (flask, bench.requests // 10)):
        count = 0
        while count < wanted:
            count += sides.Load(side, "/", cookie, bench.seconds).count
        memory.append(side.memory())
        own.append(side.memory("Pss_Anon"))
        bench.say(f"  {side.name}: {memory[-1] / 2**20:.1f} MiB after {count:,} requests")
    with sides.ours_in_a_class(options.binary) as classroom:
        room.practical(classroom.address, options.binary, bench.students)
        practical = classroom.memory()
    bench.say(f"  {practical / 2**20:.1f} MiB after the practical of {bench.students} students")
    return {
        "memory": Paired("bytes", memory[:1], memory[1:], False),
        "memory_of_its_own": Paired("bytes", own[:1], own[1:], False),
        "memory_of_a_class": Paired("bytes", [practical], memory[1:], False),
    }


def as_template(page):
    """Our page as a Jinja template with the name in its place."""
    parts = ("{% raw %}" + part + "{% endraw %}" for part in page.split("alice"))
    return "{{ user.username }}".join(parts)


def rotated(items, number):
    """In a different order each round, so that none always follows the same one."""
    number %= len(items)
    return items[number:] + items[:number]


def one_cookie(options, cookie, bench):
    """`decode-cookie` and `flask-unsign --decode` as whole processes."""
    ours = [options.binary, "decode-cookie", cookie]
    theirs = [options.python.parent / "flask-unsign", "--decode", "--cookie", cookie]
    seconds = [[], []]
    finish(theirs, sides.LOAD_CORE)
    for _ in range(bench.processes):
        # Ours is so short that the start of the process dominates.
        mine = [finish(ours, sides.LOAD_CORE) for _ in range(10)]
        seconds[0].append(statistics.median(mine))
        seconds[1].append(finish(theirs, sides.LOAD_CORE))
    return Paired("s", *seconds, False)


def write_cookies(path, count, key=sides.KEY):
    """A file with a signed cookie in each line, for a different user each."""
    import hashlib

    from itsdangerous import URLSafeTimedSerializer

    serializer = URLSafeTimedSerializer(
        key,
        salt="cookie-session",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
    )
    part = [serializer.dumps({"user": {"username": f"user{it}"}}) for it in range(10_000)]
    with open(path, "w") as file:
        for start in range(0, count, len(part)):
            file.writelines(f"{line}\n" for line in part[: count - start])


def decode_command(options):
    return [options.binary, "decode-cookie", "--json", "--secret-key", sides.KEY, "-"]


def decode(options, path, cores=sides.LOAD_CORE):
    """`decode-cookie --json` with the key on a file of cookies: seconds."""
    return finish(decode_command(options), cores, stdin=str(path))


def decode_memory(options, path):
    """Its peak memory (`VmHWM`), read while it waits for more input."""
    process = subprocess.Popen(
        decode_command(options), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    with open(path, "rb") as file:
        shutil.copyfileobj(file, process.stdin)
    process.stdin.flush()
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    process.stdin.close()
    process.wait()
    return int(re.search(r"^VmHWM:\s+(\d+) kB", status, re.M)[1]) * 1024


def many_cookies(options, bench):
    """A million lines on one core, against ring's HMAC of the same lines, and `itsdangerous.loads`
    in a loop over a tenth of them."""
    with tempfile.TemporaryDirectory() as folder:
        path, tenth = pathlib.Path(folder) / "cookies", pathlib.Path(folder) / "tenth"
        write_cookies(path, bench.lines)
        write_cookies(tenth, bench.lines // 10)
        ours, ring, plain, flask = [], [], [], []
        for _ in range(bench.rounds):
            ours.append(decode(options, path) / bench.lines)
            command = [options.bare_ring, sides.KEY, path]
            told = subprocess.check_output(sides.pinned(sides.LOAD_CORE, *command))
            ring.append(float(told) / bench.lines)
            for times, kind in ((plain, "json"), (flask, "flask")):
                command = [options.python, "tests/bench/loads.py", sides.KEY, tenth, kind]
                told = subprocess.check_output(sides.pinned(sides.LOAD_CORE, *command))
                times.append(float(told) / (bench.lines // 10))
    return {
        "many_cookies_per_ring": Paired("s", ours, ring, False),
        "many_cookies": Paired("s", ours, plain, False),
        "many_cookies_as_flask": Paired("s", ours, flask, False),
    }


def published_key(options, bench):
    """`decode-cookie --wordlist` and `flask-unsign --unsign`, with all cores."""
    return Paired(
        "s", *wordlist.seconds(options.binary, options.python, bench.words, bench.rounds), False
    )


def cold_start(options, bench):
    """Seconds from exec to the first answer, with an existing data folder."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(bench.processes + 1):
            command = [options.binary, "serve", "--port", "0", "--data-dir", folder]
            started = time.perf_counter()
            process = subprocess.Popen(
                sides.pinned(sides.SERVER_CORE, *command),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            address = process.stdout.readline().strip().removeprefix("listening on http://")
            first_answer(address)
            # The first start creates the folder.
            if number > 0:
                seconds.append(time.perf_counter() - started)
            process.terminate()
            process.wait()
    return sorted(seconds)


def first_answer(address):
    """With a plain socket, since http.client alone takes a millisecond to start."""
    import socket

    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
