//! Standard input in batches of whole lines.
//!
//! A batch is what one read brings: a file comes in large ones, which several
//! threads can share; what is typed or followed by `tail -f` comes line by
//! line, and is answered at once. At most one line is held back.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use crate::anatomy::paste::{Lines, is_bare_value};

/// The longest line that is read, in bytes.
pub(super) const MAX_LINE_BYTES: usize = 1024 * 1024;

/// What one read asks for, in bytes.
const READ_BYTES: usize = 32 * 1024;

/// A line that carries a cookie.
#[derive(Clone, Copy)]
pub(super) enum Line<'text> {
    /// Nothing but a value.
    Value(&'text str),
    /// Whatever somebody pasted.
    Text(&'text str),
    /// More than is read: the limit in bytes.
    TooLong(usize),
}

/// Lines that are to be answered, in order.
pub(super) struct Batch {
    text: Vec<u8>,
    lines: Vec<Place>,
    /// What the first of them counts as.
    pub(super) first_index: usize,
}

enum Place {
    Value(Range<usize>),
    Text(Range<usize>),
    TooLong,
}

impl Batch {
    /// How many lines are to be answered.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// How much was read.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Hands each line over, until told to stop; whether all were.
    pub(super) fn each(&self, mut take: impl FnMut(usize, Line<'_>) -> bool) -> bool {
        let text = |place: &Range<usize>| self.text.get(place.clone()).unwrap_or_default();
        let mut indexes = self.first_index..;
        self.lines.iter().all(|line| {
            let index = indexes.next().unwrap_or(usize::MAX);
            match line {
                Place::Value(place) => take(
                    index,
                    Line::Value(str::from_utf8(text(place)).unwrap_or_default()),
                ),
                Place::Text(place) => {
                    take(index, Line::Text(&String::from_utf8_lossy(text(place))))
                }
                Place::TooLong => take(index, Line::TooLong(MAX_LINE_BYTES)),
            }
        })
    }
}

/// A stream of lines.
pub(super) struct Input<Source> {
    source: Source,
    cookie_name: String,
    lines: Lines,
    /// The beginning of a line whose end has not come.
    rest: Vec<u8>,
    /// Whether the rest of a line that was too long is being passed over.
    is_skipping: bool,
    count: usize,
}

impl<Source: Read> Input<Source> {
    /// Reads from `source`; `first_index` is what its first cookie counts as.
    pub(super) fn new(source: Source, cookie_name: &str, first_index: usize) -> Self {
        Self {
            source,
            cookie_name: cookie_name.into(),
            lines: Lines::default(),
            rest: Vec::new(),
            is_skipping: false,
            count: first_index,
        }
    }

    /// How many cookies there were so far, and before.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What the next read brings, perhaps no line to answer; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Batch>> {
        let mut text = std::mem::take(&mut self.rest);
        let before = text.len();
        let is_end = read_more(&mut self.source, &mut text)? == 0;
        if is_end && before == 0 {
            return Ok(None);
        }
        let read = text.get(before..).unwrap_or_default();
        let whole = match memrchr(b'\n', read) {
            Some(last) => before + last + 1,
            None if is_end => text.len(),
            None => 0,
        };
        self.rest = text.split_off(whole);
        let mut batch = Batch {
            text,
            lines: Vec::new(),
            first_index: self.count,
        };
        self.find_lines(&mut batch);
        // One that is too long already is not kept until its end comes.
        if self.rest.len() > MAX_LINE_BYTES {
            self.rest.clear();
            if !std::mem::replace(&mut self.is_skipping, true) {
                batch.lines.push(Place::TooLong);
            }
        }
        self.count += batch.lines.len();
        Ok(Some(batch))
    }

    fn find_lines(&mut self, batch: &mut Batch) {
        let mut start = 0;
        let ends = memchr_iter(b'\n', &batch.text).map(|end| end + 1);
        for end in ends.chain([batch.text.len()]) {
            let place = start..end;
            let Some(line) = batch.text.get(place.clone()).filter(|it| !it.is_empty()) else {
                continue;
            };
            start = end;
            if std::mem::take(&mut self.is_skipping) {
                continue;
            }
            if line.len() > MAX_LINE_BYTES {
                batch.lines.push(Place::TooLong);
            } else if is_bare_value(line.trim_ascii()) {
                if self.lines.takes_values() {
                    let trimmed = place.start + (line.len() - line.trim_ascii_start().len());
                    batch
                        .lines
                        .push(Place::Value(trimmed..trimmed + line.trim_ascii().len()));
                }
            } else if self
                .lines
                .carries_cookie(&String::from_utf8_lossy(line), &self.cookie_name)
            {
                batch.lines.push(Place::Text(place));
            }
        }
    }
}

/// One read, behind what is there; how many bytes it brought.
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
