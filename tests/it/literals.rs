//! Sessions in Python's notation: `sign-cookie` makes of them what Python and Flask do.

use std::process::Command;

use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, UrlSafeTimedSerializer,
};
use flask_session_demo::session::{Value, dumps, literal_eval};
use serde::Deserialize;

use crate::support::flask::{output_of, python_script};
use crate::support::{Fsd, peers};

const KEY: [&str; 2] = ["--secret-key", "a private key of mine"];

fn sign(session: &str) -> Fsd {
    Fsd::new(["--lang", "en", "sign-cookie", "--timestamp", "1700000000"])
        .args(KEY)
        .args([session])
}

#[derive(Deserialize)]
struct Case {
    text: String,
    cookie: Option<String>,
}

/// Whatever `ast.literal_eval` reads becomes Flask's cookie, byte for byte; what it refuses is
/// refused.
#[test]
fn random_literals_become_the_cookies_that_flask_makes_of_them() {
    let Some(python) = peers::python() else {
        return;
    };
    let mut script: Command = python_script(&python, "literals.py");
    let lines = output_of(script.args(["5000", "20261125"]), "");
    let signer = Signer::new(
        &SecretKeys::new(SecretKey::new("key")),
        b"cookie-session",
        KeyDerivation::Hmac,
        Digest::Sha1,
    );
    let serializer = UrlSafeTimedSerializer::new(signer);
    let (mut agreed, mut refused) = (0, 0);
    for line in lines.lines() {
        let case: Case = serde_json::from_str(line).expect("a case is JSON");
        let ours = match literal_eval(&case.text) {
            Ok(session @ Value::Dict(_)) => {
                Some(serializer.dumps(dumps(&session).as_bytes(), 1_700_000_000))
            }
            Ok(_) | Err(_) => None,
        };
        assert_eq!(ours, case.cookie, "{}", case.text);
        if ours.is_some() {
            agreed += 1;
        } else {
            refused += 1;
        }
    }
    assert!(
        agreed > 3000 && refused > 100,
        "{agreed} signed, {refused} refused"
    );
}

/// S1: flask-unsign's tutorials write sessions in this notation.
#[test]
fn a_dict_of_python_is_signed_and_said_to_be_one() {
    let python = sign("{'logged_in': True}").run().code(0);
    let json = sign(r#"{"logged_in":true}"#).run().success();
    assert_eq!(python.stdout, json.stdout);
    python.stderr("Read as a dict of Python's; nothing was evaluated.\n");
    let piped = sign("-").stdin("{'logged_in': True}\n").run().code(0);
    assert_eq!(piped.stdout, json.stdout);
}

/// JSON with a mistake gets the JSON error, even if Python would read it.
#[test]
fn json_with_a_slip_is_not_taken_for_python() {
    for session in [
        r#"{"a":1,}"#,
        r#"{"a":1.}"#,
        r#"{"a":+1}"#,
        r#"{"a":"\x41"}"#,
    ] {
        sign(&session.replace("\\\\", "\\"))
            .run()
            .code(3)
            .stderr_has("error: Not JSON, line 1");
    }
    for session in [r#"{"a": True}"#, r#"{"a": (1,)}"#, r#"{"a": b"x"}"#] {
        sign(session).run().code(0).stderr_has("Read as a dict");
    }
}

/// What would need evaluation is refused with its position, and nothing is evaluated.
#[test]
fn nothing_is_evaluated() {
    for session in [
        "{'a': __import__('os').system('touch evaluated')}",
        "{'a': datetime.datetime.now()}",
        "{'a': open('evaluated', 'w')}",
    ] {
        let refused = sign(session)
            .run()
            .code(3)
            .stdout("")
            .stderr_has("line 1 column 7: here stands a name, and nothing is evaluated");
        assert!(!refused.path("evaluated").exists());
    }
}

/// S3 (flask-session-cookie-manager#11): cmd.exe passes apostrophes on; PowerShell drops inner
/// quotes (PowerShell#1995).
#[test]
fn the_shell_that_spoilt_a_session_is_named_with_what_works_there() {
    for session in [r#"'{"a":1}'"#, r#"'{"a":1"#, r#"'{"a":"b"#] {
        sign(session)
            .run()
            .code(3)
            .stderr_has("hint: cmd.exe passes single quotes on.")
            .stderr_has(r#"sign-cookie … "{\"a\":"#);
    }
    for session in ["{a:1}", "{user:{username:alice}}"] {
        sign(session)
            .run()
            .code(3)
            .stderr_has("Windows PowerShell drops those inside.")
            .stderr_has(r#"`'{\"a\":1}'`"#);
    }
    // PowerShell#18756: from 7.3 on, it passes on the quotes and the characters that escaped them.
    sign(r#"{\"a\":1}"#)
        .run()
        .code(3)
        .stderr_has("hint: The backslashes before the quotes have arrived, too.");
    // flask-session-cookie-manager#9: printed by a decoder written in Python.
    sign(r#"b'{"_fresh":true,"_id":{" b":"SOMEVALUES="}}'"#)
        .run()
        .code(3)
        .stderr_has("leave out the b and the quotes");
    // flask-session-cookie-manager#10, as it arrived at the program.
    sign("{number:326410031505,username:admin}")
        .run()
        .code(3)
        .stderr_has("Windows PowerShell drops those inside.");
    // A space has cut it into pieces.
    sign("'{a:")
        .args(["1}'"])
        .run()
        .code(2)
        .stderr_has("put the JSON in single quotes");
    sign("{1: 2}")
        .run()
        .code(3)
        .stderr_has("a key of a session is text");
}
