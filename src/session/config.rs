//! The settings of Flask that concern its session, and their defaults.

use super::{CookieScope, SameSite};

/// `PERMANENT_SESSION_LIFETIME`'s default: 31 days in seconds.
pub const DEFAULT_LIFETIME: u64 = 31 * 24 * 60 * 60;

/// The settings of Flask that concern its session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionConfig {
    /// `SESSION_COOKIE_*`.
    pub cookie: CookieScope,
    /// `PERMANENT_SESSION_LIFETIME` in seconds. A cookie older than this is refused even if its
    /// session is not permanent.
    pub permanent_session_lifetime: u64,
    /// `SESSION_REFRESH_EACH_REQUEST`.
    pub refresh_each_request: bool,
    /// `MAX_COOKIE_SIZE`, in bytes of the header; 0 turns the warning off.
    pub max_cookie_size: usize,
}

impl Default for SessionConfig {
    /// Flask's defaults, except `SameSite=Lax`.
    fn default() -> Self {
        Self {
            cookie: CookieScope {
                name: "session".into(),
                domain: None,
                path: "/".into(),
                http_only: true,
                secure: false,
                // Security: without the attribute, browsers may send the cookie with another site's
                // POST during its first two minutes.
                same_site: Some(SameSite::Lax),
                partitioned: false,
            },
            permanent_session_lifetime: DEFAULT_LIFETIME,
            refresh_each_request: true,
            max_cookie_size: 4093,
        }
    }
}
