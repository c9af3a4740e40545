//! Other answers for each student, without keeping any.

use std::fmt;

use ring::hmac;

use super::{Classroom, Code, Exercise};
use crate::itsdangerous::SecretKey;

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
}

impl Classroom {
    /// A number that only this server finds for this visitor and exercise.
    pub fn variant(&self, code: Code, exercise: Exercise) -> u64 {
        let text = format!("variant {code} {}", exercise.number());
        let tag = hmac::sign(&self.variants.0, text.as_bytes());
        let first = tag.as_ref().first_chunk().copied().unwrap_or_default();
        u64::from_be_bytes(first)
    }

    /// The line of a list that is this visitor's in an exercise.
    pub fn draw(&self, list: &'static str, code: Code, exercise: Exercise) -> &'static str {
        let count = u64::try_from(list.lines().count()).unwrap_or(1).max(1);
        let index = usize::try_from(self.variant(code, exercise) % count).unwrap_or_default();
        list.lines().nth(index).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::classroom::class_of;

    #[test]
    fn neighbors_get_other_answers_and_each_the_same_again() {
        let class = class_of("random");
        let list = "a\nb\nc\nd\ne\nf\ng\nh";
        let codes = (0..100u8).map(|it| Code::from_random(&[it, it / 32, 7, 1, 2, 3]));
        let mut drawn = BTreeSet::new();
        let answers: BTreeSet<_> = codes
            .map(|code| {
                let line = class.draw(list, code, Exercise::Reading);
                assert_eq!(class.draw(list, code, Exercise::Reading), line);
                drawn.insert(line);
                class.variant(code, Exercise::OnTheWire)
            })
            .collect();
        assert_eq!(answers.len(), 100);
        assert_eq!(drawn.len(), 8);
    }
}
