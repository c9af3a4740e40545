//! `/echanges`: what the server saw of a visitor's own requests, and why.

use crate::accounts::holder;
use crate::site::signed;
use crate::support::client::Request;
use crate::support::{Client, Response, Server};

/// The exchanges on a page, newest first.
fn exchanges(page: &Response) -> Vec<&str> {
    page.text().split("<h2><code").skip(1).collect()
}

/// A visitor who has opened the page, so that requests are recorded.
#[track_caller]
fn known(server: &Server) -> Client {
    let mut visitor = server.client();
    visitor
        .get("/echanges")
        .status(200)
        .has("L’enregistrement commence maintenant");
    visitor
}

#[track_caller]
fn assert_says(exchange: &str, words: &[&str]) {
    for word in words {
        assert!(exchange.contains(word), "no {word:?} in {exchange}");
    }
}

#[test]
fn the_first_visit_says_that_recording_starts_and_the_next_that_nothing_came() {
    let server = Server::start();
    let mut visitor = server.client();
    let page = visitor.get("/echanges").status(200);
    assert_eq!(page.one("Cache-Control"), "no-store");
    assert!(page.one("Set-Cookie").starts_with("tp="));
    page.has("L’enregistrement commence maintenant")
        .has_not("Effacer");
    visitor
        .get("/echanges")
        .has("Rien n’est enregistré pour le moment.")
        .has_not("commence maintenant");
}

#[test]
fn a_sign_in_and_a_logout_are_told_with_their_reasons() {
    let server = Server::start();
    let mut visitor = known(&server);
    visitor.get("/");
    visitor.sign_in("alice");
    let cookie = visitor.session().to_owned();
    visitor.get("/");
    visitor.get("/logout").status(302);
    let page = visitor.get("/echanges").status(200);
    let told = exchanges(&page);
    let [logout, home, sign_in, first] = told[..] else {
        panic!("{} exchanges in {}", told.len(), page.text());
    };
    let [payload, timestamp, _] = cookie.split('.').collect::<Vec<_>>()[..] else {
        panic!("{cookie}");
    };
    let parts = format!(
        "session=<span class=\"payload\">{payload}</span>.<span class=\"timestamp\">{timestamp}</span>.\
         <span class=\"signature\">…</span>"
    );
    assert_says(
        first,
        &[
            "GET /</code>",
            "200 OK",
            "Aucun cookie de session reçu",
            "Il n’y a pas de session, et rien n’y a été mis.",
        ],
    );
    assert_says(
        sign_in,
        &[
            "POST /sign-in</code>",
            "302 Found",
            "<strong>Location:</strong> /<",
            "<strong>Set-Cookie:</strong>",
            &parts,
            "HttpOnly; Path=/; SameSite=Lax",
            "Pourquoi ce cookie\u{202f}?",
            "Une session commence\u{a0}: le serveur crée le cookie.",
        ],
    );
    assert_says(
        home,
        &[
            "le navigateur suit de lui-même la redirection",
            &parts,
            "c’est la session de <bdi><strong>alice</strong></bdi>",
            "Pourquoi pas de cookie de session\u{202f}?",
            "La session n’a pas été modifiée",
        ],
    );
    assert_says(
        logout,
        &[
            "GET /logout</code>",
            "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0",
            "La session s’est vidée",
        ],
    );
}

#[test]
fn a_cookie_is_created_at_the_first_sign_in_and_changed_at_the_next() {
    let server = Server::start();
    let mut visitor = known(&server);
    for (query, created, changed) in [
        (
            "",
            "Une session commence\u{a0}: le serveur crée le cookie.",
            "La session a été modifiée\u{a0}: il faut récrire le cookie.",
        ),
        (
            "?lang=en",
            "A session begins: the server creates the cookie.",
            "The session was modified: the cookie has to be written again.",
        ),
    ] {
        visitor.jar.remove("session");
        visitor.sign_in("alice");
        let page = visitor.get(&format!("/echanges{query}"));
        assert_says(exchanges(&page)[0], &[created]);
        visitor.sign_in("bob");
        let page = visitor.get(&format!("/echanges{query}"));
        assert_says(exchanges(&page)[0], &[changed]);
    }
    // A cookie that is refused does not count as one.
    let forged = "eyJhIjoxfQ.awVEAA.eYjTOEHo05la9rikSv9zdq49Sd8".to_owned();
    visitor.jar.insert("session".to_owned(), forged);
    visitor.sign_in("alice");
    let page = visitor.get("/echanges");
    assert_says(exchanges(&page)[0], &["le serveur crée le cookie."]);
}

#[test]
fn a_refused_cookie_gets_the_inspectors_words() {
    let server = Server::new().args(["--revoke-on-logout"]).start();
    let good = signed(r#"{"user":{"username":"alice"}}"#);
    for (cookie, words) in [
        (
            good.replacen('e', "f", 1),
            "Signature invalide — contenu non fiable. La signature ne correspond ni",
        ),
        ("rien".to_owned(), "Ce n’est pas un cookie Flask. "),
        (
            crate::support::cookies::mint_at("{}", 1_700_000_000),
            "Périmé. Périmé depuis",
        ),
    ] {
        let mut visitor = known(&server);
        visitor.jar.insert("session".to_owned(), cookie);
        visitor.get("/teachers").status(200);
        let page = visitor.get("/echanges");
        assert_says(
            exchanges(&page)[0],
            &[
                "Cookie de session refusé\u{a0}: ",
                words,
                "Il n’en dit rien et laisse le cookie",
            ],
        );
    }
    let mut alice = holder(&server, "alice");
    alice.get("/echanges");
    let session = alice.session().to_owned();
    alice.post("/logout", &[]).status(302);
    alice.jar.insert("session".to_owned(), session);
    alice.get("/");
    let page = alice.get("/echanges");
    assert_says(
        exchanges(&page)[0],
        &["bien signé, mais refusé", "Il n’y a pas de session"],
    );
}

#[test]
fn what_made_the_browser_ask_is_read_from_its_headers() {
    let server = Server::start();
    for (method, headers, words) in [
        ("GET", vec![], "Les en-têtes retenus ne le disent pas"),
        (
            "GET",
            vec![("Sec-Fetch-Site", "none")],
            "Vous avez saisi l’adresse",
        ),
        (
            "GET",
            vec![("Sec-Fetch-Site", "same-origin")],
            "Vous avez suivi un lien",
        ),
        (
            "POST",
            vec![("Sec-Fetch-Site", "same-origin")],
            "Vous avez envoyé un formulaire",
        ),
        (
            "POST",
            vec![("Origin", "http://rt.example"), ("Host", "rt.example")],
            "Vous avez envoyé un formulaire",
        ),
        (
            "POST",
            vec![("Origin", "http://evil.example")],
            "formulaire d’un autre site",
        ),
        (
            "GET",
            vec![("Sec-Fetch-Site", "same-site")],
            "d’un autre port de cet hôte",
        ),
        (
            "GET",
            vec![("Sec-Fetch-Site", "cross-site")],
            "formulaire d’un autre site",
        ),
        (
            "GET",
            vec![
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Dest", "image"),
            ],
            "une image, dans la page d’un autre site",
        ),
    ] {
        let mut visitor = known(&server);
        let request = Request::new(method, "/sign-in").header("Content-Length", "0");
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(name, *value)
        });
        visitor.send(&request);
        let page = visitor.get("/echanges");
        assert_says(exchanges(&page)[0], &[words]);
    }
}

#[test]
fn two_visitors_never_see_each_others_exchanges() {
    let server = Server::bare().args(["--lab"]).start();
    let (mut alice, mut bob) = (known(&server), known(&server));
    alice.get("/teachers?of=alice");
    bob.get("/teachers?of=bob");
    alice.get("/echanges").has("of=alice").has_not("of=bob");
    bob.get("/echanges").has("of=bob").has_not("of=alice");
    // A code in the query adds to a list, but neither opens nor erases it.
    let code = code_of(&mut alice);
    let mut nosy = server.client();
    let path = format!("/echanges?tp={code}");
    nosy.get(&path).status(200).has_not("of=alice");
    server.client().post(&path, &[]).status(302);
    alice.get("/echanges").has("of=alice");
}

/// What was made of an exchange is kept, and shown again where it is the same.
#[test]
fn an_exchange_is_told_anew_in_another_language_and_when_what_led_to_it_is_forgotten() {
    let server = Server::start();
    let mut visitor = known(&server);
    visitor.post("/sign-in", &[("login", "alice"), ("password", "x")]);
    visitor.get("/");
    let led_here = [
        ("/echanges?lang=fr", "suit de lui-même la redirection"),
        ("/echanges?lang=en", "follows the redirection"),
    ];
    for _ in 0..2 {
        for (path, words) in led_here {
            let page = visitor.get(path).status(200);
            assert_says(exchanges(&page)[0], &[words]);
        }
    }
    for _ in 0..19 {
        visitor.get("/teachers");
    }
    for (path, words) in led_here {
        let page = visitor.get(path).status(200).has_not(words);
        assert_eq!(exchanges(&page).len(), 20);
        assert_says(exchanges(&page)[19], &["GET /</code>"]);
    }
}

/// The code in the command shown on the page.
#[track_caller]
fn code_of(visitor: &mut Client) -> String {
    let page = visitor.get("/echanges");
    let (_, rest) = page
        .text()
        .split_once("X-TP: ")
        .expect("a command is given");
    rest.get(..6).expect("a code has six characters").to_owned()
}

#[test]
fn under_lab_a_command_counts_as_the_visitors_and_elsewhere_none_is_given() {
    let server = Server::bare().args(["--lab"]).start();
    let mut visitor = server.client();
    let asked = Request::new("GET", "/echanges").header("Host", "salle.example:5000");
    let page = visitor.send(&asked).status(200);
    let code = code_of(&mut visitor);
    page.has(&format!(
        "<code>curl -s -H &#39;X-TP: {code}&#39; -v &#39;http://salle.example:5000/&#39;</code>"
    ))
    .has("curl.exe -s -H &#39;X-TP: ");
    let request = Request::new("GET", "/").header("X-TP", &code);
    server.client().send(&request).status(200);
    let page = visitor.get("/echanges");
    assert_says(
        exchanges(&page)[0],
        &[
            "GET /</code>",
            "Votre code seul dit que cette requête est la vôtre",
            "un programme comme <code translate=\"no\">curl</code>",
        ],
    );
    let server = Server::start();
    known(&server).get("/echanges").has_not("<code>curl");
}

#[test]
fn nothing_of_a_form_is_kept() {
    let server = Server::start();
    let mut visitor = known(&server);
    let form = [("login", "alice"), ("password", "sesame-1234")];
    visitor.post("/sign-in", &form).status(302);
    visitor
        .post("/sign-in", &[("login", "typed-and-gone")])
        .status(400);
    visitor
        .get("/echanges")
        .has("POST /sign-in")
        .has_not("sesame-1234")
        .has_not("typed-and-gone")
        .has_not("password=");
}

#[test]
fn the_list_is_erased_on_demand_and_looking_at_it_is_not_recorded() {
    let server = Server::start();
    let mut visitor = known(&server);
    visitor.get("/teachers");
    for _ in 0..3 {
        assert_eq!(exchanges(&visitor.get("/echanges")).len(), 1);
    }
    let erased = visitor.post("/echanges?lang=fr", &[]).status(302);
    assert_eq!(erased.one("Location"), "/echanges?lang=fr");
    let page = visitor.follow(&erased);
    assert_eq!(exchanges(&page).len(), 0);
    page.has("Rien n’est enregistré");
    let foreign = Request::form("/echanges", &[]).header("Sec-Fetch-Site", "cross-site");
    visitor.send(&foreign).status(403);
}

#[test]
fn hostile_headers_are_only_text_and_large_ones_are_cut() {
    let server = Server::start();
    let mut visitor = known(&server);
    let tp = visitor.jar.get("tp").expect("it was set").clone();
    let large = "x".repeat(6000);
    let cookie = format!("tp={tp}; session=<script>.{large}.<b>; other={large}");
    let request = Request::new("GET", "/teachers?'&x=1")
        .header("Cookie", cookie)
        .header("Sec-Fetch-Site", "<script>alert(1)</script>")
        .header("Origin", "\"><img src=x>");
    visitor.send(&request).status(200);
    let page = visitor.get("/echanges").status(200);
    page.clone()
        .has("&lt;script&gt;alert(1)")
        .has_not("<script")
        .has_not("<img")
        .has("/teachers?&#39;&amp;x=1")
        .has_not(&"x".repeat(200))
        .has_not(&tp);
    assert!(page.body.len() < 20_000, "{} bytes", page.body.len());
}

#[test]
fn a_session_that_is_too_large_is_shown_by_its_beginning() {
    let server = Server::start();
    let mut visitor = known(&server);
    let numbers = (1u64..=300).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_string());
    let session = format!(
        r#"{{"_permanent":true,"n":"{}"}}"#,
        numbers.collect::<String>()
    );
    visitor.jar.insert("session".to_owned(), signed(&session));
    for _ in 0..30 {
        visitor.get("/teachers").status(200);
    }
    let page = visitor.get("/echanges").status(200);
    let count = exchanges(&page).len();
    assert!((2..20).contains(&count), "{count} exchanges");
    assert_says(
        exchanges(&page)[0],
        &[
            "Flask renouvelle son cookie",
            "…</span>.<span class=\"timestamp\">",
        ],
    );
    assert!(page.body.len() < 60_000, "{} bytes", page.body.len());
}

#[test]
fn who_comes_to_the_browser_after_a_logout_cannot_send_the_session_again() {
    let server = Server::start();
    let mut visitor = known(&server);
    visitor.sign_in("alice");
    let cookie = visitor.session().to_owned();
    let signature = cookie.rsplit('.').next().expect("it has three parts");
    visitor.get("/").status(200);
    visitor.get("/echanges").has(signature);
    visitor.post("/logout", &[]).status(302);
    visitor.get("/echanges").has_not(signature);
    visitor.sign_in("bob");
    visitor.get("/echanges").has_not(signature);
}
