#!/usr/bin/env python3
"""`decode-cookie --wordlist` beside `flask-unsign --unsign`: the same list, whose last word is the
key, on the same machine, one after the other in each round; the seconds of the whole processes.

    tests/bench/wordlist.py --binary target/release/flask-session-demo
"""

import pathlib
import statistics
import subprocess
import tempfile
import time

from common import ROOT, arguments

KEY = "the last word of the list"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--words", type=int, default=200_000, help="words [default: 200,000]")
    parser.add_argument("--rounds", type=int, default=5, help="rounds [default: 5]")
    parser.add_argument(
        "--python",
        type=pathlib.Path,
        default=ROOT / "target/peers/venv/bin/python",
        help="the Python that has flask-unsign [default: that of the peers]",
    )
    options = parser.parse_args()
    found = seconds(options.binary, options.python, options.words, options.rounds)
    mine, peer = map(statistics.median, found)
    print(f"{options.words:,} words, {options.rounds} rounds, median of whole processes")
    print(f"decode-cookie --wordlist  {mine:8.3f} s  {options.words / mine:12,.0f} words/s")
    print(f"flask-unsign --unsign     {peer:8.3f} s  {options.words / peer:12,.0f} words/s")
    ratios = sorted(theirs / ours for ours, theirs in zip(*found))
    print(f"ratio: {ratios[0]:.0f} / {statistics.median(ratios):.0f} / {ratios[-1]:.0f}")


def seconds(binary, python, count, rounds):
    """The seconds of both in each round: ours, then the peer's."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "words"
        words = [f"word-{number}" for number in range(count - 1)]
        path.write_text("\n".join([*words, KEY]) + "\n")
        cookie = signed(binary)
        ours = [binary, "decode-cookie", "--max-age", "none", "--wordlist", path, cookie]
        theirs = [python.parent / "flask-unsign", "--unsign", "--no-literal-eval"]
        theirs += ["--wordlist", path, "--cookie", cookie]
        mine, peer = [], []
        for _ in range(rounds):
            mine.append(finish(ours, KEY))
            peer.append(finish(theirs, KEY))
    return mine, peer


def signed(binary):
    """A cookie signed with the last word."""
    command = [binary, "sign-cookie", "--secret-key", KEY, "--timestamp", "1700000000"]
    return subprocess.check_output([*command, '{"a":1}'], text=True).strip()


def finish(command, expected):
    """The seconds that a command takes, which must find the key."""
    started = time.perf_counter()
    ended = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - started
    assert expected in ended.stdout + ended.stderr, ended
    return seconds


if __name__ == "__main__":
    main()
