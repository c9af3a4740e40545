//! `/inspecteur`, its JSON, and `/sante`.

use serde_json::{Value, json};

use crate::accounts::{csrf_token, holder};
use crate::site::visitor_with;
use crate::support::client::Request;
use crate::support::vectors::{names, text, vector};
use crate::support::{COURSE_KEY, Client, Fsd, KEY, Server, cookies};

fn lab() -> Server {
    Server::bare().args(["--lab"]).start()
}

fn visitor(server: &Server, cookie: &str) -> Client {
    let mut visitor = server.client();
    visitor.jar.insert("session".to_owned(), cookie.to_owned());
    visitor
}

/// Whether the cookie reaches the server as it is, and `decode-cookie` takes it as it is: the
/// command undoes escapes as in pasted text, which no server does.
fn fits_a_header(cookie: &str) -> bool {
    let is_cookie_byte = |byte: u8| byte.is_ascii_graphic() && !b"\";,\\%".contains(&byte);
    !cookie.is_empty() && cookie.bytes().all(is_cookie_byte)
}

/// Removes the age, which changes from one second to the next.
fn without_age(mut json: Value) -> Value {
    if let Some(timestamp) = json["timestamp"].as_object_mut() {
        timestamp.remove("age_seconds");
    }
    json
}

#[test]
fn the_json_is_that_of_decode_cookie_for_every_vector() {
    let server = lab();
    let mut compared = 0;
    for name in names("cookies") {
        let vector = vector("cookies", name);
        let cookie = text(vector, "cookie");
        if !fits_a_header(cookie) {
            continue;
        }
        let page = visitor(&server, cookie)
            .get("/inspecteur.json?lang=en")
            .status(200);
        assert_eq!(page.one("Content-Type"), "application/json");
        assert_eq!(page.one("Cache-Control"), "no-store");
        let ours: Value = serde_json::from_str(page.text()).expect("it is JSON");
        let decoded = Fsd::new(["--lang", "en", "decode-cookie", "--json"])
            .args([
                "--secret-key",
                COURSE_KEY,
                "--",
                &format!("session={cookie}"),
            ])
            .run();
        assert_eq!(without_age(ours), without_age(decoded.json()), "{name}");
        compared += 1;
    }
    assert!(compared > 60, "only {compared} vectors fit a header");
}

#[test]
fn of_two_cookies_of_the_name_the_first_counts_and_that_is_said() {
    let server = Server::start();
    let good = cookies::mint(r#"{"user":{"username":"alice"}}"#);
    let other = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";
    for (header, title) in [
        (format!("session={good}; session={other}"), "Valide"),
        (
            format!("session={other}; session={good}"),
            "Signature invalide",
        ),
    ] {
        let request = |path: &str| Request::new("GET", path).header("Cookie", header.as_str());
        let page = server.client().send(&request("/inspecteur"));
        page.has(title).has("Deux cookies de ce nom");
        let json = server.client().send(&request("/inspecteur.json"));
        let json: Value = serde_json::from_str(json.text()).unwrap();
        let hints = json["hints"].as_array().unwrap();
        assert!(
            hints.iter().any(|hint| hint["code"] == "two_cookies"),
            "{json}"
        );
    }
}

#[test]
fn a_cut_signature_and_a_foreign_character_are_named_and_no_key_is_blamed() {
    let server = Server::start();
    let good = cookies::mint(r#"{"user":{"username":"alice"}}"#);
    let (cut, _) = good.split_at(good.len() - 1);
    visitor(&server, cut)
        .get("/inspecteur")
        .has("La signature a 19 octets sur 20")
        .has_not("probable");
    visitor(&server, &format!("{good}*"))
        .get("/inspecteur")
        .has("Caractère étranger «\u{202f}*\u{202f}» en position 28")
        .has("Sans lui, la signature correspond");
}

#[test]
fn each_verdict_is_said_in_its_own_words_with_why_and_what_to_do() {
    let server = Server::start();
    let now = cookies::now();
    let good = cookies::mint(r#"{"user":{"username":"alice"}}"#);
    let changed = good.replacen('e', "f", 1);
    for (cookie, words) in [
        (
            good.clone(),
            &["✓</span> <strong>Valide</strong>", "encore 31"][..],
        ),
        (
            changed,
            &[
                "Signature invalide — contenu non fiable",
                "À faire",
                "non fiable",
            ],
        ),
        (
            cookies::mint_at("{}", now - 2_678_500),
            &["Périmé", "maximum 2"],
        ),
        (
            cookies::mint_at("{}", now + 100),
            &["Daté du futur", "horloge"],
        ),
        (
            "rien".to_owned(),
            &["Ce n’est pas un cookie Flask", "il y a 0 point"],
        ),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl".to_owned(),
            &["JWT"],
        ),
        (
            cookies::mint_payload("e30x"),
            &["Contenu illisible — la signature, elle, est bonne"],
        ),
    ] {
        let page = visitor(&server, &cookie).get("/inspecteur").status(200);
        assert_eq!(page.one("Cache-Control"), "no-store");
        for part in words {
            assert!(
                page.text().contains(part),
                "no {part:?} for {cookie}: {}",
                page.text()
            );
        }
    }
}

#[test]
fn without_a_cookie_there_is_nothing_to_inspect() {
    let server = Server::start();
    server
        .client()
        .get("/inspecteur")
        .status(200)
        .has("Aucun cookie reçu");
    let nothing = server.client().get("/inspecteur.json").status(404);
    let json: Value = serde_json::from_str(nothing.text()).expect("it is JSON");
    assert_eq!(json, json!({"schema": "decode-cookie/1", "verdict": null}));
    let mut other = server.client();
    other.jar.insert("essai".to_owned(), "1".to_owned());
    other.get("/inspecteur").has("d’autres cookies");
}

#[test]
fn a_private_key_gives_nothing_away_and_the_courses_shows_every_step() {
    let session = r#"{"user":{"username":"alice"}}"#;
    let server = Server::start();
    let good = cookies::mint(session);
    let signature = good.rsplit('.').next().expect("it has three parts");
    let forged = good.replace(signature, "AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    // `HMAC-SHA1(KEY, "cookie-session")`, which is as good as the key for forging.
    let derived = flask_session_demo::itsdangerous::KeyDerivation::Hmac.derive(
        &flask_session_demo::itsdangerous::SecretKey::new(KEY),
        b"cookie-session",
        flask_session_demo::itsdangerous::Digest::Sha1,
    );
    let derived = data_encoding::HEXLOWER.encode(derived.expose_secret());
    for path in ["/inspecteur", "/inspecteur.json"] {
        let page = visitor(&server, &forged).get(path).status(200);
        for secret in [KEY, &*derived, signature] {
            assert!(!page.text().contains(secret), "{secret} in {}", page.text());
        }
    }
    let lab = lab();
    let mut visitor = lab.client();
    visitor.sign_in("alice");
    let signature = visitor
        .session()
        .rsplit('.')
        .next()
        .expect("three parts")
        .to_owned();
    visitor
        .get("/inspecteur")
        .has("8ca722696b1d9882588d8050740c14c89e4b66f3")
        .has(&format!(
            "<p>= <code translate=\"no\">{signature}</code></p>"
        ));
}

#[test]
fn a_session_that_was_ended_is_valid_and_not_taken() {
    let server = Server::new().args(["--revoke-on-logout"]).start();
    let mut alice = holder(&server, "alice");
    let mut copy = alice.clone_with_jar();
    copy.get("/inspecteur")
        .has("<strong>Valide</strong>")
        .has_not("est pourtant terminée");
    alice.post("/logout", &[]).status(302);
    copy.get("/inspecteur")
        .has("<strong>Valide</strong>")
        .has("Cette session est pourtant terminée")
        .has(">Login</a>");
}

#[test]
fn what_a_cookie_holds_is_shown_as_text() {
    let server = Server::start();
    let hostile = r#"{"user":{"username":"<script>alert(1)</script>\u0007"},"t":{" t":[1]}}"#;
    visitor_with(&server, hostile)
        .get("/inspecteur")
        .status(200)
        .has("&lt;script&gt;alert(1)&lt;/script&gt;")
        .has("tuple")
        .has_not("<script>");
    for rubbish in ["%00%ff", "....", "\u{e9}", "<b>", "a.b.c"] {
        visitor(&server, rubbish)
            .get("/inspecteur")
            .status(200)
            .has_not("<b>");
        visitor(&server, rubbish)
            .get("/inspecteur.json")
            .status(200);
    }
    let long = "A".repeat(12_000);
    visitor(&server, &long).get("/inspecteur").status(200);
}

#[test]
fn a_form_token_that_was_pasted_as_a_session_is_recognized() {
    let server = Server::start();
    let mut alice = server.client();
    let token = csrf_token(&mut alice, "/sign-up");
    visitor(&server, &token)
        .get("/inspecteur")
        .has("Signature invalide")
        .has("c’est un <code translate=\"no\">csrf_token</code>, pas une session");
}

#[test]
fn a_script_can_ask_whether_the_site_is_up() {
    let server = Server::start();
    let health = server.client().get("/sante").status(200);
    assert_eq!(health.one("Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(health.text(), "ok\n");
    assert!(health.set_cookie().is_none());
}

#[test]
fn a_cookie_that_holds_much_does_not_make_a_page_of_it() {
    let server = Server::start();
    for (letters, title) in [(70_000, "Valide"), (1_000_000, "Contenu illisible")] {
        let large = format!(r#"{{"a":"{}"}}"#, "x".repeat(letters));
        let page = visitor(&server, &cookies::mint(&large)).get("/inspecteur");
        let page = page.status(200).has(&format!("<strong>{title}"));
        assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
    }
}

#[test]
fn what_travels_and_what_it_says_stand_side_by_side_with_what_follows_for_the_site() {
    let server = Server::start();
    let good = cookies::mint(r#"{"user":{"username":"lea"}}"#);
    let (payload, _) = good.split_once('.').expect("it has parts");
    let page = visitor(&server, &good).get("/inspecteur?lang=fr");
    page.has("Pour le site, vous êtes <strong><bdi>lea</bdi></strong>")
        .has(&format!("<code class=\"payload\" translate=\"no\">{payload}</code>"))
        .has("<code translate=\"no\">{&quot;user&quot;:{&quot;username&quot;:&quot;lea&quot;}}</code></p>");
    visitor(&server, &cookies::mint("{}"))
        .get("/inspecteur?lang=en")
        .has("it holds no name, and the page stays anonymous.");
    let (start, signature) = good.rsplit_once('.').expect("it has parts");
    let signature: String = signature.chars().rev().collect();
    visitor(&server, &format!("{start}.{signature}"))
        .get("/inspecteur?lang=fr")
        .has("Pour le site, vous n’êtes personne")
        .has("sans clé <strong>non fiable</strong>")
        .has("<li class=\"passed\"><span aria-hidden=\"true\">✓</span> <strong>structure</strong>")
        .has("<li class=\"refused\"><span aria-hidden=\"true\">✗</span> <strong>signature</strong>")
        .has("<li class=\"not-examined\"><span aria-hidden=\"true\">–</span> <strong>âge</strong>");
    visitor(&server, "rien")
        .get("/inspecteur")
        .has_not("class=\"reading\"");
}
