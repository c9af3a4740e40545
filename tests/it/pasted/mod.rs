//! The cookie is found in what people paste, whatever surrounds it.

mod cases;
mod look_alikes;
mod mistakes;
mod random;
mod real;
mod streams;
mod tools;
mod typed;
mod wordlist;

use crate::support::binary::{Fsd, Output};

/// `{"user":"alice"}`, signed with the key `k1` ten seconds before [`NOW`].
const A: &str = "eyJ1c2VyIjoiYWxpY2UifQ.awbAGw.Ot-1rgH4v5x5XYHHuLMQBzteuoY";

/// The second at which [`A`] is judged.
const NOW: &str = "1795604600";

/// `decode-cookie` with the key of [`A`].
fn judge() -> Fsd {
    Fsd::new([
        "decode-cookie",
        "--json",
        "--now",
        NOW,
        "--secret-key",
        "k1",
    ])
}

/// The codes of the hints in an answer.
fn codes(output: &Output) -> Vec<String> {
    let hints = output.json()["hints"].clone();
    let hints = hints.as_array().expect("a list").iter();
    let codes = hints.map(|hint| hint["code"].as_str().expect("a text").to_owned());
    codes.collect()
}

/// The text of the hint with this code.
#[track_caller]
fn hint(output: &Output, code: &str) -> serde_json::Value {
    let json = output.json();
    let hints = json["hints"].as_array().expect("a list").iter();
    let mut hints = hints.filter(|hint| hint["code"] == code);
    hints
        .next()
        .unwrap_or_else(|| panic!("no {code}: {json}"))
        .clone()
}

/// Checks that there is one answer, with the verdict for [`A`].
#[track_caller]
fn is_found(output: Output) -> Output {
    let output = output.code(0);
    assert_eq!(output.stdout.lines().count(), 1, "{}", output.stdout);
    assert_eq!(output.json()["verdict"], "valid");
    output
}
