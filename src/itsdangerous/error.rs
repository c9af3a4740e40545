//! Why a text was refused: the `BadData` tree of `itsdangerous/exc.py`.
//!
//! As in Python, a refusal keeps the payload and the date that could be read.
//! They are marked [`Untrusted`], and `Debug` does not print them: a refused
//! cookie may have been valid yesterday.

use std::fmt;

use super::{Base64Error, InflateError, TimestampError};

/// Bytes that no signature vouches for: the payload of a refused cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct Untrusted(Vec<u8>);

impl Untrusted {
    pub(super) fn new(payload: &[u8]) -> Self {
        Self(payload.to_vec())
    }

    /// The payload as it stands in the cookie, still encoded.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Untrusted(..)")
    }
}

/// Why [`UrlSafeTimedSerializer::loads`](super::UrlSafeTimedSerializer::loads)
/// refused a text, in the order of the checks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no dot at which to split off a signature (`BadSignature`).
    #[error("no `.` found in value")]
    NoSeparator,
    /// None of the keys made this signature (`BadSignature`).
    #[error("signature does not match")]
    BadSignature {
        /// What stands left of the last dot, without the timestamp if one could
        /// be read.
        payload: Untrusted,
        /// When the text claims to have been signed, in Unix seconds.
        date_signed: Option<u64>,
    },
    /// Validly signed, but the timestamp cannot be read (`BadTimeSignature`).
    #[error(transparent)]
    BadTimestamp(#[from] TimestampError),
    /// Validly signed, but too long ago (`SignatureExpired`).
    #[error("signature age {age} > {max_age} seconds")]
    Expired {
        /// Seconds since signing.
        age: i128,
        /// The limit, in seconds.
        max_age: u64,
        /// The payload, still encoded.
        payload: Untrusted,
    },
    /// Validly signed, by a clock that is ahead of this one
    /// (`SignatureExpired`).
    #[error("signature age {age} < 0 seconds")]
    Future {
        /// Seconds since signing, negative.
        age: i128,
        /// The payload, still encoded.
        payload: Untrusted,
    },
    /// Validly signed and dated, but the payload cannot be unpacked
    /// (`BadPayload`).
    #[error(transparent)]
    BadPayload(#[from] PayloadError),
}

/// Which step of unpacking a payload failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Base64 decoding.
    #[error("could not base64 decode the payload: {0}")]
    Base64(#[from] Base64Error),
    /// Inflating the bytes after the leading dot.
    #[error("could not zlib decompress the payload: {0}")]
    Zlib(#[from] InflateError),
}
