//! `flask-session-cookie(7)`: each of its examples computed again, by this program and by Flask.

use std::collections::BTreeMap;
use std::process::Command;

use data_encoding::HEXLOWER;
use flask_session_demo::itsdangerous::{
    Digest, KeyDerivation, SecretKey, SecretKeys, Signer, dump_payload, read_timestamp,
    write_timestamp,
};
use flask_session_demo::session::{dumps, literal_eval, loads};

use super::{COOKIE, Example, examples};
use crate::support::flask::{output_of, python_script};
use crate::support::{COURSE_KEY, Fsd, peers};

/// The time of the page's cookies, and how much later they are looked at.
const T: u64 = 1_700_000_000;
const LATER: u64 = 10;

type Record = BTreeMap<String, String>;

/// Where the values begin; a line that has no name goes on with the value above it.
const COLUMN: usize = 11;

/// What each record starts from, and how many of it there are at least.
const KINDS: [(&str, usize); 6] = [
    ("key", 1),
    ("python", 15),
    ("bytes", 9),
    ("seconds", 6),
    ("derivation", 3),
    ("cookie", 25),
];

/// The records of an example; none where its lines are no names with values.
fn records_in(example: &Example) -> Vec<Record> {
    let of = |block: &str| {
        let mut record = Record::new();
        let mut name = String::new();
        for line in block.lines() {
            let (before, value) = line.split_at_checked(COLUMN)?;
            if !before.trim().is_empty() {
                name = before.trim().to_owned();
            }
            let is_word = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_lowercase());
            if !is_word(&name) || value.starts_with([' ', '=']) {
                return None;
            }
            *record.entry(name.clone()).or_default() += value;
        }
        Some(record)
    };
    let records: Option<Vec<Record>> = example.text.trim().split("\n\n").map(of).collect();
    records.unwrap_or_default()
}

fn records() -> Vec<Record> {
    let records: Vec<Record> = examples(COOKIE).iter().flat_map(records_in).collect();
    for (kind, least) in KINDS {
        let count = records.iter().filter(|it| it.contains_key(kind)).count();
        assert!(count >= least, "{count} of {kind}");
    }
    records
}

#[test]
fn the_real_flask_computes_what_the_page_prints() {
    let Some(python) = peers::python() else {
        return;
    };
    let input = serde_json::to_string(&records()).expect("texts are JSON");
    let output = output_of(&mut python_script(&python, "manual.py"), &input);
    let computed: Vec<Record> = serde_json::from_str(&output).expect("the script prints JSON");
    assert_eq!(computed.len(), records().len());
    for (printed, computed) in records().into_iter().zip(computed) {
        for (name, value) in computed {
            assert_eq!(printed.get(&name), Some(&value), "{name} of {printed:?}");
        }
    }
}

#[test]
fn this_program_computes_what_the_page_prints() {
    let mut kinds = 0;
    for record in records() {
        let field = |name: &str| record.get(name).map_or("", String::as_str);
        if let Some(cookie) = record.get("cookie") {
            decoded(cookie, field("flask"), field("here"));
        } else if let Some(python) = record.get("python") {
            written(python, field("json"));
        } else if let Some(seconds) = record.get("seconds") {
            let seconds: u64 = seconds.parse().expect("a number");
            let text = field("text").replace('-', "");
            assert_eq!(write_timestamp(seconds), text);
            assert_eq!(read_timestamp(text.as_bytes()), Ok(seconds));
        } else if let Some(name) = record.get("derivation") {
            derived(name, field("derived"), field("signature"));
        } else if let Some(payload) = record.get("payload") {
            let json = field("json");
            assert_eq!(&dump_payload(json.as_bytes()), payload);
            assert_eq!(json.len().to_string(), field("bytes"));
        } else {
            assert_eq!(field("key"), COURSE_KEY);
            assert_eq!(field("time"), T.to_string());
        }
        kinds += 1;
    }
    assert!(kinds > 50, "{kinds}");
}

/// A session in Python, and the JSON that is signed.
fn written(python: &str, json: &str) {
    // Only texts are keys in the sessions of this program.
    if python.starts_with("{10:") {
        return;
    }
    assert_eq!(dumps(&loads(json).expect("it is JSON")), json);
    // Calls are no literals, which alone this program reads.
    let calls = ["Markup(", "UUID(", "datetime("];
    if !calls.iter().any(|call| python.contains(call)) {
        let session = literal_eval(python).expect("it is a literal");
        assert_eq!(dumps(&session), json, "{python}");
    }
}

fn derived(name: &str, derived: &str, signature: &str) {
    let derivation = match name {
        "hmac" => KeyDerivation::Hmac,
        "django-concat" => KeyDerivation::DjangoConcat,
        "concat" => KeyDerivation::Concat,
        other => panic!("{other}"),
    };
    let key = SecretKey::new(COURSE_KEY);
    let bytes = derivation.derive(&key, b"cookie-session", Digest::Sha1);
    assert_eq!(HEXLOWER.encode(bytes.expose_secret()), derived);
    let keys = SecretKeys::new(key);
    let signer = Signer::new(&keys, b"cookie-session", derivation, Digest::Sha1);
    assert_eq!(signer.get_signature(b"value"), signature);
}

/// The verdict on a cookie; a session that both read is signed again, to the same bytes where
/// Flask would write it so.
fn decoded(cookie: &str, flask: &str, here: &str) {
    let now = (T + LATER).to_string();
    let answer = Fsd::new(["decode-cookie", "--json", "--secret-key", COURSE_KEY])
        .args(["--now", &now, cookie])
        .run()
        .json();
    assert_eq!(answer["verdict"], here, "{cookie}");
    if here == "valid" && flask != "error 500" {
        let read = if flask == "empty" { "{}" } else { flask };
        let payload = answer["payload"]["text"].as_str().expect("it is a text");
        assert_eq!(
            dumps(&loads(payload).expect("it is valid")),
            read,
            "{cookie}"
        );
    }
}

#[test]
fn the_cookies_of_the_first_table_are_signed_to_the_same_bytes() {
    let table = examples(COOKIE)
        .into_iter()
        .filter(|it| it.heading == "Sessions");
    let records: Vec<Record> = table.flat_map(|it| records_in(&it)).collect();
    assert!(records.len() >= 7, "{records:?}");
    for record in records {
        let session = record["flask"].replace("empty", "{}");
        Fsd::new(["sign-cookie", "--secret-key", COURSE_KEY])
            .args(["--timestamp", &T.to_string(), "-"])
            .stdin(session)
            .run()
            .success()
            .stdout(&format!("{}\n", record["cookie"]));
    }
}

/// Where the cookies differ from Flask's verdict, the page says so in its headings.
#[test]
fn the_headings_say_what_becomes_of_the_cookies_below() {
    let mut seen = 0;
    for example in examples(COOKIE) {
        let expected: fn(&str, &str) -> bool = match example.heading.as_str() {
            "Sessions" | "As other programs may write them" => {
                |flask, here| !flask.starts_with("error") && here == "valid"
            }
            "Refused in silence" => |flask, here| flask == "empty" && here != "valid",
            "Accepted by Flask, and not here" => {
                |flask, here| flask.starts_with('{') && here != "valid"
            }
            "Rightly signed, and of no use" => {
                |flask, here| flask == "error 500" && here != "bad_signature"
            }
            _ => continue,
        };
        for record in records_in(&example) {
            assert!(expected(&record["flask"], &record["here"]), "{record:?}");
            seen += 1;
        }
    }
    assert!(seen >= 25, "{seen}");
}

#[test]
fn the_python_of_the_page_prints_the_cookie_of_its_picture() {
    let Some(python) = peers::python() else {
        return;
    };
    let all = examples(COOKIE);
    let script = all
        .iter()
        .find(|it| it.text.starts_with("import base64"))
        .expect("the script is there");
    let printed = output_of(Command::new(python).arg("-c").arg(&script.text), "");
    let picture = &all
        .iter()
        .find(|it| it.heading == "IN ONE PICTURE")
        .expect("the picture is there")
        .text;
    let parts = picture
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    assert_eq!(printed.trim_end(), parts.collect::<String>());
}
