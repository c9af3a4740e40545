//! One cookie taken apart: its parts, the verdict, and why.
//!
//! [`Examiner::examine`] computes an [`Anatomy`] from the exact value of a
//! cookie. Everything that explains cookies uses that result, so that a cookie
//! gets the same verdict, cause and cure everywhere. Text that someone pasted
//! is cleaned first, by [`paste`]. Everything here is pure: time and keys are
//! arguments.
//!
//! A cookie must pass four gates, and the first that refuses it decides the
//! verdict: **structure** (three parts, a timestamp), **signature**, **age**,
//! **content** (base64, zlib, JSON). Without a key, the second and third are
//! not examined.
//!
//! `examine.rs` asks the gates, on the parts that `split.rs` finds and the
//! payload that `content.rs` decodes; `cause.rs` names each reason to refuse,
//! `hint.rs` whatever else is worth knowing, which `diagnose/` looks for.
//! `calculation.rs` retraces how the cookie was made, `diff.rs` compares two of
//! them, and `json/` writes an anatomy for programs.

mod calculation;
mod cause;
mod content;
mod diagnose;
mod diff;
mod examine;
mod hint;
mod json;
pub mod paste;
mod split;
mod time;

pub use calculation::{Step, StepName, Way, shell_quote, steps};
pub use cause::{Cause, Gate, GateResult};
pub use content::{Content, ContentLimits};
pub use diagnose::{MAX_BROWSER_BYTES, OLD_EPOCH, python_literal};
pub use diff::{Diff, PartDiff, Run};
pub use examine::{Examination, Examiner};
pub use hint::{Hint, KeyMistake, LookAlike, OtherSalt};
pub use json::{algorithm, to_json, utc, write_json};
pub use split::{Part, Parts};
pub use time::{Time, parse_duration, parse_time};

use std::sync::Arc;

use crate::itsdangerous::{Digest, base64_decode_as_python};

/// Flask warns of headers above this size, which browsers may drop
/// (`MAX_COOKIE_SIZE`), in bytes.
pub const MAX_COOKIE_SIZE: usize = 4093;

/// The result of an examination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It passed all four gates.
    Valid,
    /// It can be read, but there was no key to verify it with.
    Unverified,
    /// Refused by the second gate.
    BadSignature,
    /// Refused by the third gate: too old.
    Expired,
    /// Refused by the third gate: signed by a clock that is ahead of ours.
    Future,
    /// Refused by the first gate, or by the fourth.
    Malformed,
}

impl Verdict {
    /// The verdict's name in JSON; stable.
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Unverified => "unverified",
            Self::BadSignature => "bad_signature",
            Self::Expired => "expired",
            Self::Future => "future",
            Self::Malformed => "malformed",
        }
    }

    /// The exit code of `decode-cookie`.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Valid | Self::Unverified => 0,
            Self::Malformed => 3,
            Self::BadSignature => 4,
            Self::Expired | Self::Future => 5,
        }
    }
}

/// A cookie's first part.
#[derive(Clone, PartialEq)]
pub struct PayloadPart {
    /// As it stands in the cookie; may be empty.
    pub raw: String,
    /// Whether a leading dot announces zlib.
    pub compressed: bool,
    /// As much of it as can be decoded.
    pub content: Content,
}

/// A cookie's second part.
#[derive(Clone, PartialEq, Eq)]
pub struct TimestampPart {
    /// As it stands in the cookie; empty stands for second 0.
    pub raw: String,
    /// Unix seconds; `None` if it cannot be read.
    pub seconds: Option<u64>,
    /// Seconds since then; negative if it lies in the future.
    pub age: Option<i128>,
}

impl TimestampPart {
    /// The part in a text where it turned out not to be a timestamp.
    fn unread(self) -> Self {
        Self {
            seconds: None,
            age: None,
            ..self
        }
    }
}

/// A cookie's third part.
#[derive(Clone, PartialEq, Eq)]
pub struct SignaturePart {
    /// As it stands in the cookie; may be empty.
    pub raw: String,
    /// Which key made it: 0 for the signing key, 1… for the fallbacks in the
    /// order given; `None` if no key did, or none was given.
    pub key_index: Option<usize>,
    /// Whether itsdangerous would write it this way: base64url without padding,
    /// stray characters or stray bits.
    pub canonical: bool,
}

/// A cookie taken apart.
///
/// There is no `Debug`, since it would print the cookie.
#[expect(
    missing_docs,
    reason = "the fields without a comment are those of `Examination`"
)]
#[derive(Clone, PartialEq)]
pub struct Anatomy {
    /// The value that was examined.
    pub value: String,
    /// What the gates decided.
    pub verdict: Verdict,
    /// Why it was refused, if it was.
    pub cause: Option<Cause>,
    /// Whether there were keys to verify with.
    pub has_key: bool,
    pub digest: Digest,
    pub salt: Arc<str>,
    /// In seconds; `None` if the age was not checked.
    pub max_age: Option<u64>,
    pub cookie_name: Arc<str>,
    /// What stands left of the timestamp; in a text without three parts, all
    /// there is.
    pub payload: Option<PayloadPart>,
    /// What stands between the last two dots.
    pub timestamp: Option<TimestampPart>,
    /// What stands right of the last dot.
    pub signature: Option<SignaturePart>,
    /// What else is worth knowing, the most telling first.
    pub hints: Vec<Hint>,
}

impl Anatomy {
    /// Bytes of name and value together, which browsers limit.
    pub fn size(&self) -> usize {
        self.cookie_name.len() + self.value.len()
    }

    /// The HMAC's name in JSON, deduced from the signature's length; `None` if
    /// no hash function gives that length.
    pub fn algorithm(&self) -> Option<&'static str> {
        let part = self.signature.as_ref()?;
        let bytes = if part.canonical {
            part.raw.len() * 6 / 8
        } else {
            base64_decode_as_python(part.raw.as_bytes()).map_or(0, |it| it.len())
        };
        let mut digests = Digest::ALL.into_iter();
        digests.find(|it| it.output_len() == bytes).map(algorithm)
    }

    /// Whether the cookie may be acted on: only if it is valid.
    pub fn is_trusted(&self) -> bool {
        self.verdict == Verdict::Valid
    }

    /// What the four gates decided, in their order.
    pub fn gates(&self) -> [(Gate, GateResult); 4] {
        let shut = self.cause.as_ref().map(Cause::gate);
        Gate::ALL.map(|gate| {
            let needs_key = matches!(gate, Gate::Signature | Gate::Age);
            let skips_age = gate == Gate::Age && self.max_age.is_none();
            let result = match shut {
                Some(shut) if gate == shut => GateResult::Refused,
                Some(shut) if gate > shut => GateResult::NotExamined,
                _ if (needs_key && !self.has_key) || skips_age => GateResult::NotExamined,
                _ => GateResult::Passed,
            };
            (gate, result)
        })
    }
}
