//! The header `Set-Cookie`: what goes out.
//!
//! Mirrors `werkzeug/http.py::dump_cookie` (Werkzeug 3.1), attribute order
//! included.
//!
//! # Differences
//!
//! A domain must be ASCII already; Werkzeug would encode it (IDNA).

use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// `SESSION_COOKIE_SAMESITE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// Sent when a link leads here from another site, not with that site's
    /// forms and images.
    Lax,
    /// Never sent with a request that another site starts.
    Strict,
    /// Always sent; browsers then require `Secure`.
    None,
}

impl SameSite {
    /// The three, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Lax, Self::Strict, Self::None];

    /// By its name, in any case, as Werkzeug, which title-cases it.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|it| it.name().eq_ignore_ascii_case(name))
    }

    /// As the header has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lax => "Lax",
            Self::Strict => "Strict",
            Self::None => "None",
        }
    }
}

impl fmt::Display for SameSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The attributes with which the session's cookie is set and deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieScope {
    /// `SESSION_COOKIE_NAME`, a token (RFC 9110).
    pub name: String,
    /// `SESSION_COOKIE_DOMAIN`, ASCII; `None` means the host that sets it.
    pub domain: Option<String>,
    /// `SESSION_COOKIE_PATH`.
    pub path: String,
    /// `SESSION_COOKIE_HTTPONLY`.
    pub http_only: bool,
    /// `SESSION_COOKIE_SECURE`.
    pub secure: bool,
    /// `SESSION_COOKIE_SAMESITE`; `None` leaves the attribute out.
    pub same_site: Option<SameSite>,
    /// `SESSION_COOKIE_PARTITIONED`; implies `Secure`.
    pub partitioned: bool,
}

/// A `Set-Cookie` header. `Display` writes its value as
/// `werkzeug.http.dump_cookie` does; `Debug` hides the cookie's value.
#[derive(Clone, PartialEq, Eq)]
pub struct SetCookie {
    scope: CookieScope,
    value: String,
    expires: Option<u64>,
    max_age: Option<u64>,
}

impl SetCookie {
    /// Sets the cookie to `value`; `expires` is in Unix seconds
    /// (`Response.set_cookie`).
    pub fn new(scope: &CookieScope, value: String, expires: Option<u64>) -> Self {
        Self {
            scope: scope.clone(),
            value,
            expires,
            max_age: None,
        }
    }

    /// Tells the browser to drop the cookie (`Response.delete_cookie`).
    pub fn delete(scope: &CookieScope) -> Self {
        Self {
            scope: scope.clone(),
            value: String::new(),
            expires: Some(0),
            max_age: Some(0),
        }
    }

    /// Whether this deletes the cookie.
    pub fn is_deletion(&self) -> bool {
        self.max_age == Some(0)
    }

    /// The cookie's value, before the quoting that `Display` adds.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for SetCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SetCookie({}=..)", self.scope.name)
    }
}

/// All but the characters that
/// `urllib.parse.quote(path, safe="%!$&'()*+,/:=@")` leaves as they are.
const QUOTED_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'.')
    .remove(b'-')
    .remove(b'~')
    .remove(b'%')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'=')
    .remove(b'@');

/// The end of the year 9999, the last that an HTTP-date can express; Unix
/// seconds.
const LAST_HTTP_DATE: u64 = 253_402_300_799;

impl fmt::Display for SetCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = &self.scope;
        write!(f, "{}={}", scope.name, self.value)?;
        if let Some(domain) = &scope.domain {
            let host = domain.split(':').next().unwrap_or_default();
            write!(f, "; Domain={}", host.trim_start_matches('.'))?;
        }
        if let Some(expires) = self.expires {
            let moment = UNIX_EPOCH + Duration::from_secs(expires.min(LAST_HTTP_DATE));
            write!(f, "; Expires={}", httpdate::fmt_http_date(moment))?;
        }
        if let Some(max_age) = self.max_age {
            write!(f, "; Max-Age={max_age}")?;
        }
        if scope.secure || scope.partitioned {
            f.write_str("; Secure")?;
        }
        if scope.http_only {
            f.write_str("; HttpOnly")?;
        }
        write!(
            f,
            "; Path={}",
            utf8_percent_encode(&scope.path, QUOTED_IN_PATH)
        )?;
        if let Some(same_site) = scope.same_site {
            write!(f, "; SameSite={same_site}")?;
        }
        if scope.partitioned {
            f.write_str("; Partitioned")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_come_in_werkzeugs_order() {
        let scope = CookieScope {
            name: "__Host-s".into(),
            domain: Some(".example.com".into()),
            path: "/é x".into(),
            http_only: false,
            secure: false,
            same_site: Some(SameSite::Strict),
            partitioned: true,
        };
        assert_eq!(
            SetCookie::new(&scope, "v".into(), Some(1_702_678_400)).to_string(),
            "__Host-s=v; Domain=example.com; Expires=Fri, 15 Dec 2023 22:13:20 GMT; Secure; \
             Path=/%C3%A9%20x; SameSite=Strict; Partitioned"
        );
        assert_eq!(
            SetCookie::delete(&CookieScope {
                http_only: true,
                ..scope
            })
            .to_string(),
            "__Host-s=; Domain=example.com; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; \
             Secure; HttpOnly; Path=/%C3%A9%20x; SameSite=Strict; Partitioned"
        );
    }

    #[test]
    fn debug_does_not_show_the_value() {
        let scope = crate::session::SessionConfig::default().cookie;
        let cookie = SetCookie::new(&scope, "eyJ9".into(), None);
        assert_eq!(format!("{cookie:?}"), "SetCookie(session=..)");
    }
}
