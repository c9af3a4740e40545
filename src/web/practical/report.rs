//! `/tp/bilan`: predictions against results, to be printed.

use serde::Serialize;

use super::{Link, page::chosen};
use crate::{
    anatomy::utc,
    classroom::{Attempt, Exercise, Stage},
    http::{HttpError, Response, StatusCode},
    view::{
        Markup,
        text::{cookie::CookieText, lab::RoomWords},
    },
    web::{ctx::Ctx, routes::Route, shown::printable},
};

/// `report.html`
#[derive(Serialize)]
struct Report<'a> {
    code: String,
    pseudonym: String,
    /// RFC 3339.
    date: String,
    moment: String,
    done: String,
    rows: Vec<Reported<'a>>,
    missing: Vec<Link>,
    resume_code: String,
}

/// A line of the report.
#[derive(Serialize)]
struct Reported<'a> {
    url: String,
    number: u8,
    name: &'a str,
    chosen: Markup,
    reason: String,
    symbol: &'static str,
    result: &'static str,
    /// What happens, where another answer was predicted and it may be told.
    right: Markup,
    explanation: String,
}

/// The page.
pub(in crate::web) fn report(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let progress = ctx.progress()?.clone();
    let words = RoomWords::of(ctx.lang);
    let now = ctx.now();
    let missing = Exercise::ALL.into_iter();
    let missing = missing.filter(|it| progress.stage(*it) != Some(Stage::Done));
    let page = Report {
        code: progress.code.to_string(),
        pseudonym: printable(&progress.pseudonym),
        date: utc(now).unwrap_or_default(),
        moment: CookieText::of(ctx.lang).moment(now),
        done: words.done_of(ctx.lang, progress.done(), Exercise::ALL.len()),
        rows: progress
            .begun()
            .map(|(exercise, attempt)| row(ctx, exercise, attempt))
            .collect(),
        missing: missing.map(|exercise| Link::to(ctx, exercise)).collect(),
        resume_code: ctx.app.classroom.resume_code(&progress, now),
    };
    ctx.page_of_now(StatusCode::OK, page)
}

fn row<'app>(ctx: &Ctx<'app>, exercise: Exercise, attempt: &Attempt) -> Reported<'app> {
    let words = RoomWords::of(ctx.lang);
    let text = ctx.app.exercises.text(exercise, ctx.lang);
    let is_hidden = ctx.app.classroom.corrections_are_hidden();
    let is_right = attempt.choice == text.right_choice();
    let (symbol, result) = match attempt.stage {
        Stage::Predicted => ("…", words.result_open),
        Stage::Observed => ("◐", words.result_to_explain),
        Stage::Done if is_hidden => ("◐", words.result_hidden),
        Stage::Done if is_right => ("✓", words.result_right),
        Stage::Done => ("≠", words.result_other),
    };
    let is_told = attempt.stage == Stage::Done && !is_hidden && !is_right;
    Reported {
        url: ctx.link(Route::Exercise(exercise)),
        number: exercise.number(),
        name: &text.name,
        chosen: chosen(text, Some(attempt.choice)),
        reason: printable(&attempt.reason),
        symbol,
        result,
        right: chosen(text, is_told.then(|| text.right_choice())),
        explanation: printable(&attempt.explanation),
    }
}
