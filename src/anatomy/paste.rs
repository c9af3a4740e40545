//! Anything a person pastes → the value of one cookie.
//!
//! A bare value, `session=…`, a whole `Cookie:` or `Set-Cookie:` line, a line
//! of `curl -v` with its `<` or `>`, a row of a cookie jar or of a browser's
//! table (tabs), quotes around, `%2E` for a dot.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Hint;
use crate::session::parse_cookies;

/// A value to examine, and what had to be done to get it.
#[derive(Clone, PartialEq, Eq)]
pub struct Pasted {
    /// The cookie's value; may be empty.
    pub value: String,
    /// What was cleaned away.
    pub hints: Vec<Hint>,
}

/// Several cookies in one line and none that stands out: their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates(pub Vec<String>);

/// Takes one text as the cookie that somebody means, whatever it is.
pub fn clean(text: &str, cookie_name: &str) -> Result<Pasted, Candidates> {
    if is_bare_value(text.trim().as_bytes()) {
        return Ok(Pasted {
            value: text.trim().into(),
            hints: Vec::new(),
        });
    }
    let line = Line::new(text);
    let mut cookies = line.cookies(cookie_name);
    match choose(&cookies, cookie_name) {
        Some(index) => Ok(cookies.swap_remove(index).pasted(cookie_name, line.kind)),
        None => Err(Candidates(
            cookies.into_iter().filter_map(|it| it.name).collect(),
        )),
    }
}

/// Reads a stream line by line, and passes over what carries no cookie: blank
/// lines, other headers, the notes and the body in the output of `curl -v`.
#[derive(Default)]
pub struct Lines {
    is_curl: bool,
}

impl Lines {
    /// Whether the next line carries a cookie; [`clean`] finds it.
    pub fn carries_cookie(&mut self, text: &str, cookie_name: &str) -> bool {
        if is_bare_value(text.trim().as_bytes()) {
            return self.takes_values();
        }
        let line = Line::new(text);
        self.is_curl |= line.is_from_curl();
        if line.text.is_empty() || line.is_note() || (self.is_curl && !line.is_marked) {
            return false;
        }
        if line.is_other_header() {
            return false;
        }
        let is_ours = |it: &Cookie<'_>| it.is_named(cookie_name) || is_shaped_like_flask(&it.value);
        line.kind == Kind::Bare || line.cookies(cookie_name).iter().any(is_ours)
    }

    /// Whether a line that [`is_bare_value`] carries a cookie: not in the
    /// output of curl, where it belongs to the page.
    pub fn takes_values(&self) -> bool {
        !self.is_curl
    }
}

/// Whether a text is made of what the value of a cookie is made of, and of
/// nothing else: there is no mark, no name, no quote and no escape to remove.
pub fn is_bare_value(text: &[u8]) -> bool {
    let is_letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let is_digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    let is_mark = |byte: u8| (byte == b'-') || (byte == b'_') || (byte == b'.');
    let is_ours = |byte: u8| is_letter(byte) | is_digit(byte) | is_mark(byte);
    // No early end: most lines are one, and many bytes are compared at once.
    !text.is_empty() && text.iter().fold(true, |all, byte| all & is_ours(*byte))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bare,
    Cookie,
    SetCookie,
}

/// A line without its marks.
struct Line<'text> {
    text: &'text str,
    kind: Kind,
    /// Whether `<` or `>` stood before it.
    is_marked: bool,
}

impl<'text> Line<'text> {
    fn new(text: &'text str) -> Self {
        let text = text.trim();
        let unmarked = ["< ", "> "].iter().find_map(|mark| text.strip_prefix(mark));
        let is_marked = unmarked.is_some() || matches!(text, "<" | ">");
        let text = if matches!(text, "<" | ">") {
            ""
        } else {
            unmarked.unwrap_or(text)
        };
        let text = unquote(text.trim());
        if let Some(text) = strip_prefix_ignoring_case(text, "set-cookie:") {
            return Self {
                text: text.trim(),
                kind: Kind::SetCookie,
                is_marked,
            };
        }
        if let Some(text) = strip_prefix_ignoring_case(text, "cookie:") {
            return Self {
                text: text.trim(),
                kind: Kind::Cookie,
                is_marked,
            };
        }
        Self {
            text,
            kind: Kind::Bare,
            is_marked,
        }
    }

    fn is_from_curl(&self) -> bool {
        self.text.starts_with("* ") || (self.is_marked && self.text.contains("HTTP/"))
    }

    /// What curl says itself.
    fn is_note(&self) -> bool {
        !self.is_marked
            && ["* ", "{ [", "} ["]
                .iter()
                .any(|mark| self.text.starts_with(mark))
            || self.text == "*"
    }

    /// A header or a first line of HTTP that is no cookie header.
    fn is_other_header(&self) -> bool {
        let name = self.text.split_once(": ").map(|(name, _)| name);
        let is_token = |name: &str| {
            name.bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b'-')
        };
        self.kind == Kind::Bare
            && (self.text.starts_with("HTTP/")
                || self.text.contains(" HTTP/")
                || self.is_marked && self.text.ends_with(':')
                || name.is_some_and(is_token))
    }

    /// What may be meant; never empty.
    fn cookies(&self, cookie_name: &str) -> Vec<Cookie<'text>> {
        let pairs = match self.kind {
            Kind::SetCookie => self.text.split(';').next().map_or(Vec::new(), received),
            Kind::Cookie => received(self.text),
            Kind::Bare if self.text.contains('\t') => fields(self.text, cookie_name),
            Kind::Bare => bare(self.text, cookie_name),
        };
        if pairs.is_empty() {
            vec![Cookie {
                name: None,
                value: self.text.into(),
            }]
        } else {
            pairs
        }
    }
}

struct Cookie<'text> {
    name: Option<String>,
    value: Cow<'text, str>,
}

impl Cookie<'_> {
    fn is_named(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }

    fn pasted(self, cookie_name: &str, kind: Kind) -> Pasted {
        let mut hints = Vec::new();
        let value = unquote(self.value.trim());
        let decoded = percent_decode_str(value).decode_utf8_lossy();
        if decoded != value {
            hints.push(Hint::PercentEncoded);
        }
        if value.is_empty() && kind == Kind::SetCookie {
            hints.push(Hint::Deletion);
        }
        if let Some(name) = self.name.clone().filter(|name| name != cookie_name) {
            hints.push(Hint::OtherName(name));
        }
        Pasted {
            value: decoded.into_owned(),
            hints,
        }
    }
}

fn choose(cookies: &[Cookie<'_>], cookie_name: &str) -> Option<usize> {
    if let Some(named) = cookies.iter().position(|it| it.is_named(cookie_name)) {
        return Some(named);
    }
    if cookies.len() == 1 {
        return Some(0);
    }
    let is_shaped = |it: &Cookie<'_>| is_shaped_like_flask(&it.value);
    let only = cookies.iter().filter(|it| is_shaped(it)).count() == 1;
    cookies.iter().position(is_shaped).filter(|_| only)
}

fn received(text: &str) -> Vec<Cookie<'static>> {
    let lossy = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let cookies = parse_cookies([text.as_bytes()]).into_iter();
    cookies
        .map(|(name, value)| Cookie {
            name: Some(lossy(name)),
            value: lossy(value).into(),
        })
        .collect()
}

/// A row with tabs: a cookie jar has name and value last, a browser's table
/// has them first.
fn fields<'text>(text: &'text str, cookie_name: &str) -> Vec<Cookie<'text>> {
    let fields: Vec<&str> = text.split('\t').collect();
    let value_of = |name: &str| fields.windows(2).find(|it| it.first() == Some(&name));
    if let Some([name, value]) = value_of(cookie_name) {
        return vec![Cookie {
            name: Some((*name).into()),
            value: (*value).into(),
        }];
    }
    let shaped = fields.iter().filter(|field| is_shaped_like_flask(field));
    shaped
        .map(|value| Cookie {
            name: None,
            value: (*value).into(),
        })
        .collect()
}

/// A value alone, or `name=value; …`.
fn bare<'text>(text: &'text str, cookie_name: &str) -> Vec<Cookie<'text>> {
    let starts_with_name = text
        .strip_prefix(cookie_name)
        .is_some_and(|rest| rest.trim_start().starts_with('='));
    // A padded payload, `eyJhIjoxfQ==.…`, has its `=` before the dots as well.
    let has_pair = text.split(';').any(|pair| {
        pair.split_once('=').is_some_and(|(name, value)| {
            !name.contains('.') && is_shaped_like_flask(unquote(value.trim()))
        })
    });
    let is_list = text.contains("; ") && text.contains('=');
    if starts_with_name || has_pair || is_list {
        return received(text);
    }
    Vec::new()
}

/// Whether a text has the three parts of a Flask session cookie.
fn is_shaped_like_flask(value: &str) -> bool {
    let value = percent_decode_str(value).decode_utf8_lossy();
    let Some((signed, signature)) = value.rsplit_once('.') else {
        return false;
    };
    let Some((payload, timestamp)) = signed.rsplit_once('.') else {
        return false;
    };
    let payload = payload.strip_prefix('.').unwrap_or(payload);
    let is_base64 = |it: &str| {
        it.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    !payload.is_empty()
        && [payload, timestamp, signature].into_iter().all(is_base64)
        && timestamp.len() <= 11
        && signature.len() >= 27
}

fn unquote(text: &str) -> &str {
    ['"', '\'', '`']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text)
}

fn strip_prefix_ignoring_case<'text>(text: &'text str, prefix: &str) -> Option<&'text str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

    fn value(text: &str) -> (String, Vec<&'static str>) {
        let pasted = clean(text, "session").unwrap_or_else(|it| panic!("{it:?}"));
        (pasted.value, pasted.hints.iter().map(Hint::code).collect())
    }

    #[test]
    fn whatever_is_pasted_the_value_is_found() {
        for text in [
            A.to_owned(),
            format!("  {A}\r\n"),
            format!("'{A}'"),
            format!("\"{A}\""),
            format!("session={A}"),
            format!("session = {A}"),
            format!("session=\"{A}\""),
            format!("session={A}; HttpOnly; Path=/"),
            format!("Cookie: session={A}"),
            format!("cookie: lang=fr; session={A}; tp=1"),
            format!("Set-Cookie: session={A}; HttpOnly; Path=/; SameSite=Lax"),
            format!("< Set-Cookie: session={A}; HttpOnly; Path=/"),
            format!("> Cookie: session={A}"),
            format!("'Cookie: session={A}'"),
            format!("lang=fr; session={A}"),
            format!("#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\t{A}"),
            format!("session\t{A}\tlocalhost\t/\tSession\t52"),
        ] {
            assert_eq!(value(&text), (A.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_had_to_be_cleaned_is_said() {
        let escaped = A.replace('.', "%2E");
        assert_eq!(value(&escaped), (A.into(), vec!["percent_encoded"]));
        assert_eq!(
            value(&format!("session={escaped}")),
            (A.into(), vec!["percent_encoded"])
        );
        assert_eq!(value(&format!("app={A}")), (A.into(), vec!["other_name"]));
        assert_eq!(
            value(&format!("Cookie: lang=fr; app={A}")),
            (A.into(), vec!["other_name"])
        );
        let deletion = "Set-Cookie: session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
        assert_eq!(value(deletion), (String::new(), vec!["deletion"]));
    }

    #[test]
    fn a_padded_payload_is_no_name() {
        for text in [
            "eyJhIjoxfQ==.ZVPxAA.pk06fm--0l1pxKO_Lo5zYyWVIjI",
            &format!("{A}=="),
        ] {
            assert_eq!(value(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn of_several_cookies_none_is_guessed() {
        let error = |text: &str| clean(text, "session").err().map(|Candidates(names)| names);
        assert_eq!(
            error("Cookie: a=1; b=2"),
            Some(vec!["a".into(), "b".into()])
        );
        assert_eq!(
            error(&format!("Cookie: a={A}; b={A}")),
            Some(vec!["a".into(), "b".into()])
        );
    }

    #[test]
    fn the_output_of_curl_is_read_as_a_whole() {
        let output = format!(
            "*   Trying 127.0.0.1:5000...\n* Connected to 127.0.0.1 port 5000\n\
             > POST /sign-in HTTP/1.1\n> Host: 127.0.0.1:5000\n> Accept: */*\n>\n\
             }} [22 bytes data]\n< HTTP/1.1 302 Found\n< Location: /\n< Set-Cookie: tp=1; Path=/\n\
             < Set-Cookie: session={A}; HttpOnly; Path=/\n< Date: Sun, 22 Nov 2026 10:00:00 GMT\n<\n\
             {{ [5 bytes data]\n<!doctype html>\n<p>Cookie: a=b\nlast line\n"
        );
        let mut lines = Lines::default();
        let found: Vec<_> = output
            .lines()
            .filter(|line| lines.carries_cookie(line, "session"))
            .map(value)
            .collect();
        assert_eq!(found, [(A.to_owned(), vec![])]);
    }

    #[test]
    fn a_list_of_cookies_is_read_line_by_line_and_rubbish_is_not_passed_over() {
        let mut lines = Lines::default();
        let mut next = |text: &str| {
            let carries = lines.carries_cookie(text, "session");
            carries.then(|| value(text).0)
        };
        assert_eq!(next(A).as_deref(), Some(A));
        assert_eq!(next(""), None);
        assert_eq!(next("Content-Type: text/html"), None);
        assert_eq!(next("HTTP/1.1 200 OK"), None);
        assert_eq!(next("rubbish").as_deref(), Some("rubbish"));
        assert_eq!(
            next(&format!("Set-Cookie: session={A}; Path=/")).as_deref(),
            Some(A)
        );
    }
}
