//! The sessions that have ended although the signature of their cookies is
//! valid.
//!
//! The list is in the database, and all of it in the memory of each process, so
//! that no request waits for it. An entry stays until no cookie of the session
//! can be valid. Nothing is ever dropped in favor of something newer, so nobody
//! can revive a session by ending others. Therefore the list is bounded by what
//! may be added (`logout.rs`):
//!
//! - The sessions of accounts are those in `sign_ins`. Each took the password
//!   and the time of a hash, and an account gets 500 a day. They are always
//!   added, and so are those that a new password ends.
//! - All others are guests': anyone who gives a name gets one, and anyone with
//!   the key, which `--lab` gives to all, can invent one. There is room for
//!   10,000 from one share of the addresses and 100,000 in all (under 8 MB of
//!   memory). Beyond that, a logout is not recorded, and its page says so.
//!   Someone who fills this room takes it from guests of the same share, at
//!   worst from all guests, never from an account.
//! - In both cases only the uid is stored, as 16 bytes (`uid.rs`).
//!
//! While the database is away, logouts wait in memory (`MAX_PENDING`), where
//! guests may have half of the room; beyond that they are lost, and their pages
//! say so.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError, RwLock},
};

use super::{
    AccountError, Uid,
    store::{Store, on},
};

/// The database hands out numbers before the rows are committed, so a smaller
/// number may appear after a larger one; this is more than enough for all
/// concurrent writers.
const LATE_NUMBERS: i64 = 1000;

/// How many logouts may wait for the database.
const MAX_PENDING: usize = 10_000;

/// How many of these may come from one share of the addresses.
const MAX_PENDING_OF_SHARE: usize = 1000;

/// As much of the list as this process knows.
#[derive(Debug, Default)]
pub(super) struct Revoked {
    known: RwLock<Known>,
    pending: Mutex<VecDeque<Logout>>,
}

#[derive(Debug, Default)]
struct Known {
    /// For each session, the second until which it is refused.
    until: HashMap<Uid, i64>,
    greatest_number: i64,
}

/// A session to end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logout {
    pub(super) uid: Uid,
    /// The share of the address that asked for the logout.
    pub(super) share: i64,
    /// What the cookie says; the table has the final say.
    pub(super) is_guest: bool,
}

impl Revoked {
    pub(super) fn contains(&self, uid: Uid) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.until.contains_key(&uid)
    }

    /// Adds a session; returns whether it is new.
    pub(super) fn insert(&self, uid: Uid, until: i64) -> bool {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.until.insert(uid, until).is_none()
    }

    pub(super) fn remove(&self, uid: Uid) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.until.remove(&uid);
    }

    /// Keeps a logout until the database is back; `false` if there is no room.
    pub(super) fn keep(&self, logout: Logout) -> bool {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let most = if logout.is_guest {
            MAX_PENDING / 2
        } else {
            MAX_PENDING
        };
        let of_share = |other: &&Logout| other.share == logout.share;
        let has_room =
            pending.len() < most && pending.iter().filter(of_share).count() < MAX_PENDING_OF_SHARE;
        if has_room {
            pending.push_back(logout);
        }
        has_room
    }

    /// Takes the oldest logout that waits.
    pub(super) fn take_pending(&self) -> Option<Logout> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.pop_front()
    }

    /// Returns a logout that could not be recorded.
    pub(super) fn put_back(&self, logout: Logout) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.push_front(logout);
    }

    /// Adds what is new in the database, and forgets what has expired.
    pub(super) async fn read_news(&self, store: &Store, now: i64) -> Result<(), AccountError> {
        let since = {
            let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
            known.greatest_number - LATE_NUMBERS
        };
        let news: Vec<(i64, String, i64)> = on!(store, pool => {
            sqlx::query_as("SELECT number, uid, until FROM revoked WHERE number > $1")
                .bind(since)
                .fetch_all(pool)
                .await
        })?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for (number, uid, until) in news {
            known.greatest_number = known.greatest_number.max(number);
            // Anything else is not a uid that a session could have.
            if let Some(uid) = Uid::parse(&uid) {
                known.until.insert(uid, until);
            }
        }
        known.until.retain(|_, until| *until >= now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logout(share: i64, is_guest: bool) -> Logout {
        let uid = Uid::random().unwrap();
        Logout {
            uid,
            share,
            is_guest,
        }
    }

    #[test]
    fn what_waits_for_the_database_is_bounded_and_guests_leave_room_for_accounts() {
        let revoked = Revoked::default();
        let kept = |share, is_guest| {
            let fits = |_: &usize| revoked.keep(logout(share, is_guest));
            (0..20_000).take_while(fits).count()
        };
        assert_eq!(kept(1, true), MAX_PENDING_OF_SHARE);
        let others: usize = (2..20).map(|share| kept(share, true)).sum();
        assert_eq!(MAX_PENDING_OF_SHARE + others, MAX_PENDING / 2);
        assert_eq!(kept(30, false), MAX_PENDING_OF_SHARE);
        let others: usize = (31..50).map(|share| kept(share, false)).sum();
        assert_eq!(MAX_PENDING_OF_SHARE + others, MAX_PENDING / 2);
        let first = revoked.take_pending().unwrap();
        assert_eq!(first.share, 1);
        revoked.put_back(first);
        assert_eq!(revoked.take_pending().unwrap().uid, first.uid);
    }
}
