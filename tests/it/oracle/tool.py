"""What `flask_cookie.py`, as the site hands it out, makes of cookies.

    tool.py PATH_OF_FLASK_COOKIE_PY KEY

reads one JSON object a line: `text` (the JSON of a session), `seconds` and `cookie`. For each it
writes one: `signed`, the cookie that the program signs; `verified`, whether it takes `cookie`;
`strict`, whether it takes it with another last character of the same bits, and `like_flask`,
whether it does so when it is to be as tolerant as Flask.
"""

import importlib.util
import json
import sys

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def load(path):
    """The program as a module, without running its commands."""
    spec = importlib.util.spec_from_file_location("flask_cookie", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    tool, key = load(sys.argv[1]), sys.argv[2].encode()
    for line in sys.stdin:
        case = json.loads(line)
        cookie = case["cookie"]
        # The last of 27 characters has two bits that no byte of the signature has.
        sibling = cookie[:-1] + ALPHABET[ALPHABET.index(cookie[-1]) ^ 1]
        print(
            json.dumps(
                {
                    "signed": tool.sign(json.loads(case["text"]), key, case["seconds"]),
                    "verified": tool.is_signed_by(cookie, key),
                    "strict": tool.is_signed_by(sibling, key),
                    "like_flask": tool.is_signed_by(sibling, key, like_flask=True),
                    "content": tool.decode(cookie.rsplit(".", 2)[0]) == json.loads(case["text"]),
                }
            )
        )


if __name__ == "__main__":
    main()
