//! `/logout`, and requests that pages of other sites start.

use crate::support::client::Request;
use crate::support::{Client, Server};

const DELETED: &str = "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; \
                       Path=/; SameSite=Lax";

/// An address as in a classroom, where browsers send no `Sec-Fetch-Site`.
const HOST: &str = "salle-12.example:5000";

fn request(method: &str, headers: &[(&str, &str)]) -> Request {
    let start = Request::new(method, "/logout").header("Host", HOST);
    headers
        .iter()
        .fold(start, |request, (name, value)| request.header(name, *value))
}

fn alice(server: &Server) -> Client {
    let mut visitor = server.client();
    visitor.sign_in("alice");
    visitor
}

#[test]
fn get_and_post_clear_the_session_and_lead_home() {
    let server = Server::start();
    for method in ["GET", "POST"] {
        let mut visitor = alice(&server);
        let response = visitor.send(&request(method, &[])).status(302);
        assert_eq!(response.one("Location"), "/");
        assert_eq!(response.one("Set-Cookie"), DELETED);
        assert_eq!(response.all("Vary"), ["Cookie"]);
        assert_eq!(response.one("Cache-Control"), "no-store");
        assert!(visitor.jar.is_empty());
        let home = visitor
            .follow(&response)
            .has(">Login</a>")
            .has_not("class=\"flash ");
        assert_eq!(home.set_cookie(), None);
    }
}

/// Flask: `session.clear()` counts as a change even if the session was empty.
#[test]
fn an_empty_session_is_deleted_all_the_same() {
    let server = Server::start();
    let response = server.client().get("/logout").status(302);
    assert_eq!(response.one("Set-Cookie"), DELETED);
}

#[test]
fn what_nobody_asked_for_does_not_sign_out() {
    let server = Server::start();
    for (method, headers) in [
        ("HEAD", &[][..]),
        ("GET", &[("Sec-Purpose", "prefetch")]),
        ("GET", &[("Sec-Purpose", "prefetch;prerender")]),
        ("GET", &[("Purpose", "prefetch")]),
        ("GET", &[("Sec-Fetch-Site", "cross-site")]),
        ("GET", &[("Sec-Fetch-Site", "same-site")]),
        ("GET", &[("Origin", "http://other.example")]),
    ] {
        let mut visitor = alice(&server);
        let response = visitor.send(&request(method, headers)).status(302);
        assert_eq!(response.one("Location"), "/");
        assert_eq!(response.set_cookie(), None, "{method} {headers:?}");
        // A prefetched answer must not be used for a click that follows.
        assert_eq!(response.one("Cache-Control"), "no-store");
        visitor.get("/").has("<bdi>alice</bdi>");
    }
}

#[test]
fn in_lab_mode_a_foreign_link_signs_out_on_purpose() {
    let server = Server::bare().args(["--lab"]).start();
    let foreign = [("Sec-Fetch-Site", "cross-site")];
    let response = alice(&server).send(&request("GET", &foreign)).status(302);
    assert_eq!(response.one("Set-Cookie"), DELETED);
    for (method, headers) in [("HEAD", &[][..]), ("GET", &[("Sec-Purpose", "prefetch")])] {
        let response = alice(&server).send(&request(method, headers)).status(302);
        assert_eq!(response.set_cookie(), None);
    }
    alice(&server).send(&request("POST", &foreign)).status(403);
}

#[test]
fn a_foreign_post_is_refused_and_changes_nothing() {
    let server = Server::start();
    for headers in [
        &[("Sec-Fetch-Site", "cross-site")][..],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "Same-Origin")],
        &[("Sec-Fetch-Site", "")],
        &[
            ("Sec-Fetch-Site", "cross-site"),
            ("Origin", "http://salle-12.example:5000"),
        ],
        &[("Origin", "null")],
        &[("Origin", "")],
        &[("Origin", "http://other.example")],
        &[("Origin", "http://salle-12.example")],
        &[("Origin", "http://salle-12.example:5001")],
        &[("Origin", "salle-12.example:5000")],
        &[("Origin", "http://salle-12.example:5000.evil.example")],
        &[("Origin", "file://salle-12.example:5000")],
    ] {
        let mut visitor = alice(&server);
        let page = visitor.send(&request("POST", headers)).status(403);
        assert_eq!(page.set_cookie(), None, "{headers:?}");
        page.has("autre site").has("<bdi>alice</bdi>");
    }
}

#[test]
fn our_own_form_and_what_is_no_browser_pass() {
    let server = Server::start();
    for headers in [
        &[][..],
        &[("Sec-Fetch-Site", "same-origin")],
        &[("Sec-Fetch-Site", "none")],
        &[("Sec-Fetch-Site", "same-origin"), ("Origin", "null")],
        &[("Origin", "http://salle-12.example:5000")],
        &[("Origin", "https://SALLE-12.example:5000")],
    ] {
        alice(&server).send(&request("POST", headers)).status(302);
    }
}

#[test]
fn a_foreign_sign_in_is_refused() {
    let server = Server::start();
    let mut visitor = server.client();
    let form = Request::form("/sign-in", &[("login", "mallory"), ("password", "x")])
        .header("Host", HOST)
        .header("Origin", "http://evil.example");
    visitor.send(&form).status(403);
    assert!(visitor.jar.is_empty());
}
