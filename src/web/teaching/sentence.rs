//! Sentences with something to type in them, and with something put in.

use crate::{view::context::Piece, web::shown::printable};

/// A sentence whose commands stand between backticks.
pub(in crate::web) fn pieces(sentence: &str) -> Vec<Piece> {
    let parts = sentence.split('`').enumerate();
    parts
        .filter(|(_, text)| !text.is_empty())
        .map(|(index, text)| Piece {
            code: index % 2 == 1,
            text: printable(text),
        })
        .collect()
}

/// A sentence with its `{name}`s filled in. What is put in has no backtick,
/// which would turn words into commands.
pub(in crate::web) fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        let value = value.map_or("", |(_, value)| value);
        filled.push_str(&value.replace('`', "\u{b4}"));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_a_sentence_are_told_apart() {
        let told: Vec<_> = pieces("Try: `a b`, or `c`.")
            .into_iter()
            .map(|piece| (piece.code, piece.text))
            .collect();
        let expected = [
            (false, "Try: "),
            (true, "a b"),
            (false, ", or "),
            (true, "c"),
            (false, "."),
        ];
        assert_eq!(told, expected.map(|(code, text)| (code, text.to_owned())));
    }

    #[test]
    fn what_is_put_into_a_sentence_is_not_looked_at_again() {
        let filled = fill("{a} and `{b}`.", &[("a", "{b}"), ("b", "x`y")]);
        assert_eq!(filled, "{b} and `x\u{b4}y`.");
    }
}
