//! What goes wrong with accounts, and which of it passes by itself.

use sqlx::error::DatabaseError;

use super::Database;

/// Why something could not be done with an account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Another account has this login.
    #[error("an account has this login already")]
    NameTaken,
    /// No such login, or not its password: nothing tells which.
    #[error("wrong login or password")]
    BadCredentials,
    /// No account has this login or number.
    #[error("no such account")]
    UnknownAccount,
    /// Too many failures for this login and address.
    #[error("too many failures, next attempt in {retry_after} s")]
    Throttled {
        /// Seconds, 1 at least.
        retry_after: u64,
    },
    /// Too many sign-ups from this address.
    #[error("too many sign-ups, next one in {retry_after} s")]
    TooManySignUps {
        /// Seconds, 1 at least.
        retry_after: u64,
    },
    /// Too many sessions of this account were begun in a day.
    #[error("too many sign-ins, next one in {retry_after} s")]
    TooManySignIns {
        /// Seconds, 1 at least.
        retry_after: u64,
    },
    /// Too many wait for their passwords to be hashed.
    #[error("too many passwords to hash")]
    Busy,
    /// The new password is among the first that one would try.
    #[error("the password is easily guessed")]
    Guessable,
    /// The database does not answer, or is busy: it may later.
    #[error("the database does not answer")]
    Unavailable(#[source] Cause),
    /// The database answers and refuses: a full disk, a file that is broken.
    #[error("the database refuses")]
    Store(#[source] Cause),
}

/// What the database or the system said.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a database cannot be used. Nothing was changed in it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nobody answers there.
    #[error("cannot be reached")]
    Unreachable(#[source] Cause),
    /// User, password or the name of the database is refused.
    #[error("access refused")]
    Denied(#[source] Cause),
    /// Another program holds it.
    #[error("locked by another program")]
    Locked,
    /// A later version of this program made it.
    #[error("schema {found}, expected at most {known}")]
    NewerSchema {
        /// The schema's version.
        found: i64,
        /// The latest that is known here.
        known: i64,
    },
    /// It has tables, and none of them says that they are ours.
    #[error("tables of another application")]
    OtherApplication,
    /// The file is something else.
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
    /// Whether the file is not there and cannot be, or cannot be written:
    /// nothing is wrong with what it holds.
    pub fn is_of_place(&self, database: &Database) -> bool {
        match (self, database) {
            (Self::ReadOnly(_), _) => true,
            (Self::Io(_), Database::Sqlite(path)) => !path.exists(),
            _ => false,
        }
    }
}

/// What an error of the database means, whichever of the two it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Taken,
    Busy,
    Denied,
    ReadOnly,
    NotADatabase,
    Other,
}

/// Of SQLite the primary result code (<https://sqlite.org/rescode.html>), of
/// PostgreSQL the class of the SQLSTATE (its manual, appendix A).
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
