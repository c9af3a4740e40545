//! The cookie headers: `Cookie` in, `Set-Cookie` out.
//!
//! Mirrors `werkzeug/sansio/http.py::parse_cookie` and
//! `werkzeug/http.py::dump_cookie` (Werkzeug 3.1), attribute order included.
//!
//! # Differences
//!
//! - Several `Cookie` lines are joined with `; `, as RFC 6265bis requires;
//!   Werkzeug's servers join them with a comma and lose the session.
//! - A domain must be ASCII already; Werkzeug would encode it (IDNA).

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, UNIX_EPOCH};

use memchr::{memchr, memchr3, memmem};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Name and value as received. Both may hold any bytes; the value may be empty.
pub type ReceivedCookie = (Vec<u8>, Vec<u8>);

/// Parses `Cookie` lines in order. Duplicates are kept; Flask uses the first.
///
/// ```
/// use flask_session_demo::session::parse_cookies;
/// let cookies = parse_cookies([&b"a=1; session=\"x\\054y\""[..], b"session=2"]);
/// assert_eq!(cookies[1], (b"session".to_vec(), b"x,y".to_vec()));
/// assert_eq!(cookies[2], (b"session".to_vec(), b"2".to_vec()));
/// ```
pub fn parse_cookies<'line>(lines: impl IntoIterator<Item = &'line [u8]>) -> Vec<ReceivedCookie> {
    let cookies = matches(lines).map(|(name, value)| (name.to_vec(), value.into_owned()));
    cookies.collect()
}

/// The value of the first cookie with this name, the only one that Flask reads;
/// empty if it has no value, `None` if there is no such cookie.
///
/// ```
/// use flask_session_demo::session::first_cookie;
/// let lines = [&b"a=1; session=\"x\\054y\""[..], b"session=2"];
/// assert_eq!(first_cookie(lines, "session").as_deref(), Some(&b"x,y"[..]));
/// assert_eq!(first_cookie(lines, "b"), None);
/// ```
pub fn first_cookie<'line>(
    lines: impl IntoIterator<Item = &'line [u8]>,
    name: &str,
) -> Option<Cow<'line, [u8]>> {
    cookies_named(lines, name).next()
}

/// Shorter lines are parsed sooner than they are searched for a name.
const LONG_LINE: usize = 1024;

/// The values of all cookies of that name, in order.
pub fn cookies_named<'line>(
    lines: impl IntoIterator<Item = &'line [u8]>,
    name: &str,
) -> impl Iterator<Item = Cow<'line, [u8]>> {
    let name = name.as_bytes();
    // A long line that does not contain the name need not be parsed.
    let may_have = move |line: &&[u8]| line.len() < LONG_LINE || memmem::find(line, name).is_some();
    matches(lines.into_iter().filter(may_have))
        .filter_map(move |(found, value)| (found == name).then_some(value))
}

/// Name and value; the value is borrowed unless it has escapes to undo.
type Match<'line> = (&'line [u8], Cow<'line, [u8]>);

/// The cookies of these lines, in order.
fn matches<'line>(
    lines: impl IntoIterator<Item = &'line [u8]>,
) -> impl Iterator<Item = Match<'line>> {
    lines.into_iter().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            while !rest.is_empty() {
                if let Some((cookie, after)) = match_cookie(rest) {
                    rest = after;
                    return Some(cookie);
                }
                // Flask: what is not a cookie is skipped up to the next semicolon.
                let semicolon = memchr(b';', rest);
                rest = semicolon
                    .and_then(|at| rest.get(at + 1..))
                    .unwrap_or_default();
            }
            None
        })
    })
}

fn skip_blanks(text: &[u8]) -> &[u8] {
    split_while(text, |byte| matches!(byte, b' ' | b'\t')).1
}

fn split_while(text: &[u8], accept: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|byte| accept(**byte)).count())
}

/// Werkzeug's `_cookie_re` at the start of `text`: one cookie, and the rest
/// after its semicolon.
fn match_cookie(text: &[u8]) -> Option<(Match<'_>, &[u8])> {
    let (name, rest) = split_while(skip_blanks(text), |byte| {
        !matches!(byte, b' ' | b'\t' | b'=' | b'"' | b';')
    });
    if name.is_empty() {
        return None;
    }
    let rest = skip_blanks(rest);
    let (value, rest) = match rest.strip_prefix(b"=") {
        None => (Cow::default(), rest),
        Some(rest) => match_value(skip_blanks(rest))?,
    };
    let rest = skip_blanks(rest);
    match rest.split_first() {
        None => Some(((name, value), rest)),
        Some((b';', after)) => Some(((name, value), after)),
        Some(_) => None,
    }
}

fn match_value(text: &[u8]) -> Option<(Cow<'_, [u8]>, &[u8])> {
    if let Some(quoted) = text.strip_prefix(b"\"") {
        let (value, rest) = unquote(quoted)?;
        return Some((value.into(), rest));
    }
    let (token, _) = text.split_at(memchr(b';', text).unwrap_or(text.len()));
    let end = memchr3(b' ', b'\t', b'"', token).unwrap_or(token.len());
    let (token, rest) = text.split_at(end);
    Some((token.into(), rest))
}

/// The content of a quoted value and the text after its closing quote. `\` with
/// three octal digits stands for a byte, `\` with any other character for that
/// character.
fn unquote(mut text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let mut value = Vec::new();
    loop {
        match text {
            [b'"', rest @ ..] => return Some((value, rest)),
            [
                b'\\',
                a @ b'0'..=b'3',
                b @ b'0'..=b'7',
                c @ b'0'..=b'7',
                rest @ ..,
            ] => {
                value.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                text = rest;
            }
            [b'\\', byte, rest @ ..] | [byte, rest @ ..] => {
                value.push(*byte);
                text = rest;
            }
            [] => return None,
        }
    }
}

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

    fn parse(line: &str) -> Vec<(String, String)> {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let cookies = parse_cookies([line.as_bytes()]).into_iter();
        cookies
            .map(|(name, value)| (text(name), text(value)))
            .collect()
    }

    /// The expected values are those of Werkzeug 3.1.9.
    #[test]
    fn cookies_are_read_as_werkzeug_reads_them() {
        let table: &[(&str, &[(&str, &str)])] = &[
            ("a=1; b=2", &[("a", "1"), ("b", "2")]),
            ("a=1;b=2;a=3", &[("a", "1"), ("b", "2"), ("a", "3")]),
            ("a = 1 ;\tb=2", &[("a", "1"), ("b", "2")]),
            (r#"a="x\054y\"z""#, &[("a", "x,y\"z")]),
            (r#"a="x;y"; b=2"#, &[("a", "x;y"), ("b", "2")]),
            (r#"a="x; b=2"#, &[("b", "2")]),
            (r#"a=x"y; b=2"#, &[("b", "2")]),
            ("a=b c; d=e", &[("d", "e")]),
            ("a; b=", &[("a", ""), ("b", "")]),
            ("=x; a=1", &[("a", "1")]),
            ("a==x; b=c=d", &[("a", "=x"), ("b", "c=d")]),
            ("a=1,b=2", &[("a", "1,b=2")]),
            ("A=1; a=%2E", &[("A", "1"), ("a", "%2E")]),
            (";; ;", &[]),
            ("", &[]),
        ];
        for (line, cookies) in table {
            let cookies: Vec<_> = cookies
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into()))
                .collect();
            assert_eq!(parse(line), cookies, "{line}");
        }
    }

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
