//! Keys, key derivation, sign and unsign: `itsdangerous/signer.py`.

use std::fmt;

use ring::{digest, hmac};

use super::{base64_decode_short, base64_encode};

/// A secret key, whose bytes must stay on the server.
///
/// The bytes are used as given and never decoded: the 64 hex digits that `secrets.token_hex()`
/// prints are 64 bytes of key. `Debug` shows nothing of them.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretKey(Vec<u8>);

impl SecretKey {
    /// Takes the key's bytes (Python: the UTF-8 of a `str`).
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The key's bytes. Each caller says why it needs them.
    pub fn expose_secret(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// The key that signs and the older ones that are still accepted
/// (`SECRET_KEY`, `SECRET_KEY_FALLBACKS`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretKeys {
    /// Signs, and is tried first when verifying.
    pub key: SecretKey,
    /// Only verify, in the order given; may be empty.
    pub fallbacks: Vec<SecretKey>,
}

impl SecretKeys {
    /// A key without fallbacks.
    pub fn new(key: SecretKey) -> Self {
        Self {
            key,
            fallbacks: Vec::new(),
        }
    }

    /// Each key with its index (0 for the signing key, 1… for the fallbacks in the order given), in
    /// the order in which they are tried on a signature.
    // Flask: `[*fallbacks, secret_key]`, which `Signer.verify_signature` walks backwards.
    pub fn in_order_of_trial(&self) -> impl Iterator<Item = (usize, &SecretKey)> {
        let fallbacks = self.fallbacks.iter().enumerate().rev();
        std::iter::once((0, &self.key)).chain(fallbacks.map(|(index, key)| (index + 1, key)))
    }
}

/// How the HMAC's key is derived from the secret key (`Signer.derive_key`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyDerivation {
    /// HMAC(secret, salt): Flask's sessions.
    Hmac,
    /// H(salt ‖ `signer` ‖ secret): itsdangerous' default, and Flask-WTF's tokens.
    DjangoConcat,
    /// H(salt ‖ secret).
    Concat,
    /// The secret itself, which is what one gets by forgetting the derivation.
    None,
}

/// The hash function of the HMAC (`Signer.digest_method`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// itsdangerous' default, and Flask's.
    Sha1,
    /// Used by applications that set `digest_method`.
    Sha256,
    /// Used by applications that set `digest_method`.
    Sha512,
}

impl Digest {
    /// From the shortest signature to the longest.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// Its name in Python's `hashlib`, and in OpenSSL.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha512 => "sha512",
        }
    }

    fn hmac(self) -> hmac::Algorithm {
        match self {
            // Compat: Flask signs sessions with HMAC-SHA1. Collisions of SHA-1 do not help to forge
            // an HMAC, which takes the key.
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha512 => hmac::HMAC_SHA512,
        }
    }

    fn hash(self, parts: &[&[u8]]) -> Vec<u8> {
        let mut context = digest::Context::new(self.hmac().digest_algorithm());
        for part in parts {
            context.update(part);
        }
        context.finish().as_ref().to_vec()
    }

    /// Length of a signature in bytes, before base64: 20, 32 or 64.
    pub fn output_len(self) -> usize {
        self.hmac().digest_algorithm().output_len()
    }
}

impl KeyDerivation {
    /// The derived key. Whoever has it can forge as well as with the secret.
    pub fn derive(self, secret: &SecretKey, salt: &[u8], digest: Digest) -> SecretKey {
        let secret = secret.expose_secret();
        SecretKey::new(match self {
            Self::Hmac => {
                let key = hmac::Key::new(digest.hmac(), secret);
                hmac::sign(&key, salt).as_ref().to_vec()
            }
            Self::DjangoConcat => digest.hash(&[salt, b"signer", secret]),
            Self::Concat => digest.hash(&[salt, secret]),
            Self::None => secret.to_vec(),
        })
    }
}

/// A signature with all but its key, on which many keys are tried, once each.
#[expect(
    missing_docs,
    reason = "the fields are named as in `Signer`; the signature is decoded"
)]
#[derive(Clone, Copy, Debug)]
pub struct Lock<'cookie> {
    pub salt: &'cookie [u8],
    pub key_derivation: KeyDerivation,
    pub digest: Digest,
    pub value: &'cookie [u8],
    pub signature: &'cookie [u8],
}

impl Lock<'_> {
    /// Whether this secret made the signature. Skips the preparation by which [`Signer::new`]
    /// verifies many cookies faster.
    pub fn fits(&self, secret: &[u8]) -> bool {
        match self.key_derivation {
            KeyDerivation::Hmac => {
                let key = hmac::Key::new(self.digest.hmac(), secret);
                self.fits_derived(hmac::sign(&key, self.salt).as_ref())
            }
            other => {
                let derived = other.derive(&SecretKey::new(secret), self.salt, self.digest);
                self.fits_derived(derived.expose_secret())
            }
        }
    }

    /// The same for a key that is already derived, in half the time.
    pub fn fits_derived(&self, derived: &[u8]) -> bool {
        let key = hmac::Key::new(self.digest.hmac(), derived);
        hmac::verify(&key, self.value, self.signature).is_ok()
    }
}

/// Signs and verifies with a list of keys (`itsdangerous.Signer` with the separator `.`).
#[derive(Clone)]
pub struct Signer {
    signing: hmac::Key,
    /// With their indices, in the order of trial: the signing key first.
    verifying: Vec<(usize, hmac::Key)>,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({} keys)", self.verifying.len())
    }
}

impl Signer {
    /// Derives all keys, once for all the cookies to come.
    pub fn new(
        keys: &SecretKeys,
        salt: &[u8],
        key_derivation: KeyDerivation,
        digest: Digest,
    ) -> Self {
        let derive = |secret| {
            let derived = key_derivation.derive(secret, salt, digest);
            hmac::Key::new(digest.hmac(), derived.expose_secret())
        };
        Self {
            signing: derive(&keys.key),
            verifying: keys
                .in_order_of_trial()
                .map(|(index, key)| (index, derive(key)))
                .collect(),
        }
    }

    /// The signature of `value` in base64, 27 characters with SHA-1 (`Signer.get_signature`).
    ///
    /// ```
    /// use flask_session_demo::itsdangerous::{Digest, KeyDerivation, SecretKey, SecretKeys, Signer};
    /// let keys = SecretKeys::new(SecretKey::new("secret-key"));
    /// let signer = Signer::new(&keys, b"cookie-session", KeyDerivation::Hmac, Digest::Sha1);
    /// assert_eq!(signer.get_signature(b"value"), "AeuwNkRNzmDizHM_LNi9hZU0dbI");
    /// ```
    pub fn get_signature(&self, value: &[u8]) -> String {
        base64_encode(hmac::sign(&self.signing, value).as_ref())
    }

    /// `value.signature` (`Signer.sign`).
    pub fn sign(&self, value: &str) -> String {
        let signature = self.get_signature(value.as_bytes());
        format!("{value}.{signature}")
    }

    /// The index of the key that made `signature` over `value`, 0 for the signing key. `None` if no
    /// key did, or if the signature is not in strict base64 (`Signer.verify_signature`).
    pub fn verify_signature(&self, value: &[u8], signature: &[u8]) -> Option<usize> {
        let verify = |bytes: &[u8]| self.verify_signature_bytes(value, bytes);
        base64_decode_short(signature, verify).ok()?
    }

    /// Like [`verify_signature`](Self::verify_signature), for a signature already decoded.
    // Security: `hmac::verify` compares in constant time.
    pub fn verify_signature_bytes(&self, value: &[u8], signature: &[u8]) -> Option<usize> {
        self.verifying
            .iter()
            .find(|(_, key)| hmac::verify(key, value, signature).is_ok())
            .map(|(index, _)| *index)
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    const K: &str = "5eed9b976f6d5c80fb8bb74b1bcff9f01218a864d0f2dd76143356d3cc36eda8";

    #[test]
    fn each_derivation_gives_the_key_that_itsdangerous_derives() {
        use KeyDerivation::{Concat, DjangoConcat, Hmac};
        let hundred = "k".repeat(100);
        let table = [
            (K, Hmac, "8ca722696b1d9882588d8050740c14c89e4b66f3"),
            (K, DjangoConcat, "7c3f21bce01393a7022eb6de9b00fd7b47d166d7"),
            (K, Concat, "5310dfe39aed3f975bffb84d36dbbf8ec2995cc0"),
            (
                "secret-key",
                Hmac,
                "c7f868a9a538dd5793a788a0fdc7ffcc702ddb50",
            ),
            (
                "secret-key",
                DjangoConcat,
                "10b7776769d5f295ae91ef07a80487661fd246c7",
            ),
            (
                "secret-key",
                Concat,
                "cd8f6a79dfae393d1442f08a04fa08e23272b9f5",
            ),
            ("clé", Hmac, "f4c049433f1e2c42aa575a13030a426425684b35"),
            ("", Hmac, "17e7d4270a5cbd57a761758998afa10e86631266"),
            (&hundred, Hmac, "ad5373092ac881032f930aa92f7d9965644557a9"),
        ];
        for (secret, derivation, hex) in table {
            let derived =
                derivation.derive(&SecretKey::new(secret), b"cookie-session", Digest::Sha1);
            assert_eq!(
                HEXLOWER.encode(derived.expose_secret()),
                hex,
                "{secret} {derivation:?}"
            );
        }
    }

    #[test]
    fn each_derivation_signs_as_itsdangerous_does() {
        let table = [
            (KeyDerivation::Hmac, "jF5YSo7AURXw_GZr4Fjh_NnYv1k"),
            (KeyDerivation::DjangoConcat, "dTq9ajxOtkq_fVQquHYMC4iUZ4w"),
            (KeyDerivation::Concat, "2NEDJrx3rBrWzUM-g2nlArAmz7o"),
            (KeyDerivation::None, "yPV_jpTNDoJrxjrz6VatUKqv4Js"),
        ];
        let keys = SecretKeys::new(SecretKey::new(K));
        for (derivation, signature) in table {
            let signer = Signer::new(&keys, b"cookie-session", derivation, Digest::Sha1);
            assert_eq!(signer.get_signature(b"value"), signature);
            assert_eq!(
                signer.verify_signature(b"value", signature.as_bytes()),
                Some(0)
            );
        }
    }

    #[test]
    fn keys_are_tried_newest_first_and_only_the_key_signs() {
        let keys = SecretKeys {
            key: SecretKey::new(K),
            fallbacks: vec![SecretKey::new("old0"), SecretKey::new("old1")],
        };
        let order: Vec<usize> = keys.in_order_of_trial().map(|(index, _)| index).collect();
        assert_eq!(order, [0, 2, 1]);
        let signer = Signer::new(&keys, b"cookie-session", KeyDerivation::Hmac, Digest::Sha1);
        assert_eq!(
            signer.get_signature(b"value"),
            "jF5YSo7AURXw_GZr4Fjh_NnYv1k"
        );
        let signed_by_old1 = b"4zhz5dEU_hugARUGRBn58exu1-k";
        assert_eq!(
            signer.verify_signature(b"eyJhIjoxfQ.ZVPxAA", signed_by_old1),
            Some(2)
        );
    }

    #[test]
    fn debug_shows_no_key() {
        let keys = SecretKeys::new(SecretKey::new("swordfish"));
        let signer = Signer::new(&keys, b"cookie-session", KeyDerivation::Hmac, Digest::Sha1);
        assert_eq!(
            format!("{keys:?} {signer:?}"),
            "SecretKeys { key: SecretKey(..), fallbacks: [] } Signer(1 keys)"
        );
    }
}
