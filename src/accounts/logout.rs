//! `--revoke-on-logout`: a session ends in every process and stays ended.
//!
//! `revocation.rs` tells what may be added to the list, and why that bounds it.

use std::{convert::Infallible, net::IpAddr, time::Duration};

use tokio::time::{MissedTickBehavior, interval};

use super::{AccountError, Accounts, Uid, address::Address, revocation::Logout, store::on};

/// How often to ask for the logouts of other processes.
const NEWS: Duration = Duration::from_secs(1);

/// After how many of these requests expired entries are deleted.
const NEWS_PER_PURGE: u32 = 60;

/// How many of the logouts that waited for the database are recorded at a time.
const PENDING_PER_NEWS: usize = 500;

/// In seconds. Another process may renew a cookie until it learns of the
/// logout, and its clock may be off.
const MARGIN: i64 = 60;

/// How many logouts of guests the list holds: from one share of the addresses,
/// and in all.
const MAX_GUESTS_OF_SHARE: i64 = 10_000;
const MAX_GUESTS: i64 = 100_000;

/// Where a logout took effect.
#[derive(Debug)]
pub enum Ended {
    /// In every process that shares the database, within two seconds.
    Everywhere,
    /// In this process; in the others once the database is back.
    Later(AccountError),
    /// Only in this browser: a copy of the cookie stays valid, since the list
    /// has no room for another guest.
    Nowhere,
    /// Only in this browser, since the database is away and no more logouts can
    /// wait for it.
    NotKept(AccountError),
}

impl Accounts {
    /// Whether a session has ended. Looks only into memory.
    pub fn is_revoked(&self, uid: Uid) -> bool {
        self.revoked.contains(uid)
    }

    /// Ends a session in every process, until its cookies have expired anyway.
    /// `is_guest` is what its cookie says.
    pub async fn revoke(&self, uid: Uid, from: IpAddr, is_guest: bool) -> Ended {
        let logout = Logout {
            uid,
            share: Address::of(from).share(),
            is_guest,
        };
        // This process knows at once, even if the database cannot be told.
        let is_new = self.revoked.insert(uid, self.until());
        let ended = match self.record(logout).await {
            Ok(true) => Ended::Everywhere,
            Ok(false) => Ended::Nowhere,
            Err(error) if self.revoked.keep(logout) => Ended::Later(error),
            Err(error) => Ended::NotKept(error),
        };
        if is_new && matches!(ended, Ended::Nowhere | Ended::NotKept(_)) {
            self.revoked.remove(uid);
        }
        ended
    }

    /// The second from which no cookie of a session that ends now can be valid.
    fn until(&self) -> i64 {
        let longest = i64::try_from(self.settings.longest_session).unwrap_or(i64::MAX);
        self.now().saturating_add(longest).saturating_add(MARGIN)
    }

    /// Writes a logout into the table; `false` if it is a guest's and there is
    /// no room for it.
    async fn record(&self, Logout { uid, share, .. }: Logout) -> Result<bool, AccountError> {
        let (uid, until) = (uid.to_string(), self.until());
        let of_an_account = on!(&self.store, pool => {
            sqlx::query(
                "INSERT INTO revoked (uid, until) SELECT uid, $1 FROM sign_ins WHERE uid = $2 \
                 ON CONFLICT (uid) DO NOTHING",
            )
            .bind(until)
            .bind(&uid)
            .execute(pool)
            .await
            .map(|done| done.rows_affected())
        })?;
        if of_an_account > 0 {
            return Ok(true);
        }
        on!(&self.store, pool => {
            sqlx::query(
                "INSERT INTO revoked (uid, until, share) SELECT $1, $2, $3 \
                 WHERE (SELECT count(*) FROM revoked WHERE share = $3) < $4 \
                 AND (SELECT count(*) FROM revoked WHERE share IS NOT NULL) < $5 \
                 ON CONFLICT (uid) DO NOTHING",
            )
            .bind(&uid)
            .bind(until)
            .bind(share)
            .bind(MAX_GUESTS_OF_SHARE)
            .bind(MAX_GUESTS)
            .execute(pool)
            .await
            .map(drop)
        })?;
        // It may have been recorded before.
        let recorded: i64 = on!(&self.store, pool => {
            sqlx::query_scalar("SELECT count(*) FROM revoked WHERE uid = $1")
                .bind(&uid)
                .fetch_one(pool)
                .await
        })?;
        Ok(recorded > 0)
    }

    /// Records the logouts that waited for the database.
    async fn record_pending(&self) -> Result<(), AccountError> {
        for _ in 0..PENDING_PER_NEWS {
            let Some(logout) = self.revoked.take_pending() else {
                break;
            };
            match self.record(logout).await {
                Ok(true) => {}
                Ok(false) => {
                    self.revoked.remove(logout.uid);
                    tracing::warn!("a guest's logout is not recorded: too many are");
                }
                Err(error) => {
                    self.revoked.put_back(logout);
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Every second, reads which sessions other processes have ended, and
    /// records what waits; now and then deletes what has expired. While the
    /// database is away, the last known list applies, and the log says so once.
    pub async fn follow(&self) -> Infallible {
        let mut seconds = interval(NEWS);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut is_away = false;
        let mut ticks: u32 = 0;
        loop {
            seconds.tick().await;
            ticks = ticks.wrapping_add(1);
            match self.keep_up(ticks.is_multiple_of(NEWS_PER_PURGE)).await {
                Ok(()) if is_away => {
                    is_away = false;
                    tracing::info!("the database of the accounts is back");
                }
                Err(error) if !is_away => {
                    is_away = true;
                    let cause = std::error::Error::source(&error).map(ToString::to_string);
                    tracing::warn!(
                        cause,
                        "no news from the database of the accounts: the last known list of ended \
                         sessions holds"
                    );
                }
                Ok(()) | Err(_) => {}
            }
        }
    }

    async fn keep_up(&self, purge: bool) -> Result<(), AccountError> {
        self.read_news().await?;
        self.record_pending().await?;
        if purge {
            self.purge().await?;
        }
        Ok(())
    }
}
