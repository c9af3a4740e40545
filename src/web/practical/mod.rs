//! `/tp`: the practical. Predict, observe, explain, ten times.
//!
//! Nothing of it is kept on the server: how far a student has come is in the
//! student's own `tp` cookie, and what the requests prove is in `classroom`.

mod answers;
mod attacker;
mod board;
mod exercise;
mod exercises;
mod overview;
mod page;
mod report;
mod settings;
mod status_line;
mod steps;

pub use self::exercises::ExercisesError;
pub(super) use self::{
    attacker::attacker,
    board::{RoomAddress, board, board_csv, board_is_open, board_page, board_student, prediction},
    exercise::{exercise, exercise_page},
    exercises::{Exercises, direction, one_byte, proof, two_clocks, weak_keys},
    overview::{practical, practical_page},
    report::report,
    settings::{settings, settings_page},
};

use serde::Serialize;

use crate::{
    anatomy::utc,
    classroom::{Exercise, Stage},
    view::text::lab::PracticalWords,
    web::{ctx::Ctx, routes::Route},
};

/// A link.
#[derive(Serialize)]
struct Link {
    url: String,
    text: String,
}

impl Link {
    /// `4. One byte out of place`
    fn to(ctx: &Ctx<'_>, exercise: Exercise) -> Self {
        let name = &ctx.app.exercises.text(exercise, ctx.lang).name;
        Self {
            url: ctx.link(Route::Exercise(exercise)),
            text: format!("{}. {name}", exercise.number()),
        }
    }
}

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

/// `08:04:10 UTC`
fn time_of_day(at: u64) -> String {
    let moment = utc(at).unwrap_or_default();
    let time = moment.split_once('T').map_or("", |(_, time)| time);
    format!("{} UTC", time.trim_end_matches('Z'))
}
