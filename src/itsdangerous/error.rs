//! Why a text is not accepted: the `BadData` tree of `itsdangerous/exc.py`.
//!
//! As in Python, a refusal keeps the payload and the date that could be read.
//! They are marked [`Untrusted`] and `Debug` does not print them: a refused
//! cookie may be a genuine one of yesterday.

use std::fmt;

use super::{Base64Error, InflateError, TimestampError};

/// A text that nobody vouches for: the payload of a refused cookie.
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
/// refused a text. The gates come in this order.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not even a signature could be split off (`BadSignature`).
    #[error("no `.` found in value")]
    NoSeparator,
    /// No key made this signature (`BadSignature`).
    #[error("signature does not match")]
    BadSignature {
        /// What stood left of the last dot, less a timestamp that could be read.
        payload: Untrusted,
        /// The second of signing that the text claims, Unix seconds.
        date_signed: Option<u64>,
    },
    /// Rightly signed, but the timestamp cannot be read (`BadTimeSignature`).
    #[error(transparent)]
    BadTimestamp(#[from] TimestampError),
    /// Rightly signed, too long ago (`SignatureExpired`).
    #[error("signature age {age} > {max_age} seconds")]
    Expired {
        /// Seconds since signing.
        age: i128,
        /// Seconds allowed.
        max_age: u64,
        /// The payload, still encoded.
        payload: Untrusted,
    },
    /// Rightly signed, by a clock ahead of this one (`SignatureExpired`).
    #[error("signature age {age} < 0 seconds")]
    Future {
        /// Seconds since signing, negative.
        age: i128,
        /// The payload, still encoded.
        payload: Untrusted,
    },
    /// Rightly signed and dated, but the content cannot be unpacked
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
    /// Inflating what stands behind the leading dot.
    #[error("could not zlib decompress the payload: {0}")]
    Zlib(#[from] InflateError),
}
