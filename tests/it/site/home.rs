//! `/`: what the page says about its own request, and what it must not say.

use super::{signed, visitor_with};
use crate::support::Server;
use crate::support::client::Request;

const TRUTH: &str = "<h2 id=\"truth\">Signé, pas chiffré</h2>";

#[test]
fn the_three_addresses_are_one_page() {
    let server = Server::start();
    for path in ["/", "/accueil", "/home"] {
        server
            .client()
            .get(path)
            .status(200)
            .has("<h1>Bonjour</h1>")
            .has(&format!("<code translate=\"no\">GET {path}</code>"))
            .has("aria-current=\"page\">Home</a>")
            .has(TRUTH)
            .has("flask-session-demo decode-cookie");
    }
}

#[test]
fn the_cookie_is_shown_by_its_size_and_its_start_only() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.sign_in("alice");
    let cookie = visitor.session().to_owned();
    // The size of name and value, as in the inspector and `decode-cookie`.
    let size = "session".len() + cookie.len();
    let page = visitor.get("/");
    assert_eq!(page.set_cookie(), None);
    page.has("Cookie: session=eyJ1c2Vy…</code>")
        .has(&format!("({size} octets)"))
        .has("pas de <code lang=\"en\">Set-Cookie</code>")
        .has("La session n’a pas été modifiée")
        .has_not(&cookie)
        .has_not(cookie.rsplit('.').next().unwrap());
}

#[test]
fn a_renewed_cookie_is_shown_with_its_attributes_and_the_reason() {
    let server = Server::start();
    let mut visitor = visitor_with(&server, r#"{"_permanent":true}"#);
    let page = visitor.get("/");
    let (value, attributes) = page
        .one("Set-Cookie")
        .split_once("; ")
        .expect("attributes follow the value");
    let shown = format!("Set-Cookie: session=eyJfcGVy…; {attributes}</code>");
    let value = value.trim_start_matches("session=").to_owned();
    page.has(&shown)
        .has("La session est permanente")
        .has_not(&value);
}

#[test]
fn a_message_that_was_read_changes_the_session_or_empties_it() {
    let server = Server::start();
    let flash = r#""_flashes":[{" t":["success","Bravo <b>"]},{" t":["x y","Deux"]}]"#;
    let page = visitor_with(&server, &format!("{{{flash},\"a\":1}}")).get("/");
    assert!(page.one("Set-Cookie").starts_with("session=eyJhIjoxfQ."));
    page.has(r#"<p class="flash success">Bravo &lt;b&gt;</p>"#)
        .has(r#"<p class="flash message">Deux</p>"#)
        .has("La session a été modifiée");

    let mut visitor = visitor_with(&server, &format!("{{{flash}}}"));
    let page = visitor.get("/");
    assert!(
        page.one("Set-Cookie")
            .starts_with("session=; Expires=Thu, 01 Jan 1970")
    );
    page.has("Set-Cookie: session=; Expires=Thu, 01 Jan 1970")
        .has("La session s’est vidée");
    assert!(visitor.jar.is_empty());
}

#[test]
fn a_cookie_that_is_refused_is_met_as_flask_does_and_the_page_says_what_happened() {
    let server = Server::start();
    let cookie = signed(r#"{"user":{"username":"alice"}}"#);
    let forged = cookie.replacen('e', "f", 1);
    let mut visitor = server.client();
    visitor.jar.insert("session".to_owned(), forged.clone());
    let page = visitor.get("/").status(200);
    // Flask: the cookie is neither cleared nor reported.
    assert_eq!(page.set_cookie(), None);
    page.has("<h1>Bonjour</h1>")
        .has(">Login</a>")
        .has("Ce cookie est refusé. <strong>Signature invalide — contenu non fiable.</strong>")
        .has("Il n’en dit rien et laisse le cookie dans le navigateur.")
        .has_not("La session n’a pas été modifiée")
        .has_not(&forged)
        .has_not("role=\"alert\"");
    let log = server.wait_for_log("session cookie refused");
    assert!(!log.contains(&forged) && !log.contains("alice"), "{log}");
}

#[test]
fn a_hostile_request_is_shown_as_text() {
    let server = Server::start();
    let request = Request::new("GET", "/?'&x=%3Cscript%3E")
        .header("Cookie", "session=<script>alert(1)</script>");
    server
        .client()
        .send(&request)
        .status(200)
        .has("GET /?&#39;&amp;x=%3Cscript%3E</code>")
        .has("Cookie: session=…</code>")
        .has_not("<script");
}

#[test]
fn cookies_of_others_are_named_as_such() {
    let server = Server::start();
    let request = Request::new("GET", "/").header("Cookie", "PHPSESSID=abcdefghijkl");
    server
        .client()
        .send(&request)
        .has("pas de cookie de session\u{202f}; les autres ne disent pas qui vous êtes")
        .has_not("abcd");
}

#[test]
fn a_session_too_large_is_sent_and_said() {
    let server = Server::new().args(["--set", "MAX_COOKIE_SIZE=60"]).start();
    let mut visitor = visitor_with(&server, r#"{"_permanent":true}"#);
    let page = visitor.get("/teachers").status(200);
    let size = page.one("Set-Cookie").len();
    page.has(&format!("compte {size} octets, plus que la limite de 60"));
    server.wait_for_log(&format!("session cookie of {size} bytes"));
}

#[test]
fn the_lab_says_so_on_every_page() {
    let banner = "MODE TP\u{a0}: clé publique, cookies falsifiables exprès";
    let lab = Server::bare().args(["--lab"]).start();
    let server = Server::start();
    for path in ["/", "/teachers", "/sign-in", "/nowhere"] {
        lab.client().get(path).has(banner);
        server.client().get(path).has_not("MODE TP");
    }
}
