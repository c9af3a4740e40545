//! Sessions that are over, although their cookies are rightly signed.
//!
//! The list stands in the database and, in full, in the memory of each process:
//! a request never waits for it. What is on it stays until no cookie of that
//! session can be valid: nothing is ever dropped for something newer, so nobody
//! can bring back a session by ending others. Hence what bounds the list is
//! what may be added (`logout.rs`):
//!
//! - An account's sessions are those that `sign_ins` names, each of which took
//!   the password and the time of a hash; 500 a day for an account. They are
//!   always added. So are those that a new password ends.
//! - Everything else is a guest's: whoever gives a name gets one, and whoever
//!   has the key, which `--lab` gives to all, can invent one. So there is room
//!   for 10,000 of one share of the addresses, and for 100,000 in all (under
//!   8 MB in memory); a further logout is not recorded, and its page says so.
//!   Who fills that room takes it from guests of the same share, at most from
//!   all guests, never from an account.
//! - Of either only a uid's own form is stored, 16 bytes (`uid.rs`).
//!
//! While the database is away, logouts wait in memory (`MAX_PENDING`), of which
//! guests have half; a further one is not kept, and its page says so.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError, RwLock},
};

use super::{
    AccountError, Uid,
    store::{Store, on},
};

/// Numbers are handed out before they are committed: a smaller one may appear
/// after a larger one, by as much as there are writers.
const LATE_NUMBERS: i64 = 1000;

/// Logouts that wait for the database.
const MAX_PENDING: usize = 10_000;

/// Of those, what one share of the addresses may have.
const MAX_PENDING_OF_SHARE: usize = 1000;

/// The list as far as this process knows it.
#[derive(Debug, Default)]
pub(super) struct Revoked {
    known: RwLock<Known>,
    pending: Mutex<VecDeque<Logout>>,
}

#[derive(Debug, Default)]
struct Known {
    /// Until when each is to be refused, Unix seconds.
    until: HashMap<Uid, i64>,
    greatest_number: i64,
}

/// A session that shall end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Logout {
    pub(super) uid: Uid,
    /// The share of the address that asked for it.
    pub(super) share: i64,
    /// What its cookie says; the table knows better.
    pub(super) is_guest: bool,
}

impl Revoked {
    pub(super) fn contains(&self, uid: Uid) -> bool {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.until.contains_key(&uid)
    }

    /// Whether it is new.
    pub(super) fn insert(&self, uid: Uid, until: i64) -> bool {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.until.insert(uid, until).is_none()
    }

    pub(super) fn remove(&self, uid: Uid) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.until.remove(&uid);
    }

    /// Keeps a logout until the database is back; false where there is no room.
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

    /// The oldest that waits.
    pub(super) fn take_pending(&self) -> Option<Logout> {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.pop_front()
    }

    /// Puts back what could not be recorded.
    pub(super) fn put_back(&self, logout: Logout) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.push_front(logout);
    }

    /// Reads what was added since the last time, and forgets what is too old to
    /// be believed anyway.
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
            // What has another form names no session that would be taken.
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
