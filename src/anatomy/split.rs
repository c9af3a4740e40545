//! Splits a value where itsdangerous would.

use memchr::memrchr;

/// The parts of a value. Those that it lacks are `None`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts<'value> {
    /// Everything left of the last dot.
    pub signed: &'value str,
    /// What stands left of the timestamp; in a text without dots, all of it.
    pub payload: Option<&'value str>,
    /// Between the last two dots.
    pub timestamp: Option<&'value str>,
    /// Right of the last dot.
    pub signature: Option<&'value str>,
}

impl<'value> Parts<'value> {
    /// Splits at the last two dots.
    // Compat: the last two, since a compressed payload begins with a dot.
    pub fn of(value: &'value str) -> Self {
        let payload = (!value.is_empty()).then_some(value);
        let Some((signed, signature)) = split_at_last_dot(value) else {
            return Self {
                payload,
                ..Self::default()
            };
        };
        let (payload, timestamp) = match split_at_last_dot(signed) {
            Some((payload, timestamp)) => (payload, Some(timestamp)),
            None => (signed, None),
        };
        Self {
            signed,
            payload: Some(payload),
            timestamp,
            signature: Some(signature),
        }
    }

    /// The text of a part; empty if it is missing.
    pub fn text(&self, part: Part) -> &'value str {
        match part {
            Part::Payload => self.payload,
            Part::Timestamp => self.timestamp,
            Part::Signature => self.signature,
        }
        .unwrap_or_default()
    }
}

/// Faster than `rsplit_once`, which counts in a list of a million.
fn split_at_last_dot(text: &str) -> Option<(&str, &str)> {
    let dot = memrchr(b'.', text.as_bytes())?;
    Some((text.get(..dot)?, text.get(dot + 1..)?))
}

/// One of the three parts of a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the session holds, encoded.
    Payload,
    /// The second of signing.
    Timestamp,
    /// The HMAC over both.
    Signature,
}

impl Part {
    /// In the cookie's order.
    pub const ALL: [Self; 3] = [Self::Payload, Self::Timestamp, Self::Signature];

    /// The part's name in JSON; stable.
    pub fn code(self) -> &'static str {
        match self {
            Self::Payload => "payload",
            Self::Timestamp => "timestamp",
            Self::Signature => "signature",
        }
    }
}
