//! What a payload holds, read as far as it goes.

use super::Cause;
use crate::itsdangerous::{Payload, UrlSafeTimedSerializer, base64_decode_as_python, inflate};
use crate::session::{MAX_SESSION_BYTES, Places, Value, check_tags, parse, tags_in};

/// How much of a payload is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentLimits {
    /// What zlib may make of it, bytes.
    pub inflated: usize,
    /// What may be listed of its tags, bytes of JSON.
    pub tags: usize,
}

impl ContentLimits {
    /// For who takes a cookie apart on a machine of their own: a megabyte.
    pub const COMMAND: Self = Self {
        inflated: UrlSafeTimedSerializer::MAX_CONTENT_BYTES,
        tags: UrlSafeTimedSerializer::MAX_CONTENT_BYTES,
    };

    /// For a server, which strangers ask: a session as Flask may have set it.
    pub const SERVER: Self = Self {
        inflated: MAX_SESSION_BYTES,
        tags: 16 * 1024,
    };
}

/// The content of a payload. There is no `Debug`: it would print the session.
#[derive(Clone, PartialEq)]
pub struct Content {
    /// What came out of base64 and zlib, perhaps cut at the limit; may be empty.
    pub bytes: Vec<u8>,
    /// The JSON document as stored, tags and all; `None` where it is none.
    pub json: Option<Value>,
    /// Where Flask's tags stand in it.
    pub tags: Places,
    /// Where reading stopped.
    pub cause: Option<Cause>,
}

impl Content {
    /// Reads the payload part of a cookie.
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

    /// The source text, unless it is no UTF-8.
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

/// What stands before the byte at which decoding stopped.
fn decode_start(base64: &[u8], position: usize) -> Vec<u8> {
    // One character alone carries no byte.
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
