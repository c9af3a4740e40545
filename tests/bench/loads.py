"""`itsdangerous.loads` over the lines of a file: prints how many seconds it took.

Usage: loads.py KEY FILE json|flask — with Python's `json`, or as Flask's sessions are read.
"""

import hashlib
import sys
import time

from flask.json.tag import TaggedJSONSerializer
from itsdangerous import URLSafeTimedSerializer


def main():
    key, path, kind = sys.argv[1:]
    more = {"serializer": TaggedJSONSerializer()} if kind == "flask" else {}
    serializer = URLSafeTimedSerializer(
        key,
        salt="cookie-session",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha1},
        **more,
    )
    with open(path) as file:
        cookies = [line.rstrip("\n") for line in file]
    started = time.perf_counter()
    for cookie in cookies:
        serializer.loads(cookie, max_age=2_678_400)
    print(time.perf_counter() - started)


if __name__ == "__main__":
    main()
