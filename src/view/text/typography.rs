//! A check of French typography for the tests of the sentences.

use serde_json::Value;

const NARROW: char = '\u{202f}';
const WIDE: char = '\u{a0}';

/// Checks every text of a table of French sentences.
#[track_caller]
pub(crate) fn check_all(sentences: &Value) {
    match sentences {
        Value::String(text) => {
            let faults = faults(text);
            assert!(faults.is_empty(), "{faults:?} in {text:?}");
        }
        Value::Array(items) => items.iter().for_each(check_all),
        Value::Object(fields) => fields.values().for_each(check_all),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// U+202F before `; ! ?` and inside « », U+00A0 before `:`, ’ in prose; not in
/// code (in its tag or between backticks), nor in tags.
fn faults(html: &str) -> Vec<&'static str> {
    let text: String = html.split('`').step_by(2).collect();
    let text = prose(&text);
    let mut faults = Vec::new();
    let mut before = ' ';
    for char in text.chars() {
        match char {
            ';' | '!' | '?' | '»' if before != NARROW => faults.push("U+202F missing"),
            ':' if before != WIDE => faults.push("U+00A0 missing"),
            '\'' | '"' => faults.push("straight quote"),
            _ if before == '«' && char != NARROW => faults.push("U+202F missing"),
            _ => {}
        }
        before = char;
    }
    faults
}

/// What is read as French: without tags, values, and what stands in `<code>`,
/// in `<kbd>` or between backticks.
fn prose(html: &str) -> String {
    let mut prose = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once(['<', '{', '`']) {
        prose.push_str(before);
        if rest.as_bytes().get(before.len()) == Some(&b'`') {
            rest = tag.split_once('`').expect("a command ends").1;
            continue;
        }
        let (tag, after) = tag.split_once(['>', '}']).expect("a tag ends");
        let name = tag.split(' ').next().unwrap_or_default();
        rest = match name {
            "code" | "kbd" => {
                after
                    .split_once(&format!("</{name}>"))
                    .expect("it is closed")
                    .1
            }
            _ => after,
        };
    }
    prose + rest
}

#[test]
fn faults_are_found() {
    for (text, count) in [
        ("Pourquoi\u{202f}?", 0),
        ("Pourquoi ?", 1),
        ("Pourquoi?", 1),
        ("Voici\u{a0}: «\u{202f}ceci\u{202f}»\u{202f}; cela.", 0),
        ("Voici : « ceci » ; cela.", 4),
        ("l'accueil", 1),
        ("tapez `a: 'b'?`\u{202f}!", 0),
        ("l’heure `12:30`\u{a0}: `a?`", 0),
        (
            "<span class=\"a\">{b}</span> <code>a: b?</code>\u{202f}!",
            0,
        ),
    ] {
        assert_eq!(faults(text).len(), count, "{text}");
    }
}
