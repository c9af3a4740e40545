//! Words for a database that cannot be used, or an account that does not exist.

use super::Exit;
use super::report::Failure;
use crate::accounts::{AccountError, Database, OpenError};
use crate::view::text::cli::{CliText, Trouble};

/// Exit code 2 if another database should have been named, 1 if this one cannot
/// be read or written.
pub(super) fn open_failure(text: &CliText, database: &Database, error: OpenError) -> anyhow::Error {
    let name = database.to_string();
    let (exit, trouble): (Exit, Trouble) = match &error {
        OpenError::Unreachable(_) => (Exit::Usage, (text.database_unreachable)(&name)),
        OpenError::Denied(_) => (Exit::Usage, (text.database_denied)(&name)),
        OpenError::Locked => (Exit::Usage, (text.database_locked)(&name)),
        OpenError::NewerSchema { found, known } => {
            (Exit::Usage, (text.database_newer)(&name, *found, *known))
        }
        OpenError::OtherApplication => (Exit::Usage, (text.database_of_others)(&name)),
        OpenError::NotADatabase => (Exit::Usage, (text.not_a_database)(&name)),
        OpenError::ReadOnly(_) => (Exit::Internal, (text.database_read_only)(&name)),
        OpenError::Io(_) => (Exit::Internal, (text.database_failed)(&name)),
    };
    anyhow::Error::new(error).context(Failure::of(exit, trouble))
}

/// Words for an error of the command `accounts`.
pub(super) fn account_failure(text: &CliText, login: &str, error: AccountError) -> anyhow::Error {
    let trouble = match &error {
        AccountError::UnknownAccount => {
            return Failure::of(Exit::Internal, (text.unknown_account)(login)).into();
        }
        AccountError::Unavailable(_)
        | AccountError::Store(_)
        | AccountError::NameTaken
        | AccountError::BadCredentials
        | AccountError::Throttled { .. }
        | AccountError::TooManySignUps { .. }
        | AccountError::TooManySignIns { .. }
        | AccountError::Guessable
        | AccountError::Busy => (text.accounts_unavailable)(),
    };
    anyhow::Error::new(error).context(Failure::of(Exit::Internal, trouble))
}
