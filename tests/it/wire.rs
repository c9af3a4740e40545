//! HTTP as it goes over the wire: what is no request, whose request it is, where it ends.

use crate::support::Server;
use crate::support::client::Request;

/// The status line that raw bytes get, or nothing.
#[track_caller]
fn status_line(server: &Server, bytes: &[u8]) -> String {
    let answer = server.client().raw(bytes);
    let line = answer.split(|byte| *byte == b'\r').next();
    String::from_utf8_lossy(line.unwrap_or_default()).into_owned()
}

#[test]
fn what_is_no_request_is_refused_and_the_site_goes_on() {
    let server = Server::start();
    let refused = "HTTP/1.1 400 Bad Request";
    for (bytes, expected) in [
        (&b"hello\r\n\r\n"[..], refused),
        (b"GET /\r\n\r\n", refused),
        (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", refused),
        (b"G\xc3\x89T / HTTP/1.1\r\nHost: a\r\n\r\n", refused),
        (b"GET /a\x01b HTTP/1.1\r\nHost: a\r\n\r\n", refused),
        (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", refused),
        (b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", refused),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x1b[31m\r\n\r\n", refused),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", refused),
        // The beginning of TLS, and of HTTP/2.
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", refused),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", ""),
        (b"\r\n\r\n", ""),
        (b"", ""),
    ] {
        let name = bytes.escape_ascii();
        assert_eq!(status_line(&server, bytes), expected, "{name}");
    }
    server.client().get("/").status(200);
    let log = server.wait_for_log("not a request peer=127.0.0.1:");
    assert!(!log.contains('\u{1b}'), "{log}");
}

#[test]
fn exactly_one_host_that_is_a_host() {
    let server = Server::start();
    for (hosts, status) in [
        ("Host: localhost\r\n", 200),
        ("Host: [::1]:5000\r\n", 200),
        ("Host: un-autre-nom.example\r\n", 200),
        ("", 400),
        ("Host: a\r\nHost: a\r\n", 400),
        ("Host: a\r\nhost: b\r\n", 400),
        ("Host:\r\n", 400),
        ("Host: a b\r\n", 400),
        ("Host: user@a\r\n", 400),
        ("Host: <script>\r\n", 400),
    ] {
        let mut connection = server.client().connect();
        connection.send(format!(
            "GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"
        ));
        let response = connection.response().status(status);
        response.has("<!DOCTYPE html>");
    }
    let without = status_line(&server, b"GET / HTTP/1.0\r\n\r\n");
    assert_eq!(without, "HTTP/1.0 200 OK");
    let doubled = status_line(&server, b"GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
    assert_eq!(doubled, "HTTP/1.0 400 Bad Request");
}

const POST: &str = "POST /sign-in HTTP/1.1\r\nHost: localhost\r\n\
     Content-Type: application/x-www-form-urlencoded\r\n";

#[test]
fn two_lengths_that_differ_are_refused() {
    let server = Server::start();
    for lengths in [
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n",
    ] {
        let request = format!("{POST}{lengths}\r\nlogin=");
        let status = status_line(&server, request.as_bytes());
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{lengths}");
    }
}

/// Security: a proxy that believed the other header would see another request here.
#[test]
fn transfer_encoding_wins_over_content_length_and_nothing_follows() {
    let server = Server::start();
    let chunks = "14\r\nlogin=ada&password=x\r\n0\r\n\r\n";
    for lengths in [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
    ] {
        let mut connection = server.client().connect();
        connection.send(format!(
            "{POST}{lengths}\r\n{chunks}GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
        ));
        let response = connection.response().status(302);
        assert_eq!(response.one("Connection"), "close");
        assert_eq!(connection.read_to_end(), b"");
    }
    assert!(!server.stop().stderr.contains("/smuggled"));
}

#[test]
fn a_body_that_no_page_read_is_no_next_request() {
    let server = Server::start();
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut connection = server.client().connect();
    connection.send(format!(
        "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{smuggled}{}",
        smuggled.len(),
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ));
    connection.response().status(404);
    connection.response().status(200);
    assert!(!server.stop().stderr.contains("/smuggled"));
}

#[test]
fn broken_chunks_are_a_bad_form() {
    let server = Server::start();
    for chunks in ["zz\r\nlogin=\r\n0\r\n\r\n", "5\r\nlogin=", "-1\r\n\r\n"] {
        let request = format!("{POST}Transfer-Encoding: chunked\r\n\r\n{chunks}");
        let status = status_line(&server, request.as_bytes());
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{chunks}");
    }
}

#[test]
fn head_is_get_without_its_body() {
    let server = Server::start();
    for path in ["/", "/teachers", "/sign-in", "/nowhere", "/logout"] {
        let got = server.client().get(path);
        let mut connection = server.client().connect();
        let head = Request::new("HEAD", path).header("Connection", "keep-alive");
        connection.send(head.to_bytes());
        let response = connection.response_to("HEAD").status(got.status);
        for name in ["Content-Type", "Location"] {
            assert_eq!(response.get(name), got.get(name), "{name} of {path}");
        }
        // A length of 0 may be left out here (RFC 9110 section 9.3.2).
        let length = response.get("Content-Length").unwrap_or("0");
        assert_eq!(Some(length), got.get("Content-Length"), "length of {path}");
        // Bytes of a body would stand before the next answer.
        connection.send(Request::new("GET", "/").to_bytes());
        connection.response().status(200);
    }
}

#[test]
fn a_client_that_closes_its_side_still_gets_its_answer() {
    let server = Server::start();
    let form = [("login", "ada"), ("password", "x")];
    let request = Request::form("/sign-in", &form).to_bytes();
    assert_eq!(status_line(&server, &request), "HTTP/1.1 302 Found");
}

#[test]
fn requests_sent_at_once_are_answered_in_order() {
    let server = Server::start();
    let request = |path| {
        Request::new("GET", path)
            .header("Connection", "keep-alive")
            .to_bytes()
    };
    let mut connection = server.client().connect();
    connection.send([request("/"), request("/nowhere"), request("/teachers")].concat());
    connection.response().status(200);
    connection.response().status(404);
    connection.response().status(200);
}
