//! The settings of Flask that concern its session, with its defaults.

use super::{CookieScope, SameSite};

/// `PERMANENT_SESSION_LIFETIME`'s default: 31 days in seconds.
pub const DEFAULT_LIFETIME: u64 = 31 * 24 * 60 * 60;

/// The settings of Flask that concern its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionConfig {
    /// `SESSION_COOKIE_*`.
    pub cookie: CookieScope,
    /// `PERMANENT_SESSION_LIFETIME` in seconds; also bounds the age of a
    /// session that is not permanent.
    pub permanent_session_lifetime: u64,
    /// `SESSION_REFRESH_EACH_REQUEST`.
    pub refresh_each_request: bool,
    /// `MAX_COOKIE_SIZE` in bytes of header; 0 for no warning.
    pub max_cookie_size: usize,
}

impl Default for SessionConfig {
    /// Flask's defaults, but for `SameSite=Lax`.
    fn default() -> Self {
        Self {
            cookie: CookieScope {
                name: "session".into(),
                domain: None,
                path: "/".into(),
                http_only: true,
                secure: false,
                // Security: without it a browser may still send the cookie with a foreign POST
                // during the first two minutes.
                same_site: Some(SameSite::Lax),
                partitioned: false,
            },
            permanent_session_lifetime: DEFAULT_LIFETIME,
            refresh_each_request: true,
            max_cookie_size: 4093,
        }
    }
}
