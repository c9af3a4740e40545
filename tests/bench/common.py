"""Shared by the measurements: the server under test, and a visitor."""

import argparse
import http.client
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "un cheval bien agrafé"


def arguments(description):
    """The options that every measurement has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--binary",
        type=pathlib.Path,
        default=ROOT / "target/release/flask-session-demo",
        help="the program [default: target/release/flask-session-demo]",
    )
    return parser


class Server:
    """`serve --port 0` with a new data folder, ended by its process id."""

    def __init__(self, binary, *args):
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(pathlib.Path(self.folder.name) / "log", "w")
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--data-dir", self.folder.name, *args],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        line = self.process.stdout.readline()
        self.address = line.strip().removeprefix("listening on http://")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


class Visitor:
    """A connection kept open, with the cookies of one browser."""

    def __init__(self, address, timeout=300, **headers):
        self.connection = http.client.HTTPConnection(address, timeout=timeout)
        self.cookies = {}
        self.headers = headers

    def ask(self, method, path, form=None):
        """Status and page."""
        headers = dict(self.headers)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(form)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                name, _, value = value.split(";")[0].partition("=")
                self.cookies[name] = value
        return response.status, response.read().decode()

    def sign_up(self, login):
        """Makes an account."""
        _, page = self.ask("GET", "/sign-up")
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        form = {"csrf_token": token, "login": login, "password": PASSWORD, "confirm": PASSWORD}
        status, page = self.ask("POST", "/sign-up", form)
        assert status == 302, (status, page)

    def sign_in(self, login, password=PASSWORD):
        """The status of an attempt."""
        return self.ask("POST", "/sign-in", {"login": login, "password": password})[0]
