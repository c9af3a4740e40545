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

mod cause;
mod content;
mod diagnose;
mod hint;
mod json;
pub mod paste;
mod steps;

pub use cause::{Cause, Gate, GateResult};
pub use content::Content;
pub use hint::{Hint, KeyMistake, LookAlike};
pub use json::{algorithm, to_json, utc};
pub use steps::{Step, StepName, steps};

use crate::itsdangerous::{
    Digest, KeyDerivation, Payload, SecretKeys, Signer, base64_decode, base64_decode_as_python,
    read_timestamp,
};
use crate::session::{DEFAULT_LIFETIME, SALT};

/// A header above this size is dropped by browsers (`MAX_COOKIE_SIZE`), bytes.
pub const MAX_COOKIE_SIZE: usize = 4093;

/// How a cookie is examined.
#[derive(Clone, Debug)]
pub struct Examination {
    /// The keys to verify with; `None` reads without verifying.
    pub keys: Option<SecretKeys>,
    /// Flask's sessions: `cookie-session`.
    pub salt: String,
    /// Flask's sessions: `hmac`.
    pub key_derivation: KeyDerivation,
    /// Flask's sessions: SHA-1.
    pub digest: Digest,
    /// Seconds a session lives; `None` examines no age.
    pub max_age: Option<u64>,
}

impl Default for Examination {
    fn default() -> Self {
        Self {
            keys: None,
            salt: SALT.into(),
            key_derivation: KeyDerivation::Hmac,
            digest: Digest::Sha1,
            max_age: Some(DEFAULT_LIFETIME),
        }
    }
}

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
    pub salt: String,
    /// The age that was allowed, seconds.
    pub max_age: Option<u64>,
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

/// Takes cookies apart with one set of keys, derived once.
pub struct Examiner {
    examination: Examination,
    signer: Option<Signer>,
}

impl Examiner {
    /// Prepares the keys.
    pub fn new(examination: Examination) -> Self {
        let signer = examination.keys.as_ref().map(|keys| {
            let Examination {
                salt,
                key_derivation,
                digest,
                ..
            } = &examination;
            Signer::new(keys, salt.as_bytes(), *key_derivation, *digest)
        });
        Self {
            examination,
            signer,
        }
    }

    /// How it examines.
    pub fn examination(&self) -> &Examination {
        &self.examination
    }

    /// What is said of a text in which no one cookie could be found.
    pub fn refuse(&self, cause: Cause) -> Anatomy {
        Anatomy {
            verdict: cause.verdict(),
            cause: Some(cause),
            ..self.blank("")
        }
    }

    fn blank(&self, value: &str) -> Anatomy {
        Anatomy {
            value: value.into(),
            verdict: Verdict::Valid,
            cause: None,
            has_key: self.signer.is_some(),
            digest: self.examination.digest,
            salt: self.examination.salt.clone(),
            max_age: self.examination.max_age,
            payload: None,
            timestamp: None,
            signature: None,
            hints: Vec::new(),
        }
    }

    /// Takes one value apart, at the second `now`.
    pub fn examine(&self, value: &str, now: u64) -> Anatomy {
        let parts = Parts::of(value);
        let payload = parts.payload.map(|raw| {
            let compressed = Payload::new(raw.as_bytes()).compressed;
            PayloadPart {
                raw: raw.into(),
                compressed,
                content: Content::read(raw),
            }
        });
        let timestamp = parts.timestamp.map(|raw| {
            let seconds = read_timestamp(raw.as_bytes()).ok();
            let age = seconds.map(|seconds| i128::from(now) - i128::from(seconds));
            TimestampPart {
                raw: raw.into(),
                seconds,
                age,
            }
        });
        let signature = parts.signature.map(|raw| SignaturePart {
            raw: raw.into(),
            key_index: self.verify(parts.signed, raw),
            canonical: base64_decode(raw.as_bytes()).is_ok(),
        });
        let mut anatomy = Anatomy {
            payload,
            timestamp,
            signature,
            ..self.blank(value)
        };
        anatomy.cause = self.first_shut_gate(&anatomy, parts.signed);
        anatomy.verdict = match &anatomy.cause {
            Some(cause) => cause.verdict(),
            None if anatomy.has_key => Verdict::Valid,
            None => Verdict::Unverified,
        };
        anatomy.hints = diagnose::hints(&anatomy, &self.examination, parts.signed);
        anatomy
    }

    fn verify(&self, signed: &str, signature: &str) -> Option<usize> {
        self.signer
            .as_ref()?
            .verify_signature(signed.as_bytes(), signature.as_bytes())
    }

    fn first_shut_gate(&self, anatomy: &Anatomy, signed: &str) -> Option<Cause> {
        check_structure(anatomy)
            .or_else(|| self.check_signature(anatomy, signed))
            .or_else(|| self.check_age(anatomy))
            .or_else(|| anatomy.payload.as_ref()?.content.cause.clone())
    }

    fn check_signature(&self, anatomy: &Anatomy, signed: &str) -> Option<Cause> {
        let keys = self.signer.as_ref()?;
        let part = anatomy.signature.as_ref()?;
        if part.key_index.is_some() {
            return None;
        }
        // Flask: Python ignores what is odd in the text of a signature.
        let bytes = base64_decode_as_python(part.raw.as_bytes());
        let flask_accepts = bytes.is_some_and(|bytes| {
            keys.verify_signature_bytes(signed.as_bytes(), &bytes)
                .is_some()
        });
        Some(if flask_accepts {
            Cause::SignatureNotCanonical
        } else {
            Cause::WrongSignature
        })
    }

    fn check_age(&self, anatomy: &Anatomy) -> Option<Cause> {
        let (_, max_age) = (self.signer.as_ref()?, self.examination.max_age?);
        match anatomy.timestamp.as_ref()?.age? {
            age if age > i128::from(max_age) => Some(Cause::Expired { age, max_age }),
            age if age < 0 => Some(Cause::Future {
                seconds: age.unsigned_abs(),
            }),
            _ => None,
        }
    }
}

/// The first gate.
fn check_structure(anatomy: &Anatomy) -> Option<Cause> {
    if anatomy.value.is_empty() {
        return Some(Cause::Empty);
    }
    if anatomy.signature.is_none() {
        return Some(Cause::NoSeparator);
    }
    match &anatomy.timestamp {
        None => Some(Cause::MissingTimestamp),
        Some(timestamp) => read_timestamp(timestamp.raw.as_bytes())
            .err()
            .map(Cause::BadTimestamp),
    }
}

/// A value split at its last two dots.
#[derive(Default)]
struct Parts<'value> {
    /// Everything left of the last dot.
    signed: &'value str,
    payload: Option<&'value str>,
    timestamp: Option<&'value str>,
    signature: Option<&'value str>,
}

impl<'value> Parts<'value> {
    fn of(value: &'value str) -> Self {
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
}
