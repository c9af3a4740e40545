"""The real Flask at a chosen time, for the vectors and the comparisons."""

from datetime import datetime

import flask.sessions
import itsdangerous.timed
from flask import Flask, session
from itsdangerous import TimestampSigner

# The key printed in the course and the second of all vectors: 2023-11-14T22:13:20Z.
COURSE_KEY = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8"
T = 1_700_000_000


class FrozenTime:
    """Replaces the module `time` in itsdangerous."""

    now = T

    def time(self):
        return self.now


clock = itsdangerous.timed.time = FrozenTime()


class FrozenDatetime(datetime):
    """Replaces `datetime` in Flask's sessions, for `Expires`."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(clock.now, tz)


flask.sessions.datetime = FrozenDatetime


def make_app(key=COURSE_KEY, fallbacks=()):
    """An application whose page `/` shows its session as Flask would save it."""
    app = Flask("peer")
    app.logger.disabled = True
    app.config.update(SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(fallbacks))

    @app.get("/")
    def show():
        return app.session_interface.serializer.dumps(dict(session))

    @app.errorhandler(500)
    def failed(error):
        return type(error.original_exception).__name__, 500

    return app


def open_session(app, cookie, now):
    """What Flask makes of a cookie: `(status, the session's JSON or the error's name)`."""
    clock.now = now
    try:
        # A header consists of bytes, which WSGI decodes as Latin-1.
        value = cookie.encode().decode("latin-1")
        response = app.test_client(use_cookies=False).get(
            "/", headers={"Cookie": f"session={value}"}
        )
        return response.status_code, response.get_data(as_text=True)
    finally:
        clock.now = T


def signing_serializer(app):
    return app.session_interface.get_signing_serializer(app)


def dumps(app, value, now=T):
    """The cookie that Flask sets for a session (a dict), inside an application context."""
    clock.now = now
    try:
        with app.app_context():
            return signing_serializer(app).dumps(value)
    finally:
        clock.now = T


def sign_payload(payload, key=COURSE_KEY, timestamp=None, **signer):
    """Signs any payload with the key, even one that Flask would not write."""
    settings = {"salt": "cookie-session", "key_derivation": "hmac"} | signer
    with_time = TimestampSigner(key, **settings)
    if timestamp is None:
        return with_time.sign(payload).decode()
    return super(TimestampSigner, with_time).sign(f"{payload}.{timestamp}").decode()
