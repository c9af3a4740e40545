//! Who may see the board.

use std::time::Duration;

use serde::Serialize;

use crate::{
    classroom::{Knock, TEACHER_COOKIE, TEACHER_LIFETIME},
    http::{HttpError, Reason, Response},
    session::{CookieScope, SameSite, SetCookie},
    web::{ctx::Ctx, headers::unstored, routes::Route},
};

/// `board_door.html`
#[derive(Serialize)]
struct BoardDoor {
    has_key: bool,
    is_tls: bool,
    is_wrong: bool,
}

/// Whether the board opens for this request.
pub(in crate::web) fn is_open(ctx: &Ctx<'_>) -> bool {
    let has_shown_key = || {
        let cookie = ctx.cookie(TEACHER_COOKIE).unwrap_or_default();
        ctx.request.is_https() && ctx.app.classroom.is_teacher(&cookie, ctx.now())
    };
    ctx.request.is_from_this_machine() || has_shown_key()
}

/// What everybody else gets to see.
pub(super) fn closed(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    door(ctx, false)
}

fn door(ctx: &mut Ctx<'_>, is_wrong: bool) -> Result<Response, HttpError> {
    let content = BoardDoor {
        has_key: ctx.app.classroom.has_teacher_key(),
        is_tls: ctx.request.is_https(),
        is_wrong,
    };
    unstored(ctx.door(content))
}

/// The key was typed: over HTTPS the right one opens for a day of lessons.
pub(super) fn unlock(ctx: &mut Ctx<'_>, key: &str) -> Result<Response, HttpError> {
    let (classroom, now) = (&ctx.app.classroom, ctx.now());
    // Security: over plain HTTP the answer says nothing of the key.
    let knock = if ctx.request.is_https() {
        classroom.knock(key, ctx.request.client().into(), now)
    } else {
        Knock::Wrong
    };
    if let Knock::Unheard { retry_after } = knock {
        let retry_after = Duration::from_secs(retry_after);
        return Err(Reason::TooManyKeys { retry_after }.into());
    }
    let cookie = classroom.teacher_cookie(now);
    let Some(value) = cookie.filter(|_| knock == Knock::Opens) else {
        tracing::warn!("teacher's key refused");
        return door(ctx, true);
    };
    let scope = CookieScope {
        name: TEACHER_COOKIE.to_owned(),
        domain: None,
        path: "/".to_owned(),
        http_only: true,
        secure: true,
        same_site: Some(SameSite::Strict),
        partitioned: false,
    };
    let expires = ctx.now().saturating_add(TEACHER_LIFETIME);
    ctx.also_set(SetCookie::new(&scope, value, Some(expires)));
    unstored(ctx.redirect(Route::Board))
}
