//! Every page in every state passes the Nu HTML checker without errors or warnings. `tests/run`
//! installs the checker.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::accounts::csrf_token;
use crate::errors;
use crate::site::every_page::everything;
use crate::support::client::Request;
use crate::support::cookies::{mint, mint_at};
use crate::support::vectors::{list, text};
use crate::support::{Client, Response, Server, peers};

/// The checker's messages about the files in a folder; `None` without the checker.
#[track_caller]
fn check(folder: &TempDir) -> Option<Vec<String>> {
    let checker = peers::html_checker()?;
    let output = Command::new("java")
        .arg("-jar")
        .arg(checker)
        .args([
            "--format",
            "json",
            "--stdout",
            "--also-check-css",
            "--also-check-svg",
        ])
        .arg(folder.path())
        .output()
        .expect("java runs");
    let said: Value = serde_json::from_slice(&output.stdout).expect("the checker writes JSON");
    let describe = |message: &Value| {
        let file = text(message, "url")
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        format!(
            "{file}:{}: {}",
            message["lastLine"],
            text(message, "message")
        )
    };
    Some(list(&said, "messages").iter().map(describe).collect())
}

fn visitor(server: &Server, session: &str) -> Client {
    let mut client = server.client();
    client.jar.insert("session".to_owned(), mint(session));
    client
}

/// The sign-in form again, refused in each way possible.
fn refused_sign_ins(server: &Server, lang: &str) -> Vec<(String, Response)> {
    let mut pages = Vec::new();
    let path = format!("/sign-in?lang={lang}");
    for (file, form) in [
        ("empty", vec![]),
        ("no_password", vec![("login", "\"Zoé\" <b>")]),
        ("no_login", vec![("login", ""), ("password", "x")]),
        ("bad_login", vec![("login", "a\u{1}b"), ("password", "x")]),
    ] {
        pages.push((
            format!("sign_in_{file}"),
            server.client().post(&path, &form),
        ));
    }
    pages
}

/// Pages as visitors see them, with a name for each.
#[expect(clippy::too_many_lines, reason = "a list")]
fn pages(server: &Server) -> Vec<(String, Response)> {
    let name = r#"Zoé <&\"'> \u0001 et une très longue suite de mots"#;
    let alice = format!(r#"{{"user":{{"username":"{name}"}}}}"#);
    let flashes =
        r#"{" t":["message","Un <1>"]},{" t":["error","Deux & 3"]},{" t":["x","\u0007"]}"#;
    let flashes = format!(r#"{{"_flashes":[{flashes}]}}"#);
    let numbers = (1u64..=900).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_string());
    let large = format!(
        r#"{{"_permanent":true,"n":"{}"}}"#,
        numbers.collect::<String>()
    );
    let mut pages = Vec::new();
    for name in ["cookie", "demo-class", "demo-security"] {
        let page = server
            .client()
            .get(&format!("/manuel/flask-session-{name}"));
        pages.push((format!("manual_{name}"), page));
    }
    for lang in ["fr", "en"] {
        let mut keep = |name: &str, page: Response| pages.push((format!("{name}.{lang}"), page));
        for (path, file) in [
            ("/", "home"),
            ("/teachers", "teachers"),
            ("/sign-in", "sign_in"),
            ("/inspecteur", "inspector"),
            ("/echanges", "exchanges"),
            ("/cours", "course"),
            ("/aide", "help"),
            ("/plan", "site_map"),
            ("/accessibilite", "accessibility"),
        ] {
            let path = format!("{path}?lang={lang}");
            keep(file, server.client().get(&path));
            keep(
                &format!("{file}_flashed"),
                visitor(server, &flashes).get(&path),
            );
            keep(&format!("{file}_large"), visitor(server, &large).get(&path));
            if file != "sign_in" {
                keep(
                    &format!("{file}_signed_in"),
                    visitor(server, &alice).get(&path),
                );
            }
        }
        let holder = r#"{"uid":"0","user":{"id":1,"username":"alice"}}"#;
        for (path, action) in [
            ("/account", "password"),
            ("/account", "delete"),
            ("/sign-up", ""),
        ] {
            let page = format!("{path}?lang={lang}");
            let session = if action.is_empty() { "{}" } else { holder };
            let mut client = visitor(server, session);
            let token = csrf_token(&mut client, &page);
            let name = format!("{}_{action}", path.trim_start_matches('/'));
            keep(&name, client.get(&page));
            let form = [
                ("csrf_token", &*token),
                ("action", action),
                ("confirm", "x"),
            ];
            keep(&format!("{name}_wrong"), client.post(&page, &form));
            keep(&format!("{name}_old"), client.post(&page, &[]));
        }
        let mut known = visitor(server, &alice);
        let exchanges = format!("/echanges?lang={lang}");
        known.get(&exchanges);
        known.get("/?'&=");
        known.post("/logout", &[]);
        known
            .jar
            .insert("session".to_owned(), "a.b.<\u{e9}>".to_owned());
        known.get("/nowhere");
        keep("exchanges_told", known.get(&exchanges));
        let elsewhere = Request::new("GET", &exchanges).header("User-Agent", "another browser");
        let page = known.send(&elsewhere).has("value=\"mine\"");
        keep("exchanges_stranger", page);
        for (state, cookie) in [
            ("rubbish", "a.b"),
            (
                "jwt",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln",
            ),
        ] {
            let mut client = server.client();
            client.jar.insert("session".to_owned(), cookie.to_owned());
            let path = format!("/inspecteur?lang={lang}");
            keep(&format!("inspector_{state}"), client.get(&path));
        }
        for (name, page) in looks(server, lang) {
            keep(&name, page);
        }
        for (file, page) in refused_sign_ins(server, lang) {
            keep(&file, page);
        }
        for case in errors::cases() {
            let request = case.request.header("Accept-Language", lang);
            keep(
                &format!("error_{}", case.status),
                server.client().send(&request),
            );
        }
    }
    pages
}

/// The inspector, its probe and the bench, in states that `pages` does not reach.
#[expect(clippy::too_many_lines, reason = "a list")]
fn looks(server: &Server, lang: &str) -> Vec<(String, Response)> {
    let mut pages = Vec::new();
    let mut known = server.client();
    known.get("/inspecteur");
    known.sign_in("alice");
    let good = known.session().to_owned();
    let inspector = format!("/inspecteur?lang={lang}");
    for (state, cookie) in [
        ("good", good.clone()),
        ("changed", good.replace("YWxpY2Ui", "YWRtaW4i")),
        ("signature", format!("{good}<&>")),
        ("empty", String::new()),
        (
            "tags",
            mint(r#"{"<t>":{" t":[{" u":"0123456789abcdef0123456789abcdef"}]}}"#),
        ),
        ("others", mint_at("{}", 1)),
    ] {
        known.jar.insert("session".to_owned(), cookie);
        pages.push((format!("inspector_{state}"), known.get(&inspector)));
    }
    known.jar.insert("session".to_owned(), good.clone());
    known.post("/logout", &[]);
    known.jar.insert("session".to_owned(), good);
    pages.push(("inspector_replay".to_owned(), known.get(&inspector)));
    let mut bounced = server.client();
    bounced.get("/inspecteur");
    bounced.sign_in("alice");
    bounced.jar.remove("session");
    pages.push(("inspector_bounced".to_owned(), bounced.get(&inspector)));
    let probe = format!("/inspecteur/essai?lang={lang}");
    pages.push(("probe".to_owned(), bounced.get(&probe)));
    pages.push((
        "probe_failed".to_owned(),
        bounced.get(&format!("{probe}&retour=1")),
    ));
    let sent = bounced.post(&probe, &[]);
    pages.push(("probe_back".to_owned(), bounced.follow(&sent)));
    let bench = format!("/banc?lang={lang}");
    for trial in ["", "admin", "dernier"] {
        let page = server.client().get(&format!("{bench}&essai={trial}"));
        pages.push((format!("bench_{trial}"), page));
    }
    let text = "<a&\"'\u{1}é>";
    for (state, form) in [
        ("rubbish", vec![("cookie", text), ("original", text)]),
        ("several", vec![("cookie", "a=1; b=2")]),
        (
            "signed",
            vec![("cookie", text), ("payload", text), ("action", "sign")],
        ),
        (
            "key",
            vec![("key", "own"), ("own_key", text), ("read_as", "hex")],
        ),
        ("date", vec![("timestamp", ""), ("date", text)]),
        ("contradiction", vec![("timestamp", "AQ"), ("date", "1")]),
        ("flip", vec![("position", text), ("action", "flip")]),
        ("send", vec![("cookie", text), ("action", "send")]),
    ] {
        pages.push((
            format!("bench_{state}"),
            server.client().post(&bench, &form),
        ));
    }
    pages
}

#[test]
fn every_page_in_every_state_is_valid_html() {
    if peers::html_checker().is_none() {
        return;
    }
    let folder = TempDir::new().expect("a temporary folder can be made");
    let server = errors::server();
    let lab = Server::bare().args(["--lab"]).start();
    let mut pages = pages(&server);
    let mut visitor = lab.client();
    pages.push(("lab".to_owned(), visitor.get("/")));
    visitor.sign_in("alice");
    pages.push(("lab_signed_in".to_owned(), visitor.get("/")));
    pages.push(("lab_exchanges".to_owned(), visitor.get("/echanges")));
    pages.push((
        "lab_projected".to_owned(),
        visitor.get("/projection/echanges"),
    ));
    pages.extend(everything().into_iter().map(|(name, page)| {
        let name = name.replace(['/', ' '], "_");
        (name, page)
    }));
    pages.push(("lab_inspector".to_owned(), visitor.get("/inspecteur")));
    pages.push(("lab_bench".to_owned(), visitor.get("/banc?essai=age")));
    assert!(pages.len() > 40, "only {} pages", pages.len());
    for (name, page) in pages {
        assert_eq!(
            page.one("Content-Type"),
            "text/html; charset=utf-8",
            "{name}"
        );
        fs::write(folder.path().join(format!("{name}.html")), page.body).expect("it is writable");
    }
    assert_eq!(check(&folder).unwrap_or_default(), [""; 0]);
}

#[test]
fn style_sheet_and_icon_are_valid() {
    if peers::html_checker().is_none() {
        return;
    }
    let folder = TempDir::new().expect("a temporary folder can be made");
    let server = Server::start();
    for file in ["style.css", "favicon.svg"] {
        let response = server
            .client()
            .send(&Request::new("GET", &format!("/static/{file}")));
        fs::write(folder.path().join(file), response.status(200).body).expect("it is writable");
    }
    assert_eq!(check(&folder).unwrap_or_default(), [""; 0]);
}

#[test]
fn the_checker_finds_a_button_in_a_link() {
    // The course's own template is invalid, which shows that the checker works.
    let folder = TempDir::new().expect("a temporary folder can be made");
    let page =
        "<!DOCTYPE html><html lang=\"en\"><title>x</title><a href=\"/\"><button>x</button></a>";
    fs::write(folder.path().join("course.html"), page).expect("it is writable");
    let Some(said) = check(&folder) else { return };
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("button"), "{said:?}");
}
