-- The schema's version: this table also says whose database it is.
CREATE TABLE flask_session_demo_schema (version INTEGER NOT NULL);
INSERT INTO flask_session_demo_schema (version) VALUES (1);

-- A Flask application may read and write this table: `password` is what
-- Werkzeug's generate_password_hash makes.
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    username TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    created_at INTEGER NOT NULL DEFAULT (unixepoch())
);

-- Which sessions an account has: a change of password ends them.
CREATE TABLE sign_ins (
    uid TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
);
CREATE INDEX sign_ins_user_id ON sign_ins (user_id);

-- Sessions that are over although their cookies are rightly signed.
CREATE TABLE revoked (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    until INTEGER NOT NULL
);

-- Wrong passwords of the last minutes.
CREATE TABLE failures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    address TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX failures_login ON failures (login, address, at);
