//! The key on the bench: everybody's, or the visitor's own.

use std::sync::LazyLock;

use data_encoding::HEXLOWER_PERMISSIVE;

use super::form::Typed;
use crate::{
    anatomy::{Examination, Examiner},
    config::COURSE_KEY,
    itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys, Signer},
    session::{DEFAULT_LIFETIME, SALT},
    view::text::lab::BenchWords,
};

/// The one that the course prints.
pub(super) fn course_key() -> SecretKeys {
    SecretKeys::new(SecretKey::new(COURSE_KEY))
}

/// Takes cookies apart by the course's key. What may be wrong with a key is
/// prepared once, not for each request. `lifetime` is in seconds.
pub(super) fn course_examiner(lifetime: u64) -> Examiner {
    static COURSE: LazyLock<Examiner> = LazyLock::new(|| {
        let examination = Examination::as_flask(course_key(), DEFAULT_LIFETIME);
        Examiner::new(examination)
    });
    COURSE.with_max_age(lifetime)
}

/// The key that was chosen, or what is wrong with the one that was typed.
pub(super) fn keys(typed: &Typed, words: &BenchWords) -> Result<SecretKeys, String> {
    if !typed.has_own_key {
        return Ok(course_key());
    }
    let key = if typed.is_hex {
        let digits: String = typed.own_key.split_whitespace().collect();
        HEXLOWER_PERMISSIVE
            .decode(digits.as_bytes())
            .map_err(|_| words.key_not_hex.to_owned())?
    } else {
        typed.own_key.clone().into_bytes()
    };
    // Flask: an empty key is falsy, and there is no session at all.
    if key.is_empty() {
        return Err(words.key_empty.to_owned());
    }
    Ok(SecretKeys::new(SecretKey::new(key)))
}

/// What Flask would sign a session with.
pub(super) fn signer(keys: &SecretKeys) -> Signer {
    Signer::new(keys, SALT.as_bytes(), KeyDerivation::Hmac, Digest::Sha1)
}
