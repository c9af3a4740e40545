//! `/tp/1` … `/tp/10`: the forms of an exercise.

use super::{
    answers::{Errors, Typed},
    page::show,
    status_line::{Done, lead_on},
};
use crate::{
    classroom::{Exercise, MAX_TEXT_CHARS, Progress, Stage, tidy},
    http::{Form, HttpError, Reason, Response, StatusCode},
    view::text::lab::PracticalWords,
    web::{ctx::Ctx, headers::unstored},
};

/// GET: where the exercise stands.
pub(in crate::web) fn exercise_page(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
) -> Result<Response, HttpError> {
    ctx.app.exercises.of(exercise).look(ctx)?;
    show(ctx, exercise, StatusCode::OK, &Typed::default())
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
        Some("start") => start(ctx, exercise, &form)?,
        Some("answer") => check(ctx, exercise, &form)?,
        Some("save") => explain(ctx, exercise, &form, false)?,
        Some("hand-in") => explain(ctx, exercise, &form, true)?,
        Some("restart") => restart(ctx, exercise)?,
        _ => return Err(Reason::BadForm.into()),
    };
    match outcome {
        Outcome::Moved(said) => unstored(lead_on(ctx, exercise, said)),
        Outcome::Refused(typed) => show(ctx, exercise, StatusCode::BAD_REQUEST, &typed),
    }
}

/// What becomes of a form.
enum Outcome<'a> {
    /// It was taken, and this was done; nothing where it came too late or too
    /// early.
    Moved(Option<Done>),
    /// It was not: what was typed, and what is wrong with it.
    Refused(Box<Typed<'a>>),
}

impl<'a> Outcome<'a> {
    fn refused(typed: Typed<'a>) -> Self {
        Self::Refused(Box::new(typed))
    }
}

/// A reason or an explanation as it is kept, or what is wrong with it.
fn tidied(
    typed: &str,
    words: &PracticalWords,
    if_empty: &'static str,
) -> Result<String, &'static str> {
    match tidy(typed, MAX_TEXT_CHARS) {
        None => Err(words.too_long),
        Some(text) if text.is_empty() => Err(if_empty),
        Some(text) => Ok(text),
    }
}

/// Changes the progress, and says so; where a cookie cannot hold it any more, it
/// stays as it was.
fn keep(ctx: &mut Ctx<'_>, change: impl FnOnce(&mut Progress, u64)) -> Result<bool, HttpError> {
    let now = ctx.now();
    let before = ctx.progress()?.clone();
    change(ctx.progress()?, now);
    let fits = ctx.visitor.fits(ctx.app, now);
    if !fits {
        *ctx.progress()? = before;
    }
    Ok(fits)
}

/// Until the first thing is seen; a prediction made afterwards would be none.
fn predict(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    form: &Form,
) -> Result<Outcome<'static>, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    let evidence = ctx.evidence();
    let stage = ctx.progress()?.stage(exercise);
    if stage > Some(Stage::Predicted) || stage.is_some() && evidence.has_any(exercise) {
        return Ok(Outcome::Moved(None));
    }
    let choices = ctx.app.exercises.text(exercise, ctx.lang).choices.len();
    let choice = form.get("choice").and_then(|choice| choice.parse().ok());
    let choice = choice.filter(|choice| usize::from(*choice) < choices);
    let typed = form.get("reason").unwrap_or_default();
    let reason = tidied(typed, words, words.say_why);
    let errors = match (choice, reason) {
        (Some(choice), Ok(reason)) => {
            if keep(ctx, |it, now| it.predict(exercise, choice, &reason, now))? {
                return Ok(Outcome::Moved(Some(Done::Predicted)));
            }
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
) -> Result<Outcome<'static>, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    if ctx.progress()?.stage(exercise) != Some(Stage::Observed) {
        return Ok(Outcome::Moved(None));
    }
    let typed = form.get("explanation").unwrap_or_default();
    let wrong = match tidied(typed, words, words.explain_first) {
        Ok(explanation) => {
            if keep(ctx, |it, now| {
                it.explain(exercise, &explanation, is_final, now);
            })? {
                let said = if is_final {
                    Done::HandedIn
                } else {
                    Done::Drafted
                };
                return Ok(Outcome::Moved(Some(said)));
            }
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

/// What the exercise's own button has the server begin, once there is a
/// prediction.
fn start(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    form: &Form,
) -> Result<Outcome<'static>, HttpError> {
    if ctx.progress()?.stage(exercise) != Some(Stage::Predicted) {
        return Ok(Outcome::Moved(None));
    }
    ctx.app.exercises.of(exercise).start(ctx, form)?;
    Ok(Outcome::Moved(Some(Done::Started)))
}

/// What was typed in, against what the server knows.
fn check<'app>(
    ctx: &mut Ctx<'app>,
    exercise: Exercise,
    form: &Form,
) -> Result<Outcome<'app>, HttpError> {
    let progress = ctx.progress()?;
    let code = progress.code;
    if progress.stage(exercise) != Some(Stage::Predicted) {
        return Ok(Outcome::Moved(None));
    }
    let answers = ctx.app.exercises.of(exercise).check(ctx, code, form);
    if answers.is_empty() {
        return Ok(Outcome::Moved(Some(Done::Answered)));
    }
    Ok(Outcome::refused(Typed {
        answers,
        ..Typed::default()
    }))
}

fn restart(ctx: &mut Ctx<'_>, exercise: Exercise) -> Result<Outcome<'static>, HttpError> {
    let practice = ctx.app.exercises.of(exercise);
    let progress = ctx.progress()?;
    let code = progress.code;
    progress.restart(exercise);
    practice.restart(progress);
    ctx.app.classroom.forget(code, exercise);
    Ok(Outcome::Moved(Some(Done::Restarted)))
}
