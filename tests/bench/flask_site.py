"""Flask with pages of `serve`, for gunicorn: the same bytes from Jinja templates."""

import itertools
import json
import os
import pathlib

import jinja2
from flask import Flask, render_template, session

app = Flask("site")
app.secret_key = os.environ["BENCH_KEY"]
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
templates = pathlib.Path(os.environ["BENCH_TEMPLATES"])
app.jinja_loader = jinja2.FileSystemLoader(templates)
values = {path.stem: json.loads(path.read_text()) for path in templates.glob("*.json")}
numbers = itertools.count()


@app.route("/")
def index():
    """What the course's `index` does: the page, with the user's name."""
    return render_template("index.html", user=session.get("user"))


@app.route("/page/<name>", methods=["GET", "POST"])
def page(name):
    """A page with as many values as ours has, of which one is new each time."""
    first, *rest = values[name]
    return render_template(f"{name}.html", values=[f"{first}{next(numbers)}", *rest])
