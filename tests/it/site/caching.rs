//! `Vary`, `Cache-Control`, static files, and the headers that every answer
//! has.

use super::visitor_with;
use crate::support::client::Request;
use crate::support::{Client, Response, Server};

const PERMANENT: &str = r#"{"_permanent":true,"a":1}"#;

fn style_url(visitor: &mut Client) -> String {
    let home = visitor.get("/");
    let link = home.text().split("rel=\"stylesheet\" href=\"").nth(1);
    link.and_then(|rest| rest.split('"').next())
        .expect("a page has a style sheet")
        .to_owned()
}

#[track_caller]
fn assert_secured(response: &Response) {
    for (name, value) in [
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri \
             'none'; frame-ancestors 'none'",
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
        assert_eq!(response.one(name), value);
    }
    assert_eq!(response.get("Strict-Transport-Security"), None);
}

#[test]
fn every_answer_has_the_security_headers() {
    let server = Server::start();
    let mut visitor = server.client();
    let style = style_url(&mut visitor);
    let requests = [
        (200, Request::new("GET", "/")),
        (200, Request::new("HEAD", "/")),
        (200, Request::new("OPTIONS", "/")),
        (200, Request::new("GET", &style)),
        (
            304,
            Request::new("GET", &style).header("If-None-Match", "*"),
        ),
        (302, Request::new("GET", "/logout")),
        (400, Request::form("/sign-in", &[])),
        (404, Request::new("GET", "/nowhere")),
        (405, Request::new("DELETE", "/")),
        (
            415,
            Request::new("POST", "/sign-in")
                .header("Content-Length", "1")
                .body("x"),
        ),
    ];
    for (status, request) in requests {
        assert_secured(&visitor.send(&request).status(status));
    }
}

#[test]
fn pages_vary_by_cookie_first_and_by_language_where_it_was_negotiated() {
    let server = Server::start();
    let mut visitor = server.client();
    for path in ["/", "/teachers", "/sign-in", "/nowhere"] {
        let page = visitor.get(path);
        assert_eq!(page.all("Vary"), ["Cookie", "Accept-Language"], "{path}");
        assert_eq!(page.one("Cache-Control"), "no-store");
        assert_eq!(page.one("Content-Type"), "text/html; charset=utf-8");
        let page = visitor.get(&format!("{path}?lang=fr"));
        assert_eq!(page.all("Vary"), ["Cookie"], "{path}");
    }
    let untouched = visitor.send(&Request::new("OPTIONS", "/"));
    assert_eq!(
        (untouched.get("Vary"), untouched.get("Cache-Control")),
        (None, None)
    );
}

#[test]
fn a_file_is_kept_for_long_only_under_the_address_of_its_hash() {
    let server = Server::start();
    let mut visitor = server.client();
    let current = style_url(&mut visitor);
    let long = "public, max-age=31536000, immutable";
    for (path, content_type, caching) in [
        (&*current, "text/css; charset=utf-8", long),
        ("/static/style.css", "text/css; charset=utf-8", "no-cache"),
        (
            "/static/style.css?h=0123456789abcdef",
            "text/css; charset=utf-8",
            "no-cache",
        ),
        (
            "/static/favicon.svg",
            "image/svg+xml; charset=utf-8",
            "no-cache",
        ),
        ("/favicon.ico", "image/svg+xml; charset=utf-8", "no-cache"),
        ("/robots.txt", "text/plain; charset=utf-8", "no-cache"),
    ] {
        let file = visitor.get(path).status(200);
        assert_eq!(file.one("Content-Type"), content_type, "{path}");
        assert_eq!(file.one("Cache-Control"), caching, "{path}");
        let vary = file.get("Vary").unwrap_or("nothing");
        let expected = if file.body.len() < 1024 {
            "nothing"
        } else {
            "accept-encoding"
        };
        assert_eq!(vary, expected, "{path}");
    }
}

#[test]
fn nothing_is_to_be_indexed() {
    let robots = Server::start().client().get("/robots.txt");
    robots.has("\nUser-agent: *\nDisallow: /\n");
}

#[test]
fn a_file_that_the_browser_has_is_not_sent_again() {
    let server = Server::start();
    let mut visitor = server.client();
    let path = style_url(&mut visitor);
    let file = visitor.get(&path);
    let etag = file.one("ETag").to_owned();
    let ask = |etag: &str| Request::new("GET", &path).header("If-None-Match", etag);
    let unchanged = visitor.send(&ask(&format!("\"x\", W/{etag}"))).status(304);
    assert_eq!(unchanged.one("ETag"), etag);
    assert_eq!(unchanged.one("Cache-Control"), file.one("Cache-Control"));
    assert_eq!(unchanged.get("Content-Type"), None);
    let changed = visitor.send(&ask("\"x\"")).status(200);
    assert_eq!(changed.body, file.body);
}

/// Flask: a permanent session is renewed with every response.
#[test]
fn a_permanent_session_is_renewed_even_with_a_file_and_with_an_error() {
    let server = Server::start();
    let style = style_url(&mut server.client());
    for request in [
        Request::new("GET", &style),
        Request::new("GET", &style).header("If-None-Match", "*"),
        Request::new("HEAD", "/teachers"),
        Request::new("OPTIONS", "/"),
        Request::new("GET", "/nowhere"),
        Request::new("PUT", "/"),
        Request::form("/logout", &[]).header("Sec-Fetch-Site", "cross-site"),
    ] {
        let response = visitor_with(&server, PERMANENT).send(&request);
        assert!(response.one("Set-Cookie").contains("; Expires="));
        assert_eq!(response.one("Cache-Control"), "no-store");
        assert_eq!(response.get("Vary"), Some("Cookie"));
    }
}

#[test]
fn a_session_that_is_only_read_is_not_sent_back() {
    let server = Server::start();
    for path in [
        "/",
        "/teachers",
        "/sign-in",
        "/nowhere",
        "/static/style.css",
    ] {
        assert_eq!(
            visitor_with(&server, r#"{"a":1}"#).get(path).set_cookie(),
            None
        );
    }
}

#[test]
fn head_and_options_are_answered_as_flask_does() {
    let server = Server::start();
    let mut visitor = server.client();
    for (path, allow) in [
        ("/", "GET, HEAD, OPTIONS"),
        ("/teachers", "GET, HEAD, OPTIONS"),
        ("/sign-in", "GET, HEAD, OPTIONS, POST"),
        ("/logout", "GET, HEAD, OPTIONS, POST"),
        ("/static/style.css", "GET, HEAD, OPTIONS"),
    ] {
        let options = visitor.send(&Request::new("OPTIONS", path)).status(200);
        assert_eq!((options.one("Allow"), options.text()), (allow, ""));
        assert_eq!(options.one("Content-Type"), "text/html; charset=utf-8");
        let refused = visitor.send(&Request::new("PATCH", path)).status(405);
        assert_eq!(refused.one("Allow"), allow);
        refused.has(allow);
    }
    let (get, head) = (
        visitor.get("/teachers"),
        visitor.send(&Request::new("HEAD", "/teachers")),
    );
    assert_eq!(head.status, 200);
    assert_eq!(head.one("Content-Length"), get.one("Content-Length"));
}
