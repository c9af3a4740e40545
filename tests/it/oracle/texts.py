"""Random JSON texts, and what the real Flask makes of them.

    texts.py floats|tags COUNT SEED

writes one JSON object a line: `text`, and `read`, which is what Flask's serializer writes once it
has read the text, or `null` where it raises an error, now or when it writes the value back.
"""

import json
import random
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

from flask_peer import make_app, signing_serializer


def float_text(rng):
    """A float with random bits, or one near a number with few digits, printed with 17 digits."""
    match rng.randrange(3):
        case 0:
            number = struct.unpack(">d", rng.randbytes(8))[0]
        case 1:
            number = rng.randrange(1 << 53) / (1 << rng.randrange(8))
        case _:
            number = rng.uniform(-1, 1) * 10.0 ** rng.randrange(-8, 25)
    text = f"{number:.17g}"
    return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(text, text if "." in text or "e" in text else text + ".0")


class Tags:
    """Contents for a tag, right and wrong."""

    def __init__(self, rng):
        self.rng = rng

    def number(self):
        rng = self.rng
        return rng.choice(["0", "-0", "7", "-1.50", "1e400", "NaN", "Infinity", "-Infinity", "1E5", float_text(rng)])

    def uuid(self):
        rng = self.rng
        digits = rng.randbytes(16).hex()
        match rng.randrange(9):
            case 0:
                digits = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
            case 1:
                digits = "+" + digits[1:]
            case 2:
                digits = rng.choice(["0x", "0X", "0x_", " ", "\t", "_", "-"]) + digits[2:]
            case 3:
                at = rng.randrange(1, 31)
                digits = digits[:at] + rng.choice(["_", "g", " ", "é", "__"]) + digits[at + 1 :]
            case 4:
                digits = rng.choice(["urn:", "uuid:", "urn:uuid:", "{", "{{"]) + digits + rng.choice(["}", "}}", ""])
            case 5:
                digits = digits.upper()
            case 6:
                digits = digits[: rng.randrange(32)]
            case 7:
                digits += rng.choice([" ", "0", "-", "\u00a0"])
        return digits

    def date(self):
        rng = self.rng
        day = rng.choice(["Fri, ", "fri, ", "Friday, ", "x,", "Fri ", "", "", ","])
        number = rng.choice(["24", "1", "31", "30", "29", "0", "32", "-1", "+5", "1_0", "99999999999", "24,"])
        month = rng.choice(["Jun", "jun", "JUNE", "Feb", "december", "Jux", "6", "May,"])
        year = rng.choice(["2011", "11", "99", "68", "69", "0", "-1", "123", "1", "9999", "10000", "1900", "2011,", "99999999999", "0099"])
        time = rng.choice(["00:09:05", "23:59:60", "24:00:00", "0:0", "00.09.05", "1.2", "00:09:05:1", "9", "23:59:59,", "-1:0:0", ":1:2"])
        zone = rng.choice(["GMT", "UTC", "Z", "gmt", "+0200", "-0000", "-0530", "EST", "pdt", "nowhere", "", "", "+9999", "+2400", "-2359", "1", "+999999999999999", "A"])
        space = rng.choice([" ", " ", "  ", "\t", "\u00a0"])
        match rng.randrange(7):
            case 0:
                return f"{day}{number}-{month}-{year} {time} {zone}"
            case 1:
                return f"{month} {number} {time} {year}"
            case 2:
                return f"{number} {month} {year} {time}{zone}"
            case 3:
                return f"{day}{month} {number} {year} {time} {zone}"
            case 4:
                return space.join(rng.sample([number, month, year, time, zone], rng.randrange(1, 6)))
        return f"{day}{number}{space}{month}{space}{year}{space}{time}{space}{zone}"

    def base64(self):
        rng = self.rng
        return "".join(rng.choices("AQg=/+-_ \n!é", k=rng.randrange(12)))

    def content(self, depth):
        """JSON text for the inside of a tag or a list."""
        rng = self.rng
        match rng.randrange(12):
            case 0:
                return self.number()
            case 1:
                return rng.choice(["null", "true", "false", '""', "[]", "{}"])
            case 2 | 3:
                return json.dumps(self.uuid())
            case 4 | 5 | 6:
                return json.dumps(self.date())
            case 7:
                return json.dumps(self.base64())
            case 8 if depth < 4:
                return "[" + ",".join(self.content(depth + 1) for _ in range(rng.randrange(4))) + "]"
            case 9 if depth < 4:
                keys = rng.sample(["a", "b__", " t__", "é"], rng.randrange(1, 4))
                return "{" + ",".join(f"{json.dumps(key)}:{self.content(depth + 1)}" for key in keys) + "}"
            case 10 if depth < 4:
                return self.text(depth + 1)
        return json.dumps("".join(rng.choices("ab é😀<\\\"\ud83d", k=rng.randrange(6))))

    def text(self, depth=0):
        rng = self.rng
        kind = rng.choice([" t", " b", " m", " u", " u", " d", " d", " d", " di"])
        fitting = {" u": self.uuid, " d": self.date, " b": self.base64}.get(kind)
        if fitting and rng.random() < 0.8:
            content = json.dumps(fitting())
        elif kind == " m":  # Flask writes anything else in Python's notation; we refuse it.
            content = rng.choice([self.number(), json.dumps(self.date()), "null", "true", "false"])
        else:
            content = self.content(depth)
        return f'{{"{kind}":{content}}}'


def main():
    kind, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng, app = random.Random(seed), make_app()
    tags = Tags(rng)
    with app.app_context():
        json_of = signing_serializer(app).serializer
        for _ in range(count):
            text = float_text(rng) if kind == "floats" else tags.text()
            try:
                read = json_of.dumps(json_of.loads(text))
            except Exception:
                read = None
            print(json.dumps({"text": text, "read": read}))


if __name__ == "__main__":
    main()
