//! Who may sign in; knows neither HTTP nor sessions.
//!
//! Accounts are kept in `SQLite` or, for several machines, in PostgreSQL (`database.rs`,
//! `store.rs`, `records.rs`). Passwords are hashed as by Werkzeug (`password/`, `hashing.rs`), a
//! few at a time (`places.rs`), and every refusal takes the same time (`pace.rs`); a new one must
//! not be easily guessed (`new_password.rs`, `guesses/`). `throttle.rs` counts wrong passwords and
//! sign-ups, `logout.rs` ends sessions, and `revocation.rs` knows which have ended.

mod address;
mod database;
mod error;
mod guesses;
mod hashing;
mod logout;
mod new_password;
mod pace;
mod password;
mod places;
mod records;
mod revocation;
mod store;
mod throttle;
mod uid;

use std::num::NonZeroU32;

pub(crate) use self::guesses::guesses_log10;
pub use self::{
    address::Caller,
    database::{Database, DatabaseUrlError},
    error::{AccountError, Cause, OpenError},
    logout::Ended,
    new_password::{PasswordProblem, check_length, check_new_password},
    uid::Uid,
};
use self::{
    hashing::{Checked, Hashing},
    pace::Pace,
    records::{Known, account},
    revocation::Revoked,
    store::{Store, on},
    throttle::Attempt,
};
use crate::clock::Clock;

/// No cookie is older than this, in seconds (the bound of `PERMANENT_SESSION_LIFETIME`).
const LONGEST_SESSION: u64 = 400 * 24 * 60 * 60;

/// A registered user, without the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Never reused for another account.
    pub id: i64,
    /// The login: normalized, unique.
    pub username: String,
    /// Unix seconds.
    pub created_at: u64,
}

/// The result of a successful sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account that signed in.
    pub account: Account,
    /// Names the new session.
    pub uid: Uid,
}

/// How to treat a login that has no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// As a guest, whose password is not looked at.
    Guest,
    /// As a wrong password: the same refusal, after as much work.
    Refuse,
}

/// How accounts work.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Tells the age of failures and sessions.
    pub clock: Clock,
    /// PBKDF2 iterations for new hashes.
    pub iterations: NonZeroU32,
    /// The greatest age that a session's cookie may reach, in seconds.
    pub longest_session: u64,
}

impl Settings {
    /// With hashes as strong as OWASP recommends.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            iterations: NonZeroU32::new(password::ITERATIONS).unwrap_or(NonZeroU32::MIN),
            longest_session: LONGEST_SESSION,
        }
    }
}

/// An account whose password was right, and a new hash if the stored one is too weak.
struct Right(Known, Option<String>);

/// The accounts of one database.
#[derive(Debug)]
pub struct Accounts {
    store: Store,
    settings: Settings,
    revoked: Revoked,
    hashing: Hashing,
    pace: Pace,
}

impl Accounts {
    /// Opens the database, and creates the tables if it is empty.
    pub async fn open(database: &Database, settings: Settings) -> Result<Self, OpenError> {
        let store = Store::open(database).await?;
        let accounts = Self {
            store,
            settings,
            revoked: Revoked::default(),
            hashing: Hashing::new(settings.iterations),
            pace: Pace::default(),
        };
        let news = accounts.read_news().await;
        news.map_err(|error| OpenError::Io(error.into()))?;
        Ok(accounts)
    }

    /// Creates an account. The caller has checked the login, and the password's length
    /// ([`check_length`]).
    ///
    /// # Errors
    /// [`AccountError::NameTaken`], [`AccountError::Guessable`],
    /// [`AccountError::TooManySignUps`], [`AccountError::Busy`], or the
    /// database's.
    pub async fn sign_up(
        &self,
        login: &str,
        password: &str,
        from: &Caller,
    ) -> Result<Account, AccountError> {
        // Asked before the hash, which takes long, although the table checks again afterwards.
        if self.find(login).await?.is_some() {
            return Err(AccountError::NameTaken);
        }
        // The place comes first, so that a request refused for lack of one is not counted.
        let place = self.hashing.place(from).await?;
        throttle::count_sign_up(&self.store, &from.address, self.now()).await?;
        let hash = self.hashing.hash(place, login, password).await?;
        self.insert(login, &hash).await?;
        // Not by `RETURNING`: its row would arrive even if the commit then failed.
        let known = self.find(login).await?;
        known
            .map(|known| known.account)
            .ok_or(AccountError::UnknownAccount)
    }

    /// The account with this login, if the password is right; `None` for a guest.
    ///
    /// # Errors
    /// [`AccountError::BadCredentials`], [`AccountError::Throttled`],
    /// [`AccountError::TooManySignIns`], [`AccountError::Busy`], or the
    /// database's.
    pub async fn sign_in(
        &self,
        login: &str,
        password: &str,
        from: &Caller,
        unknown: Unknown,
    ) -> Result<Option<SignedIn>, AccountError> {
        let known = self.find(login).await?;
        if known.is_none() && unknown == Unknown::Guest {
            return Ok(None);
        }
        let (attempt, right) = self.attempt(login, known, password, from).await?;
        let (attempt, known) = self.renewed(attempt, right, password, from).await?;
        let uid = Uid::random().map_err(|error| AccountError::Store(error.into()))?;
        self.note_sign_in(&known, uid).await?;
        attempt.succeeded(&self.store).await?;
        Ok(Some(SignedIn {
            account: known.account,
            uid,
        }))
    }

    /// Checks a password. If the login has no account, does the same work and takes as long.
    async fn attempt<'a>(
        &self,
        login: &'a str,
        known: Option<Known>,
        password: &str,
        from: &'a Caller,
    ) -> Result<(Attempt<'a>, Right), AccountError> {
        let least = self.pace.of_refusals(&self.store, &self.hashing).await?;
        let place = self.hashing.place(from).await?;
        let attempt = Attempt::begin(&self.store, login, &from.address, self.now()).await?;
        let stored = match &known {
            Some(known) => known.password.clone(),
            None => self.hashing.of_nobody(),
        };
        let checked = self.hashing.check(place, stored, password, least).await;
        match (checked, known) {
            (Checked::Right(anew), Some(known)) => Ok((attempt, Right(known, anew))),
            _ => Err(AccountError::BadCredentials),
        }
    }

    /// Stores the new hash, if there is one. If another sign-in changed it first, the password is
    /// checked against that one too.
    async fn renewed<'a>(
        &self,
        attempt: Attempt<'a>,
        Right(known, anew): Right,
        password: &str,
        from: &'a Caller,
    ) -> Result<(Attempt<'a>, Known), AccountError> {
        let Some(anew) = anew else {
            return Ok((attempt, known));
        };
        if let Some(known) = self.renew(known, anew).await? {
            return Ok((attempt, known));
        }
        let login = attempt.login();
        let again = self.find(login).await?;
        let (attempt, Right(known, _)) = self.attempt(login, again, password, from).await?;
        Ok((attempt, known))
    }

    /// Changes an account's password and ends its sessions, except `keep_uid`.
    ///
    /// # Errors
    /// [`AccountError::BadCredentials`] where `current` is not its password,
    /// [`AccountError::UnknownAccount`], [`AccountError::Throttled`],
    /// [`AccountError::Guessable`], [`AccountError::Busy`], or the database's.
    pub async fn change_password(
        &self,
        account: i64,
        current: &str,
        new: &str,
        from: &Caller,
        keep_uid: Option<&str>,
    ) -> Result<(), AccountError> {
        let known = self.prove(account, current, from).await?;
        let place = self.hashing.place(from).await?;
        let login = &known.account.username;
        let hash = self.hashing.hash(place, login, new).await?;
        self.replace_password(&known, &hash, keep_uid).await
    }

    /// Deletes an account and ends its sessions.
    ///
    /// # Errors
    /// As for [`Accounts::change_password`], without `Guessable`.
    pub async fn delete(
        &self,
        account: i64,
        password: &str,
        from: &Caller,
    ) -> Result<(), AccountError> {
        let known = self.prove(account, password, from).await?;
        self.remove(&known.account).await
    }

    /// The account with this id, if the password is right.
    async fn prove(&self, id: i64, password: &str, from: &Caller) -> Result<Known, AccountError> {
        let known = self.find_by_id(id).await?;
        let known = known.ok_or(AccountError::UnknownAccount)?;
        let login = known.account.username.clone();
        let (attempt, Right(known, _)) = self.attempt(&login, Some(known), password, from).await?;
        attempt.succeeded(&self.store).await?;
        Ok(known)
    }

    /// All accounts, sorted by login.
    pub async fn list(&self) -> Result<Vec<Account>, AccountError> {
        let rows: Vec<(i64, String, i64)> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at FROM users ORDER BY username")
                .fetch_all(pool)
                .await
        })?;
        Ok(rows.into_iter().map(account).collect())
    }

    /// Whether this login is taken.
    pub async fn exists(&self, login: &str) -> Result<bool, AccountError> {
        Ok(self.find(login).await?.is_some())
    }

    /// For the teacher: sets a password without asking for the old one, and ends all sessions of
    /// the account.
    pub async fn reset_password(&self, login: &str, new: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        let known = known.ok_or(AccountError::UnknownAccount)?;
        let place = self.hashing.place(&Caller::own()).await?;
        let hash = self.hashing.hash(place, login, new).await?;
        self.replace_password(&known, &hash, None).await
    }

    /// For the teacher: deletes an account without its password.
    pub async fn delete_by_login(&self, login: &str) -> Result<(), AccountError> {
        let known = self.find(login).await?;
        self.remove(&known.ok_or(AccountError::UnknownAccount)?.account)
            .await
    }
}
