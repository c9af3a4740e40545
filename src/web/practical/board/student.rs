//! `/prof/etudiant?code=…`: one student of the board.

use serde::Serialize;

use super::{slip_text, teacher_key, view::View};
use crate::{
    classroom::{Attempt, Code, Exercise, Row},
    http::{HttpError, Reason, Response, StatusCode},
    view::{
        Markup,
        text::{cookie::CookieText, lab::PracticalWords},
    },
    web::{
        ctx::Ctx,
        headers::unstored,
        practical::{look, page::chosen},
        routes::Route,
        shown::printable,
    },
};

/// `board_student.html`
#[derive(Serialize)]
struct StudentPage<'a> {
    /// The pseudonym; may be empty.
    pseudonym: String,
    code: String,
    seen: String,
    attempts: Vec<AttemptShown<'a>>,
    /// The newest first.
    slips: Vec<String>,
    board_url: String,
}

/// What was done of an exercise.
#[derive(Serialize)]
struct AttemptShown<'a> {
    number: u8,
    name: &'a str,
    stage: &'static str,
    state: &'static str,
    chosen: Markup,
    /// Whether the answer is the one that what happens bears out.
    is_right: bool,
    reason: String,
    explanation: String,
}

/// The address of a student's page.
pub(super) fn address(ctx: &Ctx<'_>, code: Code) -> String {
    ctx.address(Route::BoardStudent, "code", &code.to_string())
}

/// GET: predictions, reasons, explanations and wrong turns; 404 for a code that
/// is not on the board.
pub(in crate::web) fn board_student(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if !teacher_key::is_open(ctx) {
        return teacher_key::closed(ctx);
    }
    // The link to the other language has no code.
    let Some(code) = ctx.request.query_value("code") else {
        return unstored(ctx.redirect(Route::Board));
    };
    let code = Code::parse(&code);
    let board = ctx.app.classroom.board(ctx.now(), &ctx.app.exercises);
    let mut rows = board.rows.iter();
    let row = rows.find(|row| Some(row.progress.code) == code);
    let page = student(ctx, row.ok_or(Reason::NotFound)?, board.now);
    ctx.page_of_now(StatusCode::OK, page)
}

fn student<'app>(ctx: &Ctx<'app>, row: &Row, now: u64) -> StudentPage<'app> {
    let seconds = now.saturating_sub(row.last_seen);
    let view = View {
        exercise: None,
        is_following: false,
    };
    StudentPage {
        pseudonym: printable(&row.progress.pseudonym),
        code: row.progress.code.to_string(),
        seen: CookieText::of(ctx.lang).duration(seconds.into()),
        attempts: row
            .progress
            .begun()
            .map(|(exercise, attempt)| attempt_shown(ctx, exercise, attempt))
            .collect(),
        slips: row
            .slips
            .iter()
            .rev()
            .map(|slip| slip_text(ctx, *slip))
            .collect(),
        board_url: view.address(ctx),
    }
}

fn attempt_shown<'app>(
    ctx: &Ctx<'app>,
    exercise: Exercise,
    attempt: &Attempt,
) -> AttemptShown<'app> {
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    let look = look(Some(attempt.stage), PracticalWords::of(ctx.lang));
    AttemptShown {
        number: exercise.number(),
        name: &text.name,
        stage: look.class,
        state: look.words,
        chosen: chosen(text, Some(attempt.choice)),
        is_right: attempt.choice == text.right_choice(),
        reason: printable(&attempt.reason),
        explanation: printable(&attempt.explanation),
    }
}
