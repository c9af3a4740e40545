//! The connections to either database, and the schema. Statements are shared, except for what only
//! one database needs.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::{self, ErrorKind},
    path::Path,
    str::FromStr,
    time::Duration,
};

use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::time::timeout;

use super::{AccountError, Database, OpenError};

/// Few are enough: hashing takes the time, not the database.
const MAX_CONNECTIONS: u32 = 5;

/// How long `SQLite` waits while another process writes.
const BUSY: Duration = Duration::from_secs(3);

/// How long establishing a connection may take.
const CONNECT: Duration = Duration::from_secs(3);

/// How long any operation may take, so that a server which has vanished from the network does not
/// block requests.
const PATIENCE: Duration = Duration::from_secs(8);

/// The version of the schema that this program creates.
const SCHEMA: i64 = 2;

/// What upgrades each version of the schema to the next, from 1 to 2 on; the same for both
/// databases.
const UPGRADES: [&str; 1] = [include_str!("../../assets/sql/upgrade-2.sql")];

/// The pool of one database or the other.
#[derive(Debug)]
pub(super) enum Store {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Runs the same code on either pool: it is compiled once for each database.
macro_rules! on {
    ($store:expr, $pool:ident => $body:expr) => {
        $crate::accounts::store::in_time(async {
            match $store {
                $crate::accounts::store::Store::Sqlite($pool) => $body,
                $crate::accounts::store::Store::Postgres($pool) => $body,
            }
        })
        .await
    };
}
pub(super) use on;

/// Gives up after [`PATIENCE`].
pub(super) async fn in_time<T>(
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, AccountError> {
    match timeout(PATIENCE, work).await {
        Ok(result) => Ok(result?),
        Err(_) => Err(sqlx::Error::PoolTimedOut.into()),
    }
}

impl Store {
    pub(super) async fn open(database: &Database) -> Result<Self, OpenError> {
        match database {
            Database::Sqlite(path) => open_sqlite(path).await.map(Self::Sqlite),
            Database::Postgres(url) => open_postgres(url).await.map(Self::Postgres),
            Database::Memory => open_memory().await.map(Self::Sqlite),
        }
    }

    /// The methods of the stored hashes, such as `pbkdf2:sha256:600000`.
    pub(super) async fn methods(&self) -> Result<Vec<String>, AccountError> {
        let statement = match self {
            Self::Sqlite(_) => {
                "SELECT DISTINCT substr(password, 1, instr(password, '$') - 1) FROM users \
                 WHERE password LIKE 'pbkdf2%$%' OR password LIKE 'scrypt%$%'"
            }
            Self::Postgres(_) => {
                "SELECT DISTINCT split_part(password, '$', 1) FROM users \
                 WHERE password LIKE 'pbkdf2%$%' OR password LIKE 'scrypt%$%'"
            }
        };
        on!(self, pool => sqlx::query_scalar(statement).fetch_all(pool).await)
    }
}

async fn open_sqlite(path: &Path) -> Result<SqlitePool, OpenError> {
    make_file(path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            OpenError::ReadOnly(error.into())
        }
        _ => OpenError::Io(error.into()),
    })?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .busy_timeout(BUSY)
        .foreign_keys(true);
    // Checked before anything is changed: the database may be someone else's.
    let pool = SqlitePoolOptions::new().connect_lazy_with(options.clone());
    let looked = look_at_sqlite(&pool).await;
    pool.close().await;
    looked?;
    let options = options
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged account survives a power cut.
        .synchronous(SqliteSynchronous::Full);
    let pool = SqlitePoolOptions::new()
        .max_connections(MAX_CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    make_tables(&pool).await?;
    Ok(pool)
}

/// A single connection that never closes, since the database would vanish with it.
async fn open_memory() -> Result<SqlitePool, OpenError> {
    let options = SqliteConnectOptions::new()
        .in_memory(true)
        .foreign_keys(true);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(PATIENCE)
        .connect_with(options)
        .await?;
    make_tables(&pool).await?;
    Ok(pool)
}

/// Creates what is missing of the schema.
async fn make_tables(pool: &SqlitePool) -> Result<(), OpenError> {
    let mut transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
    let ours: i64 = sqlx::query_scalar(SQLITE_OURS)
        .fetch_one(&mut *transaction)
        .await?;
    let version = match ours {
        0 => None,
        _ => {
            sqlx::query_scalar(VERSION)
                .fetch_optional(&mut *transaction)
                .await?
        }
    };
    for sql in missing(version, include_str!("../../assets/sql/sqlite.sql")) {
        sqlx::raw_sql(sql).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

const SQLITE_OURS: &str = "SELECT count(*) FROM sqlite_master \
    WHERE type = 'table' AND name = 'flask_session_demo_schema'";

async fn look_at_sqlite(pool: &SqlitePool) -> Result<(), OpenError> {
    let ours: i64 = sqlx::query_scalar(SQLITE_OURS).fetch_one(pool).await?;
    let all = "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'";
    let all: i64 = sqlx::query_scalar(all).fetch_one(pool).await?;
    let version = match ours {
        0 => None,
        _ => sqlx::query_scalar(VERSION).fetch_optional(pool).await?,
    };
    judge(version, all)
}

const VERSION: &str = "SELECT version FROM flask_session_demo_schema";

/// Accepts a database that is empty or ours.
fn judge(version: Option<i64>, tables: i64) -> Result<(), OpenError> {
    match version {
        Some(found) if found > SCHEMA => Err(OpenError::NewerSchema {
            found,
            known: SCHEMA,
        }),
        None if tables > 0 => Err(OpenError::OtherApplication),
        _ => Ok(()),
    }
}

/// The SQL that brings the schema up to date: everything for an empty database, else the upgrades.
fn missing(version: Option<i64>, tables: &'static str) -> Vec<&'static str> {
    match version {
        None => vec![tables],
        Some(version) => {
            let done = usize::try_from(version - 1).unwrap_or_default();
            UPGRADES.into_iter().skip(done).collect()
        }
    }
}

/// Creates the file and its folder, for their owner only. A file that exists is only opened, to see
/// whether it can be written.
fn make_file(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

async fn open_postgres(url: &str) -> Result<PgPool, OpenError> {
    let options = PgConnectOptions::from_str(url)?.application_name("flask-session-demo");
    // A single connection first, since a pool would only report that the time ran out.
    let first = sqlx::ConnectOptions::connect(&options);
    let first = timeout(CONNECT, first).await;
    let connection = first.map_err(|_| OpenError::from(sqlx::Error::PoolTimedOut))??;
    sqlx::Connection::close(connection).await.ok();
    let pool = PgPoolOptions::new()
        .max_connections(MAX_CONNECTIONS)
        .acquire_timeout(CONNECT)
        .connect_lazy_with(options);
    let mut transaction = pool.begin().await?;
    // If two servers start at once on an empty database, the second waits here.
    sqlx::query("SELECT pg_advisory_xact_lock(7210934411)")
        .execute(&mut *transaction)
        .await?;
    let ours = "SELECT count(*) FROM information_schema.tables \
        WHERE table_schema = current_schema() AND table_name = 'flask_session_demo_schema'";
    let all = "SELECT count(*) FROM information_schema.tables \
        WHERE table_schema = current_schema()";
    let ours: i64 = sqlx::query_scalar(ours)
        .fetch_one(&mut *transaction)
        .await?;
    let all: i64 = sqlx::query_scalar(all).fetch_one(&mut *transaction).await?;
    let version = if ours == 0 {
        None
    } else {
        let version = sqlx::query_scalar(VERSION);
        version.fetch_optional(&mut *transaction).await?
    };
    judge(version, all)?;
    for sql in missing(version, include_str!("../../assets/sql/postgres.sql")) {
        sqlx::raw_sql(sql).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(pool)
}
