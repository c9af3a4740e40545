//! The table of the board: a line a student.

use serde::Serialize;

use super::{slip_text, student, view::View};
use crate::{
    classroom::{Board, Exercise, Row, Totals},
    view::text::{cookie::CookieText, lab::PracticalWords},
    web::{ctx::Ctx, practical::look, shown::printable},
};

/// Lines that a page shows at most. Security: thousands of requests could fill
/// the board, and no page is larger than 256 KiB.
const MAX_ROWS: usize = 250;

/// A column of the table.
#[derive(Serialize)]
pub(super) struct Column<'a> {
    pub(super) number: u8,
    pub(super) name: &'a str,
    /// To the board of this exercise alone.
    url: String,
    is_chosen: bool,
    open: usize,
    done: usize,
}

/// A line of the table.
#[derive(Serialize)]
pub(super) struct Line {
    /// To the student's page.
    url: String,
    /// The pseudonym, else the code.
    who: String,
    /// The code beside a pseudonym.
    code: Option<String>,
    cells: Vec<Cell>,
    stuck: Option<String>,
    slip: Option<String>,
    seen: String,
}

/// A student's state in an exercise.
#[derive(Serialize)]
struct Cell {
    /// A class of the style sheet, which sets the sign.
    stage: &'static str,
    state: &'static str,
}

/// A column an exercise.
pub(super) fn columns<'app>(ctx: &Ctx<'app>, board: &Board, view: View) -> Vec<Column<'app>> {
    let column = |exercise: Exercise| {
        let Totals { open, done } = board.totals(exercise);
        let exercise_alone = View {
            exercise: Some(exercise),
            ..view
        };
        Column {
            number: exercise.number(),
            name: &ctx.app.exercises.text(exercise, ctx.lang).name,
            url: exercise_alone.address(ctx),
            is_chosen: view.exercise == Some(exercise),
            open,
            done,
        }
    };
    Exercise::ALL.map(column).into()
}

/// The lines of who has begun the exercise that is looked at, or of everybody;
/// and how many more there are.
pub(super) fn lines(ctx: &Ctx<'_>, board: &Board, view: View) -> (Vec<Line>, usize) {
    let is_shown = |row: &&Row| {
        let begun = |exercise| row.progress.attempt(exercise).is_some();
        view.exercise.is_none_or(begun)
    };
    let count = board.rows.iter().filter(is_shown).count();
    let shown = board.rows.iter().filter(is_shown).take(MAX_ROWS);
    let lines = shown.map(|row| line(ctx, row, board.now)).collect();
    (lines, count.saturating_sub(MAX_ROWS))
}

fn line(ctx: &Ctx<'_>, row: &Row, now: u64) -> Line {
    let cells = Exercise::ALL.map(|exercise| {
        let look = look(row.progress.stage(exercise), PracticalWords::of(ctx.lang));
        Cell {
            stage: look.class,
            state: look.words,
        }
    });
    let since = |at: u64| CookieText::of(ctx.lang).duration(now.saturating_sub(at).into());
    let pseudonym = printable(&row.progress.pseudonym);
    let code = row.progress.code.to_string();
    let (who, code) = if pseudonym.is_empty() {
        (code, None)
    } else {
        (pseudonym, Some(code))
    };
    Line {
        url: student::address(ctx, row.progress.code),
        who,
        code,
        cells: cells.into(),
        stuck: row.stuck_since(now).map(since),
        slip: row.slip.map(|slip| slip_text(ctx, slip)),
        seen: since(row.last_seen),
    }
}
