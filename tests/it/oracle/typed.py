"""Whether Flask reads the session if a browser sends this text as the cookie's value.

    typed.py KEY SECONDS    reads JSON texts, one a line; prints true or false for each
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

from flask import session
from flask_peer import clock, make_app

key, seconds = sys.argv[1:]
app = make_app(key)
clock.now = int(seconds)


@app.get("/typed")
def typed():
    return json.dumps(bool(session))


client = app.test_client(use_cookies=False)
for line in sys.stdin:
    # WSGI decodes the bytes of a header as Latin-1.
    header = f"session={json.loads(line)}".encode().decode("latin-1")
    try:
        print(client.get("/typed", headers={"Cookie": header}).text)
    except ValueError:
        # Werkzeug sends no header with a line end in it.
        print("false")
