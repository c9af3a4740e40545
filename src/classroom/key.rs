//! What the class signs progress with.

use std::fmt;
use std::num::NonZeroU32;

use ring::pbkdf2;

use crate::itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys, Signer};

/// How often the teacher's key is hashed, once at the start: each guess at it
/// takes as long (what OWASP asks of PBKDF2-HMAC-SHA256 for passwords).
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).expect("it is not 0");

/// Public, and the same everywhere: servers that share a teacher's key shall
/// come to the same secret.
const SALT: &[u8] = b"flask-session-demo class";

const SECRET_BYTES: usize = 32;

/// Where the class's secret comes from.
///
/// Security: never the session's key, which under `--lab` everybody has. Every
/// student holds a cookie that the secret signed, and may try keys on it for as
/// long as they like: what a person chose is never used as it is.
#[derive(Clone)]
pub enum ClassKey {
    /// The teacher's: all servers that have it read each other's progress, and
    /// it opens the board from elsewhere.
    Teacher(SecretKey),
    /// Drawn at random once and kept in a file: progress outlives the process.
    Kept(SecretKey),
    /// Drawn at random for this process: progress ends with it.
    Passing(SecretKey),
}

impl fmt::Debug for ClassKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Teacher(_) => "Teacher(..)",
            Self::Kept(_) => "Kept(..)",
            Self::Passing(_) => "Passing(..)",
        })
    }
}

impl ClassKey {
    /// What signs.
    pub(super) fn secret(&self) -> SecretKey {
        match self {
            Self::Teacher(key) => stretched(key),
            Self::Kept(key) | Self::Passing(key) => key.clone(),
        }
    }

    /// Whether progress that was signed with it can be read after a restart.
    pub(super) fn outlives_the_process(&self) -> bool {
        !matches!(self, Self::Passing(_))
    }
}

/// Signs as Flask signs its sessions. Each use has a salt of its own, so that
/// what was signed for one is refused by the others.
pub(super) fn signer(secret: &SecretKey, salt: &str) -> Signer {
    let keys = SecretKeys::new(secret.clone());
    Signer::new(&keys, salt.as_bytes(), KeyDerivation::Hmac, Digest::Sha1)
}

fn stretched(key: &SecretKey) -> SecretKey {
    let mut secret = [0; SECRET_BYTES];
    let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
    pbkdf2::derive(algorithm, ROUNDS, SALT, key.expose_secret(), &mut secret);
    SecretKey::new(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_teachers_key_is_stretched_as_python_would_and_no_other_is() {
        // hashlib.pbkdf2_hmac("sha256", b"a teacher's key of some length",
        //                     b"flask-session-demo class", 600_000).hex()
        let stretched = "427d27605c371b64ab7de490e1f66e1a83c12b35a8b986e8c80ab06f584fe580";
        let key = SecretKey::new("a teacher's key of some length");
        let secret = ClassKey::Teacher(key.clone()).secret();
        let hex = data_encoding::HEXLOWER.encode(secret.expose_secret());
        assert_eq!(hex, stretched);
        for random in [ClassKey::Kept(key.clone()), ClassKey::Passing(key.clone())] {
            assert_eq!(random.secret(), key);
            assert!(!format!("{random:?}").contains("teacher"));
        }
    }
}
