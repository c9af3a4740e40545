//! Searches a long text, of many lines or of one, piece by piece.
//!
//! Windows of a few MiB are scanned one after the other, each with the text
//! around it, so that memory does not grow with the text.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::filter::Filter;
use super::scan::{Found, scan};
use super::shape::Likeness;
use super::{Pasted, pasted};

/// How much is scanned at once, in bytes.
const WINDOW_BYTES: usize = 2 * 1024 * 1024;

/// How much is seen before and after a value, in bytes: more than any cookie
/// and the object around it.
const AROUND_BYTES: usize = 64 * 1024;

/// How many values of other names are kept until the end.
const MAX_WAITING: usize = 1024;

/// What was found in a document, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// Cookies that have the name and the shape of Flask's.
    Named,
    /// Cookies that have the shape, with another name or none.
    Other,
    /// A cookie that has only the name.
    Unlike,
}

/// A document being searched.
pub struct Document {
    cookie_name: String,
    filter: Filter,
    /// The start of a line that is still incomplete.
    line: Vec<u8>,
    /// What is still to be scanned, after some text that was.
    window: String,
    /// Where the unscanned text begins.
    fresh: usize,
    /// Hashes of the values returned so far.
    seen: HashSet<u64>,
    /// Values of other names, which count only if no cookie has the name.
    waiting: Vec<Pasted>,
    /// Hashes of those values with their names.
    others: HashSet<u64>,
    /// A cookie with the name but not the shape, perhaps empty; counts only if
    /// nothing else is found.
    unlike: Option<Pasted>,
}

impl Document {
    /// Starts a search for cookies of this name.
    pub fn new(cookie_name: &str) -> Self {
        Self {
            cookie_name: cookie_name.into(),
            filter: Filter::default(),
            line: Vec::new(),
            window: String::new(),
            fresh: 0,
            seen: HashSet::new(),
            waiting: Vec::new(),
            others: HashSet::new(),
            unlike: None,
        }
    }

    /// Takes the next bytes, and returns the cookies of the name found by now,
    /// each value once.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Pasted> {
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.push_piece(piece);
        }
        let mut out = Vec::new();
        while self.window.len() - self.fresh >= WINDOW_BYTES {
            let end = self.window.len() - AROUND_BYTES;
            let end = self.window.floor_char_boundary(end);
            self.scan(self.fresh..end, &mut out);
            let kept = end.saturating_sub(AROUND_BYTES);
            let kept = self.window.floor_char_boundary(kept);
            self.window.drain(..kept);
            self.fresh = end - kept;
        }
        out
    }

    /// Returns the remaining cookies, or those of other names if none had the
    /// name.
    pub fn finish(self) -> Vec<Pasted> {
        self.end().0
    }

    /// Like [`finish`](Self::finish), with what was found; `None` if nothing
    /// was.
    pub(super) fn end(mut self) -> (Vec<Pasted>, Option<Rank>) {
        let line = std::mem::take(&mut self.line);
        self.push_line(&line);
        let mut out = Vec::new();
        // The document may end with an empty value.
        self.scan(self.fresh..self.window.len() + 1, &mut out);
        if !self.seen.is_empty() {
            (out, Some(Rank::Named))
        } else if !self.waiting.is_empty() {
            (self.waiting, Some(Rank::Other))
        } else {
            let rank = self.unlike.as_ref().map(|_| Rank::Unlike);
            (self.unlike.into_iter().collect(), rank)
        }
    }

    fn push_piece(&mut self, piece: &[u8]) {
        self.line.extend(piece);
        let is_whole = piece.ends_with(b"\n");
        // A line this long is neither HTTP nor a row of a cookie jar.
        if is_whole || self.line.len() > AROUND_BYTES {
            let mut line = std::mem::take(&mut self.line);
            if !is_whole {
                self.line = line.split_off(whole_characters(&line));
            }
            self.push_line(&line);
        }
    }

    fn push_line(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        if self.filter.takes_all() || self.filter.takes(&line) {
            self.window.push_str(&line);
        }
    }

    /// Collects the values that begin in this part of the window.
    fn scan(&mut self, part: Range<usize>, out: &mut Vec<Pasted>) {
        let found = scan(&self.window, &self.cookie_name).into_iter();
        for found in found.filter(|it| part.contains(&it.place.start)) {
            self.take(found, out);
        }
    }

    fn take(&mut self, found: Found, out: &mut Vec<Pasted>) {
        let is_named = found.is_named(&self.cookie_name);
        let is_cookie = found.likeness.is_some() || found.is_first_of_two;
        if is_named && is_cookie {
            if self.seen.insert(fingerprint(&[&found.value])) {
                out.push(self.pasted(found));
            }
        } else if is_named {
            if self.unlike.is_none() && is_in_header(&self.window, &found) {
                self.unlike = Some(self.pasted(found));
            }
        } else if found.likeness >= Some(Likeness::Likely) && self.waiting.len() < MAX_WAITING {
            let name = found.name.as_deref().unwrap_or_default();
            if self.others.insert(fingerprint(&[&found.value, name])) {
                let pasted = self.pasted(found);
                self.waiting.push(pasted);
            }
        }
    }

    fn pasted(&self, found: Found) -> Pasted {
        let (line, found) = line_of(&self.window, found);
        pasted(line, found, &self.cookie_name)
    }
}

/// How many bytes form whole characters, or can never become one.
fn whole_characters(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => bytes.len(),
    }
}

fn fingerprint(texts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    hasher.finish()
}

/// The lines that a value stands in, with its position there: what a hint may
/// depend on.
fn line_of(text: &str, mut found: Found) -> (&str, Found) {
    /// How much of a longer line is kept on either side, in bytes.
    const NEAR_BYTES: usize = 8 * 1024;
    let start = text.floor_char_boundary(found.place.start.saturating_sub(NEAR_BYTES));
    let end = text.floor_char_boundary(found.place.end.saturating_add(NEAR_BYTES));
    let before = text.get(start..found.place.start).unwrap_or_default();
    let after = text.get(found.place.end..end).unwrap_or_default();
    let start = found.place.start
        - before
            .rfind('\n')
            .map_or(before.len(), |at| before.len() - at - 1);
    let end = found.place.end + after.find('\n').unwrap_or(after.len());
    found.place = found.place.start - start..found.place.end - start;
    (text.get(start..end).unwrap_or_default(), found)
}

/// Whether a `session=…` is in a cookie header, and not in a program.
fn is_in_header(text: &str, found: &Found) -> bool {
    let (line, found) = line_of(text, found.clone());
    let before = line.get(..found.place.start).unwrap_or_default();
    let before = before.to_ascii_lowercase();
    before.contains("cookie")
        || before.contains("-b ")
        || before.ends_with(['"', '\''])
        || !before.contains(' ')
}
