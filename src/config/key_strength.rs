//! How long a key would take to find by trying.
//!
//! Whoever has one cookie tries keys at home, some 10¹⁰ a second on a graphics
//! card: no server slows that down.

use std::str;

use super::error::Warning;
use super::source::Source;
use crate::accounts::guesses_log10;
use crate::itsdangerous::SecretKey;

/// 128 bits; shorter keys can be found by trying.
pub const MIN_KEY_BYTES: usize = 16;

/// Fewer guesses take such an attacker minutes. Signs without a pattern take ten each: of 16 drawn
/// at random, as few as four keys in 56,000 stay below, and none of those that `keygen` makes.
const MIN_GUESSES_LOG10: f64 = 13.0;

/// Why a key may be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// Under 16 bytes; how many there are.
    Short(usize),
    /// Words, repetitions, dates, keys beside each other.
    Guessable,
}

impl Weakness {
    /// The warning of such a key.
    pub fn warning(self, source: Source) -> Warning {
        match self {
            Self::Short(length) => Warning::ShortKey { source, length },
            Self::Guessable => Warning::GuessableKey { source },
        }
    }
}

/// Judges a key.
pub fn weakness(key: &SecretKey) -> Option<Weakness> {
    let bytes = key.expose_secret();
    if bytes.len() < MIN_KEY_BYTES {
        return Some(Weakness::Short(bytes.len()));
    }
    // Of other bytes only patterns can be found: one sign for each.
    let signs = || bytes.iter().copied().map(char::from).collect();
    let text = str::from_utf8(bytes).map_or_else(|_| signs(), String::from);
    (guesses_log10(&text, &[]) < MIN_GUESSES_LOG10).then_some(Weakness::Guessable)
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;
    use crate::random;

    #[test]
    fn words_and_patterns_are_guessable_and_random_keys_are_not() {
        let (short, guessable) = (Some(Weakness::Short(15)), Some(Weakness::Guessable));
        for (key, expected) in [
            (&b"9a8f3b7c1d5e204"[..], short),
            (b"very_secure_password", guessable),
            (b"a very secret key", guessable),
            (b"12l3k1j2l3k1j2l3k1j2l3k1", guessable),
            (
                b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                guessable,
            ),
            (&[0xff; 32], guessable),
            // `secrets.token_hex(16)`, `secrets.token_urlsafe(16)`, `os.urandom(16)`.
            (b"5f352379324c22463451387a0aec5d2f", None),
            (b"7tLxBvUeWkRzq0n-9dYfPg", None),
            (
                b"\x8e\x19\xf0\x01\x9c\xa4\x7f\xd3\xeb\x10\xb2\x55\x9d\xc8\x61\x07",
                None,
            ),
            ("jamais trois voiliers sans képi vert".as_bytes(), None),
        ] {
            assert_eq!(
                weakness(&SecretKey::new(key)),
                expected,
                "{}",
                key.escape_ascii()
            );
        }
    }

    /// The least random of those that people draw: 16 digits of `secrets.token_hex(8)`.
    #[test]
    fn a_key_that_was_drawn_at_random_is_not_called_guessable() {
        let guessable = (0..500).filter(|_| {
            let drawn = random::bytes(8).expect("the system has randomness");
            weakness(&SecretKey::new(HEXLOWER.encode(&drawn))).is_some()
        });
        assert!(guessable.count() < 5);
    }
}
