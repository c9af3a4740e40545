//! `/sign-in`: the course's form.
//!
//! # Differences
//!
//! - The course's check for empty fields can never run (`elif` repeats the
//!   condition of the `if`); here it does.
//! - The course adds the user to the session that is there; here the session
//!   starts empty, so that nothing planted before the sign-in outlives it.

use super::login::{Login, LoginError};
use crate::{
    http::{HttpError, Response, StatusCode},
    session::{Dict, Session, Value},
    view::{
        Page,
        context::{Context, Frame, SignIn},
        text::flashes::Flashes,
    },
    web::{
        ctx::{Ctx, printable},
        routes::Route,
    },
};

/// GET: the form, for who is not signed in yet.
pub(in crate::web) fn sign_in_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if ctx.user().is_some() {
        return ctx.redirect(Route::Index);
    }
    show(ctx, StatusCode::OK, SignIn::default())
}

/// POST: a guest is let in under any name; the password is not looked at.
pub(in crate::web) async fn sign_in(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    let typed = form.get("login").unwrap_or_default();
    let has_password = form
        .get("password")
        .is_some_and(|password| !password.is_empty());
    match Login::new(typed) {
        Ok(login) if has_password => welcome(ctx, &login),
        login => refuse(ctx, typed, login.err(), has_password),
    }
}

fn welcome(ctx: &mut Ctx<'_>, login: &Login) -> Result<Response, HttpError> {
    let mut user = Dict::new();
    user.insert("username", login.as_str());
    ctx.session = Session::default();
    ctx.session.set("user", user);
    tracing::info!(login = login.as_str(), "signed in as a guest");
    ctx.redirect(Route::Index)
}

/// The form again, with what is wrong and with what was typed.
fn refuse(
    ctx: &mut Ctx<'_>,
    typed: &str,
    wrong: Option<LoginError>,
    has_password: bool,
) -> Result<Response, HttpError> {
    let texts = Flashes::of(ctx.lang);
    let message = match wrong {
        Some(LoginError::NotAllowed) => texts.login_not_allowed,
        Some(LoginError::Empty) | None => texts.empty_fields,
    };
    ctx.session.flash(message, "error");
    let form = SignIn {
        login: printable(typed),
        login_empty: wrong == Some(LoginError::Empty),
        login_wrong: wrong.is_some(),
        password_empty: !has_password,
        ..SignIn::default()
    };
    show(ctx, StatusCode::BAD_REQUEST, form)
}

/// `sessionid` repeats `session['uid']` as in the course, which never sets it;
/// what comes back in that field is not read.
fn show(ctx: &mut Ctx<'_>, status: StatusCode, form: SignIn) -> Result<Response, HttpError> {
    let uid = ctx
        .session
        .get("uid")
        .and_then(Value::as_str)
        .map(printable);
    let context = Context {
        frame: Frame {
            failed: status.is_client_error(),
            ..ctx.frame()
        },
        page: SignIn {
            sessionid: uid.unwrap_or_default(),
            ..form
        },
    };
    ctx.render(status, Page::SignIn, &context)
}
