#!/usr/bin/env python3
"""Two builds get the same requests; their answers are compared.

Every page in both languages, signed out and in, with cookies that are refused,
the bench's forms, the ten exercises at each stage, the board, and the errors.
The first build's cookies are sent to both, which share the keys of one data
folder. What differs from answer to answer (times, request ids, tokens, ports)
is taken out before the comparison.
"""

import argparse
import difflib
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

VOLATILE = [
    (re.compile(r'name="(seen|timestamp|signature|date)" value="[^"]*"'), "FIELD"),
    (re.compile(r'<span class="(payload|timestamp|signature)">[^<]*'), "PART"),
    (re.compile(r"Set-Cookie: session=…"), "Set-Cookie: session=COOKIE"),
    (
        re.compile(r"\.?[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{5,7}\.[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])"),
        "COOKIE",
    ),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?"), "MOMENT"),
    (
        re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"),
        "DATE",
    ),
    (re.compile(r"\d\d:\d\d:\d\d UTC"), "TIME"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])"), "ID"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"), "UID"),
    (re.compile(r"(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])"), "SHA1"),
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{60,}(?![\w-])"), "LONG"),
    (
        re.compile(
            r"\d+\s\w+\sago|il y a [\d\u202f]+\s?\w+|[\d,]+ \w+ ago|à l’instant|just now|now|maintenant"
        ),
        "AGO",
    ),
    (re.compile(r"(?<=[:=\s.])1?\d{9}(?!\d)"), "SECOND"),
]


class Server:
    """A build that serves, with a copy of the shared keys."""

    def __init__(self, binary, folder, options):
        self.data = tempfile.mkdtemp(dir=folder)
        shutil.copytree(folder + "/keys", self.data, dirs_exist_ok=True)
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--data-dir", self.data, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={"HOME": folder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])

    def ask(self, method, path, headers, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body is not None and "Content-Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        result = answer.status, answer.getheaders(), text
        connection.close()
        return result

    def end(self):
        self.process.terminate()
        self.process.wait()


def plain(server, answer):
    status, headers, text = answer
    shown = [f"{status}"]
    for name, value in headers:
        if name.lower() not in ("date", "x-request-id", "content-length", "etag"):
            shown.append(f"{name}: {value}")
    text = "\n".join(shown) + "\n\n" + text
    text = text.replace(str(server.port), "PORT")
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    return text


class Both:
    """The same requests for both builds, with the cookies that the first one set."""

    def __init__(self, old, new, mode):
        self.old, self.new, self.mode = old, new, mode
        self.jar = {}
        self.count = 0
        self.differing = []
        self.seen = set()

    def ask(self, method, path, form=None, headers=None, cookies=None, note=""):
        headers = dict(headers or {})
        jar = self.jar if cookies is None else cookies
        if jar:
            headers.setdefault("Cookie", "; ".join(f"{k}={v}" for k, v in jar.items()))
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form).encode()
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        answers = [server.ask(method, path, headers, body) for server in (self.old, self.new)]
        if cookies is None:
            for name, value in answers[0][1]:
                if name.lower() == "set-cookie":
                    pair, _, rest = value.partition(";")
                    key, _, cookie = pair.partition("=")
                    if "Max-Age=0" in rest or "01 Jan 1970" in rest:
                        self.jar.pop(key, None)
                    else:
                        self.jar[key] = cookie
        texts = [plain(s, a) for s, a in zip((self.old, self.new), answers)]
        self.count += 1
        if texts[0] != texts[1]:
            self.differing.append((f"[{self.mode}] {method} {path} {note}", texts))
        return answers[0]

    def crawl(self, languages=("fr", "en"), start="/"):
        for lang in languages:
            todo, seen = [start + f"?lang={lang}"], set()
            while todo:
                path = todo.pop(0)
                if path in seen:
                    continue
                seen.add(path)
                text = self.ask("GET", path)[2]
                for link in re.findall(r'(?:href|src|action)="([^"#]*)', text):
                    link = link.replace("&amp;", "&")
                    if not link.startswith("/") or link.startswith(
                        ("//", "/logout", "/tp/9/logout")
                    ):
                        continue
                    if "?" not in link and "/static/" not in link:
                        link += f"?lang={lang}"
                    if f"lang={lang}" in link or "/static/" in link:
                        todo.append(link)
            self.seen |= seen


COURSE_FORGED = "eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWRhIn19.awVEAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"


def errors(both):
    """What is refused, in both languages."""
    for lang in ("fr", "en"):
        q = f"?lang={lang}"
        both.ask("GET", "/nowhere" + q)
        both.ask("GET", "/nowhere" + q, headers={"Accept": "application/json"})
        both.ask("POST", "/teachers" + q, {})
        both.ask("DELETE", "/" + q)
        both.ask("OPTIONS", "/sign-in" + q)
        both.ask("POST", "/sign-in" + q, {})
        both.ask("POST", "/sign-in" + q, {"login": "", "password": ""})
        both.ask("POST", "/sign-in" + q, {"login": "ada", "password": "x" * 70_000})
        both.ask("POST", "/sign-in" + q, {"login": "ada"}, headers={"Content-Type": "text/plain"})
        both.ask(
            "POST",
            "/sign-in" + q,
            {"login": "a", "password": "b"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )
        both.ask("POST", "/sign-in" + q, {"login": "a\u200b", "password": "b"})
        both.ask("POST", "/sign-up" + q, {"login": "a", "password": "short", "confirm": "other"})
        both.ask("GET", "/", headers={"Host": "localhost", "X-Long": "x" * 20_000})
        both.ask("GET", "/?a=%00%ff" + "&lang=" + lang)
        both.ask("GET", "/banc" + q)
        both.ask("GET", "/direction" + q)


def cookies(both):
    """Cookies that no server would take."""
    for value in (
        COURSE_FORGED,
        "",
        "x",
        "a.b",
        "a.b.c",
        "." + COURSE_FORGED,
        COURSE_FORGED + "!",
        "eyJ.x.y",
        "é",
        '"a b"',
    ):
        for lang in ("fr", "en"):
            for path in (
                "/",
                "/inspecteur",
                "/inspecteur.json",
                "/sign-in",
                "/echanges",
                "/teachers",
            ):
                jar = {"session": value}
                if "tp" in both.jar:
                    jar["tp"] = both.jar["tp"]
                both.ask(
                    "GET",
                    f"{path}?lang={lang}",
                    headers={},
                    cookies=jar_latin(jar),
                    note=repr(value),
                )


def jar_latin(jar):
    """As http.client writes header values."""
    return {k: v.encode().decode("latin-1") for k, v in jar.items()}


def bench(both, value):
    """The bench's forms, its presets and its links."""
    for lang in ("fr", "en"):
        for form in (
            {"cookie": value},
            {"cookie": value, "action": "verify"},
            {"cookie": value, "action": "sign"},
            {"cookie": value, "action": "sign", "seen": "1"},
            {"cookie": value, "action": "restore", "original": COURSE_FORGED},
            {"cookie": COURSE_FORGED, "original": value, "action": "verify"},
            {"cookie": value, "key": "own", "own_key": "secret", "action": "verify"},
            {"cookie": value, "key": "own", "own_key": "secret", "action": "sign"},
            {"cookie": value, "key": "own", "own_key": "", "action": "sign"},
            {"cookie": value, "action": "flip", "position": "3"},
            {"cookie": value, "action": "flip", "position": "x"},
            {"cookie": value, "action": "send"},
            {"payload": '{"a":1}', "timestamp": "awVEAA", "signature": "x", "action": "verify"},
            {"payload": "{", "timestamp": "x", "date": "y", "action": "sign"},
            {"cookie": "Cookie: session=" + value + ";", "action": "verify"},
            {"cookie": "hello world", "action": "verify"},
            {"cookie": ""},
            {"action": "none"},
        ):
            both.ask("POST", f"/banc?lang={lang}", form, note=str(form)[:60])
        page = both.ask("GET", f"/banc?lang={lang}")[2]
        for name, preset in set(re.findall(r'name="(preset|action)" value="([^"]*)"', page)):
            both.ask("POST", f"/banc?lang={lang}", {name: preset, "cookie": value}, note=preset)
        for link in set(re.findall(r'href="(/banc\?[^"]*)"', page)):
            both.ask("GET", link.replace("&amp;", "&"))


def practical(both):
    """The ten exercises from nothing to handed in, the board and the settings."""
    for lang in ("fr", "en"):
        q = f"?lang={lang}"
        both.ask("GET", "/tp" + q)
        both.ask("POST", "/tp" + q, {"action": "pseudonym", "pseudonym": "Ada"})
        both.ask("POST", "/tp" + q, {"action": "pseudonym", "pseudonym": "x" * 40})
        both.ask("POST", "/tp" + q, {"action": "resume", "resume": "nonsense"})
        both.ask("POST", "/tp" + q, {"action": "resume", "code": "nonsense"})
        for number in range(1, 11):
            path = f"/tp/{number}{q}"
            both.ask("GET", path)
            both.ask("POST", path, {"action": "predict"})
            both.ask("POST", path, {"action": "predict", "choice": "1", "reason": "x" * 300})
            both.ask("POST", path, {"action": "predict", "choice": "1", "reason": "because"})
            both.ask("GET", path)
            both.ask("POST", path, {"action": "answer"})
            both.ask(
                "POST",
                path,
                {
                    "action": "answer",
                    "set_cookie": "1",
                    "cookie": "5",
                    "word": "x",
                    "key": "x",
                    "proof": "x",
                },
            )
            both.ask("POST", path, {"action": "start", "lifetime": "30"})
            both.ask("GET", path)
            both.ask("POST", path, {"action": "save", "explanation": "early"})
        both.ask("GET", "/tp/5/direction" + q)
        both.ask("GET", "/tp/6/mots.txt" + q)
        both.ask("GET", "/tp/7/horloge" + q)
        both.ask("GET", "/tp/10/preuve" + q)
        # 1 and 2, as a student does them
        guest = {"login": "ada", "password": "x"}
        tp = {"tp": both.jar["tp"]}
        both.ask("POST", "/sign-in" + q, guest, cookies=tp)
        both.ask("GET", "/" + q, cookies=tp)
        both.ask("POST", "/sign-in" + q, guest)
        for _ in range(6):
            both.ask("GET", "/" + q)
        both.ask("POST", f"/tp/2{q}", {"action": "answer", "set_cookie": "1", "cookie": "5"})
        value = both.jar.get("session", COURSE_FORGED)
        start, dot, rest = value.partition(".")
        for damaged in (
            value[:3] + "A" + value[4:],
            start + ".AAAAAA." + rest.rpartition(".")[2],
            value[:-4] + "AAAA",
        ):
            both.ask(
                "POST", "/banc" + q, {"cookie": damaged, "original": value, "action": "verify"}
            )
            both.ask("GET", "/" + q, cookies={**tp, "session": damaged})
        proof = both.ask("GET", "/tp/10/preuve" + q)[1]
        proof = dict((n.lower(), v) for n, v in proof).get("x-tp-preuve", "")
        both.ask("POST", f"/tp/10{q}", {"action": "answer", "proof": proof})
        both.ask("POST", "/logout" + q, {})
        both.ask("GET", "/" + q, cookies={**tp, "session": value})
        for number in range(1, 11):
            path = f"/tp/{number}{q}"
            both.ask("GET", path)
            both.ask("POST", path, {"action": "hand-in", "explanation": ""})
            both.ask("POST", path, {"action": "hand-in", "explanation": "it is signed"})
            both.ask("GET", path)
        both.ask("GET", "/tp" + q)
        both.ask("GET", "/tp/bilan" + q)
        both.ask("GET", "/prof" + q)
        both.ask("GET", "/prof.csv" + q)
        both.ask("GET", "/echanges" + q)
        for form in (
            {"secure": "1"},
            {"samesite": "None"},
            {"action": "reset"},
            {"permanent": "1", "lifetime": "60"},
            {"lifetime": "x"},
        ):
            both.ask("POST", "/reglages" + q, form)
            both.ask("GET", "/reglages" + q)
        both.ask("POST", "/reglages" + q, {"action": "reset"})
        both.ask("GET", "/attaquant" + q)
        both.ask("GET", "/projection/" + q)
        for number in (1, 4, 9):
            both.ask("POST", f"/tp/{number}{q}", {"action": "restart"})


def run(old, new, options, folder):
    """One mode of the server, from the first page to the last."""
    mode = " ".join(options) or "plain"
    servers = [Server(binary, folder, options) for binary in (old, new)]
    both = Both(*servers, mode)
    try:
        for name, value in servers[0].ask("GET", "/echanges", {}, None)[1]:
            if name.lower() == "set-cookie":
                key, _, cookie = value.partition(";")[0].partition("=")
                both.jar[key] = cookie
        both.crawl()
        errors(both)
        cookies(both)
        both.ask("POST", "/sign-in", {"login": "ada", "password": "x"})
        both.crawl()
        bench(both, both.jar.get("session", COURSE_FORGED))
        if "--lab" in options:
            practical(both)
        time.sleep(1.1)
        both.ask("POST", "/logout", {})
        time.sleep(1.1)
        both.ask("POST", "/inspecteur", {})
        both.ask("GET", "/echanges")
        both.crawl(start="/projection/")
    finally:
        for server in servers:
            server.end()
    return both


def make_keys(binary, folder):
    """Lets the program draw the keys that both builds then share."""
    os.mkdir(folder)
    for options in ([], ["--lab"]):
        command = [binary, "serve", "--port", "0", "--data-dir", folder, *options]
        first = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        first.stdout.readline()
        first.terminate()
        first.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--show", type=int, default=5, help="differences to show")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_keys(given.old, folder + "/keys")
        total, differing = 0, []
        for options in ([], ["--lab"], ["--require-account"], ["--lab", "--proxy-hops", "1"]):
            both = run(given.old, given.new, options, folder)
            total += both.count
            differing += both.differing
            print(
                f"{' '.join(options) or 'plain'}: {both.count} answers, {len(both.differing)} differ, {len(both.seen)} addresses"
            )
    for name, (old, new) in differing[: given.show]:
        print(name)
        for line in difflib.unified_diff(
            old.splitlines(), new.splitlines(), "old", "new", lineterm="", n=0
        ):
            print("   ", line[:400])
    print(f"{total} answers compared, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
