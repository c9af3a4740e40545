//! What can go wrong with accounts, and which errors are temporary.

use sqlx::error::DatabaseError;

use super::Database;

/// Why something could not be done with an account. `retry_after` is in
/// seconds, at least 1.
#[expect(missing_docs, reason = "the only field is explained above")]
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The login is taken.
    #[error("an account has this login already")]
    NameTaken,
    /// No such login, or the wrong password; which of the two is never told.
    #[error("wrong login or password")]
    BadCredentials,
    /// No account has this login or id.
    #[error("no such account")]
    UnknownAccount,
    /// Too many failures for this login from this address.
    #[error("too many failures, next attempt in {retry_after} s")]
    Throttled { retry_after: u64 },
    /// Too many sign-ups from this address.
    #[error("too many sign-ups, next one in {retry_after} s")]
    TooManySignUps { retry_after: u64 },
    /// The account began too many sessions within a day.
    #[error("too many sign-ins, next one in {retry_after} s")]
    TooManySignIns { retry_after: u64 },
    /// Too many passwords are waiting to be hashed.
    #[error("too many passwords to hash")]
    Busy,
    /// The new password is among the first that an attacker would try.
    #[error("the password is easily guessed")]
    Guessable,
    /// The database is unreachable or busy; a later attempt may succeed.
    #[error("the database does not answer")]
    Unavailable(#[source] Cause),
    /// The database refuses to work: a full disk, a broken file.
    #[error("the database refuses")]
    Store(#[source] Cause),
}

/// The error of the database or the system.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a database cannot be used. Nothing in it was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no answer.
    #[error("cannot be reached")]
    Unreachable(#[source] Cause),
    /// User, password or database name are refused.
    #[error("access refused")]
    Denied(#[source] Cause),
    /// Another program has locked it.
    #[error("locked by another program")]
    Locked,
    /// It was made by a later version of this program.
    #[error("schema {found}, expected at most {known}")]
    NewerSchema {
        /// The version of its schema.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// It has tables, and none that marks it as ours.
    #[error("tables of another application")]
    OtherApplication,
    /// The file is not a database.
    #[error("not a database")]
    NotADatabase,
    /// File or folder may not be written.
    #[error("cannot be written")]
    ReadOnly(#[source] Cause),
    /// Anything else: a full disk, a broken file.
    #[error("cannot be used")]
    Io(#[source] Cause),
}

impl OpenError {
    /// Whether the problem is the file's location, which cannot be created or
    /// written, and not what the file holds.
    pub fn is_of_place(&self, database: &Database) -> bool {
        match (self, database) {
            (Self::ReadOnly(_), _) => true,
            (Self::Io(_), Database::Sqlite(path)) => !path.exists(),
            _ => false,
        }
    }
}

/// What an error means, whichever database reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Taken,
    Busy,
    Denied,
    ReadOnly,
    NotADatabase,
    Other,
}

/// For SQLite, decided by the primary result code
/// (<https://sqlite.org/rescode.html>); for PostgreSQL, by the class of the
/// SQLSTATE (its manual, appendix A).
fn meaning(error: &dyn DatabaseError) -> Meaning {
    if error.is_unique_violation() {
        return Meaning::Taken;
    }
    let code = error.code().unwrap_or_default();
    if let Ok(code) = code.parse::<u32>()
        && code < 10_000
    {
        return match code & 0xff {
            5 | 6 => Meaning::Busy,
            8 | 14 | 23 => Meaning::ReadOnly,
            26 => Meaning::NotADatabase,
            _ => Meaning::Other,
        };
    }
    match code.get(..2) {
        Some("28" | "3D") => Meaning::Denied,
        Some("42") if code == "42501" => Meaning::Denied,
        Some("08" | "53" | "55" | "57") => Meaning::Busy,
        _ => Meaning::Other,
    }
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) => match meaning(database.as_ref()) {
                Meaning::Taken => Self::NameTaken,
                Meaning::Busy | Meaning::Denied => Self::Unavailable(error.into()),
                Meaning::ReadOnly | Meaning::NotADatabase | Meaning::Other => {
                    Self::Store(error.into())
                }
            },
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error.into()),
            _ => Self::Store(error.into()),
        }
    }
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(database) => match meaning(database.as_ref()) {
                Meaning::Busy if database.code().is_some_and(|code| code.len() < 5) => Self::Locked,
                Meaning::Busy => Self::Unreachable(error.into()),
                Meaning::Denied => Self::Denied(error.into()),
                Meaning::ReadOnly => Self::ReadOnly(error.into()),
                Meaning::NotADatabase => Self::NotADatabase,
                Meaning::Taken | Meaning::Other => Self::Io(error.into()),
            },
            sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut => {
                Self::Unreachable(error.into())
            }
            _ => Self::Io(error.into()),
        }
    }
}
