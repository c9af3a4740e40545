//! Shutting `serve` down: requests in flight are finished, and a second signal ends it at once.
#![cfg(unix)]

use crate::support::Server;
use crate::support::client::{Connection, Request};

const FORM: &str = "login=ada&password=x";

/// A sign-in whose form the server is waiting for, after saying `100 Continue`.
fn in_flight(server: &Server) -> Connection {
    let request = Request::new("POST", "/sign-in")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Content-Length", FORM.len().to_string())
        .header("Connection", "keep-alive")
        .header("Expect", "100-continue");
    let mut connection = server.client().connect();
    connection.send(request.to_bytes());
    connection.response().status(100);
    connection
}

#[test]
fn a_request_in_flight_is_finished() {
    for signal in ["TERM", "INT"] {
        let server = Server::start();
        let mut connection = in_flight(&server);
        server.signal(signal);
        server.wait_for_log("stopping connections=1");
        connection.send(FORM);
        let response = connection.response().status(302);
        assert_eq!(response.one("Connection"), "close");
        drop(connection);
        let ended = server.wait();
        assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
        assert!(
            ended.stderr.contains("path=/sign-in status=302"),
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_second_signal_ends_now() {
    let server = Server::start();
    let mut connection = in_flight(&server);
    server.signal("INT");
    server.wait_for_log("stopping");
    server.signal("TERM");
    assert_eq!(server.wait().status.code(), Some(130));
    assert_eq!(connection.read_to_end(), b"");
}

#[test]
fn nobody_else_is_waited_for() {
    let server = Server::start();
    let mut idle = server.client().connect();
    idle.send(
        Request::new("GET", "/")
            .header("Connection", "keep-alive")
            .to_bytes(),
    );
    idle.response().status(200);
    let mut silent = server.client().connect();
    let mut slow = server.client().connect();
    slow.send("GET / HTTP/1.1\r\nHost:");
    // This answer shows that the three connections before it have been accepted.
    server.client().get("/").status(200);
    let ended = server.stop();
    assert_eq!(ended.status.code(), Some(0));
    assert!(!ended.stderr.contains("not ended"), "{}", ended.stderr);
    for connection in [&mut idle, &mut silent, &mut slow] {
        assert_eq!(connection.read_to_end(), b"");
    }
}
