//! Texts of others, as a page may show them.

use std::borrow::Cow;

use crate::http::StatusCode;

/// Characters of what was typed, or of a name, that a page repeats: more than
/// any field takes.
const MAX_ECHOED_CHARS: usize = 200;

/// `302 Found`, of a status that was recorded.
pub(super) fn status(code: u16) -> String {
    StatusCode::from_u16(code).map_or_else(|_| code.to_string(), |it| it.to_string())
}

/// What came as bytes; what is no UTF-8 in it is replaced.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    // Nearly all is, and is told at once; `from_utf8_lossy` goes character by character.
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// What somebody typed, or is called, for a page to repeat: fit to be shown,
/// and no longer than it can rightly be.
pub(super) fn echoed(text: &str) -> String {
    start(&printable(text), MAX_ECHOED_CHARS)
}

/// The first characters of a text, with a sign where some are missing.
pub(super) fn start(text: &str, chars: usize) -> String {
    if text.len() <= chars {
        return text.to_owned();
    }
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// HTML has no place for control characters, escaped or not.
pub(super) fn printable(text: &str) -> String {
    // Those of ASCII are one byte, all others begin with this one (U+0080 to U+009F).
    let may_be = |byte: u8| byte.is_ascii_control() || byte == 0xc2;
    // All bytes, with no way out in between: many at a time so.
    let is_suspect = text.bytes().fold(false, |it, byte| it | may_be(byte));
    if is_suspect {
        let is_unprintable = |char: char| char.is_control() && char != '\n';
        text.replace(is_unprintable, "\u{fffd}")
    } else {
        text.to_owned()
    }
}
