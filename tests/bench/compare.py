#!/usr/bin/env python3
"""Compares the program with its peers in one run, and writes tests/bench/results.

The README has six of the figures.

The peers are Flask 3.1 under gunicorn, a bare hyper server, itsdangerous in a
loop, and flask-unsign. Each side gets one core, and the load the other. All
sides take turns in every round, so that a slow minute of the machine affects
them all. With --quick, this only checks that everything works, and writes to
target/bench.
"""

import argparse
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

import classroom
import figures
import growth
import plot
import sides
import table
from common import ROOT


@dataclasses.dataclass
class Bench:
    """The lengths of the measurements."""

    rounds: int = 5
    seconds: int = 5
    processes: int = 21
    requests: int = 1_000_000
    lines: int = 1_000_000
    most_lines: int = 7
    words: int = 200_000
    students: int = 200
    idle: int = 10_000

    @staticmethod
    def say(text):
        """Reports progress on standard error."""
        print(text, file=sys.stderr, flush=True)


QUICK = Bench(
    rounds=1,
    seconds=1,
    processes=3,
    requests=20_000,
    lines=20_000,
    most_lines=5,
    words=20_000,
    students=20,
    idle=1_000,
)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="short runs, nothing is committed")
    parser.add_argument(
        "--target", type=pathlib.Path, default=ROOT / "target", help="cargo's folder"
    )
    parser.add_argument("--output", type=pathlib.Path, help="where to write the figures")
    options = parser.parse_args()
    options.binary = (options.target / "release/flask-session-demo").resolve()
    examples = (options.target / "release/examples").resolve()
    options.bare_hyper, options.bare_ring = examples / "bare_hyper", examples / "bare_ring"
    options.python = options.target.absolute() / "peers/venv/bin/python"
    if options.output is None:
        options.output = options.target / "bench" if options.quick else ROOT / "tests/bench/results"
    return options


def sign(options, username):
    """The session cookie of a visitor who has signed in."""
    command = [options.binary, "sign-cookie", "--secret-key", sides.KEY]
    session = json.dumps({"user": {"username": username}})
    return subprocess.check_output([*command, session], text=True).strip()


def machine():
    """The machine and the versions measured."""
    info = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(": ")[1] for line in info if line.startswith("model name")), "?")
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"


def measure(options, bench):
    """All figures, by name."""
    cookie = sign(options, "alice")
    bench.say("requests to the signed-in home page")
    paired = figures.requests(options, cookie, bench)
    bench.say("pages of a class")
    paired |= classroom.pages(options, cookie, bench)
    bench.say("one cookie, whole process")
    paired["one_cookie"] = figures.one_cookie(options, cookie, bench)
    bench.say("many cookies")
    paired |= figures.many_cookies(options, bench)
    bench.say("a list of words")
    paired["wordlist"] = figures.published_key(options, bench)
    bench.say("cold start")
    cold = figures.cold_start(options, bench)
    bench.say("growth with connections")
    by_connections = growth.connections(options, cookie, bench)
    idle = growth.idle(options, bench)
    bench.say("growth with lines")
    by_lines = growth.lines(options, bench)
    bench.say("growth with the page")
    by_page, paired["rendering"] = growth.pages(options, cookie, bench)
    return {
        "machine": machine(),
        "date": datetime.date.today().isoformat(),
        **{name: vars(figure) for name, figure in paired.items()},
        "binary_bytes": options.binary.stat().st_size,
        "idle_connection_bytes": idle,
        "cold_start": cold,
        "by_connections": by_connections,
        "by_lines": by_lines,
        "by_page": by_page,
    }


def main():
    options = arguments()
    os.chdir(ROOT)
    sides.allow_many_files()
    with tempfile.TemporaryDirectory() as scratch:
        options.scratch = scratch
        measured = measure(options, QUICK if options.quick else Bench())
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "figures.json").write_text(json.dumps(measured, indent=1) + "\n")
    (options.output / "growth.svg").write_text(plot.growth(measured))
    if not options.quick:
        table.write_all(measured)
    print(table.markdown(measured))


if __name__ == "__main__":
    main()
