//! A stream: a list of cookies, one a line, or a document with cookies in it.

use super::filter::Filter;
use super::header::HeaderLine;
use super::is_bare_value;
use super::letters::is_invisible;
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
    is_list: bool,
}

impl Lines {
    /// What the next line is, with or without its end, that is not
    /// [bare](is_bare_value).
    pub fn sort(&mut self, line: &str, cookie_name: &str) -> Sort {
        let line = line.trim();
        if is_bare_value(line.as_bytes()) {
            self.is_list = true;
            return Sort::Text;
        }
        let line = line.trim_start_matches(is_invisible);
        if line.is_empty() {
            return Sort::Nothing;
        }
        if begins_http(line) || !self.is_list && !begins_list(line) {
            return Sort::Document;
        }
        self.is_list = true;
        if is_other_header(line) || is_cookie_of_others(line, cookie_name) {
            Sort::Nothing
        } else {
            Sort::Text
        }
    }

    /// The same for a line that is.
    pub fn sort_value(&mut self) -> Sort {
        self.is_list = true;
        Sort::Value
    }
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

/// Whether the first line is one of a list of cookies: one word, or a header.
fn begins_list(line: &str) -> bool {
    let header = HeaderLine::new(line);
    let is_word = !line.contains(char::is_whitespace);
    let is_open =
        line.starts_with(['{', '[', '#', '<']) || line.contains([':', '(']) && line.contains('"');
    header.is_header() || !header.pairs().is_empty() || is_word && !is_open
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

/// A header with cookies of which none is meant.
fn is_cookie_of_others(line: &str, cookie_name: &str) -> bool {
    let header = HeaderLine::new(line);
    let is_ours = |value: &str| shape(value).is_some_and(|it| it.likeness >= Likeness::Signed);
    header.is_header()
        && !line.contains(&format!("{cookie_name}="))
        && header
            .pairs()
            .iter()
            .all(|(name, value)| name != cookie_name && !is_ours(value))
}
