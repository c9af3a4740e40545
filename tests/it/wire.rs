//! HTTP on the wire: what is not a request, which host it is for, and where it ends.

use std::time::{Duration, Instant};

use crate::support::Server;
use crate::support::client::Request;

/// The status line of the answer to raw bytes; empty without an answer.
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
        // How TLS and HTTP/2 begin.
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", refused),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", refused),
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

/// Security: a proxy that believes the other header would see another request here.
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

/// Sends a chunked sign-in, which would be answered with 302 if it did not contain these bytes.
#[track_caller]
fn is_refused_and_closed(server: &Server, chunks: &[u8]) {
    let name = chunks.escape_ascii();
    let mut connection = server.client().connect();
    let head = format!("{POST}Transfer-Encoding: chunked\r\n\r\n");
    connection.send([head.as_bytes(), chunks, b"GET /smuggled HTTP/1.1\r\n\r\n"].concat());
    let started = Instant::now();
    let response = connection.response();
    assert_eq!(response.status, 400, "{name}");
    assert_eq!(response.one("Connection"), "close", "{name}");
    assert_eq!(connection.read_to_end(), b"", "{name}");
    // It was not refused because its time ran out.
    assert!(started.elapsed() < Duration::from_secs(10), "{name}");
}

/// Security: a proxy and a server behind it have read each of these differently (w4ke.info, "Funky
/// Chunks"; golang/go#71988, netty/netty#16537, dotnet/aspnetcore#66794, cesanta/mongoose#2552,
/// h2o/picohttpparser#78). hyper accepts many of them.
#[test]
fn broken_chunks_are_a_bad_form() {
    let server = Server::start();
    let form = "login=ada&password=x";
    let whole = format!("14\r\n{form}\r\n0\r\n\r\n");
    let good = format!("{POST}Transfer-Encoding: chunked\r\n\r\n{whole}");
    assert_eq!(status_line(&server, good.as_bytes()), "HTTP/1.1 302 Found");
    for size in [
        "14;",
        "14 ",
        "14;\0ext",
        "14;a\nb",
        "14;a\rb",
        "14\r",
        "14;a=",
        "14 14",
        "+14",
        "0x14",
        "1_4",
        " 14",
        "zz",
        "-1",
        "",
        "ffffffffffffffff14",
    ] {
        let chunks = format!("{size}\r\n{form}\r\n0\r\n\r\n");
        is_refused_and_closed(&server, chunks.as_bytes());
    }
    for end in [
        "0\r\n\n",
        "0\n\n",
        "0\n\r\n",
        "\r\n\r\n",
        "0;\r\n\r\n",
        "0\r\nX: 1\n\r\n",
    ] {
        let chunks = format!("14\r\n{form}\r\n{end}");
        is_refused_and_closed(&server, chunks.as_bytes());
    }
    for chunks in [
        format!("14\n{form}\r\n0\r\n\r\n"),
        format!("14\r\n{form}\n0\r\n\r\n"),
        format!("14\r\n{form}0\r\n\r\n"),
        format!("5\r\n{form}\r\n0\r\n\r\n"),
    ] {
        is_refused_and_closed(&server, chunks.as_bytes());
    }
    assert!(!server.stop().stderr.contains("/smuggled"));
}

#[test]
fn chunks_may_have_extensions_and_trailers_and_come_in_any_pieces() {
    let server = Server::start();
    let body = "5;a;b=c ; d = \"e;\\\"f\"\r\nlogin\r\n00F\r\n=ada&password=x\r\n0;last\r\nX-Sum: 1\r\n\r\n";
    let request = format!("{POST}Transfer-Encoding: chunked\r\n\r\n{body}");
    let next = "GET /teachers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let bytes = [request.as_bytes(), next.as_bytes()].concat();
    for piece in [1, 7, bytes.len()] {
        let mut connection = server.client().connect();
        for piece in bytes.chunks(piece) {
            connection.send(piece);
        }
        connection.response().status(302);
        connection.response().status(200);
    }
}

#[test]
fn a_form_that_ends_in_the_middle_of_a_chunk_is_a_bad_form() {
    let server = Server::start();
    let request = format!("{POST}Transfer-Encoding: chunked\r\n\r\n5\r\nlogin=");
    let status = status_line(&server, request.as_bytes());
    assert_eq!(status, "HTTP/1.1 400 Bad Request");
}

#[test]
fn only_a_path_is_asked_for() {
    let server = Server::start();
    for (line, status) in [
        ("OPTIONS * HTTP/1.1", 200),
        ("OPTIONS / HTTP/1.1", 200),
        ("GET http://localhost/ HTTP/1.1", 200),
        ("GET * HTTP/1.1", 400),
        ("POST * HTTP/1.1", 400),
        ("GET localhost HTTP/1.1", 400),
        ("GET localhost:80 HTTP/1.1", 400),
        ("OPTIONS localhost:80 HTTP/1.1", 400),
        ("GET ftp://localhost/ HTTP/1.1", 400),
        // curl sends this without encoding it (postmanlabs/httpbin#402).
        ("GET /café HTTP/1.1", 400),
        ("GET /?q=café HTTP/1.1", 400),
        ("CONNECT localhost:80 HTTP/1.1", 405),
        ("CONNECT / HTTP/1.1", 405),
        ("TRACE / HTTP/1.1", 405),
        ("get / HTTP/1.1", 405),
    ] {
        let mut connection = server.client().connect();
        connection.send(format!("{line}\r\nHost: localhost\r\n\r\n"));
        let response = connection.response();
        assert_eq!(response.status, status, "{line}");
        let has_allow = status == 405 || line.starts_with("OPTIONS") && status == 200;
        assert_eq!(response.get("Allow").is_some(), has_allow, "{line}");
        let ends = status == 400 || line.starts_with("CONNECT");
        assert_eq!(response.get("Connection") == Some("close"), ends, "{line}");
    }
}

#[test]
fn the_body_of_a_connect_is_no_next_request() {
    let server = Server::start();
    let mut connection = server.client().connect();
    let tunnel =
        "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    connection.send(tunnel);
    connection.response().status(405);
    assert_eq!(connection.read_to_end(), b"");
    assert!(!server.stop().stderr.contains("/smuggled"));
}

/// hyper's own refusals, which have no page. RFC 9110 wants HTTP/1.2 answered as 1.1
/// (seanmonstar/httparse#150).
#[test]
fn only_http_1_0_and_1_1_are_spoken() {
    let server = Server::start();
    for version in ["1.2", "1.10", "2.0", "0.9", "1", "1.1 "] {
        let request = format!("GET / HTTP/{version}\r\nHost: a\r\n\r\n");
        let status = status_line(&server, request.as_bytes());
        assert_eq!(status, "HTTP/1.1 400 Bad Request", "{version:?}");
    }
}

#[test]
fn what_would_be_two_requests_for_somebody_else_is_one_or_none() {
    let server = Server::start();
    let smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (name, request) in [
        // benoitc/gunicorn, cherrypy/cheroot#275, ohler55/agoo#88: obfuscated codings.
        (
            "two codings",
            format!("{POST}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "unknown coding",
            format!("{POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "odd blank",
            format!("{POST}Transfer-Encoding:\u{b}chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "name with blank",
            format!("{POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "folded",
            format!("{POST}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        ),
        (
            "old version",
            format!("{POST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").replace("1.1", "1.0"),
        ),
        // golang/go#61679: no length at all.
        ("empty length", format!("{POST}Content-Length:\r\n\r\n")),
        (
            "length with underscore",
            format!("{POST}Content-Length: 0_0\r\n\r\n"),
        ),
        (
            "length as list",
            format!("{POST}Content-Length: 0, 0\r\n\r\n"),
        ),
        ("no name", format!("{POST}: 1\r\n\r\n")),
        ("no colon", format!("{POST}Content-Length\r\n\r\n")),
        ("bare CR", format!("{POST}X: a\rContent-Length: 5\r\n\r\n")),
        (
            "end of line in CR",
            "GET / HTTP/1.1\rHost: localhost\r\r".to_owned(),
        ),
        (
            "two blanks",
            "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned(),
        ),
    ] {
        let mut connection = server.client().connect();
        connection.send(format!("{request}{smuggled}"));
        let response = connection.response();
        assert_eq!(response.status, 400, "{name}");
        assert_eq!(connection.read_to_end(), b"", "{name}");
    }
    assert!(!server.stop().stderr.contains("/smuggled"));
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
        // If there were a body, it would be read as the start of the next answer.
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
