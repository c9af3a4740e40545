//! `/sign-up`.

use super::{PASSWORD, csrf_token, session, sign_in, sign_up};
use crate::support::client::Request;
use crate::support::{COURSE_KEY, Fsd, Server};

#[test]
fn a_new_account_signs_in_with_its_password_and_its_number() {
    let server = Server::start();
    let mut alice = server.client();
    let created = sign_up(&mut alice, " Ali\u{0301}ce ", PASSWORD).status(302);
    assert_eq!(created.one("Location"), "/sign-in");
    alice
        .follow(&created)
        .has("class=\"flash success\"")
        .has("Votre compte est créé");
    sign_in(&mut alice, "Alíce", PASSWORD).status(302);
    let session = session(&alice);
    let keys: Vec<_> = session.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["uid", "user"], "nothing planted before is left");
    assert_eq!(session["user"]["id"], 1);
    assert_eq!(session["user"]["username"], "Alíce");
    let uid = session["uid"].as_str().expect("a text");
    assert!(uid.len() == 32 && uid.bytes().all(|byte| byte.is_ascii_hexdigit()));
    alice
        .get("/")
        .has("Ce nom a un compte")
        .has("href=\"/account\"")
        .has_not("Invité");
    let again = server.client().get("/sign-up").status(200);
    assert_eq!(again.one("Cache-Control"), "no-store");
    assert_eq!(alice.get("/sign-up").status(302).one("Location"), "/");
}

#[test]
fn each_mistake_is_said_beside_its_field_and_no_password_comes_back() {
    let server = Server::start();
    let mut visitor = server.client();
    let long = "x".repeat(1025);
    for (login, password, confirm, sentence) in [
        (
            "",
            PASSWORD,
            PASSWORD,
            "id=\"login-error\">Ce champ est vide.",
        ),
        (
            "a\nb",
            PASSWORD,
            PASSWORD,
            "id=\"login-error\">64 caractères au plus",
        ),
        ("alice", "", "", "id=\"password-error\">Ce champ est vide."),
        (
            "alice",
            "court7$",
            "court7$",
            "id=\"password-error\">Il faut 8 caractères",
        ),
        (
            "alice",
            &long,
            &long,
            "id=\"password-error\">Il faut 1\u{202f}024",
        ),
        ("alice", "password", "password", "l’un des premiers"),
        (
            "alice",
            PASSWORD,
            "autre",
            "id=\"confirm-error\">Les deux mots de passe",
        ),
    ] {
        let token = csrf_token(&mut visitor, "/sign-up");
        let form = [
            ("csrf_token", &*token),
            ("login", login),
            ("password", password),
            ("confirm", confirm),
        ];
        let page = visitor.post("/sign-up", &form).status(400);
        assert!(
            page.text().contains(sentence),
            "{sentence}: {}",
            page.text()
        );
        let page = page.has("class=\"flash error\"").has_not(PASSWORD);
        if login == "alice" {
            page.has("name=\"login\" value=\"alice\"");
        }
    }
}

#[test]
fn a_name_belongs_to_whoever_came_first() {
    let server = Server::start();
    sign_up(&mut server.client(), "alice", PASSWORD).status(302);
    sign_up(&mut server.client(), "alice", "une autre phrase de passe")
        .status(409)
        .has("id=\"login-error\">Un compte porte déjà ce nom")
        .has("value=\"alice\"");
    // Logins are case-sensitive, as in Flask's tutorial.
    sign_up(&mut server.client(), "Alice", PASSWORD).status(302);
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
}

#[test]
fn a_form_that_is_not_of_this_session_is_refused_and_the_login_is_kept() {
    let server = Server::start();
    let mut visitor = server.client();
    let mut other = server.client();
    let others = csrf_token(&mut other, "/sign-up");
    let own = csrf_token(&mut visitor, "/sign-up");
    let form = |token: &str| {
        Request::form(
            "/sign-up",
            &[
                ("csrf_token", token),
                ("login", "alice"),
                ("password", PASSWORD),
                ("confirm", PASSWORD),
            ],
        )
    };
    for token in ["", "x", &others, visitor.session()] {
        visitor
            .clone_with_jar()
            .send(&form(token))
            .status(400)
            .has("n’a pas pu être reconnu comme le vôtre")
            .has("value=\"alice\"");
    }
    server.client().send(&form(&own)).status(400);
    let foreign = form(&own).header("Sec-Fetch-Site", "cross-site");
    visitor.clone_with_jar().send(&foreign).status(403);
    visitor.send(&form(&own)).status(302);
}

#[test]
fn the_token_is_the_one_that_flask_wtf_makes() {
    let server = Server::bare().args(["--lab"]).start();
    let mut visitor = server.client();
    let token = csrf_token(&mut visitor, "/sign-up");
    let decoded = Fsd::new(["decode-cookie", "--json", "--secret-key", COURSE_KEY])
        .args([
            "--salt",
            "wtf-csrf-token",
            "--key-derivation",
            "django-concat",
            &token,
        ])
        .run()
        .success();
    assert_eq!(
        decoded.json()["payload"]["json"],
        session(&visitor)["csrf_token"]
    );
}

#[test]
fn a_guest_who_wants_an_account_has_to_sign_in_with_it() {
    let server = Server::start();
    let mut guest = server.client();
    guest.sign_in("alice");
    guest.get("/").has("Invité — aucun compte ne porte ce nom");
    let created = sign_up(&mut guest, "alice", PASSWORD).status(302);
    guest.follow(&created).has("Votre compte est créé");
    guest.get("/").has(">Login</a>");
}
