//! The log: one line per request, which no client can forge and which holds no
//! secret.

use serde_json::Value;

use crate::support::Server;
use crate::support::client::Request;

/// The request lines in a JSON log.
#[track_caller]
fn requests(log: &str) -> Vec<Value> {
    log.lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).expect("a log line is JSON"))
        .filter(|line: &Value| line["message"] == "request")
        .collect()
}

fn fields(line: &Value) -> Vec<&str> {
    let line = line.as_object().expect("a log line is an object");
    line.keys().map(String::as_str).collect()
}

#[test]
fn a_request_has_the_documented_fields_and_the_id_of_its_response() {
    let server = Server::new().args(["--log-format", "json"]).start();
    let visible = Request::new("GET", "/").header("User-Agent", "test \"1\"");
    let answered = server.client().send(&visible).status(200);
    let refused = server.client().get("/nowhere?a=b").status(404);
    let head = server.client().send(&Request::new("HEAD", "/")).status(200);
    let log = requests(&server.stop().stderr);
    assert_eq!(log.len(), 3);

    let always = [
        "bytes",
        "duration_us",
        "level",
        "message",
        "method",
        "path",
        "peer",
        "request_id",
        "status",
        "time",
    ];
    let with = |name: &'static str| {
        let mut names = always.to_vec();
        names.push(name);
        names.sort_unstable();
        names
    };
    assert_eq!(fields(&log[0]), with("user_agent"));
    assert_eq!(fields(&log[1]), with("error"));
    assert_eq!(fields(&log[2]), always);

    for (line, response) in log.iter().zip([&answered, &refused, &head]) {
        assert_eq!(line["request_id"], response.one("X-Request-ID"));
        assert_eq!(line["status"], response.status);
        assert_eq!(line["bytes"], response.body.len());
        assert_eq!(line["level"], "INFO");
    }
    assert_eq!(log[0]["user_agent"], "test \"1\"");
    assert_eq!(log[1]["path"], "/nowhere");
    assert_eq!(log[1]["error"], "no such page");
    assert_eq!(log[2]["method"], "HEAD");
}

#[test]
fn a_text_line_says_the_same() {
    let server = Server::start();
    let response = server.client().get("/nowhere?a=b");
    let log = server.stop().stderr;
    let line = log
        .lines()
        .find(|line| line.contains(" request "))
        .expect("a line");
    let (time, rest) = line.split_once(' ').expect("a time");
    assert!(time.starts_with("20") && time.ends_with('Z'), "{line}");
    let id = response.one("X-Request-ID");
    assert!(
        rest.starts_with(&format!(
            "INFO  {id} request method=GET path=/nowhere status=404 bytes="
        )),
        "{line}"
    );
    assert!(line.ends_with(" error=\"no such page\""), "{line}");
}

#[test]
fn what_else_is_said_carries_the_id_of_its_request() {
    let server = Server::start();
    let mut client = server.client();
    client
        .jar
        .insert("session".to_owned(), "forged.cookie.value".to_owned());
    let response = client.get("/");
    let log = server.stop().stderr;
    let said: Vec<&str> = log
        .lines()
        .filter(|line| line.contains(response.one("X-Request-ID")))
        .collect();
    assert_eq!(said.len(), 2, "{log}");
    assert!(
        said[0].contains("WARN") && said[0].contains("session cookie refused"),
        "{log}"
    );
}

#[test]
fn no_secret_is_logged() {
    for format in ["text", "json"] {
        let server = Server::new().args(["--log-format", format]).start();
        let mut client = server.client();
        let login = [("login", "ada"), ("password", "s3cret-password")];
        client
            .post("/sign-in?next=s3cret-query", &login)
            .status(302);
        let cookie = client.session().to_owned();
        let request = Request::new("GET", "/?token=s3cret-query")
            .header("Authorization", "Basic s3cret-header")
            .header("Referer", "http://localhost/?s3cret-referer")
            .header("Cookie", format!("session={cookie}; other=s3cret-cookie"));
        client.send(&request).status(200);
        client
            .send(&Request::new("GET", "http://user:s3cret-url@localhost/"))
            .status(200);
        let log = server.stop().stderr;
        assert_eq!(log.matches("status").count(), 3, "{log}");
        for part in cookie.split('.').chain(["s3cret"]) {
            assert!(!log.contains(part), "{part} in {log}");
        }
    }
}

#[test]
fn no_client_writes_into_the_log() {
    for format in ["text", "json"] {
        let server = Server::new().args(["--log-format", format]).start();
        let hostile = Request::new("GET", "/\u{9b}31m\u{202e}%0Ax\u{2028}")
            .header("User-Agent", "\u{9b}31m \"quoted\\\u{85}")
            .header("X-Request-ID", "0123456789abcdef");
        let response = server.client().send(&hostile).status(400);
        assert_ne!(response.one("X-Request-ID"), "0123456789abcdef");
        let log = server.stop().stderr;
        let lines: Vec<&str> = log.lines().filter(|line| line.contains("%0Ax")).collect();
        assert_eq!(lines.len(), 1, "{log}");
        let printable = |byte: u8| matches!(byte, b' '..=b'~');
        assert!(lines[0].bytes().all(printable), "{log}");
    }
}

#[test]
fn a_stderr_that_cannot_be_written_stops_nobody() {
    let server = Server::new().through_shell("exec 2>/dev/full").start();
    for _ in 0..3 {
        server.client().get("/nowhere").status(404);
    }
    assert_eq!(server.stop().status.code(), Some(0));
}

#[test]
fn quiet_leaves_warnings_and_errors_and_the_address() {
    let quiet = Server::bare()
        .env("FLASK_SECRET_KEY", "short")
        .args(["--quiet"])
        .start();
    let mut client = quiet.client();
    client.get("/").status(200);
    let refused = format!("session={}", "x".repeat(40));
    client
        .send(&Request::new("GET", "/").header("Cookie", refused))
        .status(200);
    let log = quiet.stop().stderr;
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert!(
        lines[0].starts_with("warning: the key from FLASK_SECRET_KEY"),
        "{log}"
    );
    assert!(
        lines[1].contains("WARN") && lines[1].contains("session cookie refused"),
        "{log}"
    );
}
