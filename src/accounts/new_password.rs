//! What a new password must satisfy (ASVS 6.2).
//!
//! zxcvbn reads each sign that may stand for a letter (`4` and `@` for `a`) in
//! every way at once. A password that mixes them all has ten thousand readings,
//! each looked up in every dictionary (`zxcvbn-rb#6`: seconds for 50
//! characters). So the text to judge is bounded in its readings, not only in
//! its length:
//!
//! - with few readings, its first [`JUDGED_CHARACTERS`] are judged as they are;
//! - with many, two texts are judged, and neither may be guessable: as much of
//!   the beginning as has few readings, and the whole with a single sign for
//!   each letter, which still contains every dictionary word.
//!
//! The bound does not admit long passwords with a guessable beginning: the
//! beginning alone gets them refused, even if the rest is random. It lets
//! through patterns beyond the bound, but only after a beginning that already
//! takes longer to guess than is required.

use zxcvbn::{Score, zxcvbn};

const MIN_CHARACTERS: usize = 8;
const MAX_CHARACTERS: usize = 1024;

/// zxcvbn's time grows with the square of the length; a password that is not
/// guessable up to here is good enough.
const JUDGED_CHARACTERS: usize = 64;

/// How many characters of the beginning are judged however many readings they
/// have.
const LEAST_JUDGED: usize = 16;

/// As many as take zxcvbn a few milliseconds.
const MAX_READINGS: usize = 16;

/// For each letter, the signs that may stand for it (`L33T_TABLE` of zxcvbn).
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

/// Signs that stand for two letters; each doubles the readings once more.
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
/// and the site's own words. Takes up to 20 ms.
pub fn check_new_password(login: &str, password: &str) -> Result<(), PasswordProblem> {
    check_length(password)?;
    if is_guessable(login, password) {
        return Err(PasswordProblem::Guessable);
    }
    Ok(())
}

/// The slow part of [`check_new_password`].
pub(super) fn is_guessable(login: &str, password: &str) -> bool {
    let known = [
        login,
        "flask",
        "session",
        "cookie",
        "motdepasse",
        "azerty",
        "bonjour",
    ];
    let mut judged = judged_texts(password).into_iter();
    judged.any(|text| zxcvbn(&text, &known).score() < Score::Two)
}

/// The decimal logarithm of how many guesses a secret takes, as far as it is
/// judged.
pub(crate) fn guesses_log10(secret: &str) -> f64 {
    let judged = judged_texts(secret).into_iter();
    let guesses = judged.map(|text| zxcvbn(&text, &[]).guesses_log10());
    guesses.fold(f64::INFINITY, f64::min)
}

/// What is judged instead of a text: one or two texts with few readings.
fn judged_texts(text: &str) -> Vec<String> {
    let judged: String = text.chars().take(JUDGED_CHARACTERS).collect();
    if readings(&judged) <= MAX_READINGS {
        return vec![judged];
    }
    vec![
        beginning(&judged).to_owned(),
        with_one_sign_a_letter(&judged),
    ]
}

/// In how many ways the signs of a text can be read as letters.
fn readings(text: &str) -> usize {
    let found = |signs: &str| signs.chars().filter(|sign| text.contains(*sign)).count();
    let of_letters: usize = SIGNS.iter().map(|(_, signs)| found(signs).max(1)).product();
    of_letters << found(AMBIGUOUS)
}

/// As much of the text as has few readings.
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

/// Leaves digits alone, since dates and sequences consist of them.
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
