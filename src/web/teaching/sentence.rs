//! Sentences with something to type in them.

use crate::{view::Markup, web::shown::without_controls};

/// A sentence whose commands stand between backticks.
pub(in crate::web) fn marked_up(sentence: &str) -> Markup {
    let mut markup = Markup::default();
    for (index, text) in sentence.split('`').enumerate() {
        let text = without_controls(text);
        match index % 2 {
            0 => markup.push(&text),
            _ => markup.push_in(["<code translate=\"no\">", "</code>"], &text),
        }
    }
    markup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_in_a_sentence_are_told_apart() {
        assert_eq!(
            marked_up("Try: `a <b>`, or `c`.\u{7}").to_string(),
            "Try: <code translate=\"no\">a &lt;b&gt;</code>, or <code \
             translate=\"no\">c</code>.\u{fffd}"
        );
    }
}
