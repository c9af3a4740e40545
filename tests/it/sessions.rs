//! The life of a session on a running server, from the sign-in to the replay of an old cookie.

use std::collections::BTreeMap;

use crate::support::client::Request;
use crate::support::cookies::{json_in, mint, mint_at, now};
use crate::support::{Client, Fsd, KEY, Server};

const ALICE: &str = r#"{"user":{"username":"alice"}}"#;
const PERMANENT: &str = r#"{"_permanent":true,"user":{"username":"alice"}}"#;
const DELETION: &str = "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; \
                        Path=/; SameSite=Lax";

/// A visitor whose browser sends this cookie.
fn visitor(server: &Server, cookie: &str) -> Client {
    let mut client = server.client();
    client.jar = BTreeMap::from([("session".to_owned(), cookie.to_owned())]);
    client
}

#[track_caller]
fn assert_anonymous(client: &mut Client) {
    let page = client.get("/").status(200).has("Login").has_not("alice");
    assert_eq!(page.set_cookie(), None, "a refused cookie is left as it is");
}

#[test]
fn signing_in_sets_exactly_the_session_of_the_course() {
    let server = Server::start();
    let mut client = server.client();
    let response = client.sign_in("alice");
    assert_eq!(response.one("Location"), "/");
    assert_eq!(response.all("Vary"), ["Cookie"]);
    let set_cookie = response.one("Set-Cookie");
    assert_eq!(json_in(set_cookie), ALICE);
    let cookie = client.session();
    assert_eq!(
        set_cookie,
        format!("session={cookie}; HttpOnly; Path=/; SameSite=Lax")
    );
    assert_eq!(cookie.len(), 74, "three parts of 39, 6 and 27 characters");

    let home = client
        .get("/")
        .status(200)
        .has("alice")
        .has("Logout")
        .has_not("Login");
    assert_eq!(home.set_cookie(), None);
    assert_eq!(home.all("Vary"), ["Cookie", "Accept-Language"]);
}

#[test]
fn decode_cookie_explains_the_cookie_of_the_site() {
    let server = Server::start();
    let mut client = server.client();
    client.sign_in("alice");
    let decode = || Fsd::new(["decode-cookie", "--json", client.session()]);
    let json = decode().run().success().json();
    assert_eq!(json["verdict"], "unverified");
    assert_eq!(json["payload"]["text"], ALICE);
    let json = decode()
        .file("key.txt", format!("{KEY}\n"))
        .args(["--secret-key-file", "key.txt"])
        .run()
        .success()
        .json();
    assert_eq!(json["verdict"], "valid");
}

#[test]
fn the_site_reads_what_sign_cookie_signs() {
    let server = Server::start();
    let cookie = Fsd::new(["sign-cookie", "--secret-key", KEY, ALICE])
        .run()
        .success()
        .stdout;
    visitor(&server, cookie.trim_end())
        .get("/")
        .status(200)
        .has("alice");
}

#[test]
fn signing_in_again_gives_the_new_name_only() {
    let server = Server::start();
    let mut client = server.client();
    client.sign_in("alice");
    client.sign_in("bob");
    client.get("/").has("bob").has_not("alice");
}

#[test]
fn a_message_is_shown_once_and_the_rest_of_the_session_stays() {
    let server = Server::start();
    let flashes = r#"{" t":["message","Un <1>"]},{" t":["error","Deux"]}"#;
    let session = format!(r#"{{"_flashes":[{flashes}],"user":{{"username":"alice"}}}}"#);
    let mut client = visitor(&server, &mint(&session));
    let page = client
        .get("/")
        .status(200)
        .has("Un &lt;1&gt;")
        .has("Deux")
        .has("alice");
    assert_eq!(json_in(page.one("Set-Cookie")), ALICE);
    let page = client.get("/").status(200).has_not("Deux").has("alice");
    assert_eq!(page.set_cookie(), None);
}

#[test]
fn a_message_alone_in_the_session_takes_the_cookie_with_it() {
    let server = Server::start();
    let cookie = mint(r#"{"_flashes":[{" t":["message","Bienvenue"]}]}"#);
    for page in ["/", "/teachers", "/sign-in", "/nowhere"] {
        let mut client = visitor(&server, &cookie);
        let response = client.get(page).has("Bienvenue");
        assert_eq!(response.one("Set-Cookie"), DELETION, "{page}");
        assert_eq!(client.jar, BTreeMap::new());
    }
}

#[test]
fn a_page_that_shows_nothing_keeps_the_message_for_the_next() {
    let server = Server::start();
    let mut client = visitor(
        &server,
        &mint(r#"{"_flashes":[{" t":["message","Bienvenue"]}]}"#),
    );
    assert_eq!(
        client.get("/static/style.css").status(200).set_cookie(),
        None
    );
    assert_eq!(
        client
            .send(&Request::new("OPTIONS", "/"))
            .status(200)
            .set_cookie(),
        None
    );
    client.get("/").has("Bienvenue");
}

#[test]
fn empty_fields_are_said_in_the_same_response_and_not_again() {
    let server = Server::start();
    let mut client = server.client();
    for form in [
        vec![],
        vec![("login", "alice")],
        vec![("login", "alice"), ("password", "")],
    ] {
        let page = client.post("/sign-in", &form).status(400);
        page.has("Des champs ne sont pas saisis !");
        assert_eq!(client.jar, BTreeMap::new());
    }
    client.get("/").has_not("Des champs");
}

#[test]
fn a_permanent_session_is_sent_with_every_response() {
    let server = Server::start();
    let cookie = mint_at(PERMANENT, now() - 1000);
    for (method, path, status) in [
        ("GET", "/", 200),
        ("GET", "/teachers", 200),
        ("HEAD", "/teachers", 200),
        ("OPTIONS", "/teachers", 200),
        ("POST", "/teachers", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/sign-in", 302),
        ("GET", "/static/style.css", 200),
        ("GET", "/favicon.ico", 200),
    ] {
        let before = now();
        let response = visitor(&server, &cookie)
            .send(&Request::new(method, path))
            .status(status);
        let set_cookie = response.one("Set-Cookie");
        assert_eq!(json_in(set_cookie), PERMANENT, "{method} {path}");
        assert!(
            set_cookie.contains("; Expires="),
            "{method} {path}: {set_cookie}"
        );
        assert!(
            !set_cookie.contains("Max-Age"),
            "{method} {path}: {set_cookie}"
        );
        let json = Fsd::new(["decode-cookie", "--json", set_cookie])
            .run()
            .success()
            .json();
        let signed = json["timestamp"]["unix"]
            .as_u64()
            .expect("it has a timestamp");
        assert!(
            (before..=now()).contains(&signed),
            "{method} {path}: signed anew"
        );
        assert!(response.all("Vary").contains(&"Cookie"), "{method} {path}");
        assert_eq!(response.one("Cache-Control"), "no-store", "{method} {path}");
    }
}

#[test]
fn without_refresh_a_permanent_session_is_left_alone() {
    let server = Server::new()
        .args(["--set", "SESSION_REFRESH_EACH_REQUEST=false"])
        .start();
    for path in ["/", "/teachers", "/nowhere", "/static/style.css"] {
        let response = visitor(&server, &mint(PERMANENT)).get(path);
        assert_eq!(response.set_cookie(), None, "{path}");
    }
}

#[test]
fn a_changed_cookie_is_nobody_and_is_left_alone() {
    let server = Server::start();
    let cookie = mint(ALICE);
    let (payload, rest) = cookie.split_once('.').expect("it has three parts");
    let forged = mint(r#"{"user":{"username":"admin"}}"#);
    let (other_payload, other_rest) = forged.split_once('.').expect("it has three parts");
    for changed in [
        format!("{other_payload}.{rest}"),
        format!("{payload}.{other_rest}"),
    ] {
        let mut client = visitor(&server, &changed);
        assert_anonymous(&mut client);
        assert_eq!(client.session(), changed);
    }
    server.wait_for_log("session cookie refused: signature does not match");
}

#[test]
fn an_expired_cookie_is_nobody() {
    let lifetime = "PERMANENT_SESSION_LIFETIME=600";
    let server = Server::new().args(["--set", lifetime]).start();
    visitor(&server, &mint_at(ALICE, now() - 590))
        .get("/")
        .has("alice");
    assert_anonymous(&mut visitor(&server, &mint_at(ALICE, now() - 601)));
    server.wait_for_log("session cookie refused: signature age 60");
    // The default is 31 days.
    let server = Server::start();
    visitor(&server, &mint_at(ALICE, now() - 31 * 86_400 + 10))
        .get("/")
        .has("alice");
    assert_anonymous(&mut visitor(
        &server,
        &mint_at(ALICE, now() - 31 * 86_400 - 1),
    ));
}

#[test]
fn a_cookie_from_the_future_is_nobody() {
    let server = Server::start();
    assert_anonymous(&mut visitor(&server, &mint_at(ALICE, now() + 100)));
    server.wait_for_log("session cookie refused: signature age -");
}

#[test]
fn a_visitor_who_keeps_coming_stays_while_one_who_does_not_is_forgotten() {
    let server = Server::new()
        .args(["--set", "PERMANENT_SESSION_LIFETIME=600"])
        .start();
    let almost_expired = mint_at(PERMANENT, now() - 595);
    let mut client = visitor(&server, &almost_expired);
    client.get("/").has("alice");
    assert_ne!(
        client.session(),
        almost_expired,
        "it counts from the last visit"
    );
    let json = Fsd::new([
        "decode-cookie",
        "--json",
        "--secret-key",
        KEY,
        "--max-age",
        "600",
    ])
    .args(["--now", &(now() + 590).to_string(), client.session()])
    .run()
    .success()
    .json();
    assert_eq!(json["verdict"], "valid");
}

#[test]
fn after_a_change_of_keys_the_old_one_still_opens_as_a_fallback() {
    let new_key = "0b7e3f2a95c1d8460fb17e2c9a4d35176e8b0fd4c2a99abc";
    let cookie = mint(ALICE);
    let rotated = Server::bare()
        .file("new.txt", new_key)
        .file("old.txt", KEY)
        .args([
            "--secret-key-file",
            "new.txt",
            "--secret-key-fallback-file",
            "old.txt",
        ])
        .start();
    let mut client = visitor(&rotated, &cookie);
    let page = client.get("/").has("alice");
    assert_eq!(
        page.set_cookie(),
        None,
        "it is not signed again unless it changes"
    );
    client.sign_in("bob");
    let json = Fsd::new([
        "decode-cookie",
        "--json",
        "--secret-key",
        new_key,
        client.session(),
    ])
    .run()
    .success()
    .json();
    assert_eq!(
        json["signature"]["key_index"], 0,
        "what is written is signed with the new key"
    );

    let stranger = Server::bare()
        .file("new.txt", new_key)
        .args(["--secret-key-file", "new.txt"]);
    assert_anonymous(&mut visitor(&stranger.start(), &cookie));
}

#[test]
fn two_servers_with_one_key_share_their_visitors() {
    let (first, second) = (Server::start(), Server::start());
    let mut client = first.client();
    client.sign_in("alice");
    visitor(&second, client.session()).get("/").has("alice");
}

#[test]
fn two_cookie_names_are_two_sessions() {
    let server = Server::new()
        .args(["--set", "SESSION_COOKIE_NAME=other"])
        .start();
    let mut client = visitor(&server, &mint(ALICE));
    client.get("/").has_not("alice");
    client.sign_in("bob");
    assert_eq!(client.jar.keys().collect::<Vec<_>>(), ["other", "session"]);
    client.get("/").has("bob");
}

#[test]
fn logging_out_deletes_the_cookie() {
    let server = Server::start();
    for request in [
        Request::form("/logout", &[]),
        Request::new("GET", "/logout"),
    ] {
        let mut client = server.client();
        client.sign_in("alice");
        let response = client.send(&request).status(302);
        assert_eq!(response.one("Location"), "/");
        assert_eq!(response.one("Set-Cookie"), DELETION);
        assert_eq!(client.jar, BTreeMap::new());
        client
            .follow(&response)
            .status(200)
            .has("Login")
            .has_not("alice");
    }
}

#[test]
fn a_copied_cookie_still_works_after_its_owner_logged_out() {
    // What signed cookies cannot do, although the course does not say so.
    let server = Server::start();
    let mut client = server.client();
    client.sign_in("alice");
    let copied = client.session().to_owned();
    client.post("/logout", &[]);
    client.get("/").has_not("alice");
    visitor(&server, &copied).get("/").has("alice");
}

#[test]
fn the_first_of_two_cookies_of_the_name_counts() {
    let server = Server::start();
    let (alice, bob) = (mint(ALICE), mint(r#"{"user":{"username":"bob"}}"#));
    let page = |lines: &[String]| {
        let mut request = Request::new("GET", "/");
        for line in lines {
            request = request.header("Cookie", line);
        }
        server.client().send(&request).status(200)
    };
    page(&[format!("session={alice}; session={bob}")])
        .has("alice")
        .has_not("bob");
    page(&[format!("session=; session={bob}")]).has_not("bob");
    page(&[format!("session=x.y.z; session={bob}")]).has_not("bob");
    page(&[format!("Session={alice}; session={bob}")])
        .has("bob")
        .has_not("alice");
    page(&[format!("a=1;session = \"{bob}\" ;c")]).has("bob");
    // Several lines count as one header, according to RFC 6265bis.
    page(&["theme=dark".to_owned(), format!("session={bob}")]).has("bob");
    page(&[format!("session={alice}"), format!("session={bob}")])
        .has("alice")
        .has_not("bob");
}

#[test]
fn the_settings_of_the_cookie_are_those_of_flask() {
    let server = Server::new()
        .args([
            "--set",
            "SESSION_COOKIE_DOMAIN=.example.com",
            "--set",
            "SESSION_COOKIE_PATH=/",
        ])
        .args([
            "--set",
            "SESSION_COOKIE_HTTPONLY=false",
            "--set",
            "SESSION_COOKIE_SECURE=true",
        ])
        .args(["--set", "SESSION_COOKIE_SAMESITE=Strict"])
        .args(["--set", "SESSION_COOKIE_PARTITIONED=true"])
        .start();
    let mut client = server.client();
    let scope = "; Secure; Path=/; SameSite=Strict; Partitioned";
    let response = client.sign_in("alice");
    let cookie = client.session().to_owned();
    let domain = "; Domain=example.com";
    assert_eq!(
        response.one("Set-Cookie"),
        format!("session={cookie}{domain}{scope}")
    );
    let response = client.post("/logout", &[]);
    let gone = "; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
    assert_eq!(
        response.one("Set-Cookie"),
        format!("session={domain}{gone}{scope}")
    );
}

#[test]
fn a_session_too_large_for_a_browser_is_sent_logged_and_said() {
    let server = Server::start();
    let numbers = (1u64..=900).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_string());
    let noise = numbers.collect::<String>();
    let session = format!(r#"{{"_permanent":true,"noise":"{noise}"}}"#);
    let page = visitor(&server, &mint(&session)).get("/").status(200);
    assert!(page.one("Set-Cookie").len() > 4093);
    let said = page.has("4\u{202f}093").has("flash warning");
    let size = said.one("Set-Cookie").len();
    server.wait_for_log(&format!(
        "session cookie of {size} bytes: a browser may drop it"
    ));
}

#[test]
fn no_page_repeats_the_cookie_and_no_log_holds_a_secret() {
    let server = Server::start();
    let mut client = server.client();
    let password = "correct horse battery staple";
    client.post("/sign-in", &[("login", "alice"), ("password", password)]);
    let cookie = client.session().to_owned();
    let tail = cookie
        .rsplit('.')
        .next()
        .expect("it has a signature")
        .to_owned();
    for path in ["/", "/teachers", "/nowhere", "/?lang=en&token=confidential"] {
        client.get(path).has_not(&tail).has_not(&cookie);
    }
    client
        .post("/sign-in", &[("login", ""), ("password", password)])
        .has_not(password);
    visitor(&server, "broken.cookie.value").get("/");
    assert_eq!(
        json_in(&cookie),
        ALICE,
        "the password is not in the session"
    );
    let log = server.stop().stderr;
    assert!(log.contains("refused") && log.contains("/sign-in"), "{log}");
    for secret in [password, &tail, KEY, "broken.cookie.value", "confidential"] {
        assert!(!log.contains(secret), "{secret:?} in\n{log}");
    }
}
