//! Sessions that are over, although their cookies are rightly signed.
//!
//! The list stands in the database and, in full, in the memory of each process:
//! a request never waits for it.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use super::{
    AccountError,
    store::{Store, on},
};

/// Numbers are handed out before they are committed: a smaller one may appear
/// after a larger one, by as much as there are writers.
const LATE_NUMBERS: i64 = 1000;

/// The list as far as this process knows it.
#[derive(Debug, Default)]
pub(super) struct Revoked(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    /// Until when each is to be refused, Unix seconds.
    until: HashMap<String, i64>,
    greatest_number: i64,
}

impl Revoked {
    pub(super) fn contains(&self, uid: &str) -> bool {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.until.contains_key(uid)
    }

    pub(super) fn insert(&self, uid: &str, until: i64) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.until.insert(uid.to_owned(), until);
    }

    /// Reads what was added since the last time, and forgets what is too old to
    /// be believed anyway.
    pub(super) async fn read_news(&self, store: &Store, now: i64) -> Result<(), AccountError> {
        let since = {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            known.greatest_number - LATE_NUMBERS
        };
        let news: Vec<(i64, String, i64)> = on!(store, pool => {
            sqlx::query_as("SELECT number, uid, until FROM revoked WHERE number > $1")
                .bind(since)
                .fetch_all(pool)
                .await
        })?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (number, uid, until) in news {
            known.greatest_number = known.greatest_number.max(number);
            known.until.insert(uid, until);
        }
        known.until.retain(|_, until| *until >= now);
        Ok(())
    }
}
