//! `/tp/1` … `/tp/10`: the forms of an exercise.

use super::{
    answers,
    page::{Errors, Outcome, Typed, show},
    text,
};
use crate::{
    classroom::{Exercise, Fact, MAX_TEXT_CHARS, Stage},
    http::{Form, HttpError, Reason, Response, StatusCode},
    view::text::lab::PracticalWords,
    web::{ctx::Ctx, headers::unstored, routes::Route},
};

/// GET: where the exercise stands.
pub(in crate::web) fn exercise_page(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
) -> Result<Response, HttpError> {
    let code = ctx.progress()?.code;
    if exercise == Exercise::Reading && answers::has_hidden_word(ctx, code) {
        let now = ctx.now();
        ctx.app.classroom.prove(code, Fact::WordReceived, now);
        ctx.progress()?;
    }
    unstored(show(ctx, exercise, StatusCode::OK, &Typed::default()))
}

/// POST: a step of the exercise.
pub(in crate::web) async fn exercise(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    ctx.progress()?;
    let outcome = match form.get("action") {
        Some("predict") => predict(ctx, exercise, &form)?,
        Some("start") => answers::start(ctx, exercise, &form)?,
        Some("answer") => answers::check(ctx, exercise, &form)?,
        Some("save") => explain(ctx, exercise, &form, false)?,
        Some("hand-in") => explain(ctx, exercise, &form, true)?,
        Some("restart") => restart(ctx, exercise)?,
        _ => return Err(Reason::BadForm.into()),
    };
    unstored(match outcome {
        Outcome::Moved => ctx.redirect(Route::Exercise(exercise)),
        Outcome::Refused(typed) => show(ctx, exercise, StatusCode::BAD_REQUEST, &typed),
    })
}

/// Until the first thing is seen; a prediction made afterwards would be none.
fn predict(ctx: &mut Ctx<'_>, exercise: Exercise, form: &Form) -> Result<Outcome, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    let evidence = ctx.evidence();
    let stage = ctx.progress()?.stage(exercise);
    if stage > Some(Stage::Predicted) || stage.is_some() && evidence.has_any(exercise) {
        return Ok(Outcome::Moved);
    }
    let choice = form.get("choice").and_then(|choice| choice.parse().ok());
    let choice = choice.filter(|choice| *choice < exercise.choices());
    let typed = form.get("reason").unwrap_or_default();
    let reason = text(typed, MAX_TEXT_CHARS, words.say_why, words.too_long);
    let errors = match (choice, reason) {
        (Some(choice), Ok(reason)) => {
            let now = ctx.now();
            let before = ctx.progress()?.clone();
            ctx.progress()?.predict(exercise, choice, &reason, now);
            if ctx.visitor.fits(ctx.app, now) {
                return Ok(Outcome::Moved);
            }
            *ctx.progress()? = before;
            Errors {
                reason: Some(words.cookie_is_full),
                ..Errors::default()
            }
        }
        (choice, reason) => Errors {
            choice: choice.is_none().then_some(words.choose),
            reason: reason.err(),
            ..Errors::default()
        },
    };
    Ok(Outcome::refused(Typed {
        choice,
        reason: Some(typed.to_owned()),
        errors,
        ..Typed::default()
    }))
}

fn explain(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    form: &Form,
    is_final: bool,
) -> Result<Outcome, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    if ctx.progress()?.stage(exercise) != Some(Stage::Observed) {
        return Ok(Outcome::Moved);
    }
    let typed = form.get("explanation").unwrap_or_default();
    let wrong = match text(typed, MAX_TEXT_CHARS, words.explain_first, words.too_long) {
        Ok(explanation) => {
            let now = ctx.now();
            let before = ctx.progress()?.clone();
            ctx.progress()?
                .explain(exercise, &explanation, is_final, now);
            if ctx.visitor.fits(ctx.app, now) {
                return Ok(Outcome::Moved);
            }
            *ctx.progress()? = before;
            words.cookie_is_full
        }
        Err(wrong) => wrong,
    };
    Ok(Outcome::refused(Typed {
        explanation: Some(typed.to_owned()),
        errors: Errors {
            explanation: Some(wrong),
            ..Errors::default()
        },
        ..Typed::default()
    }))
}

fn restart(ctx: &mut Ctx<'_>, exercise: Exercise) -> Result<Outcome, HttpError> {
    let progress = ctx.progress()?;
    let code = progress.code;
    progress.restart(exercise);
    if exercise == Exercise::TwoClocks {
        progress.clock = None;
    }
    ctx.app.classroom.forget(code, exercise);
    Ok(Outcome::Moved)
}
