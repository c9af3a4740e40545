//! One cookie taken apart: its parts, the verdict, and why.
//!
//! [`Examiner::examine`] computes one [`Anatomy`] from the exact value of a
//! cookie. Whatever explains cookies reads that value, so that the same cookie
//! gets the same verdict, cause and cure everywhere. What a person pasted is
//! cleaned before, by [`paste`]. Pure: time and keys are arguments.
//!
//! Four gates stand in a row, and the first one that does not open gives the
//! verdict: **structure** (three parts, a timestamp), **signature**, **age**,
//! **content** (base64, zlib, JSON). Without a key the second and the third are
//! not examined.

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

pub use calculation::{Step, StepName, Way, steps};
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

/// A header above this size is dropped by browsers (`MAX_COOKIE_SIZE`), bytes.
pub const MAX_COOKIE_SIZE: usize = 4093;

/// What is said of a cookie, first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All four gates open.
    Valid,
    /// It can be read; no key was there to say more.
    Unverified,
    /// The second gate is shut.
    BadSignature,
    /// The third: too old.
    Expired,
    /// The third: signed by a clock ahead of ours.
    Future,
    /// The first gate, or the fourth.
    Malformed,
}

impl Verdict {
    /// The stable name in JSON.
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

/// The first part.
#[derive(Clone, PartialEq)]
pub struct PayloadPart {
    /// As it stands in the cookie; may be empty.
    pub raw: String,
    /// Whether a leading dot announces zlib.
    pub compressed: bool,
    /// What it holds, as far as it can be read.
    pub content: Content,
}

/// The second part.
#[derive(Clone, PartialEq, Eq)]
pub struct TimestampPart {
    /// As it stands in the cookie; the empty text is the second 0.
    pub raw: String,
    /// Unix seconds; `None` where it cannot be read.
    pub seconds: Option<u64>,
    /// Seconds since then, negative for a moment to come.
    pub age: Option<i128>,
}

impl TimestampPart {
    /// The same of a text in which it is no timestamp.
    fn unread(self) -> Self {
        Self {
            seconds: None,
            age: None,
            ..self
        }
    }
}

/// The third part.
#[derive(Clone, PartialEq, Eq)]
pub struct SignaturePart {
    /// As it stands in the cookie; may be empty.
    pub raw: String,
    /// The key that made it, 0 for the key and 1… for the fallbacks as given;
    /// `None` when no key did, or none was there.
    pub key_index: Option<usize>,
    /// Whether it is written as itsdangerous writes: base64url without padding,
    /// junk or stray bits.
    pub canonical: bool,
}

/// A cookie taken apart.
///
/// There is no `Debug`: it would print the cookie.
#[derive(Clone, PartialEq)]
pub struct Anatomy {
    /// The value that was judged.
    pub value: String,
    /// What is said of it.
    pub verdict: Verdict,
    /// Why it was refused.
    pub cause: Option<Cause>,
    /// Whether keys were there.
    pub has_key: bool,
    /// The digest that the signature was examined with.
    pub digest: Digest,
    /// The salt that the signature was examined with.
    pub salt: Arc<str>,
    /// The age that was allowed, seconds.
    pub max_age: Option<u64>,
    /// What the cookie is called, which counts for its size.
    pub cookie_name: Arc<str>,
    /// Left of the timestamp; of a text that has no three parts, what there is.
    pub payload: Option<PayloadPart>,
    /// Between the last two dots.
    pub timestamp: Option<TimestampPart>,
    /// Right of the last dot.
    pub signature: Option<SignaturePart>,
    /// What else a reader should know, most telling first.
    pub hints: Vec<Hint>,
}

impl Anatomy {
    /// Name and value in bytes: what browsers limit.
    pub fn size(&self) -> usize {
        self.cookie_name.len() + self.value.len()
    }

    /// The name of the HMAC, by the length of the signature; `None` where no
    /// signature is as long.
    pub fn algorithm(&self) -> Option<&'static str> {
        let part = self.signature.as_ref()?;
        let bytes = if part.canonical {
            part.raw.len() * 6 / 8
        } else {
            base64_decode_as_python(part.raw.as_bytes()).map_or(0, |it| it.len())
        };
        let digest = match bytes {
            20 => Digest::Sha1,
            32 => Digest::Sha256,
            64 => Digest::Sha512,
            _ => return None,
        };
        Some(algorithm(digest))
    }

    /// Whether one may act on what the cookie says.
    pub fn is_trusted(&self) -> bool {
        self.verdict == Verdict::Valid
    }

    /// How the four gates answered, in their order.
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
