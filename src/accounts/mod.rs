//! Who may sign in; knows neither HTTP nor sessions.
//!
//! Accounts are kept in `SQLite` or, for several machines, in PostgreSQL
//! (`store.rs`, `records.rs`), their passwords as Werkzeug hashes them
//! (`password.rs`, `hashing.rs`).
//! `throttle.rs` counts wrong passwords, `revocation.rs` knows the sessions that
//! are over.

mod database;
mod error;
mod hashing;
mod password;
mod records;
mod revocation;
mod rules;
mod store;
mod throttle;

use std::{convert::Infallible, net::IpAddr, num::NonZeroU32, time::Duration};

use data_encoding::HEXLOWER;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::time::{MissedTickBehavior, interval};

pub use self::{
    database::{Database, DatabaseUrlError},
    error::{AccountError, Cause, OpenError},
    rules::{PasswordProblem, check_new_password},
};
use self::{
    hashing::Hashing,
    password::NoRandomness,
    records::account,
    revocation::Revoked,
    store::{Store, on},
    throttle::Attempt,
};
use crate::clock::Clock;

/// How often other processes' logouts are asked for.
const NEWS: Duration = Duration::from_secs(1);

/// How many times news are read before what is too old is deleted.
const NEWS_PER_PURGE: u32 = 60;

/// No cookie is older (the bound of `PERMANENT_SESSION_LIFETIME`), in seconds.
const LONGEST_SESSION: i64 = 400 * 24 * 60 * 60;

/// 128 random bits name a session.
const UID_BYTES: usize = 16;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number, which no other account ever gets.
    pub id: i64,
    /// The login: normalised, unique.
    pub username: String,
    /// Unix seconds.
    pub created_at: u64,
}

/// An account whose password was right, and the name of its new session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Whose session it is.
    pub account: Account,
    /// 32 random hexadecimal digits.
    pub uid: String,
}

/// What becomes of a login that has no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It is a guest: no password is looked at.
    Guest,
    /// It is refused as a wrong password is, after as much work.
    Refuse,
}

/// How accounts work.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Tells how old a failure is.
    pub clock: Clock,
    /// PBKDF2's iterations for a new hash.
    pub iterations: NonZeroU32,
}

impl Settings {
    /// Hashes as strong as they should be.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            iterations: NonZeroU32::new(password::ITERATIONS).unwrap_or(NonZeroU32::MIN),
        }
    }
}

/// The accounts of one database.
#[derive(Debug)]
pub struct Accounts {
    store: Store,
    settings: Settings,
    revoked: Revoked,
    hashing: Hashing,
}

impl Accounts {
    /// Opens the database; makes the tables in one that is empty.
    pub async fn open(database: &Database, settings: Settings) -> Result<Self, OpenError> {
        let store = Store::open(database).await?;
        let accounts = Self {
            store,
            settings,
            revoked: Revoked::default(),
            hashing: Hashing::new(settings.iterations),
        };
        let news = accounts.read_news().await;
        news.map_err(|error| OpenError::Io(error.into()))?;
        Ok(accounts)
    }

    /// A new account. Login and password have been judged before
    /// ([`check_new_password`]).
    ///
    /// # Errors
    /// [`AccountError::NameTaken`], or the database's.
    pub async fn sign_up(&self, login: &str, password: &str) -> Result<Account, AccountError> {
        // Before the hash, which takes long; the table's own check comes after it.
        if self.find(login).await?.is_some() {
            return Err(AccountError::NameTaken);
        }
        let hash = self.hashing.hash(password).await?;
        let now = self.now();
        on!(&self.store, pool => {
            sqlx::query("INSERT INTO users (username, password, created_at) VALUES ($1, $2, $3)")
                .bind(login)
                .bind(&hash)
                .bind(now)
                .execute(pool)
                .await
                .map(drop)
        })?;
        // Not by `RETURNING`: whoever takes its first row has not seen the commit fail.
        let known = self.find(login).await?;
        known
            .map(|known| known.account)
            .ok_or(AccountError::UnknownAccount)
    }

    /// The account of that login, if the password is its own; `None` for a
    /// guest.
    ///
    /// # Errors
    /// [`AccountError::BadCredentials`], [`AccountError::Throttled`], or the
    /// database's.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        from: IpAddr,
        unknown: Unknown,
    ) -> Result<Option<SignedIn>, AccountError> {
        let known = self.find(login).await?;
        if known.is_none() && unknown == Unknown::Guest {
            return Ok(None);
        }
        let attempt = Attempt::begin(&self.store, login, from, self.now()).await?;
        // Security: without an account the same work is done, for nothing.
        let Some(known) = known else {
            self.hashing.check_nobody(password).await;
            return Err(AccountError::BadCredentials);
        };
        if !self.hashing.check(&known.password, password).await {
            return Err(AccountError::BadCredentials);
        }
        let uid = random_uid().map_err(|error| AccountError::Store(error.into()))?;
        self.note_sign_in(&known, &uid).await?;
        attempt.succeeded(&self.store).await?;
        Ok(Some(SignedIn {
            account: known.account,
            uid,
        }))
    }

    /// Another password for an account, and the end of its sessions but for
    /// `keep_uid`.
    ///
    /// # Errors
    /// [`AccountError::BadCredentials`] where `current` is not its password,
    /// [`AccountError::UnknownAccount`], [`AccountError::Throttled`], or the
    /// database's.
    pub async fn change_password(
        &self,
        account: i64,
        current: &str,
        new: &str,
        from: IpAddr,
        keep_uid: Option<&str>,
    ) -> Result<(), AccountError> {
        let known = self.prove(account, current, from).await?;
        let hash = self.hashing.hash(new).await?;
        self.replace_password(&known, &hash, keep_uid).await
    }

    /// Deletes an account and ends its sessions.
    ///
    /// # Errors
    /// As of [`Accounts::change_password`].
    pub async fn delete(
        &self,
        account: i64,
        password: &str,
        from: IpAddr,
    ) -> Result<(), AccountError> {
        let known = self.prove(account, password, from).await?;
        self.remove(&known.account).await
    }

    /// Whether a session is over. Looks into memory only.
    pub fn is_revoked(&self, uid: &str) -> bool {
        self.revoked.contains(uid)
    }

    /// Ends a session, for every process, until its cookies are too old anyway:
    /// at `until`, Unix seconds.
    pub async fn revoke(&self, uid: &str, until: u64) -> Result<(), AccountError> {
        let until = i64::try_from(until).unwrap_or(i64::MAX);
        // This process knows at once, even if the database does not hear of it.
        self.revoked.insert(uid, until);
        on!(&self.store, pool => {
            sqlx::query(
                "INSERT INTO revoked (uid, until) VALUES ($1, $2) ON CONFLICT (uid) DO NOTHING",
            )
            .bind(uid)
            .bind(until)
            .execute(pool)
            .await
            .map(drop)
        })
    }

    /// Reads every second which sessions other processes have ended; now and
    /// then deletes what is too old. Without the database the last known list
    /// holds, and the log says so once.
    pub async fn follow(&self) -> Infallible {
        let mut seconds = interval(NEWS);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut is_away = false;
        let mut ticks: u32 = 0;
        loop {
            seconds.tick().await;
            ticks = ticks.wrapping_add(1);
            let mut read = self.read_news().await;
            if read.is_ok() && ticks.is_multiple_of(NEWS_PER_PURGE) {
                read = self.purge().await;
            }
            match read {
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

    /// All accounts, by login.
    pub async fn list(&self) -> Result<Vec<Account>, AccountError> {
        let rows: Vec<(i64, String, i64)> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at FROM users ORDER BY username")
                .fetch_all(pool)
                .await
        })?;
        Ok(rows.into_iter().map(account).collect())
    }

    /// Whether somebody has an account of that login.
    pub async fn exists(&self, login: &str) -> Result<bool, AccountError> {
        Ok(self.find(login).await?.is_some())
    }

    /// For the teacher: another password, without the old one; all sessions of
    /// the account end.
    pub async fn reset_password(&self, login: &str, new: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        let known = known.ok_or(AccountError::UnknownAccount)?;
        let hash = self.hashing.hash(new).await?;
        self.replace_password(&known, &hash, None).await
    }

    /// For the teacher: deletes an account without its password.
    pub async fn delete_by_login(&self, login: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        self.remove(&known.ok_or(AccountError::UnknownAccount)?.account)
            .await
    }
}

fn random_uid() -> Result<String, NoRandomness> {
    let mut bytes = [0; UID_BYTES];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| NoRandomness)?;
    Ok(HEXLOWER.encode(&bytes))
}
