//! Why a cookie was refused: one code for each reason, and the gate it stands
//! at.

use super::{LookAlike, Verdict};
use crate::itsdangerous::{Base64Error, InflateError, TimestampError};
use crate::session::{JsonError, TagError};

/// The gates in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Three parts, and a timestamp that can be read.
    Structure,
    /// One of the keys made the signature.
    Signature,
    /// Not too old, not from the future.
    Age,
    /// Base64, zlib, UTF-8, JSON, tags.
    Content,
}

impl Gate {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Structure, Self::Signature, Self::Age, Self::Content];
}

/// How a gate answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateResult {
    /// It opened.
    Passed,
    /// It stayed shut: the verdict.
    Refused,
    /// An earlier one was shut, or there was no key to try it with.
    NotExamined,
}

/// Why a cookie was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing at all.
    Empty,
    /// No cookie in this text.
    NoCookie,
    /// Several cookies, and none that stands out: their names.
    SeveralCookies(Vec<String>),
    /// A line longer than any cookie: the limit in bytes.
    LineTooLong(usize),
    /// It is something else, known by its shape.
    NotFlask(LookAlike),
    /// No dot: one part instead of three.
    NoSeparator,
    /// One dot: two parts instead of three.
    MissingTimestamp,
    /// The second part is no timestamp.
    BadTimestamp(TimestampError),
    /// No key made the signature.
    WrongSignature,
    /// The signature has not as many bytes as any has.
    CutSignature {
        /// So many.
        bytes: usize,
        /// It should have so many.
        of: usize,
    },
    /// The right bytes, written as itsdangerous never writes them; Flask takes
    /// them.
    SignatureNotCanonical,
    /// Too old, in seconds.
    Expired {
        /// Seconds since signing.
        age: i128,
        /// Seconds allowed.
        max_age: u64,
    },
    /// Signed by a clock that is ahead.
    Future {
        /// By how much, in seconds.
        seconds: u128,
    },
    /// The payload is no base64url.
    PayloadNotBase64(Base64Error),
    /// The payload is written as itsdangerous never writes it; Flask reads it.
    PayloadNotCanonical(Base64Error),
    /// The payload announces zlib and is none.
    NotZlib,
    /// More content than is inflated: the limit in bytes.
    TooLarge(usize),
    /// The content is no text: the first byte that is wrong.
    NotUtf8(usize),
    /// The content is no JSON.
    NotJson(JsonError),
    /// JSON with a tag that Flask cannot read.
    BadTag(TagError),
}

impl Cause {
    /// The stable name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoCookie => "no_cookie",
            Self::SeveralCookies(_) => "several_cookies",
            Self::LineTooLong(_) => "line_too_long",
            Self::NotFlask(other) => other.code(),
            Self::NoSeparator => "no_separator",
            Self::MissingTimestamp | Self::BadTimestamp(TimestampError::Missing) => {
                "missing_timestamp"
            }
            Self::BadTimestamp(TimestampError::TooLong(_)) => "timestamp_too_long",
            Self::BadTimestamp(TimestampError::Base64(_)) => "timestamp_not_base64",
            Self::WrongSignature => "wrong_signature",
            Self::CutSignature { .. } => "cut_signature",
            Self::SignatureNotCanonical => "signature_not_canonical",
            Self::Expired { .. } => "expired",
            Self::Future { .. } => "future",
            Self::PayloadNotBase64(_) => "payload_not_base64",
            Self::PayloadNotCanonical(_) => "payload_not_canonical",
            Self::NotZlib => "not_zlib",
            Self::TooLarge(_) => "too_large",
            Self::NotUtf8(_) => "not_utf8",
            Self::NotJson(_) => "not_json",
            Self::BadTag(_) => "bad_tag",
        }
    }

    /// The step at which reading stopped, a stable name in JSON.
    pub fn step(&self) -> &'static str {
        match self {
            Self::Empty
            | Self::NoCookie
            | Self::SeveralCookies(_)
            | Self::LineTooLong(_)
            | Self::NotFlask(_)
            | Self::NoSeparator
            | Self::MissingTimestamp => "parts",
            Self::BadTimestamp(_) => "timestamp",
            Self::WrongSignature | Self::CutSignature { .. } | Self::SignatureNotCanonical => {
                "signature"
            }
            Self::Expired { .. } | Self::Future { .. } => "age",
            Self::PayloadNotBase64(_) | Self::PayloadNotCanonical(_) => "base64",
            Self::NotZlib | Self::TooLarge(_) => "zlib",
            Self::NotUtf8(_) => "utf8",
            Self::NotJson(_) => "json",
            Self::BadTag(_) => "tags",
        }
    }

    /// The byte at which that step stopped, from the start of what it read.
    pub fn byte(&self) -> Option<usize> {
        match self {
            Self::BadTimestamp(TimestampError::Base64(error))
            | Self::PayloadNotBase64(error)
            | Self::PayloadNotCanonical(error) => Some(error.position),
            Self::NotUtf8(position) => Some(*position),
            Self::NotJson(error) => Some(error.position),
            Self::TooLarge(limit) | Self::LineTooLong(limit) => Some(*limit),
            Self::Empty
            | Self::NoCookie
            | Self::SeveralCookies(_)
            | Self::NotFlask(_)
            | Self::NoSeparator
            | Self::MissingTimestamp
            | Self::BadTimestamp(TimestampError::Missing | TimestampError::TooLong(_))
            | Self::WrongSignature
            | Self::CutSignature { .. }
            | Self::SignatureNotCanonical
            | Self::Expired { .. }
            | Self::Future { .. }
            | Self::NotZlib
            | Self::BadTag(_) => None,
        }
    }

    /// The gate that it shut.
    pub fn gate(&self) -> Gate {
        match self {
            Self::Empty
            | Self::NoCookie
            | Self::SeveralCookies(_)
            | Self::LineTooLong(_)
            | Self::NotFlask(_)
            | Self::NoSeparator
            | Self::MissingTimestamp
            | Self::BadTimestamp(_) => Gate::Structure,
            Self::WrongSignature | Self::CutSignature { .. } | Self::SignatureNotCanonical => {
                Gate::Signature
            }
            Self::Expired { .. } | Self::Future { .. } => Gate::Age,
            Self::PayloadNotBase64(_)
            | Self::PayloadNotCanonical(_)
            | Self::NotZlib
            | Self::TooLarge(_)
            | Self::NotUtf8(_)
            | Self::NotJson(_)
            | Self::BadTag(_) => Gate::Content,
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        match (self.gate(), self) {
            (Gate::Structure | Gate::Content, _) => Verdict::Malformed,
            (Gate::Signature, _) => Verdict::BadSignature,
            (Gate::Age, Self::Future { .. }) => Verdict::Future,
            (Gate::Age, _) => Verdict::Expired,
        }
    }

    pub(super) fn base64(error: Base64Error, flask_reads_it: bool) -> Self {
        if flask_reads_it {
            Self::PayloadNotCanonical(error)
        } else {
            Self::PayloadNotBase64(error)
        }
    }

    pub(super) fn inflate(error: &InflateError) -> Self {
        match error {
            InflateError::Broken => Self::NotZlib,
            InflateError::TooLarge(limit) => Self::TooLarge(*limit),
        }
    }
}
