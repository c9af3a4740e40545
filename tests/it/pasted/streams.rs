//! Whole files on standard input.

use serde_json::Value;

use super::{A, is_found, judge};
use crate::support::binary::Fsd;

const OTHER: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

/// A file exported by a browser's network panel, with this many requests.
fn har(requests: usize, session: impl Fn(usize) -> String) -> Value {
    let entry = |number: usize| {
        let session = session(number);
        serde_json::json!({
            "startedDateTime": "2026-11-25T08:00:00.000Z",
            "request": {
                "method": "GET",
                "url": format!("http://127.0.0.1:5000/?n={number}"),
                "headers": [
                    {"name": "Accept", "value": "text/html,*/*;q=0.8"},
                    {"name": "Cookie", "value": format!("csrf=abc; session={session}")},
                ],
                "cookies": [
                    {"name": "csrf", "value": "abc", "path": "/"},
                    {"name": "session", "value": session, "path": "/", "httpOnly": true},
                ],
            },
            "response": {
                "status": 200,
                "headers": [{"name": "Server", "value": "Werkzeug/3.1.3 Python/3.11.2"}],
                "content": {"size": 20, "text": "<p>Hello, www.example.org/a.b.c</p>"},
            },
        })
    };
    let entries: Vec<Value> = (0..requests).map(entry).collect();
    serde_json::json!({"log": {"version": "1.2", "creator": {"name": "Firefox"}, "entries": entries}})
}

#[test]
fn a_har_file_gives_one_answer_a_value_in_one_line_and_in_many() {
    let file = har(50, |_| A.to_owned());
    is_found(judge().stdin(file.to_string()).run());
    is_found(judge().stdin(format!("{file:#}")).run());
    let file = har(50, |number| {
        if number < 25 {
            OTHER.to_owned()
        } else {
            A.to_owned()
        }
    });
    let output = judge().stdin(file.to_string()).run().code(4);
    assert_eq!(output.stdout.lines().count(), 2);
}

#[test]
fn a_large_har_file_is_read_in_bounded_memory() {
    let part = har(2_000, |_| A.to_owned()).to_string();
    let file = format!("[{part},{}]", vec![part.as_str(); 15].join(","));
    assert!(file.len() > 10 << 20, "{}", file.len());
    let limited = judge().through_shell("ulimit -v 400000");
    is_found(limited.stdin(file).run());
}

#[test]
fn the_output_of_curl_with_its_headers_gives_the_headers_cookies() {
    let response = format!(
        "HTTP/1.1 302 FOUND\r\nServer: Werkzeug/3.1.3\r\nLocation: /\r\nVary: Cookie\r\n\
         Set-Cookie: lang=fr; Path=/\r\nSet-Cookie: session={A}; HttpOnly; Path=/\r\n\r\n\
         <!doctype html>\n<p>session={OTHER}</p>\n{OTHER}\n"
    );
    is_found(judge().stdin(&*response).run());
    is_found(judge().args([&response]).run());
    let headers: Vec<&str> = response.lines().take(6).collect();
    let headers = headers.join("\n< ");
    let verbose = format!(
        "*   Trying 127.0.0.1:5000...\n* Connected to 127.0.0.1 (127.0.0.1) port 5000\n\
         > GET / HTTP/1.1\n> Host: 127.0.0.1:5000\n> Accept: */*\n> \n< {headers}\n< \n\
         {{ [5 bytes data]\n<p>session={OTHER}</p>\n{OTHER}\n* Connection #0 left intact\n"
    );
    is_found(judge().stdin(&*verbose).run());
    is_found(judge().args(["--", &verbose]).run());
}

#[test]
fn a_jar_without_the_name_gives_what_is_shaped_like_flasks() {
    let jar = format!(
        "127.0.0.1\tFALSE\t/\tFALSE\t0\tcsrf\tabc\n127.0.0.1\tFALSE\t/\tFALSE\t0\tapp\t{A}\n"
    );
    is_found(judge().stdin(jar).run());
}

#[test]
fn a_document_without_a_cookie_gives_no_answer_and_says_so() {
    for text in [
        "[{\"name\": \"csrf\", \"value\": \"abc\"}]",
        "# Netscape HTTP Cookie File\n\n# session\n",
        "HTTP/1.1 200 OK\r\n\r\nsession=body\r\n",
        "A mail. It has several sentences. No cookie is in it.\n",
    ] {
        let output = Fsd::new(["decode-cookie"]).stdin(text).run().code(3);
        output.stdout("").stderr_has("No cookie in this text");
    }
}

#[test]
fn strict_judges_a_text_exactly_as_it_is_typed() {
    for text in [
        format!("{A},"),
        format!("<{A}>"),
        format!("“{A}”"),
        format!("session={A}"),
    ] {
        judge().args(["--strict", &text]).run().code(4);
        judge()
            .args(["--strict"])
            .stdin(format!("{text}\n"))
            .run()
            .code(4);
    }
    is_found(judge().args(["--strict", A]).run());
    is_found(judge().args(["--strict"]).stdin(format!("\n{A}\r\n")).run());
}
