//! A stream: a list of cookies, one a line, or a document with cookies in it.

use super::filter::Filter;
use super::header::HeaderLine;
use super::is_bare_value;
use super::letters::is_invisible;
use super::scan::{Found, scan};
use super::shape::{Likeness, Shape, shape, starts_as_payload};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A value and nothing else.
    Value,
    /// Something that was pasted; [`find`](super::find) finds the cookie.
    Text,
    /// No cookie: a blank line, or another header.
    Nothing,
    /// The first line of a document; what follows belongs to it.
    Document,
}

/// Reads a stream line by line.
#[derive(Default)]
pub struct Lines {
    kind: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Values: what is none is a value that is wrong.
    Values,
    /// Headers: what is none is passed over.
    Headers,
}

impl Lines {
    /// What the next line is, with or without its end, that is not
    /// [bare](is_bare_value).
    pub fn sort(&mut self, line: &str, cookie_name: &str) -> Sort {
        let line = line.trim().trim_start_matches(is_invisible);
        if line.is_empty() {
            return Sort::Nothing;
        }
        if is_bare_value(line.as_bytes()) {
            self.kind.get_or_insert(Kind::Values);
            return Sort::Text;
        }
        if begins_http(line) {
            return Sort::Document;
        }
        let Some(kind) = self.kind.or_else(|| list(line)) else {
            return Sort::Document;
        };
        self.kind = Some(kind);
        let is_passed_over = match kind {
            Kind::Values => is_other_header(line),
            Kind::Headers => false,
        };
        let is_header = kind == Kind::Headers || HeaderLine::new(line).is_header();
        if is_passed_over || is_header && !has_cookie(line, cookie_name) {
            Sort::Nothing
        } else {
            Sort::Text
        }
    }

    /// The same for a line that is.
    pub fn sort_value(&mut self, value: &[u8]) -> Sort {
        let is_label = |name: &str| value.eq_ignore_ascii_case(name.as_bytes());
        // The tools of a browser show a header's name above its value.
        if self.kind.is_none() && ["cookie", "set-cookie"].into_iter().any(is_label) {
            return Sort::Document;
        }
        if self.kind == Some(Kind::Headers) && !has_shape(value) {
            return Sort::Nothing;
        }
        self.kind.get_or_insert(Kind::Values);
        Sort::Value
    }
}

fn has_shape(value: &[u8]) -> bool {
    let shape = str::from_utf8(value).ok().and_then(shape);
    shape.is_some_and(|it| it.likeness >= Likeness::Signed)
}

/// Whether a bare value may go on in the next line: it begins as a cookie does,
/// and its signature is not whole.
pub fn may_go_on(value: &str) -> bool {
    let is_signed = || {
        let (signed, signature) = value.rsplit_once('.')?;
        let signed = signed.strip_prefix('.').unwrap_or(signed);
        Some(signed.contains('.') && signature.len() >= 27)
    };
    starts_as_payload(value) && is_signed() != Some(true)
}

/// Whether the pieces of several lines are one cookie.
pub fn is_whole(value: &str) -> bool {
    let is_sure = |it: Shape| it.likeness == Likeness::Sure && it.place == (0..value.len());
    !may_go_on(value) && shape(value).is_some_and(is_sure)
}

/// Whether a message of HTTP begins here, or the output of curl.
fn begins_http(line: &str) -> bool {
    let mut filter = Filter::default();
    filter.takes(line);
    filter.is_http()
}

/// What list a first line begins, if any: it is one word, or a header.
fn list(line: &str) -> Option<Kind> {
    let header = HeaderLine::new(line);
    if !header.pairs().is_empty() || header.is_header() && !header.is_empty() {
        return Some(Kind::Headers);
    }
    let is_word = !line.contains(char::is_whitespace);
    let is_open = line.starts_with(['{', '[', '#', '<', '-'])
        || line.ends_with(':')
        || line.contains([':', '(']) && line.contains('"');
    (is_word && !is_open).then_some(Kind::Values)
}

/// A header or a first line of HTTP that is no cookie header.
fn is_other_header(line: &str) -> bool {
    let is_token = |name: &str| {
        name.bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let name = line.split_once(": ").map(|(name, _)| name);
    !HeaderLine::new(line).is_header() && name.is_some_and(is_token)
}

/// Whether something in a line has the name, or is shaped like a cookie.
fn has_cookie(line: &str, cookie_name: &str) -> bool {
    let is_ours = |it: &Found| it.is_named(cookie_name) || it.likeness >= Some(Likeness::Likely);
    scan(line, cookie_name).iter().any(is_ours)
        || HeaderLine::new(line).value_of(cookie_name).is_some()
}
