//! Wraps text to the width of the terminal, breaking lines only between words.
//!
//! What is meant to be typed or copied stays whole, however long: cookies have
//! no blanks, and lines are not broken between backticks.

use std::io;

use terminal_size::terminal_size_of;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// The width if there is no terminal.
pub(super) const COLUMNS: usize = 80;

/// Replaces blanks between backticks while lines are being broken.
const KEPT_BLANK: &str = "\u{e000}";

/// The width of the terminal, if standard output is one.
pub(super) fn stdout_columns() -> Option<usize> {
    terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())
}

/// The width of the terminal, if standard error is one.
pub(super) fn stderr_columns() -> Option<usize> {
    terminal_size_of(io::stderr()).map(|(width, _)| width.0.into())
}

/// Breaks a text into lines of at most `columns`, unless a word is wider.
/// `first` precedes the first line, `rest` all others.
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

/// Protects a text, so that [`wrap`] does not break it.
pub(super) fn whole(text: &str) -> String {
    text.replace(' ', KEPT_BLANK)
}

/// The columns that a text takes on a terminal.
pub(super) fn width(text: &str) -> usize {
    textwrap::core::display_width(text)
}

fn keep_code_whole(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    // With an odd number of backticks, nothing is code.
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
