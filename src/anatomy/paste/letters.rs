//! Reads a text letter by letter, undoing the escapes that tools add.
//!
//! These are the backslashes of JSON, shells and Markdown, the caret of
//! cmd.exe, percent codes, HTML entities, a terminal's colors, and invisible
//! characters.

use std::ops::Range;

/// A letter, and where it is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    /// The letter, unescaped.
    pub(super) char: char,
    /// The bytes that it is written with.
    pub(super) place: Range<usize>,
    pub(super) writing: Writing,
}

/// How a letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// As itself.
    Plain,
    /// With a backslash, a caret or an entity.
    Escaped,
    /// As `%2E`.
    Percent,
    /// An invisible character, or a terminal's color: not a letter at all.
    Invisible,
}

/// The letters of a text from a position on.
#[derive(Clone)]
pub(super) struct Letters<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Letters<'text> {
    /// `at` must be a character boundary.
    pub(super) fn new(text: &'text str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        let rest = self.text.get(self.at..)?;
        let first = rest.chars().next()?;
        let special = match first {
            '\\' => backslash(rest),
            '^' => caret(rest),
            '%' => percent(rest),
            '&' => entity(rest),
            '\u{1b}' => color(rest),
            _ => None,
        };
        let (char, length, writing) = special.unwrap_or_else(|| {
            let writing = if is_invisible(first) {
                Writing::Invisible
            } else {
                Writing::Plain
            };
            (first, first.len_utf8(), writing)
        });
        let place = self.at..self.at + length;
        self.at = place.end;
        Some(Letter {
            char,
            place,
            writing,
        })
    }
}

type Special = (char, usize, Writing);

/// Characters of no width: soft hyphen, joiners, directions, variation
/// selectors, the BOM.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(
        char,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// `\"`, `\/`, `\u002e`, `\x2e`, `\n`; with several backslashes if the text was
/// escaped more than once.
fn backslash(rest: &str) -> Option<Special> {
    let slashes = count(rest, b'\\');
    let after = rest.get(slashes..)?;
    let code = |digits: &str, length: usize| {
        let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
        Some((char, slashes + length, Writing::Escaped))
    };
    let next = after.chars().next()?;
    match next {
        'u' => code(hex_digits(after.get(1..)?, 4)?, 5),
        'x' => code(hex_digits(after.get(1..)?, 2)?, 3),
        'n' | 'r' => Some(('\n', slashes + 1, Writing::Escaped)),
        't' => Some(('\t', slashes + 1, Writing::Escaped)),
        // A path, `C:\users`, and no escape that a cookie could need.
        other if other.is_alphanumeric() => None,
        other => Some((other, slashes + other.len_utf8(), Writing::Escaped)),
    }
}

/// `^"` and `^\^"` of cmd.exe, and `^%^2E`.
fn caret(rest: &str) -> Option<Special> {
    let carets = count(rest, b'^');
    let after = rest.get(carets..)?;
    if let Some(digits) = after.strip_prefix("%^")
        && let Some(byte) = hex_byte(digits)
    {
        return Some((byte, carets + 4, Writing::Percent));
    }
    let quoted = after.strip_prefix("\\^").unwrap_or(after);
    let next = quoted.chars().next()?;
    let length = rest.len() - quoted.len() + next.len_utf8();
    (!next.is_alphanumeric()).then_some((next, length, Writing::Escaped))
}

/// How often a character is repeated here. A long run is a drawing, and is not
/// counted.
fn count(text: &str, byte: u8) -> usize {
    /// Enough for text that was escaped four times over, `\\\\\\\"`.
    const MAX: usize = 16;
    let same = text.bytes().take(MAX).take_while(|it| *it == byte);
    same.count()
}

/// `%2E`, or `%252E` if it was encoded twice.
fn percent(rest: &str) -> Option<Special> {
    let digits = rest.strip_prefix('%')?;
    let twice = digits.strip_prefix("25").and_then(hex_byte);
    let (char, length) = match twice {
        Some(char) => (char, 5),
        None => (hex_byte(digits)?, 3),
    };
    Some((char, length, Writing::Percent))
}

/// The visible ASCII character, or the space, with this code in two hex digits.
fn hex_byte(text: &str) -> Option<char> {
    let byte = u8::from_str_radix(hex_digits(text, 2)?, 16).ok()?;
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~').then_some(char::from(byte))
}

fn hex_digits(text: &str, count: usize) -> Option<&str> {
    let digits = text.get(..count)?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then_some(digits)
}

/// `&quot;`, `&#46;`, `&#x2e;`.
fn entity(rest: &str) -> Option<Special> {
    /// The longest of them have fewer: `&nbsp;`, `&#x002E;`.
    const MAX_BYTES: usize = 10;
    let end = rest.bytes().take(MAX_BYTES).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let number = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    let char = match name {
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "nbsp" => '\u{a0}',
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16)?,
            decimal => number(decimal, 10)?,
        },
    };
    Some((char, end + 1, Writing::Escaped))
}

/// `ESC [ … m`, with which programs color their output (ECMA-48, section 5.4).
fn color(rest: &str) -> Option<Special> {
    /// `38;2;255;255;255` has fewer.
    const MAX_BYTES: usize = 32;
    let parameters = rest.strip_prefix("\u{1b}[")?;
    let length = parameters
        .bytes()
        .take(MAX_BYTES)
        .take_while(|byte| matches!(byte, b' '..=b'?'))
        .count();
    let end = parameters.as_bytes().get(length)?;
    matches!(end, b'@'..=b'~').then_some(('\u{1b}', 2 + length + 1, Writing::Invisible))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        let letters = Letters::new(text, 0).filter(|it| it.writing != Writing::Invisible);
        letters.map(|letter| letter.char).collect()
    }

    #[test]
    fn each_way_of_writing_a_letter_is_undone() {
        let table = [
            (r#"\"a\u002eb\/\x2d\\\"c\_"#, r#""a.b/-"c_"#),
            (r#"^"a^%^2Eb^%^3D^\^"c^&"#, r#""a.b="c&"#),
            ("a%2Eb%252e%3D", "a.b.="),
            ("&quot;a&#46;b&#x2E;&amp;", "\"a.b.&"),
            ("\u{1b}[1;32mse\u{ad}ss\u{200b}ion\u{1b}[0m", "session"),
            (r"C:\users%zz&copy ^a", r"C:\users%zz&copy ^a"),
            (r"a\", r"a\"),
            ("a\\\nb", "a\nb"),
            ("é“\\é", "é“\\é"),
        ];
        for (text, expected) in table {
            assert_eq!(meant(text), expected, "{text}");
        }
    }

    #[test]
    fn the_places_of_the_letters_cover_the_text() {
        for text in [r#"a\u002eé%2E&quot;^"^\^"\"#, "\u{1b}[31m%25", "\\\\\\\""] {
            let mut at = 0;
            for letter in Letters::new(text, 0) {
                assert_eq!(letter.place.start, at, "{text}");
                assert!(text.is_char_boundary(letter.place.end), "{text}");
                at = letter.place.end;
            }
            assert_eq!(at, text.len(), "{text}");
        }
    }
}
