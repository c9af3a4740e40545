//! Why a cookie was refused: a code for each reason, and the gate that refused
//! it.

use super::{LookAlike, Verdict};
use crate::itsdangerous::{Base64Error, InflateError, TimestampError};
use crate::session::{JsonError, TagError};

/// The checks that a cookie must pass, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gate {
    /// Three parts, and a timestamp that can be read.
    Structure,
    /// A signature made by one of the keys.
    Signature,
    /// Neither too old nor signed in the future.
    Age,
    /// Base64, zlib, UTF-8, JSON, tags.
    Content,
}

impl Gate {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Structure, Self::Signature, Self::Age, Self::Content];
}

/// What a gate decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateResult {
    /// The check succeeded.
    Passed,
    /// The cookie failed here, which decides the verdict.
    Refused,
    /// An earlier gate refused the cookie, or the check was not asked for, or
    /// there is no key for it.
    NotExamined,
}

/// Why a cookie was refused.
#[expect(missing_docs, reason = "a variant tells what its fields hold")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The value is empty.
    Empty,
    /// The text holds no cookie.
    NoCookie,
    /// The text holds several cookies, and nothing says which is meant; holds
    /// their names.
    SeveralCookies(Vec<String>),
    /// The line is longer than any cookie; holds the limit in bytes.
    LineTooLong(usize),
    /// Its shape shows that it is something else.
    NotFlask(LookAlike),
    /// No dot: one part instead of three.
    NoSeparator,
    /// One dot: two parts instead of three.
    MissingTimestamp,
    /// The second part is not a timestamp.
    BadTimestamp(TimestampError),
    /// None of the keys made the signature.
    WrongSignature,
    /// No hash function makes a signature of so many bytes; `of` is how many
    /// the expected one makes.
    CutSignature { bytes: usize, of: usize },
    /// The signature's bytes are right, but itsdangerous would not write them
    /// this way; Flask accepts it.
    SignatureNotCanonical,
    /// Too old; both in seconds.
    Expired { age: i128, max_age: u64 },
    /// Signed by a clock that is ahead.
    Future {
        /// By how much, in seconds.
        seconds: u128,
    },
    /// The payload is not base64url.
    PayloadNotBase64(Base64Error),
    /// itsdangerous would not write the payload this way; Flask reads it.
    PayloadNotCanonical(Base64Error),
    /// The payload announces zlib but is not a zlib stream.
    NotZlib,
    /// The payload inflates to more than the limit, which is given in bytes.
    TooLarge(usize),
    /// The content is not text; holds the offset of the first bad byte.
    NotUtf8(usize),
    /// The content is not JSON.
    NotJson(JsonError),
    /// JSON with a tag that Flask cannot read.
    BadTag(TagError),
}

impl Cause {
    /// The reason's name in JSON; stable.
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

    /// The step at which reading stopped: a name in JSON, stable.
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

    /// The byte at which that step stopped, counted from the start of its
    /// input.
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

    /// The gate that refuses a cookie for this reason.
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
