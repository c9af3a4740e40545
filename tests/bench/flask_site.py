"""Flask with the home page of `serve`, for gunicorn: the same bytes from a Jinja template."""

import os
import pathlib

import jinja2
from flask import Flask, render_template, session

app = Flask("site")
app.secret_key = os.environ["BENCH_KEY"]
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
page = pathlib.Path(os.environ["BENCH_TEMPLATE"]).read_text()
app.jinja_loader = jinja2.DictLoader({"index.html": page})


@app.route("/")
def index():
    """What the course's `index` does: the page, with the user's name."""
    return render_template("index.html", user=session.get("user"))
