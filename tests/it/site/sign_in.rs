//! `/sign-in`.

use super::{payload_of, visitor_with};
use crate::support::Server;

#[test]
fn a_guest_gets_the_courses_session_and_nothing_else() {
    let server = Server::start();
    let mut visitor = server.client();
    let response = visitor.sign_in("alice");
    assert_eq!(response.one("Location"), "/");
    assert_eq!(response.all("Vary"), ["Cookie"]);
    assert_eq!(response.one("Cache-Control"), "no-store");
    let cookie = visitor.session().to_owned();
    assert_eq!(
        response.one("Set-Cookie"),
        format!("session={cookie}; HttpOnly; Path=/; SameSite=Lax")
    );
    assert_eq!(payload_of(&cookie), r#"{"user":{"username":"alice"}}"#);

    let home = visitor.follow(&response).status(200);
    assert_eq!(home.set_cookie(), None);
    home.has("Bonjour alice</h1>")
        .has("Invité — aucun compte ne porte ce nom")
        .has(">Logout</button>")
        .has_not(">Login</a>");
}

#[test]
fn nothing_planted_before_the_sign_in_outlives_it() {
    let server = Server::start();
    let mut visitor = visitor_with(&server, r#"{"_permanent":true,"cart":["evil"],"uid":"x"}"#);
    visitor.sign_in("alice");
    assert_eq!(
        payload_of(visitor.session()),
        r#"{"user":{"username":"alice"}}"#
    );
}

#[test]
fn a_login_is_normalised() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.sign_in(" \u{a0}Zoe\u{308}\n");
    assert_eq!(
        payload_of(visitor.session()),
        r#"{"user":{"username":"Zo\u00eb"}}"#
    );
}

#[test]
fn a_field_that_is_missing_or_empty_brings_the_form_back() {
    let server = Server::start();
    for form in [
        &[][..],
        &[("login", ""), ("password", "")],
        &[("login", "alice")],
        &[("login", "alice"), ("password", "")],
        &[("password", "x")],
        &[("login", " \t"), ("password", "x")],
    ] {
        let mut visitor = server.client();
        let page = visitor.post("/sign-in", form).status(400);
        assert!(visitor.jar.is_empty());
        // Flask: if a message is flashed and shown in the same request, the session ends up empty,
        // and its cookie is deleted.
        assert_eq!(
            page.one("Set-Cookie"),
            "session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; HttpOnly; Path=/; \
             SameSite=Lax"
        );
        page.has(r#"<p class="flash error">Des champs ne sont pas saisis !</p>"#)
            .has("<title>Erreur\u{a0}: Se connecter")
            .has(r#"aria-invalid="true""#);
    }
}

#[test]
fn the_login_is_kept_and_the_password_is_not() {
    let server = Server::start();
    let page = server
        .client()
        .post("/sign-in", &[("login", "a\"b"), ("password", "")])
        .status(400);
    page.has(r#"value="a&quot;b""#);
    let page = server
        .client()
        .post("/sign-in", &[("login", ""), ("password", "s3cr3t-typed")])
        .status(400);
    page.has_not("s3cr3t-typed");
    assert!(!server.stop().stderr.contains("s3cr3t-typed"));
}

#[test]
fn a_login_that_is_not_allowed_is_answered_with_what_is() {
    let server = Server::start();
    let too_long = "é".repeat(65);
    for login in [too_long.as_str(), "a\nb", "\u{1b}[31m"] {
        let mut visitor = server.client();
        visitor
            .post("/sign-in", &[("login", login), ("password", "x")])
            .status(400)
            .has(r#"<p class="flash error">L’identifiant compte 64 caractères au plus"#);
        assert!(visitor.jar.is_empty());
    }
    let longest = "é".repeat(64);
    server.client().sign_in(&longest);
}

#[test]
fn the_sessionid_field_repeats_the_sessions_uid_and_is_not_trusted() {
    let server = Server::start();
    server
        .client()
        .get("/sign-in")
        .has(r#"<input type="hidden" id="sessionid" name="sessionid" value="">"#);
    visitor_with(&server, r#"{"uid":"<7>"}"#)
        .get("/sign-in")
        .has(r#"name="sessionid" value="&lt;7&gt;""#);
    let mut visitor = server.client();
    let form = [("login", "a"), ("password", "x"), ("sessionid", "admin")];
    visitor.post("/sign-in", &form).status(302);
    assert_eq!(
        payload_of(visitor.session()),
        r#"{"user":{"username":"a"}}"#
    );
}

#[test]
fn signing_in_and_out_is_logged_and_no_secret_with_it() {
    let server = Server::start();
    let mut visitor = server.client();
    // Invisible characters could reverse the text of a log, or make two logins look alike.
    let unseen = [("login", "alice\u{202e}"), ("password", "s3cr3t-typed")];
    visitor
        .post("/sign-in", &unseen)
        .status(400)
        .has("L’identifiant contient un caractère que personne ne voit");
    let form = [("login", "Zoë \"a\""), ("password", "s3cr3t-typed")];
    visitor.post("/sign-in", &form).status(302);
    let cookie = visitor.session().to_owned();
    visitor.get("/logout").status(302);
    let log = server.stop().stderr;
    assert!(
        log.contains(r#"signed in as a guest login="Zoë \"a\"""#),
        "{log}"
    );
    assert!(log.contains("signed out"), "{log}");
    for secret in ["s3cr3t-typed", &cookie] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[test]
fn who_is_signed_in_is_sent_home_from_the_form() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.sign_in("alice");
    let response = visitor.get("/sign-in").status(302);
    assert_eq!(response.one("Location"), "/");
    assert_eq!(response.set_cookie(), None);
}

#[test]
fn a_name_is_escaped_wherever_it_is_shown() {
    let server = Server::start();
    let mut visitor = server.client();
    visitor.sign_in("<script>\"'&");
    for path in ["/", "/teachers", "/nowhere"] {
        visitor
            .get(path)
            .has("<bdi>&lt;script&gt;&quot;&#39;&amp;</bdi>")
            .has_not("<script>");
    }
}

#[test]
fn a_rightly_signed_user_that_is_none_is_nobody() {
    let server = Server::start();
    for session in [
        r#"{"user":null}"#,
        r#"{"user":1}"#,
        r#"{"user":"alice"}"#,
        r#"{"user":["alice"]}"#,
        r#"{"user":{}}"#,
        r#"{"user":{"username":""}}"#,
        r#"{"user":{"username":5}}"#,
        r#"{"user":{"username":{" t":["a"]}}}"#,
        r#"{"uid":{},"_flashes":7}"#,
    ] {
        for path in ["/", "/teachers", "/sign-in"] {
            let page = visitor_with(&server, session).get(path).status(200);
            page.has(">Login</a>").has_not(">Logout</button>");
        }
    }
}

#[test]
fn a_name_that_html_cannot_carry_is_shown_as_far_as_it_can() {
    let server = Server::start();
    for (session, shown) in [
        (r#"{"user":{"username":"a\ud800"}}"#, "<bdi>a\u{fffd}</bdi>"),
        (
            r#"{"user":{"username":"a\u0000b"}}"#,
            "<bdi>a\u{fffd}b</bdi>",
        ),
        (
            r#"{"user":{"username":{" m":"<b>"}}}"#,
            "<bdi>&lt;b&gt;</bdi>",
        ),
    ] {
        visitor_with(&server, session)
            .get("/")
            .status(200)
            .has(shown);
    }
}
