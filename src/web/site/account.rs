//! `/account`: an account holder changes the password, or deletes the account.

use serde::Serialize;

use super::credentials::{client, new_password_problems, refused};
use crate::{
    accounts::AccountError,
    http::{Form, HttpError, Reason, Response, StatusCode},
    view::text::site::{Flashes, FormText},
    web::{
        ctx::{Ctx, Holder},
        routes::Route,
    },
};

/// `account.html`: two forms, each with what is wrong in it.
#[derive(Default, Serialize)]
struct Account {
    csrf_token: String,
    current_error: Option<&'static str>,
    password_error: Option<&'static str>,
    confirm_error: Option<&'static str>,
    delete_error: Option<&'static str>,
}

/// GET: both forms.
pub(in crate::web) fn account_form(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    match holder(ctx)? {
        Some(_) => show(ctx, StatusCode::OK, Account::default()),
        None => ctx.redirect(Route::SignIn),
    }
}

/// POST: the form whose hidden field `action` says which.
pub(in crate::web) async fn account(ctx: &mut Ctx<'_>) -> Result<Response, HttpError> {
    let Some(holder) = holder(ctx)? else {
        return ctx.redirect(Route::SignIn);
    };
    let form = ctx.request.form().await?;
    if ctx.check_csrf(&form).is_err() {
        ctx.session
            .flash(Flashes::of(ctx.lang).csrf_refused, "error");
        return show(ctx, StatusCode::BAD_REQUEST, Account::default());
    }
    match form.get("action") {
        Some("password") => change_password(ctx, &holder, &form).await,
        Some("delete") => delete(ctx, &holder, &form).await,
        _ => Err(Reason::BadForm.into()),
    }
}

/// `None` for nobody; a guest is refused.
fn holder(ctx: &mut Ctx<'_>) -> Result<Option<Holder>, HttpError> {
    match (ctx.account(), ctx.user()) {
        (Some(holder), Some(_)) => Ok(Some(holder)),
        (None, Some(_)) => Err(Reason::NoAccount.into()),
        (_, None) => Ok(None),
    }
}

async fn change_password(
    ctx: &mut Ctx<'_>,
    holder: &Holder,
    form: &Form,
) -> Result<Response, HttpError> {
    let text = FormText::of(ctx.lang);
    let field = |name| form.get(name).unwrap_or_default();
    let (current, password) = (field("current"), field("password"));
    let (password_error, confirm_error) = new_password_problems(text, password, field("confirm"));
    let wrong = Account {
        current_error: current.is_empty().then_some(text.empty),
        password_error,
        confirm_error,
        ..Account::default()
    };
    if wrong
        .current_error
        .or(password_error)
        .or(confirm_error)
        .is_some()
    {
        return refuse(ctx, wrong);
    }
    let (from, uid) = (client(ctx), Some(holder.uid.as_str()));
    let accounts = &ctx.app.accounts;
    match accounts
        .change_password(holder.id, current, password, &from, uid)
        .await
    {
        Ok(()) => {
            tracing::info!(login = ctx.user(), "password changed");
            ctx.session
                .flash(Flashes::of(ctx.lang).password_changed, "success");
            ctx.redirect(Route::Account)
        }
        Err(AccountError::BadCredentials) => refuse(
            ctx,
            Account {
                current_error: Some(text.password_wrong),
                ..wrong
            },
        ),
        Err(AccountError::Guessable) => refuse(
            ctx,
            Account {
                password_error: Some(text.password_guessable),
                ..wrong
            },
        ),
        Err(error) => gone_or_refused(ctx, error),
    }
}

async fn delete(ctx: &mut Ctx<'_>, holder: &Holder, form: &Form) -> Result<Response, HttpError> {
    let text = FormText::of(ctx.lang);
    let current = form.get("current").unwrap_or_default();
    let wrong = |message| Account {
        delete_error: Some(message),
        ..Account::default()
    };
    if current.is_empty() {
        return refuse(ctx, wrong(text.empty));
    }
    let accounts = &ctx.app.accounts;
    match accounts.delete(holder.id, current, &client(ctx)).await {
        Ok(()) => {
            tracing::info!(login = ctx.user(), "account deleted");
            ctx.session.clear();
            ctx.redirect(Route::Index)
        }
        Err(AccountError::BadCredentials) => refuse(ctx, wrong(text.password_wrong)),
        Err(error) => gone_or_refused(ctx, error),
    }
}

/// An account that was deleted elsewhere meanwhile leaves nobody signed in.
fn gone_or_refused(ctx: &mut Ctx<'_>, error: AccountError) -> Result<Response, HttpError> {
    if matches!(error, AccountError::UnknownAccount) {
        ctx.session.clear();
        return ctx.redirect(Route::SignIn);
    }
    Err(refused(error))
}

fn refuse(ctx: &mut Ctx<'_>, wrong: Account) -> Result<Response, HttpError> {
    ctx.session
        .flash(Flashes::of(ctx.lang).form_refused, "error");
    show(ctx, StatusCode::BAD_REQUEST, wrong)
}

fn show(ctx: &mut Ctx<'_>, status: StatusCode, mut page: Account) -> Result<Response, HttpError> {
    page.csrf_token = ctx.csrf_token()?;
    ctx.page(status, page)
}
