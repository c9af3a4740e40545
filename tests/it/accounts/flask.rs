//! A table of accounts shared by this program and a Flask application.

use serde_json::json;

use super::{PASSWORD, csrf_token, holder, listed, server_in, session, sign_in};
use crate::support::flask::{output_of, python_script};
use crate::support::{Client, KEY, Server, peers};

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
    // Adds Werkzeug's defaults and other methods, while the server runs.
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
fn hashes_are_read_as_werkzeug_reads_them_but_for_digests_that_ring_has_not() {
    let Some(python) = peers::python() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = folder.path().join("accounts.sqlite3");
    let server = server_in(folder.path()).start();
    // The method, Werkzeug's answer, and whether the password is accepted here.
    let cases = [
        ("pbkdf2:SHA256:1000", "true", true),
        ("pbkdf2:Sha-256:1000", "true", true),
        ("pbkdf2:SHA2-512:1000", "true", true),
        ("pbkdf2:sha256: 1000", "true", true),
        ("pbkdf2:sha256:1_000", "true", true),
        ("pbkdf2:sha256:+1000 ", "true", true),
        ("pbkdf2:sha256:01000", "true", true),
        ("scrypt: 1024:8:0_1", "true", true),
        ("scrypt:131072:8:1", "true", true),
        ("pbkdf2:sha256:1__000", "\"ValueError\"", false),
        ("pbkdf2:sha256:-1", "\"ValueError\"", false),
        ("pbkdf2:sha256:1000:1", "\"ValueError\"", false),
        ("argon2:1:1", "\"ValueError\"", false),
        // From the list of differences in the module.
        ("pbkdf2:md5:1000", "true", false),
        ("pbkdf2:sha224:1000", "true", false),
        ("pbkdf2:sha3_256:1000", "true", false),
        ("pbkdf2:sha256:١٠٠٠", "true", false),
    ];
    let lines: Vec<String> = cases
        .iter()
        .map(|(method, ..)| json!([method, PASSWORD, method]).to_string())
        .collect();
    let said = output_of(
        python_script(&python, "accounts.py")
            .arg("store")
            .arg(&database),
        &lines.join("\n"),
    );
    for ((method, werkzeug, here), said) in cases.iter().zip(said.lines()) {
        assert_eq!(said, *werkzeug, "{method}");
        let status = if *here { 302 } else { 401 };
        let found = sign_in(&mut server.client(), method.trim(), PASSWORD).status;
        assert_eq!(found, status, "{method}");
    }
}

#[test]
fn a_hash_that_falls_short_is_made_anew_at_the_sign_in_and_others_stay() {
    let Some(python) = peers::python() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let database = folder.path().join("accounts.sqlite3");
    let server = server_in(folder.path()).start();
    let ours = "pbkdf2:sha256:600000";
    let cases = [
        ("pbkdf2:sha1:1000", ours),
        ("pbkdf2:sha256:260000", ours),
        ("scrypt:32768:8:1", ours),
        ("pbkdf2:sha256:1000000", "pbkdf2:sha256:1000000"),
        ("scrypt:131072:8:1", "scrypt:131072:8:1"),
    ];
    let lines: Vec<String> = cases
        .iter()
        .map(|(method, _)| json!([method, PASSWORD, method]).to_string())
        .collect();
    output_of(
        python_script(&python, "accounts.py")
            .arg("insert")
            .arg(&database),
        &lines.join("\n"),
    );
    for (method, kept) in cases {
        sign_in(&mut server.client(), method, "x").status(401);
        let mut holder = server.client();
        // Two at once: the second checks against the hash that the first has written.
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let address = server.address();
            let attempt = move || sign_in(&mut Client::new(address), method, PASSWORD).status;
            let both = [scope.spawn(attempt), scope.spawn(attempt)];
            both.map(|it| it.join().expect("it is answered")).to_vec()
        });
        assert_eq!(statuses, [302, 302], "{method}");
        let sql = format!(
            "SELECT substr(password, 1, instr(password, '$') - 1) FROM users \
             WHERE username = '{method}'"
        );
        assert_eq!(super::query(folder.path(), &sql), [json!([kept])]);
        // Replacing the hash is not a change of password: sessions go on, and Werkzeug agrees.
        sign_in(&mut holder, method, PASSWORD).status(302);
        holder.get("/account").status(200);
        let asked = json!([method, PASSWORD]).to_string();
        let mut verify = python_script(&python, "accounts.py");
        assert_eq!(
            output_of(verify.arg("verify").arg(&database), &asked),
            "true\n"
        );
    }
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
