//! Requests lead the inspector into each of its states, whose exact words are checked.

use crate::support::client::Request;
use crate::support::{COURSE_KEY, Client, KEY, Response, Server, cookies};

/// A visitor known to the server, signed in as alice.
fn alice(server: &Server) -> Client {
    let mut alice = server.client();
    alice.get("/inspecteur");
    alice.sign_in("alice");
    alice.get("/");
    alice
}

fn lab() -> Server {
    Server::bare().args(["--lab"]).start()
}

/// The page for a visitor with this session cookie.
fn with_session(visitor: &mut Client, cookie: &str, lang: &str) -> Response {
    visitor.jar.insert("session".to_owned(), cookie.to_owned());
    visitor.get(&format!("/inspecteur?lang={lang}")).status(200)
}

/// The cookie with the first character of its signature changed.
fn with_other_signature(cookie: &str) -> String {
    let (signed, signature) = cookie.rsplit_once('.').expect("three parts");
    let other = if signature.starts_with('A') { 'B' } else { 'A' };
    let rest: String = signature.chars().skip(1).collect();
    format!("{signed}.{other}{rest}")
}

#[test]
fn each_verdict_has_its_exact_title_in_both_languages() {
    let server = Server::new()
        .file("one.txt", "an older key of the tests 1")
        .file("two.txt", "an older key of the tests 2")
        .args(["--secret-key-fallback-file", "one.txt"])
        .args(["--secret-key-fallback-file", "two.txt"])
        .start();
    let now = cookies::now();
    let older = cookies::serializer("an older key of the tests 2").dumps(b"{}", now);
    let good = cookies::mint("{}");
    for (cookie, french, english) in [
        (good.clone(), "Valide", "Valid"),
        (
            older,
            "Valide — signé par la clé précédente n° 2",
            "Valid — signed by older key no. 2",
        ),
        (
            with_other_signature(&good),
            "Signature invalide — contenu non fiable",
            "Bad signature — content not to be trusted",
        ),
        (cookies::mint_at("{}", now - 2_678_500), "Périmé", "Expired"),
        (
            cookies::mint_at("{}", now + 600),
            "Daté du futur",
            "Dated in the future",
        ),
        (
            "rien".to_owned(),
            "Ce n’est pas un cookie Flask",
            "This is not a Flask cookie",
        ),
        (
            cookies::mint_payload("e30x"),
            "Contenu illisible — la signature, elle, est bonne",
            "Unreadable content — the signature itself is good",
        ),
    ] {
        for (lang, title) in [("fr", french), ("en", english)] {
            with_session(&mut server.client(), &cookie, lang)
                .has(&format!("</span> <strong>{title}</strong>"));
        }
    }
}

#[test]
fn a_malformed_cookie_is_told_which_rule_failed() {
    let server = Server::start();
    for (cookie, rule) in [
        ("rien", "il y a 0 point, il en faut 2"),
        ("a.b", "il y a 1 point"),
        ("e30.%%.c", "caractère « % » en position 1"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln",
            "ressemble à un jeton JWT",
        ),
    ] {
        let said = plain(&with_session(&mut server.client(), cookie, "fr"));
        assert!(said.contains(rule), "{rule} in {said}");
    }
    let not_zlib = cookies::mint_payload(".AAAA");
    let said = plain(&with_session(&mut server.client(), &not_zlib, "fr"));
    assert!(said.contains("pas un flux zlib entier"), "{said}");
    let not_json = cookies::mint_payload("eyJhIjp9");
    let said = plain(&with_session(&mut server.client(), &not_json, "fr"));
    assert!(said.contains("ligne 1 colonne 6"), "{said}");
}

/// A page with ordinary spaces in place of French ones.
fn plain(page: &Response) -> String {
    page.text().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_changed_cookie_is_compared_with_the_last_good_one() {
    for server in [Server::start(), lab()] {
        let mut alice = alice(&server);
        let changed = alice.session().replace("YWxpY2Ui", "YWRtaW4i");
        with_session(&mut alice, &changed, "fr")
            .has("Il a été modifié après avoir été signé.")
            .has("c’est le cas")
            .has("5 caractères changés, soulignés ci-dessous (① charge utile)")
            .has("<del>xpY2U</del>")
            .has("<ins>RtaW4</ins>")
            .has("écarté");
        with_session(&mut alice, &changed, "en")
            .has("5 characters changed, underlined below (① payload)");
    }
}

#[test]
fn a_signature_that_was_changed_is_compared_without_being_given_back() {
    let server = Server::start();
    let mut visitor = alice(&server);
    let good = visitor.session().to_owned();
    let signature = good.rsplit('.').next().expect("three parts").to_owned();
    let (signed, _) = good.rsplit_once('.').expect("three parts");
    let rest: String = signature.chars().skip(4).collect();
    let damaged = format!("{signed}.++++{rest}");
    with_session(&mut visitor, &damaged, "fr")
        .has("c’est le cas")
        .has("la signature a changé")
        .has("La bonne signature n’est pas montrée")
        .has(&format!("<del>{}</del>", "•".repeat(27)))
        // Nor does it show which characters are right, or they could be guessed one by one.
        .has(&format!("<ins>++++{rest}</ins>"))
        .has_not(&signature);
    // If the payload was changed too, nothing is shown, since it may be a guess at someone's
    // cookie.
    let guess = format!("e30.{}.AAAA", signed.rsplit('.').next().expect("a date"));
    with_session(&mut visitor, &guess, "fr")
        .has_not("<del>")
        .has_not(&signature);
    // Everybody has the key of the practical.
    let server = lab();
    let mut visitor = alice(&server);
    let good = visitor.session().to_owned();
    with_session(&mut visitor, &with_other_signature(&good), "fr")
        .has("1 caractère changé, souligné ci-dessous (③ signature)")
        .has_not("•");
}

#[test]
fn another_key_is_told_from_another_application() {
    let server = Server::start();
    let sign =
        |json: &str| cookies::serializer("another key").dumps(json.as_bytes(), cookies::now() - 60);
    let ours = sign(r#"{"user":{"username":"alice"}}"#);
    let page = with_session(&mut alice(&server), &ours, "fr");
    page.has("<strong>Une autre clé l’a signé\u{a0}: celle d’avant un redémarrage du serveur, ou celle d’un faussaire.</strong> <span class=\"mark\"><span aria-hidden=\"true\">◐</span> le plus probable</span>")
        .has("Ni l’horodatage ni la signature ne sont ceux du dernier bon cookie")
        .has("--secret-key-file");
    let theirs = sign(r#"{"_user_id":"1","cart":[]}"#);
    with_session(&mut server.client(), &theirs, "fr")
        .has("<strong>Une autre application de cette machine l’a posé.</strong> <span class=\"mark\"><span aria-hidden=\"true\">◐</span> le plus probable</span>")
        .has("<code translate=\"no\">_user_id, cart</code>")
        .has("<code translate=\"no\">--set SESSION_COOKIE_NAME=…</code>");
    let mut visitor = server.client();
    let both = format!("session={ours}; session=x; other_app=1; tp=x");
    let request = Request::new("GET", "/inspecteur?lang=fr").header("Cookie", both);
    visitor
        .send(&request)
        .has("Votre navigateur en a envoyé 2 de ce nom")
        .has("<code translate=\"no\">other_app</code>");
}

#[test]
fn a_key_that_was_misread_is_the_case_and_not_a_guess() {
    let server = lab();
    let key = data_encoding::HEXLOWER
        .decode(COURSE_KEY.as_bytes())
        .expect("hex");
    let hex = flask_session_demo::itsdangerous::SecretKeys::new(
        flask_session_demo::itsdangerous::SecretKey::new(key),
    );
    let signer = flask_session_demo::itsdangerous::Signer::new(
        &hex,
        b"cookie-session",
        flask_session_demo::itsdangerous::KeyDerivation::Hmac,
        flask_session_demo::itsdangerous::Digest::Sha1,
    );
    let cookie = flask_session_demo::itsdangerous::UrlSafeTimedSerializer::new(signer)
        .dumps(b"{}", cookies::now());
    with_session(&mut server.client(), &cookie, "en")
        .has("if the key is decoded from hexadecimal")
        .has("<span aria-hidden=\"true\">●</span> this is the case");
}

#[test]
fn a_copy_from_before_the_logout_is_a_replay() {
    for server in [Server::start(), lab()] {
        let mut alice = alice(&server);
        let copy = alice.session().to_owned();
        alice.get("/inspecteur").has("<strong>Valide</strong>");
        alice.post("/logout", &[]).status(302);
        with_session(&mut alice, &copy, "fr")
            .has("<strong>Valide, mais émis avant votre déconnexion</strong>")
            .has("c’est un rejeu")
            .has("--revoke-on-logout")
            .has(">Logout</button>");
        with_session(&mut alice, &copy, "en")
            .has("<strong>Valid, but issued before you logged out</strong>");
        // A new sign-in makes a new cookie, except that one of the same second is equal to the old.
        alice.jar.remove("session");
        alice.sign_in("alice");
        if alice.session() != copy {
            alice.get("/inspecteur").has("<strong>Valide</strong>");
        }
    }
}

#[test]
fn a_cookie_that_never_came_back_is_missed() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.get("/inspecteur").has("Aucun cookie reçu");
    visitor.sign_in("alice");
    visitor.jar.remove("session");
    visitor.get("/");
    visitor
        .get("/inspecteur")
        .has("<strong>Cookie posé mais jamais revenu</strong>")
        .has("Tester mon navigateur");
    // It came back once and was deleted since, which does not count as refused.
    visitor.sign_in("alice");
    visitor.get("/");
    visitor.jar.remove("session");
    visitor
        .get("/inspecteur?lang=en")
        .has("No cookie received")
        .has("other cookies");
}

#[test]
fn the_cookie_can_be_forgotten_good_or_bad() {
    let server = Server::start();
    let mut visitor = alice(&server);
    for bad in [false, true] {
        if bad {
            visitor.jar.insert("session".to_owned(), "a.b.c".to_owned());
        }
        let forgotten = visitor.post("/inspecteur?lang=fr", &[]).status(302);
        assert_eq!(forgotten.one("Location"), "/inspecteur?lang=fr");
        assert_eq!(
            forgotten.one("Set-Cookie"),
            "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/; \
             SameSite=Lax"
        );
        assert_eq!(forgotten.one("Cache-Control"), "no-store");
        visitor.follow(&forgotten).has("Aucun cookie reçu");
    }
}

/// The row for an attribute in the page's table.
fn row(page: &Response, name: &str) -> String {
    let start = format!("<th scope=\"row\"><code translate=\"no\">{name}</code></th>");
    let (_, rest) = page
        .text()
        .split_once(&start)
        .expect("the attribute has a row");
    let (row, _) = rest.split_once("</tr>").expect("a row ends");
    row.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_attributes_are_explained_for_this_very_place() {
    let server = Server::start();
    let page = alice(&server).get("/inspecteur?lang=fr");
    for (name, value, effect) in [
        (
            "Domain",
            "<em>absent</em>",
            "<code translate=\"no\">localhost</code>, mais tous ports confondus",
        ),
        ("Expires", "<em>absent</em>", "l’accepterait encore 3"),
        ("Max-Age", "<em>absent</em>", "Flask ne l’envoie"),
        ("Secure", "<em>absent</em>", "Il voyage en clair"),
        ("HttpOnly", "présent", "document.cookie"),
        ("Path", ">/</code>", "Toutes les pages"),
        ("SameSite", ">Lax</code>", "Oui quand on suit un lien"),
        ("Partitioned", "<em>absent</em>", "Un seul exemplaire"),
    ] {
        let row = row(&page, name);
        assert!(row.contains(value) && row.contains(effect), "{name}: {row}");
    }
    let permanent = cookies::mint(r#"{"_permanent":true}"#);
    let page = with_session(&mut server.client(), &permanent, "en");
    assert!(row(&page, "Expires").contains(" GMT</code>"));

    let server = Server::new()
        .args(["--set", "SESSION_COOKIE_SECURE=true"])
        .args(["--set", "SESSION_COOKIE_SAMESITE=Strict"])
        .args(["--set", "SESSION_COOKIE_PATH=/app"])
        .args(["--set", "SESSION_COOKIE_DOMAIN=rt.example"])
        .start();
    let at = |host: &str| {
        let request = Request::new("GET", "/inspecteur?lang=fr").header("Host", host);
        server.client().send(&request)
    };
    let named = at("poste.rt.example:5000");
    for (name, effect) in [
        ("Secure", "il ne reviendra jamais"),
        ("Domain", "tous les noms en dessous"),
        ("Path", "Seulement <code translate=\"no\">/app</code>"),
        ("SameSite", "Jamais, pas même"),
    ] {
        let row = row(&named, name);
        assert!(row.contains(effect), "{name}: {row}");
    }
    let loopback = at("127.0.0.1:5000");
    assert!(row(&loopback, "Secure").contains("Safari non"));
    assert!(row(&loopback, "Domain").contains("qui n’en fait pas partie"));
}

#[test]
fn behind_a_proxy_the_visitor_s_own_connection_counts() {
    let server = Server::new().args(["--proxy-hops", "1"]).start();
    for (scheme, effect) in [
        ("https", "la connexion est chiffrée"),
        ("http", "Il voyage en clair"),
    ] {
        let request =
            Request::new("GET", "/inspecteur?lang=fr").header("X-Forwarded-Proto", scheme);
        let page = server.client().send(&request);
        assert!(row(&page, "Secure").contains(effect), "{scheme}");
    }
}

#[test]
fn raw_headers_show_this_cookie_and_no_other_value() {
    let server = Server::start();
    let mut visitor = alice(&server);
    let session = visitor.session().to_owned();
    visitor
        .jar
        .insert("jupyter".to_owned(), "secret-of-another".to_owned());
    let tp = visitor.jar["tp"].clone();
    visitor
        .get("/inspecteur")
        .has(&format!("Cookie: jupyter=…; session={session}; tp=…"))
        .has(&format!(
            "Set-Cookie: session={session}; HttpOnly; Path=/; SameSite=Lax"
        ))
        .has_not("secret-of-another")
        .has_not(&tp);
    // The next person at this computer is not shown the previous session.
    visitor.post("/logout", &[]);
    visitor.sign_in("bob");
    visitor.jar.remove("session");
    let page = visitor.get("/inspecteur");
    page.has("Set-Cookie: session=…; HttpOnly")
        .has_not(&session);
}

#[test]
fn the_steps_show_the_bits_and_the_tags_of_this_cookie() {
    let server = Server::start();
    let tagged = cookies::mint(r#"{"t":{" t":[1]}}"#);
    with_session(&mut server.client(), &tagged, "fr")
        .has("<td colspan=\"8\"><code>7b</code></td>")
        .has("24 bits</th><td>0</td><td>1</td><td>1</td><td>1</td><td>1</td><td>0</td><td>1</td><td>1</td>")
        .has("<td colspan=\"6\"><code>e</code></td>")
        .has("<th scope=\"row\"><code>\" t\"</code></th><td data-label=\"Type Python\"><code>tuple</code></td><td data-label=\"Contenu JSON\">une liste</td><td data-label=\"ici\u{202f}?\">✓ oui</td>")
        .has("<th scope=\"row\"><code>\" b\"</code></th><td data-label=\"Type Python\"><code>bytes</code></td><td data-label=\"Contenu JSON\">du texte en base64</td><td data-label=\"ici\u{202f}?\">–</td>")
        .has("<span aria-hidden=\"true\">🔒</span> connue du serveur seul")
        .has_not(KEY);
    with_session(&mut server.client(), &cookies::mint("{}"), "fr").has_not("\" di\"");
}
