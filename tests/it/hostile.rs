//! Correctly signed rubbish and damaged cookies never cause a 5xx, sign anyone in, or take much
//! memory.

use std::process::Command;

use flask_session_demo::itsdangerous::{SecretKey, SecretKeys, dump_payload};

use crate::support::client::Request;
use crate::support::cookies::{mint, mint_payload, now};
use crate::support::vectors::vector;
use crate::support::{Dice, Fsd, KEY, Response, Server};

/// One request for each kind of page that reads the session.
fn requests() -> Vec<Request> {
    vec![
        Request::new("GET", "/"),
        Request::new("GET", "/teachers?lang=en"),
        Request::new("GET", "/sign-in"),
        Request::form("/sign-in", &[("login", "bob")]),
        Request::form("/sign-in", &[("login", "bob"), ("password", "x")]),
        Request::new("GET", "/logout"),
        Request::form("/logout", &[]),
        Request::new("GET", "/nowhere"),
        Request::new("GET", "/static/style.css"),
        Request::new("OPTIONS", "/"),
    ]
}

/// Sends the cookie to every page; each must answer as it does without a cookie.
#[track_caller]
fn assert_survives(server: &Server, what: &str, cookie: &str) {
    for request in requests() {
        let plain = server.client().send(&request);
        let response = send(server, request, cookie);
        assert_eq!(
            response.status, plain.status,
            "{what}: {:#?}",
            response.headers
        );
    }
}

fn send(server: &Server, request: Request, cookie: &str) -> Response {
    server
        .client()
        .send(&request.header("Cookie", format!("session={cookie}")))
}

#[test]
fn a_signed_payload_that_is_no_session_is_an_empty_session() {
    let server = Server::start();
    let payloads = [
        // Flask answers 500 to these: the vectors X1 to X4 and X6.
        "NQ",
        "ImFiIg",
        "WzFd",
        "ew",
        "eyJhIjoi_yJ9",
        "eyJhIjp7IiB0Ijo1fX0",
        "A",
        ".AAAA",
        "",
        ".",
        ".eJyrVkpUsjKsBQAIKg",
        ".q1ZKVLIyrAUA",
        "eyJhIjoxfQ.x",
        // And not to these.
        "bnVsbA",
        "W10",
        "eyJhIjoxfQ==",
        "e30",
    ];
    for payload in payloads {
        assert_survives(&server, payload, &mint_payload(payload));
    }
    let log = server.stop().stderr;
    assert!(!log.contains(" status=5"), "{log}");
    assert!(log.contains("session cookie refused: "), "{log}");
}

#[test]
fn a_signed_timestamp_that_no_date_reaches_is_refused() {
    let server = Server::start();
    for name in [
        "x5_a_timestamp_of_64_bits_is_in_the_future",
        "x5_a_timestamp_of_40_bits_is_in_the_future",
        "r3_a_timestamp_of_nine_bytes_is_malformed",
        "r3_a_timestamp_of_half_a_byte_is_malformed",
        "r3_no_timestamp_is_malformed",
    ] {
        // These are signed with the course's key, which only a server with `--lab` accepts.
        let lab = Server::bare().args(["--lab"]).start();
        let cookie = vector("cookies", name)["cookie"]
            .as_str()
            .expect("a vector has a cookie");
        assert_survives(&lab, name, cookie);
        assert_survives(&server, name, cookie);
    }
}

#[test]
fn values_of_the_wrong_type_are_as_good_as_none() {
    let server = Server::start();
    let values = [
        "null",
        "true",
        "0",
        "1e400",
        "NaN",
        "\"text\"",
        "[]",
        "[1]",
        "{}",
        "{\"username\":5}",
        "{\"username\":null}",
        "{\"username\":\"\"}",
        "{\"username\":[\"a\"]}",
        "{\" t\":[\"username\",\"a\"]}",
        "{\" b\":\"AA==\"}",
        "{\" d\":\"x\"}",
        "[[\"error\"]]",
        "[[\"error\",5]]",
        "[{\" t\":[1,2]}]",
        "[{\" t\":[\"a\"]}]",
        "[null]",
        "\"\\ud800\"",
    ];
    for key in ["user", "_flashes", "_permanent", "uid"] {
        for value in values {
            let session = format!(r#"{{"{key}":{value}}}"#);
            for request in [Request::new("GET", "/"), Request::new("GET", "/sign-in")] {
                let response = send(&server, request, &mint(&session)).status(200);
                assert!(response.text().contains("Login"), "{session}");
            }
        }
    }
}

#[test]
fn odd_names_of_who_is_signed_in_are_shown_safely() {
    let server = Server::start();
    for (name, shown) in [
        (r"\ud800", "\u{fffd}"),
        (r"\u0000\u001b[31m", "\u{fffd}\u{fffd}[31m"),
        (r"\u202eecila", "\u{202e}ecila"),
        ("</bdi><script>", "&lt;/bdi&gt;&lt;script&gt;"),
    ] {
        let session = format!(r#"{{"user":{{"username":"{name}"}}}}"#);
        let page = send(&server, Request::new("GET", "/"), &mint(&session)).status(200);
        page.has(&format!("<bdi>{shown}</bdi>"));
    }
}

#[test]
fn nesting_is_read_as_deep_as_flask_reads_it() {
    let server = Server::start();
    let nested = |open: &str, close: &str, levels: usize| {
        let inside = format!("{}{}", open.repeat(levels), close.repeat(levels));
        format!(r#"{{"user":{{"username":"alice"}},"v":{inside}}}"#)
    };
    for (open, close) in [("[", "]"), (r#"{" t":["#, "]}"), (r#"{"a":"#, "}")] {
        let filled = |levels| nested(open, close, levels).replace(":}", ":0}");
        for (levels, is_known) in [(10, true), (100_000, false), (300_000, false)] {
            let cookie = mint(&filled(levels));
            let page = send(&server, Request::new("GET", "/"), &cookie).status(200);
            assert_eq!(
                page.text().contains("alice"),
                is_known,
                "{levels} levels of {open}"
            );
        }
    }
    for (levels, is_known) in [(491, true), (492, false)] {
        let page = send(
            &server,
            Request::new("GET", "/"),
            &mint(&nested("[", "]", levels)),
        );
        assert_eq!(
            page.status(200).text().contains("alice"),
            is_known,
            "{levels} levels"
        );
    }
    // What was read at this depth can also be written again.
    let deep = nested("[", "]", 491).replacen('{', r#"{"_permanent":true,"#, 1);
    send(&server, Request::new("GET", "/teachers"), &mint(&deep))
        .status(200)
        .one("Set-Cookie");
}

#[test]
fn ten_thousand_damaged_cookies_are_all_nobody() {
    let server = Server::start();
    let good = mint(r#"{"user":{"username":"alice"}}"#);
    let mut dice = Dice::new();
    let mut connection = server.client().connect();
    let mut ask = |cookie: &str| {
        let request = Request::new("GET", "/sign-in")
            .header("Connection", "keep-alive")
            .header("Cookie", format!("session={cookie}"));
        connection.send(request.to_bytes());
        connection.response().status
    };
    // Someone who is signed in is sent home from the form.
    assert_eq!(ask(&good), 302);
    for _ in 0..10_000 {
        let damaged = damage(&mut dice, &good);
        assert_eq!(ask(&damaged), 200, "{damaged} is taken for {good}");
    }
    assert_eq!(ask(&good), 302);
}

/// Changes one to three characters to others that a cookie may hold, until it differs.
fn damage(dice: &mut Dice, good: &str) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/!~";
    let mut cookie = good.as_bytes().to_vec();
    while cookie == good.as_bytes() {
        for _ in 0..=dice.below(3) {
            let place = dice.below(cookie.len());
            let letter = letters[dice.below(letters.len())];
            match dice.below(6) {
                0 => cookie[place] = letter,
                1 => cookie.insert(place, letter),
                2 => cookie.truncate(place + 1),
                3 => cookie.push(letter),
                4 if cookie.len() > 1 => drop(cookie.remove(place)),
                _ => {
                    let other = dice.below(cookie.len());
                    cookie.swap(place, other);
                }
            }
        }
    }
    String::from_utf8(cookie).expect("the letters are ASCII")
}

/// A payload that inflates to this many mebibytes.
fn bomb(mebibytes: usize) -> String {
    dump_payload(&vec![b' '; mebibytes << 20])
}

#[test]
fn a_decompression_bomb_costs_the_server_nothing() {
    let server = Server::start();
    // As much as fits into a header: about ten mebibytes.
    let cookie = mint_payload(&bomb(10));
    assert!(cookie.len() < 16_000, "{}", cookie.len());
    assert_survives(&server, "the bomb", &cookie);
    server.wait_for_log("more than 73728 bytes of content");
}

#[test]
#[cfg(target_os = "linux")]
fn a_decompression_bomb_is_refused_in_bounded_memory() {
    // 256 MiB in a line of less than 1 MiB, read with less than 200 MB of address space.
    let cookie = mint_payload(&bomb(256));
    assert!(cookie.len() < 1 << 20, "{}", cookie.len());
    let (program, _folder) = Fsd::new(["decode-cookie", "--json", "-"]).into_parts();
    let mut limited = Command::new("sh");
    limited
        .args(["-c", r#"ulimit -v 200000 && exec "$@""#, "sh"])
        .arg(program.get_program())
        .args(program.get_args())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped());
    let mut child = limited.spawn().expect("sh runs");
    let mut stdin = child.stdin.take().expect("piped above");
    let writer =
        std::thread::spawn(move || std::io::Write::write_all(&mut stdin, cookie.as_bytes()));
    let output = child.wait_with_output().expect("it can be waited for");
    writer
        .join()
        .expect("the writer does not panic")
        .expect("all of the line is read");
    assert_eq!(output.status.code(), Some(3));
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(
        stdout.contains(r#""code":"too_large","step":"zlib""#),
        "{stdout:.300}"
    );
}

#[test]
fn a_key_is_never_shown_by_debug() {
    let secret = "a secret that must not be shown";
    let keys = SecretKeys::new(SecretKey::new(secret));
    assert!(!format!("{keys:?} {:?}", keys.key).contains("secret that"));
}

#[test]
fn no_command_repeats_a_key_that_it_was_given() {
    let secret = "0a1b2c3d4e5f60718293a4b5c6d7e8f90011223344556677";
    let cookie = mint(r#"{"a":1}"#);
    let at = now().to_string();
    for args in [
        vec!["decode-cookie", "--secret-key", secret, &cookie],
        vec!["decode-cookie", "--json", "--secret-key", secret, &cookie],
        vec![
            "decode-cookie",
            "--explain",
            "--secret-key",
            secret,
            &cookie,
        ],
        vec![
            "decode-cookie",
            "--secret-key",
            secret,
            "--now",
            "yesterday",
            &cookie,
        ],
        vec![
            "sign-cookie",
            "--secret-key",
            secret,
            "--timestamp",
            &at,
            "{]",
        ],
        vec![
            "sign-cookie",
            "--secret-key",
            secret,
            "--output",
            "header",
            "{}",
        ],
        vec![
            "sign-cookie",
            "--secret-key",
            secret,
            "--digest",
            "none",
            "{}",
        ],
    ] {
        let output = Fsd::new(&args).run();
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(!said.contains(secret), "{args:?}:\n{said}");
    }
    let shown = Fsd::new(["serve", "--secret-key-file", "key.txt", "--show-config"])
        .file("key.txt", KEY)
        .run()
        .success()
        .stdout_has("SECRET_KEY");
    assert!(!shown.stdout.contains(KEY), "{}", shown.stdout);
}
