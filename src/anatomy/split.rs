//! A value split where itsdangerous splits it.

/// The parts of a value, from its last two dots; what is missing is `None`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts<'value> {
    /// Everything left of the last dot.
    pub signed: &'value str,
    /// Left of the timestamp; of a text without dots, all there is.
    pub payload: Option<&'value str>,
    /// Between the last two dots.
    pub timestamp: Option<&'value str>,
    /// Right of the last dot.
    pub signature: Option<&'value str>,
}

impl<'value> Parts<'value> {
    /// Splits a value.
    // Compat: from the right, since a compressed payload begins with a dot.
    pub fn of(value: &'value str) -> Self {
        let payload = (!value.is_empty()).then_some(value);
        let Some((signed, signature)) = value.rsplit_once('.') else {
            return Self {
                payload,
                ..Self::default()
            };
        };
        let (payload, timestamp) = match signed.rsplit_once('.') {
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

    /// One of them; the empty text where it is missing.
    pub fn text(&self, part: Part) -> &'value str {
        match part {
            Part::Payload => self.payload,
            Part::Timestamp => self.timestamp,
            Part::Signature => self.signature,
        }
        .unwrap_or_default()
    }
}

/// The name of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the session holds.
    Payload,
    /// The second of signing.
    Timestamp,
    /// The HMAC over both.
    Signature,
}

impl Part {
    /// All three, in their order.
    pub const ALL: [Self; 3] = [Self::Payload, Self::Timestamp, Self::Signature];

    /// The stable name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Payload => "payload",
            Self::Timestamp => "timestamp",
            Self::Signature => "signature",
        }
    }
}
