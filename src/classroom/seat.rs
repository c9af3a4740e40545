//! Who keeps a seat in memory, and who gives way.
//!
//! Seats are few, and a script asks for a thousand in a second. What it cannot
//! do quickly is what a student does without noticing: bring the cookie back,
//! be there for minutes, begin exercises. So a seat is taken for good by whose
//! cookie comes back, and where all are taken, the network that holds the most
//! loses one: its least at work, of equals the last to come.
//!
//! What this cannot prevent: behind one address (a proxy without `--proxy-hops`,
//! a network with address translation) a script that works as long as the class
//! does, under a thousand names, is no other than the class.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use super::Network;

/// Who was away for longer has left the lesson, in seconds.
const LESSON: u64 = 2 * 60 * 60;

/// A visitor's seat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// Where the cookie came from last, or went to.
    from: Network,
    /// The seat's number: later ones are higher.
    number: u64,
    /// How often the cookie came back.
    returns: u32,
    /// In how many minutes of the clock it did.
    minutes: u32,
    /// The last of these minutes.
    minute: Option<u64>,
    /// When the last request came, Unix seconds.
    pub(super) last_seen: u64,
}

impl Seat {
    /// For somebody whose cookie is on its way.
    pub(super) fn new(from: Network, number: u64, now: u64) -> Self {
        Self {
            from,
            number,
            returns: 0,
            minutes: 0,
            minute: None,
            last_seen: now,
        }
    }

    /// The cookie came back.
    pub(super) fn returned(&mut self, from: Network, now: u64) {
        self.from = from;
        self.returns = self.returns.saturating_add(1);
        let minute = Some(now / 60);
        if self.minute != minute {
            self.minute = minute;
            self.minutes = self.minutes.saturating_add(1);
        }
        self.last_seen = now;
    }

    /// Whether it ever did.
    pub(super) fn has_returned(&self) -> bool {
        self.returns > 0
    }
}

/// Which of these gives way: each with its seat and the exercises begun.
pub(super) fn first_to_go<K: Copy + Eq + Hash>(
    all: impl Iterator<Item = (K, Seat, usize)>,
    now: u64,
) -> Option<K> {
    let all: Vec<(K, Seat, usize)> = all.collect();
    let mut held: HashMap<Network, usize> = HashMap::new();
    for (_, seat, _) in &all {
        *held.entry(seat.from).or_default() += 1;
    }
    let standing = |(_, seat, begun): &(K, Seat, usize)| {
        let is_here = seat.last_seen.saturating_add(LESSON) >= now;
        match (seat.has_returned(), is_here) {
            (false, _) => Standing::Passing(seat.last_seen),
            (true, false) => Standing::Away(seat.last_seen),
            (true, true) => Standing::Here {
                share: Reverse(held.get(&seat.from).copied().unwrap_or_default()),
                work: (seat.minutes, *begun, seat.returns),
                number: Reverse(seat.number),
            },
        }
    };
    all.iter()
        .min_by_key(|it| standing(it))
        .map(|(key, ..)| *key)
}

/// What speaks for keeping a seat, the least first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// The cookie never came back; since when.
    Passing(u64),
    /// It did, and not for a lesson's time; since when.
    Away(u64),
    /// Whose network holds fewer seats, then who has worked more, then who came first.
    Here {
        share: Reverse<usize>,
        work: (u32, usize, u32),
        number: Reverse<u64>,
    },
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;

    fn network(number: u8) -> Network {
        IpAddr::from(Ipv4Addr::new(192, 0, 2, number)).into()
    }

    /// A seat whose cookie came back at each of these seconds.
    fn seat(from: u8, number: u64, made: u64, returns: &[u64]) -> Seat {
        let mut seat = Seat::new(network(from), number, made);
        for at in returns {
            seat.returned(network(from), *at);
        }
        seat
    }

    #[test]
    fn who_speaks_least_for_itself_gives_way() {
        for (first, second, now, why) in [
            (
                (seat(1, 9, 100, &[]), 0),
                (seat(1, 1, 0, &[0]), 0),
                100,
                "a cookie that never came back",
            ),
            (
                (seat(1, 1, 0, &[]), 0),
                (seat(1, 9, 100, &[]), 0),
                100,
                "of two such, who came first",
            ),
            (
                (seat(1, 1, 0, &[0, 60, 120]), 9),
                (seat(2, 9, 9000, &[9000]), 0),
                9001,
                "who has left the lesson",
            ),
            (
                (seat(1, 9, 100, &[100]), 5),
                (seat(1, 1, 0, &[0, 60]), 1),
                120,
                "who was there for fewer minutes",
            ),
            (
                (seat(1, 1, 100, &[100, 101, 102]), 0),
                (seat(1, 9, 100, &[100]), 1),
                120,
                "who has begun less",
            ),
            (
                (seat(1, 1, 100, &[100]), 1),
                (seat(1, 9, 100, &[100, 101]), 1),
                120,
                "who came back less often",
            ),
            (
                (seat(1, 9, 100, &[101]), 1),
                (seat(1, 1, 100, &[100]), 1),
                120,
                "who came last",
            ),
        ] {
            let (first, second) = ((0, first.0, first.1), (1, second.0, second.1));
            for all in [[first, second], [second, first]] {
                assert_eq!(first_to_go(all.into_iter(), now), Some(0), "{why}");
            }
        }
        assert_eq!(
            first_to_go(std::iter::empty::<(u8, Seat, usize)>(), 0),
            None
        );
    }

    #[test]
    fn the_network_that_holds_the_most_loses_one_however_well_it_works() {
        let student = (0, seat(1, 1, 100, &[100]), 0);
        let crowd = (1..4).map(|key| (key, seat(2, key, 0, &[0, 60, 100]), 3));
        let gone = first_to_go(crowd.chain([student]), 100);
        assert!(gone.is_some_and(|key| key != 0), "{gone:?}");
    }
}
