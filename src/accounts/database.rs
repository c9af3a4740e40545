//! Which database holds the accounts.

use std::{fmt, path::PathBuf, str::FromStr};

use sqlx::postgres::PgConnectOptions;

/// A file, or a server that several machines share.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// An SQLite file.
    Sqlite(PathBuf),
    /// The URL of a PostgreSQL database; may hold a password.
    Postgres(String),
    /// In this process's memory, and gone with it.
    Memory,
}

/// Why a text does not name a database. Holds nothing of the text, which may contain a password.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseUrlError {
    /// Neither `sqlite:` nor `postgres://`.
    #[error("expected `sqlite:PATH` or `postgres://…`")]
    Scheme,
    /// Nothing after `sqlite:`, or a database in memory.
    #[error("expected a path after `sqlite:`")]
    Path,
    /// Not a URL that PostgreSQL clients understand.
    #[error("not a URL of PostgreSQL")]
    Url,
}

impl Database {
    /// Whether it is a URL with a password.
    pub fn has_password(&self) -> bool {
        let Self::Postgres(url) = self else {
            return false;
        };
        let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
        let user = address.rsplit_once('@').map_or("", |(user, _)| user);
        let user = user.split_once("://").map_or(user, |(_, user)| user);
        user.split_once(':')
            .is_some_and(|(_, password)| !password.is_empty())
            || parameters.split('&').any(|it| it.starts_with("password="))
    }
}

impl FromStr for Database {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            // SQLite's own database in memory would silently be lost with the process.
            return if path.is_empty() || path == ":memory:" {
                Err(DatabaseUrlError::Path)
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Err(DatabaseUrlError::Scheme);
        }
        match PgConnectOptions::from_str(text) {
            Ok(_) => Ok(Self::Postgres(text.to_owned())),
            Err(_) => Err(DatabaseUrlError::Url),
        }
    }
}

/// The path, or the URL without its password and parameters.
impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Memory => f.write_str(":memory:"),
            Self::Postgres(url) => {
                let without_parameters = url.split(['?', '#']).next().unwrap_or_default();
                let (scheme, rest) = without_parameters
                    .split_once("://")
                    .unwrap_or(("postgres", ""));
                // The last `@`, since a password may contain an unescaped one.
                match rest.rsplit_once('@') {
                    Some((user, place)) => {
                        let user = user.split(':').next().unwrap_or_default();
                        write!(f, "{scheme}://{user}@{place}")
                    }
                    None => write!(f, "{scheme}://{rest}"),
                }
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_shown_without_its_password() {
        for (text, shown) in [
            ("sqlite:a b/c%20é.sqlite3", "a b/c%20é.sqlite3"),
            ("sqlite:///srv/accounts.sqlite3", "/srv/accounts.sqlite3"),
            (
                "postgres://u:secret@host:5432/db",
                "postgres://u@host:5432/db",
            ),
            (
                "postgresql://u:se%40cret@host/db?password=secret&sslmode=disable",
                "postgresql://u@host/db",
            ),
            ("postgres://host/db", "postgres://host/db"),
            ("postgres:///db?host=/run/postgresql", "postgres:///db"),
        ] {
            let database: Database = text.parse().unwrap();
            assert_eq!(database.to_string(), shown, "{text}");
            assert_eq!(format!("{database:?}"), shown, "{text}");
        }
    }

    #[test]
    fn a_password_is_seen_wherever_it_stands_in_the_url() {
        for (text, has_password) in [
            ("sqlite:a:b@c", false),
            ("postgres://u:secret@host:5432/db", true),
            ("postgresql://u:se@cret@host/db?sslmode=disable", true),
            ("postgres://u@host/db?password=secret", true),
            ("postgres://u@host:5432/db?sslmode=disable", false),
            ("postgres://u:@host/db", false),
            ("postgres:///db?host=/run/postgresql", false),
        ] {
            let database: Database = text.parse().unwrap();
            assert_eq!(database.has_password(), has_password, "{text}");
        }
    }

    #[test]
    fn what_is_no_database_is_refused_without_being_repeated() {
        for (text, message) in [
            ("", "expected `sqlite:PATH` or `postgres://…`"),
            (
                "accounts.sqlite3",
                "expected `sqlite:PATH` or `postgres://…`",
            ),
            (
                "mysql://u:secret@h/d",
                "expected `sqlite:PATH` or `postgres://…`",
            ),
            ("sqlite:", "expected a path after `sqlite:`"),
            ("sqlite::memory:", "expected a path after `sqlite:`"),
            (
                "postgres://u:secret@host:port/db",
                "not a URL of PostgreSQL",
            ),
        ] {
            let error = text.parse::<Database>().unwrap_err();
            assert_eq!(error.to_string(), message, "{text}");
        }
    }
}
