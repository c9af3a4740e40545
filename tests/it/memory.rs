//! What a request may cost in memory, while it lasts.
#![cfg(target_os = "linux")]

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Server;
use crate::support::client::{Connection, Request};

const MEBIBYTE: u64 = 1024;

/// The resident memory when the server has read what was sent, and holds still.
fn settled(server: &Server) -> u64 {
    let started = Instant::now();
    let mut before = server.resident_kib();
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = server.resident_kib();
        if now == before || started.elapsed() > Duration::from_secs(10) {
            return now;
        }
        before = now;
    }
}

#[test]
fn a_form_in_one_byte_chunks_costs_what_it_holds() {
    let server = Server::start();
    server.client().get("/").status(200);
    let before = server.resident_kib();
    let byte: &[u8] = b"x";
    let request = Request::new("POST", "/sign-in")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .chunked(std::iter::repeat_n(byte, 60_000))
        .to_bytes();
    // All but the last chunk, which has five bytes.
    let (held, last) = request.split_at(request.len() - 5);
    let mut forms: Vec<Connection> = (0..20).map(|_| server.client().connect()).collect();
    for form in &mut forms {
        form.send(held);
    }
    let cost = settled(&server).saturating_sub(before);
    for mut form in forms {
        form.send(last);
        form.response().status(400);
    }
    // One buffer of 64 KiB and hyper's of 8 KiB each; as pieces they took 2.5 MiB each.
    assert!(
        cost < 10 * MEBIBYTE,
        "twenty forms of 60,000 bytes took {cost} KiB"
    );
}

#[test]
#[cfg(target_env = "gnu")]
fn memory_comes_back_when_a_crowd_has_left() {
    let server = Server::start();
    server.client().get("/").status(200);
    let start = settled(&server);
    let header = "x".repeat(15_000);
    let request = Request::new("GET", "/sante").header("X-Long", header);
    let mut crowd: Vec<Connection> = (0..500).map(|_| server.client().connect()).collect();
    for connection in &mut crowd {
        connection.send(request.to_bytes());
        connection.response().status(200);
    }
    let peak = server.resident_kib();
    assert!(peak > start + 4 * MEBIBYTE, "{start} KiB, then {peak}");
    drop(crowd);
    let left = Instant::now();
    while server.resident_kib() > start + 2 * MEBIBYTE {
        let waited = left.elapsed();
        assert!(
            waited < Duration::from_secs(30),
            "{start} KiB, {peak} at most, {} after {waited:?}",
            server.resident_kib()
        );
        thread::sleep(Duration::from_millis(500));
    }
}
