//! The first part of a hash: `pbkdf2:sha256:600000`, `scrypt:32768:8:1`.
//!
//! Parsed as Werkzeug does: digests by any name that OpenSSL gives them, numbers as in Python's
//! `int()`.

use std::num::NonZeroU32;

use ring::{digest, pbkdf2};

/// Ten times Werkzeug's default; takes a few seconds.
const MAX_ITERATIONS: u32 = 10_000_000;

/// The memory for `scrypt:131072:8:1` (ASVS 11.4.2). At most
/// [`MAX_PLACES`](super::super::hashing::MAX_PLACES) are computed at once, so even a table full of
/// such hashes takes no more than 512 MiB.
const MAX_SCRYPT_BYTES: u64 = 128 * 1024 * 1024;

/// Memory times `p`, a measure of time: a few seconds.
const MAX_SCRYPT_WORK: u64 = 1024 * 1024 * 1024;

/// Werkzeug's `DEFAULT_PBKDF2_ITERATIONS`, used if the method names none.
const DEFAULT_ITERATIONS: u32 = 1_000_000;

/// `dklen` of Werkzeug's scrypt.
pub(super) const SCRYPT_BYTES: usize = 64;

/// Equivalent parameters according to OWASP (Password Storage Cheat Sheet): the least `p` for each
/// `N`, with `r` = 8.
const GOOD_SCRYPT: [(u32, u32); 5] = [
    (1 << 17, 1),
    (1 << 16, 2),
    (1 << 15, 3),
    (1 << 14, 5),
    (1 << 13, 10),
];

/// How a password becomes a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Pbkdf2 {
        digest: Digest,
        iterations: NonZeroU32,
    },
    Scrypt {
        n: u32,
        r: u32,
        p: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digest {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Method {
    /// `None` for a method that Werkzeug refuses too, or that would cost too much.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        match parts.next()? {
            "pbkdf2" => {
                let digest = parts.next().map_or(Some(Digest::Sha256), Digest::parse)?;
                let iterations = parts.next().map_or(Some(DEFAULT_ITERATIONS), number)?;
                let iterations = NonZeroU32::new(iterations)?;
                let is_bearable = iterations.get() <= MAX_ITERATIONS && parts.next().is_none();
                is_bearable.then_some(Self::Pbkdf2 { digest, iterations })
            }
            "scrypt" => {
                let costs: Vec<u32> = parts.map(number).collect::<Option<_>>()?;
                let (n, r, p) = match *costs.as_slice() {
                    [] => (32_768, 8, 1),
                    [n, r, p] => (n, r, p),
                    _ => return None,
                };
                let bytes = u64::from(n).checked_mul(u64::from(r))?.checked_mul(128)?;
                let work = bytes.checked_mul(p.into())?;
                let is_bearable = n > 1
                    && n.is_power_of_two()
                    && bytes <= MAX_SCRYPT_BYTES
                    && work <= MAX_SCRYPT_WORK;
                let method = Self::Scrypt { n, r, p };
                (is_bearable && method.scrypt_params().is_some()).then_some(method)
            }
            _ => None,
        }
    }

    /// The length of the hash in bytes.
    pub(super) fn length(self) -> usize {
        match self {
            Self::Pbkdf2 { digest, .. } => digest.length(),
            Self::Scrypt { .. } => SCRYPT_BYTES,
        }
    }

    pub(super) fn scrypt_params(self) -> Option<scrypt::Params> {
        let Self::Scrypt { n, r, p } = self else {
            return None;
        };
        scrypt::Params::new(u8::try_from(n.trailing_zeros()).ok()?, r, p).ok()
    }

    /// Whether it takes less work than OWASP asks for or, with PBKDF2-SHA256, less than a new hash
    /// with `iterations`.
    pub(super) fn falls_short(self, iterations: NonZeroU32) -> bool {
        match self {
            Self::Pbkdf2 {
                digest,
                iterations: found,
            } => found.get() < digest.good_iterations().unwrap_or(iterations.get()),
            Self::Scrypt { n, r, p } => {
                let is_good = |(least_n, least_p)| n >= least_n && p >= least_p;
                r < 8 || !GOOD_SCRYPT.into_iter().any(is_good)
            }
        }
    }
}

impl Digest {
    /// The digests that ring has, by OpenSSL's names in any case.
    fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "sha1" | "sha-1" => Self::Sha1,
            "sha256" | "sha-256" | "sha2-256" => Self::Sha256,
            "sha384" | "sha-384" | "sha2-384" => Self::Sha384,
            "sha512" | "sha-512" | "sha2-512" => Self::Sha512,
            _ => return None,
        })
    }

    pub(super) fn algorithm(self) -> pbkdf2::Algorithm {
        match self {
            Self::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
            Self::Sha256 => pbkdf2::PBKDF2_HMAC_SHA256,
            Self::Sha384 => pbkdf2::PBKDF2_HMAC_SHA384,
            Self::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
        }
    }

    fn length(self) -> usize {
        match self {
            Self::Sha1 => digest::SHA1_OUTPUT_LEN,
            Self::Sha256 => digest::SHA256_OUTPUT_LEN,
            Self::Sha384 => digest::SHA384_OUTPUT_LEN,
            Self::Sha512 => digest::SHA512_OUTPUT_LEN,
        }
    }

    /// OWASP's counts, without PBKDF2-SHA256, which has its own rule; SHA-384 needs as many as
    /// SHA-512.
    fn good_iterations(self) -> Option<u32> {
        match self {
            Self::Sha256 => None,
            Self::Sha1 => Some(1_300_000),
            Self::Sha384 | Self::Sha512 => Some(210_000),
        }
    }
}

/// Python's `int(text)` for numbers that fit: allows blanks around them, a `+`, and an underscore
/// between digits.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = text.strip_prefix('+').unwrap_or(text);
    let is_grouped = digits
        .split('_')
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_grouped {
        return None;
    }
    digits.replace('_', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_cost_too_much_is_no_method() {
        for method in [
            "pbkdf2:sha256:4000000000",
            "pbkdf2:sha256:10000001",
            "scrypt:262144:8:1",
            "scrypt:131072:8:9",
            "scrypt:32768:8:1000",
            "scrypt:4294967295:8:1",
            "scrypt:32768:0:1",
            "scrypt:3:8:1",
        ] {
            assert_eq!(Method::parse(method), None, "{method}");
        }
        for method in [
            "scrypt:131072:8:1",
            "scrypt:65536:8:16",
            "scrypt:131072:8:8",
        ] {
            assert!(Method::parse(method).is_some(), "{method}");
        }
    }

    #[test]
    fn only_what_owasp_finds_enough_is_kept() {
        let ours = NonZeroU32::new(600_000).unwrap();
        for (method, falls_short) in [
            ("pbkdf2:sha256:600000", false),
            ("pbkdf2:sha256:1000000", false),
            ("pbkdf2:sha256:260000", true),
            ("pbkdf2:sha1:600000", true),
            ("pbkdf2:sha1:1300000", false),
            ("pbkdf2:sha1:1000", true),
            ("pbkdf2:sha512:210000", false),
            ("pbkdf2:sha512:209999", true),
            ("scrypt", true),
            ("scrypt:32768:8:3", false),
            ("scrypt:131072:8:1", false),
            ("scrypt:131072:4:1", true),
        ] {
            let found = Method::parse(method).unwrap().falls_short(ours);
            assert_eq!(found, falls_short, "{method}");
        }
    }
}
