//! Errors as pages: the course's `error_handlers`.

use std::time::Duration;

use serde::Serialize;

use super::{ctx::Ctx, routes::Target};
use crate::{
    http::{
        HttpError, Reason, Response,
        header::{ALLOW, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE},
        response,
    },
    view::{
        Page,
        context::{Context, Frame},
        text::{Lang, errors::ErrorTexts},
    },
};

/// `error_*.html`
#[derive(Serialize)]
struct ErrorPage {
    status: u16,
    what: &'static str,
    why: String,
    /// Shown on a 5xx, which says nothing else.
    request_id: String,
}

/// Beside a 401 (RFC 9110, section 11.6.1): a scheme of our own, so that no
/// browser opens a window of its own for the password.
pub(super) const CHALLENGE: HeaderValue = HeaderValue::from_static("Form realm=\"sign-in\"");

/// Seconds after which a database may be back.
const SOON: u64 = 5;

/// The page that says what happened, why, and where to go.
pub(super) fn page(ctx: &mut Ctx<'_>, error: HttpError) -> Response {
    let texts = ErrorTexts::of(ctx.lang);
    let (what, why) = if needs_lab(ctx, error.reason()) {
        (texts.needs_lab, texts.needs_lab_why.to_owned())
    } else {
        let reason = error.reason();
        (what(reason, ctx.lang), why(reason, ctx.lang))
    };
    let context = Context {
        frame: Frame {
            failed: true,
            canonical: None,
            is_projected: false,
            can_be_projected: false,
            ..ctx.frame()
        },
        page: ErrorPage {
            status: error.status().as_u16(),
            what,
            why,
            request_id: ctx.request.id().to_string(),
        },
    };
    let page = Page::error(context.page.status);
    match ctx.render(error.status(), page, &context) {
        Ok(mut response) => {
            add_headers(&mut response, error.reason());
            error.logged_with(response)
        }
        // The page's own mistake comes second: the first error is the one to look for.
        Err(second) => without_page(error.caused_by(second)),
    }
}

/// Whether the address is there on a server that runs with `--lab`, and this one
/// does not.
fn needs_lab(ctx: &Ctx<'_>, reason: Reason) -> bool {
    let is_there = || Target::decode(ctx.request.path(), true).is_some();
    matches!(reason, Reason::NotFound) && !ctx.app.is_lab && is_there()
}

/// What RFC 9110 wants beside some statuses.
fn add_headers(response: &mut Response, reason: Reason) {
    let header = match reason {
        Reason::MethodNotAllowed { allow } => (ALLOW, HeaderValue::from_static(allow)),
        Reason::BadCredentials => (WWW_AUTHENTICATE, CHALLENGE),
        Reason::TooManyAttempts { retry_after }
        | Reason::TooManyKeys { retry_after }
        | Reason::TooManySignUps { retry_after }
        | Reason::TooManySignIns { retry_after } => (RETRY_AFTER, retry_after.as_secs().into()),
        Reason::AccountsUnavailable
        | Reason::Busy
        | Reason::LogoutDelayed
        | Reason::LogoutNotRecorded => (RETRY_AFTER, SOON.into()),
        _ => return,
    };
    response.headers_mut().insert(header.0, header.1);
}

/// The same without a template, for when there is nothing left to trust.
pub(super) fn without_page(error: HttpError) -> Response {
    let status = error.status();
    error.logged_with(response::text(status, format!("{status}\n")))
}

fn what(reason: Reason, lang: Lang) -> &'static str {
    let texts = ErrorTexts::of(lang);
    match reason {
        Reason::NotUnderstood => texts.not_understood,
        Reason::BadHost => texts.bad_host,
        Reason::BadForm => texts.bad_form,
        Reason::ForeignPost => texts.foreign_post,
        Reason::BadCredentials => texts.bad_credentials,
        Reason::NoAccount => texts.no_account,
        Reason::NameTaken => texts.name_taken,
        Reason::TooManyAttempts { .. } => texts.too_many_attempts,
        Reason::TooManyKeys { .. } => texts.too_many_keys,
        Reason::TooManySignUps { .. } => texts.too_many_sign_ups,
        Reason::TooManySignIns { .. } => texts.too_many_sign_ins,
        Reason::Busy => texts.busy,
        Reason::AccountsUnavailable => texts.accounts_unavailable,
        Reason::LogoutDelayed => texts.logout_delayed,
        Reason::LogoutNotRecorded => texts.logout_not_recorded,
        Reason::TooManyLogouts => texts.too_many_logouts,
        Reason::NotFound => texts.not_found,
        Reason::MethodNotAllowed { .. } => texts.method_not_allowed,
        Reason::BodyTooSlow { .. } => texts.body_too_slow,
        Reason::BodyTooLarge { .. } => texts.body_too_large,
        Reason::UnsupportedMediaType => texts.unsupported_media_type,
        Reason::HeaderTooLarge { .. } => texts.header_too_large,
        Reason::Internal => texts.internal,
    }
}

fn why(reason: Reason, lang: Lang) -> String {
    let texts = ErrorTexts::of(lang);
    match reason {
        Reason::NotUnderstood => texts.not_understood_why.to_owned(),
        Reason::BadHost => texts.bad_host_why.to_owned(),
        Reason::BadForm => texts.bad_form_why.to_owned(),
        Reason::ForeignPost => texts.foreign_post_why.to_owned(),
        Reason::BadCredentials => texts.bad_credentials_why.to_owned(),
        Reason::NoAccount => texts.no_account_why.to_owned(),
        Reason::NameTaken => texts.name_taken_why.to_owned(),
        Reason::TooManyAttempts { retry_after } => {
            texts.too_many_attempts_why(&seconds(retry_after, lang))
        }
        Reason::TooManyKeys { retry_after } => texts.too_many_keys_why(&seconds(retry_after, lang)),
        Reason::TooManySignUps { retry_after } => {
            texts.too_many_sign_ups_why(&seconds(retry_after, lang))
        }
        Reason::TooManySignIns { retry_after } => {
            texts.too_many_sign_ins_why(&seconds(retry_after, lang))
        }
        Reason::Busy => texts.busy_why.to_owned(),
        Reason::AccountsUnavailable => texts.accounts_unavailable_why.to_owned(),
        Reason::LogoutDelayed => texts.logout_delayed_why.to_owned(),
        Reason::LogoutNotRecorded => texts.logout_not_recorded_why.to_owned(),
        Reason::TooManyLogouts => texts.too_many_logouts_why.to_owned(),
        Reason::NotFound => texts.not_found_why.to_owned(),
        Reason::MethodNotAllowed { allow } => texts.method_not_allowed_why(allow),
        Reason::BodyTooSlow { limit } => texts.body_too_slow_why(&seconds(limit, lang)),
        Reason::BodyTooLarge { limit } => texts.body_too_large_why(&bytes(limit, lang)),
        Reason::UnsupportedMediaType => texts.unsupported_media_type_why.to_owned(),
        Reason::HeaderTooLarge { limit } => {
            texts.header_too_large_why(&bytes(u64::try_from(limit).unwrap_or(u64::MAX), lang))
        }
        Reason::Internal => texts.internal_why.to_owned(),
    }
}

/// `30 s`
fn seconds(time: Duration, lang: Lang) -> String {
    format!("{}\u{a0}s", lang.number(time.as_secs()))
}

/// `65,536 bytes`
fn bytes(number: u64, lang: Lang) -> String {
    let unit = match lang {
        Lang::Fr => "octets",
        Lang::En => "bytes",
    };
    format!("{}\u{a0}{unit}", lang.number(number))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use http_body_util::BodyExt;
    use tokio::runtime::Builder;

    use super::*;
    use crate::{
        accounts::{self, Accounts, Database},
        anatomy::{Examination, Examiner},
        classroom::{ClassKey, Classroom, TP_COOKIE},
        clock::Clock,
        http::{Limits, Request},
        itsdangerous::{SecretKey, SecretKeys},
        session::{Csrf, SecureCookieSessionInterface, SessionConfig},
        view::text::lab::ExerciseTexts,
        web::{App, practical::Exercises, render, site::Roster},
    };

    fn app() -> App {
        render::check().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = Database::Sqlite(folder.path().join("accounts.sqlite3"));
        let settings = accounts::Settings::new(Clock::System);
        let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
        let accounts = runtime
            .block_on(Accounts::open(&database, settings))
            .unwrap();
        let keys = SecretKeys::new(SecretKey::new("key"));
        App {
            sessions: SecureCookieSessionInterface::new(SessionConfig::default(), &keys),
            csrf: Csrf::new(&keys.key),
            examiner: Examiner::new(Examination::as_flask(keys.clone(), 1)),
            accounts,
            classroom: Classroom::new(ClassKey::Passing(SecretKey::new("random"))),
            roster: Roster::built_in(),
            exercises: Exercises::new(ExerciseTexts::built_in().unwrap()).unwrap(),
            clock: Clock::Fixed(1_795_507_200),
            is_lab: false,
            tp_cookie: TP_COOKIE,
            is_adhoc: false,
            has_certificate: false,
            require_account: false,
            revoke_on_logout: false,
            absolute_lifetime: 0,
            in_the_room: None,
        }
    }

    fn request(lang: Lang) -> Request {
        let request = hyper::Request::get(format!("/?lang={}", lang.tag()))
            .body("")
            .unwrap();
        Request::new(
            request,
            SocketAddr::from((Ipv4Addr::LOCALHOST, 1)),
            Limits::default(),
        )
    }

    #[test]
    fn an_internal_error_shows_the_number_of_the_request_and_no_cause() {
        let app = app();
        for (lang, title) in [(Lang::Fr, "Erreur du serveur"), (Lang::En, "Server error")] {
            let mut ctx = Ctx::open(&app, request(lang));
            let error = HttpError::internal("the disk of the database is full");
            let response = page(&mut ctx, error);
            assert_eq!(response.status(), 500);
            let runtime = Builder::new_current_thread().build().unwrap();
            let body = runtime
                .block_on(response.into_body().collect())
                .unwrap()
                .to_bytes();
            let html = str::from_utf8(&body).unwrap();
            assert!(
                html.contains(title) && html.contains(ctx.request.id().as_str()),
                "{html}"
            );
            assert!(!html.contains("disk"), "{html}");
        }
    }

    #[test]
    fn without_a_page_the_status_is_all_that_is_said() {
        let response = without_page(HttpError::internal("cause"));
        assert_eq!(response.status(), 500);
        assert_eq!(
            response.headers()["content-type"],
            "text/plain; charset=utf-8"
        );
    }
}
