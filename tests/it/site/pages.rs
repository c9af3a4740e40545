//! Whole pages, so that a change of their HTML is seen in review; `BLESS=1` rewrites them.

use snapbox::{Assert, Data, assert::Action, file};

use crate::support::client::Request;
use crate::support::{Response, Server, bless};

/// Replaces the hashes of static files, so that pages do not change with every file.
fn page(html: &str) -> String {
    let mut parts = html.split("?h=");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once('"').expect("an address ends");
        page = page + "?h=HASH\"" + rest;
    }
    page
}

#[track_caller]
fn assert_reviewed(response: &Response, file: Data) {
    assert_reviewed_html(response.text(), file);
}

/// Compares a page obtained by another test.
#[track_caller]
pub(crate) fn assert_reviewed_html(html: &str, file: Data) {
    let action = if bless() {
        Action::Overwrite
    } else {
        Action::Verify
    };
    Assert::new().action(action).eq(page(html), file);
}

#[test]
fn pages_are_as_they_were_reviewed() {
    let server = Server::start();
    let mut visitor = server.client();
    for (path, file) in [
        ("/", file!["pages/home.html"]),
        ("/teachers", file!["pages/teachers.html"]),
        ("/sign-in", file!["pages/sign_in.html"]),
        ("/inspecteur", file!["pages/inspector.html"]),
        ("/nowhere", file!["pages/error_404.html"]),
    ] {
        assert_reviewed(&visitor.get(path), file);
    }
    let refused = visitor.post("/sign-in?lang=en", &[("login", "alice")]);
    assert_reviewed(&refused, file!["pages/sign_in_refused_en.html"]);
    visitor.sign_in("alice");
    let request = Request::new("GET", "/").header("Accept-Language", "en");
    assert_reviewed(&visitor.send(&request), file!["pages/home_alice_en.html"]);
}
