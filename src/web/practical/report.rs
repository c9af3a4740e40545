//! `/tp/bilan`: predictions against results, to be printed.

use super::page::chosen;
use crate::{
    anatomy::utc,
    classroom::{Attempt, Exercise, Progress, Stage},
    http::{HttpError, Response, StatusCode},
    view::{
        context::practical::{Link, Report, Reported},
        text::{
            cookie::CookieText,
            lab::{ExerciseText, RoomWords},
        },
    },
    web::{ctx::Ctx, headers::unstored, routes::Route, shown::printable},
};

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
        done: (words.done_of)(progress.done()),
        rows: progress
            .begun()
            .map(|(exercise, attempt)| row(ctx, exercise, attempt))
            .collect(),
        missing: missing.map(|exercise| link(ctx, exercise)).collect(),
        resume_code: resume_code(ctx, &progress),
    };
    unstored(ctx.page(StatusCode::OK, page))
}

fn resume_code(ctx: &Ctx<'_>, progress: &Progress) -> String {
    ctx.app.classroom.resume_code(progress, ctx.now())
}

fn link(ctx: &Ctx<'_>, exercise: Exercise) -> Link {
    Link {
        url: ctx.link(Route::Exercise(exercise)),
        text: format!(
            "{}. {}",
            exercise.number(),
            ExerciseText::of(exercise, ctx.lang).name
        ),
    }
}

fn row(ctx: &Ctx<'_>, exercise: Exercise, attempt: &Attempt) -> Reported {
    let words = RoomWords::of(ctx.lang);
    let text = ExerciseText::of(exercise, ctx.lang);
    let (symbol, result) = match attempt.stage {
        Stage::Predicted => ("…", words.result_open),
        _ if attempt.choice == exercise.right_choice() => ("✓", words.result_right),
        _ => ("≠", words.result_other),
    };
    Reported {
        url: ctx.link(Route::Exercise(exercise)),
        number: exercise.number(),
        name: text.name,
        chosen: chosen(text, Some(attempt.choice)),
        reason: printable(&attempt.reason),
        symbol,
        result,
        explanation: printable(&attempt.explanation),
    }
}
