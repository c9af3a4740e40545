//! `--revoke-on-logout`: a session ends in every process, and stays ended.
//!
//! What may be added to the list, and why that bounds it: `revocation.rs`.

use std::{convert::Infallible, net::IpAddr, time::Duration};

use tokio::time::{MissedTickBehavior, interval};

use super::{AccountError, Accounts, Uid, address::Address, revocation::Logout, store::on};

/// How often other processes' logouts are asked for.
const NEWS: Duration = Duration::from_secs(1);

/// How many times news are read before what is too old is deleted.
const NEWS_PER_PURGE: u32 = 60;

/// How many logouts that waited for the database are recorded at a time.
const PENDING_PER_NEWS: usize = 500;

/// Another process may renew a cookie until it has heard of the logout, and its
/// clock may be another. In seconds.
const MARGIN: i64 = 60;

/// Guests' logouts on the list: of one share of the addresses, and in all.
const MAX_GUESTS_OF_SHARE: i64 = 10_000;
const MAX_GUESTS: i64 = 100_000;

/// Where a session has ended.
#[derive(Debug)]
pub enum Ended {
    /// In all processes that share the database, within two seconds.
    Everywhere,
    /// In this process; elsewhere when the database is back.
    Later(AccountError),
    /// Not for a copy of its cookie: the list has no room for another guest's.
    Nowhere,
    /// Nor for a copy, for the database is away and nothing more can wait.
    NotKept(AccountError),
}

impl Accounts {
    /// Whether a session is over. Looks into memory only.
    pub fn is_revoked(&self, uid: Uid) -> bool {
        self.revoked.contains(uid)
    }

    /// Ends a session, for every process, until its cookies are too old anyway.
    /// `is_guest` says what its cookie says.
    pub async fn revoke(&self, uid: Uid, from: IpAddr, is_guest: bool) -> Ended {
        let logout = Logout {
            uid,
            share: Address::of(from).share(),
            is_guest,
        };
        // This process knows at once, even if the database does not hear of it.
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

    /// When no cookie of a session that ends now is valid any more.
    fn until(&self) -> i64 {
        let longest = i64::try_from(self.settings.longest_session).unwrap_or(i64::MAX);
        self.now().saturating_add(longest).saturating_add(MARGIN)
    }

    /// Writes a logout into the table; false where it is a guest's for whom
    /// there is no room.
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
        // It may have been there before.
        let recorded: i64 = on!(&self.store, pool => {
            sqlx::query_scalar("SELECT count(*) FROM revoked WHERE uid = $1")
                .bind(&uid)
                .fetch_one(pool)
                .await
        })?;
        Ok(recorded > 0)
    }

    /// Records what waited while the database was away.
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

    /// Reads every second which sessions other processes have ended, and records
    /// what waits; now and then deletes what is too old. Without the database
    /// the last known list holds, and the log says so once.
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
