//! `flask-session-demo-security(7)`: its figures are the program's, its requirements named once.

use std::collections::BTreeSet;

use flask_session_demo::config;
use flask_session_demo::session::{DEFAULT_LIFETIME, MAX_DEPTH};

use super::{SECURITY, source, text};

fn default(key: &str) -> u64 {
    let rows = config::rows();
    let row = rows.iter().find(|row| row.key == key);
    let default = &row.expect("it is a setting").default;
    default.parse().expect("it is a number")
}

#[test]
fn its_figures_are_the_programs() {
    let text = text(SECURITY).replace('\n', " ");
    assert_eq!(default("HEADER_TIMEOUT"), default("BODY_TIMEOUT"));
    assert_eq!(default("MAX_CONNECTIONS"), 1024);
    for sentence in [
        format!("a form {} KiB", default("MAX_CONTENT_LENGTH") / 1024),
        format!(
            "MAX_CONTENT_LENGTH is {} KiB",
            default("MAX_CONTENT_LENGTH") / 1024
        ),
        format!("each takes {} seconds at most", default("HEADER_TIMEOUT")),
        "there are 1,024 connections".to_owned(),
        format!("until it is {} days old", DEFAULT_LIFETIME / 86_400),
        format!("refused {} days after", DEFAULT_LIFETIME / 86_400),
        format!("nesting stops at {MAX_DEPTH} levels"),
    ] {
        assert!(text.contains(&sentence), "{sentence}");
    }
}

/// A number of the ASVS has one answer, and each answer says something.
#[test]
fn each_requirement_is_answered_once() {
    let source = source(SECURITY);
    let (_, requirements) = source
        .split_once(".SH REQUIREMENTS")
        .expect("the section is there");
    let (requirements, _) = requirements
        .split_once(".SH \"SEE ALSO\"")
        .expect("the section ends");
    let rows: Vec<&str> = requirements.split(".TP\n").skip(1).collect();
    assert!(rows.len() >= 44, "{}", rows.len());
    let mut seen = BTreeSet::new();
    for row in &rows {
        let (tag, answer) = row.split_once('\n').expect("a tag and its answer");
        assert!(answer.trim().len() > 4, "{tag}");
        let numbers = tag.trim_start_matches("\\fB").split([',', ' ']);
        let is_number = |word: &&str| word.split('.').all(|it| it.parse::<u8>().is_ok());
        for number in numbers.filter(is_number) {
            // Cookies of other ports and 400 days are numbers of RFC 6265bis.
            if !tag.contains("6265bis") {
                assert!(seen.insert(number.to_owned()), "{number} twice");
            }
        }
    }
    assert!(seen.len() >= 50, "{}: {seen:?}", seen.len());
    let deviations = requirements.matches("Deviation").count();
    assert!(deviations >= 5, "{deviations}");
}
