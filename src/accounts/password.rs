//! Hashed passwords in Werkzeug's format.
//!
//! Mirrors `werkzeug/security.py` (Werkzeug 3.1): `generate_password_hash` with
//! the method `pbkdf2:sha256`, and `check_password_hash` for PBKDF2 and scrypt,
//! so that a Flask application can share the table.
//!
//! # Differences
//!
//! - A hash that would cost more than [`MAX_ITERATIONS`] or
//!   [`MAX_SCRYPT_BYTES`] is never right: the table may be another's.

use std::num::NonZeroU32;

use data_encoding::HEXLOWER;
use ring::{
    digest, hmac, pbkdf2,
    rand::{SecureRandom, SystemRandom},
};

/// OWASP's count for PBKDF2 with SHA-256 (ASVS 11.4.2).
pub(super) const ITERATIONS: u32 = 600_000;

/// Ten times Werkzeug's own default.
const MAX_ITERATIONS: u32 = 10_000_000;

/// Twice what Werkzeug's default needs, and as much as fits many times.
const MAX_SCRYPT_BYTES: usize = 64 * 1024 * 1024;

/// Werkzeug's `DEFAULT_PBKDF2_ITERATIONS`, for a method that names none.
const DEFAULT_ITERATIONS: u32 = 1_000_000;

/// `SALT_CHARS` and the length that Werkzeug takes.
const SALT_CHARS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const SALT_LENGTH: usize = 16;

/// `dklen` of Werkzeug's scrypt.
const SCRYPT_BYTES: usize = 64;

/// The system gives no random bytes.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes")]
pub(super) struct NoRandomness;

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
    let hex = HEXLOWER.encode(&derived);
    Ok(format!("pbkdf2:sha256:{iterations}${salt}${hex}"))
}

/// A hash of the same cost that no password has: for a login that is unknown,
/// so that the answer takes as long as for a wrong password.
pub(super) fn of_nobody(iterations: NonZeroU32) -> String {
    let (salt, hex) = ("0".repeat(SALT_LENGTH), "0".repeat(64));
    format!("pbkdf2:sha256:{iterations}${salt}${hex}")
}

/// `check_password_hash`; false also for a hash that cannot be read, for which
/// Werkzeug raises `ValueError`.
pub(super) fn check(stored: &str, password: &str) -> bool {
    let Some(hash) = Hash::parse(stored) else {
        tracing::warn!("a password hash in the table cannot be read");
        return false;
    };
    hash.is_of(password.as_bytes())
}

/// 16 characters of 62, drawn without a bias, as `gen_salt`.
fn salt() -> Result<String, NoRandomness> {
    let random = SystemRandom::new();
    let mut salt = String::with_capacity(SALT_LENGTH);
    while salt.len() < SALT_LENGTH {
        let mut byte = [0];
        random.fill(&mut byte).map_err(|_| NoRandomness)?;
        // 64 values of which the last two are drawn again.
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

enum Method {
    Pbkdf2(pbkdf2::Algorithm, NonZeroU32),
    Scrypt(scrypt::Params),
}

impl<'a> Hash<'a> {
    fn parse(stored: &'a str) -> Option<Self> {
        let mut parts = stored.splitn(3, '$');
        let (method, salt, hex) = (parts.next()?, parts.next()?, parts.next()?);
        let (method, length) = Method::parse(method)?;
        let expected = HEXLOWER.decode(hex.as_bytes()).ok()?;
        (expected.len() == length).then_some(Self {
            method,
            salt: salt.as_bytes(),
            expected,
        })
    }

    fn is_of(&self, password: &[u8]) -> bool {
        match &self.method {
            Method::Pbkdf2(algorithm, iterations) => {
                pbkdf2::verify(*algorithm, *iterations, self.salt, password, &self.expected).is_ok()
            }
            Method::Scrypt(params) => {
                let mut derived = [0; SCRYPT_BYTES];
                scrypt::scrypt(password, self.salt, params, &mut derived).is_ok()
                    && is_equal(&derived, &self.expected)
            }
        }
    }
}

impl Method {
    /// The method and the length of its hash in bytes.
    fn parse(text: &str) -> Option<(Self, usize)> {
        let mut parts = text.split(':');
        match parts.next()? {
            "pbkdf2" => {
                let (algorithm, length) = match parts.next() {
                    Some("sha1") => (pbkdf2::PBKDF2_HMAC_SHA1, digest::SHA1_OUTPUT_LEN),
                    None | Some("sha256") => {
                        (pbkdf2::PBKDF2_HMAC_SHA256, digest::SHA256_OUTPUT_LEN)
                    }
                    Some("sha384") => (pbkdf2::PBKDF2_HMAC_SHA384, digest::SHA384_OUTPUT_LEN),
                    Some("sha512") => (pbkdf2::PBKDF2_HMAC_SHA512, digest::SHA512_OUTPUT_LEN),
                    Some(_) => return None,
                };
                let iterations = parts.next().map_or(Some(DEFAULT_ITERATIONS), number)?;
                let iterations = NonZeroU32::new(iterations)?;
                let is_bearable = iterations.get() <= MAX_ITERATIONS && parts.next().is_none();
                is_bearable.then_some((Self::Pbkdf2(algorithm, iterations), length))
            }
            "scrypt" => {
                let costs: Vec<u32> = parts.map(number).collect::<Option<_>>()?;
                let (n, r, p) = match *costs.as_slice() {
                    [] => (32_768, 8, 1),
                    [n, r, p] => (n, r, p),
                    _ => return None,
                };
                let bytes = [128, n, r].iter().try_fold(1_usize, |bytes, factor| {
                    bytes.checked_mul(usize::try_from(*factor).ok()?)
                })?;
                let is_bearable =
                    n > 1 && n.is_power_of_two() && bytes <= MAX_SCRYPT_BYTES && p <= 16;
                let log_n = u8::try_from(n.trailing_zeros()).ok()?;
                let params = scrypt::Params::new(log_n, r, p).ok()?;
                is_bearable.then_some((Self::Scrypt(params), SCRYPT_BYTES))
            }
            _ => None,
        }
    }
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok()
}

/// Compares in constant time: ring does so for the tags of HMAC.
fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let key = hmac::Key::new(hmac::HMAC_SHA256, &[]);
    hmac::verify(&key, one, hmac::sign(&key, other).as_ref()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by Werkzeug 3.1 (flask-format.md, section 1.10).
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
        assert!(!check(&of_nobody(iterations), "é "));
        assert!(Hash::parse(&of_nobody(iterations)).is_some());
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
        for method in [
            "pbkdf2:sha256:4000000000",
            "scrypt:1048576:8:1",
            "scrypt:32768:8:1000",
        ] {
            assert!(Method::parse(method).is_none(), "{method}");
        }
    }
}
