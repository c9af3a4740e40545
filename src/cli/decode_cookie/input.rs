//! Reads standard input in batches of whole lines.
//!
//! A batch is what a single read returns. A file comes in large batches, which several threads can
//! share; what is typed, or followed with `tail -f`, comes line by line and is answered at once. At
//! most one line is held back, or the pieces of one cookie.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use crate::anatomy::paste::{
    Decoder, Document, Lines, NotFound, Pasted, Sort, is_bare_value, is_whole, may_go_on,
};

/// The longest line that is read, in bytes; longer ones are refused.
pub(super) const MAX_LINE_BYTES: usize = 1024 * 1024;

/// The bytes asked for in one read.
const READ_BYTES: usize = 32 * 1024;

/// Something to answer.
#[derive(Clone, Copy)]
pub(super) enum Line<'text> {
    /// Only a value, to be judged as it is.
    Value(&'text str),
    /// Pasted text, to be searched for a cookie.
    Text(&'text str),
    /// A cookie already found in a larger text.
    Found(&'text Result<Pasted, NotFound>),
    /// A line that is too long; holds the limit in bytes.
    TooLong(usize),
}

/// Things to answer, in order.
pub(super) struct Batch {
    text: Vec<u8>,
    lines: Vec<Place>,
    /// How many bytes were read for it.
    bytes: usize,
    /// The index of its first cookie within the call.
    pub(super) first_index: usize,
}

enum Place {
    Value(Range<usize>),
    Text(Range<usize>),
    Found(Result<Pasted, NotFound>),
    TooLong,
}

impl Batch {
    /// How many things there are to answer.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// How many bytes were read for it.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Passes each to `take` with its index, until that returns `false`; returns whether it never
    /// did.
    pub(super) fn each(&self, mut take: impl FnMut(usize, Line<'_>) -> bool) -> bool {
        let text = |place: &Range<usize>| {
            let text = self.text.get(place.clone()).unwrap_or_default();
            // Much faster than the lossy conversion, and nearly always enough.
            str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed)
        };
        let mut indexes = self.first_index..;
        self.lines.iter().all(|line| {
            let index = indexes.next().unwrap_or(usize::MAX);
            match line {
                Place::Value(place) => take(index, Line::Value(&text(place))),
                Place::Text(place) => take(index, Line::Text(&text(place))),
                Place::Found(pasted) => take(index, Line::Found(pasted)),
                Place::TooLong => take(index, Line::TooLong(MAX_LINE_BYTES)),
            }
        })
    }
}

/// Standard input: a list of cookies, one a line, or a document with cookies in it.
pub(super) struct Input<Source> {
    source: Source,
    cookie_name: String,
    decoder: Decoder,
    /// Sorts the lines; `None` if every line is a value (`--strict`).
    lines: Option<Lines>,
    /// The document, once the stream has turned out to be one.
    document: Option<Document>,
    /// The start of a line that is still incomplete.
    rest: Vec<u8>,
    /// Whether the rest of an overlong line is being skipped.
    is_skipping: bool,
    is_over: bool,
    count: usize,
}

impl<Source: Read> Input<Source> {
    /// Reads from `source`; `first_index` is the index of its first cookie within the call. If
    /// `is_strict`, every line is taken for a value.
    pub(super) fn new(
        source: Source,
        cookie_name: &str,
        is_strict: bool,
        first_index: usize,
    ) -> Self {
        Self {
            source,
            cookie_name: cookie_name.into(),
            decoder: Decoder::default(),
            lines: (!is_strict).then(Lines::default),
            document: None,
            rest: Vec::new(),
            is_skipping: false,
            is_over: false,
            count: first_index,
        }
    }

    /// How many cookies there were so far, including those before `first_index`.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The batch from the next read, perhaps with nothing to answer; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Batch>> {
        if self.is_over {
            return Ok(None);
        }
        let mut text = std::mem::take(&mut self.rest);
        let before = text.len();
        let bytes = read_more(&mut self.source, &mut text)?;
        self.is_over = bytes == 0;
        self.decoder.decode(&mut text, before, self.is_over);
        let mut batch = Batch {
            text,
            lines: Vec::new(),
            bytes,
            first_index: self.count,
        };
        let from = match self.document {
            Some(_) => Some(0),
            None => self.find_lines(&mut batch, before),
        };
        if let Some(from) = from {
            self.find_in_document(&mut batch, from);
        }
        self.count += batch.lines.len();
        Ok(Some(batch))
    }

    /// Adds the text after `from` to the document.
    fn find_in_document(&mut self, batch: &mut Batch, from: usize) {
        let new = || Document::new(&self.cookie_name);
        let mut document = self.document.take().unwrap_or_else(new);
        let text = batch.text.get(from..).unwrap_or_default();
        let mut found = document.push(text);
        if self.is_over {
            found.extend(document.finish());
        } else {
            self.document = Some(document);
        }
        let found = found.into_iter().map(|pasted| Place::Found(Ok(pasted)));
        batch.lines.extend(found);
    }

    /// Finds things to answer in whole lines, and keeps the rest back. Returns where a document
    /// begins, if one does.
    fn find_lines(&mut self, batch: &mut Batch, before: usize) -> Option<usize> {
        let read = batch.text.get(before..).unwrap_or_default();
        let whole = match memrchr(b'\n', read) {
            _ if self.is_over => batch.text.len(),
            Some(last) => before + last + 1,
            None => 0,
        };
        let mut held = Held::default();
        let text = std::mem::take(&mut batch.text);
        let mut document = None;
        let mut start = 0;
        let ends = memchr_iter(b'\n', text.get(..whole).unwrap_or_default());
        for end in ends.map(|end| end + 1).chain([whole]) {
            let line = text.get(start..end).unwrap_or_default();
            let place = start..start + trim_line_end(line).len();
            start = end;
            if line.is_empty() || std::mem::take(&mut self.is_skipping) {
                continue;
            }
            let sort = self.sort(line, trim_line_end(line));
            if sort == Some(Sort::Value) && self.lines.is_some() {
                held.take_value(&mut batch.lines, &text, place);
                continue;
            }
            held.release(&mut batch.lines, &text);
            match sort {
                Some(Sort::Value) => batch.lines.push(Place::Value(place)),
                Some(Sort::Text) => batch.lines.push(Place::Text(place)),
                Some(Sort::Nothing) => {}
                Some(Sort::Document) => {
                    document = Some(place.start);
                    break;
                }
                None => batch.lines.push(Place::TooLong),
            }
        }
        batch.text = text;
        if document.is_some() {
            return document;
        }
        let kept = if self.is_over {
            held.release(&mut batch.lines, &batch.text);
            whole
        } else {
            held.start().unwrap_or(whole)
        };
        self.rest = batch.text.split_off(kept);
        self.give_up_long_line(batch)
    }

    /// What a line is; `None` if it is too long.
    fn sort(&mut self, line: &[u8], value: &[u8]) -> Option<Sort> {
        if line.len() > MAX_LINE_BYTES {
            return None;
        }
        Some(match &mut self.lines {
            None if value.is_empty() => Sort::Nothing,
            None => Sort::Value,
            Some(lines) if is_bare_value(value) => lines.sort_value(value),
            Some(lines) => lines.sort(&String::from_utf8_lossy(line), &self.cookie_name),
        })
    }

    /// Stops collecting a line that is already too long, unless it turns out to be a document;
    /// returns where that begins.
    fn give_up_long_line(&mut self, batch: &mut Batch) -> Option<usize> {
        if self.rest.len() <= MAX_LINE_BYTES {
            return None;
        }
        let start = self.rest.get(..READ_BYTES).unwrap_or_default().to_owned();
        if !self.is_skipping && self.sort(&start, &start) == Some(Sort::Document) {
            let from = batch.text.len();
            batch.text.append(&mut self.rest);
            return Some(from);
        }
        self.rest.clear();
        if !std::mem::replace(&mut self.is_skipping, true) {
            batch.lines.push(Place::TooLong);
        }
        None
    }
}

/// Whether the value does not end with a complete signature. A quick test, which most lines fail.
fn may_begin(value: &[u8]) -> bool {
    memrchr(b'.', value).is_none_or(|dot| value.len() - dot - 1 < 27)
}

fn trim_line_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Lines that may turn out to be pieces of one value.
#[derive(Default)]
struct Held {
    places: Vec<Range<usize>>,
    value: String,
}

impl Held {
    /// Where the first of these lines begins.
    fn start(&self) -> Option<usize> {
        self.places.first().map(|place| place.start)
    }

    /// Takes a line that is a value or a piece of one.
    fn take_value(&mut self, lines: &mut Vec<Place>, text: &[u8], place: Range<usize>) {
        /// More than any cookie.
        const MAX_BYTES: usize = 8 * 1024;
        let bytes = text.get(place.clone()).unwrap_or_default();
        let is_usual = self.places.is_empty() && !bytes.ends_with(b".") && !may_begin(bytes);
        let read = || str::from_utf8(bytes).ok();
        let Some(value) = (!is_usual).then(read).flatten() else {
            lines.push(Place::Value(place));
            return;
        };
        if let Some(start) = self.start() {
            self.value.push_str(value);
            if is_whole(&self.value) && !is_whole(value) {
                lines.push(Place::Text(start..place.end));
                *self = Self::default();
                return;
            }
            let is_piece = may_go_on(&self.value) && !may_go_on(value) && !is_whole(value);
            if is_piece && self.value.len() < MAX_BYTES {
                self.places.push(place);
                return;
            }
            self.release(lines, text);
        }
        if may_go_on(value) {
            value.clone_into(&mut self.value);
            self.places.push(place);
        } else {
            lines.push(Self::alone(text, place));
        }
    }

    /// Gives up joining: each line is a value in its own right.
    fn release(&mut self, lines: &mut Vec<Place>, text: &[u8]) {
        let places = self.places.drain(..);
        lines.extend(places.map(|place| Self::alone(text, place)));
        self.value.clear();
    }

    /// A value. If it ends with a dot, that may belong to a sentence.
    fn alone(text: &[u8], place: Range<usize>) -> Place {
        if text.get(place.clone()).is_some_and(|it| it.ends_with(b".")) {
            Place::Text(place)
        } else {
            Place::Value(place)
        }
    }
}

/// Appends what one read returns; returns how many bytes that is.
fn read_more(source: &mut impl Read, text: &mut Vec<u8>) -> io::Result<usize> {
    let before = text.len();
    text.resize(before + READ_BYTES, 0);
    let read = loop {
        match source.read(text.get_mut(before..).unwrap_or_default()) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => break result,
        }
    };
    text.truncate(before + read.as_ref().copied().unwrap_or_default());
    read
}
