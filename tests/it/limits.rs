//! How much a client may ask: bytes, time, connections. Each limit has its page where a page can
//! be sent, and nobody who is slow stops the others.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Server;
use crate::support::client::{Connection, Request};

const FORM: &str = "application/x-www-form-urlencoded";

fn get(path: &str) -> Vec<u8> {
    let request = Request::new("GET", path).header("Connection", "keep-alive");
    request.to_bytes()
}

/// A POST whose body is not there yet.
fn announced(length: usize) -> Request {
    Request::new("POST", "/sign-in")
        .header("Content-Type", FORM)
        .header("Content-Length", length.to_string())
        .header("Connection", "keep-alive")
}

#[test]
fn a_header_too_large_gets_a_page() {
    let server = Server::start();
    let one_long_line = Request::new("GET", "/").header("Cookie", "x".repeat(17 * 1024));
    let long_target = Request::new("GET", &format!("/{}", "x".repeat(17 * 1024)));
    let many_lines = (0..900).fold(Request::new("GET", "/"), |request, number| {
        request.header(&format!("X-Header-{number}"), "value")
    });
    for request in [one_long_line, long_target, many_lines] {
        let response = server.client().send(&request).status(431);
        assert_eq!(response.one("Connection"), "close");
        response.has("<!DOCTYPE html>").has("16\u{202f}384");
    }
    let bearable = Request::new("GET", "/").header("Cookie", "x".repeat(16_000));
    server.client().send(&bearable).status(200);
}

#[test]
fn a_header_beyond_the_buffer_is_refused_without_a_page() {
    let server = Server::start();
    let mut connection = server.client().connect();
    connection.send(format!(
        "GET / HTTP/1.1\r\nHost: a\r\nX: {}",
        "x".repeat(300_000)
    ));
    let response = connection.response().status(431);
    assert_eq!(response.text(), "");
    server.client().get("/").status(200);
}

#[test]
fn a_form_too_large_is_refused_before_it_is_read() {
    let server = Server::start();
    let mut connection = server.client().connect();
    connection.send(announced(64 * 1024 + 1).to_bytes());
    let response = connection.response().status(413);
    assert_eq!(response.one("Connection"), "close");
    response.has("65\u{202f}536");
}

#[test]
fn whoever_sends_a_large_form_all_the_same_can_read_why_it_is_refused() {
    let server = Server::start();
    let megabytes = vec![b'x'; 8 * 1024 * 1024];
    let declared = announced(megabytes.len()).body(megabytes.as_slice());
    let chunked = Request::new("POST", "/sign-in").header("Content-Type", FORM);
    let chunked = chunked.chunked(megabytes.chunks(64 * 1024));
    for request in [declared, chunked] {
        server.client().send(&request).status(413);
    }
}

#[test]
fn the_limit_of_the_form_can_be_set() {
    let server = Server::new()
        .args(["--set", "MAX_CONTENT_LENGTH=19"])
        .start();
    server
        .client()
        .post("/sign-in", &[("login", "ada"), ("password", "")])
        .status(400);
    server
        .client()
        .post("/sign-in", &[("login", "adam"), ("password", "")])
        .status(413);
}

#[test]
fn a_form_that_does_not_come_gets_a_page() {
    let server = Server::new().args(["--set", "BODY_TIMEOUT=1"]).start();
    let mut connection = server.client().connect();
    connection.send(announced(10).body("log").to_bytes());
    let response = connection.response().status(408);
    assert_eq!(response.one("Connection"), "close");
    response.has("<!DOCTYPE html>");
    assert_eq!(connection.read_to_end(), b"");
}

#[test]
fn a_form_that_ends_early_gets_a_page() {
    let server = Server::start();
    let answer = server.client().raw(announced(10).body("log").to_bytes());
    let answer = String::from_utf8(answer).expect("a page is UTF-8");
    assert!(
        answer.starts_with("HTTP/1.1 400 Bad Request\r\n"),
        "{answer}"
    );
    assert!(answer.contains("<!DOCTYPE html>"), "{answer}");
}

#[test]
fn only_a_form_is_read_as_one() {
    let server = Server::start();
    for content_type in [
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json",
    ] {
        let request = Request::new("POST", "/sign-in")
            .header("Content-Type", content_type)
            .header("Content-Length", "2")
            .body("{}");
        server
            .client()
            .send(&request)
            .status(415)
            .has("<!DOCTYPE html>");
    }
}

#[test]
fn a_header_that_never_ends_is_a_closed_connection() {
    let server = Server::new().args(["--set", "HEADER_TIMEOUT=1"]).start();
    let mut silent = server.client().connect();
    let mut idle = server.client().connect();
    idle.send(get("/"));
    idle.response().status(200);
    let dripping = server.client().connect();
    let dripper = thread::spawn(move || drip(dripping));
    assert_eq!(silent.read_to_end(), b"");
    assert_eq!(idle.read_to_end(), b"");
    assert_eq!(dripper.join().expect("no panic"), b"");
}

/// A header byte by byte, never long without one: the time is for the whole.
fn drip(mut connection: Connection) -> Vec<u8> {
    connection.send("GET / HTTP/1.1\r\nX-Slow: ");
    for _ in 0..30 {
        connection.send("x");
        thread::sleep(Duration::from_millis(50));
    }
    connection.read_to_end()
}

#[test]
fn three_hundred_slow_clients_stop_nobody() {
    let server = Server::start();
    let slow: Vec<Connection> = (0..300)
        .map(|_| {
            let mut connection = server.client().connect();
            connection.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow:");
            connection
        })
        .collect();
    server.client().get("/").status(200);
    for mut connection in slow {
        connection.send(" no more\r\nConnection: close\r\n\r\n");
        connection.response().status(200);
    }
}

#[test]
fn connections_beyond_the_cap_wait_for_their_turn() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=4"]).start();
    let mut connections: Vec<Connection> = (1..=9).map(|_| server.client().connect()).collect();
    let (first_four, others) = connections.split_at_mut(4);
    for connection in &mut *first_four {
        connection.send("GET /held HTTP/1.1\r\nHost: localhost\r\n");
    }
    for connection in &mut *others {
        connection.send(get("/waiting"));
    }
    for connection in first_four {
        connection.send("\r\n");
        connection.response().status(404);
    }
    for connection in others {
        connection.response().status(404);
    }
    let log = server.stop().stderr;
    let paths: Vec<&str> = log
        .split([' ', '\n'])
        .filter_map(|word| word.strip_prefix("path="))
        .collect();
    assert_eq!(paths.len(), 9, "{log}");
    assert_eq!(paths[0], "/held", "{log}");
}

#[test]
fn an_idle_connection_gives_way_and_the_others_stay() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=3"]).start();
    let idle: Vec<Connection> = (0..3)
        .map(|_| {
            let mut connection = server.client().connect();
            connection.send(get("/"));
            connection.response().status(200);
            connection
        })
        .collect();
    server.client().get("/").status(200);
    let last = Request::new("GET", "/").to_bytes();
    let answers = idle.into_iter().map(|mut connection| {
        connection.send(&last);
        connection.read_to_end()
    });
    let closed = answers.filter(Vec::is_empty).count();
    // A busy machine may have asked a second one before the first was gone.
    assert!((1..=2).contains(&closed), "{closed} of 3 were closed");
}

/// So many connections that have sent this, and then nothing.
fn connections(server: &Server, count: usize, sent: &[u8]) -> Vec<Connection> {
    let open = |_| {
        let mut connection = server.client().connect();
        connection.send(sent);
        connection
    };
    (0..count).map(open).collect()
}

/// How long a page takes, asked for on a connection of its own.
#[track_caller]
fn time_of_a_page(server: &Server) -> Duration {
    let started = Instant::now();
    server.client().get("/").status(200);
    started.elapsed()
}

#[test]
fn whoever_keeps_the_server_waiting_gives_way_to_who_does_not() {
    let half_a_header = b"GET / HTTP/1.1\r\nHost: localhost\r\nX:".to_vec();
    let form = announced(10).body("log").to_bytes();
    for sent in [&b""[..], &half_a_header, &form] {
        let server = Server::new()
            .args(["--set", "MAX_CONNECTIONS=8", "--set", "BODY_TIMEOUT=6"])
            .start();
        for _ in 0..2 {
            let waiting = connections(&server, 8, sent);
            let time = time_of_a_page(&server);
            // They would have had 30 seconds for a header, and 6 for a form.
            assert!(
                time < Duration::from_secs(5),
                "{time:?}: {}",
                sent.escape_ascii()
            );
            drop(waiting);
        }
    }
}
#[test]
fn a_new_client_has_a_moment_for_its_header_whatever_comes_after_it() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=8"]).start();
    let mut old = Vec::new();
    for _ in 0..7 {
        old.extend(connections(&server, 1, b"GET /old HTTP/1.1\r\n"));
        thread::sleep(Duration::from_millis(20));
    }
    thread::sleep(Duration::from_millis(1100));
    let mut new = connections(&server, 1, b"GET /new HTTP/1.1\r\n");
    let mut flood = connections(&server, 5, b"");
    time_of_a_page(&server);
    new[0].send("Host: localhost\r\nConnection: close\r\n\r\n");
    new[0].response().status(404);
    // The oldest ones went, and no more than were asked to.
    let ended = old.into_iter().map(|mut connection| {
        connection.send("Host: localhost\r\nConnection: close\r\n\r\n");
        connection.read_to_end().is_empty()
    });
    let ended: Vec<bool> = ended.collect();
    assert!(
        ended.starts_with(&[true; 5]) && ended.is_sorted_by(|a, b| a >= b),
        "{ended:?}"
    );
    flood.clear();
}

#[test]
fn a_place_that_was_found_costs_nobody_else_theirs() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=2"]).start();
    // Nobody gives way yet, and the third one gets its place when the first one leaves.
    let mut waiting = connections(&server, 2, b"GET / HTTP/1.1\r\n");
    let mut third = connections(&server, 1, &Request::new("GET", "/").to_bytes());
    thread::sleep(Duration::from_millis(200));
    waiting.remove(0);
    third[0].response().status(200);
    thread::sleep(Duration::from_millis(1500));
    waiting[0].send("Host: localhost\r\nConnection: close\r\n\r\n");
    waiting[0].response().status(200);
}

/// Security: with a byte now and then, each of them would hold a place and an answer for ever.
#[test]
fn an_answer_that_is_taken_too_slowly_is_cut() {
    let server = Server::new().args(["--set", "BODY_TIMEOUT=1"]).start();
    let mut slow = server.client().connect();
    // More than the system holds for both sides: what is left is ours to hold.
    let requests = get("/").repeat(8000);
    thread::scope(|scope| {
        let mut sending = slow.another_hand();
        scope.spawn(move || sending.send(&requests));
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) && slow.read_some(50) > 0 {
            thread::sleep(Duration::from_millis(100));
            if server.log().contains("answer not taken in time") {
                break;
            }
        }
        slow.shut_down();
    });
    server.wait_for_log("answer not taken in time");
    server.client().get("/").status(200);
}

#[test]
fn the_cap_is_said_where_the_system_allows_fewer_files() {
    let server = Server::new().through_shell("ulimit -n 64").start();
    server.wait_for_log("at most 48 connections at once instead of 1024");
    server.client().get("/").status(200);
}
