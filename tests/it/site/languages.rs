//! French, English, and `?lang=`.

use crate::support::client::Request;
use crate::support::{Response, Server};

/// The targets of a page's links and forms, without static files and the link to the other
/// language.
fn addresses(page: &Response) -> Vec<String> {
    let text = page.text();
    let body = text.split_once("<body>").expect("a page has a body").1;
    let links = body
        .split(['<', '>'])
        .filter(|tag| !tag.contains("hreflang"));
    links
        .filter_map(|tag| tag.split_once(" href=\"").or(tag.split_once(" action=\"")))
        .filter_map(|(_, rest)| rest.split('"').next())
        .filter(|address| address.starts_with('/'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_browsers_language_decides_and_french_is_the_default() {
    let server = Server::start();
    for (wish, tag, title) in [
        ("", "fr", "Enseignants"),
        ("de", "fr", "Enseignants"),
        ("en-GB,en;q=0.9,fr;q=0.8", "en", "Teachers"),
        ("fr;q=0.2, en;q=0.1", "fr", "Enseignants"),
    ] {
        let request = Request::new("GET", "/teachers").header("Accept-Language", wish);
        let page = server.client().send(&request).status(200);
        assert_eq!(page.one("Content-Language"), tag);
        page.has(&format!("<html lang=\"{tag}\">"))
            .has(&format!("<h1>{title}</h1>"));
    }
    let page = server.client().get("/teachers");
    assert_eq!(page.one("Content-Language"), "fr");
}

#[test]
fn the_language_of_the_query_wins_and_every_link_and_form_carries_it() {
    let server = Server::start();
    let mut visitor = server.client();
    for signed_in in [false, true] {
        if signed_in {
            visitor.sign_in("alice");
        }
        for path in ["/", "/teachers", "/nowhere"] {
            let wish =
                Request::new("GET", &format!("{path}?x=1&lang=en")).header("Accept-Language", "fr");
            let page = visitor.send(&wish);
            assert_eq!(page.one("Content-Language"), "en");
            let addresses = addresses(&page);
            assert!(addresses.len() >= 3, "{addresses:?}");
            for address in addresses {
                assert!(address.ends_with("?lang=en"), "{address}");
            }
        }
    }
}

#[test]
fn a_form_stays_in_the_language_that_was_asked_for() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor
        .post("/sign-in?lang=en", &[])
        .status(400)
        .has("Some fields are empty!")
        .has("<form action=\"/sign-in?lang=en\"");
    let form = [("login", "alice"), ("password", "x")];
    let response = visitor.post("/sign-in?lang=en", &form).status(302);
    assert_eq!(response.one("Location"), "/?lang=en");
    visitor
        .follow(&response)
        .has("Hello alice</h1>")
        .has("Guest — no account has this name");
    let response = visitor.get("/sign-in?lang=fr").status(302);
    assert_eq!(response.one("Location"), "/?lang=fr");
    let response = visitor.get("/logout?lang=en").status(302);
    assert_eq!(response.one("Location"), "/?lang=en");
}

#[test]
fn without_a_known_language_in_the_query_links_carry_none() {
    let server = Server::start();
    for query in ["", "?lang=", "?lang=de", "?lang=EN", "?lang=fr%22%3E"] {
        let page = server
            .client()
            .get(&format!("/teachers{query}"))
            .status(200);
        for address in addresses(&page) {
            assert!(!address.contains("lang"), "{address}");
        }
    }
}

#[test]
fn a_page_links_to_itself_in_the_other_language() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor
        .get("/teachers")
        .has(r#"<a href="/teachers?lang=en" hreflang="en" lang="en">English"#);
    visitor
        .get("/teachers?lang=en")
        .has(r#"<a href="/teachers?lang=fr" hreflang="fr" lang="fr">"#);
    // An address of arbitrary content is not repeated on the page.
    visitor
        .get("//evil.example/?lang=en")
        .status(404)
        .has(r#"<a href="/?lang=fr" hreflang="fr""#);
}

#[test]
fn the_courses_own_words_are_english_in_both_languages() {
    let server = Server::start();
    let mut visitor = server.client();
    for path in ["/teachers?lang=fr", "/teachers?lang=en"] {
        visitor
            .get(path)
            .has(" lang=\"en\">Home</a>")
            .has(" lang=\"en\" aria-current=\"page\">Teachers</a>")
            .has(" lang=\"en\">Login</a>");
    }
}
