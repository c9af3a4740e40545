"""What other programs make of our cookies: reads one per line, prints verdicts as lines of JSON.

    verify.py KEY
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "peers"))

import flask_unsign
from flask_peer import clock, make_app, signing_serializer

key = sys.argv[1]
app = make_app(key)
with app.app_context():
    serializer = signing_serializer(app)
    for line in sys.stdin:
        cookie = line.strip()
        loaded, signed_at = serializer.loads(cookie, return_timestamp=True)
        clock.now = int(signed_at.timestamp())
        text = serializer.serializer.dumps(loaded)
        # flask-unsign knows all tags except the escape for a dict that looks like one.
        decoded = loaded if '" di"' in text else flask_unsign.decode(cookie)
        row = {
            "flask": text,
            "flask_unsign": serializer.serializer.dumps(decoded),
            "flask_unsign_verifies": flask_unsign.verify(cookie, key),
            "signed_again": serializer.dumps(loaded) == cookie,
        }
        print(json.dumps(row))
