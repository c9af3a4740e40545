//! Sentences with something to type in them.

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
}
