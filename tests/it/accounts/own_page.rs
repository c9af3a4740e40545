//! `/account`, and the sessions that end when a password changes or an account
//! is deleted.

use super::{PASSWORD, csrf_token, holder, sign_in, sign_up};
use crate::support::{Client, Response, Server};

const NEW: &str = "une phrase toute neuve";

#[track_caller]
fn change(client: &mut Client, current: &str, password: &str) -> Response {
    let token = csrf_token(client, "/account");
    let form = [
        ("csrf_token", &*token),
        ("action", "password"),
        ("current", current),
        ("password", password),
        ("confirm", password),
    ];
    client.post("/account", &form)
}

#[track_caller]
fn delete(client: &mut Client, current: &str) -> Response {
    let token = csrf_token(client, "/account");
    let form = [
        ("csrf_token", &*token),
        ("action", "delete"),
        ("current", current),
    ];
    client.post("/account", &form)
}

#[track_caller]
fn assert_nobody(client: &mut Client) {
    client.get("/").status(200).has(">Login</a>");
}

#[test]
fn the_page_is_for_account_holders() {
    let server = Server::start();
    let mut nobody = server.client();
    assert_eq!(
        nobody.get("/account").status(302).one("Location"),
        "/sign-in"
    );
    assert_eq!(
        nobody.post("/account", &[]).status(302).one("Location"),
        "/sign-in"
    );
    let mut guest = server.client();
    guest.sign_in("guest");
    guest
        .get("/account")
        .status(403)
        .has("Un invité n’a pas de compte.");
    guest.post("/account", &[]).status(403);
    holder(&server, "alice")
        .get("/account")
        .status(200)
        .has("<strong dir=\"auto\">alice</strong>");
}

#[test]
fn a_changed_password_ends_the_other_sessions_and_not_this_one() {
    let server = Server::start();
    let mut here = holder(&server, "alice");
    let mut there = server.client();
    sign_in(&mut there, "alice", PASSWORD).status(302);
    let mut bob = holder(&server, "bob");
    let changed = change(&mut here, PASSWORD, NEW).status(302);
    here.follow(&changed)
        .status(200)
        .has("Votre mot de passe est changé.");
    assert_nobody(&mut there);
    bob.get("/account").status(200);
    sign_in(&mut server.client(), "alice", PASSWORD).status(401);
    sign_in(&mut server.client(), "alice", NEW).status(302);
    assert!(
        server
            .wait_for_log("it was ended")
            .contains("password changed")
    );
}

#[test]
fn the_current_password_is_needed_and_the_new_one_is_judged() {
    let server = Server::start();
    let mut alice = holder(&server, "alice");
    for (current, password, sentence) in [
        ("x", NEW, "Ce n’est pas votre mot de passe actuel."),
        ("", NEW, "id=\"current-error\">Ce champ est vide."),
        (PASSWORD, "court", "Il faut 8 caractères au moins."),
    ] {
        change(&mut alice, current, password)
            .status(400)
            .has(sentence);
    }
    delete(&mut alice, "x")
        .status(400)
        .has("id=\"delete-current-error\"");
    delete(&mut alice, "").status(400).has("Ce champ est vide.");
    let form = [("action", "delete"), ("current", PASSWORD)];
    alice
        .post("/account", &form)
        .status(400)
        .has("reconnu comme le vôtre");
    let token = csrf_token(&mut alice, "/account");
    alice
        .post("/account", &[("csrf_token", &token), ("action", "x")])
        .status(400);
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
}

#[test]
fn a_deleted_account_is_gone_with_all_its_sessions() {
    let server = Server::start();
    let mut here = holder(&server, "alice");
    let mut there = server.client();
    sign_in(&mut there, "alice", PASSWORD).status(302);
    let mut copy = here.clone_with_jar();
    let deleted = delete(&mut here, PASSWORD).status(302);
    assert_eq!(deleted.one("Location"), "/");
    assert_nobody(&mut here);
    assert_nobody(&mut there);
    assert_nobody(&mut copy);
    // The login is free again, but the new account has another id.
    sign_in(&mut server.client(), "alice", "x").status(302);
    sign_up(&mut server.client(), "alice", NEW).status(302);
    assert_nobody(&mut copy);
}

#[test]
fn a_copied_cookie_still_works_after_logout_unless_logouts_are_to_hold() {
    for (args, holds) in [(&[][..], false), (&["--revoke-on-logout"], true)] {
        let server = Server::new().args(args).start();
        let mut guest = server.client();
        guest.sign_in("guest");
        for mut client in [holder(&server, "alice"), guest] {
            let mut copy = client.clone_with_jar();
            copy.get("/").status(200).has(">Logout</button>");
            client.post("/logout", &[]).status(302);
            let login = if holds {
                ">Login</a>"
            } else {
                ">Logout</button>"
            };
            copy.get("/").status(200).has(login);
        }
    }
}

#[test]
fn a_logout_that_holds_still_holds_after_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let start = || {
        super::server_in(folder.path())
            .args(["--revoke-on-logout"])
            .start()
    };
    let server = start();
    let mut alice = holder(&server, "alice");
    let copy = alice.clone_with_jar();
    alice.post("/logout", &[]).status(302);
    drop(server);
    let server = start();
    let mut copied = server.client();
    copied.jar = copy.jar;
    assert_nobody(&mut copied);
}

#[test]
fn where_logouts_hold_a_session_without_a_number_is_not_taken() {
    let plain = Server::start();
    let mut guest = plain.client();
    guest.sign_in("guest");
    let strict = Server::new().args(["--revoke-on-logout"]).start();
    let mut copied = strict.client();
    copied.jar = guest.jar;
    assert_nobody(&mut copied);
    strict.wait_for_log("session refused: it has no uid");
}
