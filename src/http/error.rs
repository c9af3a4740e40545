//! What can go wrong in a request: a reason for the visitor, a cause for the
//! log.
//!
//! The [`Reason`] is public: it decides the status, and `view::text` puts it
//! into words. The cause is only for the log.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use hyper::StatusCode;

use super::Response;

type Cause = Box<dyn Error + Send + Sync>;

/// Why a request is answered with an error page.
#[derive(Debug)]
pub struct HttpError {
    reason: Reason,
    cause: Option<Cause>,
}

/// The public half of an [`HttpError`]; `Display` is for the log. `retry_after`
/// tells when the next attempt will be accepted, `limit` what was exceeded.
#[expect(missing_docs, reason = "the fields are explained above")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The target is not one that a page could have, or the body has a coding
    /// that is not read.
    #[error("not understood")]
    NotUnderstood,
    /// HTTP/1.1 requires exactly one `Host`, which must be a valid host.
    #[error("bad `Host` header")]
    BadHost,
    /// The form did not arrive as announced.
    #[error("unreadable form")]
    BadForm,
    /// The form was sent by another site's page.
    #[error("form sent by another site")]
    ForeignPost,
    /// The login and password do not belong together.
    #[error("wrong login or password")]
    BadCredentials,
    /// A guest asked for something that only accounts have.
    #[error("guests have no account")]
    NoAccount,
    /// The login is taken.
    #[error("login taken")]
    NameTaken,
    /// Too many wrong passwords for one login from one address.
    #[error("too many attempts, next one in {} s", retry_after.as_secs())]
    TooManyAttempts { retry_after: Duration },
    /// Too many wrong teacher's keys from one address.
    #[error("too many wrong keys, next one in {} s", retry_after.as_secs())]
    TooManyKeys { retry_after: Duration },
    /// Too many sign-ups from one address.
    #[error("too many sign-ups, next one in {} s", retry_after.as_secs())]
    TooManySignUps { retry_after: Duration },
    /// One account began too many sessions within a day.
    #[error("too many sign-ins, next one in {} s", retry_after.as_secs())]
    TooManySignIns { retry_after: Duration },
    /// Too many requests are waiting for a password to be hashed.
    #[error("too many wait already")]
    Busy,
    /// The accounts' database is unreachable or refuses to work.
    #[error("the accounts are not available")]
    AccountsUnavailable,
    /// The session and copies of its cookie have ended on this server; on
    /// others they will when the database is back.
    #[error("the logout will be recorded later")]
    LogoutDelayed,
    /// The session has ended in this browser, but copies of its cookie stay
    /// valid: the logout could not be recorded.
    #[error("the logout is not recorded")]
    LogoutNotRecorded,
    /// The same, because too many guests have logged out.
    #[error("the logout is not recorded: too many are")]
    TooManyLogouts,
    /// There is no page at this address.
    #[error("no such page")]
    NotFound,
    /// The page does not support this method.
    #[error("method not allowed, expected `{allow}`")]
    MethodNotAllowed {
        /// As in the header `Allow`.
        allow: &'static str,
    },
    /// The form took longer than `BODY_TIMEOUT` to arrive.
    #[error("form not complete within {} s", limit.as_secs())]
    BodyTooSlow { limit: Duration },
    /// The form is longer than `MAX_CONTENT_LENGTH`.
    #[error("form longer than {limit} bytes")]
    BodyTooLarge { limit: u64 },
    /// The body is not a form.
    #[error("body is not `application/x-www-form-urlencoded`")]
    UnsupportedMediaType,
    /// The request line and headers together are too long.
    #[error("header longer than {limit} bytes")]
    HeaderTooLarge {
        /// In bytes.
        limit: usize,
    },
    /// A fault of ours; the visitor learns only the request's id.
    #[error("internal error")]
    Internal,
}

impl Reason {
    /// The status of the response.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NotUnderstood | Self::BadHost | Self::BadForm => StatusCode::BAD_REQUEST,
            Self::BadCredentials => StatusCode::UNAUTHORIZED,
            Self::ForeignPost | Self::NoAccount => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTooSlow { .. } => StatusCode::REQUEST_TIMEOUT,
            Self::NameTaken => StatusCode::CONFLICT,
            Self::TooManyAttempts { .. }
            | Self::TooManyKeys { .. }
            | Self::TooManySignUps { .. }
            | Self::TooManySignIns { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy
            | Self::AccountsUnavailable
            | Self::LogoutDelayed
            | Self::LogoutNotRecorded
            | Self::TooManyLogouts => StatusCode::SERVICE_UNAVAILABLE,
            Self::BodyTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::HeaderTooLarge { .. } => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl HttpError {
    /// A refusal whose reason says everything.
    pub fn new(reason: Reason) -> Self {
        Self {
            reason,
            cause: None,
        }
    }

    /// A 500, of whose cause the visitor sees nothing.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::new(Reason::Internal).caused_by(cause)
    }

    /// Adds a cause for the log.
    #[must_use]
    pub fn caused_by(self, cause: impl Into<Cause>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..self
        }
    }

    /// The part that the visitor may know.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The status of the error's page.
    pub fn status(&self) -> StatusCode {
        self.reason.status()
    }

    /// Attaches the error to its page, for the request's log line.
    #[must_use]
    pub fn logged_with(self, mut page: Response) -> Response {
        page.extensions_mut().insert(Arc::new(self));
        page
    }

    /// The error attached to a page.
    pub(crate) fn of(page: &Response) -> Option<&Self> {
        page.extensions().get::<Arc<Self>>().map(AsRef::as_ref)
    }

    /// The reason and all causes in one line: `internal error: disk full: …`.
    pub(crate) fn chain(&self) -> String {
        let mut chain = self.to_string();
        let mut source = self.source();
        while let Some(cause) = source {
            chain.push_str(": ");
            chain.push_str(&cause.to_string());
            source = cause.source();
        }
        chain
    }
}

impl From<Reason> for HttpError {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl Error for HttpError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause
            .as_deref()
            .map(|cause| cause as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::too_many_lines, reason = "a table")]
    fn each_reason_has_its_status_and_its_words() {
        let table: [(Reason, u16, &str); 23] = [
            (Reason::NotUnderstood, 400, "not understood"),
            (Reason::BadHost, 400, "bad `Host` header"),
            (Reason::BadForm, 400, "unreadable form"),
            (Reason::ForeignPost, 403, "form sent by another site"),
            (Reason::BadCredentials, 401, "wrong login or password"),
            (Reason::NoAccount, 403, "guests have no account"),
            (Reason::NotFound, 404, "no such page"),
            (Reason::NameTaken, 409, "login taken"),
            (
                Reason::TooManyAttempts {
                    retry_after: Duration::from_secs(299),
                },
                429,
                "too many attempts, next one in 299 s",
            ),
            (
                Reason::TooManyKeys {
                    retry_after: Duration::from_secs(1),
                },
                429,
                "too many wrong keys, next one in 1 s",
            ),
            (
                Reason::AccountsUnavailable,
                503,
                "the accounts are not available",
            ),
            (
                Reason::TooManySignUps {
                    retry_after: Duration::from_secs(299),
                },
                429,
                "too many sign-ups, next one in 299 s",
            ),
            (
                Reason::TooManySignIns {
                    retry_after: Duration::from_secs(86_399),
                },
                429,
                "too many sign-ins, next one in 86399 s",
            ),
            (Reason::Busy, 503, "too many wait already"),
            (
                Reason::LogoutDelayed,
                503,
                "the logout will be recorded later",
            ),
            (Reason::LogoutNotRecorded, 503, "the logout is not recorded"),
            (
                Reason::TooManyLogouts,
                503,
                "the logout is not recorded: too many are",
            ),
            (
                Reason::MethodNotAllowed { allow: "GET, HEAD" },
                405,
                "method not allowed, expected `GET, HEAD`",
            ),
            (
                Reason::BodyTooSlow {
                    limit: Duration::from_secs(30),
                },
                408,
                "form not complete within 30 s",
            ),
            (
                Reason::BodyTooLarge { limit: 65_536 },
                413,
                "form longer than 65536 bytes",
            ),
            (
                Reason::UnsupportedMediaType,
                415,
                "body is not `application/x-www-form-urlencoded`",
            ),
            (
                Reason::HeaderTooLarge { limit: 16_384 },
                431,
                "header longer than 16384 bytes",
            ),
            (Reason::Internal, 500, "internal error"),
        ];
        for (reason, status, words) in table {
            let error = HttpError::from(reason);
            assert_eq!(error.status(), status);
            assert_eq!(error.to_string(), words);
            assert_eq!(error.chain(), words);
        }
    }

    #[test]
    fn the_log_gets_every_cause_in_one_line() {
        let disk = std::io::Error::other(HttpError::internal("the disk is full"));
        assert_eq!(
            HttpError::internal(disk).chain(),
            "internal error: internal error: the disk is full"
        );
    }

    #[test]
    fn a_page_keeps_the_error_that_it_stands_for() {
        let page = HttpError::new(Reason::NotFound).logged_with(Response::default());
        assert_eq!(
            HttpError::of(&page).map(HttpError::reason),
            Some(Reason::NotFound)
        );
        assert!(HttpError::of(&Response::default()).is_none());
    }
}
