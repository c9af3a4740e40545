//! The payload: JSON, compressed where that is shorter, then base64; `itsdangerous/url_safe.py`.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::bufread::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{
    Base64Error, Error, PayloadError, Signer, TimestampSigner, base64_decode, base64_encode,
};

/// Packs JSON text as `URLSafeSerializerMixin.dump_payload` does: compressed, with a leading dot,
/// if that saves at least two bytes; then base64.
///
/// ```
/// use flask_session_demo::itsdangerous::dump_payload;
/// assert_eq!(dump_payload(br#"{"a":1}"#), "eyJhIjoxfQ");
/// assert_eq!(dump_payload(br#"{"a":"xxxxxxxxxxxx"}"#), ".eJyrVkpUslKqQAJKtQBLeQe8");
/// ```
pub fn dump_payload(json: &[u8]) -> String {
    let compressed = compress(json);
    // Compat: `len(compressed) < (len(json) - 1)`, written so that an empty text does not
    // underflow.
    if compressed.len() + 1 < json.len() {
        format!(".{}", base64_encode(&compressed))
    } else {
        base64_encode(json)
    }
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    // Compat: `zlib.compress(json)` means level 6 of stock zlib.
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .expect("a Vec takes every byte")
}

/// Why bytes could not be inflated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InflateError {
    /// Not a zlib stream, a truncated one, or one with a wrong checksum.
    #[error("not a whole zlib stream")]
    Broken,
    /// The content is larger than the limit, which is given in bytes.
    #[error("more than {0} bytes of content")]
    TooLarge(usize),
}

/// `zlib.decompress` with a limit in bytes: takes any level, ignores bytes after the stream.
///
/// # Errors
/// [`InflateError`], with the content inflated so far.
// Security: 4,000 characters of cookie can inflate to 3 MB, so the output is bounded.
pub fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, (InflateError, Vec<u8>)> {
    let mut content = Vec::new();
    let past_limit = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let end = ZlibDecoder::new(bytes)
        .take(past_limit)
        .read_to_end(&mut content);
    if content.len() > limit {
        content.truncate(limit);
        return Err((InflateError::TooLarge(limit), content));
    }
    match end {
        Ok(_) => Ok(content),
        Err(_) => Err((InflateError::Broken, content)),
    }
}

/// The two layers of a payload; what they hold is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payload<'text> {
    /// Whether a leading dot announces zlib.
    pub compressed: bool,
    /// The base64 text, after that dot.
    pub base64: &'text [u8],
}

impl<'text> Payload<'text> {
    /// Recognizes compression by the leading dot.
    pub fn new(text: &'text [u8]) -> Self {
        match text.strip_prefix(b".") {
            Some(base64) => Self {
                compressed: true,
                base64,
            },
            None => Self {
                compressed: false,
                base64: text,
            },
        }
    }

    /// Undoes the base64.
    pub fn decode(self) -> Result<Vec<u8>, Base64Error> {
        base64_decode(self.base64)
    }
}

/// Unpacks what [`dump_payload`] packs (`URLSafeSerializerMixin.load_payload`), inflating at most
/// `limit` bytes.
pub fn load_payload(text: &[u8], limit: usize) -> Result<Vec<u8>, PayloadError> {
    let payload = Payload::new(text);
    let bytes = payload.decode()?;
    if payload.compressed {
        inflate(&bytes, limit).map_err(|(error, _)| PayloadError::Zlib(error))
    } else {
        Ok(bytes)
    }
}

/// The content of a valid cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The JSON text as signed, not yet parsed. It may be any bytes that someone with the key
    /// signed.
    pub json: Vec<u8>,
    /// The second of signing, Unix seconds.
    pub timestamp: u64,
    /// Which key signed, counted as by
    /// [`SecretKeys::in_order_of_trial`](super::SecretKeys::in_order_of_trial).
    pub key_index: usize,
}

/// From JSON text to a signed cookie and back (`itsdangerous.URLSafeTimedSerializer`).
#[derive(Clone, Debug)]
pub struct UrlSafeTimedSerializer {
    signer: TimestampSigner,
    max_content_bytes: usize,
}

impl UrlSafeTimedSerializer {
    /// Default for the largest payload accepted, in bytes once inflated; see
    /// [`with_max_content`](Self::with_max_content).
    pub const MAX_CONTENT_BYTES: usize = 1024 * 1024;

    /// With the default limit, [`MAX_CONTENT_BYTES`](Self::MAX_CONTENT_BYTES).
    pub fn new(signer: Signer) -> Self {
        Self {
            signer: TimestampSigner::new(signer),
            max_content_bytes: Self::MAX_CONTENT_BYTES,
        }
    }

    /// Sets the largest payload accepted, in bytes once inflated.
    #[must_use]
    pub fn with_max_content(self, bytes: usize) -> Self {
        Self {
            max_content_bytes: bytes,
            ..self
        }
    }

    /// Packs, dates and signs JSON text (`Serializer.dumps`).
    pub fn dumps(&self, json: &[u8], now: u64) -> String {
        self.signer.sign(&dump_payload(json), now)
    }

    /// Verifies the signature, checks the age and unpacks, in this order (`TimedSerializer.loads`).
    /// `max_age` is in seconds; with `None`, any age will do.
    pub fn loads(&self, cookie: &[u8], max_age: Option<u64>, now: u64) -> Result<Loaded, Error> {
        let unsigned = self.signer.unsign(cookie, max_age, now)?;
        let json = load_payload(unsigned.value, self.max_content_bytes)?;
        Ok(Loaded {
            json,
            timestamp: unsigned.timestamp,
            key_index: unsigned.key_index,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_must_save_two_bytes() {
        let json = |count: usize| format!(r#"{{"a":"{}"}}"#, "x".repeat(count));
        assert!(!dump_payload(json(10).as_bytes()).starts_with('.'));
        assert!(!dump_payload(json(11).as_bytes()).starts_with('.'));
        assert!(dump_payload(json(12).as_bytes()).starts_with('.'));
        assert_eq!(dump_payload(b""), "");
    }

    #[test]
    fn any_zlib_stream_is_read_and_what_follows_is_ignored() {
        for text in [
            ".eJyrVkpUsjKsBQAIKgIJ",
            ".eAEBBwD4_3siYSI6MX0IKgIJ",
            ".eNqrVkpUsjKsBQAIKgIJ",
            ".eJyrVkpUsjKsBQAIKgIJanVuaw",
        ] {
            assert_eq!(
                load_payload(text.as_bytes(), 100).as_deref(),
                Ok(&br#"{"a":1}"#[..]),
                "{text}"
            );
        }
    }

    #[test]
    fn broken_and_boundless_content_is_refused() {
        let message = |text: &str, limit| {
            load_payload(text.as_bytes(), limit)
                .unwrap_err()
                .to_string()
        };
        for text in [".eJyrVkpUsjKsBQAIKg", ".q1ZKVLIyrAUA", ".AAAA", "."] {
            assert_eq!(
                message(text, 100),
                "could not zlib decompress the payload: not a whole zlib stream"
            );
        }
        assert_eq!(
            message(".eJyrVkpUsjKsBQAIKgIJ", 6),
            "could not zlib decompress the payload: more than 6 bytes of content"
        );
        assert!(load_payload(b".eJyrVkpUsjKsBQAIKgIJ", 7).is_ok());
        let bomb = dump_payload(&vec![b' '; 50 << 20]);
        assert_eq!(
            message(&bomb, UrlSafeTimedSerializer::MAX_CONTENT_BYTES),
            "could not zlib decompress the payload: more than 1048576 bytes of content"
        );
    }

    #[test]
    fn a_cut_stream_still_shows_what_it_held() {
        let (error, content) = inflate(&compress(br#"{"a":1}"#)[..12], 100).unwrap_err();
        assert_eq!(error, InflateError::Broken);
        assert!(br#"{"a":1}"#.starts_with(&content));
    }
}
