//! What is begun by a button, and what is typed in: checked against what the
//! server knows.

use super::page::{Errors, Outcome, Typed};
use crate::{
    classroom::{
        CLOCK_COOKIE, CLOCK_LIFETIME, CLOCK_LIFETIMES, ClockCookie, Code, Exercise, Fact,
        MEASURED_REQUESTS, Slip, Stage,
    },
    http::{Form, HttpError},
    session::{CookieScope, SetCookie, Value},
    view::text::lab::PracticalWords,
    web::ctx::Ctx,
};

/// The key of the hidden word in the session.
const WORD: &str = "mot";

/// Whether the visitor's session carries the hidden word.
pub(super) fn has_hidden_word(ctx: &Ctx<'_>, code: Code) -> bool {
    let word = ctx.session.peek(WORD).and_then(Value::as_str);
    word == Some(ctx.app.classroom.hidden_word(code))
}

/// A button of exercise 2, 3 or 7.
pub(super) fn start(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    form: &Form,
) -> Result<Outcome, HttpError> {
    let now = ctx.now();
    let progress = ctx.progress()?;
    let code = progress.code;
    if progress.stage(exercise) != Some(Stage::Predicted) {
        return Ok(Outcome::Moved);
    }
    match exercise {
        Exercise::Headers => ctx.app.classroom.forget(code, exercise),
        Exercise::Reading => {
            let word = ctx.app.classroom.hidden_word(code);
            ctx.session.set(WORD, word);
        }
        Exercise::TwoClocks => {
            let chosen = form.get("lifetime").and_then(|text| text.parse().ok());
            let chosen = chosen.filter(|seconds| CLOCK_LIFETIMES.contains(seconds));
            let lifetime = chosen.unwrap_or(CLOCK_LIFETIME);
            progress.clock = Some((now, lifetime));
            ctx.app.classroom.prove(code, Fact::ClockStarted, now);
            let cookie = ClockCookie { code, lifetime };
            let value = ctx.app.classroom.clock_cookie(cookie, now);
            let scope = CookieScope {
                name: CLOCK_COOKIE.to_owned(),
                ..ctx.app.sessions.config().cookie.clone()
            };
            ctx.also_set(SetCookie::new(&scope, value, Some(now + lifetime)));
        }
        _ => {}
    }
    Ok(Outcome::Moved)
}

/// What was typed in exercise 2, 3, 6 or 10.
pub(super) fn check(
    ctx: &mut Ctx<'_>,
    exercise: Exercise,
    form: &Form,
) -> Result<Outcome, HttpError> {
    let words = PracticalWords::of(ctx.lang);
    let progress = ctx.progress()?;
    let code = progress.code;
    if progress.stage(exercise) != Some(Stage::Predicted) {
        return Ok(Outcome::Moved);
    }
    let classroom = &ctx.app.classroom;
    let typed = |field: &str| form.get(field).unwrap_or_default().trim().to_owned();
    let (field, expected, fact, slip, wrong) = match exercise {
        Exercise::Headers => return Ok(check_counts(ctx, code, form)),
        Exercise::Reading => (
            "word",
            classroom.hidden_word(code).to_owned(),
            Fact::WordFound,
            Slip::WrongWord,
            words.wrong_word,
        ),
        Exercise::WeakKey => (
            "key",
            classroom.weak_key(code).to_owned(),
            Fact::KeyFound,
            Slip::WrongKey,
            words.wrong_key,
        ),
        Exercise::OnTheWire => (
            "proof",
            classroom.proof(code),
            Fact::ProofRead,
            Slip::WrongProof,
            words.wrong_proof,
        ),
        _ => return Ok(Outcome::Moved),
    };
    let answer = typed(field);
    if answer == expected {
        classroom.prove(code, fact, ctx.now());
        return Ok(Outcome::Moved);
    }
    let error = if answer.is_empty() {
        words.empty
    } else {
        classroom.slip(code, slip);
        wrong
    };
    Ok(refused([Some((field, answer, error)), None]))
}

/// Both numbers of exercise 2, against what was counted.
fn check_counts(ctx: &Ctx<'_>, code: Code, form: &Form) -> Outcome {
    let words = PracticalWords::of(ctx.lang);
    let classroom = &ctx.app.classroom;
    let evidence = ctx.evidence();
    let measure = evidence.measure();
    let (set_cookie, cookie) = measure.counts();
    let is_whole = measure.count() == MEASURED_REQUESTS && measure.is_as_asked();
    if !measure.is_as_asked() {
        classroom.slip(code, Slip::MeasureSpoiled);
    }
    let check = |field: &'static str, counted: usize| {
        let typed = form.get(field).unwrap_or_default().trim().to_owned();
        let error = match typed.parse::<usize>() {
            _ if typed.is_empty() => Some(words.empty),
            Err(_) => Some(words.not_a_number),
            Ok(number) if number != counted => Some(words.wrong_counts),
            Ok(_) if !is_whole => Some(words.not_yet_six),
            Ok(_) => None,
        };
        (field, typed, error)
    };
    let answers = [check("set_cookie", set_cookie), check("cookie", cookie)];
    if answers.iter().all(|(_, _, error)| error.is_none()) {
        classroom.prove(code, Fact::CountsRight, ctx.now());
        return Outcome::Moved;
    }
    if is_whole {
        classroom.slip(code, Slip::WrongCounts);
    }
    let typed =
        answers.map(|(field, typed, error)| Some((field, typed, error.unwrap_or_default())));
    refused(typed)
}

fn refused(answers: [Option<(&'static str, String, &'static str)>; 2]) -> Outcome {
    Outcome::refused(Typed {
        answers: answers.into_iter().flatten().collect(),
        errors: Errors::default(),
        ..Typed::default()
    })
}
