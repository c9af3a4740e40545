//! What goes wrong in a request: one text for the visitor, one for the log.
//!
//! The [`Reason`] is public: it decides the status and `view::text` words it.
//! The cause is for the log only.

use std::{error::Error, fmt, sync::Arc, time::Duration};

use hyper::StatusCode;

use super::Response;

type Cause = Box<dyn Error + Send + Sync>;

/// Why a request is not answered by a page.
#[derive(Debug)]
pub struct HttpError {
    reason: Reason,
    cause: Option<Cause>,
}

/// The public half of an [`HttpError`]; its `Display` is what the log says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The header asks for no page of any site, or announces no body that can
    /// be read.
    #[error("not understood")]
    NotUnderstood,
    /// HTTP/1.1 wants exactly one `Host`, and it must be a host.
    #[error("bad `Host` header")]
    BadHost,
    /// The form did not arrive as it was announced.
    #[error("unreadable form")]
    BadForm,
    /// A form that another site's page sent.
    #[error("form sent by another site")]
    ForeignPost,
    /// A name and a password that do not belong together.
    #[error("wrong login or password")]
    BadCredentials,
    /// A guest asked for what only an account has.
    #[error("guests have no account")]
    NoAccount,
    /// The name has an account already.
    #[error("login taken")]
    NameTaken,
    /// Too many wrong passwords for one login from one address.
    #[error("too many attempts, next one in {} s", retry_after.as_secs())]
    TooManyAttempts {
        /// When the next attempt is heard.
        retry_after: Duration,
    },
    /// Too many wrong keys at the teacher's door from one address.
    #[error("too many wrong keys, next one in {} s", retry_after.as_secs())]
    TooManyKeys {
        /// When the next one is looked at.
        retry_after: Duration,
    },
    /// Too many sign-ups from one address.
    #[error("too many sign-ups, next one in {} s", retry_after.as_secs())]
    TooManySignUps {
        /// When the next one is heard.
        retry_after: Duration,
    },
    /// Too many sessions of one account were begun in a day.
    #[error("too many sign-ins, next one in {} s", retry_after.as_secs())]
    TooManySignIns {
        /// When the next one is heard.
        retry_after: Duration,
    },
    /// Too many wait for what takes the server long: a password's hash.
    #[error("too many wait already")]
    Busy,
    /// The database of the accounts does not answer, or takes nothing.
    #[error("the accounts are not available")]
    AccountsUnavailable,
    /// The session and its copies are over on this server; elsewhere they will be
    /// when the database is back.
    #[error("the logout will be recorded later")]
    LogoutDelayed,
    /// The session is over in this browser; that its copies are could not be
    /// recorded.
    #[error("the logout is not recorded")]
    LogoutNotRecorded,
    /// The same, because too many guests have signed out.
    #[error("the logout is not recorded: too many are")]
    TooManyLogouts,
    /// No page has this address.
    #[error("no such page")]
    NotFound,
    /// The page exists and does not know this method.
    #[error("method not allowed, expected `{allow}`")]
    MethodNotAllowed {
        /// The value of `Allow`.
        allow: &'static str,
    },
    /// The form took longer than `BODY_TIMEOUT`.
    #[error("form not complete within {} s", limit.as_secs())]
    BodyTooSlow {
        /// The time that it had.
        limit: Duration,
    },
    /// The form is longer than `MAX_CONTENT_LENGTH`.
    #[error("form longer than {limit} bytes")]
    BodyTooLarge {
        /// The bytes that it may have.
        limit: u64,
    },
    /// The body is something else than a form.
    #[error("body is not `application/x-www-form-urlencoded`")]
    UnsupportedMediaType,
    /// Request line and headers are longer than allowed.
    #[error("header longer than {limit} bytes")]
    HeaderTooLarge {
        /// The bytes that it may have.
        limit: usize,
    },
    /// Our fault: the visitor learns nothing but the request's id.
    #[error("internal error")]
    Internal,
}

impl Reason {
    /// The status that says it.
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
    /// A refusal that needs no further explanation.
    pub fn new(reason: Reason) -> Self {
        Self {
            reason,
            cause: None,
        }
    }

    /// A 500: the visitor sees none of the cause.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::new(Reason::Internal).caused_by(cause)
    }

    /// Adds what the log shall say beside the reason.
    #[must_use]
    pub fn caused_by(self, cause: impl Into<Cause>) -> Self {
        Self {
            cause: Some(cause.into()),
            ..self
        }
    }

    /// What the visitor may know.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// The status of the error's page.
    pub fn status(&self) -> StatusCode {
        self.reason.status()
    }

    /// Fastens the error to its page, where the request's log line finds it.
    #[must_use]
    pub fn logged_with(self, mut page: Response) -> Response {
        page.extensions_mut().insert(Arc::new(self));
        page
    }

    /// The error that a page stands for, if it does.
    pub(crate) fn of(page: &Response) -> Option<&Self> {
        page.extensions().get::<Arc<Self>>().map(AsRef::as_ref)
    }

    /// Reason and causes in one line: `internal error: disk full: …`.
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
