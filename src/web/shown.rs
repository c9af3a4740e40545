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
    match split_at(text, chars) {
        (start, "") => start.to_owned(),
        (start, _) => format!("{start}…"),
    }
}

/// The first characters of a text, and the others.
pub(super) fn split_at(text: &str, chars: usize) -> (&str, &str) {
    if text.len() <= chars {
        return (text, "");
    }
    let end = text.char_indices().nth(chars);
    text.split_at(end.map_or(text.len(), |(end, _)| end))
}

/// HTML has no place for control characters, escaped or not.
pub(super) fn printable(text: &str) -> String {
    without_controls(text).into_owned()
}

/// The same, copied only if there is something to replace.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    // Those of ASCII, and U+0080 to U+009F, which have two bytes.
    let is_one = |byte: u8| byte.is_ascii_control() && byte != b'\n';
    let are_one = |(first, second)| first == 0xc2 && second < 0xa0;
    // All bytes, with no way out in between: many at a time so.
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let has_one = text.bytes().fold(false, |it, byte| it | is_one(byte))
        | pairs.fold(false, |it, pair| it | are_one(pair));
    if has_one {
        let is_unprintable = |char: char| char.is_control() && char != '\n';
        text.replace(is_unprintable, "\u{fffd}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_any_length_are_replaced_and_nothing_else() {
        for code in (0..0x180).chain([0x2028, 0x202f, 0xfffd, 0x1_f512]) {
            let char = char::from_u32(code).expect("none of these is a surrogate");
            let text = format!("é{char}«");
            let is_kept = !char.is_control() || char == '\n';
            let expected = if is_kept {
                text.clone()
            } else {
                "é\u{fffd}«".into()
            };
            assert_eq!(printable(&text), expected, "U+{code:04X}");
        }
    }

    #[test]
    fn a_long_text_is_cut_after_whole_characters() {
        for (text, shown) in [("", ""), ("été", "été"), ("étés", "été…"), ("abcd", "abc…")]
        {
            assert_eq!(start(text, 3), shown);
        }
    }

    #[test]
    fn what_is_no_text_is_replaced() {
        assert_eq!(text("é".as_bytes()), "é");
        assert_eq!(text(b"a\xffb"), "a\u{fffd}b");
    }
}
