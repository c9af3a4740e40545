//! Wrong passwords are counted: 10 in 5 minutes for a login from an address.
//!
//! They are counted in the database, so that all processes count together. A
//! failure is written before the password is looked at and taken back when it
//! was right: of any number of attempts at the same time, ten are heard.

use std::net::IpAddr;

use super::{
    AccountError,
    store::{Store, on},
};

/// Failures that are borne.
const MAX_FAILURES: i64 = 10;

/// For how long one counts, in seconds.
pub(super) const WINDOW: i64 = 300;

/// An attempt that counts as failed until it is said to have been right.
#[derive(Debug)]
pub(super) struct Attempt<'a> {
    login: &'a str,
    address: String,
}

impl<'a> Attempt<'a> {
    /// Counts it, or refuses to hear it.
    pub(super) async fn begin(
        store: &Store,
        login: &'a str,
        from: IpAddr,
        now: i64,
    ) -> Result<Self, AccountError> {
        let address = address(from);
        // All rows, though there is one: then the commit's own error is seen.
        let inserted: Vec<i64> = on!(store, pool => {
            sqlx::query_scalar(
                "INSERT INTO failures (login, address, at) VALUES ($1, $2, $3) RETURNING id",
            )
            .bind(login)
            .bind(&address)
            .bind(now)
            .fetch_all(pool)
            .await
        })?;
        let (count, oldest): (i64, Option<i64>) = on!(store, pool => {
            sqlx::query_as(
                "SELECT count(*), min(at) FROM failures \
                 WHERE login = $1 AND address = $2 AND at > $3",
            )
            .bind(login)
            .bind(&address)
            .bind(now - WINDOW)
            .fetch_one(pool)
            .await
        })?;
        if count <= MAX_FAILURES {
            return Ok(Self { login, address });
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
        Err(AccountError::Throttled {
            retry_after: u64::try_from(wait).unwrap_or_default().max(1),
        })
    }

    /// The password was right: nothing counts any more.
    pub(super) async fn succeeded(self, store: &Store) -> Result<(), AccountError> {
        on!(store, pool => {
            sqlx::query("DELETE FROM failures WHERE login = $1 AND address = $2")
                .bind(self.login)
                .bind(&self.address)
                .execute(pool)
                .await
                .map(drop)
        })
    }
}

/// An IPv6 network counts as one address: whoever has one has 2⁶⁴.
fn address(from: IpAddr) -> String {
    match from.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_count_together() {
        for (from, counted) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(address(from.parse().unwrap()), counted);
        }
    }
}
