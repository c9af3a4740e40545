//! What the two databases are asked and told: rows in, rows out.

use std::net::IpAddr;

use super::{
    Account, AccountError, Accounts, LONGEST_SESSION,
    store::{Store, on},
    throttle::{self, Attempt},
};

/// An account with the hash of its password.
pub(super) struct Known {
    pub(super) account: Account,
    /// As Werkzeug writes it.
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

/// Remembers whose session it is, if the password is still the one that was
/// checked.
macro_rules! note_sign_in {
    () => {
        "INSERT INTO sign_ins (uid, user_id, at) \
         SELECT $1, id, $2 FROM users WHERE id = $3 AND password = $4"
    };
}

/// Puts the sessions of an account on the list, but for one.
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

    /// The account of that number, if the password is its own.
    pub(super) async fn prove(
        &self,
        id: i64,
        password: &str,
        from: IpAddr,
    ) -> Result<Known, AccountError> {
        let row: Option<Row> = on!(&self.store, pool => {
            sqlx::query_as("SELECT id, username, created_at, password FROM users WHERE id = $1")
                .bind(id)
                .fetch_optional(pool)
                .await
        })?;
        let known = row.map(known).ok_or(AccountError::UnknownAccount)?;
        let login = known.account.username.as_str();
        let attempt = Attempt::begin(&self.store, login, from, self.now()).await?;
        if !self.hashing.check(&known.password, password).await {
            return Err(AccountError::BadCredentials);
        }
        attempt.succeeded(&self.store).await?;
        Ok(known)
    }

    /// Remembers whose session it is, if the password is still the one that was
    /// checked: a change of password ends the sessions it finds.
    pub(super) async fn note_sign_in(&self, known: &Known, uid: &str) -> Result<(), AccountError> {
        let now = self.now();
        let (id, hash) = (known.account.id, known.password.as_str());
        let statement = match &self.store {
            Store::Sqlite(_) => note_sign_in!(),
            // Here the two may happen at once: the lock puts one after the other.
            Store::Postgres(_) => concat!(note_sign_in!(), " FOR SHARE"),
        };
        let noted = on!(&self.store, pool => {
            sqlx::query(statement)
                .bind(uid)
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

    pub(super) async fn replace_password(
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

    pub(super) async fn remove(&self, account: &Account) -> Result<(), AccountError> {
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
}
