//! What a new password has to be (ASVS 6.2).
//!
//! zxcvbn reads each sign that may stand for a letter (`4` and `@` for `a`) in
//! every way at once: ten thousand readings of a password that mixes them all,
//! each looked up in every dictionary (`zxcvbn-rb#6`: seconds for 50 characters).
//! So the text that is judged is bounded in its readings, not only in length:
//!
//! - with few readings, the first [`JUDGED_CHARACTERS`] as they are;
//! - with many, two texts, neither of which may be guessable: the beginning as
//!   far as it has few, and the whole with one sign for each letter, in which
//!   every dictionary word is found that was there before.
//!
//! A bound is no loosening where a long password begins with what is guessable:
//! the beginning is refused, though the rest were random. What it lets through
//! are patterns beyond the bound, behind a beginning that already takes longer
//! to guess than is asked for.

use zxcvbn::{Score, zxcvbn};

const MIN_CHARACTERS: usize = 8;
const MAX_CHARACTERS: usize = 1024;

/// zxcvbn takes time with the square of the length, and what it would find
/// behind this is enough as it is.
const JUDGED_CHARACTERS: usize = 64;

/// So few are judged in any case.
const LEAST_JUDGED: usize = 16;

/// Readings that take a few milliseconds.
const MAX_READINGS: usize = 16;

/// Signs for each letter that has some (`L33T_TABLE` of zxcvbn).
const SIGNS: [(char, &str); 12] = [
    ('a', "4@"),
    ('b', "8"),
    ('c', "({[<"),
    ('e', "3"),
    ('g', "69"),
    ('i', "1!|"),
    ('l', "1|7"),
    ('o', "0"),
    ('s', "5$"),
    ('t', "7+"),
    ('x', "%"),
    ('z', "2"),
];

/// Signs of two letters: each doubles the readings once more.
const AMBIGUOUS: &str = "1|7";

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

/// Counts a password's characters, as it was typed: what costs nothing.
pub fn check_length(password: &str) -> Result<(), PasswordProblem> {
    // More bytes than the longest has are not counted.
    let characters = password.chars().take(MAX_CHARACTERS + 1).count();
    if characters < MIN_CHARACTERS {
        Err(PasswordProblem::TooShort)
    } else if characters > MAX_CHARACTERS {
        Err(PasswordProblem::TooLong)
    } else {
        Ok(())
    }
}

/// Judges a password exactly as it was typed; `login` and the site's own words
/// count as known to who guesses. Takes up to 20 ms.
pub fn check_new_password(login: &str, password: &str) -> Result<(), PasswordProblem> {
    check_length(password)?;
    if is_guessable(login, password) {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

/// The part of [`check_new_password`] that takes the time.
pub(super) fn is_guessable(login: &str, password: &str) -> bool {
    let judged: String = password.chars().take(JUDGED_CHARACTERS).collect();
    if readings(&judged) <= MAX_READINGS {
        return is_weak(login, &judged);
    }
    is_weak(login, beginning(&judged)) || is_weak(login, &with_one_sign_a_letter(&judged))
}

fn is_weak(login: &str, judged: &str) -> bool {
    let known = [
        login,
        "flask",
        "session",
        "cookie",
        "motdepasse",
        "azerty",
        "bonjour",
    ];
    zxcvbn(judged, &known).score() < Score::Two
}

/// How many ways there are to read the signs of a text as letters.
fn readings(text: &str) -> usize {
    let found = |signs: &str| signs.chars().filter(|sign| text.contains(*sign)).count();
    let of_letters: usize = SIGNS.iter().map(|(_, signs)| found(signs).max(1)).product();
    of_letters << found(AMBIGUOUS)
}

/// As much as has few readings.
fn beginning(text: &str) -> &str {
    let mut ends = text
        .char_indices()
        .map(|(start, char)| start + char.len_utf8());
    let mut beginning = ends
        .nth(LEAST_JUDGED - 1)
        .and_then(|end| text.get(..end))
        .unwrap_or(text);
    for end in ends {
        match text.get(..end) {
            Some(longer) if readings(longer) <= MAX_READINGS => beginning = longer,
            _ => break,
        }
    }
    beginning
}

/// Digits stay as they are: of them, dates and sequences are made.
fn with_one_sign_a_letter(text: &str) -> String {
    let one = |sign| match sign {
        '@' => '4',
        '{' | '[' | '<' => '(',
        '!' | '|' => '1',
        '$' => '5',
        '+' => '7',
        sign => sign,
    };
    text.chars().map(one).collect()
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

    #[test]
    fn what_has_many_readings_is_still_found_guessable() {
        for (password, guessable) in [
            ("1234567890!@#$%^&*()", true),
            ("!@#$%^&*()_+1234567890", true),
            ("1234567890!@#$%^&*()p@$$w0rd", true),
            ("4@8({[<369!1|0$5+7%2 k", false),
        ] {
            assert!(readings(password) > MAX_READINGS, "{password}");
            assert_eq!(is_guessable("alice", password), guessable, "{password}");
        }
    }

    #[test]
    fn every_text_that_is_judged_has_few_readings_or_few_characters() {
        let all: String = SIGNS.iter().map(|(_, signs)| *signs).collect();
        for text in [
            all.repeat(3),
            format!("{}{all}", "x".repeat(40)),
            "é4@".repeat(30),
        ] {
            let judged: String = text.chars().take(JUDGED_CHARACTERS).collect();
            let begins = beginning(&judged);
            assert!(begins.chars().count() == LEAST_JUDGED || readings(begins) <= MAX_READINGS);
            assert!(begins.chars().count() >= LEAST_JUDGED.min(judged.chars().count()));
            assert!(judged.starts_with(begins));
            assert!(readings(&with_one_sign_a_letter(&judged)) <= MAX_READINGS);
        }
        assert_eq!(beginning("4@8"), "4@8");
    }
}
