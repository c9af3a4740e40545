//! Hashed passwords in Werkzeug's format.
//!
//! Mirrors `werkzeug/security.py` (Werkzeug 3.1): `generate_password_hash` with
//! the method `pbkdf2:sha256`, and `check_password_hash` for PBKDF2 and scrypt,
//! so that a Flask application can share the table.
//!
//! # Differences
//!
//! - A hash that would cost more than 10,000,000 iterations, 128 MiB for scrypt
//!   or a few seconds never matches, since other programs may write to the
//!   table (`method.rs`).
//! - Of digests, ring has SHA-1 and SHA-2. OpenSSL, and therefore Werkzeug,
//!   also takes MD5, SHA-224, SHA-512/256, SHA-3, BLAKE2, RIPEMD-160, SM3 and
//!   object identifiers; such hashes never match here.
//! - Numbers are ASCII; Python's `int()` takes the digits of any script.
//! - Where Werkzeug raises `ValueError` and Flask answers 500, a hash never
//!   matches.

mod method;

use std::num::NonZeroU32;

use data_encoding::HEXLOWER;
use ring::{digest, hmac, pbkdf2};

use self::method::{Method, SCRYPT_BYTES};
use crate::random::{self, NoRandomness};

/// OWASP's recommendation for PBKDF2 with SHA-256 (ASVS 11.4.2).
pub(super) const ITERATIONS: u32 = 600_000;

/// Werkzeug's `SALT_CHARS` and the length of its salts.
const SALT_CHARS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const SALT_LENGTH: usize = 16;

/// `generate_password_hash(password, f"pbkdf2:sha256:{iterations}")`.
pub(super) fn generate(password: &str, iterations: NonZeroU32) -> Result<String, NoRandomness> {
    let salt = salt()?;
    let mut derived = [0; digest::SHA256_OUTPUT_LEN];
    pbkdf2::derive(
        pbkdf2::PBKDF2_HMAC_SHA256,
        iterations,
        salt.as_bytes(),
        password.as_bytes(),
        &mut derived,
    );
    let (method, hex) = (own_method(iterations), HEXLOWER.encode(&derived));
    Ok(format!("{method}${salt}${hex}"))
}

/// The method of the hashes made here.
pub(super) fn own_method(iterations: NonZeroU32) -> String {
    format!("pbkdf2:sha256:{iterations}")
}

/// A hash of this method that no password matches, and that takes as long to
/// check as any other. `None` if the method cannot be parsed.
pub(super) fn of_nobody(method: &str) -> Option<String> {
    let bytes = Method::parse(method)?.length();
    let (salt, hex) = ("0".repeat(SALT_LENGTH), "00".repeat(bytes));
    Some(format!("{method}${salt}${hex}"))
}

/// Whether a hash is weaker than OWASP asks for, and should be replaced by one
/// with `iterations`.
///
/// A stronger hash stays, even one of another method: signing in here must not
/// make the owner's password easier to crack.
pub(super) fn falls_short(stored: &str, iterations: NonZeroU32) -> bool {
    Hash::parse(stored).is_some_and(|hash| hash.method.falls_short(iterations))
}

/// `check_password_hash`; also `false` if the hash cannot be parsed, for which
/// Werkzeug raises `ValueError`.
pub(super) fn check(stored: &str, password: &str) -> bool {
    let Some(hash) = Hash::parse(stored) else {
        tracing::warn!("a password hash in the table cannot be read");
        return false;
    };
    hash.is_of(password.as_bytes())
}

/// 16 characters of 62, drawn without bias, as by `gen_salt`.
fn salt() -> Result<String, NoRandomness> {
    let mut salt = String::with_capacity(SALT_LENGTH);
    while salt.len() < SALT_LENGTH {
        let mut byte = [0];
        random::fill(&mut byte)?;
        // A value has 64 possibilities; the last two are drawn again.
        if let Some(char) = SALT_CHARS.get(usize::from(byte[0] & 63)) {
            salt.push(char::from(*char));
        }
    }
    Ok(salt)
}

/// `method$salt$hex`, split at the first two `$`.
struct Hash<'a> {
    method: Method,
    salt: &'a [u8],
    expected: Vec<u8>,
}

impl<'a> Hash<'a> {
    fn parse(stored: &'a str) -> Option<Self> {
        let mut parts = stored.splitn(3, '$');
        let (method, salt, hex) = (parts.next()?, parts.next()?, parts.next()?);
        let method = Method::parse(method)?;
        let expected = HEXLOWER.decode(hex.as_bytes()).ok()?;
        (expected.len() == method.length()).then_some(Self {
            method,
            salt: salt.as_bytes(),
            expected,
        })
    }

    fn is_of(&self, password: &[u8]) -> bool {
        match self.method {
            Method::Pbkdf2 { digest, iterations } => {
                let algorithm = digest.algorithm();
                pbkdf2::verify(algorithm, iterations, self.salt, password, &self.expected).is_ok()
            }
            Method::Scrypt { .. } => {
                let mut derived = [0; SCRYPT_BYTES];
                let params = self.method.scrypt_params();
                params.is_some_and(|params| {
                    scrypt::scrypt(password, self.salt, &params, &mut derived).is_ok()
                        && is_equal(&derived, &self.expected)
                })
            }
        }
    }
}

/// Compares in constant time, by ring's verification of HMAC tags.
fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &[]);
    hmac::verify(&key, one, hmac::sign(&key, other).as_ref()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hashes were made by Werkzeug 3.1 (flask-format.md, section 1.10).
    const SALT: &str = "abcdefghijklmnop";
    const PBKDF2: &str = "2b474f818b8ca37111d2adcfb87d8b0461d74166af5ef6760b05b444b406e03a";
    const PBKDF2_DEFAULT: &str = "0916839c4c7803c7b0815b50e339cc298604db368fdc8bd7c6511e6fc7c47d42";
    const SCRYPT: &str = "24055da48328d69657e572679704d4831590a64174265eaf62d290c80be3ce98\
                          0fc6a7ff272aea4b8a9ae400f711ef12f8d16aa9565ca4e15f449dd991b23f57";

    #[test]
    fn hashes_that_werkzeug_made_are_checked() {
        for (method, hex) in [
            ("pbkdf2:sha256:1000", PBKDF2),
            ("pbkdf2:sha256:1000000", PBKDF2_DEFAULT),
            ("pbkdf2:sha256", PBKDF2_DEFAULT),
            ("pbkdf2", PBKDF2_DEFAULT),
            ("scrypt:32768:8:1", SCRYPT),
            ("scrypt", SCRYPT),
        ] {
            let stored = format!("{method}${SALT}${hex}");
            assert!(check(&stored, "motdepasse"), "{stored}");
            assert!(!check(&stored, "motdepassE"), "{stored}");
        }
    }

    #[test]
    fn a_new_hash_has_werkzeugs_form_and_another_salt_each_time() {
        let iterations = NonZeroU32::new(1).unwrap();
        let (one, two) = (generate("é ", iterations), generate("é ", iterations));
        let (one, two) = (one.unwrap(), two.unwrap());
        assert_ne!(one, two);
        let parts: Vec<&str> = one.split('$').collect();
        assert_eq!(parts[0], "pbkdf2:sha256:1");
        assert_eq!((parts[1].len(), parts[2].len()), (16, 64));
        assert!(check(&one, "é "));
        assert!(!check(&one, "é"));
    }

    #[test]
    fn a_hash_that_is_none_or_costs_too_much_is_never_right() {
        for stored in [
            "",
            "plain",
            "pbkdf2:sha256:1000$salt",
            "pbkdf2:md5:1000$salt$00",
            "pbkdf2:sha256:0$salt$00",
            "pbkdf2:sha256:1:1$salt$00",
            "pbkdf2:sha256:1$salt$2b47",
            "scrypt:3:8:1$salt$00",
            "argon2$salt$00",
        ] {
            assert!(Hash::parse(stored).is_none(), "{stored}");
            assert!(!check(stored, "motdepasse"), "{stored}");
        }
    }

    #[test]
    fn nobodys_hash_can_be_checked_and_is_nobodys() {
        for method in [
            "pbkdf2:sha256:1",
            "pbkdf2:sha1:1",
            "pbkdf2:sha512:1",
            "scrypt:2:8:1",
        ] {
            let hash = of_nobody(method).unwrap();
            assert!(Hash::parse(&hash).is_some(), "{hash}");
            assert!(!check(&hash, "motdepasse"), "{hash}");
        }
        assert_eq!(of_nobody("argon2"), None);
    }
}
