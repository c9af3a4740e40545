"""The largest sessions that a browser keeps, as the real Flask sets them.

    largest.py KEY

Each kind of content that an application may have is made longer until the `Set-Cookie` header has
4,093 bytes (Werkzeug's `max_cookie_size`). The content varies, so that zlib cannot shrink it much.
Writes one JSON object a line: `kind`, `bytes` of JSON and `cookie`.
"""

import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

from flask_peer import clock, make_app, signing_serializer

MAX_HEADER = 4093
WORDS = "maison jardin élève école cahier fenêtre porte table chaise livre été hiver noël".split()


def pick(number, choices):
    return random.Random(number).choice(choices)


KINDS = {
    "ids": lambda n: [f"{random.Random(i).getrandbits(64):016x}" for i in range(n)],
    "ascending numbers": lambda n: list(range(1000, 1000 + n)),
    "cart": lambda n: [
        {"product_id": i * 7 % 997, "quantity": i % 5 + 1, "name": f"Article {i}", "price": round(i * 1.37, 2)}
        for i in range(n)
    ],
    "French words": lambda n: " ".join(pick(i, WORDS) for i in range(n)),
    "messages": lambda n: [("message", f"Bienvenue {pick(i, WORDS)} {i % 7} !") for i in range(n)],
    "a board of bits": lambda n: [[pick(i * 999 + j, [0, 1]) for j in range(n)] for i in range(n)],
    "a maze of booleans": lambda n: [[random.Random(i * 999 + j).random() < 0.3 for j in range(n)] for i in range(n)],
    "answers": lambda n: {f"question_{i}": pick(i, "ABCD") for i in range(n)},
    "permissions": lambda n: [f"module{i}:{right}" for i in range(n) for right in ("read", "write", "delete")],
    "Chinese": lambda n: "".join(chr(0x4E00 + random.Random(i).randrange(3000)) for i in range(n)),
}


def main():
    app = make_app(sys.argv[1])
    clock.now = int(time.time())
    with app.app_context():
        serializer = signing_serializer(app)

        def cookie(make, count):
            return serializer.dumps({"user": {"username": "alice"}, "content": make(count)})

        def fits(make, count):
            return len(f"session={cookie(make, count)}; HttpOnly; Path=/") <= MAX_HEADER

        for kind, make in KINDS.items():
            low, high = 1, 2
            while fits(make, high):
                low, high = high, high * 2
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if fits(make, middle) else (low, middle)
            text = serializer.serializer.dumps({"user": {"username": "alice"}, "content": make(low)})
            print(json.dumps({"kind": kind, "bytes": len(text), "cookie": cookie(make, low)}))


if __name__ == "__main__":
    main()
