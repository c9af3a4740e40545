//! What the teacher's board is given.

use serde::Serialize;

use super::{Piece, practical::Choice};

/// `board.html`
#[derive(Serialize)]
pub(crate) struct Board {
    pub(crate) summary: String,
    /// The address of this view, for "refresh".
    pub(crate) here: String,
    /// The language, where it was chosen.
    pub(crate) lang: Option<&'static str>,
    pub(crate) exercises: Vec<Choice>,
    pub(crate) question: Vec<Piece>,
    pub(crate) histogram_caption: String,
    pub(crate) bars: Vec<Bar>,
    /// The longest bar, at least 1.
    pub(crate) most: usize,
    pub(crate) is_revealed: bool,
    pub(crate) reveal_url: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) slips: Vec<Slip>,
    pub(crate) corrections_are_hidden: bool,
    pub(crate) reset_error: Option<&'static str>,
}

/// How often an answer was predicted.
#[derive(Serialize)]
pub(crate) struct Bar {
    pub(crate) text: Vec<Piece>,
    pub(crate) count: usize,
    /// Marked once it is revealed.
    pub(crate) is_right: bool,
}

/// A student.
#[derive(Serialize)]
pub(crate) struct Row {
    /// The pseudonym, else the code.
    pub(crate) who: String,
    /// The code beside a pseudonym.
    pub(crate) code: Option<String>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) stuck: String,
    pub(crate) slip: String,
    pub(crate) seen: String,
}

/// A student's state in an exercise.
#[derive(Serialize)]
pub(crate) struct Cell {
    pub(crate) symbol: &'static str,
    pub(crate) state: &'static str,
}

/// A wrong turn, and how many are in it.
#[derive(Serialize)]
pub(crate) struct Slip {
    pub(crate) text: String,
    pub(crate) count: usize,
}

/// `board_door.html`
#[derive(Serialize)]
pub(crate) struct BoardDoor {
    pub(crate) has_key: bool,
    pub(crate) is_tls: bool,
    pub(crate) is_wrong: bool,
}
