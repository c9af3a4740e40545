//! What a payload holds, decoded as far as possible.

use super::Cause;
use crate::itsdangerous::{Payload, UrlSafeTimedSerializer, base64_decode_as_python, inflate};
use crate::session::{MAX_SESSION_BYTES, Places, Value, check_tags, parse, tags_in};

/// How much of a payload is read, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentLimits {
    /// Upper bound for what zlib may inflate it to.
    pub inflated: usize,
    /// Upper bound for the list of its tags, as JSON.
    pub tags: usize,
}

impl ContentLimits {
    /// For someone who decodes a cookie on their own computer: a megabyte.
    pub const COMMAND: Self = Self {
        inflated: UrlSafeTimedSerializer::MAX_CONTENT_BYTES,
        tags: UrlSafeTimedSerializer::MAX_CONTENT_BYTES,
    };

    /// For a server, which decodes the cookies of strangers: as large as a
    /// session may be.
    pub const SERVER: Self = Self {
        inflated: MAX_SESSION_BYTES,
        tags: 16 * 1024,
    };
}

/// The content of a payload. There is no `Debug`, since it would print the
/// session.
#[derive(Clone, PartialEq)]
pub struct Content {
    /// The result of undoing base64 and zlib, perhaps cut at the limit; may be
    /// empty.
    pub bytes: Vec<u8>,
    /// The JSON document as stored, with its tags; `None` if the bytes are not
    /// JSON.
    pub json: Option<Value>,
    /// Where it has Flask's tags.
    pub tags: Places,
    /// Why reading stopped early.
    pub cause: Option<Cause>,
}

impl Content {
    /// Decodes the payload part of a cookie, as it stands there.
    pub(super) fn read(raw: &str, limits: ContentLimits) -> Self {
        let (bytes, cause) = unpack(raw, limits.inflated);
        let (json, unreadable) = read_json(&bytes);
        let tags = json.as_ref().map(|json| tags_in(json, limits.tags));
        Self {
            tags: tags.unwrap_or_default(),
            bytes,
            json,
            cause: cause.or(unreadable),
        }
    }

    /// The bytes as text; `None` if they are not UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

fn unpack(raw: &str, limit: usize) -> (Vec<u8>, Option<Cause>) {
    let payload = Payload::new(raw.as_bytes());
    let (bytes, cause) = match payload.decode() {
        Ok(bytes) => (bytes, None),
        Err(error) => {
            let tolerated = base64_decode_as_python(payload.base64);
            let cause = Cause::base64(error, tolerated.is_some());
            (
                tolerated.unwrap_or_else(|| decode_start(payload.base64, error.position)),
                Some(cause),
            )
        }
    };
    if !payload.compressed {
        return (bytes, cause);
    }
    match inflate(&bytes, limit) {
        Ok(content) => (content, cause),
        Err((error, content)) => (content, cause.or_else(|| Some(Cause::inflate(&error)))),
    }
}

/// The bytes encoded before the position at which decoding stopped.
fn decode_start(base64: &[u8], position: usize) -> Vec<u8> {
    // A single character does not encode a byte.
    let whole = if position % 4 == 1 {
        position - 1
    } else {
        position
    };
    base64
        .get(..whole)
        .and_then(base64_decode_as_python)
        .unwrap_or_default()
}

fn read_json(bytes: &[u8]) -> (Option<Value>, Option<Cause>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return (None, Some(Cause::NotUtf8(error.valid_up_to()))),
    };
    match parse(text) {
        Ok(value) => {
            let cause = check_tags(&value).err().map(Cause::BadTag);
            (Some(value), cause)
        }
        Err(error) => (None, Some(Cause::NotJson(error))),
    }
}
