//! How much memory a request may take while it lasts.
#![cfg(target_os = "linux")]

use std::thread;
use std::time::{Duration, Instant};

use crate::support::Server;
use crate::support::client::{Connection, Request};

const MEBIBYTE: u64 = 1024;

/// The resident memory once the server has read everything and is idle.
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
fn a_form_in_small_chunks_costs_what_it_holds() {
    let server = Server::start();
    server.client().get("/").status(200);
    let before = server.resident_kib();
    let piece: &[u8] = &[b'x'; 16];
    let request = Request::new("POST", "/sign-in")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .chunked(std::iter::repeat_n(piece, 3_750))
        .to_bytes();
    // Everything but the last chunk, which is five bytes long.
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
    // One buffer of 64 KiB and hyper's of 8 KiB each; kept as separate pieces, they took 2.5 MiB
    // each.
    assert!(
        cost < 10 * MEBIBYTE,
        "twenty forms of 60,000 bytes took {cost} KiB"
    );
}

#[test]
fn a_form_of_more_chunks_than_anybody_sends_is_refused() {
    let server = Server::start();
    let byte: &[u8] = b"x";
    for (chunks, is_refused) in [(4_096, false), (4_097, true)] {
        let request = Request::new("POST", "/sign-in")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .chunked(std::iter::repeat_n(byte, chunks));
        let page = server.client().send(&request).status(400);
        // The form again with what is missing in it, or an error page.
        assert_eq!(
            page.text().contains("id=\"login\""),
            !is_refused,
            "{chunks}"
        );
    }
    server.wait_for_log("the body comes in more than 4096 chunks");
}
