//! What a new password has to be (ASVS 6.2).

use zxcvbn::{Score, zxcvbn};

const MIN_CHARACTERS: usize = 8;
const MAX_CHARACTERS: usize = 1024;

/// zxcvbn takes time with the square of the length, and what it would find
/// behind this is enough as it is.
const JUDGED_CHARACTERS: usize = 64;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Under 8 characters.
    #[error("shorter than 8 characters")]
    TooShort,
    /// Over 1024 characters.
    #[error("longer than 1024 characters")]
    TooLong,
    /// Among the first that one would try.
    #[error("easily guessed")]
    Guessable,
}

/// Judges a password exactly as it was typed; `login` and the site's own words
/// count as known to who guesses.
pub fn check_new_password(login: &str, password: &str) -> Result<(), PasswordProblem> {
    let characters = password.chars().count();
    if characters < MIN_CHARACTERS {
        return Err(PasswordProblem::TooShort);
    }
    if characters > MAX_CHARACTERS {
        return Err(PasswordProblem::TooLong);
    }
    let judged: String = password.chars().take(JUDGED_CHARACTERS).collect();
    let known = [
        login,
        "flask",
        "session",
        "cookie",
        "motdepasse",
        "azerty",
        "bonjour",
    ];
    if zxcvbn(&judged, &known).score() < Score::Two {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_in_characters_and_common_passwords_are_refused() {
        let (longest, too_long) = ("é".repeat(1024), "x".repeat(1025));
        let mixed = format!("{}-{longest}", "zq7 ")
            .chars()
            .take(1024)
            .collect::<String>();
        for (password, verdict) in [
            ("", Err(PasswordProblem::TooShort)),
            ("é7$kQ!z", Err(PasswordProblem::TooShort)),
            ("é7$kQ!zW", Ok(())),
            (" correct horse battery", Ok(())),
            (&mixed, Ok(())),
            (&too_long, Err(PasswordProblem::TooLong)),
            ("password", Err(PasswordProblem::Guessable)),
            ("azerty123", Err(PasswordProblem::Guessable)),
            ("motdepasse", Err(PasswordProblem::Guessable)),
            ("aaaaaaaaaa", Err(PasswordProblem::Guessable)),
            ("alice.martin", Err(PasswordProblem::Guessable)),
        ] {
            assert_eq!(
                check_new_password("alice.martin", password),
                verdict,
                "{password}"
            );
        }
    }
}
