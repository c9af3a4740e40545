//! Python's `str`, lone surrogates included.

use std::fmt;

/// A Python `str`: Unicode text that, unlike Rust's `str`, may hold lone
/// surrogates.
///
/// Stored as WTF-8 (UTF-8 in which a lone surrogate takes three bytes), whose
/// byte order is Python's order of strings. May be empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Text(Vec<u8>);

impl Text {
    /// The text, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The WTF-8 bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Length in bytes of WTF-8.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The code points, surrogates included.
    pub fn code_points(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.0.iter().copied().map(u32::from);
        std::iter::from_fn(move || {
            let first = bytes.next()?;
            let (start, more) = match first {
                0..0x80 => (first, 0),
                0x80..0xe0 => (first & 0x1f, 1),
                0xe0..0xf0 => (first & 0x0f, 2),
                _ => (first & 0x07, 3),
            };
            Some(
                bytes
                    .by_ref()
                    .take(more)
                    .fold(start, |point, byte| point << 6 | byte & 0x3f),
            )
        })
    }

    /// Each character as a [`Text`].
    pub(super) fn characters(&self) -> impl Iterator<Item = Self> {
        self.code_points().map(|point| {
            let mut character = Self::default();
            character.push_code_point(point);
            character
        })
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(super) fn push_code_point(&mut self, point: u32) {
        if let Some(char) = char::from_u32(point) {
            self.push_str(char.encode_utf8(&mut [0; 4]));
        } else {
            let [_, _, high, low] = point.to_be_bytes();
            let six = |bits: u8| 0x80 | bits & 0x3f;
            self.0
                .extend([0xe0 | high >> 4, six(high << 2 | low >> 6), six(low)]);
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl fmt::Display for Text {
    /// Shows a lone surrogate as `U+FFFD`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_str() {
            Some(text) => f.write_str(text),
            None => self.code_points().try_for_each(|point| {
                write!(
                    f,
                    "{}",
                    char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
                )
            }),
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_carries_lone_surrogates_and_sorts_by_code_point() {
        let mut lone = Text::default();
        lone.push_code_point(0xd83d);
        assert_eq!(
            (lone.as_str(), lone.to_string().as_str()),
            (None, "\u{fffd}")
        );
        assert_eq!(lone.code_points().collect::<Vec<_>>(), [0xd83d]);
        assert_eq!(
            Text::from("aé€😀").code_points().collect::<Vec<_>>(),
            [0x61, 0xe9, 0x20ac, 0x1f600]
        );
        let (last_of_plane_0, emoji) = (Text::from("\u{ffff}"), Text::from("😀"));
        assert!(lone < last_of_plane_0 && last_of_plane_0 < emoji);
    }
}
