"""The table of accounts as a Flask application sees it.

accounts.py verify FILE    reads JSON lines [login, password]; prints true or false for each
accounts.py insert FILE    reads JSON lines [login, password, method]; inserts them
accounts.py store FILE     the same, with the method exactly as given; prints whether Werkzeug
                           accepts the password: true, or the error that it raises
accounts.py execute FILE   runs the SQL on standard input
accounts.py query FILE     runs the query on standard input; prints each row as JSON
accounts.py lock FILE      locks the file, says "locked", waits for the end of standard input
"""

import json
import sqlite3
import sys

from werkzeug.security import _hash_internal, check_password_hash, generate_password_hash

command, path = sys.argv[1:]
db = sqlite3.connect(path, isolation_level=None)
if command == "verify":
    for line in sys.stdin:
        login, password = json.loads(line)
        row = db.execute("SELECT password FROM users WHERE username = ?", (login,)).fetchone()
        print(json.dumps(row is not None and check_password_hash(row[0], password)))
elif command == "insert":
    for line in sys.stdin:
        login, password, method = json.loads(line)
        hashed = generate_password_hash(password, method)
        db.execute("INSERT INTO users (username, password) VALUES (?, ?)", (login, hashed))
elif command == "store":
    for line in sys.stdin:
        login, password, method = json.loads(line)
        try:
            hashed = f"{method}$saltsaltsaltsalt${_hash_internal(method, 'saltsaltsaltsalt', password)[0]}"
            print(json.dumps(check_password_hash(hashed, password)))
        except ValueError as error:
            hashed = f"{method}$saltsaltsaltsalt$00"
            print(json.dumps(type(error).__name__))
        db.execute("INSERT INTO users (username, password) VALUES (?, ?)", (login, hashed))
elif command == "query":
    for row in db.execute(sys.stdin.read()):
        print(json.dumps(row))
elif command == "execute":
    db.executescript(sys.stdin.read())
elif command == "lock":
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("BEGIN EXCLUSIVE")
    print("locked", flush=True)
    sys.stdin.read()
else:
    sys.exit(__doc__)
