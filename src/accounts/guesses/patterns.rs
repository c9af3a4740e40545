//! What people type without a word: keys beside each other, dates, the same once more.

use std::ops::Range;

use super::piece::Piece;

/// Letters and digits as they follow each other, on an English and on a French keyboard: along
/// its rows, up and down, two rows in turn.
const ROWS: [&str; 19] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "!@#$%^&*()_+",
    "&é\"'(-è_çà)=",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1aqw2zsx3edc4rfv5tgb6yhn7ujm",
    "aqwzsxedcrfvtgbyhnuj",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "a1z2e3r4t5y6u7i8o9p0",
    "147258369",
    "741852963",
];
const ROW: f64 = 2.0;
const LEAST_OF_ROW: usize = 4;

/// A year from 1900 to 2049, of which the recent ones are tried first; a day of one.
const YEAR: f64 = 1.7;
const DAY: f64 = 4.3;

/// What stood right before, and what stood anywhere before.
const REPEATED: f64 = 0.5;
const LEAST_REPEATED: usize = 3;
const COPIED: f64 = 2.0;
const LEAST_COPIED: usize = 4;

/// Parts of rows, in both directions.
pub(super) fn rows(small: &[char]) -> Vec<Piece> {
    let backwards = ROWS.map(|row| row.chars().rev().collect::<String>());
    let is_in_row = |text: &str| {
        let mut rows = ROWS.into_iter().chain(backwards.iter().map(String::as_str));
        rows.any(|row| row.contains(text))
    };
    let mut found = Vec::new();
    for start in 0..small.len() {
        let mut text = String::new();
        for (end, sign) in (1..).zip(small).skip(start) {
            text.push(*sign);
            if !is_in_row(&text) {
                break;
            }
            if end - start >= LEAST_OF_ROW {
                found.push(Piece::new(start..end, ROW));
            }
        }
    }
    found
}

/// `1998`, `14071998`, `14/07/98`, `1998-07-14`.
pub(super) fn dates(small: &[char]) -> Vec<Piece> {
    let mut found = Vec::new();
    for length in [4, 6, 8, 10] {
        for (start, signs) in small.windows(length).enumerate() {
            if let Some(guesses) = date(signs) {
                found.push(Piece::new(start..start + length, guesses));
            }
        }
    }
    found
}

/// The guesses of a date.
fn date(signs: &[char]) -> Option<f64> {
    let digits: String = signs.iter().filter(|sign| sign.is_ascii_digit()).collect();
    let mut others = signs.iter().filter(|sign| !sign.is_ascii_digit());
    match (others.next(), others.next(), others.next()) {
        (None, ..) if is_year(&digits) => return Some(YEAR),
        (None, ..) => {}
        (Some(one), Some(other), None) if one == other && "/-._ ".contains(*one) => {}
        _ => return None,
    }
    is_day(&digits).then_some(DAY)
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && number(digits, 0..4).is_some_and(|year| (1900..2050).contains(&year))
}

/// Six or eight digits, in the orders of the world.
fn is_day(digits: &str) -> bool {
    let pair = |at| number(digits, at..at + 2).unwrap_or_default();
    let is = |day, month| (1..=31).contains(&pair(day)) && (1..=12).contains(&pair(month));
    let year_is = |at: Range<usize>| digits.get(at).is_some_and(is_year);
    match digits.len() {
        6 => is(0, 2) || is(2, 0) || is(4, 2),
        8 => year_is(4..8) && (is(0, 2) || is(2, 0)) || year_is(0..4) && is(6, 4),
        _ => false,
    }
}

fn number(digits: &str, at: Range<usize>) -> Option<u32> {
    digits.get(at)?.parse().ok()
}

/// `abcabc`, `aaaa`, and four signs or more that stood before.
pub(super) fn repetitions(small: &[char]) -> Vec<Piece> {
    let mut found = Vec::new();
    for start in 1..small.len() {
        for before in 0..start {
            let pairs = small.iter().skip(start).zip(small.iter().skip(before));
            let length = pairs.take_while(|(one, other)| one == other).count();
            if length >= LEAST_REPEATED.max(start - before) {
                found.push(Piece::new(start..start + length, REPEATED));
            } else if length >= LEAST_COPIED {
                found.push(Piece::new(start..start + length, COPIED));
            }
        }
    }
    found
}
