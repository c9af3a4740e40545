"""The servers to compare, each on the first core, and the load on the second."""

import http.client
import os
import pathlib
import re
import resource
import subprocess
import tempfile
import time

from common import ROOT

SERVER_CORE, LOAD_CORE = "0", "1"
KEY = "a key that only measures the time"


def pinned(core, *command):
    """The command, bound to one core."""
    return ["taskset", "-c", core, *map(str, command)]


def allow_many_files():
    """Raises the limit of open files for this process and its children."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


class Side:
    """A server under test, ended by its process id."""

    def __init__(self, name, command, env=None, address=None):
        self.name = name
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(pathlib.Path(self.folder.name) / "log", "w+")
        self.process = subprocess.Popen(
            pinned(SERVER_CORE, *command),
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            env={**os.environ, **(env or {})},
        )
        if address is None:
            line = self.process.stdout.readline()
            address = line.strip().removeprefix("listening on http://")
        self.address = address
        self.wait()

    def wait(self):
        """Waits until it answers."""
        for _ in range(200):
            try:
                self.get("/")
                return
            except OSError:
                time.sleep(0.05)
        raise SystemExit(f"{self.name} does not answer: see {self.log.name}")

    def get(self, path, cookie=None):
        """The body of an answer with status 200."""
        connection = http.client.HTTPConnection(self.address, timeout=30)
        headers = {"Accept-Language": "fr"}
        if cookie:
            headers["Cookie"] = f"session={cookie}"
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (self.name, response.status)
        connection.close()
        return body

    def processes(self):
        """The process ids of the server and its workers."""
        own = [self.process.pid]
        children = pathlib.Path(f"/proc/{own[0]}/task/{own[0]}/children").read_text().split()
        return own + [int(child) for child in children]

    def memory(self, kind="Pss"):
        """Bytes in memory now; memory shared by several processes is divided among them.

        `Pss_Anon` leaves out what is backed by files.
        """
        total = 0
        for process in self.processes():
            text = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
            total += int(re.search(rf"^{kind}: +(\d+) kB", text, re.M)[1]) * 1024
        return total

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


def ours(binary, *more):
    """`serve` with its log going to a file, as in production. The key stands where the program
    keeps its own: one that is given is judged first, which loads the lists of words (6 MiB)."""
    folder = tempfile.mkdtemp()
    key = pathlib.Path(folder) / "secret_key"
    key.write_text(KEY)
    key.chmod(0o600)
    options = ["--port", "0", "--data-dir", folder]
    return Side("flask-session-demo", [binary, "serve", *options, *more])


def ours_in_a_class(binary):
    """The same with the exercises, and with the course's key, which everybody knows."""
    options = ["--port", "0", "--lab", "--data-dir", tempfile.mkdtemp()]
    return Side("flask-session-demo --lab", [binary, "serve", *options])


def bare_hyper(program, size, *threads):
    """The minimum that hyper can do, with a page of the same size."""
    return Side(" ".join(["bare hyper", *threads]), [program, size, *threads])


def flask(python, templates):
    """Flask under gunicorn with one worker; `templates` is a folder."""
    port = 5899
    command = [python, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}"]
    command += ["--chdir", ROOT / "tests/bench", "--keep-alive", "60", "flask_site:app"]
    env = {"BENCH_KEY": KEY, "BENCH_TEMPLATES": str(templates)}
    return Side("Flask under gunicorn", command, env, f"127.0.0.1:{port}")


class Load:
    """The result of one run of wrk."""

    def __init__(self, side, path="/", cookie=None, seconds=5, connections=32, file=None):
        """`file` holds the requests, instead of `path` and `cookie`: see `requests.lua`."""
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s"]
        if cookie:
            command += ["-H", f"Cookie: session={cookie}"]
        if file:
            command += ["-s", ROOT / "tests/bench/requests.lua"]
        command += ["-H", "Accept-Language: fr", f"http://{side.address}{path}"]
        if file:
            command += ["--", file]
        told = subprocess.run(
            pinned(LOAD_CORE, *command), capture_output=True, text=True, check=True
        ).stdout
        self.per_second = float(re.search(r"Requests/sec: +([\d.]+)", told)[1])
        self.count = int(re.search(r"(\d+) requests in", told)[1])
        refused = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
        assert refused is None, f"{side.name}: {refused[0]}"
        self.memory = side.memory()
