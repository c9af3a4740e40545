//! The header `Cookie`: what comes in.
//!
//! Mirrors `werkzeug/sansio/http.py::parse_cookie` (Werkzeug 3.1).
//!
//! # Differences
//!
//! Several `Cookie` lines are joined with `; `, as RFC 6265bis requires;
//! Werkzeug's servers join them with a comma and lose the session.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

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
}
