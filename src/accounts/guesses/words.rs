//! Words: common ones, and those that the attacker knows of the owner.

use unicode_normalization::UnicodeNormalization as _;

use super::piece::Piece;

/// What people choose, one a line, in the order of the bytes; and how many guesses one of a list
/// takes, as a decimal logarithm. `assets/passwords/COPYRIGHT` says where the lists come from.
const COMMON: [(&str, f64); 6] = [
    (include_str!("../../../assets/passwords/00100.txt"), 1.5),
    (include_str!("../../../assets/passwords/01000.txt"), 2.5),
    (include_str!("../../../assets/passwords/10000.txt"), 3.5),
    (include_str!("../../../assets/passwords/20000.txt"), 4.1),
    (include_str!("../../../assets/passwords/french.txt"), 2.5),
    // The exercises' own.
    (include_str!("../../../assets/words.txt"), 2.5),
];

const KNOWN: f64 = 1.0;

/// A word in another guise: with a capital, with signs for letters, backwards.
const GUISE: f64 = 0.3;

/// Fewer signs are no word: three take no more guesses than most words do.
const LEAST_SIGNS: usize = 3;

/// All words in the signs; `small` are those that were typed, without capitals.
pub(super) fn words(typed: &[char], small: &[char], known: &[&str]) -> Vec<Piece> {
    let mut known: Vec<String> = known.iter().map(|word| word.to_lowercase()).collect();
    known.sort();
    let known = known.join("\n") + "\n";
    let mut lists = COMMON.to_vec();
    lists.push((&known, KNOWN));

    let mut found = listed(small, &lists);
    for one in ['i', 'l'] {
        let letters: Vec<char> = small.iter().map(|sign| letter(*sign, one)).collect();
        if letters != small {
            found.extend(listed(&letters, &lists).into_iter().map(disguised));
        }
    }
    let backwards: Vec<char> = small.iter().rev().copied().collect();
    found.extend(listed(&backwards, &lists).into_iter().map(|piece| {
        let (start, end) = (piece.signs.start, piece.signs.end);
        disguised(Piece::new(
            small.len() - end..small.len() - start,
            piece.guesses,
        ))
    }));
    for piece in &mut found {
        piece.guesses += GUISE * capitals(typed.get(piece.signs.clone()).unwrap_or_default());
    }
    found
}

fn disguised(piece: Piece) -> Piece {
    Piece::new(piece.signs, piece.guesses + GUISE)
}

/// How many decisions the capitals of a word took: to write all of it so is one.
fn capitals(typed: &[char]) -> f64 {
    let capitals = typed.iter().filter(|sign| sign.is_uppercase()).count();
    let decisions = capitals.min(typed.len() - capitals + 1);
    u8::try_from(decisions).map_or(f64::INFINITY, f64::from)
}

/// The letter for which a sign stands, and without its accent; some stand for an `i` or an `l`.
fn letter(sign: char, one: char) -> char {
    match sign {
        '4' | '@' => 'a',
        '8' => 'b',
        '(' | '{' | '[' | '<' => 'c',
        '3' | '€' => 'e',
        '6' | '9' => 'g',
        '1' | '!' | '|' => one,
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '%' => 'x',
        '2' => 'z',
        _ => sign.nfd().next().unwrap_or(sign),
    }
}

/// The words of the lists that stand in the signs.
fn listed(signs: &[char], lists: &[(&str, f64)]) -> Vec<Piece> {
    let mut found = Vec::new();
    for start in 0..signs.len() {
        let mut word = String::new();
        // Each is cut to the lines from the first that may begin with the word.
        let mut lists = lists.to_vec();
        for (end, sign) in (1..).zip(signs).skip(start) {
            word.push(*sign);
            lists.retain_mut(|(lines, _)| {
                *lines = lines_from(lines, &word);
                lines.starts_with(&word)
            });
            if lists.is_empty() {
                break;
            }
            let is_whole = |lines: &str| lines.as_bytes().get(word.len()) == Some(&b'\n');
            let whole = lists.iter().filter(|(lines, _)| is_whole(lines));
            let fewest = whole.map(|(_, guesses)| *guesses).reduce(f64::min);
            if let Some(guesses) = fewest
                && end - start >= LEAST_SIGNS
            {
                found.push(Piece::new(start..end, guesses));
            }
        }
    }
    found
}

/// The lines of a sorted list from the first that does not come before `word`: found by halving,
/// so that no list is read, copied or indexed as a whole.
fn lines_from<'a>(list: &'a str, word: &str) -> &'a str {
    let bytes = list.as_bytes();
    let (mut start, mut end) = (0, list.len());
    while start < end {
        let middle = start.midpoint(end);
        let before = bytes.get(start..middle).unwrap_or_default();
        let after = bytes.get(middle..end).unwrap_or_default();
        let is_end = |byte: &u8| *byte == b'\n';
        let line_start = before
            .iter()
            .rposition(is_end)
            .map_or(start, |at| start + at + 1);
        let line_end = after.iter().position(is_end).map_or(end, |at| middle + at);
        if bytes.get(line_start..line_end) < Some(word.as_bytes()) {
            start = line_end + 1;
        } else {
            end = line_start;
        }
    }
    list.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_sorted_and_ends_its_lines() {
        for (list, guesses) in COMMON {
            assert!(list.ends_with('\n') && !list.contains('\r'), "{guesses}");
            assert!(
                list.lines().is_sorted_by(|one, next| one < next),
                "{guesses}"
            );
            assert!(
                list.lines().all(|word| word == word.to_lowercase()),
                "{guesses}"
            );
        }
    }

    #[test]
    fn a_word_is_found_where_it_is_listed_and_nowhere_else() {
        let list = "ab\nabc\nb\nà\n";
        for (word, rest) in [
            ("", list),
            ("a", list),
            ("ab", list),
            ("aba", "abc\nb\nà\n"),
            ("abc", "abc\nb\nà\n"),
            ("abcd", "b\nà\n"),
            ("z", "à\n"),
            ("à", "à\n"),
            ("é", ""),
        ] {
            assert_eq!(lines_from(list, word), rest, "{word}");
        }
        assert_eq!(lines_from("", "a"), "");
        assert_eq!(lines_from("\n", "a"), "");
    }
}
