"""What an attack does to a server: an honest client's waiting times, memory, CPU time."""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
from typing import NamedTuple

HONEST = pathlib.Path(__file__).with_name("honest.py")
TICKS = os.sysconf("SC_CLK_TCK")


class Seen(NamedTuple):
    """The effects of one attack: times in ms, CPU time in s, peak memory in MiB."""

    times: list
    failed: int
    cpu: float
    peak: float


class Watch:
    """Observes one server for as long as it runs."""

    def __init__(self, pid, address, scheme):
        self.proc = pathlib.Path(f"/proc/{pid}")
        self.peak = 0
        self.is_over = threading.Event()
        threading.Thread(target=self.look, daemon=True).start()
        self.client = subprocess.Popen(
            [sys.executable, HONEST, address, scheme],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def field(self, name):
        """A line of the process's status, in MiB; 0 if it has ended."""
        try:
            found = re.search(rf"{name}:\s+(\d+)", (self.proc / "status").read_text())
        except OSError:
            found = None
        return int(found[1]) / 1024 if found else 0

    def memory(self):
        """The memory in use, in MiB."""
        return self.field("VmRSS")

    def look(self):
        """Records the peak, even of a server that does not survive it."""
        while not self.is_over.wait(0.05):
            self.peak = max(self.peak, self.field("VmHWM"))

    def cpu(self):
        """CPU time in seconds; 0 if the process has ended."""
        try:
            fields = (self.proc / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return (int(fields[11]) + int(fields[12])) / TICKS

    def ask(self):
        """The honest client's report."""
        print(file=self.client.stdin, flush=True)
        return json.loads(self.client.stdout.readline())

    def begin(self):
        """Called when an attack begins."""
        self.ask()
        try:
            # Resets the peak (proc(5)).
            (self.proc / "clear_refs").write_text("5")
        except OSError:
            pass
        self.started, self.peak = self.cpu(), 0

    def end(self):
        """Called when the attack is over; returns what it did."""
        told = self.ask()
        peak = max(self.peak, self.field("VmHWM"))
        cpu = max(0, self.cpu() - self.started)
        return Seen(sorted(told["times"]), told["failed"], cpu, peak)

    def stop(self):
        """Ends the honest client."""
        self.is_over.set()
        self.client.stdin.close()
        self.client.wait()


def row(mode, attack, at_once, answers, seen, sign_in):
    """| mode | attack | at once | requests | honest 99 % ms | worst ms | failed | answers | largest B | CPU ms | peak MiB | sign-in ms |
| --- | --- | --: | --: | --: | --: | --: | --- | --: | --: | --: | --: |"""
    times = seen.times or [0]
    counts = collections.Counter(code for code, _ in answers)
    told = ", ".join(f"{code}: {count:,}" for code, count in sorted(counts.items(), key=str))
    if any(isinstance(code, int) and code >= 500 and code != 503 for code in counts):
        told = f"**{told}**"
    cells = (
        mode,
        attack.name,
        at_once,
        f"{len(answers):,}",
        f"{times[int((len(times) - 1) * 0.99)]:,.0f}",
        f"{times[-1]:,.0f}",
        seen.failed,
        told,
        f"{max((size for _, size in answers), default=0):,}",
        f"{1000 * seen.cpu / max(1, len(answers)):,.1f}",
        f"{seen.peak:,.1f}",
        sign_in,
    )
    return "| " + " | ".join(map(str, cells)) + " |"
