//! How many guesses a secret takes from someone who begins with what people choose.
//!
//! The secret is read as a row of pieces: common passwords and words, keys beside each other,
//! dates, what stood before, single signs. Each piece takes a number of guesses, all of them take
//! their product, and of all readings the one with the fewest counts. So does zxcvbn (Wheeler,
//! "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016), whose weights these
//! are, roughly. With its crate the program is a fifth larger, and French is not among its words.

mod patterns;
mod piece;
mod words;

use self::patterns::{dates, repetitions, rows};
use self::piece::{Piece, fewest};
use self::words::words;

/// A secret that is not guessable up to here is good enough.
const JUDGED_SIGNS: usize = 64;

/// A single sign takes ten guesses: most are digits, or stand where one expects them.
const SIGN: f64 = 1.0;

/// Where all signs are digits from `0` to `f`, a machine has drawn them.
const HEX_DIGIT: f64 = 1.2;

/// In so many of those, 128 bits, no word is looked for: the start of a server with such a key need
/// not read the lists.
const DRAWN_DIGITS: usize = 32;

/// The decimal logarithm of how many guesses a secret takes from someone who knows some words of
/// its owner. Takes a millisecond at most.
pub(crate) fn guesses_log10(secret: &str, known: &[&str]) -> f64 {
    let typed: Vec<char> = secret.chars().take(JUDGED_SIGNS).collect();
    let small: Vec<char> = typed.iter().copied().map(small).collect();
    let is_hexadecimal = is_hexadecimal(&small);
    let sign = if is_hexadecimal { HEX_DIGIT } else { SIGN };
    let singles = (0..typed.len()).map(|at| Piece::new(at..at + 1, sign));
    let mut pieces: Vec<Piece> = singles.collect();
    if !(is_hexadecimal && typed.len() >= DRAWN_DIGITS) {
        pieces.extend(words(&typed, &small, known));
    }
    pieces.extend(rows(&small));
    pieces.extend(dates(&small));
    pieces.extend(repetitions(&small));
    fewest(typed.len(), &pieces)
}

fn small(sign: char) -> char {
    sign.to_lowercase().next().unwrap_or(sign)
}

/// Not of decimal digits alone.
fn is_hexadecimal(small: &[char]) -> bool {
    small.iter().all(char::is_ascii_hexdigit) && !small.iter().all(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_takes_its_guesses_and_the_cheapest_reading_counts() {
        for (secret, guesses) in [
            ("", 0.0),
            ("x", 1.0),
            ("zq7kvx", 6.0),
            // Drawn by a machine.
            ("5f352379", 9.6),
            ("deadbeefdeadbeefdeadbeefdeadbeef", 10.1),
            // A common word; with a capital, all in capitals, with signs for letters, backwards.
            ("password", 1.5),
            ("Password", 1.8),
            ("PASSWORD", 1.8),
            ("p4$$w0rd", 1.8),
            ("drowssap", 1.8),
            ("motdepasse", 2.5),
            // Followed by digits, by a year.
            ("password47", 3.5),
            ("password2019", 3.2),
            // Words of French, with accents or without.
            ("infirmière", 2.8),
            ("infirmiere", 2.5),
            // A word that only this attacker knows.
            ("kowalczyk", 1.0),
            // Rows of keys in both directions, dates.
            ("tyuiop", 2.0),
            ("poiuytreza", 2.0),
            ("14/07/1998", 4.3),
            ("19980714", 4.3),
            ("32/13/2018", 7.7),
            // What stood before.
            ("zq7kzq7kzq7k", 4.5),
            ("xxxxxxxxxxxx", 1.5),
            ("zq7kv zq7kv", 8.0),
        ] {
            let found = guesses_log10(secret, &["Kowalczyk"]);
            assert!((found - guesses).abs() < 1e-9, "{secret}: {found}");
        }
    }

    #[test]
    fn only_the_beginning_is_judged() {
        let long = "zq7k v9xw".repeat(20_000);
        let beginning: String = long.chars().take(JUDGED_SIGNS).collect();
        let (all, part) = (guesses_log10(&long, &[]), guesses_log10(&beginning, &[]));
        assert!((all - part).abs() < 1e-9, "{all} and {part}");
    }
}
