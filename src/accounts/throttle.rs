//! Limits attempts: 10 wrong passwords in 5 minutes for a login from one
//! address, 400 sign-ups in 5 minutes from one address.
//!
//! They are counted in the database, so that all processes count together. A
//! failure is recorded before the password is checked, and removed if it was
//! right: however many attempts run at once, only ten are checked.
//!
//! 400 is twice a class of 200 that shares one address and signs up within
//! minutes. A single stranger is stopped by the places (`places.rs`), where
//! addresses take turns; this limit bounds what is added to the table.

use super::{
    AccountError,
    address::Address,
    store::{Store, on},
};

/// Wrong passwords allowed within [`WINDOW`].
const MAX_FAILURES: i64 = 10;

/// Sign-ups allowed from one address within [`WINDOW`].
const MAX_SIGN_UPS: i64 = 400;

/// Stands for sign-ups in the table of failures; no account has this login.
const SIGN_UPS: &str = "";

/// For how long a failure or sign-up counts, in seconds.
pub(super) const WINDOW: i64 = 300;

/// How far the clocks of several machines may differ, in seconds. Anything
/// later than that was written by a wrong clock, and does not count.
const CLOCKS_APART: i64 = 5;

/// An attempt, counted as a failure unless it turns out to be right.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    login: &'a str,
    address: &'a Address,
}

impl<'a> Attempt<'a> {
    /// Counts the attempt, or refuses it.
    pub(super) async fn begin(
        store: &Store,
        login: &'a str,
        address: &'a Address,
        now: i64,
    ) -> Result<Self, AccountError> {
        match count(store, login, address, now, MAX_FAILURES).await? {
            None => Ok(Self { login, address }),
            Some(retry_after) => Err(AccountError::Throttled { retry_after }),
        }
    }

    pub(super) fn login(&self) -> &'a str {
        self.login
    }

    /// Removes the failures, since the password was right.
    pub(super) async fn succeeded(self, store: &Store) -> Result<(), AccountError> {
        on!(store, pool => {
            sqlx::query("DELETE FROM failures WHERE login = $1 AND address = $2")
                .bind(self.login)
                .bind(self.address.as_str())
                .execute(pool)
                .await
                .map(drop)
        })
    }
}

/// Counts a sign-up, or refuses it.
pub(super) async fn count_sign_up(
    store: &Store,
    address: &Address,
    now: i64,
) -> Result<(), AccountError> {
    match count(store, SIGN_UPS, address, now, MAX_SIGN_UPS).await? {
        None => Ok(()),
        Some(retry_after) => Err(AccountError::TooManySignUps { retry_after }),
    }
}

/// Records one more, unless there are more than `most`: then returns how many
/// seconds to wait.
async fn count(
    store: &Store,
    login: &str,
    address: &Address,
    now: i64,
    most: i64,
) -> Result<Option<u64>, AccountError> {
    // Fetches all rows, although there is one, so that an error of the commit
    // is noticed.
    let inserted: Vec<i64> = on!(store, pool => {
        sqlx::query_scalar(
            "INSERT INTO failures (login, address, at) VALUES ($1, $2, $3) RETURNING id",
        )
        .bind(login)
        .bind(address.as_str())
        .bind(now)
        .fetch_all(pool)
        .await
    })?;
    let (count, oldest): (i64, Option<i64>) = on!(store, pool => {
        sqlx::query_as(
            "SELECT count(*), min(at) FROM failures \
             WHERE login = $1 AND address = $2 AND at > $3 AND at <= $4",
        )
        .bind(login)
        .bind(address.as_str())
        .bind(now - WINDOW)
        .bind(now + CLOCKS_APART)
        .fetch_one(pool)
        .await
    })?;
    if count <= most {
        return Ok(None);
    }
    // A refused attempt does not prolong the wait.
    for id in inserted {
        on!(store, pool => {
            sqlx::query("DELETE FROM failures WHERE id = $1")
                .bind(id)
                .execute(pool)
                .await
                .map(drop)
        })?;
    }
    let wait = oldest.unwrap_or(now) + WINDOW - now;
    Ok(Some(u64::try_from(wait).unwrap_or_default().max(1)))
}
