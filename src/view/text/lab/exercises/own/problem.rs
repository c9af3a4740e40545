//! What can be wrong with a teacher's file.

use crate::{classroom::Exercise, view::text::Lang};

/// What is wrong with a teacher's file.
#[derive(Debug, PartialEq, Eq)]
pub enum OwnTextProblem {
    /// It has more than 256 KiB.
    Large,
    /// It is no TOML; the message is English.
    Toml {
        /// What the reader of TOML says.
        message: String,
    },
    /// The key of a table is no language.
    Language {
        /// The key, fit to be shown.
        key: String,
    },
    /// The key of a table is no exercise.
    Exercise {
        /// The key, fit to be shown.
        key: String,
    },
    /// An exercise has no such key, or it cannot be replaced.
    Key {
        /// The key, fit to be shown.
        key: String,
    },
    /// A table, a text, a list of texts or a number is wanted.
    Kind {
        /// The key.
        key: String,
        /// What it should hold.
        wanted: Wanted,
    },
    /// A text is empty.
    Empty,
    /// A text has more than 1,000 characters.
    Long,
    /// A text holds a control character.
    Control,
    /// A backtick in a text has no second one.
    Unclosed,
    /// A list has too few texts, or too many.
    Count {
        /// The key of the list.
        key: &'static str,
        /// How many it has.
        found: usize,
        /// How few it may have.
        least: usize,
        /// How many it may have.
        most: usize,
    },
    /// The choices of an exercise cannot be as they are.
    Choices(ChoicesProblem),
}

/// What is wrong with the choices of an exercise.
#[derive(Debug, PartialEq, Eq)]
pub enum ChoicesProblem {
    /// They stand without the right one.
    NoRight,
    /// The right one stands without them.
    NoChoices,
    /// The right one is none of them.
    Right {
        /// As it was given.
        right: String,
        /// How many there are.
        choices: usize,
    },
    /// They are replaced in one language, and not in this other one.
    OneLanguage {
        /// The exercise.
        exercise: Exercise,
        /// The language that lacks them.
        lacks: Lang,
    },
    /// There are other counts of them; shown at the English ones.
    CountDiffers {
        /// The exercise.
        exercise: Exercise,
        /// How many there are in English.
        english: usize,
        /// How many there are in French.
        french: usize,
    },
    /// Another one is right; shown at the English one.
    RightDiffers {
        /// The exercise.
        exercise: Exercise,
        /// The one in English, counted from 1.
        english: u8,
        /// The one in French.
        french: u8,
    },
}

/// What a key should hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// `[fr.reading]`
    Table,
    /// `"…"`
    Text,
    /// `["…", "…"]`
    Texts,
    /// `2`
    Number,
}
