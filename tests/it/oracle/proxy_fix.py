"""What Werkzeug's ProxyFix makes of forwarding headers: a JSON array in, one out.

Each question is {"hops": n, "for": [...], "proto": [...], "host": [...]}, a text for each line of
that header; each answer is [address, scheme, host], with null for what was not forwarded.
"""

import json
import sys

from werkzeug.middleware.proxy_fix import ProxyFix


def forwarded(question):
    environ = {}
    for name in ["for", "proto", "host"]:
        if question[name]:
            environ[f"HTTP_X_FORWARDED_{name.upper()}"] = ",".join(question[name])
    hops = question["hops"]
    ProxyFix(lambda *_: [], x_for=hops, x_proto=hops, x_host=hops)(environ, None)
    return [environ.get(key) for key in ["REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST"]]


json.dump([forwarded(question) for question in json.load(sys.stdin)], sys.stdout)
