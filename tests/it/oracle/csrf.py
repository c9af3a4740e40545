"""Flask-WTF's tokens for a given session.

csrf.py generate KEY TEXT          prints a token for a session whose csrf_token is TEXT
csrf.py validate KEY TEXT TOKEN    prints "valid", or why not
"""

import sys

from flask import Flask, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

command, key, text, *token = sys.argv[1:]
app = Flask("peer")
app.config.update(SECRET_KEY=key)
with app.test_request_context():
    session["csrf_token"] = text
    if command == "generate":
        print(generate_csrf())
    else:
        try:
            validate_csrf(*token)
            print("valid")
        except ValidationError as error:
            print(error)
