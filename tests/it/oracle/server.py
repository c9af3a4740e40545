"""A site on the real Flask, with the same content in its session as the course's site.

    server.py KEY [FALLBACK]...

Listens on a free port, and announces it in the same words as our own server.
"""

import logging
import sys

from flask import Flask, flash, get_flashed_messages, redirect, request, session
from werkzeug.serving import make_server

app = Flask("peer")
app.config.update(SECRET_KEY=sys.argv[1], SECRET_KEY_FALLBACKS=sys.argv[2:])


@app.get("/")
def index():
    user = session.get("user")
    messages = get_flashed_messages(with_categories=True)
    return {"user": user["username"] if user else None, "messages": messages}


@app.get("/sign-in")
def sign_in():
    session.clear()
    session["user"] = {"username": request.args["login"]}
    session.permanent = "permanent" in request.args
    return redirect("/")


@app.get("/flash")
def flash_one():
    flash(request.args["message"], request.args.get("category", "message"))
    return redirect("/")


@app.get("/untouched")
def untouched():
    """Leaves the session alone; a permanent one is written again all the same."""
    return ""


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"listening on http://127.0.0.1:{server.port}", flush=True)
server.serve_forever()
