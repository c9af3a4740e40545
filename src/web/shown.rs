//! Texts of others, as a page may show them.

use crate::http::StatusCode;

/// Characters of what was typed, or of a name, that a page repeats: more than
/// any field takes.
const MAX_ECHOED_CHARS: usize = 200;

/// `302 Found`, of a status that was recorded.
pub(super) fn status(code: u16) -> String {
    StatusCode::from_u16(code).map_or_else(|_| code.to_string(), |it| it.to_string())
}

/// What somebody typed, or is called, for a page to repeat: fit to be shown,
/// and no longer than it can rightly be.
pub(super) fn echoed(text: &str) -> String {
    start(&printable(text), MAX_ECHOED_CHARS)
}

/// The first characters of a text, with a sign where some are missing.
pub(super) fn start(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// HTML has no place for control characters, escaped or not.
pub(super) fn printable(text: &str) -> String {
    let is_unprintable = |char: char| char.is_control() && char != '\n';
    if text.contains(is_unprintable) {
        text.replace(is_unprintable, "\u{fffd}")
    } else {
        text.to_owned()
    }
}
