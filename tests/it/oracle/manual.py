"""What Flask makes of the examples in flask-session-cookie(7): reads them as JSON, prints them again.

A record is an object of texts, as the page has it; each is computed anew from what it starts from.
"""

import json
import sys
import zlib
from datetime import datetime
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

from flask_peer import COURSE_KEY, T, dumps, make_app, open_session
from itsdangerous import Signer, base64_decode, base64_encode
from itsdangerous.encoding import int_to_bytes
from markupsafe import Markup

app = make_app()


def payload_of(cookie):
    return cookie.rsplit(".", 2)[0]


def python(source):
    names = {"Markup": Markup, "UUID": UUID, "datetime": datetime}
    payload = payload_of(dumps(app, eval(source, names)))
    if payload.startswith("."):
        text = zlib.decompress(base64_decode(payload[1:]))
    else:
        text = base64_decode(payload)
    return {"python": source, "json": text.decode()}


def compressed(text):
    payload = payload_of(dumps(app, json.loads(text)))
    return {
        "json": text,
        "bytes": str(len(text)),
        "zlib": str(len(zlib.compress(text.encode()))),
        "payload": payload,
    }


def time(seconds):
    data = int_to_bytes(int(seconds))
    text = base64_encode(data).decode()
    return {"seconds": seconds, "bytes": data.hex() or "-", "text": text or "-"}


def derivation(name):
    signer = Signer(COURSE_KEY, salt="cookie-session", key_derivation=name)
    return {
        "derivation": name,
        "derived": signer.derive_key().hex(),
        "signature": signer.get_signature("value").decode(),
    }


def cookie(text):
    status, answer = open_session(app, text, T + 10)
    if status != 200:
        answer = f"error {status}"
    return {"cookie": text, "flask": "empty" if answer == "{}" else answer}


def constants(key):
    return {"key": COURSE_KEY if key else "", "time": str(T)}


KINDS = {
    "python": python,
    "json": compressed,
    "seconds": time,
    "derivation": derivation,
    "cookie": cookie,
    "key": constants,
}

records = []
for record in json.load(sys.stdin):
    kind = next(kind for kind in KINDS if kind in record)
    # What the page says beyond that is in words, or about the program.
    records.append(KINDS[kind](record[kind]))
print(json.dumps(records))
