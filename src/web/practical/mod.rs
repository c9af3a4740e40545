//! `/tp`: the practical. Predict, observe, explain, ten times.
//!
//! Nothing of it is kept on the server: how far a student has come is in the
//! student's own `tp` cookie, and what the requests prove is in `classroom`.

mod answers;
mod attacker;
mod board;
mod exercise;
mod overview;
mod page;
mod proofs;
mod report;
mod settings;
mod steps;

pub(super) use self::{
    attacker::attacker,
    board::{board, board_csv, board_is_open, board_page},
    exercise::{exercise, exercise_page},
    overview::{practical, practical_page},
    proofs::{direction, proof, two_clocks, weak_keys},
    report::report,
    settings::{settings, settings_page},
};

use crate::{
    classroom::{Stage, tidy},
    view::text::lab::PracticalWords,
};

/// How a stage looks: a class of the style sheet, a sign, words.
pub(super) struct Look {
    pub(super) class: &'static str,
    pub(super) symbol: &'static str,
    pub(super) words: &'static str,
}

/// How far an exercise has come, for the eye.
pub(super) fn look(stage: Option<Stage>, words: &PracticalWords) -> Look {
    let (class, symbol, words) = match stage {
        None => ("new", "–", words.not_begun),
        Some(Stage::Predicted) => ("predicted", "…", words.predicted),
        Some(Stage::Observed) => ("observed", "◐", words.observed),
        Some(Stage::Done) => ("done", "✓", words.done),
    };
    Look {
        class,
        symbol,
        words,
    }
}

/// A text that somebody typed, as it is kept; or what is wrong with it.
fn text(
    typed: &str,
    most: usize,
    empty: &'static str,
    too_long: &'static str,
) -> Result<String, &'static str> {
    match tidy(typed, most) {
        None => Err(too_long),
        Some(text) if text.is_empty() => Err(empty),
        Some(text) => Ok(text),
    }
}
