//! Looks for the classic mistakes: a wrong key or way of signing, a bad copy, a
//! text that is not a Flask session at all.

mod damage;
mod keys;
mod look_alike;

pub(super) use damage::signature_length;
pub use keys::python_literal;
pub(super) use keys::{Suspicion, suspicions};
pub(super) use look_alike::jose;

use super::{Anatomy, Cause, Examiner, Hint, MAX_COOKIE_SIZE, Verdict};
use crate::itsdangerous::base64_decode;
use crate::session::{Value, check_tags};

/// 2011-01-01 in Unix seconds, from which itsdangerous counted before version
/// 1.0.
pub const OLD_EPOCH: u64 = 1_293_840_000;

/// The most bytes of name and value together that browsers keep. Measured with
/// Chromium 156: with one more, the cookie is dropped (RFC 6265bis, section
/// 5.6).
pub const MAX_BROWSER_BYTES: usize = 4096;

/// What Flask adds to name and value in the header: `=` and
/// `; HttpOnly; Path=/`.
const HEADER_BYTES: usize = 19;

/// Everything worth saying about a cookie whose verdict is known.
pub(super) fn hints(anatomy: &Anatomy, examiner: &Examiner, signed: &str) -> Vec<Hint> {
    let mut hints = Vec::new();
    if !is_verified(anatomy) {
        let signature = anatomy.signature.as_ref();
        let signature = signature.filter(|_| examiner.tries_published());
        let bytes = signature.and_then(|part| base64_decode(part.raw.as_bytes()).ok());
        if bytes.is_some_and(|bytes| examiner.is_published(signed, &bytes)) {
            hints.push(Hint::PublishedKey);
        }
        hints.extend(keys::mistake(anatomy, examiner, signed).map(Hint::Key));
    }
    if let Some(index @ 1..) = anatomy.signature.as_ref().and_then(|part| part.key_index) {
        hints.push(Hint::FallbackKey(index));
    }
    hints.extend(look_alike::look_alike(anatomy).map(Hint::LooksLike));
    // Characters of another format are not stray.
    if !hints.iter().any(|it| matches!(it, Hint::LooksLike(_))) {
        hints.extend(damage::hints(anatomy, examiner));
    }
    if flask_would_accept(anatomy) {
        hints.push(Hint::FlaskWouldAccept);
    }
    if matches!(anatomy.verdict, Verdict::Valid | Verdict::Unverified) && !is_object(anatomy) {
        hints.push(Hint::NotASession);
    }
    if let Some(seconds) = anatomy.timestamp.as_ref().and_then(|part| part.seconds)
        && seconds < OLD_EPOCH
    {
        hints.push(Hint::OldEpoch(seconds + OLD_EPOCH));
    }
    hints.extend(size(anatomy));
    if anatomy.verdict == Verdict::Unverified && hints.first() != Some(&Hint::PublishedKey) {
        hints.push(Hint::NoKey);
    }
    hints
}

/// Whether a cookie is large enough for Werkzeug to warn, or for browsers to
/// drop it.
fn size(anatomy: &Anatomy) -> impl Iterator<Item = Hint> {
    let size = anatomy.size();
    let is_near = size + HEADER_BYTES > MAX_COOKIE_SIZE;
    let near = is_near.then_some(Hint::NearLimit(size));
    let above = (size > MAX_BROWSER_BYTES).then_some(Hint::TooLarge(size));
    near.into_iter().chain(above)
}

fn is_verified(anatomy: &Anatomy) -> bool {
    let part = anatomy.signature.as_ref();
    part.is_some_and(|part| part.key_index.is_some())
}

fn document(anatomy: &Anatomy) -> Option<&Value> {
    anatomy.payload.as_ref()?.content.json.as_ref()
}

fn is_object(anatomy: &Anatomy) -> bool {
    matches!(document(anatomy), Some(Value::Dict(_)))
}

/// Whether Flask accepts what this program refuses: the signature fits, the age
/// is good and the content can be read, and only the base64 is odd.
fn flask_would_accept(anatomy: &Anatomy) -> bool {
    let is_odd = matches!(
        anatomy.cause,
        Some(Cause::SignatureNotCanonical | Cause::PayloadNotCanonical(_))
    );
    if !is_odd || !anatomy.has_key {
        return false;
    }
    let age = anatomy.timestamp.as_ref().and_then(|part| part.age);
    let is_young = anatomy
        .max_age
        .is_none_or(|limit| age.is_some_and(|age| (0..=i128::from(limit)).contains(&age)));
    let content = anatomy.payload.as_ref().map(|part| &part.content);
    let is_readable = content.is_some_and(|content| {
        let is_whole = matches!(content.cause, None | Some(Cause::PayloadNotCanonical(_)));
        is_whole
            && content
                .json
                .as_ref()
                .is_some_and(|it| check_tags(it).is_ok())
    });
    is_young && is_readable && is_object(anatomy)
}
