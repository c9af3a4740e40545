//! Examines a value: splits it into its parts, then asks one gate after the
//! other.

use std::sync::{Arc, OnceLock};

use super::{
    Anatomy, Cause, Content, ContentLimits, Gate, Parts, PayloadPart, SignaturePart, TimestampPart,
    Verdict,
    diagnose::{self, Suspicion},
};
use crate::itsdangerous::{
    Digest, KeyDerivation, Lock, Payload, SecretKeys, Signer, TimestampError,
    base64_decode_as_python, base64_decode_short, read_timestamp,
};
use crate::session::{DEFAULT_LIFETIME, SALT};

/// What a cookie is checked against.
#[derive(Clone, Debug)]
pub struct Examination {
    /// The keys to verify with; with `None`, the cookie is read but not
    /// verified.
    pub keys: Option<SecretKeys>,
    /// `cookie-session` for Flask's sessions.
    pub salt: Arc<str>,
    /// `hmac` for Flask's sessions.
    pub key_derivation: KeyDerivation,
    /// SHA-1 for Flask's sessions.
    pub digest: Digest,
    /// The age allowed, in seconds; with `None`, the age is not checked.
    pub max_age: Option<u64>,
    /// How much of the payload is read.
    pub limits: ContentLimits,
    /// The cookie's name, which counts towards its size.
    pub cookie_name: Arc<str>,
}

impl Default for Examination {
    fn default() -> Self {
        Self {
            keys: None,
            salt: SALT.into(),
            key_derivation: KeyDerivation::Hmac,
            digest: Digest::Sha1,
            max_age: Some(DEFAULT_LIFETIME),
            limits: ContentLimits::COMMAND,
            cookie_name: "session".into(),
        }
    }
}

impl Examination {
    /// Checks as `open_session` does: Flask's salt, derivation and digest,
    /// `PERMANENT_SESSION_LIFETIME` in seconds, and a server's limits.
    pub fn as_flask(keys: SecretKeys, lifetime: u64) -> Self {
        Self {
            keys: Some(keys),
            max_age: Some(lifetime),
            limits: ContentLimits::SERVER,
            ..Self::default()
        }
    }
}

/// Takes cookies apart; the keys are derived only once.
#[derive(Clone, Debug)]
pub struct Examiner {
    examination: Examination,
    signer: Option<Signer>,
    /// Prepared when the first signature turns out wrong.
    mistakes: Arc<OnceLock<Vec<Suspicion>>>,
    /// Tries the keys that everybody knows, when no key is given.
    published: Option<fn(&Lock<'_>) -> bool>,
}

impl Examiner {
    /// Derives the keys.
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
            mistakes: Arc::default(),
            published: None,
        }
    }

    /// A copy that asks whether a published key fits when it has no key of its
    /// own.
    #[must_use]
    pub fn with_published(&self, one_fits: fn(&Lock<'_>) -> bool) -> Self {
        Self {
            published: Some(one_fits),
            ..self.clone()
        }
    }

    /// A copy with the same keys and another age limit, in seconds.
    #[must_use]
    pub fn with_max_age(&self, max_age: u64) -> Self {
        let mut other = self.clone();
        other.examination.max_age = Some(max_age);
        other
    }

    /// What it checks against.
    pub fn examination(&self) -> &Examination {
        &self.examination
    }

    /// The result for a text in which no single cookie was found.
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
            cookie_name: self.examination.cookie_name.clone(),
            payload: None,
            timestamp: None,
            signature: None,
            hints: Vec::new(),
        }
    }

    /// Takes one value apart; `now` is in Unix seconds.
    pub fn examine(&self, value: &str, now: u64) -> Anatomy {
        let parts = Parts::of(value);
        let payload = parts.payload.map(|raw| {
            let compressed = Payload::new(raw.as_bytes()).compressed;
            PayloadPart {
                raw: raw.into(),
                compressed,
                content: Content::read(raw, self.examination.limits),
            }
        });
        let moment = parts.timestamp.map(|raw| read_timestamp(raw.as_bytes()));
        let timestamp = parts.timestamp.map(|raw| {
            let seconds = moment.and_then(Result::ok);
            let age = seconds.map(|seconds| i128::from(now) - i128::from(seconds));
            TimestampPart {
                raw: raw.into(),
                seconds,
                age,
            }
        });
        let signature = parts.signature.map(|raw| {
            let verify = |bytes: &[u8]| self.verify(parts.signed, bytes);
            let verified = base64_decode_short(raw.as_bytes(), verify);
            SignaturePart {
                raw: raw.into(),
                key_index: verified.ok().flatten(),
                canonical: verified.is_ok(),
            }
        });
        let mut anatomy = Anatomy {
            payload,
            timestamp,
            signature,
            ..self.blank(value)
        };
        let unreadable = moment.and_then(Result::err);
        anatomy.cause = check_structure(&anatomy, unreadable);
        if anatomy.cause.is_none() {
            anatomy.cause = self.find_cause(&anatomy, parts.signed);
        }
        // The second part of a JOSE token may happen to be readable as a date.
        if let Some(other) = diagnose::jose(&anatomy) {
            anatomy.timestamp = anatomy.timestamp.map(TimestampPart::unread);
            let is_malformed = |it: &Cause| it.gate() == Gate::Structure;
            let cause = anatomy.cause.filter(is_malformed);
            anatomy.cause = cause.or(Some(Cause::NotFlask(other)));
        }
        anatomy.verdict = match &anatomy.cause {
            Some(cause) => cause.verdict(),
            None if anatomy.has_key => Verdict::Valid,
            None => Verdict::Unverified,
        };
        anatomy.hints = diagnose::hints(&anatomy, self, parts.signed);
        anatomy
    }

    /// Why one of the gates after the structure refuses the cookie.
    fn find_cause(&self, anatomy: &Anatomy, signed: &str) -> Option<Cause> {
        self.check_signature(anatomy, signed)
            .or_else(|| self.check_age(anatomy))
            .or_else(|| anatomy.payload.as_ref()?.content.cause.clone())
            // A wrong length shows even without a key.
            .or_else(|| (!anatomy.has_key).then(|| self.check_length(anatomy))?)
    }

    /// The possible mistakes with the keys; empty if there are none.
    pub(super) fn mistakes(&self) -> &[Suspicion] {
        let prepare = || diagnose::suspicions(&self.examination);
        self.mistakes.get_or_init(prepare)
    }

    /// Whether published keys are to be tried.
    pub(super) fn tries_published(&self) -> bool {
        self.signer.is_none() && self.published.is_some()
    }

    /// Whether a published key made this signature.
    pub(super) fn is_published(&self, signed: &str, signature: &[u8]) -> bool {
        let Examination {
            salt,
            key_derivation,
            digest,
            ..
        } = &self.examination;
        let lock = Lock {
            salt: salt.as_bytes(),
            key_derivation: *key_derivation,
            digest: *digest,
            value: signed.as_bytes(),
            signature,
        };
        // Of another length, it is no HMAC with this digest.
        let is_whole = signature.len() == digest.output_len();
        is_whole && self.published.is_some_and(|one_fits| one_fits(&lock))
    }

    /// Whether one of the keys made the signature of this value.
    pub(super) fn verifies(&self, value: &str) -> bool {
        let parts = Parts::of(value);
        let signature = parts.signature.unwrap_or_default();
        let verify = |bytes: &[u8]| self.verify(parts.signed, bytes);
        base64_decode_short(signature.as_bytes(), verify).is_ok_and(|index| index.is_some())
    }

    fn check_length(&self, anatomy: &Anatomy) -> Option<Cause> {
        let part = anatomy.signature.as_ref()?;
        let expected = self.examination.digest.output_len();
        let (bytes, of) = diagnose::signature_length(&part.raw, expected)?;
        Some(Cause::CutSignature { bytes, of })
    }

    fn verify(&self, signed: &str, signature: &[u8]) -> Option<usize> {
        let keys = self.signer.as_ref()?;
        keys.verify_signature_bytes(signed.as_bytes(), signature)
    }

    fn check_signature(&self, anatomy: &Anatomy, signed: &str) -> Option<Cause> {
        let keys = self.signer.as_ref()?;
        let part = anatomy.signature.as_ref()?;
        if part.key_index.is_some() {
            return None;
        }
        // Flask: Python ignores stray characters in the text of a signature.
        let bytes = base64_decode_as_python(part.raw.as_bytes());
        let flask_accepts = bytes.is_some_and(|bytes| {
            keys.verify_signature_bytes(signed.as_bytes(), &bytes)
                .is_some()
        });
        if flask_accepts {
            return Some(Cause::SignatureNotCanonical);
        }
        self.check_length(anatomy).or(Some(Cause::WrongSignature))
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

/// Checks the first gate. `unreadable` says why the timestamp part could not be
/// read.
fn check_structure(anatomy: &Anatomy, unreadable: Option<TimestampError>) -> Option<Cause> {
    if anatomy.value.is_empty() {
        return Some(Cause::Empty);
    }
    if anatomy.signature.is_none() {
        return Some(Cause::NoSeparator);
    }
    match &anatomy.timestamp {
        None => Some(Cause::MissingTimestamp),
        // Flask: `unsign` checks the signature first, and an empty one is
        // wrong.
        Some(_) if anatomy.has_key && is_unsigned(anatomy) => None,
        Some(_) => unreadable.map(Cause::BadTimestamp),
    }
}

/// Whether nothing follows the last dot.
fn is_unsigned(anatomy: &Anatomy) -> bool {
    let part = anatomy.signature.as_ref();
    part.is_some_and(|part| part.raw.is_empty())
}
