//! From bytes to text: UTF-16, which Windows writes, becomes UTF-8.

/// Decodes a stream. UTF-8, which nearly all is, passes through without being
/// copied.
#[derive(Default)]
pub struct Decoder {
    encoding: Option<Encoding>,
    /// The first bytes of a character that is still incomplete.
    rest: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// Little endian or big endian.
    Utf16 {
        is_little: bool,
    },
}

impl Decoder {
    /// Decodes in place what `text` holds from `start` on: the next bytes of
    /// the stream. An incomplete character is kept back, unless `is_end`.
    pub fn decode(&mut self, text: &mut Vec<u8>, start: usize, is_end: bool) {
        if self.encoding == Some(Encoding::Utf8) {
            return;
        }
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend(text.drain(start..));
        let encoding = match self.encoding {
            Some(encoding) => encoding,
            // Four bytes, two letters in UTF-16, are enough to tell.
            None if bytes.len() < 4 && !is_end && !bytes.contains(&b'\n') => {
                self.rest = bytes;
                return;
            }
            None => detect(&bytes),
        };
        self.encoding = Some(encoding);
        match encoding {
            Encoding::Utf8 => text.extend(bytes),
            Encoding::Utf16 { is_little } => {
                if !is_end {
                    self.rest = bytes.split_off(whole_units(&bytes, is_little));
                }
                text.extend(utf16(&bytes, is_little).into_bytes());
            }
        }
    }
}

/// Tells the encoding by the byte order mark, or else by the zero bytes that
/// ASCII has in UTF-16.
fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => Encoding::Utf16 { is_little: true },
        [0xfe, 0xff, ..] => Encoding::Utf16 { is_little: false },
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => Encoding::Utf16 { is_little: true },
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => Encoding::Utf16 { is_little: false },
        _ => Encoding::Utf8,
    }
}

fn units(bytes: &[u8], is_little: bool) -> impl Iterator<Item = u16> {
    let (pairs, _) = bytes.as_chunks();
    let unit = if is_little {
        u16::from_le_bytes
    } else {
        u16::from_be_bytes
    };
    pairs.iter().map(move |pair| unit(*pair))
}

/// How many bytes form whole characters; leaves off the first half of a
/// surrogate pair.
fn whole_units(bytes: &[u8], is_little: bool) -> usize {
    let even = bytes.len() / 2 * 2;
    let is_first_half = |it: u16| (0xd800..0xdc00).contains(&it);
    match units(bytes, is_little).last() {
        Some(last) if is_first_half(last) => even - 2,
        _ => even,
    }
}

fn utf16(bytes: &[u8], is_little: bool) -> String {
    char::decode_utf16(units(bytes, is_little))
        .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|char| *char != '\u{feff}')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes a stream that arrives in pieces of `piece` bytes.
    fn decoded(bytes: &[u8], piece: usize) -> String {
        let (mut decoder, mut text) = (Decoder::default(), Vec::new());
        for piece in bytes.chunks(piece) {
            let start = text.len();
            text.extend(piece);
            decoder.decode(&mut text, start, false);
        }
        let start = text.len();
        decoder.decode(&mut text, start, true);
        String::from_utf8(text).expect("UTF-8 comes out")
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_and_without_its_mark() {
        let text = "Set-Cookie: session=é😀\r\n";
        for piece in [1, 2, 3, 7, 100] {
            for mark in ["", "\u{feff}"] {
                let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
                let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
                let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
                assert_eq!(decoded(&little, piece), text);
                assert_eq!(decoded(&big, piece), text);
            }
            assert_eq!(decoded(text.as_bytes(), piece), text);
            assert_eq!(decoded(b"a", piece), "a");
            assert_eq!(decoded(b"", piece), "");
        }
    }
}
