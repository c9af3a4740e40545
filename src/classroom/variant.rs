//! Other answers for each student, without keeping any.

use std::fmt;

use ring::hmac;

use super::{Classroom, Code, Exercise};
use crate::itsdangerous::SecretKey;

/// Words for exercises 3 and 10: without accents, easy to read out.
const WORDS: &str = include_str!("../../assets/words.txt");

/// Keys that people really use, for exercise 6: one a line.
pub const WEAK_KEYS: &str = include_str!("../../assets/weak-keys.txt");

/// Draws a visitor's variants.
pub(super) struct Variants(hmac::Key);

impl fmt::Debug for Variants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Variants(..)")
    }
}

impl Variants {
    pub(super) fn new(secret: &SecretKey) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.expose_secret()))
    }

    /// A number that only this server finds for this visitor and exercise.
    fn number(&self, code: Code, exercise: Exercise) -> u64 {
        let text = format!("variant {code} {}", exercise.number());
        let tag = hmac::sign(&self.0, text.as_bytes());
        let first = tag.as_ref().first_chunk().copied().unwrap_or_default();
        u64::from_be_bytes(first)
    }

    fn line(&self, list: &'static str, code: Code, exercise: Exercise) -> &'static str {
        let lines: Vec<&str> = list.lines().collect();
        let count = u64::try_from(lines.len()).unwrap_or(1).max(1);
        let index = usize::try_from(self.number(code, exercise) % count).unwrap_or_default();
        lines.get(index).copied().unwrap_or_default()
    }
}

impl Classroom {
    /// Exercise 3: the word hidden in the visitor's session.
    pub fn hidden_word(&self, code: Code) -> &'static str {
        self.variants.line(WORDS, code, Exercise::Reading)
    }

    /// Exercise 6: the key to be found.
    pub fn weak_key(&self, code: Code) -> &'static str {
        self.variants.line(WEAK_KEYS, code, Exercise::WeakKey)
    }

    /// Exercise 10: the proof that stands in a header alone.
    pub fn proof(&self, code: Code) -> String {
        let word = self.variants.line(WORDS, code, Exercise::OnTheWire);
        let number = self.variants.number(code, Exercise::OnTheWire) >> 32;
        format!("{word}-{}", number % 1000)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::classroom::class_of;

    #[test]
    fn lists_hold_each_word_once_and_nothing_but_words() {
        for list in [WORDS, WEAK_KEYS] {
            let lines: Vec<&str> = list.lines().collect();
            let distinct: BTreeSet<&str> = lines.iter().copied().collect();
            assert_eq!(distinct.len(), lines.len());
            for line in &lines {
                assert!(
                    !line.is_empty() && line.bytes().all(|it| it.is_ascii_graphic()),
                    "{line}"
                );
            }
        }
        assert!(WORDS.lines().count() >= 100 && WEAK_KEYS.lines().count() >= 200);
    }

    #[test]
    fn neighbors_get_other_answers_and_each_the_same_again() {
        let class = class_of("random");
        let codes = (0..100u8).map(|it| Code::from_random(&[it, it / 32, 7, 1, 2, 3]));
        let answers: BTreeSet<_> = codes
            .map(|code| {
                assert_eq!(class.proof(code), class.proof(code));
                (
                    class.hidden_word(code),
                    class.weak_key(code),
                    class.proof(code),
                )
            })
            .collect();
        assert_eq!(answers.len(), 100);
    }
}
