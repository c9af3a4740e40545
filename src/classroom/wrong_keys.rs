//! Wrong keys at the teacher's door are counted: 10 in 5 minutes from a network.

use std::collections::HashMap;

use super::{Classroom, Network};

/// So many wrong keys are heard; the next key is not.
const MAX_FAILURES: usize = 10;

/// For how long one counts, in seconds.
const WINDOW: u64 = 300;

/// How many networks are watched; of more, whose last wrong key is the oldest
/// is forgotten.
const MAX_NETWORKS: usize = 1000;

/// What a key that was typed at the door does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knock {
    /// It is the teacher's.
    Opens,
    /// It is another.
    Wrong,
    /// It was not looked at: there were too many wrong ones.
    Unheard {
        /// Seconds until the next one is looked at.
        retry_after: u64,
    },
}

/// The wrong keys of late, oldest first.
#[derive(Debug, Default)]
pub(super) struct Door(HashMap<Network, Vec<u64>>);

impl Door {
    /// Seconds until a key from there is heard; `None` at once.
    fn closed_for(&mut self, from: Network, now: u64) -> Option<u64> {
        let failures = self.0.get_mut(&from)?;
        // A clock that was ahead shall lock nobody out.
        failures.retain(|at| *at <= now && now - at < WINDOW);
        let oldest = failures.first().copied()?;
        (failures.len() >= MAX_FAILURES).then(|| oldest + WINDOW - now)
    }

    fn failed(&mut self, from: Network, now: u64) {
        if self.0.len() >= MAX_NETWORKS && !self.0.contains_key(&from) {
            let oldest = self.0.iter().min_by_key(|(_, failures)| failures.last());
            if let Some(oldest) = oldest.map(|(network, _)| *network) {
                self.0.remove(&oldest);
            }
        }
        self.0.entry(from).or_default().push(now);
    }
}

impl Classroom {
    /// Somebody types a key at the door.
    // Security: a key of 128 random bits is not found by trying; one that a person chose may be.
    pub fn knock(&self, key: &str, from: Network, now: u64) -> Knock {
        let mut door = self.door();
        if let Some(retry_after) = door.closed_for(from, now) {
            return Knock::Unheard { retry_after };
        }
        if self.is_teacher_key(key) {
            door.0.remove(&from);
            return Knock::Opens;
        }
        door.failed(from, now);
        Knock::Wrong
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::classroom::ClassKey;
    use crate::itsdangerous::SecretKey;

    const KEY: &str = "the teacher's own key";

    fn class() -> Classroom {
        Classroom::new(ClassKey::Teacher(SecretKey::new(KEY)))
    }

    fn network(number: u32) -> Network {
        IpAddr::from(Ipv4Addr::from_bits(number)).into()
    }

    #[test]
    fn ten_wrong_keys_are_heard_and_then_none_for_a_while() {
        let class = class();
        for at in 100..110 {
            assert_eq!(class.knock("wrong", network(1), at), Knock::Wrong);
        }
        let unheard = Knock::Unheard { retry_after: 290 };
        assert_eq!(class.knock(KEY, network(1), 110), unheard);
        assert_eq!(class.knock(KEY, network(2), 110), Knock::Opens);
        assert_eq!(class.knock("wrong", network(1), 400), Knock::Wrong);
        let unheard = Knock::Unheard { retry_after: 1 };
        assert_eq!(class.knock(KEY, network(1), 400), unheard);
        assert_eq!(class.knock(KEY, network(1), 401), Knock::Opens);
        assert_eq!(class.knock("wrong", network(1), 401), Knock::Wrong);
    }

    #[test]
    fn a_clock_that_was_ahead_locks_nobody_out() {
        let class = class();
        for _ in 0..10 {
            class.knock("wrong", network(1), 1_000_000);
        }
        assert_eq!(class.knock(KEY, network(1), 100), Knock::Opens);
    }

    #[test]
    fn what_is_kept_of_the_wrong_keys_is_bounded() {
        let class = class();
        for number in 0..5000 {
            class.knock("wrong", network(number), u64::from(number));
            class.knock("wrong", network(number), u64::from(number));
        }
        let door = class.door();
        assert_eq!(door.0.len(), MAX_NETWORKS);
        assert!(door.0.contains_key(&network(4999)));
    }
}
