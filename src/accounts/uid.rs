//! What a session is called.

use std::fmt;

use data_encoding::HEXLOWER;

use crate::random::{self, NoRandomness};

/// 128 bits.
const BYTES: usize = 16;

/// The random name of a session, in its cookie and in the tables: 32 lowercase
/// hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Uid([u8; BYTES]);

impl Uid {
    /// A new name.
    pub fn random() -> Result<Self, NoRandomness> {
        let mut bytes = [0; BYTES];
        random::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// Parses the name that a session holds; `None` for any spelling but our
    /// own.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_form_is_a_uid() {
        let uid = Uid::random().unwrap();
        assert_eq!(Uid::parse(&uid.to_string()), Some(uid));
        assert_ne!(Uid::random().unwrap(), uid);
        let digits = "0123456789abcdef0123456789abcdef";
        assert_eq!(Uid::parse(digits).unwrap().to_string(), digits);
        for other in [
            String::new(),
            digits.to_uppercase(),
            format!("{digits}00"),
            digits.replacen('0', "", 1),
            digits.replacen('0', " ", 1),
            "x".repeat(1 << 20),
        ] {
            assert_eq!(Uid::parse(&other), None);
        }
    }
}
