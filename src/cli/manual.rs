//! What `--help` and the man pages say beyond the options.
//!
//! A section is a line that ends with a colon, and below it: sentences
//! (indented by two), commands (by four), and entries (two spaces apart from
//! what is said of them). `tests/it/man.rs` reads this form.

use crate::config::rows;

/// `flask-session-demo --help`.
pub(super) fn program() -> String {
    [EXAMPLES, FILES, ENVIRONMENT, EXIT_STATUS].join("\n")
}

/// `serve --help`.
pub(super) fn serve() -> String {
    [SERVE, &settings(), FILES, ENVIRONMENT, SERVE_EXIT_STATUS].join("\n")
}

/// `decode-cookie --help`.
pub(super) fn decode_cookie() -> String {
    [DECODE_COOKIE, FILES, ENVIRONMENT, EXIT_STATUS].join("\n")
}

/// `sign-cookie --help`.
pub(super) fn sign_cookie() -> String {
    [SIGN_COOKIE, FILES, ENVIRONMENT, SIGN_EXIT_STATUS].join("\n")
}

/// `accounts --help`.
pub(super) fn accounts() -> String {
    [ACCOUNTS, FILES, ENVIRONMENT, ACCOUNTS_EXIT_STATUS].join("\n")
}

/// `keygen --help`.
pub(super) fn keygen() -> String {
    [KEYGEN, KEYGEN_EXIT_STATUS].join("\n")
}

/// `completions --help`.
pub(super) const COMPLETIONS: &str = "\
Examples:
  For this shell, or for every bash to come:
    source <(flask-session-demo completions bash)
    flask-session-demo completions bash > \\
      ~/.local/share/bash-completion/completions/flask-session-demo
";

const EXAMPLES: &str = "\
Examples:
  The course's site on http://127.0.0.1:5000, then in the whole room:
    flask-session-demo serve
    flask-session-demo serve --host 0.0.0.0
  What a browser's cookie holds; nobody needs a key to read it:
    flask-session-demo decode-cookie 'eyJ1c2VyIjp7InVzZXJuYW1lIjoiYWxpY2UifX0…'
  The cookie that Flask would set for a session:
    flask-session-demo sign-cookie --secret-key-file key.txt '{\"a\":1}'
  A secret key:
    flask-session-demo keygen -o key.txt
";

const SERVE: &str = "\
Examples:
  On this machine, as `flask run` does; then for a room, on another port:
    flask-session-demo serve
    flask-session-demo serve --host 0.0.0.0 --port 8000
  With the key that the course prints, to forge cookies on purpose:
    flask-session-demo serve --lab
  For a class, whose progress outlives a restart:
    flask-session-demo keygen -o teacher.txt
    flask-session-demo serve --lab --host 0.0.0.0 --teacher-key-file teacher.txt
  With the key of a Flask application, whose cookies are then accepted:
    flask-session-demo serve --secret-key-file key.txt
  With a new key, while the old one's cookies still count:
    flask-session-demo serve --secret-key-file new.txt \\
      --secret-key-fallback-file old.txt
  With accounts only, and a logout that ends copied cookies, too:
    flask-session-demo serve --require-account --revoke-on-logout
  One of several machines, behind a load balancer, with one key and one database:
    flask-session-demo serve --host 0.0.0.0 --secret-key-file key.txt \\
      --database postgres://fsd@db.example/fsd --proxy-hops 1
  With other settings, and to see which ones hold:
    flask-session-demo serve -s SESSION_COOKIE_NAME=s -s MAX_COOKIE_SIZE=0
    flask-session-demo serve -s SESSION_COOKIE_NAME=s --show-config
";

const DECODE_COOKIE: &str = "\
Examples:
  What a cookie holds, and how old it is:
    flask-session-demo decode-cookie 'eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM'
  Whether it is genuine, and every step of the calculation:
    flask-session-demo decode-cookie --secret-key-file key.txt --explain 'eyJ…'
  The cookie that a server sets:
    curl -sv http://127.0.0.1:5000/ 2>&1 | flask-session-demo decode-cookie
  The cookies of the `serve` that runs here with its own key:
    flask-session-demo decode-cookie --server-key 'eyJ…'
  One JSON object for each line of a file:
    flask-session-demo decode-cookie --json - < cookies.txt
";

const SIGN_COOKIE: &str = "\
Examples:
  The cookie of a guest:
    flask-session-demo sign-cookie --secret-key-file key.txt \\
      '{\"user\":{\"username\":\"alice\"}}'
  One that `serve --lab` accepts, as a whole header line:
    flask-session-demo sign-cookie --server-key --lab --output header \\
      '{\"user\":{\"username\":\"alice\"}}'
  One that has expired:
    flask-session-demo sign-cookie --secret-key-file key.txt \\
      --timestamp -32d '{\"a\":1}'
";

const ACCOUNTS: &str = "\
Examples:
  Who has an account:
    flask-session-demo accounts list
  A pupil has forgotten the password; the new one is typed, or piped in:
    flask-session-demo accounts reset-password alice
    echo 'correct horse battery staple' | flask-session-demo accounts reset-password alice
  On the database that several servers share:
    flask-session-demo accounts delete alice --database postgres://fsd@db.example/fsd
";

const KEYGEN: &str = "\
Examples:
  What `secrets.token_hex()` prints, and the same in a file for `serve`:
    flask-session-demo keygen
    flask-session-demo keygen -o key.txt
  A line for config.py, and one for .env:
    flask-session-demo keygen --format python
    flask-session-demo keygen --format env
";

/// The table of settings.
fn settings() -> String {
    let mut text = String::from(
        "\
Settings:
  The first place that has a key gives its whole value: an option or --set,
  the environment, the configuration file, the default. In the environment
  FLASK_ stands before the key, and a value may be written as JSON. In the file,
  which is TOML, an empty text stands for Python's None.
",
    );
    for row in rows() {
        let (kind, bounds) = (row.kind.name(), row.kind.bounds());
        let lines = [
            format!("  {:28}  {}\n", row.key, row.about),
            format!("  {:28}  {kind}: {bounds}; default {}\n", "", row.default),
        ];
        text.extend(lines);
    }
    text
}

const FILES: &str = "\
Files:
  The configuration, and what `serve` makes at its first start: the secret key, the accounts, and
  the key that signs the practical's progress where there is no teacher's key:
    Linux    ~/.config/flask-session-demo/config.toml
             ~/.local/share/flask-session-demo/secret_key
             ~/.local/share/flask-session-demo/accounts.sqlite3
             ~/.local/share/flask-session-demo/class_key
    macOS    ~/Library/Application Support/flask-session-demo/config.toml
             ~/Library/Application Support/flask-session-demo/secret_key
             ~/Library/Application Support/flask-session-demo/accounts.sqlite3
             ~/Library/Application Support/flask-session-demo/class_key
    Windows  %APPDATA%\\flask-session-demo\\config\\config.toml
             %LOCALAPPDATA%\\flask-session-demo\\data\\secret_key
             %LOCALAPPDATA%\\flask-session-demo\\data\\accounts.sqlite3
             %LOCALAPPDATA%\\flask-session-demo\\data\\class_key
";

const ENVIRONMENT: &str = "\
Environment:
  FLASK_RUN_HOST, FLASK_RUN_PORT  address and port of `serve`
  FLASK_RUN_CERT, FLASK_RUN_KEY   its certificate and the key
  FLASK_SECRET_KEY                the secret key, for `serve` and --server-key
  FLASK_…                         any other setting of `serve`
  LC_ALL, LC_MESSAGES, LANG       the first that is set gives the language
  NO_COLOR                        no color, when it is not empty
";

const EXIT_STATUS: &str = "\
Exit status:
  0    done; also a cookie that was read without a key
  1    a file or stream that cannot be read or written; internal error
  2    the command line, or a setting, is refused
  3    no well-formed cookie, or no JSON
  4    the signature is not good
  5    the cookie has expired, or is dated in the future
  6    cannot listen on this address or port
  130  interrupted
  Of several cookies the highest of 3 to 5 counts, and 1 above all.
";

const SERVE_EXIT_STATUS: &str = "\
Exit status:
  0    ended by Ctrl-C or SIGTERM, after the requests in flight
  1    a file that cannot be read or written; internal error
  2    the command line, a setting, or the database is refused
  6    cannot listen on this address or port
  130  ended at once by a second Ctrl-C or SIGTERM
";

const SIGN_EXIT_STATUS: &str = "\
Exit status:
  0    done
  1    a file or stream that cannot be read or written; internal error
  2    the command line, or a setting, is refused
  3    no JSON, or none that is an object
  130  interrupted
";

const ACCOUNTS_EXIT_STATUS: &str = "\
Exit status:
  0    done
  1    no such account; a database that cannot be read or written; internal error
  2    the command line, a setting, the database or the new password is refused
  130  interrupted
";

const KEYGEN_EXIT_STATUS: &str = "\
Exit status:
  0    done
  1    the file exists already, or cannot be written; internal error
  2    the command line is refused
";
