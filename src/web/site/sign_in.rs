//! `/sign-in`: the course's form.
//!
//! # Differences
//!
//! - The course's check for empty fields can never run (`elif` repeats the
//!   condition of the `if`); here it does.
//! - The course adds the user to the session that is there; here the session
//!   starts empty, so that nothing planted before the sign-in outlives it.

use serde::Serialize;

use super::{
    credentials::{client, refused},
    login::{Login, LoginError},
};
use crate::{
    accounts::{AccountError, SignedIn, Uid, Unknown},
    http::{HttpError, Response, StatusCode, header::WWW_AUTHENTICATE},
    session::Session,
    view::text::site::Flashes,
    web::{ctx::Ctx, errors::CHALLENGE, routes::Route, shown::echoed, signed_in},
};

/// `sign_in.html`
#[derive(Default, Serialize)]
struct SignIn {
    login: String,
    login_empty: bool,
    /// Empty, or not what is allowed.
    login_wrong: bool,
    password_empty: bool,
    /// `session['uid']`, as in the course.
    sessionid: String,
}

/// GET: the form, for who is not signed in yet.
pub(in crate::web) fn sign_in_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if ctx.user().is_some() {
        return ctx.redirect(Route::Index);
    }
    show(ctx, StatusCode::OK, SignIn::default())
}

/// POST: a login that has an account needs its password; any other is let in
/// as a guest, as in the course, unless accounts are required.
pub(in crate::web) async fn sign_in(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    let typed = form.get("login").unwrap_or_default();
    let password = form.get("password").unwrap_or_default();
    let login = match Login::new(typed) {
        Ok(login) if !password.is_empty() => login,
        login => return refuse(ctx, typed, login.err(), !password.is_empty()),
    };
    let unknown = if ctx.app.require_account {
        Unknown::Refuse
    } else {
        Unknown::Guest
    };
    let accounts = &ctx.app.accounts;
    let caller = client(ctx);
    let known = accounts.sign_in(login.as_str(), password, &caller, unknown);
    match known.await {
        Ok(known) => welcome(ctx, &login, known),
        Err(AccountError::BadCredentials) => {
            tracing::warn!(login = login.as_str(), "sign-in refused");
            not_together(ctx, typed)
        }
        Err(error) => Err(refused(error)),
    }
}

/// A new session, with a name of its own where a logout shall end it.
fn welcome(
    ctx: &mut Ctx<'_>,
    login: &Login,
    known: Option<SignedIn>,
) -> Result<Response, HttpError> {
    let (id, uid) = if let Some(SignedIn { account, uid }) = known {
        tracing::info!(login = login.as_str(), "signed in");
        (Some(account.id), Some(uid))
    } else {
        tracing::info!(login = login.as_str(), "signed in as a guest");
        (None, guest_uid(ctx)?)
    };
    ctx.session = Session::default();
    signed_in::sign_in(&mut ctx.session, login.as_str(), id, uid);
    if ctx.app.absolute_lifetime > 0 {
        let now = ctx.now();
        signed_in::begin(&mut ctx.session, now);
    }
    if ctx.visitor.is_permanent(ctx.app) {
        ctx.session.set_permanent(true);
    }
    ctx.redirect(Route::Index)
}

/// What a logout shall end needs a number.
fn guest_uid(ctx: &Ctx<'_>) -> Result<Option<Uid>, HttpError> {
    let uid = ctx.app.revoke_on_logout.then(Uid::random).transpose();
    uid.map_err(HttpError::internal)
}

/// The form again: one text for an unknown login and for a wrong password.
fn not_together(ctx: &mut Ctx<'_>, typed: &str) -> Result<Response, HttpError> {
    ctx.session
        .flash(Flashes::of(ctx.lang).bad_credentials, "error");
    let form = SignIn {
        login: echoed(typed),
        ..SignIn::default()
    };
    let mut response = show(ctx, StatusCode::UNAUTHORIZED, form)?;
    response.headers_mut().insert(WWW_AUTHENTICATE, CHALLENGE);
    Ok(response)
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
        Some(LoginError::Invisible) => texts.login_invisible,
        Some(LoginError::Empty) | None => Flashes::empty_fields(ctx.lang),
    };
    ctx.session.flash(message, "error");
    let form = SignIn {
        login: echoed(typed),
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
    let uid = signed_in::uid(&mut ctx.session).map(echoed);
    let content = SignIn {
        sessionid: uid.unwrap_or_default(),
        ..form
    };
    ctx.page(status, content)
}
