//! The timestamp part and the age limit: `itsdangerous/timed.py`.

use super::error::Untrusted;
use super::{
    Base64Error, Error, Signer, base64_decode_short, base64_encode, bytes_to_int, int_to_bytes,
};

/// Encodes the second of signing as it stands in a cookie.
///
/// ```
/// use flask_session_demo::itsdangerous::write_timestamp;
/// assert_eq!(write_timestamp(1_700_000_000), "ZVPxAA");
/// ```
pub fn write_timestamp(now: u64) -> String {
    base64_encode(&int_to_bytes(now))
}

/// Why the timestamp part cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimestampError {
    /// The text has two parts instead of three.
    #[error("timestamp missing")]
    Missing,
    /// Not base64.
    #[error("malformed timestamp: {0}")]
    Base64(Base64Error),
    /// More than 8 bytes; holds how many.
    #[error("malformed timestamp: {0} bytes, at most 8")]
    TooLong(usize),
}

/// Decodes a timestamp part to Unix seconds. As in Python, leading zero bytes are allowed and the
/// empty text is 0.
pub fn read_timestamp(text: &[u8]) -> Result<u64, TimestampError> {
    let read = |bytes: &[u8]| bytes_to_int(bytes).ok_or(TimestampError::TooLong(bytes.len()));
    base64_decode_short(text, read).map_err(TimestampError::Base64)?
}

/// Splits at the last dot; `None` if there is none.
// Compat: the last, since a compressed payload begins with a dot.
fn split(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let dot = text.iter().rposition(|byte| *byte == b'.')?;
    Some((text.get(..dot)?, text.get(dot + 1..)?))
}

/// The parts of a text whose signature is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsigned<'text> {
    /// The value that was signed.
    pub value: &'text [u8],
    /// The second of signing, Unix seconds.
    pub timestamp: u64,
    /// Which key signed, counted as by
    /// [`SecretKeys::in_order_of_trial`](super::SecretKeys::in_order_of_trial).
    pub key_index: usize,
}

/// A [`Signer`] that adds the second of signing (`itsdangerous.TimestampSigner`).
#[derive(Clone, Debug)]
pub struct TimestampSigner {
    signer: Signer,
}

impl TimestampSigner {
    /// A timestamp signer over these keys.
    pub fn new(signer: Signer) -> Self {
        Self { signer }
    }

    /// `value.timestamp.signature` (`TimestampSigner.sign`).
    pub fn sign(&self, value: &str, now: u64) -> String {
        let timestamp = write_timestamp(now);
        self.signer.sign(&format!("{value}.{timestamp}"))
    }

    /// Verifies the signature, then that `0 <= age <= max_age` (`TimestampSigner.unsign`). With
    /// `max_age` `None`, any age will do.
    pub fn unsign<'text>(
        &self,
        text: &'text [u8],
        max_age: Option<u64>,
        now: u64,
    ) -> Result<Unsigned<'text>, Error> {
        let (signed, signature) = split(text).ok_or(Error::NoSeparator)?;
        // Security: nothing in the text is used before its signature is verified.
        let Some(key_index) = self.signer.verify_signature(signed, signature) else {
            return Err(bad_signature(signed));
        };
        let (value, timestamp) = split(signed).ok_or(TimestampError::Missing)?;
        let timestamp = read_timestamp(timestamp)?;
        let unsigned = Unsigned {
            value,
            timestamp,
            key_index,
        };
        match max_age {
            None => Ok(unsigned),
            Some(max_age) => check_age(unsigned, max_age, now),
        }
    }
}

fn bad_signature(signed: &[u8]) -> Error {
    let dated =
        split(signed).and_then(|(value, timestamp)| Some((value, read_timestamp(timestamp).ok()?)));
    let (payload, date_signed) = match dated {
        Some((value, timestamp)) => (value, Some(timestamp)),
        None => (signed, None),
    };
    Error::BadSignature {
        payload: Untrusted::new(payload),
        date_signed,
    }
}

fn check_age(unsigned: Unsigned<'_>, max_age: u64, now: u64) -> Result<Unsigned<'_>, Error> {
    let age = i128::from(now) - i128::from(unsigned.timestamp);
    let payload = || Untrusted::new(unsigned.value);
    if age > i128::from(max_age) {
        Err(Error::Expired {
            age,
            max_age,
            payload: payload(),
        })
    } else if age < 0 {
        Err(Error::Future {
            age,
            payload: payload(),
        })
    } else {
        Ok(unsigned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys};

    const T: u64 = 1_700_000_000;
    const COOKIE: &[u8] = b"eyJhIjoxfQ.ZVPxAA.0cEq61lfND4cShXcNFNaWZXrVhM";

    fn signer() -> TimestampSigner {
        let keys = SecretKeys::new(SecretKey::new(
            "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8",
        ));
        TimestampSigner::new(Signer::new(
            &keys,
            b"cookie-session",
            KeyDerivation::Hmac,
            Digest::Sha1,
        ))
    }

    #[test]
    fn seconds_are_written_as_itsdangerous_writes_them() {
        let table = [
            (0, "eyJhIjoxfQ..z1gycOYtfFa-Rye85SgPQ9HY2YU"),
            (1, "eyJhIjoxfQ.AQ.ZXyD2wBjBeluey3Bd1Ou0PqdsLc"),
            (255, "eyJhIjoxfQ._w.b_ZWCqswRGjYAJxotnQu5jmWH1o"),
            (256, "eyJhIjoxfQ.AQA.KXOODewxwvL_ov7YSqC2BQtHD-8"),
            (1 << 31, "eyJhIjoxfQ.gAAAAA.VhVVqAhq2qtPKlVqVNTH9Ovp0zQ"),
            (
                (1 << 32) - 1,
                "eyJhIjoxfQ._____w.Z_2_bSTuhvbIaekHi0NjKRbJbfc",
            ),
            (1 << 32, "eyJhIjoxfQ.AQAAAAA.2Fo1nQsdw_f2195YvbLASU6iRnQ"),
        ];
        for (now, cookie) in table {
            assert_eq!(signer().sign("eyJhIjoxfQ", now), cookie);
            let unsigned = signer().unsign(cookie.as_bytes(), Some(0), now).unwrap();
            assert_eq!(
                (unsigned.value, unsigned.timestamp),
                (&b"eyJhIjoxfQ"[..], now)
            );
        }
    }

    #[test]
    fn the_age_may_be_zero_and_may_equal_the_limit() {
        let message = |max_age, now| {
            signer()
                .unsign(COOKIE, max_age, now)
                .err()
                .map(|e| e.to_string())
        };
        assert_eq!(message(Some(2_678_400), T), None);
        assert_eq!(message(Some(2_678_400), T + 2_678_400), None);
        assert_eq!(
            message(Some(2_678_400), T + 2_678_401).as_deref(),
            Some("signature age 2678401 > 2678400 seconds")
        );
        assert_eq!(
            message(Some(2_678_400), T - 1).as_deref(),
            Some("signature age -1 < 0 seconds")
        );
        assert_eq!(message(Some(0), T), None);
        assert_eq!(
            message(Some(0), T + 1).as_deref(),
            Some("signature age 1 > 0 seconds")
        );
        assert_eq!(message(None, 0), None);
    }

    #[test]
    fn a_refusal_keeps_payload_and_date_but_does_not_print_them() {
        let error = signer()
            .unsign(b"eyJhIjoxfQ.ZVPxAA.AAAA", None, T)
            .unwrap_err();
        let Error::BadSignature {
            payload,
            date_signed,
        } = &error
        else {
            panic!("{error}")
        };
        assert_eq!(
            (payload.as_bytes(), *date_signed),
            (&b"eyJhIjoxfQ"[..], Some(T))
        );
        assert_eq!(error.to_string(), "signature does not match");
        assert!(!format!("{error:?}").contains("eyJ"));
    }

    #[test]
    fn a_signed_text_without_a_readable_timestamp_is_refused() {
        let message = |text: &[u8]| signer().unsign(text, None, T).unwrap_err().to_string();
        assert_eq!(message(b"eyJhIjoxfQ"), "no `.` found in value");
        assert_eq!(
            message(b"eyJhIjoxfQ.d6lsiLAFg7ZpgZtDNNnYbHr2Cn8"),
            "timestamp missing"
        );
        assert_eq!(
            message(b"eyJhIjoxfQ.A.T6UHf6_mPrGgixfSCsNtWhUkHoE"),
            "malformed timestamp: one character too many or too few at byte 0"
        );
        assert_eq!(
            message(b"eyJhIjoxfQ.AQEBAQEBAQEB.395ONC3umk-4f7F8eVWD5ZTs150"),
            "malformed timestamp: 9 bytes, at most 8"
        );
    }
}
