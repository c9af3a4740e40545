"""What a class asks for: each page is one student's, and of this moment."""

import html
import json
import pathlib
import re
import tempfile
import urllib.parse

import figures
import room
import sides
from common import Visitor

STUDENTS = 50
EXCHANGES = 20
COOKIES = 2_000

# What a page repeats of what came: the text of such elements.
VALUE = re.compile(r"(?<=>)([^<>]+)(?=</(?:code|td|dd|mark|b|strong|samp|var)>)")


class Class:
    """Students of a server under `--lab`, each with 20 exchanges, and signed sessions."""

    def __init__(self, server, options):
        self.students = [Visitor(server.address) for _ in range(STUDENTS)]
        for number, student in enumerate(self.students):
            student.ask("GET", "/tp")
            student.ask("POST", "/sign-in", {"login": f"student{number}", "password": "x"})
            for _ in range(EXCHANGES):
                student.ask("GET", "/")
        path = pathlib.Path(options.scratch) / "sessions"
        figures.write_cookies(path, COOKIES, room.COURSE_KEY)
        self.sessions = path.read_text().split()

    def requests(self, path, method="GET", form=None):
        """Requests for a page, each of another student with another session."""
        for number, session in enumerate(self.sessions):
            student = self.students[number % STUDENTS]
            cookie = f"tp={student.cookies['tp']}; session={session}"
            if path == "/echanges":
                # Another exchange to be shown, whose time `alone` takes off again.
                yield f"GET\t/\t{cookie}\t"
            body = urllib.parse.urlencode(form(session)) if form else ""
            yield f"{method}\t{path}\t{cookie}\t{body}"

    def own(self):
        """Requests of each student for the home page, as the browser makes them."""
        for student in self.students:
            cookie = f"tp={student.cookies['tp']}; session={student.cookies['session']}"
            yield f"GET\t/\t{cookie}\t"


def change(session):
    """The bench is asked about a cookie with another first letter."""
    changed = ("c" if session[0] == "b" else "b") + session[1:]
    return {"action": "verify", "original": session, "seen": changed, "cookie": changed}


PAGES = {
    "inspector": ("/inspecteur", "GET", None),
    "exchanges": ("/echanges", "GET", None),
    "bench": ("/banc", "POST", change),
    "exercise": ("/tp/4", "GET", None),
}


def pages(options, cookie, bench):
    """Requests per second for pages of a class, beside Flask's and beside the home page; and for
    that, beside a server that no class uses."""
    with tempfile.TemporaryDirectory() as folder, sides.ours_in_a_class(options.binary) as ours:
        students = Class(ours, options)
        files = {name: pathlib.Path(folder) / f"{name}.requests" for name in PAGES}
        for name, file in files.items():
            file.write_text("\n".join(students.requests(*PAGES[name])) + "\n")
            page = students.students[0].ask(
                PAGES[name][1], PAGES[name][0], first_form(students, name)
            )
            write_template(pathlib.Path(folder), name, page[1])
        files["home"] = pathlib.Path(folder) / "home.requests"
        files["home"].write_text("\n".join(students.own()) + "\n")
        (pathlib.Path(folder) / "index.html").write_text("{{ user.username }}")
        with sides.ours(options.binary) as plain, sides.flask(options.python, folder) as flask:
            return measure(ours, (plain, cookie), flask, files, bench)


def first_form(students, name):
    """The form of the first request for a page; `None` where it is no form."""
    form = PAGES[name][2]
    return form and form(students.sessions[0])


def write_template(folder, name, page):
    """A page as a Jinja template, with a place for each value, and the values."""
    parts = VALUE.split(page)
    texts, found = parts[::2], parts[1::2]
    template = ["{% raw %}" + text + "{% endraw %}" for text in texts]
    places = ["{{ values[" + str(number) + "] }}" for number in range(len(found))]
    filled = [piece for pair in zip(template, [*places, ""]) for piece in pair]
    (folder / f"{name}.html").write_text("".join(filled))
    (folder / f"{name}.json").write_text(json.dumps([html.unescape(text) for text in found]))


def alone(both, home):
    """Requests per second for a page, of the rate at which it and the home page take turns."""
    return 1 / (2 / both - 1 / home)


def measure(ours, plain, flask, files, bench):
    """All in turns, in every round."""
    mine, theirs = {name: [] for name in files}, {name: [] for name in PAGES}
    alone_at_home = []
    for number in range(bench.rounds):
        for name in figures.rotated(list(files), number):
            load = sides.Load(ours, seconds=bench.seconds, file=files[name])
            mine[name].append(load.per_second)
            bench.say(f"  {name}: {load.per_second:,.0f} requests/s")
        mine["exchanges"][-1] = alone(mine["exchanges"][-1], mine["home"][-1])
        server, cookie = plain
        alone_at_home.append(sides.Load(server, "/", cookie, bench.seconds).per_second)
        bench.say(f"  home without a class: {alone_at_home[-1]:,.0f} requests/s")
        for name in figures.rotated(list(PAGES), number):
            load = sides.Load(flask, f"/page/{name}", seconds=bench.seconds)
            theirs[name].append(load.per_second)
            bench.say(f"  {name} by Flask: {load.per_second:,.0f} requests/s")
    paired = {f"{name}_per_flask": (mine[name], theirs[name]) for name in PAGES}
    paired["tp_per_home"] = (mine["home"], alone_at_home)
    for name in ("inspector", "exchanges"):
        paired[f"{name}_per_home"] = (mine[name], mine["home"])
    return {name: figures.Paired("requests/s", *pair, True) for name, pair in paired.items()}
