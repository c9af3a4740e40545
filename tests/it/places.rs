//! Which clients get a connection when there are too few: slow clients never stop the others.

use std::thread;
use std::time::{Duration, Instant};

use crate::accounts;
use crate::support::Server;
use crate::support::client::{Connection, Request};

fn get(path: &str) -> Vec<u8> {
    let request = Request::new("GET", path).header("Connection", "keep-alive");
    request.to_bytes()
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

/// The start of a form, after which a client may in any case pause for a second.
fn half_a_form() -> Vec<u8> {
    Request::new("POST", "/sign-in")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Content-Length", "10")
        .body("log")
        .to_bytes()
}

#[test]
fn connections_beyond_the_cap_wait_for_their_turn() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=4"]).start();
    let held = connections(&server, 4, &half_a_form());
    let waiting = connections(&server, 5, &get("/waiting"));
    for mut connection in held {
        connection.send("in=ada1");
        connection.response().status(400);
    }
    for mut connection in waiting {
        connection.response().status(404);
    }
    let log = server.stop().stderr;
    let paths: Vec<&str> = log
        .split([' ', '\n'])
        .filter_map(|word| word.strip_prefix("path="))
        .collect();
    assert_eq!(paths.len(), 9, "{log}");
    assert_eq!(paths[0], "/sign-in", "{log}");
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
    // On a busy machine, a second one may have been asked before the first was gone.
    assert!((1..=2).contains(&closed), "{closed} of 3 were closed");
}

/// Opens this many connections, each of which sends this and then nothing.
fn connections(server: &Server, count: usize, sent: &[u8]) -> Vec<Connection> {
    let open = |_| {
        let mut connection = server.client().connect();
        connection.send(sent);
        connection
    };
    (0..count).map(open).collect()
}

/// How long a page takes on a new connection.
#[track_caller]
fn time_of_a_page(server: &Server) -> Duration {
    let started = Instant::now();
    server.client().get("/").status(200);
    started.elapsed()
}

#[test]
fn whoever_keeps_the_server_waiting_gives_way_to_who_does_not() {
    let half_a_header = b"GET / HTTP/1.1\r\nHost: localhost\r\nX:".to_vec();
    for sent in [&b""[..], &half_a_header, &half_a_form()] {
        let server = Server::new().args(["--set", "MAX_CONNECTIONS=8"]).start();
        for _ in 0..2 {
            let waiting = connections(&server, 8, sent);
            let time = time_of_a_page(&server);
            // Otherwise they would have had 30 seconds for a header, or for a form.
            assert!(
                time < Duration::from_secs(5),
                "{time:?}: {}",
                sent.escape_ascii()
            );
            drop(waiting);
        }
    }
}

/// A byte every now and then does not keep a place from whoever wants it.
#[test]
fn whoever_sends_a_form_byte_by_byte_gives_way() {
    let server = Server::new().args(["--set", "MAX_CONNECTIONS=8"]).start();
    let mut waiting = connections(&server, 8, &half_a_form());
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let drip = thread::spawn(move || {
        // Never the last byte.
        for _ in 0..6 {
            for connection in &mut waiting {
                connection.send("a");
            }
            if stopped.recv_timeout(Duration::from_millis(300)).is_ok() {
                break;
            }
        }
    });
    let time = time_of_a_page(&server);
    assert!(time < Duration::from_secs(5), "{time:?}");
    drop(stop);
    drip.join().expect("no panic");
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
    // The oldest connections were closed, and no more than needed.
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
    // None gives way within a second, so the third gets its place when the first one leaves.
    let mut waiting = connections(&server, 2, &half_a_form());
    let mut third = connections(&server, 1, &Request::new("GET", "/").to_bytes());
    thread::sleep(Duration::from_millis(200));
    waiting.remove(0);
    third[0].response().status(200);
    thread::sleep(Duration::from_millis(1500));
    waiting[0].send("in=ada1");
    waiting[0].response().status(400);
}

#[test]
fn the_cap_is_said_where_the_system_allows_fewer_files() {
    let server = Server::new().through_shell("ulimit -n 64").start();
    server.wait_for_log("at most 32 connections at once instead of 1024");
    server.client().get("/").status(200);
}

/// With 48 places, too few files were left for the database, and a sign-up took 59 seconds.
#[test]
fn a_crowd_leaves_the_database_its_files_however_few_there_are() {
    let server = Server::new().through_shell("ulimit -n 64").start();
    server.wait_for_log("at most 32 connections at once instead of 1024");
    let crowd = connections(&server, 100, b"GET / HTTP/1.1\r\n");
    // Opens every connection of the database, each with two files.
    let sign_ins: Vec<_> = (0..10)
        .map(|number| {
            let mut client = server.client();
            thread::spawn(move || accounts::sign_in(&mut client, &format!("guest{number}"), "x"))
        })
        .collect();
    for sign_in in sign_ins {
        sign_in.join().expect("no panic").status(302);
    }
    let started = Instant::now();
    accounts::holder(&server, "ada");
    let time = started.elapsed();
    assert!(time < Duration::from_secs(15), "{time:?}");
    drop(crowd);
    let log = server.stop().stderr;
    assert!(
        !log.contains("cannot accept") && !log.contains("status=5"),
        "{log}"
    );
}
