//! JSON's scalars: texts, numbers, `null`, and dates.

use std::io::Write;

use jiff::civil::{DateTime, date};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// How many bytes `\u0000` has.
const LONGEST_ESCAPE: usize = 6;

/// Writes `null`, or the value by means of `write`.
pub(super) fn write_optional<T>(
    out: &mut Vec<u8>,
    value: Option<T>,
    write: impl FnOnce(&mut Vec<u8>, T),
) {
    match value {
        Some(value) => write(out, value),
        None => out.extend(b"null"),
    }
}

/// Writes an integer.
pub(super) fn write_number(out: &mut Vec<u8>, number: impl itoa::Integer) {
    // Not by `write!`, which is slower: each object has seven numbers.
    out.extend(itoa::Buffer::new().format(number).as_bytes());
}

/// Writes a text in quotes.
// Security: DEL and the C1 controls are escaped too, though JSON need not,
// since terminals act on them.
pub(super) fn write_text(out: &mut Vec<u8>, text: &str) {
    write_text_within(out, text, usize::MAX);
}

/// Writes a text in quotes, cut to at most `max_bytes` between them; returns
/// whether it was cut.
pub(super) fn write_text_within(out: &mut Vec<u8>, text: &str, max_bytes: usize) -> bool {
    out.push(b'"');
    let start = out.len();
    let mut is_cut = false;
    if text.len().saturating_mul(LONGEST_ESCAPE) <= max_bytes {
        write_whole(out, text);
    } else {
        for character in text.chars() {
            let end = out.len();
            write_character(out, character);
            if out.len() - start > max_bytes {
                out.truncate(end);
                is_cut = true;
                break;
            }
        }
    }
    out.push(b'"');
    is_cut
}

/// Writes a text without quotes: in one piece where nothing needs escaping.
fn write_whole(out: &mut Vec<u8>, text: &str) {
    if is_plain(text.as_bytes()) {
        return out.extend(text.as_bytes());
    }
    out.reserve(text.len());
    for character in text.chars() {
        match u8::try_from(character) {
            Ok(byte) if !may_need_escape(byte) => out.push(byte),
            _ => write_character(out, character),
        }
    }
}

/// Whether no byte needs escaping.
fn is_plain(text: &[u8]) -> bool {
    // Does not stop early, so that many bytes can be compared at once.
    !text
        .iter()
        .fold(false, |any, byte| any | may_need_escape(*byte))
}

fn may_need_escape(byte: u8) -> bool {
    !(0x20..=0x7e).contains(&byte) || byte == b'"' || byte == b'\\'
}

fn write_character(out: &mut Vec<u8>, character: char) {
    match character {
        '"' => out.extend(b"\\\""),
        '\\' => out.extend(b"\\\\"),
        '\u{8}' => out.extend(b"\\b"),
        '\t' => out.extend(b"\\t"),
        '\n' => out.extend(b"\\n"),
        '\u{c}' => out.extend(b"\\f"),
        '\r' => out.extend(b"\\r"),
        ' '..='~' => out.extend(u8::try_from(character)),
        other if other.is_control() => {
            write!(out, "\\u{:04x}", u32::from(other)).expect("a Vec takes every byte");
        }
        other => out.extend(other.encode_utf8(&mut [0; 4]).as_bytes()),
    }
}

/// Writes Unix seconds as RFC 3339 in UTC; `false` after the year 9999.
pub(super) fn write_utc(out: &mut Vec<u8>, seconds: u64) -> bool {
    let Some(moment) = moment(seconds) else {
        return false;
    };
    let year = moment.year().unsigned_abs();
    let small = |part: i8| u16::from(part.unsigned_abs());
    let mut text = *b"0000-00-00T00:00:00Z";
    for (place, number) in [
        (0, year / 100),
        (2, year % 100),
        (5, small(moment.month())),
        (8, small(moment.day())),
        (11, small(moment.hour())),
        (14, small(moment.minute())),
        (17, small(moment.second())),
    ] {
        if let Some([tens, ones]) = text.get_mut(place..place + 2) {
            *tens += u8::try_from(number / 10).expect("below 100");
            *ones += u8::try_from(number % 10).expect("below 100");
        }
    }
    out.extend(text);
    true
}

fn moment(seconds: u64) -> Option<DateTime> {
    let seconds = i64::try_from(seconds).ok()?;
    if let Ok(moment) = Timestamp::from_second(seconds) {
        return Some(Offset::UTC.to_datetime(moment));
    }
    // jiff's last timestamp is a day before the end of the year 9999.
    let since_1970 = SignedDuration::from_secs(seconds);
    let start = date(1970, 1, 1).at(0, 0, 0, 0);
    start.checked_add(since_1970).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_serde_writes_it_but_for_what_a_terminal_acts_on() {
        let every: String = ('\0'..='\u{7e}')
            .chain("é\u{a0}€😀\u{2028}".chars())
            .collect();
        for text in ["", "plain", "\"\"", "a\\b\"c", &every] {
            let mut out = Vec::new();
            write_text(&mut out, text);
            assert_eq!(out, serde_json::to_vec(text).expect("a text"));
        }
        let mut out = Vec::new();
        write_text(&mut out, "a\u{7f}b\u{9b}c");
        assert_eq!(out, br#""a\u007fb\u009bc""#);
    }

    #[test]
    fn a_text_is_cut_between_two_characters() {
        for (max_bytes, written, is_cut) in [
            (7, r#""aé\"b""#, false),
            (6, r#""aé\"b""#, false),
            (5, r#""aé\"""#, true),
            (4, r#""aé""#, true),
            (2, r#""a""#, true),
            (0, r#""""#, true),
        ] {
            let mut out = Vec::new();
            assert_eq!(write_text_within(&mut out, "aé\"b", max_bytes), is_cut);
            assert_eq!(String::from_utf8(out).expect("UTF-8"), written);
        }
    }

    #[test]
    fn numbers_are_written_whole() {
        for number in [0, 9, 10, 4093, u128::from(u64::MAX), u128::MAX] {
            let mut out = Vec::new();
            write_number(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
        }
        for number in [0, -1, i128::from(i64::MIN), 720] {
            let mut out = Vec::new();
            write_number(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
        }
    }

    #[test]
    fn a_moment_is_written_to_the_end_of_the_calendar() {
        let written = |seconds| {
            let mut out = Vec::new();
            let is_written = write_utc(&mut out, seconds);
            is_written.then(|| String::from_utf8(out).expect("ASCII"))
        };
        let table = [
            (0, Some("1970-01-01T00:00:00Z")),
            (951_827_696, Some("2000-02-29T12:34:56Z")),
            (1_795_507_200, Some("2026-11-24T08:00:00Z")),
            (253_402_207_201, Some("9999-12-30T22:00:01Z")),
            (253_402_300_799, Some("9999-12-31T23:59:59Z")),
            (253_402_300_800, None),
            (u64::MAX, None),
        ];
        for (seconds, text) in table {
            assert_eq!(written(seconds).as_deref(), text);
        }
    }
}
