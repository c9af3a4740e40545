//! The queries that both databases share.

use super::{
    Account, AccountError, Accounts, LONGEST_SESSION, Uid,
    store::{Store, on},
    throttle,
};

/// How many sessions an account may begin in a day: enough for a class of 200 that shares one
/// account and signs in twice.
const MAX_SIGN_INS: i64 = 500;

/// In seconds.
const DAY: i64 = 24 * 60 * 60;

const LONGEST: i64 = LONGEST_SESSION.cast_signed();

/// An account with its password's hash.
pub(super) struct Known {
    pub(super) account: Account,
    /// In Werkzeug's format.
    pub(super) password: String,
}

type Row = (i64, String, i64, String);

fn known((id, username, created_at, password): Row) -> Known {
    Known {
        account: account((id, username, created_at)),
        password,
    }
}

pub(super) fn account((id, username, created_at): (i64, String, i64)) -> Account {
    Account {
        id,
        username,
        created_at: u64::try_from(created_at).unwrap_or_default(),
    }
}

/// Records whose session it is, provided that the stored hash is still the one that was checked.
macro_rules! note_sign_in {
    () => {
        "INSERT INTO sign_ins (uid, user_id, at) \
         SELECT $1, id, $2 FROM users WHERE id = $3 AND password = $4"
    };
}

/// Ends the sessions of an account, except one.
const END_SESSIONS: &str = "INSERT INTO revoked (uid, until) \
    SELECT uid, $1 FROM sign_ins WHERE user_id = $2 AND uid <> $3 ON CONFLICT (uid) DO NOTHING";

impl Accounts {
    /// Unix seconds.
    pub(super) fn now(&self) -> i64 {
        i64::try_from(self.settings.clock.now()).unwrap_or(i64::MAX)
    }

    pub(super) async fn find(&self, login: &str) -> Result<Option<Known>, AccountError> {
        let row: Option<Row> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at, password FROM users WHERE username = $1")
                .bind(login)
                .fetch_optional(pool)
                .await
        })?;
        Ok(row.map(known))
    }

    pub(super) async fn find_by_id(&self, id: i64) -> Result<Option<Known>, AccountError> {
        let row: Option<Row> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at, password FROM users WHERE id = $1")
                .bind(id)
                .fetch_optional(pool)
                .await
        })?;
        Ok(row.map(known))
    }

    pub(super) async fn insert(&self, login: &str, hash: &str) -> Result<(), AccountError> {
        let now = self.now();
        on!(&self.store, pool => {
            sqlx::query("INSERT INTO users (username, password, created_at) VALUES ($1, $2, $3)")
                .bind(login)
                .bind(hash)
                .bind(now)
                .execute(pool)
                .await
                .map(drop)
        })
    }

    /// Replaces the hash by a stronger one of the same password, without ending sessions; `None` if
    /// the stored hash has changed in the meantime.
    pub(super) async fn renew(
        &self,
        known: Known,
        anew: String,
    ) -> Result<Option<Known>, AccountError> {
        let renewed = on!(&self.store, pool => {
            sqlx::query("UPDATE users SET password = $1 WHERE id = $2 AND password = $3")
                .bind(&anew)
                .bind(known.account.id)
                .bind(&known.password)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        Ok((renewed > 0).then_some(Known {
            password: anew,
            ..known
        }))
    }

    /// Records whose session it is, provided that the stored hash is still the one that was
    /// checked. Otherwise a change of password that ran at the same time would miss this session.
    pub(super) async fn note_sign_in(&self, known: &Known, uid: Uid) -> Result<(), AccountError> {
        let now = self.now();
        let (id, hash) = (known.account.id, known.password.as_str());
        self.check_sign_ins(id, now).await?;
        let statement = match &self.store {
            Store::Sqlite(_) => note_sign_in!(),
            // In PostgreSQL the two may run at once; the lock orders them.
            Store::Postgres(_) => concat!(note_sign_in!(), " FOR SHARE"),
        };
        let noted = on!(&self.store, pool => {
            sqlx::query(statement)
                .bind(uid.to_string())
                .bind(now)
                .bind(id)
                .bind(hash)
                .execute(pool)
                .await
                .map(|done| done.rows_affected())
        })?;
        match noted {
            0 => Err(AccountError::BadCredentials),
            _ => Ok(()),
        }
    }

    /// Refuses a further session for the account if it began too many today, since each of them may
    /// have to be remembered as ended.
    async fn check_sign_ins(&self, id: i64, now: i64) -> Result<(), AccountError> {
        let (count, oldest): (i64, Option<i64>) = on!(&self.store, pool => {
            sqlx::query_as(
                "SELECT count(*), min(at) FROM sign_ins WHERE user_id = $1 AND at > $2 AND at <= $3",
            )
            .bind(id)
            .bind(now - DAY)
            .bind(now)
            .fetch_one(pool)
            .await
        })?;
        if count < MAX_SIGN_INS {
            return Ok(());
        }
        let wait = oldest.unwrap_or(now) + DAY - now;
        Err(AccountError::TooManySignIns {
            retry_after: u64::try_from(wait).unwrap_or_default().max(1),
        })
    }

    pub(super) async fn replace_password(
        &self,
        known: &Known,
        hash: &str,
        keep_uid: Option<&str>,
    ) -> Result<(), AccountError> {
        let (id, keep) = (known.account.id, keep_uid.unwrap_or_default());
        let until = self.now().saturating_add(LONGEST);
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
            // Someone else has changed or deleted the account in the meantime.
            return Err(AccountError::BadCredentials);
        }
        self.read_news().await
    }

    pub(super) async fn remove(&self, account: &Account) -> Result<(), AccountError> {
        let id = account.id;
        let until = self.now().saturating_add(LONGEST);
        on!(&self.store, pool => {
            let mut transaction = pool.begin().await?;
            // A sign-in at the same moment either precedes this line or finds no password.
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

    pub(super) async fn read_news(&self) -> Result<(), AccountError> {
        self.revoked.read_news(&self.store, self.now()).await
    }

    pub(super) async fn purge(&self) -> Result<(), AccountError> {
        let now = self.now();
        let ages = [
            (
                "DELETE FROM failures WHERE at <= $1",
                now - throttle::WINDOW,
            ),
            // Written by a clock that was ahead: these would start to count only later.
            ("DELETE FROM failures WHERE at > $1", now + throttle::WINDOW),
            ("DELETE FROM revoked WHERE until < $1", now),
            ("DELETE FROM sign_ins WHERE at < $1", now - LONGEST),
        ];
        for (statement, second) in ages {
            on!(&self.store, pool => {
                sqlx::query(statement).bind(second).execute(pool).await.map(drop)
            })?;
        }
        Ok(())
    }
}
