//! `--revoke-on-logout` under attack: what is stored, for how long, and for
//! whom.

use serde_json::json;

use super::{holder, query, server_in, session};
use crate::several_machines::{server, soon};
use crate::support::cookies::{mint, now, serializer};
use crate::support::postgres::Postgres;
use crate::support::{COURSE_KEY, Client, Server, peers};

/// The share of the addresses into which 127.0.0.1 falls.
const SHARE: u32 = 714;

#[track_caller]
fn assert_nobody(client: &mut Client) {
    client.get("/").status(200).has(">Login</a>");
}

#[test]
fn only_a_uid_of_the_right_form_is_a_session_and_is_stored() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = Server::bare()
        .args(["--lab", "--revoke-on-logout", "--data-dir"])
        .args([folder.path()])
        .start();
    let digits = "0123456789abcdef0123456789abcdef";
    for (uid, is_taken) in [
        (json!(digits.to_uppercase()), false),
        (json!("x".repeat(2000)), false),
        (json!(""), false),
        (json!(5), false),
        (json!(digits), true),
    ] {
        let text = json!({"uid": uid, "user": {"username": "forged"}}).to_string();
        let cookie = serializer(COURSE_KEY).dumps(text.as_bytes(), now());
        let mut forger = server.client();
        forger.jar.insert("session".into(), cookie);
        let page = forger.get("/").status(200);
        assert_eq!(page.text().contains(">Logout</button>"), is_taken, "{uid}");
        forger.post("/logout", &[]).status(302);
    }
    let stored = query(folder.path(), "SELECT uid FROM revoked");
    assert_eq!(stored, [json!([digits])]);
}

#[test]
fn a_full_list_takes_no_more_guests_drops_nothing_and_still_takes_account_holders() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let start = || {
        server_in(folder.path())
            .args(["--revoke-on-logout"])
            .start()
    };
    let server = start();
    let mut alice = holder(&server, "alice");
    let mut alice_elsewhere = server.client();
    super::sign_in(&mut alice_elsewhere, "alice", super::PASSWORD).status(302);
    let mut early = server.client();
    early.sign_in("early");
    let mut copy_of_early = early.clone_with_jar();
    early.post("/logout", &[]).status(302);
    super::execute(
        folder.path(),
        &format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) \
             INSERT INTO revoked (uid, until, share) \
             SELECT printf('%032x', i), unixepoch() + 9999999, {SHARE} FROM n"
        ),
    );
    let mut late = server.client();
    late.sign_in("late");
    let mut copy_of_late = late.clone_with_jar();
    let refused = late.post("/logout", &[]).status(503);
    refused.has("un nombre limité de déconnexions d’invités");
    assert_nobody(&mut late);
    copy_of_late.get("/").status(200).has(">Logout</button>");
    let mut copy_of_alice = alice.clone_with_jar();
    alice.post("/logout", &[]).status(302);
    for copy in [&mut copy_of_early, &mut copy_of_alice] {
        assert_nobody(copy);
    }
    // They are also read from the table, after a restart.
    drop(server);
    let server = start();
    for copy in [copy_of_early, copy_of_alice] {
        let mut copied = server.client();
        copied.jar = copy.jar;
        assert_nobody(&mut copied);
    }
    let mut other = server.client();
    other.jar = alice_elsewhere.jar;
    other.get("/account").status(200).has("alice");
}

#[test]
fn a_logout_holds_for_the_servers_longest_lifetime_whatever_the_visitor_chose() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = Server::bare()
        .args(["--lab", "--revoke-on-logout"])
        .args(["--set", "PERMANENT_SESSION_LIFETIME=3600", "--data-dir"])
        .args([folder.path()])
        .start();
    let mut visitor = server.client();
    visitor.get("/tp").status(200);
    let settings = [("action", "set"), ("same_site", ""), ("lifetime", "10")];
    visitor.post("/reglages", &settings).status(200);
    visitor.sign_in("guest");
    visitor.post("/logout", &[]).status(302);
    let until = query(folder.path(), "SELECT until - unixepoch() FROM revoked");
    let seconds = until.first().and_then(|row| row[0].as_i64());
    // 31 days, since under `--lab` other visitors may have that lifetime,
    // whatever the server's is.
    assert!(
        seconds.is_some_and(|left| left >= 31 * 24 * 3600),
        "{until:?}"
    );
}

#[test]
fn a_logout_without_the_database_is_recorded_when_it_is_back() {
    let Some(mut postgres) = Postgres::start_new() else {
        return;
    };
    let (one, other) = (server(&postgres).start(), server(&postgres).start());
    let mut alice = holder(&one, "alice");
    let mut guest = one.client();
    guest.sign_in("guest");
    let mut copies = [&alice, &guest].map(|client| {
        let mut copy = other.client();
        copy.jar = client.jar.clone();
        copy
    });
    let uids = [&alice, &guest].map(|client| session(client)["uid"].clone());
    postgres.stop();
    one.wait_for_log("the last known list of ended sessions holds");
    for client in [&mut alice, &mut guest] {
        let mut here = client.clone_with_jar();
        let later = client.post("/logout", &[]).status(503);
        later.has("la déconnexion sera enregistrée plus tard");
        assert_nobody(&mut here);
    }
    for copy in &mut copies {
        copy.get("/").status(200).has(">Logout</button>");
    }
    postgres.start();
    one.wait_for_log("the database of the accounts is back");
    for (copy, uid) in copies.iter_mut().zip(uids) {
        let uid = uid.as_str().expect("a text").to_owned();
        soon("the logout is recorded", || {
            postgres.sql(&format!("SELECT count(*) FROM revoked WHERE uid = '{uid}'")) == "1\n"
        });
        soon("it holds elsewhere", || {
            copy.get("/").text().contains(">Login</a>")
        });
    }
    assert_eq!(
        postgres.sql("SELECT count(*) FROM revoked WHERE share IS NOT NULL"),
        "1\n",
        "an account's logout is not a guest's"
    );
}

#[test]
fn a_session_may_last_no_longer_than_its_absolute_lifetime() {
    let day = 24 * 60 * 60;
    let server = Server::new()
        .env("FLASK_SESSION_ABSOLUTE_LIFETIME", day.to_string())
        .start();
    let mut guest = server.client();
    guest.sign_in("guest");
    let began = session(&guest)["_began"].as_u64().expect("a number");
    assert!(now().abs_diff(began) < 60);
    let mut alice = holder(&server, "alice");
    assert!(session(&alice)["_began"].is_u64());
    alice.get("/account").status(200);
    for (began, is_taken) in [
        (json!(now() - day + 60), true),
        (json!(now() - day - 60), false),
        (json!(now() + 3600), false),
        (json!("x"), false),
        (json!(null), false),
    ] {
        let mut visitor = server.client();
        let cookie = mint(&json!({"_began": began, "user": {"username": "old"}}).to_string());
        visitor.jar.insert("session".into(), cookie);
        let page = visitor.get("/").status(200);
        assert_eq!(
            page.text().contains(">Logout</button>"),
            is_taken,
            "{began}"
        );
    }
    // Off by default, as in Flask: nothing about it is in the cookie.
    let plain = Server::start();
    let mut guest = plain.client();
    guest.sign_in("guest");
    assert_eq!(session(&guest), json!({"user": {"username": "guest"}}));
}
