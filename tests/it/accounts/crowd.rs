//! More sign-ins than the server can hash: who waits, who is turned away, who still gets in.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{PASSWORD, csrf_token, execute, holder, server_in, sign_in, sign_up};
use crate::support::client::Request;
use crate::support::{Response, Server, peers};

/// Only reached if a test fails.
const PATIENCE: Duration = Duration::from_mins(1);

/// More than the queue holds.
const CROWD: usize = 300;

fn attempt(server: &Server, login: &str, password: &str, from: &str) -> Response {
    let form = [("login", login), ("password", password)];
    let request = Request::form("/sign-in", &form).header("X-Forwarded-For", from);
    server.client().send(&request)
}

/// The answer, if it has begun to arrive.
fn answer(stream: &mut TcpStream) -> Option<String> {
    stream
        .set_nonblocking(true)
        .expect("a socket can be set so");
    let begins = stream.peek(&mut [0]);
    stream
        .set_nonblocking(false)
        .expect("a socket can be set so");
    match begins {
        Ok(_) => {
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("it is UTF-8");
            Some(answer)
        }
        Err(error) if error.kind() == ErrorKind::WouldBlock => None,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_crowd_of_one_address_waits_in_a_bounded_queue_and_holds_up_nobody_else() {
    let server = Server::new()
        .args(["--require-account", "--proxy-hops", "1"])
        .start();
    holder(&server, "alice");
    let mut crowd: Vec<TcpStream> = (0..CROWD)
        .map(|number| {
            let login = format!("nobody {number}");
            let form = [("login", login.as_str()), ("password", "x")];
            let request = Request::form("/sign-in", &form).header("X-Forwarded-For", "192.0.2.1");
            let mut stream = TcpStream::connect(server.address()).expect("it listens");
            std::io::Write::write_all(&mut stream, &request.to_bytes()).expect("it reads");
            stream
                .set_nonblocking(true)
                .expect("a socket can be set so");
            stream
        })
        .collect();
    let started = Instant::now();
    let refused = loop {
        let mut answers = crowd.iter_mut().filter_map(answer);
        if let Some(refused) = answers.find(|answer| answer.starts_with("HTTP/1.1 503 ")) {
            break refused;
        }
        assert!(started.elapsed() < PATIENCE, "nobody is sent away");
        sleep(Duration::from_millis(20));
    };
    assert!(refused.contains("\r\nretry-after: 5\r\n"), "{refused}");
    assert!(
        refused.contains("Trop de personnes attendent déjà."),
        "{refused}"
    );
    // Another address takes a seat from the crowd, and its turn comes after one of the crowd's.
    attempt(&server, "alice", PASSWORD, "192.0.2.2").status(302);
    // Clients that leave make room, even if they have sent more than one request. Otherwise alice
    // would wait for hundreds of hashes.
    for stream in crowd.iter_mut().take(CROWD / 2) {
        // Those that were turned away no longer read this.
        drop(std::io::Write::write_all(
            stream,
            b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        ));
    }
    drop(crowd);
    server.wait_for_log("a client left while its request waited");
    attempt(&server, "alice", PASSWORD, "192.0.2.1").status(302);
    server.client().get("/sante").status(200);
}

#[test]
fn sign_ups_are_counted_by_address_and_leave_room_for_a_class() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).args(["--proxy-hops", "1"]).start();
    let seed = |count: u32, at: &str| {
        let sql = format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) \
             INSERT INTO failures (login, address, at) SELECT '', '192.0.2.1', {at} FROM n"
        );
        execute(folder.path(), &sql);
    };
    let sign_up = |login: &str, from: &str| {
        let mut visitor = server.client();
        let token = csrf_token(&mut visitor, "/sign-up");
        let form = [
            ("csrf_token", &*token),
            ("login", login),
            ("password", PASSWORD),
            ("confirm", PASSWORD),
        ];
        visitor.send(&Request::form("/sign-up", &form).header("X-Forwarded-For", from))
    };
    // Sign-ups recorded by a clock that was ahead do not count.
    seed(400, "unixepoch() + 86400");
    seed(399, "unixepoch()");
    sign_up("the 400th", "192.0.2.1").status(302);
    let refused = sign_up("the 401st", "192.0.2.1").status(429);
    let wait: u64 = refused.one("Retry-After").parse().expect("seconds");
    assert!((1..=300).contains(&wait), "{wait}");
    refused.has("Trop de comptes demandés depuis cette adresse.");
    sign_up("elsewhere", "192.0.2.2").status(302);
    // An attempt refused without a hash does not count.
    let mut visitor = server.client();
    for _ in 0..3 {
        super::sign_up(&mut visitor, "alice", "court").status(400);
    }
}

#[test]
fn failures_that_a_clock_ahead_has_counted_lock_nobody_out() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).start();
    sign_up(&mut server.client(), "alice", PASSWORD).status(302);
    for _ in 0..20 {
        execute(
            folder.path(),
            "INSERT INTO failures (login, address, at) \
             VALUES ('alice', '127.0.0.1', unixepoch() + 86000)",
        );
    }
    sign_in(&mut server.client(), "alice", "x").status(401);
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
}

#[test]
fn an_account_begins_five_hundred_sessions_a_day() {
    if peers::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let server = server_in(folder.path()).start();
    sign_up(&mut server.client(), "alice", PASSWORD).status(302);
    execute(
        folder.path(),
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 499) \
         INSERT INTO sign_ins (uid, user_id, at) SELECT printf('%032x', i), 1, unixepoch() FROM n",
    );
    sign_in(&mut server.client(), "alice", PASSWORD).status(302);
    let refused = sign_in(&mut server.client(), "alice", PASSWORD).status(429);
    let wait: u64 = refused.one("Retry-After").parse().expect("seconds");
    assert!((80_000..=86_400).contains(&wait), "{wait}");
    refused.has("Trop de connexions à ce compte en un jour.");
}
