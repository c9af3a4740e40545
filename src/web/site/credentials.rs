//! What the forms with passwords have in common.

use std::{sync::Arc, time::Duration};

use super::login::LoginError;
use crate::{
    accounts::{AccountError, Caller, PasswordProblem, check_length},
    http::{HttpError, Reason},
    view::text::site::FormText,
    web::ctx::Ctx,
};

/// The error's page, where the form itself has no place for it.
pub(super) fn refused(error: AccountError) -> HttpError {
    let reason = match &error {
        AccountError::NameTaken => Reason::NameTaken,
        AccountError::BadCredentials | AccountError::UnknownAccount => Reason::BadCredentials,
        AccountError::Throttled { retry_after } => Reason::TooManyAttempts {
            retry_after: Duration::from_secs(*retry_after),
        },
        AccountError::TooManySignUps { retry_after } => Reason::TooManySignUps {
            retry_after: Duration::from_secs(*retry_after),
        },
        AccountError::TooManySignIns { retry_after } => Reason::TooManySignIns {
            retry_after: Duration::from_secs(*retry_after),
        },
        AccountError::Busy => Reason::Busy,
        AccountError::Guessable => Reason::BadForm,
        AccountError::Unavailable(_) | AccountError::Store(_) => Reason::AccountsUnavailable,
    };
    HttpError::new(reason).caused_by(error)
}

/// Who asks.
pub(super) fn client(ctx: &Ctx<'_>) -> Caller {
    Caller::new(ctx.request.client(), Arc::clone(ctx.request.is_queued()))
}

/// What is wrong with a login that was typed.
pub(super) fn login_problem(text: &FormText, error: LoginError) -> &'static str {
    match error {
        LoginError::Empty => text.empty,
        LoginError::NotAllowed => text.login_not_allowed,
        LoginError::Invisible => text.login_invisible,
    }
}

/// What is wrong with a new password at first sight, and with its repetition;
/// whether it is easily guessed takes longer to say.
pub(super) fn new_password_problems(
    text: &FormText,
    password: &str,
    confirm: &str,
) -> (Option<&'static str>, Option<&'static str>) {
    let problem = match check_length(password) {
        _ if password.is_empty() => Some(text.empty),
        Ok(()) => None,
        Err(PasswordProblem::TooShort) => Some(text.password_too_short),
        Err(PasswordProblem::TooLong) => Some(text.password_too_long),
        Err(PasswordProblem::Guessable) => Some(text.password_guessable),
    };
    let differs = (confirm != password).then_some(text.password_differs);
    (problem, differs)
}
