"""Random sessions and the cookies that the real Flask makes of them.

    sessions.py COUNT SEED

writes one JSON object a line: `text` (Flask's JSON), `seconds` and `cookie`; `loose` (the same
document as another program might write it: other order of keys, spaces, raw UTF-8) and `signed`,
the cookie that Flask makes after reading that. The two cookies differ if reading changes
something: two lone surrogates become a character, the year 95 becomes 1995.
"""

import json
import math
import random
import string
import struct
import sys
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

from flask_peer import clock, make_app, signing_serializer
from markupsafe import Markup

TAGS = [" t", " b", " m", " u", " d", " di"]
FLOATS = [0.0, -0.0, 1e-4, 9.99e-5, 1e15, 1e16, 1e22, 5e-324, 2.0**53, math.inf, -math.inf, math.nan]
CHARACTERS = [
    string.ascii_letters,
    string.printable,
    "".join(map(chr, range(0x20))) + "\x7f\x80\x9f\u2028\u2029\ufeff",
    "éèàçœÉïñ €«»…’",
    "".join(map(chr, range(0x3B1, 0x3C9))) + "日本語中文한국",
    "😀🎉𝔘\U0010ffff",
    "\ud83d\ude00\udfff\ud800",
    "<>&'\"/\\",
]


class Maker:
    """What a session may hold, at random."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self, longest=30):
        letters = self.random.choice(CHARACTERS)
        if self.random.random() < 0.2:
            letters = "".join(CHARACTERS)
        return "".join(self.random.choices(letters, k=self.random.randrange(longest)))

    def integer(self):
        bits = self.random.choice([1, 8, 31, 32, 53, 63, 64, 65, 200, 2000])
        return self.random.choice([-1, 1]) * self.random.getrandbits(bits)

    def number(self):
        kind = self.random.randrange(6)
        if kind == 0:
            return self.random.choice(FLOATS)
        if kind == 1:  # Any 64 bits.
            return struct.unpack(">d", self.random.randbytes(8))[0]
        if kind == 2:  # Both sides of a power of ten, where the notation changes.
            power = 10.0 ** self.random.choice([-5, -4, -3, 14, 15, 16, 17, 21, 22])
            return self.random.choice([1, -1]) * math.nextafter(power, self.random.choice([0, 1e300]))
        if kind == 3:
            return round(self.random.uniform(-1000, 1000), self.random.randrange(8))
        return self.integer()

    def date(self):
        start = datetime(1, 1, 1, tzinfo=timezone.utc)
        return start + timedelta(seconds=self.random.randrange(315_500_000_000))

    def key(self):
        if self.random.random() < 0.1:
            return self.random.choice(TAGS) + self.random.choice(["", "", "__"])
        return self.text(12)

    def value(self, depth=0):
        kinds = 10 if depth > 4 else 14
        match self.random.randrange(kinds):
            case 0:
                return None
            case 1:
                return self.random.random() < 0.5
            case 2 | 3:
                return self.number()
            case 4 | 5:
                return self.text()
            case 6:
                return self.random.randbytes(self.random.randrange(40))
            case 7:
                return Markup(self.text())
            case 8:
                return uuid.UUID(bytes=self.random.randbytes(16))
            case 9:
                return self.date()
            case 10 | 11:
                return [self.value(depth + 1) for _ in range(self.random.randrange(5))]
            case 12:
                return tuple(self.value(depth + 1) for _ in range(self.random.randrange(4)))
            case _:
                return self.dictionary(depth + 1, self.random.choice([0, 1, 1, 2, 3, 5]))

    def dictionary(self, depth, size):
        return {self.key(): self.value(depth) for _ in range(size)}

    def session(self, index):
        match index % 8:
            case 0:  # As on the course's site.
                return {"user": {"username": self.text(64)}}
            case 1:  # Flashes.
                count = self.random.randrange(1, 5)
                categories = ["message", "error", self.text(8)]
                choose = self.random.choice
                return {"_flashes": [(choose(categories), self.text(60)) for _ in range(count)]}
            case 2:  # Around the limit for compression.
                digits = "".join(self.random.choices("0123456789abcdef", k=self.random.randrange(120)))
                return {self.text(5): digits}
            case 3:  # Large, some larger than zlib's window.
                count = 8000 if index % 400 == 3 else self.random.choice([20, 50, 200])
                words = [self.text(9) for _ in range(self.random.randrange(1, 40))]
                return {"words": self.random.choices(words, k=count)}
            case 4:
                return {"csrf_token": self.random.randbytes(20).hex(), "_permanent": True, "n": index}
            case 5:
                return self.dictionary(0, self.random.choice([0, 1, 1]))
            case _:
                return self.dictionary(0, self.random.randrange(8))


def loose(text, rng):
    """The same document as another program might write it."""

    def shuffled(pairs):
        rng.shuffle(pairs)
        return dict(pairs)

    document = json.loads(text, object_pairs_hook=shuffled)
    spaces = rng.choice([None, None, 1])
    raw = json.dumps(document, ensure_ascii=False, indent=spaces)
    try:
        raw.encode()
    except UnicodeEncodeError:  # A lone surrogate can only be escaped.
        raw = json.dumps(document, indent=spaces)
    return raw


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    maker, app = Maker(seed), make_app()
    with app.app_context():
        serializer = signing_serializer(app)
        for index in range(count):
            session = maker.session(index)
            clock.now = maker.random.randrange(2**33)
            text = serializer.serializer.dumps(session)
            other = loose(text, maker.random)
            row = {
                "text": text,
                "seconds": clock.now,
                "cookie": serializer.dumps(session),
                "loose": other,
                "signed": serializer.dumps(serializer.serializer.loads(other)),
            }
            print(json.dumps(row))


if __name__ == "__main__":
    main()
