//! URL-safe base64 and integers, as `itsdangerous/encoding.py` writes them.

use data_encoding::{BASE64URL_NOPAD, DecodeError, DecodeKind};

/// Encodes as `itsdangerous.base64_encode`: URL-safe alphabet, no padding.
///
/// ```
/// use flask_session_demo::itsdangerous::base64_encode;
/// assert_eq!(base64_encode(br#"{"a":1}"#), "eyJhIjoxfQ");
/// ```
pub fn base64_encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// Why a text is not base64 as `itsdangerous` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} at byte {position}")]
pub struct Base64Error {
    /// Byte offset of the problem in the text.
    pub position: usize,
    /// What is wrong there.
    pub problem: Base64Problem,
}

/// What is wrong with a base64 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Base64Problem {
    /// A character outside `A-Z a-z 0-9 - _`.
    #[error("character outside the alphabet `A-Z a-z 0-9 - _`")]
    Symbol,
    /// One character is left over: a last group of four cannot have just one.
    #[error("one character too many or too few")]
    Length,
    /// The last character carries bits that no byte uses.
    #[error("unused bits that are not zero")]
    Trailing,
}

/// Decodes what [`base64_encode`] writes, and nothing else.
///
/// # Errors
/// The first problem found. Python tolerates all three
/// ([`base64_decode_as_python`]).
pub fn base64_decode(text: &[u8]) -> Result<Vec<u8>, Base64Error> {
    let length = BASE64URL_NOPAD.decode_len(text.len())?;
    // Overwritten. Not `decode`, since the C library is slow to give memory that is zeroed.
    let mut bytes = text.get(..length).unwrap_or_default().to_vec();
    match BASE64URL_NOPAD.decode_mut(text, &mut bytes) {
        Ok(_) => Ok(bytes),
        Err(partial) => Err(partial.error.into()),
    }
}

/// Decodes a text as short as a timestamp or signature without allocating;
/// `read` gets the bytes.
pub fn base64_decode_short<T>(
    text: &[u8],
    read: impl FnOnce(&[u8]) -> T,
) -> Result<T, Base64Error> {
    let mut bytes = [0; 64];
    let length = BASE64URL_NOPAD.decode_len(text.len())?;
    let Some(room) = bytes.get_mut(..length) else {
        return base64_decode(text).map(|bytes| read(&bytes));
    };
    match BASE64URL_NOPAD.decode_mut(text, room) {
        Ok(_) => Ok(read(room)),
        Err(partial) => Err(partial.error.into()),
    }
}

impl From<DecodeError> for Base64Error {
    fn from(error: DecodeError) -> Self {
        Self {
            position: error.position,
            problem: match error.kind {
                DecodeKind::Symbol | DecodeKind::Padding => Base64Problem::Symbol,
                DecodeKind::Length => Base64Problem::Length,
                DecodeKind::Trailing => Base64Problem::Trailing,
            },
        }
    }
}

/// What `itsdangerous.base64_decode` makes of `text`; `None` where it raises
/// `BadData`. Used to explain a cookie, never to accept one.
pub fn base64_decode_as_python(text: &[u8]) -> Option<Vec<u8>> {
    // Compat: the padding is counted on the raw text, junk included.
    let padding = text.len().wrapping_neg() % 4;
    let padded = text
        .iter()
        .copied()
        .chain(std::iter::repeat_n(b'=', padding));
    a2b_base64(padded.map(|byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    }))
}

/// CPython 3.11's `binascii.a2b_base64` with `strict_mode=False`: characters
/// outside the alphabet and stray bits are ignored, and reading stops at
/// complete padding.
///
/// Returns `None` where Python raises `binascii.Error`.
pub fn a2b_base64(text: impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut quad, mut left, mut pads) = (0_u8, 0_u8, 0_u8);
    for byte in text {
        if byte == b'=' {
            pads = pads.saturating_add(1);
            if quad >= 2 && quad.saturating_add(pads) >= 4 {
                return Some(bytes);
            }
            continue;
        }
        let Some(bits) = standard_alphabet(byte) else {
            continue;
        };
        pads = 0;
        match quad {
            0 => left = bits,
            1 => bytes.push(left << 2 | bits >> 4),
            2 => bytes.push(left << 4 | bits >> 2),
            _ => bytes.push(left << 6 | bits),
        }
        if quad > 0 {
            left = bits & (0x3f >> (quad * 2));
        }
        quad = (quad + 1) % 4;
    }
    (quad == 0).then_some(bytes)
}

fn standard_alphabet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// `itsdangerous.int_to_bytes`: 8 bytes big-endian without leading zero bytes;
/// 0 gives the empty text.
///
/// ```
/// use flask_session_demo::itsdangerous::int_to_bytes;
/// assert_eq!(int_to_bytes(1_700_000_000), [0x65, 0x53, 0xf1, 0x00]);
/// assert!(int_to_bytes(0).is_empty());
/// ```
pub fn int_to_bytes(number: u64) -> Vec<u8> {
    number
        .to_be_bytes()
        .into_iter()
        .skip_while(|byte| *byte == 0)
        .collect()
}

/// `itsdangerous.bytes_to_int`: big-endian, leading zero bytes allowed;
/// `None` above 8 bytes.
pub fn bytes_to_int(bytes: &[u8]) -> Option<u64> {
    let mut padded = [0; 8];
    let start = padded.len().checked_sub(bytes.len())?;
    padded.get_mut(start..)?.copy_from_slice(bytes);
    Some(u64::from_be_bytes(padded))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The expected values are those of CPython 3.11 with itsdangerous 2.2.0.
    #[test]
    fn python_ignores_what_we_refuse() {
        let table: &[(&[u8], Option<&[u8]>)] = &[
            (b"YWI", Some(b"ab")),
            (b"YWJ", Some(b"ab")),
            (b"YW!!!!I", Some(b"ab")),
            (b"YW!I", None),
            (b"YWI\n", None),
            (b"YWI=\n", Some(b"ab")),
            (b"YWI=YWJj", Some(b"ab")),
            (b"YW==I", Some(b"a")),
            (b"-_8", Some(&[0xfb, 0xff])),
            (b"+/8", Some(&[0xfb, 0xff])),
            (b"12345", None),
            (b"A", None),
            (b"A===", None),
            (b"YW=I", None),
            (b"", Some(b"")),
            (b"=", Some(b"")),
            (b"!", Some(b"")),
        ];
        for (text, bytes) in table {
            assert_eq!(base64_decode_as_python(text).as_deref(), *bytes, "{text:?}");
        }
    }

    #[test]
    fn only_the_text_that_itsdangerous_writes_is_decoded() {
        assert_eq!(base64_decode(b"YWI"), Ok(b"ab".to_vec()));
        assert_eq!(base64_decode(b""), Ok(Vec::new()));
        for length in [0, 1, 20, 63, 64, 65, 200] {
            let bytes = vec![0xa5; length];
            let text = base64_encode(&bytes);
            let read = base64_decode_short(text.as_bytes(), <[u8]>::to_vec);
            assert_eq!(read, Ok(bytes));
        }
        let table: &[(&[u8], usize, Base64Problem, &str)] = &[
            (
                b"YWJ",
                2,
                Base64Problem::Trailing,
                "unused bits that are not zero at byte 2",
            ),
            (
                b"YWI=",
                3,
                Base64Problem::Symbol,
                "character outside the alphabet `A-Z a-z 0-9 - _` at byte 3",
            ),
            (
                b"12345",
                4,
                Base64Problem::Length,
                "one character too many or too few at byte 4",
            ),
            (
                b"a+b_",
                1,
                Base64Problem::Symbol,
                "character outside the alphabet `A-Z a-z 0-9 - _` at byte 1",
            ),
        ];
        for (text, position, problem, message) in table {
            let error = base64_decode(text).unwrap_err();
            assert_eq!(
                (error.position, error.problem),
                (*position, *problem),
                "{text:?}"
            );
            assert_eq!(error.to_string(), *message);
            assert_eq!(base64_decode_short(text, |_| ()), Err(error));
        }
    }

    #[test]
    fn integers_are_written_without_leading_zero_bytes_and_read_with_them() {
        assert_eq!(int_to_bytes(192), [0xc0]);
        assert_eq!(int_to_bytes(u64::MAX), [0xff; 8]);
        assert_eq!(
            bytes_to_int(&[0, 0, 0x65, 0x53, 0xf1, 0]),
            Some(1_700_000_000)
        );
        assert_eq!(bytes_to_int(&[]), Some(0));
        assert_eq!(bytes_to_int(&[1; 9]), None);
    }
}
