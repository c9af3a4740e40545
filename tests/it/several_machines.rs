//! Two servers with one key and one PostgreSQL, behind a load balancer.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::accounts::{PASSWORD, csrf_token, holder, session, sign_in, sign_up};
use crate::support::nginx::Nginx;
use crate::support::postgres::Postgres;
use crate::support::server::ServerBuilder;
use crate::support::{Fsd, Server};

/// How long a logout takes to reach the other servers.
const NEWS: Duration = Duration::from_secs(2);

/// Waits until the condition holds, at most for [`NEWS`].
#[track_caller]
pub(crate) fn soon(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < NEWS, "{what}: not within two seconds");
        sleep(Duration::from_millis(20));
    }
}

pub(crate) fn server(postgres: &Postgres) -> ServerBuilder {
    // Not on the command line, where others could see the password.
    Server::new()
        .env("FLASK_DATABASE", postgres.url())
        .args(["--revoke-on-logout"])
}

#[test]
fn two_servers_on_one_database_are_one_site() {
    let Some(postgres) = Postgres::start_new() else {
        return;
    };
    // Both start at the same time, with an empty database.
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| server(&postgres).start());
        let other = server(&postgres).start();
        (one.join().expect("it starts"), other)
    });
    let mut alice = holder(&one, "alice");
    let mut there = other.client();
    sign_in(&mut there, "alice", PASSWORD).status(302);
    sign_up(&mut other.client(), "alice", PASSWORD).status(409);

    // One cookie works on both servers.
    let mut copy = other.client();
    copy.jar = alice.jar.clone();
    copy.get("/account").status(200).has("alice");

    // A logout on one server holds on the other.
    alice.post("/logout", &[]).status(302);
    soon("a logout holds elsewhere", || {
        copy.get("/").text().contains(">Login</a>")
    });
    let mut guest = one.client();
    guest.sign_in("guest");
    copy.jar = guest.jar.clone();
    copy.get("/").has(">Logout</button>");
    guest.post("/logout", &[]).status(302);
    soon("a guest's logout holds elsewhere", || {
        copy.get("/").text().contains(">Login</a>")
    });

    // So does the deletion of an account.
    let token = csrf_token(&mut there, "/account");
    let mut elsewhere = one.client();
    sign_in(&mut elsewhere, "alice", PASSWORD).status(302);
    let form = [
        ("csrf_token", &*token),
        ("action", "delete"),
        ("current", PASSWORD),
    ];
    there.post("/account", &form).status(302);
    soon("a deleted account is gone elsewhere", || {
        elsewhere.get("/").text().contains(">Login</a>")
    });

    // Failures on both servers are counted together.
    holder(&one, "bob");
    for count in 0..10 {
        let server = if count % 2 == 0 { &one } else { &other };
        sign_in(&mut server.client(), "bob", "x").status(401);
    }
    for server in [&one, &other] {
        let refused = sign_in(&mut server.client(), "bob", PASSWORD).status(429);
        assert!(refused.one("Retry-After").parse::<u64>().is_ok());
    }
    holder(&other, "carol");
    // As if five minutes had passed.
    postgres.sql("UPDATE failures SET at = at - 300");
    sign_in(&mut one.client(), "bob", PASSWORD).status(302);

    // The password of the database is not shown.
    let log = one.stop().stderr;
    assert!(log.contains("postgres://fsd@127.0.0.1:"), "{log}");
    assert!(!log.contains("p%40ss") && !log.contains("p@ss"), "{log}");
}

#[test]
fn behind_nginx_visitors_need_not_know_which_server_answers() {
    let Some(postgres) = Postgres::start_new() else {
        return;
    };
    let servers = [(); 2].map(|()| server(&postgres).args(["--proxy-hops", "1"]).start());
    let Some(nginx) = Nginx::start(&servers.each_ref().map(Server::address)) else {
        return;
    };
    let mut alice = nginx.client();
    sign_up(&mut alice, "alice", PASSWORD).status(302);
    sign_in(&mut alice, "alice", PASSWORD).status(302);
    assert_eq!(session(&alice)["user"]["username"], "alice");
    for _ in 0..6 {
        alice.get("/account").status(200).has("alice");
    }
    // The check against other sites' forms must see the name that the visitor typed.
    let request = crate::support::client::Request::form("/logout", &[])
        .header("Origin", "http://elsewhere.example");
    alice.send(&request).status(403);
    for count in 0..11 {
        let status = sign_in(&mut nginx.client(), "alice", "x").status;
        assert_eq!(status, if count < 10 { 401 } else { 429 });
    }
    for server in servers {
        let log = server.stop().stderr;
        assert!(
            log.contains("/account"),
            "nginx left one server out:\n{log}"
        );
    }
}

#[test]
fn without_the_database_pages_go_on_and_with_it_all_is_well_again() {
    let Some(mut postgres) = Postgres::start_new() else {
        return;
    };
    let server = server(&postgres).start();
    let mut alice = holder(&server, "alice");
    let mut visitor = server.client();
    let token = csrf_token(&mut visitor, "/sign-up");
    postgres.stop();
    server.wait_for_log("the last known list of ended sessions holds");
    for path in ["/", "/teachers", "/sign-in", "/sign-up"] {
        server.client().get(path).status(200);
    }
    alice.get("/").status(200).has("Ce nom a un compte");
    let form = [
        ("csrf_token", &*token),
        ("login", "bob"),
        ("password", PASSWORD),
        ("confirm", PASSWORD),
    ];
    for refused in [
        visitor.post("/sign-up", &form),
        sign_in(&mut server.client(), "alice", PASSWORD),
    ] {
        assert_eq!(refused.one("Retry-After"), "5");
        refused
            .status(503)
            .has("Les comptes ne sont pas disponibles")
            .has_not("postgres");
    }
    let mut copy = alice.clone_with_jar();
    let refused = alice.post("/logout", &[]).status(503);
    refused.has("la déconnexion sera enregistrée plus tard");
    alice.get("/").has(">Login</a>");
    copy.get("/").has(">Login</a>");
    postgres.start();
    server.wait_for_log("the database of the accounts is back");
    visitor.post("/sign-up", &form).status(302);
    sign_in(&mut server.client(), "bob", PASSWORD).status(302);
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
}

#[test]
fn a_database_that_cannot_be_used_is_refused_with_the_reason_and_the_cure() {
    let Some(mut postgres) = Postgres::start_new() else {
        return;
    };
    let refused = |url: &str, sentence: &str| {
        let output = Fsd::new(["--lang", "en", "serve", "--port", "0"])
            .env("FLASK_SECRET_KEY", crate::support::KEY)
            .env("FLASK_DATABASE", url)
            .run()
            .code(2)
            .stdout("")
            .stderr_has(sentence);
        assert!(!output.stderr.contains("secret"), "{}", output.stderr);
    };
    refused("postgres://u:secret@h:port/d", "FLASK_DATABASE");
    refused(
        &postgres.url_with("fsd", "secret", "postgres"),
        "lets nobody in",
    );
    refused(
        &postgres.url().replace("/postgres", "/nowhere"),
        "lets nobody in",
    );
    postgres.sql("CREATE TABLE posts (id int)");
    refused(&postgres.url(), "belongs to another application");
    assert_eq!(
        postgres.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"),
        "1\n"
    );
    postgres.sql("DROP TABLE posts");
    // Tables of the first schema are upgraded, and keep their content.
    postgres.sql(include_str!("accounts/schema-1.postgres.sql"));
    postgres.sql("INSERT INTO revoked (uid, until) VALUES ('kept', 1)");
    drop(server(&postgres).start());
    let kept = "SELECT version, uid, share FROM flask_session_demo_schema, revoked";
    assert_eq!(postgres.sql(kept), "2|kept|\n");
    drop(server(&postgres).start());
    postgres.sql("UPDATE flask_session_demo_schema SET version = 3");
    refused(&postgres.url(), "is of a newer version");
    let url = postgres.url();
    postgres.stop();
    refused(&url, "cannot be reached");
}
