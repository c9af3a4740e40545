//! `/sign-up`: « Créer un nouveau compte ».
//!
//! The course names this view and does not show it; the form is that of
//! Flask's tutorial, with a Flask-WTF token.

use serde::Serialize;

use super::{
    credentials::{client, login_problem, new_password_problems, refused},
    login::Login,
};
use crate::{
    accounts::AccountError,
    http::{HttpError, Response, StatusCode},
    view::text::site::{Flashes, FormText},
    web::{ctx::Ctx, routes::Route, shown::echoed, signed_in},
};

/// `sign_up.html`: what was typed, and what is wrong with it.
#[derive(Default, Serialize)]
struct SignUp {
    csrf_token: String,
    login: String,
    login_error: Option<&'static str>,
    password_error: Option<&'static str>,
    confirm_error: Option<&'static str>,
}

/// GET: the form, for who has no account; a guest may want one.
pub(in crate::web) fn sign_up_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    if ctx.account().is_some() {
        return ctx.redirect(Route::Index);
    }
    show(ctx, StatusCode::OK, SignUp::default())
}

/// POST: a new account, and then the form to sign in with it.
pub(in crate::web) async fn sign_up(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let form = ctx.request.form().await?;
    let typed = form.get("login").unwrap_or_default();
    let again = SignUp {
        login: echoed(typed),
        ..SignUp::default()
    };
    if ctx.check_csrf(&form).is_err() {
        ctx.session
            .flash(Flashes::of(ctx.lang).csrf_refused, "error");
        return show(ctx, StatusCode::BAD_REQUEST, again);
    }
    let text = FormText::of(ctx.lang);
    let password = form.get("password").unwrap_or_default();
    let confirm = form.get("confirm").unwrap_or_default();
    let login = Login::new(typed);
    let (password_error, confirm_error) = new_password_problems(text, password, confirm);
    let login = match login {
        Ok(login) if password_error.is_none() && confirm_error.is_none() => login,
        login => {
            let again = SignUp {
                login_error: login.err().map(|error| login_problem(text, error)),
                password_error,
                confirm_error,
                ..again
            };
            return refuse(ctx, StatusCode::BAD_REQUEST, again);
        }
    };
    let accounts = &ctx.app.accounts;
    match accounts
        .sign_up(login.as_str(), password, &client(ctx))
        .await
    {
        Ok(account) => {
            tracing::info!(login = account.username, "account created");
            // A guest becomes an account holder by signing in, not by this.
            signed_in::forget(&mut ctx.session);
            ctx.session
                .flash(Flashes::of(ctx.lang).account_created, "success");
            ctx.redirect(Route::SignIn)
        }
        Err(AccountError::NameTaken) => {
            let again = SignUp {
                login_error: Some(text.login_taken),
                ..again
            };
            refuse(ctx, StatusCode::CONFLICT, again)
        }
        Err(AccountError::Guessable) => {
            let again = SignUp {
                password_error: Some(text.password_guessable),
                ..again
            };
            refuse(ctx, StatusCode::BAD_REQUEST, again)
        }
        Err(error) => Err(refused(error)),
    }
}

fn refuse(ctx: &mut Ctx<'_>, status: StatusCode, form: SignUp) -> Result<Response, HttpError> {
    ctx.session
        .flash(Flashes::of(ctx.lang).form_refused, "error");
    show(ctx, status, form)
}

fn show(ctx: &mut Ctx<'_>, status: StatusCode, form: SignUp) -> Result<Response, HttpError> {
    // Before the frame, which looks at the session as it will be sent.
    let csrf_token = ctx.csrf_token()?;
    let content = SignUp { csrf_token, ..form };
    ctx.page(status, content)
}
