//! Who tries too often waits: 10 wrong passwords in 5 minutes for a login from
//! an address, 400 sign-ups in 5 minutes from an address.
//!
//! They are counted in the database, so that all processes count together. A
//! failure is written before the password is looked at and taken back when it
//! was right: of any number of attempts at the same time, ten are heard.
//!
//! 400 is twice a class of 200 that shares one address and signs up in the same
//! minutes. What stops one stranger are the places (`places.rs`), in which
//! addresses take turns; this bounds what is left in the table.

use super::{
    AccountError,
    address::Address,
    store::{Store, on},
};

/// Failures that are borne.
const MAX_FAILURES: i64 = 10;

/// Sign-ups of one address.
const MAX_SIGN_UPS: i64 = 400;

/// Sign-ups are counted under this login, which nobody has.
const SIGN_UPS: &str = "";

/// For how long one counts, in seconds.
pub(super) const WINDOW: i64 = 300;

/// How far the clocks of several machines may be apart, in seconds. What is
/// later than that was written by a clock that was wrong, and does not count.
const CLOCKS_APART: i64 = 5;

/// An attempt that counts as failed until it is said to have been right.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    login: &'a str,
    address: &'a Address,
}

impl<'a> Attempt<'a> {
    /// Counts it, or refuses to hear it.
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

    /// The password was right: nothing counts any more.
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

/// Notes one more; where that is over `most`, takes it back and says how many
/// seconds are to be waited.
async fn count(
    store: &Store,
    login: &str,
    address: &Address,
    now: i64,
    most: i64,
) -> Result<Option<u64>, AccountError> {
    // All rows, though there is one: then the commit's own error is seen.
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
    // What is not heard prolongs nothing.
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
