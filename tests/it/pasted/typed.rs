//! What a server makes of a text as typed, compared with the real Flask.

use flask_session_demo::anatomy::Hint;
use flask_session_demo::anatomy::paste::find;

use super::{A, NOW};
use crate::support::flask::{agree, output_of, python_script};
use crate::support::peers;

/// Marks to put before a value, and after it.
const MARKS: [&str; 26] = [
    "",
    ",",
    ";",
    ".",
    ")",
    "(",
    "<",
    ">",
    "\"",
    "'",
    "`",
    "“",
    "”",
    "«",
    "»",
    "[",
    "]",
    "{",
    "}",
    " ",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "…",
    ",,",
    "; HttpOnly",
];

#[test]
fn what_is_said_of_a_text_as_typed_is_what_flask_does() {
    let Some(python) = peers::python() else {
        return;
    };
    let texts = MARKS.iter().flat_map(|before| {
        let around = MARKS.iter().flat_map(move |after| {
            let within = A.replace("IjoiYW", &format!("Ijoi{after}YW"));
            [format!("{before}{A}{after}"), format!("{before}{within}")]
        });
        around.collect::<Vec<_>>()
    });
    let said: Vec<(String, bool)> = texts
        .filter_map(|text| {
            let found = find(&text, "session").ok().filter(|it| it.value == A)?;
            let left_out = found.hints.iter().find_map(|hint| match hint {
                Hint::LeftOut(left_out) => left_out.server_reads_it,
                _ => None,
            });
            Some((text, left_out?))
        })
        .collect();
    assert!(said.len() > 600, "{}", said.len());
    let lines: Vec<String> = said
        .iter()
        .map(|(text, _)| serde_json::to_string(text).expect("a text is JSON"))
        .collect();
    let mut command = python_script(&python, "typed.py");
    let flask = output_of(command.args(["k1", NOW]), &lines.join("\n"));
    assert_eq!(flask.lines().count(), said.len());
    agree(
        "texts as typed",
        said.iter()
            .zip(flask.lines())
            .map(|((text, ours), flask)| (text.as_str(), ours.to_string(), flask.to_owned())),
    );
}
