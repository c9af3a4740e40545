//! `/sign-in` with accounts, and the counting of failures.

use super::{PASSWORD, holder, sign_in, sign_up};
use crate::support::{Client, Response, Server};

#[track_caller]
fn assert_refused(response: Response) -> Response {
    assert_eq!(response.one("WWW-Authenticate"), "Form realm=\"sign-in\"");
    response
        .status(401)
        .has("Identifiant ou mot de passe incorrect.")
}

#[test]
fn a_name_with_an_account_needs_its_password_and_others_are_guests() {
    let server = Server::start();
    sign_up(&mut server.client(), "alice", PASSWORD).status(302);
    let mut visitor = server.client();
    assert_refused(sign_in(&mut visitor, "alice", "x")).has("value=\"alice\"");
    assert_refused(sign_in(&mut visitor, "alice", &format!("{PASSWORD} ")));
    visitor.get("/").has(">Login</a>");
    sign_in(&mut visitor, "bob", "x").status(302);
    visitor.get("/").has("Invité");
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
}

#[test]
fn where_accounts_are_required_an_unknown_name_and_a_wrong_password_look_alike() {
    let server = Server::new().args(["--require-account"]).start();
    sign_up(&mut server.client(), "alice", PASSWORD).status(302);
    let wrong = assert_refused(sign_in(&mut server.client(), "alice", "x"));
    let unknown = assert_refused(sign_in(&mut server.client(), "alicE", "x"));
    assert_eq!(
        wrong.text().replace("\"alice\"", "LOGIN"),
        unknown.text().replace("\"alicE\"", "LOGIN")
    );
    let header = |response: &Response, name: &str| response.all(name).join(", ");
    for name in [
        "Content-Type",
        "Content-Length",
        "Vary",
        "Cache-Control",
        "Set-Cookie",
    ] {
        assert_eq!(header(&wrong, name), header(&unknown, name), "{name}");
    }
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
    server
        .client()
        .get("/sign-in")
        .has("Celui de votre compte.")
        .has_not("inventez-en un");
}

#[test]
fn where_accounts_are_required_guests_of_before_are_nobody() {
    let lenient = Server::start();
    let mut guest = lenient.client();
    guest.sign_in("guest");
    let strict = Server::new().args(["--require-account"]).start();
    let mut copied = strict.client();
    copied.jar = guest.jar;
    copied.get("/").status(200).has(">Login</a>");
    strict.wait_for_log("session refused: guests are not let in");
}

#[test]
fn the_eleventh_wrong_password_is_not_heard_and_other_names_go_on() {
    let server = Server::new().args(["--require-account"]).start();
    holder(&server, "alice");
    holder(&server, "bob");
    for login in ["alice", "nobody"] {
        for _ in 0..10 {
            assert_refused(sign_in(&mut server.client(), login, "x"));
        }
        // Not even the right one is accepted, or guessing could go on.
        for password in ["x", PASSWORD] {
            let refused = sign_in(&mut server.client(), login, password)
                .status(429)
                .has("Trop d’essais manqués")
                .has("<h1>");
            let wait: u64 = refused.one("Retry-After").parse().expect("seconds");
            assert!((1..=300).contains(&wait), "{wait}");
        }
    }
    sign_in(&mut server.client(), "bob", PASSWORD).status(302);
}

#[test]
fn of_many_guesses_at_the_same_time_ten_are_heard() {
    let server = Server::start();
    holder(&server, "alice");
    let guess = |address| sign_in(&mut Client::new(address), "alice", "x").status;
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let address = server.address();
        let guesses: Vec<_> = (0..25)
            .map(|_| scope.spawn(move || guess(address)))
            .collect();
        guesses
            .into_iter()
            .map(|guess| guess.join().expect("the client does not panic"))
            .collect()
    });
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert!(count(401) <= 10, "{statuses:?}");
    assert_eq!(count(401) + count(429), 25, "{statuses:?}");
}

#[test]
fn the_right_password_is_heard_after_a_few_wrong_ones_and_forgets_them() {
    let server = Server::start();
    holder(&server, "alice");
    for _ in 0..2 {
        for _ in 0..9 {
            assert_refused(sign_in(&mut server.client(), "alice", "x"));
        }
        sign_in(&mut server.client(), "alice", PASSWORD).status(302);
    }
}

#[test]
fn failures_are_counted_by_the_address_that_a_trusted_proxy_names() {
    use crate::support::client::Request;
    let server = Server::new().args(["--proxy-hops", "1"]).start();
    holder(&server, "alice");
    let attempt = |from: &str| {
        let form = [("login", "alice"), ("password", "x")];
        let request = Request::form("/sign-in", &form).header("X-Forwarded-For", from);
        server.client().send(&request).status
    };
    // An address written by the client itself comes further left, and does not count.
    for count in 0..10 {
        assert_eq!(attempt(&format!("10.0.0.{count}, 192.0.2.1")), 401);
    }
    assert_eq!(attempt("192.0.2.1"), 429);
    assert_eq!(attempt("192.0.2.2"), 401);
    assert!(server.wait_for_log("192.0.2.2").contains("192.0.2.1"));
}

#[test]
fn no_password_is_logged() {
    let server = Server::start();
    holder(&server, "alice");
    sign_in(&mut server.client(), "alice", "a wrong password");
    let log = server.stop().stderr;
    for part in [
        "account created login=alice",
        "signed in login=alice",
        "sign-in refused",
    ] {
        assert!(log.contains(part), "no {part:?} in {log}");
    }
    for secret in [PASSWORD, "a wrong password", "pbkdf2"] {
        assert!(!log.contains(secret), "{secret:?} in {log}");
    }
}
