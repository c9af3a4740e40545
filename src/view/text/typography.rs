//! A check of French typography for the tests of the sentences.

use std::str::Chars;

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

/// Checks every string literal of a source of French sentences, for tables
/// whose sentences are functions.
#[track_caller]
pub(crate) fn check_source(source: &str) {
    let mut chars = source.chars();
    while chars.any(|char| char == '"') {
        let text = literal(&mut chars);
        let faults = faults(&text);
        assert!(faults.is_empty(), "{faults:?} in {text:?}");
    }
}

/// The text of a string literal, whose opening quote was read.
fn literal(chars: &mut Chars<'_>) -> String {
    let mut text = String::new();
    loop {
        let char = match chars.next().expect("a literal ends") {
            '"' => return text,
            '\\' => chars.next().map(|escape| escaped(escape, chars)),
            char => Some(char),
        };
        text.extend(char);
    }
}

/// The character of an escape, which began with `escape`.
fn escaped(escape: char, chars: &mut Chars<'_>) -> char {
    if escape != 'u' {
        return escape;
    }
    let code: String = chars.by_ref().take_while(|char| *char != '}').collect();
    let code = u32::from_str_radix(code.trim_start_matches('{'), 16).expect("hexadecimal");
    char::from_u32(code).expect("a character")
}

/// U+202F before `; ! ?`, inside « » and between thousands, U+00A0 before `:`,
/// ’ in prose; not in code (in its tag or between backticks), nor in tags.
fn faults(html: &str) -> Vec<&'static str> {
    let text: String = html.split('`').step_by(2).collect();
    let text = prose(&text);
    let mut faults = Vec::new();
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        // Not the colon of an address or of a time.
        let ends_word = chars
            .peek()
            .is_none_or(|next| !next.is_alphanumeric() && *next != '/');
        match char {
            ';' | '!' | '?' | '»' if before != NARROW => faults.push("U+202F missing"),
            ':' if before != WIDE && ends_word => faults.push("U+00A0 missing"),
            '\'' | '"' => faults.push("straight quote"),
            _ if before == '«' && char != NARROW => faults.push("U+202F missing"),
            _ => {}
        }
        before = char;
    }
    if has_plain_thousands(&text) {
        faults.push("U+202F missing in a number");
    }
    faults
}

/// A digit, a plain space, three digits and no more.
fn has_plain_thousands(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(2).any(|two| {
        let digits = two[1].chars().take_while(char::is_ascii_digit).count();
        two[0].ends_with(|char: char| char.is_ascii_digit()) && digits == 3
    })
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
        ("postgres://nom@hôte:5432/base, à 12:30", 0),
        ("4\u{202f}093 octets, 4 fois 100, 12 2024", 0),
        ("4 093 octets", 1),
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
