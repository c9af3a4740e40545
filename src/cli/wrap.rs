//! Text as wide as the terminal, broken between words only.
//!
//! What is typed or copied stays whole, however long: a cookie has no blank,
//! and between backticks no line is broken.

use std::io;

use terminal_size::terminal_size_of;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// Columns where there is no terminal.
pub(super) const COLUMNS: usize = 80;

/// Stands for a blank between backticks while lines are broken.
const KEPT_BLANK: &str = "\u{e000}";

/// The columns of the terminal that standard output is.
pub(super) fn stdout_columns() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())
}

/// The columns of the terminal that standard error is.
pub(super) fn stderr_columns() -> Option<usize> {
    terminal_size_of(io::stderr()).map(|(width, _)| width.0.into())
}

/// The text in lines of at most so many columns, but for words that are wider;
/// `first` stands before the first line and `rest` before all others.
pub(super) fn wrap(text: &str, columns: usize, first: &str, rest: &str) -> String {
    let options = Options::new(columns)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = textwrap::wrap(&keep_code_whole(text), options).join("\n");
    lines.replace(KEPT_BLANK, " ")
}

/// The same text, in which [`wrap`] breaks no line.
pub(super) fn whole(text: &str) -> String {
    text.replace(' ', KEPT_BLANK)
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    textwrap::core::display_width(text)
}

fn keep_code_whole(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    // A backtick without its partner begins no code.
    if pieces.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let kept = pieces.iter().enumerate().map(|(index, piece)| {
        if index % 2 == 1 {
            whole(piece)
        } else {
            (*piece).to_owned()
        }
    });
    kept.collect::<Vec<_>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_code_stays_whole() {
        for (text, columns, lines) in [
            ("one two three", 9, "- one two\n  three"),
            ("a-b-c-d-e-f", 5, "- a-b-c-d-e-f"),
            ("try `cd a b c` now", 8, "- try\n  `cd a b c`\n  now"),
            ("a ` b c", 5, "- a `\n  b c"),
            ("un\u{a0}: deux", 5, "- un\u{a0}:\n  deux"),
            ("中文 中文", 7, "- 中文\n  中文"),
            ("", 9, ""),
        ] {
            assert_eq!(wrap(text, columns, "- ", "  "), lines, "{text}");
        }
    }
}
