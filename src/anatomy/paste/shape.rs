//! Tells whether a word has the three parts of a Flask session cookie.

use std::ops::Range;

use crate::itsdangerous::{Payload, base64_decode, base64_decode_as_python, inflate};
use crate::session::parse;

/// The length of the longest timestamp, eight bytes in base64.
const MAX_TIMESTAMP: usize = 11;

/// The lengths of HMACs with SHA-1, SHA-256 and SHA-512 in base64.
const SIGNATURE_LENGTHS: [usize; 3] = [27, 43, 86];

/// How likely a word is a Flask cookie, in increasing order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Three parts of base64, a short one in the middle.
    Parts,
    /// And the third is at least as long as a signature.
    Signed,
    /// And it is exactly that long, while the first begins as JSON or zlib
    /// does.
    Likely,
    /// The first part is JSON, or zlib that holds JSON.
    Sure,
}

/// Where the cookie is in a word, and how likely it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// In bytes of the word.
    pub(super) place: Range<usize>,
    pub(super) likeness: Likeness,
}

/// Whether the character may occur in a part of a cookie.
pub(super) fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Finds the cookie at the end of a word: `eyJ….ZVPxAA.0cE…`, `session=eyJ…`,
/// `/cookie/eyJ…`, `eyJ….`.
///
/// A letter, a digit, `-`, `_`, `=` or `!` may be someone's change to the
/// cookie, and is never left out.
pub(super) fn shape(word: &str) -> Option<Shape> {
    let body = word.trim_end_matches(is_end_mark);
    let (signed, signature) = body.rsplit_once('.')?;
    let (front, timestamp) = signed.rsplit_once('.')?;
    let is_timestamp = timestamp.len() <= MAX_TIMESTAMP && timestamp.bytes().all(is_base64url);
    let is_signature = |byte| is_base64url(byte) || matches!(byte, b'=' | b'!');
    if !is_timestamp || !signature.bytes().all(is_signature) {
        return None;
    }
    let unpadded = front.trim_end_matches('=');
    let length = unpadded
        .bytes()
        .rev()
        .take_while(|it| is_base64url(*it))
        .count();
    let before = unpadded.get(..unpadded.len() - length)?;
    // A compressed payload begins with a dot.
    let before = before.strip_suffix('.').unwrap_or(before);
    let before = before
        .strip_suffix("3D")
        .filter(|it| it.ends_with('='))
        .unwrap_or(before);
    if length == 0 || !may_stand_before(before) {
        return None;
    }
    let start = before.len() + mail_code(before, front);
    let place = start..body.len();
    let payload = front.get(start..)?;
    Some(Shape {
        likeness: likeness(payload, signature),
        place,
    })
}

/// The bytes to skip in `session=3DeyJ…`, where a mail has encoded the `=` as
/// `=3D` (RFC 2045, section 6.7): 2 or 0.
fn mail_code(before: &str, front: &str) -> usize {
    let payload = front.get(before.len()..).unwrap_or_default();
    let coded = payload.strip_prefix("3D").filter(|_| before.ends_with('='));
    coded.filter(|it| starts_as_payload(it)).map_or(0, |_| 2)
}

/// Signs that end a sentence or emphasize a word, and that no cookie has at its
/// end.
fn is_end_mark(char: char) -> bool {
    matches!(char, '.' | ':' | '?' | '*' | '~' | '#' | '@' | '$' | '%')
}

/// Whether a cookie may follow this start of a word: nothing, marks, or
/// something that ends with a sign between name and value.
fn may_stand_before(before: &str) -> bool {
    let is_mark = !before.contains(char::is_alphanumeric);
    is_mark && !before.contains(['-', '_', '=', '!']) || before.ends_with(['=', ':', '/', '?', '@'])
}

fn likeness(payload: &str, signature: &str) -> Likeness {
    if is_json(payload) {
        return Likeness::Sure;
    }
    let is_whole = SIGNATURE_LENGTHS.contains(&signature.len());
    if is_whole && starts_as_payload(payload) {
        Likeness::Likely
    } else if signature.len() >= 27 {
        Likeness::Signed
    } else {
        Likeness::Parts
    }
}

/// Whether a text begins like a session's payload: with `{"` in base64, or with
/// zlib's header.
pub(super) fn starts_as_payload(text: &str) -> bool {
    match text.strip_prefix('.') {
        Some(zlib) => ["eJ", "eN", "eA", "eF"]
            .iter()
            .any(|it| zlib.starts_with(it)),
        None => ["eyJ", "eyI", "e30", "eyA"]
            .iter()
            .any(|it| text.starts_with(it)),
    }
}

fn is_json(payload: &str) -> bool {
    /// Enough to see how the content begins.
    const SAMPLE_BYTES: usize = 1024;
    let payload = Payload::new(payload.as_bytes());
    let bytes = base64_decode(payload.base64).ok();
    let Some(bytes) = bytes.or_else(|| base64_decode_as_python(payload.base64)) else {
        return false;
    };
    if payload.compressed {
        let (Ok(sample) | Err((_, sample))) = inflate(&bytes, SAMPLE_BYTES);
        return matches!(sample.first(), Some(b'{' | b'[' | b'"' | b'n'));
    }
    // Numbers are too common: `MTIz` is `123`.
    let is_value = matches!(bytes.first(), Some(b'{' | b'[' | b'"' | b'n'));
    is_value && std::str::from_utf8(&bytes).is_ok_and(|text| parse(text).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

    #[test]
    fn a_cookie_is_found_at_the_end_of_a_word() {
        let compressed = ".eJyrVkpUslKqQAJKtQBLeQe8.ZVPxAA.EOs6yBwsoqGkcdpDgT-Ylgh0SBs";
        for cookie in [
            A,
            compressed,
            "eyJhIjoxfQ==.ZVPxAA.pk06fm--0l1pxKO_Lo5zYyWVIjI",
        ] {
            for before in ["", "session=", "session:", "/yoink/session=", "/c/", "**"] {
                for after in ["", ".", ":", "**", "?"] {
                    let word = format!("{before}{cookie}{after}");
                    let found = shape(&word).unwrap_or_else(|| panic!("{word}"));
                    assert_eq!(word.get(found.place), Some(cookie), "{word}");
                    assert_eq!(found.likeness, Likeness::Sure, "{word}");
                }
            }
        }
    }

    #[test]
    fn what_somebody_may_have_put_there_stays_or_stops_the_search() {
        for change in ["!", "=", "x", "-", "_"] {
            let word = format!("{A}{change}");
            assert_eq!(shape(&word).map(|it| it.place), Some(0..word.len()));
        }
        for word in [
            "eyJ1c2Vy*IjoiYWxpY2UifQ.awbAGw.Ot-1rgH4v5x5XYHHuLMQBzteuoY",
            "eyJ1c2Vy+IjoiYWxpY2UifQ.awbAGw.Ot-1rgH4v5x5XYHHuLMQBzteuoY",
            "eyJ1c2Vy!IjoiYWxpY2UifQ.awbAGw.Ot-1rgH4v5x5XYHHuLMQBzteuoY",
            "eyJ1c2VyIjoiYWxpY2UifQ.awb*Gw.Ot-1rgH4v5x5XYHHuLMQBzteuoY",
            "www.example.org",
            "a.b",
            "...",
        ] {
            let sure = shape(word).filter(|it| it.likeness > Likeness::Parts);
            assert_eq!(sure, None, "{word}");
        }
    }
}
