//! How much a client may ask for, in bytes and time. Each limit has its page, if a page can still
//! be sent.

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Server;
use crate::support::client::{Connection, Request};

const FORM: &str = "application/x-www-form-urlencoded";

fn get(path: &str) -> Vec<u8> {
    let request = Request::new("GET", path).header("Connection", "keep-alive");
    request.to_bytes()
}

/// A POST whose body has not arrived.
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
        "multipart/mixed; boundary=x",
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

/// Sends a header byte by byte without pausing for long: the limit is for the whole header.
fn drip(mut connection: Connection) -> Vec<u8> {
    connection.send("GET / HTTP/1.1\r\nX-Slow: ");
    for _ in 0..30 {
        connection.send("x");
        thread::sleep(Duration::from_millis(50));
    }
    connection.read_to_end()
}

/// Security: otherwise a byte now and then would hold a place and an answer for ever.
#[test]
fn an_answer_that_is_taken_too_slowly_is_cut() {
    let server = Server::new().args(["--set", "BODY_TIMEOUT=1"]).start();
    let mut slow = server.client().connect();
    // More than the system buffers on both sides, so that some of it has to wait in our memory.
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
