//! `/tp`: the ten exercises, and whose they are.

use serde::Serialize;

use super::{
    look,
    status_line::{self, Done, lead},
};
use crate::{
    classroom::{Exercise, MAX_PSEUDONYM_CHARS, Progress, ResumeError, tidy},
    http::{HttpError, Reason, Response, StatusCode},
    view::text::lab::PracticalWords,
    web::{ctx::Ctx, headers::unstored, routes::Route, shown::echoed},
};

/// `practical.html`
#[derive(Serialize)]
struct Practical<'a> {
    groups: Vec<Group<'a>>,
    /// Whether there is nothing left but to hand in the report.
    is_all_done: bool,
    code: String,
    pseudonym: String,
    pseudonym_error: Option<&'static str>,
    resume_code: String,
    resume_typed: String,
    resume_error: Option<&'static str>,
    /// What was just done.
    said: Option<&'static str>,
    /// Whether progress survives a restart.
    is_kept: bool,
}

/// Exercises that belong together.
#[derive(Serialize)]
struct Group<'a> {
    name: &'static str,
    first: u8,
    exercises: Vec<Listed<'a>>,
}

/// An exercise in the list.
#[derive(Serialize)]
struct Listed<'a> {
    url: String,
    name: &'a str,
    /// A class of the style sheet.
    stage: &'static str,
    symbol: &'static str,
    state: &'static str,
}

/// What was typed and not taken.
#[derive(Default)]
struct Typed {
    pseudonym: Option<String>,
    pseudonym_error: Option<&'static str>,
    resume: String,
    resume_error: Option<&'static str>,
}

/// GET: the list.
pub(in crate::web) fn practical_page(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    unstored(show(ctx, StatusCode::OK, Typed::default()))
}

/// POST: a pseudonym, a code to resume, or a new start.
pub(in crate::web) async fn practical(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    ctx.progress()?;
    let field = |name: &str| form.get(name).unwrap_or_default();
    let (said, refused) = match form.get("action") {
        Some("pseudonym") => (Done::Named, rename(ctx, field("pseudonym"))?),
        Some("resume") => (Done::Resumed, resume(ctx, field("resume"))),
        Some("restart") => {
            restart(ctx)?;
            (Done::Erased, None)
        }
        _ => return Err(Reason::BadForm.into()),
    };
    unstored(match refused {
        None => lead(ctx, Route::Practical, Some(said), "vous"),
        Some(typed) => show(ctx, StatusCode::BAD_REQUEST, typed),
    })
}

fn rename(ctx: &mut Ctx<'_>, typed: &str) -> Result<Option<Typed>, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    let Some(pseudonym) = tidy(typed, MAX_PSEUDONYM_CHARS) else {
        return Ok(Some(Typed {
            pseudonym: Some(typed.to_owned()),
            pseudonym_error: Some(words.pseudonym_too_long),
            ..Typed::default()
        }));
    };
    ctx.progress()?.pseudonym = pseudonym;
    Ok(None)
}

fn resume(ctx: &mut Ctx<'_>, typed: &str) -> Option<Typed> {
    let words = PracticalWords::of(ctx.lang);
    let (app, now) = (ctx.app, ctx.now());
    let error = match app.classroom.resume(typed, now) {
        Ok(progress) => {
            ctx.visitor.become_another(app, &ctx.request, progress, now);
            return None;
        }
        Err(ResumeError::Void) => words.resume_void,
        Err(ResumeError::Code(_) | ResumeError::Content) => words.resume_refused,
    };
    Some(Typed {
        resume: echoed(typed),
        resume_error: Some(error),
        ..Typed::default()
    })
}

fn restart(ctx: &mut Ctx<'_>) -> Result<(), HttpError> {
    let progress = ctx.progress()?;
    progress.restart_all();
    let code = progress.code;
    for exercise in Exercise::ALL {
        ctx.app.classroom.forget(code, exercise);
    }
    Ok(())
}

fn show(ctx: &mut Ctx<'_>, status: StatusCode, typed: Typed) -> Result<Response, HttpError> {
    let progress = ctx.progress()?.clone();
    let pseudonym = typed
        .pseudonym
        .unwrap_or_else(|| progress.pseudonym.clone());
    let page = Practical {
        groups: groups(ctx, &progress),
        is_all_done: progress.done() == Exercise::ALL.len(),
        code: progress.code.to_string(),
        pseudonym: echoed(&pseudonym),
        pseudonym_error: typed.pseudonym_error,
        resume_code: ctx.app.classroom.resume_code(&progress, ctx.now()),
        resume_typed: typed.resume,
        resume_error: typed.resume_error,
        said: status_line::of_overview(ctx, &progress),
        is_kept: ctx.app.classroom.is_kept(),
    };
    ctx.page(status, page)
}

fn groups<'app>(ctx: &Ctx<'app>, progress: &Progress) -> Vec<Group<'app>> {
    let words = PracticalWords::of(ctx.lang);
    [(words.essential, true), (words.further, false)]
        .into_iter()
        .map(|(name, is_essential)| {
            let exercises = Exercise::ALL.into_iter();
            let exercises = exercises.filter(|it| it.is_essential() == is_essential);
            Group {
                name,
                first: exercises.clone().next().map_or(1, Exercise::number),
                exercises: exercises.map(|it| listed(ctx, progress, it)).collect(),
            }
        })
        .collect()
}

fn listed<'app>(ctx: &Ctx<'app>, progress: &Progress, exercise: Exercise) -> Listed<'app> {
    let words = PracticalWords::of(ctx.lang);
    let look = look(progress.stage(exercise), words);
    Listed {
        url: ctx.link(Route::Exercise(exercise)),
        name: &ctx.app.exercises.text(exercise, ctx.lang).name,
        stage: look.class,
        symbol: look.symbol,
        state: look.words,
    }
}
