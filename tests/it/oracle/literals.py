"""Random sessions in Python's notation, and the cookies that Flask makes of them.

    literals.py COUNT SEED

Each line is a JSON object: `text`, a dict that `ast.literal_eval` reads; `cookie`, what Flask signs at
second 1700000000 with the key "key", or null if `ast.literal_eval` or Flask refuses it.
"""

import ast
import json
import random
import sys
from unittest import mock

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

count, random_ = int(sys.argv[1]), random.Random(sys.argv[2])
app = Flask(__name__)
app.secret_key = "key"
serializer = SecureCookieSessionInterface().get_signing_serializer(app)

CHARACTERS = ["a", "Z", " ", "é", "中", "😀", "'", '"', "\\n", "\\'", '\\"', "\\\\", "\\x41", "\\101",
              "\\7", "\\u00e9", "\\U0001F600", "\\ud800", "\\q", "\\\n", "#", "{", ",", "\t"]
ODD = ["01", "1__0", "0x", "1j", "f'a'", "x", "{1, 2}", "--1", "'a", "b'é'", "1 2", "set()", "0b2", "1_",
       "'a' b'b'", "not 1", "(,)", "[,]", "{'a'}", "é", "1.e", "\\x41", "u'a'u", "rub'a'", "ub'a'"]


def blank():
    return random_.choice(["", "", "", " ", "  ", "\n", " # é\n", "\t"])


def quoted(characters):
    prefix = random_.choice(["", "", "", "u", "r", "R", "U"])
    quote = random_.choice(["'", '"', "'''", '"""'])
    body = "".join(random_.choices(characters, k=random_.randrange(6)))
    return prefix + quote + body + quote


def bytes_():
    body = [it for it in CHARACTERS if it.isascii()]
    return random_.choice(["b", "B", "rb", "bR"]) + quoted(body).lstrip("urUR")


def number():
    digits = lambda: random_.choice(["0", "00", "1", "12", "1_000", "9" * random_.randrange(1, 30)])
    return random_.choice(["", "-", "+", "- "]) + random_.choice([
        digits(), "0x" + random_.choice(["f", "_F", "DEAD_beef", "f" * 40]), "0o17", "0B101",
        digits() + "." + random_.choice(["", "5", "50_1"]), "." + digits(),
        digits() + random_.choice(["e", "E"]) + random_.choice(["", "+", "-"]) + "7", "1e400", "5e-324",
        repr(random_.uniform(-1e20, 1e20)),
    ])


def value(depth):
    kinds = [number, lambda: quoted(CHARACTERS), bytes_, lambda: random_.choice(["True", "False", "None"])]
    if depth < 3:
        kinds += [lambda: items("[", "]", depth), lambda: items("(", ")", depth), lambda: dict_(depth),
                  lambda: quoted(CHARACTERS) + blank() + quoted(CHARACTERS)]
    if random_.random() < 0.01:
        return random_.choice(ODD)
    return random_.choice(kinds)()


def items(start, end, depth):
    texts = [blank() + value(depth + 1) + blank() for _ in range(random_.randrange(4))]
    return start + ",".join(texts) + (random_.choice(["", ","]) if texts else blank()) + end


def dict_(depth):
    entries = [blank() + quoted(CHARACTERS) + blank() + ":" + blank() + value(depth + 1) + blank()
               for _ in range(random_.randrange(4))]
    return "{" + ",".join(entries) + (random_.choice(["", ","]) if entries else blank()) + "}"


for _ in range(count):
    text = dict_(0)
    try:
        session = ast.literal_eval(text)
        with app.app_context(), mock.patch("time.time", return_value=1700000000):
            cookie = serializer.dumps(dict(session))
    except (SyntaxError, ValueError, TypeError):
        cookie = None
    print(json.dumps({"text": text, "cookie": cookie}))
