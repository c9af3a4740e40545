//! A site on the real Flask with the same key as ours: each reads what the other set, over HTTP.

use std::collections::BTreeMap;

use crate::support::client::Request;
use crate::support::cookies::{json_in, mint};
use crate::support::flask::{self, agree, cases};
use crate::support::{KEY, Server};

#[test]
fn a_flask_application_knows_who_signed_in_here() {
    let Some(flask) = flask::site(&[KEY]) else {
        return;
    };
    let server = Server::start();
    let mut here = server.client();
    here.sign_in("Zoé");
    let mut there = flask.client();
    there.jar = here.jar.clone();
    let page = there.get("/").status(200);
    assert_eq!(
        page.text().trim_end(),
        r#"{"messages":[],"user":"Zo\u00e9"}"#
    );
    assert_eq!(page.set_cookie(), None);
}

#[test]
fn who_signed_in_at_a_flask_application_is_known_here() {
    let Some(flask) = flask::site(&[KEY]) else {
        return;
    };
    let server = Server::start();
    for login in ["alice", "Zo%C3%A9%20%26%20Co"] {
        let mut there = flask.client();
        assert_eq!(there.get(&format!("/sign-in?login={login}")).status, 302);
        let mut here = server.client();
        here.jar = there.jar.clone();
        let name = if login == "alice" {
            "alice"
        } else {
            "Zoé &amp; Co"
        };
        here.get("/").status(200).has(name);
    }
}

#[test]
fn a_message_flashed_by_a_flask_application_is_shown_here_once() {
    let Some(flask) = flask::site(&[KEY]) else {
        return;
    };
    let server = Server::start();
    let mut there = flask.client();
    assert_eq!(
        there.get("/flash?message=Salut+%3C3&category=error").status,
        302
    );
    let mut here = server.client();
    here.jar = there.jar.clone();
    here.get("/").status(200).has("Salut &lt;3");
    assert_eq!(
        here.jar,
        BTreeMap::new(),
        "only the message was in the session"
    );
    here.get("/").status(200).has_not("Salut");
}

#[test]
fn an_old_key_of_a_flask_application_is_a_fallback_here_and_the_other_way_round() {
    let Some(flask) = flask::site(&["a key of Flask that is new", KEY]) else {
        return;
    };
    let server = Server::start();
    let mut here = server.client();
    here.sign_in("alice");
    let mut there = flask.client();
    there.jar = here.jar.clone();
    there.get("/").status(200).has("alice");

    let rotated = Server::new()
        .file("flask.txt", "a key of Flask that is new\n")
        .args(["--secret-key-fallback-file", "flask.txt"])
        .start();
    let mut there = flask.client();
    there.get("/sign-in?login=bob");
    let mut here = rotated.client();
    here.jar = there.jar.clone();
    here.get("/").status(200).has("bob");
}

#[test]
fn a_permanent_session_is_written_back_as_flask_writes_it_back() {
    let Some(cases) = cases() else { return };
    let Some(flask) = flask::site(&[KEY]) else {
        return;
    };
    let server = Server::start();
    let sent: Vec<(String, String)> = cases
        .iter()
        .step_by(31)
        .map(|case| permanent(&case.loose))
        .map(|text| mint(&text))
        .filter(|cookie| cookie.len() < 8000)
        .map(|cookie| {
            (
                written_back(&server, "/static/style.css", &cookie),
                written_back(&flask, "/untouched", &cookie),
            )
        })
        .collect();
    assert!(
        sent.len() > 200,
        "only {} cookies are small enough",
        sent.len()
    );
    agree(
        "a permanent session written back",
        sent.into_iter().map(|(ours, flask)| ("", ours, flask)),
    );
}

/// Adds `_permanent` to a document, leaving its other bytes as they are.
fn permanent(document: &str) -> String {
    let inside = document.trim_start().trim_start_matches('{');
    let comma = if inside.trim_start().starts_with('}') {
        ""
    } else {
        ","
    };
    format!(r#"{{"_permanent":true{comma}{inside}"#)
}

/// The session in the `Set-Cookie` of a page that does not change the session.
fn written_back(server: &Server, path: &str, cookie: &str) -> String {
    let request = Request::new("GET", path).header("Cookie", format!("session={cookie}"));
    let response = server.client().send(&request).status(200);
    json_in(response.one("Set-Cookie"))
}
