//! Finds every value in a text that may be the cookie.

use std::ops::Range;

use super::letters::{Letter, Letters, Writing};
use super::names::{is_value_field, name_of};
use super::shape::{Likeness, Shape, is_base64url, shape, starts_as_payload};
use super::tokens::{Word, Words, place_in};

/// A value that may be the cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Its name in the text.
    pub(super) name: Option<String>,
    /// The value, with all escapes undone; may be empty.
    pub(super) value: String,
    /// The bytes of the text that it is written with.
    pub(super) place: Range<usize>,
    /// How likely it is a Flask cookie; `None` if it only has the name.
    pub(super) likeness: Option<Likeness>,
    /// Whether a second cookie of this name follows in the same header.
    pub(super) is_first_of_two: bool,
}

impl Found {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name)
    }
}

/// Takes time linear in the length of the text.
pub(super) fn scan(text: &str, cookie_name: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let (mut done_to, mut joined_to) = (0, 0);
    for word in Words::new(text) {
        if word.place.start < done_to {
            continue;
        }
        let mut here = shaped(text, &word, cookie_name);
        let is_cut = here.as_ref().is_none_or(|it| !is_signature(&it.value));
        // Pieces of a broken value are searched in each byte at most once.
        if is_cut && word.place.start >= joined_to {
            here = broken(text, &word, cookie_name, &mut joined_to).or(here);
        }
        if is_cut {
            here = here.filter(|it| !goes_on(text, it));
        }
        if let Some(here) = here.or_else(|| named(text, &word, cookie_name)) {
            done_to = here.place.end;
            add(&mut found, text, here, cookie_name);
        }
    }
    found
}

/// Adds a value, unless it is the second cookie of its name: Flask takes the
/// first.
fn add(found: &mut Vec<Found>, text: &str, here: Found, cookie_name: &str) {
    if let Some(last) = found.last_mut()
        && last.is_named(cookie_name)
        && here.is_named(cookie_name)
        && is_one_header(text.get(last.place.end..here.place.start))
    {
        last.is_first_of_two = true;
        return;
    }
    found.push(here);
}

/// Whether two values are in the same header, with only other cookies between
/// them.
fn is_one_header(between: Option<&str>) -> bool {
    between.is_some_and(|text| {
        text.contains(';') && !text.contains(['\n', '"', '\'', ',', '<', '{']) && {
            let lower = text.to_ascii_lowercase();
            !lower.contains("path=") && !lower.contains("cookie:")
        }
    })
}

/// Whether a value ends with a complete signature.
fn is_signature(value: &str) -> bool {
    let signature = value.rsplit('.').next().map_or(0, str::len);
    matches!(signature, 27 | 43 | 86)
}

/// Whether the signature continues after a mark, as in `0c,Eq61…`; the mark is
/// then a change that someone made.
fn goes_on(text: &str, found: &Found) -> bool {
    let after = text.get(found.place.end..).unwrap_or_default();
    let mut chars = after.chars();
    let is_mark = chars
        .next()
        .is_some_and(|it| !it.is_whitespace() && it != ';');
    let rest = chars.as_str().bytes().take_while(|it| is_base64url(*it));
    let signature = found.value.rsplit('.').next().map_or(0, str::len);
    is_mark && matches!(signature + rest.take(86).count(), 27 | 43 | 86)
}

/// The cookie in a word that has the three parts of one.
fn shaped(text: &str, word: &Word, cookie_name: &str) -> Option<Found> {
    let shape = shape(&word.text)?;
    let value = word.text.get(shape.place.clone())?;
    let place = place_in(text, word, &shape.place);
    let name = name(text, word, &shape.place, &place, cookie_name);
    let is_ours = name.as_deref() == Some(cookie_name);
    let is_like = shape.likeness >= Likeness::Likely;
    // A likely cookie counts anywhere in a word, and so does one with the name.
    // Anything else must begin the word.
    (is_like || is_ours || shape.place.start == 0).then(|| Found {
        name,
        value: value.to_owned(),
        place,
        likeness: Some(shape.likeness),
        is_first_of_two: false,
    })
}

/// The name of a value: in the same word, or before it.
fn name(
    text: &str,
    word: &Word,
    part: &Range<usize>,
    place: &Range<usize>,
    cookie_name: &str,
) -> Option<String> {
    let before = word.text.get(..part.start).unwrap_or_default();
    if before.contains(char::is_alphanumeric) {
        let named = name_of(before, before.len(), before.len(), cookie_name);
        if named.is_some() {
            return named;
        }
    }
    name_of(text, place.start, place.end, cookie_name)
}

/// A value that begins in this word and was broken into lines, or has blanks in
/// it. Sets `joined_to` to how far it looked.
fn broken(text: &str, word: &Word, cookie_name: &str, joined_to: &mut usize) -> Option<Found> {
    let start = word.text.rfind(['=', ':', '/']).map_or(0, |at| at + 1);
    let first = word.text.get(start..)?;
    let is_beginning = first.len() >= 4 && starts_as_payload(first);
    if !is_beginning || !first.bytes().all(is_part_of_cookie) {
        return None;
    }
    let part = start..word.text.len();
    let start = place_in(text, word, &part).start;
    let mut pieces = Pieces::new(start);
    let is_joined = pieces.join(text);
    *joined_to = pieces.end;
    let place = start..pieces.end;
    is_joined.then(|| Found {
        name: name(text, word, &part, &place, cookie_name),
        value: pieces.value,
        place,
        likeness: Some(Likeness::Sure),
        is_first_of_two: false,
    })
}

fn is_part_of_cookie(byte: u8) -> bool {
    is_base64url(byte) || matches!(byte, b'.' | b'=')
}

/// The pieces of a broken value, joined.
struct Pieces {
    value: String,
    start: usize,
    /// Where the last piece ends in the text.
    end: usize,
    /// Where the last piece begins in the value.
    last: usize,
}

impl Pieces {
    fn new(start: usize) -> Self {
        Self {
            value: String::new(),
            start,
            end: start,
            last: 0,
        }
    }

    /// Adds pieces until they form a cookie; returns whether they do.
    fn join(&mut self, text: &str) -> bool {
        /// More than any browser keeps.
        const MAX_BYTES: usize = 8 * 1024;
        /// The deepest indentation of a continued line, with its line end.
        const MAX_GAP: usize = 128;
        let letters = Letters::new(text, self.start);
        let mut gap = 0;
        for Letter { char, place, .. } in letters.filter(|it| it.writing != Writing::Invisible) {
            if u8::try_from(char).is_ok_and(is_part_of_cookie) && place.end < self.start + MAX_BYTES
            {
                if gap > 0 {
                    self.last = self.value.len();
                }
                self.value.push(char);
                self.end = place.end;
                gap = 0;
                continue;
            }
            if gap == 0 && self.is_whole_before(char) {
                return true;
            }
            gap += 1;
            // Quoted-printable mail breaks lines with a `=`.
            if gap == 1 && matches!(char, '\n' | '\r') && self.value.ends_with('=') {
                self.value.pop();
            }
            // The start of a line may be a mail's quotation mark.
            let is_gap = char.is_whitespace() || (gap > 1 && matches!(char, '>' | '|'));
            if !is_gap || char == '\t' && gap == 1 || gap > MAX_GAP {
                return false;
            }
        }
        self.is_whole_before('\n')
    }

    /// Whether the pieces form a cookie that ends before this character, and
    /// the last piece is not just a word that follows it.
    fn is_whole_before(&self, next: char) -> bool {
        if !is_signature(&self.value) || matches!(next, ':' | '(' | '\t') {
            return false;
        }
        let mut letters = self.value.bytes().skip(self.last + 1);
        let is_random = letters.any(|it| !it.is_ascii_lowercase());
        let is_sure = |it: Shape| it.likeness == Likeness::Sure && it.place.start == 0;
        (is_random || next != ' ') && shape(&self.value).is_some_and(is_sure)
    }
}

/// A value that has the name but not the three parts of a cookie.
fn named(text: &str, word: &Word, cookie_name: &str) -> Option<Found> {
    let (value, place) =
        assigned(text, word, cookie_name).or_else(|| quoted(text, word, cookie_name))?;
    Some(Found {
        name: Some(cookie_name.to_owned()),
        value,
        place,
        likeness: None,
        is_first_of_two: false,
    })
}

/// `session=…`
fn assigned(text: &str, word: &Word, cookie_name: &str) -> Option<(String, Range<usize>)> {
    let at = word.text.find(cookie_name)?;
    let before = word.text.get(..at)?;
    let value = word.text.get(at + cookie_name.len()..)?.strip_prefix('=')?;
    // `$session = …`, `my_session=` and `app.session=` are other names.
    let is_inside = before
        .chars()
        .next_back()
        .is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.' | '$' | '@'));
    let part = word.text.len() - value.len()..word.text.len();
    let place = if value.is_empty() {
        word.place.end..word.place.end
    } else {
        place_in(text, word, &part)
    };
    (!is_inside).then(|| (value.to_owned(), place))
}

/// `"session": "…"` and `("session", "…"`, or `"value": "…"` beside such a
/// name.
fn quoted(text: &str, word: &Word, cookie_name: &str) -> Option<(String, Range<usize>)> {
    /// As long as browsers keep.
    const MAX_BYTES: usize = 4096;
    let is_name = word.text == cookie_name;
    if !is_name && !is_value_field(&word.text) {
        return None;
    }
    let mut letters =
        Letters::new(text, word.place.end).filter(|it| it.writing != Writing::Invisible);
    let (mut is_joined, mut value) = (false, String::new());
    let open = letters.by_ref().take(16).find(|it| {
        let opens = is_joined && matches!(it.char, '"' | '\'');
        is_joined |= matches!(it.char, ':' | '=' | ',');
        opens || !matches!(it.char, '"' | '\'' | ':' | '=' | ',' | '>') && !it.char.is_whitespace()
    })?;
    if !matches!(open.char, '"' | '\'') {
        return None;
    }
    let mut end = open.place.end;
    while let Some(letter) = letters.next() {
        if letter.char == open.char {
            let place = open.place.end..end;
            // `"name": "session", "path": "/"`: what follows is the next field.
            let next = letters.find(|it| !it.char.is_whitespace());
            let is_field = next.is_some_and(|it| it.char == ':');
            // What looks like a cookie is judged on its own.
            if is_field || starts_as_payload(&value) || shape(&value).is_some() {
                return None;
            }
            let is_ours = is_name
                || name_of(text, place.start, place.end, cookie_name).as_deref()
                    == Some(cookie_name);
            return (is_ours && !value.is_empty()).then_some((value, place));
        }
        if value.len() > MAX_BYTES || letter.char == '\n' {
            return None;
        }
        value.push(letter.char);
        end = letter.place.end;
    }
    None
}
