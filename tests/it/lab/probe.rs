//! `/inspecteur/essai`: whether a cookie comes back, and why it may not.

use crate::support::client::Request;
use crate::support::{Response, Server};

const FAILED: &str = "<strong>Cookie posé mais jamais revenu</strong>";

/// The causes in their order: how likely each is, and what it is.
fn causes(page: &Response) -> Vec<(String, String)> {
    let text = page.text().replace(['\u{a0}', '\u{202f}'], " ");
    let items = text.split("<li class=\"").skip(1);
    items
        .filter_map(|item| item.split_once("</li>"))
        .filter_map(|(item, _)| item.split_once("\"><p><span class=\"mark\">"))
        .map(|(kind, what)| (kind.to_owned(), what.to_owned()))
        .collect()
}

/// The result of the probe for a browser that keeps no cookies, under this host
/// name.
fn fail(server: &Server, host: &str) -> Response {
    let to = |method: &str, target: &str| Request::new(method, target).header("Host", host);
    let sent = server
        .client()
        .send(&to("POST", "/inspecteur/essai"))
        .status(303);
    let target = sent.one("Location").to_owned();
    server
        .client()
        .send(&to("GET", &target))
        .status(200)
        .has(FAILED)
}

#[test]
fn a_browser_that_keeps_cookies_brings_the_test_cookie_back() {
    let server = Server::start();
    let mut visitor = server.client();
    let sent = visitor.post("/inspecteur/essai?lang=fr", &[]).status(303);
    assert_eq!(sent.one("Location"), "/inspecteur/essai?lang=fr&retour=1");
    assert_eq!(
        sent.one("Set-Cookie"),
        "essai=1; HttpOnly; Path=/; SameSite=Lax"
    );
    assert_eq!(sent.one("Cache-Control"), "no-store");
    let back = visitor.follow(&sent).status(200).has("Il est revenu");
    let deleted = "essai=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/; \
                   SameSite=Lax";
    assert!(back.all("Set-Cookie").contains(&deleted));
    assert!(!visitor.jar.contains_key("essai"));
    let mut english = server.client();
    let sent = english.post("/inspecteur/essai?lang=en", &[]);
    english.follow(&sent).has("<strong>It came back</strong>");
}

#[test]
fn a_cookie_that_does_not_come_back_is_explained_by_facts() {
    let server = Server::start();
    let page = fail(&server, "localhost");
    let causes = causes(&page);
    let kinds: Vec<&str> = causes.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "possible",
            "possible",
            "ruled-out",
            "ruled-out",
            "ruled-out"
        ]
    );
    assert!(
        causes[0].1.contains("Les cookies sont bloqués"),
        "{causes:?}"
    );
    assert!(causes[1].1.contains("vous êtes ici sur"), "{causes:?}");
}

#[test]
fn secure_over_plain_http_is_the_case_except_on_the_machine_itself() {
    let server = Server::new()
        .args(["--set", "SESSION_COOKIE_SECURE=true"])
        .start();
    let first = |host| causes(&fail(&server, host)).remove(0);
    let (kind, what) = first("rt.example:5000");
    assert_eq!(kind, "sure");
    assert!(
        what.contains("<code translate=\"no\">rt.example</code>, qui n’est pas la machine même")
    );
    assert!(what.contains("--cert adhoc"));
    let (kind, what) = first("127.0.0.1:5000");
    assert_eq!(kind, "possible");
    assert!(what.contains("Safari non"));
}

#[test]
fn a_domain_or_a_path_that_does_not_fit_is_the_case() {
    let server = Server::new()
        .args(["--set", "SESSION_COOKIE_DOMAIN=rt.example"])
        .args(["--set", "SESSION_COOKIE_PATH=/app"])
        .start();
    let causes = causes(&fail(&server, "localhost"));
    let sure: Vec<&str> = causes
        .iter()
        .filter(|(kind, _)| kind == "sure")
        .map(|(_, what)| what.as_str())
        .collect();
    assert_eq!(sure.len(), 2, "{sure:?}");
    assert!(sure[0].contains("Domain=rt.example") && sure[1].contains("Path=/app"));
}

#[test]
fn another_cookie_that_comes_shows_that_none_are_blocked() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.jar.insert("other".to_owned(), "1".to_owned());
    let page = visitor.get("/inspecteur/essai?retour=1").has(FAILED);
    let causes = causes(&page);
    let blocked = causes.iter().find(|(_, what)| what.contains("bloqués"));
    assert_eq!(blocked.expect("it is named").0, "ruled-out");
}

#[test]
fn the_test_cookie_has_the_prefix_of_the_session_s_name() {
    let server = Server::new()
        .args(["--set", "SESSION_COOKIE_NAME=__Host-s"])
        .args(["--set", "SESSION_COOKIE_SECURE=true"])
        .start();
    let sent = server.client().post("/inspecteur/essai", &[]);
    assert_eq!(
        sent.one("Set-Cookie"),
        "__Host-essai=1; Secure; HttpOnly; Path=/; SameSite=Lax"
    );
}

#[test]
fn without_the_test_the_page_only_offers_it() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.jar.insert("essai".to_owned(), "1".to_owned());
    let page = visitor.get("/inspecteur/essai").status(200).has_not(FAILED);
    page.has("Tester mon navigateur").has_not("Il est revenu");
    // Another site cannot set anything here.
    let foreign = Request::new("POST", "/inspecteur/essai").header("Sec-Fetch-Site", "cross-site");
    let refused = server.client().send(&foreign).status(403);
    assert!(refused.set_cookie().is_none());
}
