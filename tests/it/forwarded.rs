//! What proxies say about a client, read as Werkzeug's `ProxyFix` does.

use std::net::{IpAddr, SocketAddr};

use flask_session_demo::http::header::{HOST, HeaderValue};
use flask_session_demo::http::{Limits, Request};
use serde::Serialize;

use crate::support::flask::{agree, output_of, python_script};
use crate::support::{Dice, Server, peers};

const QUESTIONS: usize = 9_000;

/// The lines of each header, as Latin-1 text.
#[derive(Serialize)]
struct Question {
    hops: usize,
    r#for: Vec<String>,
    proto: Vec<String>,
    host: Vec<String>,
}

impl Question {
    fn draw(dice: &mut Dice) -> Self {
        Self {
            hops: 1 + dice.below(3),
            r#for: lines(
                dice,
                &[
                    "1.1.1.1",
                    "2001:db8::1",
                    "[::1]:80",
                    "1.1.1.1:80",
                    "unknown",
                ],
            ),
            proto: lines(dice, &["http", "https", "HTTPS"]),
            host: lines(dice, &["a.example", "b.example:80", "[::1]"]),
        }
    }

    /// What we make of it, in the form of Werkzeug's answer.
    fn ours(&self) -> String {
        let mut request = hyper::Request::get("/");
        let headers = [
            ("for", &self.r#for),
            ("proto", &self.proto),
            ("host", &self.host),
        ];
        for (name, lines) in headers {
            for line in lines {
                request = request.header(format!("x-forwarded-{name}"), value(line));
            }
        }
        let request = request.body("").expect("header lines are well made");
        let limits = Limits {
            proxy_hops: self.hops,
            ..Limits::default()
        };
        let request = Request::new(request, PEER.into(), limits);
        let host = request.headers().get(HOST).map(text);
        answer(request.client(), request.is_https(), host.as_deref())
    }
}

const PEER: ([u8; 4], u16) = ([127, 0, 0, 1], 5000);

fn answer(client: IpAddr, is_https: bool, host: Option<&str>) -> String {
    format!("{client} {is_https} {host:?}")
}

fn value(latin: &str) -> HeaderValue {
    let bytes: Vec<u8> = latin
        .chars()
        .map(|char| u8::try_from(char).expect("Latin-1"))
        .collect();
    HeaderValue::from_bytes(&bytes).expect("a header's value")
}

fn text(value: &HeaderValue) -> String {
    value.as_bytes().iter().copied().map(char::from).collect()
}

/// Up to three lines: ordinary values, and ones that confuse parsers.
fn lines(dice: &mut Dice, values: &[&str]) -> Vec<String> {
    let odd = [
        "\"", "\\", ",", ", ", " ", "\t", "\"\"", "\\\"", "é", "\u{a0}", "x",
    ];
    (0..dice.below(4))
        .map(|_| {
            let parts = (0..=dice.below(7)).map(|_| match dice.below(5) {
                0 => dice.pick(&odd),
                1 | 2 => ", ",
                _ => dice.pick(values),
            });
            parts
                .collect::<String>()
                .trim_matches([' ', '\t'])
                .to_owned()
        })
        .collect()
}

/// Werkzeug's answer, adjusted for our one difference: what is not an address is ignored.
fn theirs(answers: &[Option<String>; 3]) -> String {
    let [client, scheme, host] = answers;
    let client = client.as_deref().and_then(|text| {
        let bare = text
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        let with_port = text.parse::<SocketAddr>().map(|address| address.ip());
        bare.unwrap_or(text).parse().ok().or(with_port.ok())
    });
    let is_https = scheme
        .as_ref()
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
    answer(client.unwrap_or(PEER.0.into()), is_https, host.as_deref())
}

#[test]
fn thousands_of_forwarding_headers_are_read_as_proxy_fix_reads_them() {
    let Some(python) = peers::python() else {
        return;
    };
    let mut dice = Dice::new();
    let questions: Vec<Question> = (0..QUESTIONS).map(|_| Question::draw(&mut dice)).collect();
    let asked = serde_json::to_string(&questions).expect("texts and numbers");
    let said = output_of(&mut python_script(&python, "proxy_fix.py"), &asked);
    let answers: Vec<[Option<String>; 3]> = serde_json::from_str(&said).expect("three texts each");
    assert_eq!(answers.len(), QUESTIONS);
    let named = answers
        .iter()
        .filter(|[client, ..]| client.is_some())
        .count();
    assert!(
        (1000..8000).contains(&named),
        "{named} questions name a client"
    );
    let texts: Vec<String> = questions
        .iter()
        .map(|question| serde_json::to_string(question).expect("as above"))
        .collect();
    agree(
        "ProxyFix names",
        questions
            .iter()
            .zip(&texts)
            .zip(&answers)
            .map(|((question, text), answer)| (text.as_str(), question.ours(), theirs(answer))),
    );
}

#[test]
fn a_proxy_that_names_no_client_is_said_once_and_counts_itself() {
    let server = Server::new().args(["--proxy-hops", "2"]).start();
    for forwarded in ["9.9.9.1, \"", "9.9.9.2", "unknown, 1.1.1.1"] {
        let request = crate::support::client::Request::new("GET", "/");
        let request = request.header("X-Forwarded-For", forwarded);
        server.client().send(&request).status(200);
    }
    let log = server.stop().stderr;
    let said = "does not name the client behind 2 proxies";
    assert_eq!(log.matches(said).count(), 1, "{log}");
    assert_eq!(log.matches(" peer=127.0.0.1:").count(), 4, "{log}");
    assert!(!log.contains("9.9.9."), "{log}");
}
