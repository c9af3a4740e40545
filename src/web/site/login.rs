//! A login as the form may give it.

use unicode_normalization::UnicodeNormalization;

const MAX_CHARACTERS: usize = 64;

/// A name to sign in with: NFC, trimmed, 1 to 64 characters, none of them a
/// control character. The same letters typed on two systems are one name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Login(String);

/// Why a text is no login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoginError {
    Empty,
    NotAllowed,
}

impl Login {
    pub(super) fn new(typed: &str) -> Result<Self, LoginError> {
        let login: String = typed.trim().nfc().collect();
        if login.is_empty() {
            Err(LoginError::Empty)
        } else if login.chars().count() > MAX_CHARACTERS || login.contains(char::is_control) {
            Err(LoginError::NotAllowed)
        } else {
            Ok(Self(login))
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_normalised_before_it_is_judged() {
        let longest = "é".repeat(64);
        let decomposed = "e\u{301}".repeat(64);
        for (typed, login) in [
            ("alice", Ok("alice")),
            (" \t alice\u{a0}\r\n", Ok("alice")),
            ("Zoe\u{308}", Ok("Zoë")),
            ("a b", Ok("a b")),
            (&decomposed, Ok(&*longest)),
            ("", Err(LoginError::Empty)),
            (" \n ", Err(LoginError::Empty)),
            ("a\nb", Err(LoginError::NotAllowed)),
            ("a\u{0}", Err(LoginError::NotAllowed)),
            ("a\u{85}b", Err(LoginError::NotAllowed)),
        ] {
            let found = Login::new(typed);
            assert_eq!(
                found.as_ref().map(Login::as_str).map_err(|e| *e),
                login,
                "{typed:?}"
            );
        }
        assert_eq!(Login::new(&"é".repeat(65)), Err(LoginError::NotAllowed));
    }
}
