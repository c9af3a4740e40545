//! Tells whether a stream is a list of cookies, one a line, or a document with
//! cookies in it.

use super::filter::Filter;
use super::header::HeaderLine;
use super::is_bare_value;
use super::letters::is_invisible;
use super::scan::{Found, scan};
use super::shape::{Likeness, Shape, shape, starts_as_payload};

/// How to treat a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It is a value and nothing else.
    Value,
    /// It was pasted from somewhere; [`find`](super::find) finds the cookie.
    Text,
    /// It has no cookie: a blank line, or another header.
    Nothing,
    /// It begins a document, to which all further lines belong.
    Document,
}

/// Sorts the lines of a stream.
#[derive(Default)]
pub struct Lines {
    kind: Option<Kind>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A list of values: a line that is not one is a bad value.
    Values,
    /// A list of headers: other lines are skipped.
    Headers,
}

impl Lines {
    /// Sorts the next line, with or without its line end, if it is not a
    /// [bare value](is_bare_value).
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

    /// Sorts the next line if it is a bare value.
    pub fn sort_value(&mut self, value: &[u8]) -> Sort {
        let is_label = |name: &str| value.eq_ignore_ascii_case(name.as_bytes());
        // Browser tools show a header's name on the line above its value.
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

/// Whether a bare value may continue on the next line: it begins like a cookie,
/// and its signature is missing or incomplete.
pub fn may_go_on(value: &str) -> bool {
    let is_signed = || {
        let (signed, signature) = value.rsplit_once('.')?;
        let signed = signed.strip_prefix('.').unwrap_or(signed);
        Some(signed.contains('.') && signature.len() >= 27)
    };
    starts_as_payload(value) && is_signed() != Some(true)
}

/// Whether a value, perhaps joined from several lines, is a complete cookie.
pub fn is_whole(value: &str) -> bool {
    let is_sure = |it: Shape| it.likeness == Likeness::Sure && it.place == (0..value.len());
    !may_go_on(value) && shape(value).is_some_and(is_sure)
}

/// Whether an HTTP message, or the output of curl, begins with this line.
fn begins_http(line: &str) -> bool {
    let mut filter = Filter::default();
    filter.takes(line);
    filter.is_http()
}

/// The kind of list that a first line begins; `None` if it begins a document.
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

/// Whether this is a header other than those of cookies.
fn is_other_header(line: &str) -> bool {
    let is_token = |name: &str| {
        name.bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    };
    let name = line.split_once(": ").map(|(name, _)| name);
    !HeaderLine::new(line).is_header() && name.is_some_and(is_token)
}

/// Whether the line has something of this name, or shaped like a cookie.
fn has_cookie(line: &str, cookie_name: &str) -> bool {
    let is_ours = |it: &Found| it.is_named(cookie_name) || it.likeness >= Some(Likeness::Likely);
    scan(line, cookie_name).iter().any(is_ours)
        || HeaderLine::new(line).value_of(cookie_name).is_some()
}
