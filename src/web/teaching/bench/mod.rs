//! `/banc`: a copy of a cookie, to be changed, verified and signed anew.
//!
//! Verifying never signs: the two are two buttons. The address never carries a
//! cookie, and the visitor's session changes only when asked for.
//!
//! Security: the key is the course's published one or the visitor's own. The
//! server's key never comes here, or the bench would sign what anyone wants.

mod draft;
mod flip;
mod form;
mod key;
mod page;
mod presets;
mod result;
mod send;

use std::borrow::Cow;

pub(in crate::web) use self::presets::with_next_last;
use self::{
    draft::Draft,
    form::{Problems, Typed},
    key::{course_examiner, course_key, keys},
    presets::Preset,
};
use crate::{
    anatomy::{Anatomy, Cause, Diff, Examination, Examiner, Part},
    classroom::Fact,
    http::{HttpError, Reason, Response},
    itsdangerous::SecretKeys,
    view::text::lab::BenchWords,
    web::{ctx::Ctx, practical::one_byte},
};

/// The query's name for a ready-made trial.
const TRIAL: &str = "essai";

/// What became of a form: what is on the bench now, or why nothing was done.
struct Work {
    draft: Draft,
    keys: SecretKeys,
    /// Whether the cookie was verified.
    is_judged: bool,
}

/// GET: a good cookie, perhaps with a ready-made change, verified at once.
pub(in crate::web) fn bench_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    ctx.progress()?;
    let keys = course_key();
    let mut draft = Draft::new(presets::base(ctx, &keys));
    let trial = ctx.request.query_value(TRIAL).map(Cow::into_owned);
    let preset = trial.and_then(|trial| Preset::named(&trial));
    if let Some(preset) = preset {
        draft.value = preset.apply(&draft.original, ctx.now());
    }
    let work = Work {
        draft,
        keys,
        is_judged: preset.is_some(),
    };
    finish(ctx, &Typed::default(), work, Vec::new())
}

/// POST: does what the button says.
pub(in crate::web) async fn bench(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    ctx.progress()?;
    let typed = Typed::of(&form);
    let action = form.get("action").unwrap_or("verify");
    let words = BenchWords::of(ctx.lang);
    match work(ctx, &typed, action) {
        Ok(Some(work)) if action == "send" => match send::cookie(ctx, &work.draft.value) {
            Ok(cookie) => send::send(ctx, cookie),
            Err(problem) => page::refused(
                ctx,
                &typed,
                Problems {
                    send: Some(problem),
                    ..Problems::default()
                },
            ),
        },
        Ok(Some(work)) => {
            let notices = work.draft.notices(words);
            finish(ctx, &typed, work, notices)
        }
        Ok(None) => Err(Reason::BadForm.into()),
        Err(problems) => page::refused(ctx, &typed, problems),
    }
}

/// Applies what was typed, then does what the button says; `None` for a button
/// that there is not.
fn work(ctx: &Ctx<'_>, typed: &Typed, action: &str) -> Result<Option<Work>, Problems> {
    let words = BenchWords::of(ctx.lang);
    let keys = keys(typed, words);
    // Neither needs what stands in the fields.
    match action {
        "restore" => return Ok(Some(shown(Draft::restored(typed), keys))),
        "mine" => {
            let draft = ctx
                .session_text()
                .map_or_else(|| Draft::without_session(typed), Draft::new);
            return Ok(Some(shown(draft, keys)));
        }
        "verify" | "sign" | "flip" | "send" => {}
        _ => return Ok(None),
    }
    let draft = Draft::of(
        typed,
        &ctx.sessions().config().cookie.name,
        ctx.now(),
        words,
    );
    let (keys, mut draft) = match (keys, draft) {
        (Ok(keys), Ok(draft)) => (keys, draft),
        (keys, draft) => {
            return Err(Problems {
                key: keys.err(),
                ..draft.err().unwrap_or_default()
            });
        }
    };
    match action {
        "sign" => draft.sign(&keys, ctx.now()),
        "flip" => draft.value = flip::flip(&draft.value, typed, words)?,
        _ => {}
    }
    Ok(Some(Work {
        draft,
        keys,
        is_judged: true,
    }))
}

/// A cookie to look at, not verified yet.
fn shown(draft: Draft, keys: Result<SecretKeys, String>) -> Work {
    Work {
        draft,
        keys: keys.unwrap_or_else(|_| course_key()),
        is_judged: false,
    }
}

/// Judges what is to be judged, and shows the bench.
fn finish(
    ctx: &mut Ctx<'_>,
    typed: &Typed,
    work: Work,
    notices: Vec<&'static str>,
) -> Result<Response, HttpError> {
    let Work {
        draft,
        keys,
        is_judged,
    } = work;
    if !is_judged {
        return page::show(ctx, typed, &draft, None, None, notices);
    }
    let lifetime = ctx.sessions().config().permanent_session_lifetime;
    let examiner = if typed.has_own_key {
        Examiner::new(Examination::as_flask(keys.clone(), lifetime))
    } else {
        course_examiner(lifetime)
    };
    let anatomy = draft.examine(&examiner, ctx.now());
    let original = examiner.examine(&draft.original, ctx.now());
    learn(ctx, &draft, &anatomy, &original)?;
    let result = result::result(ctx, &draft, [&anatomy, &original], &keys);
    let by_course = (!typed.has_own_key && draft.is_found()).then_some(&anatomy);
    page::show(ctx, typed, &draft, Some(result), by_course, notices)
}

/// Takes note of what exercise 4 wants to see: a good cookie, refused after one
/// part of it was changed.
fn learn(
    ctx: &mut Ctx<'_>,
    draft: &Draft,
    anatomy: &Anatomy,
    original: &Anatomy,
) -> Result<(), HttpError> {
    let now = ctx.now();
    let code = ctx.progress()?.code;
    if draft.is_signed_anew {
        // Another date is signed anew to come to the gate of the age, as the bench says.
        let changed = Diff::of(&draft.original, &draft.value).changed();
        if !changed.contains(&Part::Timestamp) || changed.contains(&Part::Payload) {
            ctx.app.classroom.slip(code, one_byte::SIGNED_ANEW);
        }
        return Ok(());
    }
    let signature = original.signature.as_ref();
    let was_good = signature.is_some_and(|part| part.key_index.is_some());
    if was_good && let Some(fact) = fact(draft, anatomy) {
        ctx.app.classroom.prove(code, fact, now);
    }
    Ok(())
}

/// Which part was changed, if exactly one was and that is why the cookie is
/// refused.
fn fact(draft: &Draft, anatomy: &Anatomy) -> Option<Fact> {
    let cause = anatomy.cause.as_ref()?;
    let diff = Diff::of(&draft.original, &draft.value);
    let [part] = diff.changed()[..] else {
        return None;
    };
    let is_last_character = *cause == Cause::SignatureNotCanonical
        && diff.changed_chars() == 1
        && draft.value.len() == draft.original.len();
    Some(one_byte::changed(part, is_last_character))
}
