//! The name by which a visitor is known here.

use std::fmt;

use serde::{Deserialize, Serialize};

/// No letter that looks like a digit, and no digit that looks like a letter.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

const LENGTH: usize = 6;

/// Six characters, 30 random bits: what a student copies into commands as
/// `?tp=K7Q2XM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code([u8; LENGTH]);

impl Code {
    /// How many random bytes a code is made of.
    pub const RANDOM_BYTES: usize = LENGTH;

    /// One character a byte; what is missing counts as 0.
    pub fn from_random(random: &[u8]) -> Self {
        let mut code = [ALPHABET[0]; LENGTH];
        for (character, byte) in code.iter_mut().zip(random) {
            // 256 is a multiple of 32: each character is as likely as another.
            *character = ALPHABET
                .get(usize::from(byte % 32))
                .copied()
                .unwrap_or(ALPHABET[0]);
        }
        Self(code)
    }

    /// Reads a code that somebody typed.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; LENGTH] = text
            .trim()
            .to_ascii_uppercase()
            .as_bytes()
            .try_into()
            .ok()?;
        code.iter()
            .all(|character| ALPHABET.contains(character))
            .then_some(Self(code))
    }

    /// The six characters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("the alphabet is ASCII")
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.as_str().to_owned()
    }
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a code of six characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written_and_as_people_type_it() {
        let code = Code::from_random(&[0, 31, 32, 255, 7, 8]);
        assert_eq!(code.as_str(), "2Z2Z9A");
        for typed in ["2Z2Z9A", " 2z2z9a "] {
            assert_eq!(Code::parse(typed), Some(code), "{typed}");
        }
        for wrong in ["", "2Z2Z9", "2Z2Z9AA", "O00000", "2Z2Z9É", "2Z2Z9\u{0}"] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }
}
