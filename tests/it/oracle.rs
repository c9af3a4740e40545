//! Compares our results on random sessions with those of the real Flask, itsdangerous and
//! flask-unsign, run during the test. `tests/run` installs them.

use std::process::Command;

use flask_session_demo::session::{check_tags, dumps, loads, parse};
use serde::Deserialize;

use crate::support::client::Request;
use crate::support::cookies::serializer;
use crate::support::flask::{SESSIONS, agree, cases, output_of, python_script, written};
use crate::support::{COURSE_KEY, Fsd, KEY, Server, peers};

/// What these tests need of a line of `decode-cookie --json`. The rest may hold numbers too large
/// for serde's values.
#[derive(Deserialize)]
struct Line {
    verdict: String,
    payload: Payload,
    timestamp: Timestamp,
}

#[derive(Deserialize)]
struct Payload {
    text: String,
}

#[derive(Deserialize)]
struct Timestamp {
    unix: u64,
}

#[test]
fn decode_cookie_reads_ten_thousand_cookies_of_flask() {
    let Some(cases) = cases() else { return };
    let cookies: Vec<&str> = cases.iter().map(|case| case.cookie.as_str()).collect();
    let output = Fsd::new(["decode-cookie", "--json", "--secret-key", COURSE_KEY])
        .args(["--max-age", "none", "-"])
        .stdin(cookies.join("\n"))
        .run()
        .success();
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!((lines.len(), cases.len()), (SESSIONS, SESSIONS));
    agree(
        "decode-cookie reads",
        cases.iter().zip(lines).map(|(case, line)| {
            let line: Line = serde_json::from_str(line).expect("one object a line");
            let read = format!(
                "{} {} {}",
                line.verdict, line.timestamp.unix, line.payload.text
            );
            (
                case.cookie.as_str(),
                read,
                format!("valid {} {}", case.seconds, case.text),
            )
        }),
    );
}

#[test]
fn ten_thousand_sessions_are_signed_byte_for_byte_as_flask_signs_them() {
    let Some(cases) = cases() else { return };
    let serializer = serializer(COURSE_KEY);
    agree(
        "the library signs",
        cases.iter().map(|case| {
            let ours = serializer.dumps(written(case).as_bytes(), case.seconds);
            (case.loose.as_str(), ours, case.signed.clone())
        }),
    );
}

#[test]
fn sign_cookie_signs_byte_for_byte_as_flask_signs() {
    let Some(cases) = cases() else { return };
    agree(
        "sign-cookie signs",
        cases.iter().step_by(23).map(|case| {
            let output = Fsd::new(["sign-cookie", "--secret-key", COURSE_KEY])
                .args(["--timestamp", &case.seconds.to_string(), "-"])
                .stdin(case.loose.as_str())
                .run()
                .code(0);
            (
                case.loose.as_str(),
                output.stdout,
                format!("{}\n", case.signed),
            )
        }),
    );
}

#[test]
fn flask_and_flask_unsign_read_what_we_sign() {
    let Some(cases) = cases() else { return };
    let Some(python) = peers::python() else {
        return;
    };
    let serializer = serializer(KEY);
    let sample: Vec<(String, u64)> = cases
        .iter()
        .step_by(5)
        .map(|case| (written(case), case.seconds))
        .collect();
    let sign = |(text, seconds): &(String, u64)| serializer.dumps(text.as_bytes(), *seconds);
    let cookies: Vec<String> = sample.iter().map(sign).collect();
    let verdicts = output_of(
        python_script(&python, "verify.py").arg(KEY),
        &cookies.join("\n"),
    );
    assert_eq!(verdicts.lines().count(), sample.len());
    agree(
        "read back",
        sample
            .iter()
            .zip(verdicts.lines())
            .map(|((text, _), line)| {
                let verdict: serde_json::Value =
                    serde_json::from_str(line).expect("one object a line");
                let expected = serde_json::json!({
                    "flask": text,
                    "flask_unsign": text,
                    "flask_unsign_verifies": true,
                    "signed_again": true,
                });
                (text.as_str(), verdict.to_string(), expected.to_string())
            }),
    );
}

#[test]
fn flask_unsign_decodes_and_finds_the_key_of_what_sign_cookie_makes() {
    let Some(unsign) = peers::python_tool("flask-unsign") else {
        return;
    };
    let cookie = Fsd::new(["sign-cookie", "--secret-key", "sesame"])
        .args([r#"{"user":{"username":"Zoé"},"n":[1,2.5,null,true]}"#])
        .run()
        .code(0)
        .stdout;
    let cookie = cookie.trim_end();
    let decoded = output_of(
        Command::new(&unsign).args(["--decode", "--cookie", cookie]),
        "",
    );
    assert_eq!(
        decoded,
        "{'n': [1, 2.5, None, True], 'user': {'username': 'Zoé'}}\n"
    );

    let words = tempfile::NamedTempFile::new().expect("a temporary file can be made");
    std::fs::write(words.path(), "'open'\n'sesame'\n").expect("it is writable");
    let found = output_of(
        Command::new(&unsign)
            .args(["--unsign", "--quiet", "--cookie", cookie, "--wordlist"])
            .arg(words.path()),
        "",
    );
    assert_eq!(found.trim_end(), "'sesame'");
}

#[test]
fn decode_cookie_accepts_what_flask_unsign_signs() {
    let Some(unsign) = peers::python_tool("flask-unsign") else {
        return;
    };
    let session = "{'user': {'username': 'Zoé'}, 'flags': (1, b'x')}";
    let mut command = Command::new(unsign);
    let cookie = output_of(
        command.args(["--sign", "--cookie", session, "--secret", KEY]),
        "",
    );
    let json = Fsd::new([
        "decode-cookie",
        "--json",
        "--secret-key",
        KEY,
        cookie.trim_end(),
    ])
    .run()
    .success()
    .json();
    assert_eq!(json["verdict"], "valid");
    // Outside an application context, keys keep the order of the dict.
    let text = r#"{"user":{"username":"Zo\u00e9"},"flags":{" t":[1,{" b":"eA=="}]}}"#;
    assert_eq!(json["payload"]["text"], text);
}

/// A session as large as browsers can keep, as described by `oracle/largest.py`.
#[derive(Deserialize)]
struct Largest {
    kind: String,
    bytes: usize,
    cookie: String,
}

#[test]
fn the_largest_sessions_that_flask_sets_and_browsers_keep_are_read() {
    let Some(python) = peers::python() else {
        return;
    };
    let lines = output_of(python_script(&python, "largest.py").arg(KEY), "");
    let sessions: Vec<Largest> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    assert_eq!(sessions.len(), 10);
    let server = Server::start();
    for Largest {
        kind,
        bytes,
        cookie,
    } in &sessions
    {
        let cookie = format!("session={cookie}");
        let request = Request::new("GET", "/?lang=en").header("Cookie", &cookie);
        let page = server.client().send(&request).status(200);
        assert!(
            page.text().contains("alice"),
            "{kind}: {bytes} bytes are not read"
        );
        let request = Request::new("GET", "/inspecteur?lang=en").header("Cookie", &cookie);
        server
            .client()
            .send(&request)
            .status(200)
            .has("<strong>Valid</strong>");
    }
    let largest = sessions.iter().map(|it| it.bytes).max();
    assert!(largest > Some(64_000), "{largest:?}");
}

/// The result of `oracle/texts.py` for one text.
#[derive(Deserialize)]
struct Text {
    text: String,
    read: Option<String>,
}

/// Reads and writes random texts and compares the results with Flask's. `FSD_TEXTS` sets a larger
/// count than a test run has time for.
#[track_caller]
fn read_and_write_as_flask(kind: &str, count: usize, seed: &str) {
    let Some(python) = peers::python() else {
        return;
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch of the tests, not of the product"
    )]
    let asked_for = std::env::var("FSD_TEXTS").ok();
    let count = asked_for.unwrap_or_else(|| count.to_string());
    let mut script = python_script(&python, "texts.py");
    let lines = output_of(script.args([kind, &count, seed]), "");
    let texts: Vec<Text> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    assert_eq!(texts.len().to_string(), count);
    let outcomes = texts.iter().map(|it| {
        let ours = loads(&it.text).ok().map(|value| dumps(&value));
        // The function that only judges a text agrees.
        let is_read = parse(&it.text).is_ok_and(|document| check_tags(&document).is_ok());
        assert_eq!(is_read, ours.is_some(), "{}", it.text);
        (
            it.text.as_str(),
            format!("{ours:?}"),
            format!("{:?}", it.read),
        )
    });
    agree(kind, outcomes);
}

/// `1922589678234121.25` is equally near to `…121.2` and `…121.3`.
#[test]
fn floats_are_written_as_flask_writes_them() {
    read_and_write_as_flask("floats", 100_000, "1922589678234121");
}

#[test]
fn whatever_stands_in_a_tag_is_read_as_flask_reads_it_or_refused_where_flask_fails() {
    read_and_write_as_flask("tags", 50_000, "2026");
}
