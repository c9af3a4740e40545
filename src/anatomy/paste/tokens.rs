//! Cuts a text into words, at blanks, quotes, brackets, commas and semicolons.

use std::ops::Range;

use super::letters::{Letter, Letters, Writing};

/// A word of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// With escapes undone.
    pub(super) text: String,
    /// The bytes that it is written with.
    pub(super) place: Range<usize>,
}

/// Iterates over the words of a text.
pub(super) struct Words<'text> {
    letters: Letters<'text>,
}

impl<'text> Words<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self {
            letters: Letters::new(text, 0),
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word: Option<Word> = None;
        for Letter {
            char,
            place,
            writing,
        } in self.letters.by_ref()
        {
            if writing == Writing::Invisible {
                continue;
            }
            if is_in_word(char) {
                let word = word.get_or_insert_with(|| Word {
                    text: String::new(),
                    place: place.clone(),
                });
                word.text.push(char);
                word.place.end = place.end;
            } else if word.is_some() {
                break;
            }
        }
        word
    }
}

/// Whether a character can be part of a cookie's value, or of the name or
/// address before it.
pub(super) fn is_in_word(char: char) -> bool {
    match char {
        ascii if ascii.is_ascii() => {
            ascii.is_ascii_graphic() && !"\"'`()<>[]{};,|\\^&#".contains(ascii)
        }
        other => other.is_alphanumeric(),
    }
}

/// The bytes that a part of a word is written with; `part` is a range in the
/// word's text.
pub(super) fn place_in(text: &str, word: &Word, part: &Range<usize>) -> Range<usize> {
    let (mut length, mut place) = (0, word.place.clone());
    for letter in Letters::new(text, word.place.start) {
        if letter.writing == Writing::Invisible {
            continue;
        }
        if length == part.start {
            place.start = letter.place.start;
        }
        length += letter.char.len_utf8();
        if length >= part.end {
            place.end = letter.place.end;
            break;
        }
    }
    place
}
