//! One table for this program and for a Flask application.

use serde_json::json;

use super::{PASSWORD, csrf_token, holder, listed, server_in, session, sign_in};
use crate::support::flask::{output_of, python_script};
use crate::support::{KEY, Server, peers};

#[test]
fn werkzeug_verifies_our_hashes_and_its_own_sign_in_here() {
    let Some(python) = peers::python() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = folder.path().join("accounts.sqlite3");
    let server = server_in(folder.path()).start();
    holder(&server, "alice");
    holder(&server, "Zoë 🍪");
    let run = |command: &str, lines: &[serde_json::Value]| {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let input = lines.join("\n");
        output_of(
            python_script(&python, "accounts.py")
                .arg(command)
                .arg(&database),
            &input,
        )
    };
    let asked = [
        json!(["alice", PASSWORD]),
        json!(["alice", "x"]),
        json!(["Zoë 🍪", PASSWORD]),
        json!(["nobody", PASSWORD]),
    ];
    assert_eq!(run("verify", &asked), "true\nfalse\ntrue\nfalse\n");
    // Werkzeug's defaults and others, while the server runs.
    let methods = [
        "scrypt",
        "pbkdf2",
        "pbkdf2:sha512:1000",
        "pbkdf2:sha1:1000",
        "scrypt:16384:8:2",
    ];
    let inserted: Vec<_> = methods
        .iter()
        .map(|method| json!([method, format!("{method} é"), method]))
        .collect();
    run("insert", &inserted);
    for method in methods {
        sign_in(&mut server.client(), method, "x").status(401);
        let mut client = server.client();
        sign_in(&mut client, method, &format!("{method} é")).status(302);
        client.get("/account").status(200);
    }
    assert_eq!(listed(folder.path()).len(), 2 + methods.len());
}

#[test]
fn flask_wtf_accepts_our_form_tokens_and_we_accept_its_own() {
    let Some(python) = peers::python() else {
        return;
    };
    let server = Server::start();
    let mut visitor = server.client();
    let ours = csrf_token(&mut visitor, "/sign-up");
    let session = session(&visitor);
    let text = session["csrf_token"].as_str().expect("a text");
    let flask_wtf = |args: &[&str]| {
        let said = output_of(python_script(&python, "csrf.py").args(args), "");
        said.trim_end().to_owned()
    };
    assert_eq!(flask_wtf(&["validate", KEY, text, &ours]), "valid");
    let other = "0".repeat(40);
    assert_eq!(
        flask_wtf(&["validate", KEY, &other, &ours]),
        "The CSRF tokens do not match."
    );
    let theirs = flask_wtf(&["generate", KEY, text]);
    let foreign = flask_wtf(&["generate", KEY, &other]);
    for (token, status) in [(&foreign, 400), (&theirs, 302)] {
        let form = [
            ("csrf_token", token.as_str()),
            ("login", "alice"),
            ("password", PASSWORD),
            ("confirm", PASSWORD),
        ];
        visitor.post("/sign-up", &form).status(status);
    }
}
