//! What a new password must satisfy (ASVS 6.2).

use super::guesses::guesses_log10;

const MIN_CHARACTERS: usize = 8;
const MAX_CHARACTERS: usize = 1024;

/// A million guesses: more than a server lets anyone try (zxcvbn's "somewhat guessable").
const MIN_GUESSES_LOG10: f64 = 6.0;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Under 8 characters.
    #[error("shorter than 8 characters")]
    TooShort,
    /// Over 1024 characters.
    #[error("longer than 1024 characters")]
    TooLong,
    /// Among the first passwords that an attacker would try.
    #[error("easily guessed")]
    Guessable,
}

/// Checks the number of characters, which takes no time worth mentioning.
pub fn check_length(password: &str) -> Result<(), PasswordProblem> {
    // Stops counting once there are too many.
    let characters = password.chars().take(MAX_CHARACTERS + 1).count();
    if characters < MIN_CHARACTERS {
        Err(PasswordProblem::TooShort)
    } else if characters > MAX_CHARACTERS {
        Err(PasswordProblem::TooLong)
    } else {
        Ok(())
    }
}

/// Judges a password exactly as typed. An attacker is assumed to know `login`
/// and the site's own words.
pub fn check_new_password(login: &str, password: &str) -> Result<(), PasswordProblem> {
    check_length(password)?;
    if is_guessable(login, password) {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

/// The slower part of [`check_new_password`].
pub(super) fn is_guessable(login: &str, password: &str) -> bool {
    // What is tried first on this site.
    let known = [
        login,
        "flask",
        "session",
        "cookie",
        "motdepasse",
        "azerty",
        "bonjour",
    ];
    guesses_log10(password, &known) < MIN_GUESSES_LOG10
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
            ("p@ssw0rd!1", Err(PasswordProblem::Guessable)),
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

    /// Longer than a word, and found all the same.
    #[test]
    fn what_is_made_of_common_words_and_rows_of_keys_is_guessable() {
        for (password, guessable) in [
            ("1234567890!@#$%^&*()", true),
            ("!@#$%^&*()_+1234567890", true),
            ("1234567890!@#$%^&*()p@$$w0rd", true),
            ("soleilsoleil", true),
            ("Marseille13!", true),
            ("Camille2008", true),
            ("alice.martin75", true),
            ("14071998", true),
            ("4@8({[<369!1|0$5+7%2 k", false),
            ("jamais trois voiliers", false),
        ] {
            assert_eq!(
                is_guessable("alice.martin", password),
                guessable,
                "{password}"
            );
        }
    }
}
