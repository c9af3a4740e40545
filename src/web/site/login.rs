//! A login as the form may give it.
//!
//! Follows PRECIS (RFC 8264) and its profile for user names (RFC 8265,
//! `UsernameCasePreserved`): width mapping, NFC, and no character that nobody
//! sees. Several parts may be joined by spaces (RFC 8265, section 3.5).
//!
//! # Differences
//!
//! - Punctuation and symbols are let in, as in RFC 8264's `FreeformClass`: in the
//!   course a name is whatever one types, and telephones write `O’Neil`.
//! - Other spaces become one plain space, as in nicknames (RFC 8266, section
//!   2.1): on a page they look the same.
//! - ZERO WIDTH (NON-)JOINER is refused in any context.
//! - No Bidi Rule (RFC 5893): pages isolate each name (`dir="auto"`).
//!
//! The crate `precis-profiles` is not used: it knows Unicode 6.3, of 2013, in
//! which the letters of later scripts are unassigned, and so refused.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

const MAX_CHARACTERS: usize = 64;

/// A name to sign in with: 1 to 64 characters, none of them a control character
/// or invisible. The same letters typed on two systems are one name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Login(String);

/// Why a text is no login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LoginError {
    Empty,
    /// Too long, or with a control character.
    NotAllowed,
    /// With a character that nobody sees, or that means nothing yet.
    Invisible,
}

impl Login {
    pub(super) fn new(typed: &str) -> Result<Self, LoginError> {
        let typed = typed.trim();
        // Of no more than four characters NFC makes one.
        if typed.chars().nth(4 * MAX_CHARACTERS).is_some() {
            return Err(LoginError::NotAllowed);
        }
        let login: String = typed.chars().flat_map(map_width).nfc().collect();
        let login = with_single_spaces(&login);
        if login.is_empty() {
            Err(LoginError::Empty)
        } else if login.chars().count() > MAX_CHARACTERS || login.contains(char::is_control) {
            Err(LoginError::NotAllowed)
        } else if login.contains(is_invisible) {
            Err(LoginError::Invisible)
        } else {
            Ok(Self(login))
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The letters of East Asian type, wide or half as wide, are those of all
/// others.
fn map_width(char: char) -> impl Iterator<Item = char> {
    let is_mapped = matches!(char, '\u{ff01}'..='\u{ffee}');
    let mut mapped = Vec::with_capacity(1);
    if is_mapped {
        decompose_compatible(char, |part| mapped.push(part));
    } else {
        mapped.push(char);
    }
    mapped.into_iter()
}

fn with_single_spaces(text: &str) -> String {
    let is_space = |char: char| char.general_category() == GeneralCategory::SpaceSeparator;
    let parts = text.split(is_space).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// PRECIS' `PrecisIgnorableProperties` and `Unassigned`, and what is neither
/// letter nor sign.
fn is_invisible(char: char) -> bool {
    let is_none = matches!(
        char.general_category(),
        GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::PrivateUse
            | GeneralCategory::Surrogate
            | GeneralCategory::Unassigned
    );
    // Default_Ignorable_Code_Point, of other categories; and Braille without a dot.
    is_none
        || matches!(
            char,
            '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_login(typed: &str, login: Result<&str, LoginError>) {
        let found = Login::new(typed);
        let found = found.as_ref().map(Login::as_str).map_err(|error| *error);
        assert_eq!(found, login, "{typed:?}");
    }

    #[test]
    fn a_login_is_normalised_before_it_is_judged() {
        let longest = "é".repeat(64);
        let decomposed = "e\u{301}".repeat(64);
        let of_four = "α\u{313}\u{300}\u{345}".repeat(64);
        for (typed, login) in [
            ("alice", Ok("alice")),
            (" \t alice\u{a0}\r\n", Ok("alice")),
            ("Zoe\u{308}", Ok("Zoë")),
            ("a b", Ok("a b")),
            ("Jean\u{a0} \u{3000}Dupont", Ok("Jean Dupont")),
            ("ａｌｉｃｅ", Ok("alice")),
            ("ｱﾘｽ", Ok("アリス")),
            (&decomposed, Ok(&*longest)),
            (&of_four, Ok(&*"ᾂ".repeat(64))),
            ("", Err(LoginError::Empty)),
            (" \n ", Err(LoginError::Empty)),
            ("\u{3000}\u{a0}", Err(LoginError::Empty)),
            ("a\nb", Err(LoginError::NotAllowed)),
            ("a\u{0}", Err(LoginError::NotAllowed)),
            ("a\u{85}b", Err(LoginError::NotAllowed)),
        ] {
            assert_login(typed, login);
        }
        assert_login(&"é".repeat(65), Err(LoginError::NotAllowed));
        assert_login(&"e\u{301}".repeat(65), Err(LoginError::NotAllowed));
        assert_login(&"x".repeat(1 << 16), Err(LoginError::NotAllowed));
    }

    #[test]
    fn real_names_pass() {
        for name in [
            "Zoë",
            "Nguyễn",
            "李小龙",
            "محمد",
            "Björk",
            "O'Neil",
            "O’Neil",
            "Jean Dupont",
            "Marie-Ève Côté",
            "ジョン・スミス",
            "김민수",
            "Ольга",
            "Γιώργος",
            "אברהם",
            "नरेन्द्र",
            "สมชาย",
            "𞤀𞤣𞤵",
            "Zoë 🍪",
        ] {
            assert_login(name, Ok(name));
        }
    }

    #[test]
    fn what_nobody_sees_is_refused() {
        for typed in [
            "\u{200b}",
            "\u{ad}\u{2060}",
            "\u{3164}",
            "\u{2800}",
            "\u{ffa0}",
            "ali\u{200b}ce",
            "ali\u{200c}ce",
            "ali\u{200d}ce",
            "\u{202e}ecila",
            "alice\u{200f}",
            "ali\u{ad}ce",
            "alice\u{feff}x",
            "alice\u{fe0f}",
            "a\u{34f}b",
            "a\u{e0041}",
            "a\u{e000}",
            "a\u{2028}b",
            "a\u{ffff}",
            "a\u{378}",
        ] {
            assert_login(typed, Err(LoginError::Invisible));
        }
    }
}
