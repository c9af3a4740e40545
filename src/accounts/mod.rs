//! Who may sign in; knows neither HTTP nor sessions.
//!
//! Accounts are kept in `SQLite` or, for several machines, in PostgreSQL
//! (`store.rs`), their passwords as Werkzeug hashes them (`password.rs`).
//! `throttle.rs` counts wrong passwords, `revocation.rs` knows the sessions that
//! are over.

mod database;
mod error;
mod password;
mod revocation;
mod rules;
mod store;
mod throttle;

use std::{convert::Infallible, net::IpAddr, num::NonZeroU32, sync::Arc, thread, time::Duration};

use data_encoding::HEXLOWER;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::{
    sync::Semaphore,
    task::spawn_blocking,
    time::{MissedTickBehavior, interval},
};

pub use self::{
    database::{Database, DatabaseUrlError},
    error::{AccountError, Cause, OpenError},
    rules::{PasswordProblem, check_new_password},
};
use self::{
    password::NoRandomness,
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
    /// So many hashes at a time, so that pages have a core left.
    hashing: Arc<Semaphore>,
}

impl Accounts {
    /// Opens the database; makes the tables in one that is empty.
    pub async fn open(database: &Database, settings: Settings) -> Result<Self, OpenError> {
        let store = Store::open(database).await?;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let accounts = Self {
            store,
            settings,
            revoked: Revoked::default(),
            hashing: Arc::new(Semaphore::new((cores / 2).max(1))),
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
        let hash = self.hash(password).await?;
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
            let nobody = password::of_nobody(self.settings.iterations);
            self.check(nobody, password).await?;
            return Err(AccountError::BadCredentials);
        };
        if !self.check(known.password.clone(), password).await? {
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
        let hash = self.hash(new).await?;
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
        let mut until_purge = NEWS_PER_PURGE;
        loop {
            seconds.tick().await;
            let mut read = self.read_news().await;
            until_purge -= 1;
            if until_purge == 0 && read.is_ok() {
                read = self.purge().await;
            }
            if until_purge == 0 {
                until_purge = NEWS_PER_PURGE;
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

    /// For the teacher: another password, without the old one; all sessions of
    /// the account end.
    pub async fn reset_password(&self, login: &str, new: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        let known = known.ok_or(AccountError::UnknownAccount)?;
        let hash = self.hash(new).await?;
        self.replace_password(&known, &hash, None).await
    }

    /// For the teacher: deletes an account without its password.
    pub async fn delete_by_login(&self, login: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        self.remove(&known.ok_or(AccountError::UnknownAccount)?.account)
            .await
    }
}

/// An account with the hash of its password.
struct Known {
    account: Account,
    password: String,
}

type Row = (i64, String, i64, String);

fn known((id, username, created_at, password): Row) -> Known {
    Known {
        account: account((id, username, created_at)),
        password,
    }
}

fn account((id, username, created_at): (i64, String, i64)) -> Account {
    Account {
        id,
        username,
        created_at: u64::try_from(created_at).unwrap_or_default(),
    }
}

fn random_uid() -> Result<String, NoRandomness> {
    let mut bytes = [0; UID_BYTES];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| NoRandomness)?;
    Ok(HEXLOWER.encode(&bytes))
}

impl Accounts {
    fn now(&self) -> i64 {
        i64::try_from(self.settings.clock.now()).unwrap_or(i64::MAX)
    }

    async fn find(&self, login: &str) -> Result<Option<Known>, AccountError> {
        let row: Option<Row> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at, password FROM users WHERE username = $1")
                .bind(login)
                .fetch_optional(pool)
                .await
        })?;
        Ok(row.map(known))
    }

    /// The account of that number, if the password is its own.
    async fn prove(&self, id: i64, password: &str, from: IpAddr) -> Result<Known, AccountError> {
        let row: Option<Row> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at, password FROM users WHERE id = $1")
                .bind(id)
                .fetch_optional(pool)
                .await
        })?;
        let known = row.map(known).ok_or(AccountError::UnknownAccount)?;
        let login = known.account.username.as_str();
        let attempt = Attempt::begin(&self.store, login, from, self.now()).await?;
        if !self.check(known.password.clone(), password).await? {
            return Err(AccountError::BadCredentials);
        }
        attempt.succeeded(&self.store).await?;
        Ok(known)
    }

    /// Remembers whose session it is, if the password is still the one that was
    /// checked: a change of password ends the sessions it finds.
    async fn note_sign_in(&self, known: &Known, uid: &str) -> Result<(), AccountError> {
        let now = self.now();
        let (id, hash) = (known.account.id, known.password.as_str());
        let noted = store::in_time(async {
            match &self.store {
                Store::Sqlite(pool) => sqlx::query(
                    "INSERT INTO sign_ins (uid, user_id, at) \
                     SELECT $1, id, $2 FROM users WHERE id = $3 AND password = $4",
                )
                .bind(uid)
                .bind(now)
                .bind(id)
                .bind(hash)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
                // Here the two may happen at once: the lock puts one after the other.
                Store::Postgres(pool) => sqlx::query(
                    "INSERT INTO sign_ins (uid, user_id, at) \
                     SELECT $1, id, $2 FROM users WHERE id = $3 AND password = $4 FOR SHARE",
                )
                .bind(uid)
                .bind(now)
                .bind(id)
                .bind(hash)
                .execute(pool)
                .await
                .map(|done| done.rows_affected()),
            }
        });
        match noted.await? {
            0 => Err(AccountError::BadCredentials),
            _ => Ok(()),
        }
    }

    async fn replace_password(
        &self,
        known: &Known,
        hash: &str,
        keep_uid: Option<&str>,
    ) -> Result<(), AccountError> {
        let (id, keep) = (known.account.id, keep_uid.unwrap_or_default());
        let until = self.now().saturating_add(LONGEST_SESSION);
        let replaced = on!(&self.store, pool => {
            let mut transaction = pool.begin().await?;
            let replaced = sqlx::query("UPDATE users SET password = $1 WHERE id = $2 AND password = $3")
                .bind(hash)
                .bind(id)
                .bind(&known.password)
                .execute(&mut *transaction)
                .await?
                .rows_affected();
            sqlx::query(END_SESSIONS)
                .bind(until)
                .bind(id)
                .bind(keep)
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM sign_ins WHERE user_id = $1 AND uid <> $2")
                .bind(id)
                .bind(keep)
                .execute(&mut *transaction)
                .await?;
            if replaced > 0 {
                transaction.commit().await?;
            }
            Ok(replaced)
        })?;
        if replaced == 0 {
            // Changed or deleted meanwhile by someone else.
            return Err(AccountError::BadCredentials);
        }
        self.read_news().await
    }

    async fn remove(&self, account: &Account) -> Result<(), AccountError> {
        let id = account.id;
        let until = self.now().saturating_add(LONGEST_SESSION);
        on!(&self.store, pool => {
            let mut transaction = pool.begin().await?;
            // Whoever signs in at this moment comes before this line, or finds no password.
            sqlx::query("UPDATE users SET password = '' WHERE id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(END_SESSIONS)
                .bind(until)
                .bind(id)
                .bind("")
                .execute(&mut *transaction)
                .await?;
            sqlx::query("DELETE FROM users WHERE id = $1")
                .bind(id)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await
        })?;
        self.read_news().await
    }

    async fn read_news(&self) -> Result<(), AccountError> {
        self.revoked.read_news(&self.store, self.now()).await
    }

    async fn purge(&self) -> Result<(), AccountError> {
        let now = self.now();
        let ages = [
            (
                "DELETE FROM failures WHERE at <= $1",
                now - throttle::WINDOW,
            ),
            ("DELETE FROM revoked WHERE until < $1", now),
            ("DELETE FROM sign_ins WHERE at < $1", now - LONGEST_SESSION),
        ];
        for (statement, before) in ages {
            on!(&self.store, pool => {
                sqlx::query(statement).bind(before).execute(pool).await.map(drop)
            })?;
        }
        Ok(())
    }

    async fn hash(&self, password: &str) -> Result<String, AccountError> {
        let (password, iterations) = (password.to_owned(), self.settings.iterations);
        let hash = self.off_the_async_threads(move || password::generate(&password, iterations));
        hash.await
            .map_err(|error| AccountError::Store(error.into()))
    }

    async fn check(&self, stored: String, password: &str) -> Result<bool, AccountError> {
        let password = password.to_owned();
        let check = self.off_the_async_threads(move || password::check(&stored, &password));
        Ok(check.await)
    }

    /// Waits for a place, then works where no page waits.
    async fn off_the_async_threads<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> T {
        let place = Arc::clone(&self.hashing).acquire_owned().await;
        let place = place.expect("the semaphore is never closed");
        // The place goes with the work: a visitor who leaves does not end it.
        let done = spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await.expect("hashing does not panic")
    }
}

/// Puts the sessions of an account on the list, but for one.
const END_SESSIONS: &str = "INSERT INTO revoked (uid, until) \
    SELECT uid, $1 FROM sign_ins WHERE user_id = $2 AND uid <> $3 ON CONFLICT (uid) DO NOTHING";
